"""Scoring: the sheets judges fill in and the points on them."""
