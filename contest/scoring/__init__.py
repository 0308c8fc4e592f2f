"""Independent score sheets, until the lock."""
