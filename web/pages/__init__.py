"""One module for each family of screens; none knows another."""
