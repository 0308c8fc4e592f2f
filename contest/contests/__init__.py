"""Contests: seasons, levels, categories, criteria and deadlines."""
