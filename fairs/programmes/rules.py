"""Programmes: budgets that add up, targets against what was done, year by year. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fairs.programmes.kinds import FundingSource, Status

SOURCES = tuple(FundingSource)
STATE = (FundingSource.LOCAL, FundingSource.NATIONAL)
"""Ngân sách nhà nước: KCĐP and KCQG."""
Amounts = Mapping[FundingSource, int | None]
"""Whole đồng by source; None where the document names no figure, nothing where not named."""

MOST_YEARS = 10
MOST_ROWS = 40
"""Rows of targets, and of contents: far above what any decision has."""


@dataclass(frozen=True, slots=True)
class Content:
    """One content of a budget (nội dung chi) with its money by source, in whole đồng."""

    name: str
    amounts: Amounts
    stated_total: int | None = None

    @property
    def total(self) -> int | None:
        """The sum over all sources; None where no source has a figure."""
        return added(self.amounts.values())


@dataclass(frozen=True, slots=True)
class Totals:
    """The foot of a budget. `None` where no figure is known."""

    by_source: dict[FundingSource, int | None]
    total: int | None

    @property
    def state(self) -> int | None:
        """What the state gives: KCĐP and KCQG."""
        return added(self.by_source.get(source) for source in STATE)


def added(amounts: Iterable[int | None]) -> int | None:
    """The sum of the figures that are known; None when none is: "không nêu" is not zero."""
    known = [one for one in amounts if one is not None]
    return sum(known) if known else None


def totals(contents: Sequence[Content]) -> Totals:
    """Sums by source and in all."""
    by_source = {
        source: added(content.amounts.get(source) for content in contents) for source in SOURCES
    }
    return Totals(by_source, added(by_source.values()))


class Fault(StrEnum):
    """What does not add up; each value is the code of its refusal."""

    BELOW_ZERO = "budget_row_below_zero"
    ROW = "budget_row_differs"  # a content's sources against its stated total
    LOCAL = "budget_local_differs"
    NATIONAL = "budget_national_differs"
    COUNTERPART = "budget_counterpart_differs"
    OTHER = "budget_other_differs"
    TOTAL = "budget_total_differs"
    OVER = "budget_years_exceed"  # annual plans above the programme's own figure
    YEAR = "plan_total_differs"  # a year's lines against what its plan states


_OF_SOURCE = {
    FundingSource.LOCAL: Fault.LOCAL,
    FundingSource.NATIONAL: Fault.NATIONAL,
    FundingSource.COUNTERPART: Fault.COUNTERPART,
    FundingSource.OTHER: Fault.OTHER,
}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Where a budget does not add up: the row by its name, what was found, what is stated."""

    fault: Fault
    row: str
    found: int
    stated: int

    @property
    def facts(self) -> dict[str, object]:
        """What the sentence needs."""
        return {"row": self.row, "found_dong": self.found, "stated_dong": self.stated}


def budget_faults(contents: Sequence[Content], stated: Totals | None = None) -> list[Mismatch]:
    """Where a budget does not add up to what its document states; empty when it does.

    Each content against its own stated total, each source and the whole against `stated`; an
    amount below zero is a fault too. "Đối ứng 0" is a value, not missing. A sum is compared only
    where the document gives the parts: a total over parts it does not name stands by itself.
    """
    faults = []
    for content in contents:
        if any(amount is not None and amount < 0 for amount in content.amounts.values()):
            faults.append(Mismatch(Fault.BELOW_ZERO, content.name, 0, 0))
        found = content.total
        stated_total = content.stated_total
        if stated_total is not None and found is not None and found != stated_total:
            faults.append(Mismatch(Fault.ROW, content.name, found, stated_total))
    if stated is None:
        return faults
    sums = totals(contents)
    for source in SOURCES:
        by_content, said = sums.by_source[source], stated.by_source.get(source)
        if by_content is not None and said is not None and by_content != said:
            faults.append(Mismatch(_OF_SOURCE[source], "", by_content, said))
    of_parts = added(stated.by_source.values())
    for of in dict.fromkeys((sums.total, of_parts)):
        if of is not None and stated.total is not None and of != stated.total:
            faults.append(Mismatch(Fault.TOTAL, "", of, stated.total))
    return faults


