"""Programmes: budgets that add up, targets against what was done. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fairs.programmes.kinds import FundingSource

SOURCES = tuple(FundingSource)
Amounts = Mapping[FundingSource, int]
"""Whole đồng by source; a source that is not named gives nothing."""


@dataclass(frozen=True, slots=True)
class Content:
    """One content of a budget (nội dung chi) with its money by source, in whole đồng."""

    name: str
    amounts: Amounts
    stated_total: int | None = None

    @property
    def total(self) -> int:
        """The sum over all sources."""
        return sum(self.amounts.values())


@dataclass(frozen=True, slots=True)
class Totals:
    """The foot of a budget."""

    by_source: dict[FundingSource, int]
    total: int


def totals(contents: Sequence[Content]) -> Totals:
    """Sums by source and in all."""
    by_source = {
        source: sum(content.amounts.get(source, 0) for content in contents) for source in SOURCES
    }
    return Totals(by_source, sum(by_source.values()))


def budget_faults(contents: Sequence[Content], stated: Totals | None = None) -> list[str]:
    """Where a budget does not add up to what its document states, as names; empty when it does.

    Each content against its own stated total, each source and the whole against `stated`; an
    amount below zero is a fault too. "Đối ứng 0" is a value, not missing.
    """
    faults = [
        content.name
        for content in contents
        if (content.stated_total is not None and content.stated_total != content.total)
        or any(amount < 0 for amount in content.amounts.values())
    ]
    if stated is not None:
        found = totals(contents)
        faults += [
            source.value
            for source in SOURCES
            if found.by_source[source] != stated.by_source.get(source, 0)
        ]
        if found.total != stated.total:
            faults.append("total")
    return faults


def percent_done(planned: int | None, done: int | None) -> int | None:
    """Whole percent of a target, cut; None where either figure is not known."""
    return done * 100 // planned if planned and done is not None else None
