"""Builders: the least a test must say. Each flushes and returns the row it made."""
