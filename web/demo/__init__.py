"""The demonstration: what an empty installation is filled with, marked as such."""