def over_faults(
    programme: Sequence[Content], years: Mapping[int, Sequence[Content]]
) -> list[Mismatch]:
    """Contents whose annual plans together go beyond the programme in one of its sources.

    Contents are the same when they stand at the same place; a source the programme gives no
    figure for has no bound.
    """
    faults = []
    for at, content in enumerate(programme):
        rows = [contents[at] for contents in years.values() if at < len(contents)]
        for source in SOURCES:
            bound = content.amounts.get(source)
            planned = added(row.amounts.get(source) for row in rows)
            if bound is not None and planned is not None and planned > bound:
                faults.append(Mismatch(Fault.OVER, content.name, planned, bound))
                break
    return faults


def sources_used(budgets: Iterable[Sequence[Content]]) -> list[FundingSource]:
    """The sources worth a column: the customary three, and others where something names them."""
    named = {source for contents in budgets for one in contents for source in one.amounts}
    return [one for one in SOURCES if one is not FundingSource.OTHER or one in named]


def unspent(planned: int | None, spent: int | None) -> int | None:
    """What was planned and not spent: it carries over (NĐ 45/2012 Đ14.4). None until settled."""
    return None if planned is None or spent is None else max(0, planned - spent)


def percent_done(planned: int | None, done: int | None) -> int | None:
    """Whole percent of a target, cut; None where either figure is not known."""
    return done * 100 // planned if planned and done is not None else None


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a target. `carried` came over from the years before: planned and not done."""

    year: int
    planned: int | None
    done: int
    carried: int
    planned_so_far: int | None
    done_so_far: int

    @property
    def due(self) -> int | None:
        """What the year has to do: its own plan and what was carried over."""
        return None if self.planned is None else self.planned + self.carried

    @property
    def percent(self) -> int | None:
        """Done against the year's own plan."""
        return percent_done(self.planned, self.done)


def by_year(
    years: Iterable[int], planned: Mapping[int, int | None], done: Mapping[int, int]
) -> list[Year]:
    """A target spread over its years, with sums so far; a year without a plan has None."""
    rows: list[Year] = []
    planned_so_far: int | None = None
    done_so_far = 0
    for year in years:
        before = planned_so_far or 0
        carried = max(0, before - done_so_far)
        plan = planned.get(year)
        if plan is not None:
            planned_so_far = before + plan
        done_so_far += done.get(year, 0)
        rows.append(Year(year, plan, done.get(year, 0), carried, planned_so_far, done_so_far))
    return rows


def is_behind(planned: int | None, rows: Sequence[Year], today: date) -> bool:
    """Whether fewer were done than should have been by now.

    Years that are over should have brought what their annual plans say, the year that runs its
    plan's share by the days gone; without any annual plan up to now, the programme's figure by
    the share of its days gone. Shares are cut: one contest a year is never late in November.
    """
    begun = [row for row in rows if row.year <= today.year]
    if not begun:
        return False
    gone = _days_gone(begun[-1].year, today)
    if any(row.planned is not None for row in begun):
        before = sum(row.planned or 0 for row in begun[:-1])
        wanted = before + (begun[-1].planned or 0) * gone // _DAYS
    else:
        days = _DAYS * (len(begun) - 1) + gone
        wanted = (planned or 0) * days // (_DAYS * len(rows))
    return begun[-1].done_so_far < wanted


_DAYS = 365


def _days_gone(year: int, today: date) -> int:
    """Days of a year that are over on that day: all of them when the year is."""
    return _DAYS if year < today.year else min(_DAYS - 1, (today - date(year, 1, 1)).days)


def refusal_to_change(status: Status, *, published: bool, reason: str) -> str | None:
    """Why figures may not be changed now, or None.

    What a published document states stays as it states it. After approval a change needs the
    decision or reason it rests on (điều chỉnh); after closing there is none.
    """
    if published:
        return "programme_published"
    if status is Status.CLOSED:
        return "programme_closed"
    if status is Status.APPROVED and not reason:
        return "adjustment_reason_missing"
    return None


def missing_years(years: Collection[int], from_year: int, to_year: int) -> list[int]:
    """The years of a programme that have no annual plan yet."""
    return [year for year in range(from_year, to_year + 1) if year not in years]
