"""Averages, eligibility, the council's decision, the authority's recognition."""
