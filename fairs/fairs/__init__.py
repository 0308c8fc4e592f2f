"""Fairs: days, booths, applications and allotment."""
