"""The yearly report of establishments that hold a certificate (TT 26/2014 Đ22.2).

The circular names no day: a year's report is owed once the year is over.
"""
