"""The competition: from the contest's opening to the nomination upward."""
