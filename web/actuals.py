"""What was done for a programme's targets, record by record: the number and its rows are one.

Each way of counting (fairs.programmes.kinds.Counted) gathers the records of the programme's
territory, the unit and what its office reaches, within the programme's years and up to today.
What was run here, what history tells and what was entered by hand stay apart by their kind;
history counts only where the target says so. Distinct things count once, in their first year.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from core.clock import day_in_vietnam
from core.identity import Identity
from fairs.programmes import queries
from fairs.programmes.kinds import Counted, Status
from fairs.programmes.model import HandEntry, Programme, Target
from fairs.programmes.queries import Progress
from web.gatherers import GATHERERS, Kind, Record

__all__ = ["Kind", "Record", "behind", "figures", "gather", "progress"]


def gather(
    session: Session,
    programme: Programme,
    today: date,
    targets: Collection[Target] | None = None,
) -> dict[int, list[Record]]:
    """Target id → its records, the latest first; for all targets of a programme loaded whole, or
    these. A target that nobody counts and that has no entry is left out. The number of
    statements depends on how many ways of counting there are, never on the data."""
    wanted = list(programme.targets if targets is None else targets)
    span = (
        date(programme.from_year, 1, 1),
        min(date(programme.to_year, 12, 31), today),
    )
    ways = {Counted(one.indicator) for one in wanted} - {Counted.BY_HAND}
    found = {way: GATHERERS[way](session, programme.unit_id, span) for way in ways}
    entered: dict[int, list[Record]] = {}
    entries = queries.hand_entries(session, [one.id for one in wanted])
    for entry in queries.current(entries):
        entered.setdefault(entry.target_id, []).append(_by_hand(programme.code, entry))
    records: dict[int, list[Record]] = {}
    for target in wanted:
        way = Counted(target.indicator)
        if way is Counted.BY_HAND and target.id not in entered:
            continue
        rows = _fitting(target, found.get(way, [])) + entered.get(target.id, [])
        records[target.id] = sorted(rows, key=_latest_first)
    return records


def figures(records: dict[int, list[Record]]) -> dict[int, dict[int, int]]:
    """Target id → year → the sum of what its rows bring."""
    sums: dict[int, dict[int, int]] = {}
    for target_id, rows in records.items():
        years = sums.setdefault(target_id, {})
        for row in rows:
            years[row.year] = years.get(row.year, 0) + row.amount
    return sums


def progress(session: Session, programme: Programme, now: datetime) -> list[Progress]:
    """Every target of a programme loaded whole, against what was done."""
    today = day_in_vietnam(now)
    counted = figures(gather(session, programme, today))
    return queries.progress(programme, counted, today)


def behind(session: Session, who: Identity, now: datetime) -> list[tuple[Programme, Progress]]:
    """The targets of this person's running programmes that are behind their years."""
    today = day_in_vietnam(now)
    return [
        (programme, row)
        for programme in queries.programmes_of(session, who)
        if programme.status is Status.APPROVED
        and programme.from_year <= today.year <= programme.to_year
        for row in progress(session, programme, now)
        if row.behind
    ]


def _fitting(target: Target, rows: Sequence[Record]) -> list[Record]:
    """Of what a way of counting found, what this target asks for; distinct things once."""
    levels = set(target.levels.split(",")) - {""}
    chosen = [
        row
        for row in rows
        if (not levels or row.level in levels)
        and (target.with_history or row.kind is not Kind.HISTORY)
    ]
    once: dict[object, Record] = {}
    for row in sorted(chosen, key=lambda row: (row.year, row.day or date.max)):
        kept = once.setdefault(row.key, row)
        if kept is not row and row.detail not in kept.detail:
            once[row.key] = replace(kept, detail=f"{kept.detail}; {row.detail}")
    return list(once.values())


def _latest_first(row: Record) -> tuple[int, int, str]:
    return (-row.year, -(row.day or date(row.year, 1, 1)).toordinal(), row.label)


def _by_hand(code: str, entry: HandEntry) -> Record:
    return Record(
        kind=Kind.HAND,
        label=entry.words,
        url=f"/dieu-hanh/chuong-trinh/{code}/chi-tieu/{entry.target_id}#lan-{entry.id}",
        place="",
        day=entry.happened_on,
        year=entry.happened_on.year,
        detail=", ".join(part for part in (entry.paper_number, entry.file_name) if part),
        amount=entry.amount,
        key=("hand", entry.id),
        entry=entry.id,
    )
