"""Numbering, issue, validity, revocation, verification."""
