"""Fairs and support: what happens with products beside and after the vote."""
