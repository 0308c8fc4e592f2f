"""A product entered in a contest: dossier, screening, code and group."""
