"""Records by place, across the rooms: how many makers, dossiers and certificates each unit has.

A record lies where its establishment does. Dossiers are those that were filed and not withdrawn;
certificates those of announced contests: nothing is told before its time.
"""

from datetime import date

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from core.identity import Identity
from core.registry.model import Establishment
from core.rights import Act
from core.territory import readings
from core.territory.census import Census, Geography, count
from core.territory.queries import reached_from
from web.shown import N_

KINDS = (N_("Cơ sở"), N_("Hồ sơ đã nộp"), N_("Giấy chứng nhận"))
"""What is counted, in the order of the counts."""

_FILED = (EntryStatus.FILED, EntryStatus.SUPPLEMENT, EntryStatus.VALID, EntryStatus.REFUSED)


def report(session: Session, who: Identity, geography: Geography, today: date) -> Census:
    """Everything within the places where this person works, in the geography asked for.

    Six statements, however many records there are.
    """
    counts = tally(session, who)
    named = [unit_id for unit_id in counts if unit_id is not None]
    return count(counts, readings.lineage(session, named), geography, today)


def tally(session: Session, who: Identity) -> dict[int | None, tuple[int, ...]]:
    """Unit → how many of each of KINDS; None for records whose place is not on record."""
    where = _within(who)
    found: dict[int | None, list[int]] = {None: [0] * len(KINDS)}  # so that nothing counts as 0
    statements: tuple[Select[int | None, int], ...] = (
        select(Establishment.unit_id, func.count()).where(Establishment.merged_into_id.is_(None)),
        select(Establishment.unit_id, func.count())
        .join(Entry, Entry.establishment_id == Establishment.id)
        .where(Entry.status.in_(_FILED)),
        select(Establishment.unit_id, func.count())
        .join(Certificate, Certificate.establishment_id == Establishment.id)
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(Contest.stage == Stage.ANNOUNCED),
    )
    for at, statement in enumerate(statements):
        for unit_id, number in session.execute(
            statement.where(where).group_by(Establishment.unit_id)
        ):
            found.setdefault(unit_id, [0] * len(KINDS))[at] = number
    return {unit_id: tuple(numbers) for unit_id, numbers in found.items()}


def _within(who: Identity) -> ColumnElement[bool]:
    if who.may(Act.WORKSPACE_OPEN):  # a role held without a limit: the whole country
        return true()
    return Establishment.unit_id.in_(reached_from(who.units(Act.WORKSPACE_OPEN)))
