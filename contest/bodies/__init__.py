"""Bodies: councils and panels, their members, and conflicts of interest."""
