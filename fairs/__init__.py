"""What a win is turned into: fairs, support cases, and the programme that pays."""
