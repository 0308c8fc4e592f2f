"""Pictures and files: what may come in, how it is kept and shown."""
