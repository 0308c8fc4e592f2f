"""A result corrected after its announcement: a new version; every older one stays readable."""
