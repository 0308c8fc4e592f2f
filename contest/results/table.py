"""A tally of any table of points: the contest's own averages, places and lines, on rows of text.

With it a rule is tried on a past contest's figures before it is adopted, and a published result is
checked by whoever has the sheets.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from contest.contests.averaging import Averaging
from contest.results import ranking
from contest.results.ranking import Quotas, Tally
from contest.scoring.points import read_points

MOST_POINTS = 10_000
"""Hundredths of the most that a sheet can give: 100 points (TT 26/2014 Phụ lục 4)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One juror's total for one entry, as it was typed; `number` is its row in the file.

    Empty points are a sheet that is missing, which is not a sheet of 0.
    """

    number: int
    entry: str
    juror: str
    points: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row: a code and the facts its sentence needs."""

    number: int
    code: str
    facts: dict[str, object]


class BadTable(ValueError):
    """A table that cannot be tallied; every fault is named."""

    def __init__(self, faults: list[RowFault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Line:
    """One entry's result. `certified` is None where a tie crosses the quota's line."""

    entry: str
    group: str
    sheets: int
    total: int  # hundredths
    divisor: int
    rank: int | None
    tied: bool
    eligible: bool
    certified: bool | None

    @property
    def average(self) -> Fraction | None:
        """In points, exact; None where there is none."""
        return ranking.exact(self.total, self.divisor)


def tally(rows: Iterable[Row], averaging: Averaging, pass_mark: int, quotas: Quotas) -> list[Line]:
    """Every entry's line, the best first, equal ones in the order of the table.

    Places are counted within the table's groups; where one quota is drawn over all of them,
    within all. Raises BadTable: an entry or juror without a name (`missing`), points that are none
    (`not_points`) or not 0 to 100 (`points_out_of_range`), a juror twice for an entry
    (`sheet_twice`), an entry in two groups (`entry_in_two_groups`), a quota for a group that is
    not in the table (`quota_group_unknown`, row 0).
    """
    sheets, groups = _collect(rows)
    unknown = [name for name in quotas.groups if name not in groups.values()]
    if unknown:
        raise BadTable([RowFault(0, "quota_group_unknown", {"group": name}) for name in unknown])
    names = list(sheets)
    apart = quotas.total is None or bool(quotas.groups)
    tallies = [
        Tally(at, groups[name], *ranking.average(sheets[name], averaging))
        for at, name in enumerate(names)
    ]
    pool = tallies if apart else [Tally(t.entry_id, "", t.total, t.divisor) for t in tallies]
    places = ranking.rank(pool, pass_mark)
    verdicts = ranking.certified(tallies, pass_mark, quotas)
    lines = [
        Line(
            entry=names[one.entry_id],
            group=groups[names[one.entry_id]],
            sheets=len(sheets[names[one.entry_id]]),
            total=one.total,
            divisor=one.divisor,
            rank=places[one.entry_id].rank,
            tied=places[one.entry_id].tied,
            eligible=places[one.entry_id].eligible,
            certified=verdicts[one.entry_id],
        )
        for one in tallies
    ]
    order = {group: at for at, group in enumerate(dict.fromkeys(groups.values()))}
    last = len(lines) + 1
    return sorted(
        lines,
        key=lambda line: (order[line.group] if apart else 0, line.rank or last),
    )


def _collect(rows: Iterable[Row]) -> tuple[dict[str, list[int]], dict[str, str]]:
    """Entry → its sheets in hundredths, entry → its group; in the order of the table."""
    sheets: dict[str, list[int]] = {}
    groups: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    faults: list[RowFault] = []

    def fault(row: Row, code: str, **facts: object) -> None:
        faults.append(RowFault(row.number, code, facts))

    for row in rows:
        entry, juror, group = row.entry.strip(), row.juror.strip(), row.group.strip()
        if not entry or not juror:
            fault(row, "missing")
            continue
        if (entry, juror) in seen:
            fault(row, "sheet_twice", entry=entry, juror=juror)
        if groups.setdefault(entry, group) != group:
            fault(row, "entry_in_two_groups", entry=entry)
        seen.add((entry, juror))
        kept = sheets.setdefault(entry, [])
        try:
            points = read_points(row.points)
        except ValueError as refusal:
            fault(row, str(refusal))
            continue
        if points is None:
            continue
        if points > MOST_POINTS:
            fault(row, "points_out_of_range", max_points=MOST_POINTS)
        kept.append(points)
    if faults:
        raise BadTable(faults)
    return sheets, groups
