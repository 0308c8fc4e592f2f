"""What an office adds to the papers of its contests: its own templates, numbers and signers."""
