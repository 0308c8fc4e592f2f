"""Complaints of entrants after the announcement (TT 26/2014 Đ20), and what the council answers."""
