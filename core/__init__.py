"""What contests and fairs both stand on: a closed list of modules and three rooms."""
