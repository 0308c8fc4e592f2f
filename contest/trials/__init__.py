"""Rules tried on a contest that was judged already: what would have come out. Nothing changes."""
