"""From a certificate in force to the contest one level up."""
