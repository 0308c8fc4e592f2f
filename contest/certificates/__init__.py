"""Certificates: numbering, issue, revocation and public verification."""
