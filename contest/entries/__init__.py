"""Entries: the file a product is put forward with, and its way through the checks."""
