"""A figure that the data may not bear, and what it was drawn from. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """`value`, or None with the `reason` why there is none (a code). `low` and `high` hold 95 %.

    An interval may be missing where the value is not: then `reason` says why.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""


def missing(reason: str) -> Estimate:
    """No figure, for this reason."""
    return Estimate(None, reason=reason)
