"""What was built on a revoked certificate and needs to be looked at again; nothing is deleted."""
