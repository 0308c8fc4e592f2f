"""The tests mirror the source, file for file."""
