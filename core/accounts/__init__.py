"""Accounts: invitations, passwords, sign-in sessions and the roles people hold."""
