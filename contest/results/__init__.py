"""Results: totals, ties, decisions and their publication."""
