"""Council, jury and support team, their seats, and recusals."""
