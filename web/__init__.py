"""HTTP, HTML and processes: the only place where the parts meet."""
