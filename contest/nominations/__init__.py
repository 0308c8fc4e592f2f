"""Nominations: sending recognised products up to the next level."""
