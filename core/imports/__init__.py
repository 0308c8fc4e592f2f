"""Batches of imported rows: who sent which file, what was found in it, what it made, its undoing.

The room knows nothing of what the rows are: that is the business of a kind (web/imports).
"""
