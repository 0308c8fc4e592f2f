"""The fixed words of history. Pure."""

from enum import StrEnum


class Told(StrEnum):
    """Who tells of a round, the surest first: of two that tell of one round, the first counts."""

    HERE = "here"  # it was run here, and its result is announced
    OFFICE = "office"  # an office keeps one row of figures
    PUBLISHED = "published"  # a public source prints the figures
    LIST = "list"  # no figures: only a list of names that were recognised


class Source(StrEnum):
    """Where a recognition stands that was not given here."""

    OFFICE = "office"  # entered by an office from its own papers
    PUBLISHED = "published"  # taken from a public source, word for word
