"""Physical samples: received, kept in custody, judged in another way, given back, kept on show."""
