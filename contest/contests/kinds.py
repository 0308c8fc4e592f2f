"""The fixed words of a contest. Pure."""

from enum import StrEnum


class ContestLevel(StrEnum):
    """Where a contest stands on the ladder (TT 26/2014; commune instead of district from 1/7/2025
    by TT 38/2025)."""

    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    REGION = "region"
    NATION = "nation"


class Stage(StrEnum):
    """The life of a contest, in order; `rules.next_stage` says what each step asks for."""

    DRAFT = "draft"
    OPEN = "open"  # entries are received and screened
    JUDGING = "judging"  # entries closed, frame frozen, sheets open
    LOCKED = "locked"  # sheets final, averages computed
    DECIDED = "decided"  # the council fixed structure and number
    RECOGNISED = "recognised"  # the authority's decision is recorded, certificates may be issued
    ANNOUNCED = "announced"  # the public sees the result
    CANCELLED = "cancelled"


STAGES = tuple(stage for stage in Stage if stage is not Stage.CANCELLED)


def reached(stage: Stage, wanted: Stage) -> bool:
    """Whether a contest in `stage` has come at least as far as `wanted`."""
    return stage is not Stage.CANCELLED and STAGES.index(stage) >= STAGES.index(wanted)


class FrameStatus(StrEnum):
    """A scoring frame is proposed, approved by the council chair, frozen by judging; another
    version may come in its place."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    FROZEN = "frozen"
    SUPERSEDED = "superseded"
