"""Fairs: where and when, booths, applications and their allocation."""
