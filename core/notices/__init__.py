"""What a person waited for: notices on the page, and who wants them by mail too."""
