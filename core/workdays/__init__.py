"""Working days: which days an office works, and when a term counted in them ends."""
