"""People: accounts, sign-in, sessions, grants of roles, invitations, resets."""
