"""The vote itself, in rooms ordered by the year: later rooms know earlier ones."""
