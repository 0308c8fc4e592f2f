"""Programmes: targets and budget lines by source."""
