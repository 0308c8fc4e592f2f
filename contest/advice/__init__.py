"""Advice about a panel after its lock: agreement, severity, stability. It never is the result.

Statistics on a table of ratings, in plain Python and without a database. They work in floating
point: what decides anything is counted exactly in `contest.results`. Every figure that the data
cannot bear is None, with a reason.
"""
