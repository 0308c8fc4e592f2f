"""The fixed words of imports."""

from enum import StrEnum


class BatchState(StrEnum):
    """Where a batch is. The dry run changes nothing but the batch itself."""

    CHECKING = "checking"  # the dry run waits or runs
    UNREADABLE = "unreadable"  # the file could not be understood at all
    CHECKED = "checked"  # the report is there; a person decides
    DISCARDED = "discarded"  # put aside without loading
    LOADING = "loading"
    LOADED = "loaded"
    UNDOING = "undoing"
    UNDONE = "undone"  # all of it, or all that could be


class Standing(StrEnum):
    """What a row is, against what is here already."""

    NEW = "new"
    CHANGED = "changed"  # is here, and the row says more or something else
    UNCHANGED = "unchanged"
    DECIDE = "decide"  # may be something that is here: a person says
    REFUSED = "refused"


class Decision(StrEnum):
    """What a person said of a row that may be something that is here."""

    SAME = "same"  # it is that one
    OTHER = "other"  # it is another one
    SKIP = "skip"  # leave it out


class Deed(StrEnum):
    """What loading a row did to one record."""

    CREATED = "created"
    CHANGED = "changed"
