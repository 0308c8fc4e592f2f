"""Who sends what to an upper contest, by locality: those that send nothing stand as 0.

Read in the geography of the contest's day or of today. A record lies where its establishment
does; what cannot be placed in one locality is counted apart, so that the total is the same.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.contests.queries import rules_of
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.nominations.model import Nomination
from core.clock import day_in_vietnam
from core.registry.model import Establishment
from core.territory import queries as territory
from core.territory import readings
from core.territory.census import LAST_DAY_OF_DISTRICTS, homes
from core.territory.lineage import Lineage
from core.territory.rules import Place, UnitKind

FILED = (EntryStatus.FILED, EntryStatus.SUPPLEMENT, EntryStatus.VALID, EntryStatus.REFUSED)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a locality sent: nominated, dossiers filed and valid, certified by the upper contest
    (None before its announcement: nobody reads a result here earlier)."""

    nominated: int = 0
    filed: int = 0
    valid: int = 0
    certified: int | None = None

    @property
    def nothing(self) -> bool:
        """Whether nothing at all came from there."""
        return not (self.nominated or self.filed)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report. `unplaced` are records that lie in none or in several of the localities;
    `feeding` are the lower contests that nominated, with how many."""

    on: date
    kind: UnitKind
    rows: tuple[tuple[Place, Sent], ...]
    unplaced: Sent
    total: Sent
    feeding: tuple[tuple[str, str, int, int], ...]

    @property
    def sending(self) -> int:
        """How many localities sent anything."""
        return sum(not sent.nothing for _, sent in self.rows)


def day_of(contest: Contest) -> date:
    """The day whose map is the contest's own: when its entries opened."""
    return day_in_vietnam(contest.entries_open_at)


def has_senders(contest: Contest) -> bool:
    """Whether localities below nominate to this contest: not on the lowest level."""
    return rules_of(contest).lower(contest.level) is not None


def report(session: Session, contest: Contest, on: date) -> Report:
    """Every locality of the day with what it sent to this contest. A fixed number of
    statements."""
    records = _records(session, contest)
    localities, kind, lineage = _localities(session, contest, on, records)
    announced = contest.stage is Stage.ANNOUNCED
    known = {place.id for place in localities}
    rows: dict[int | None, list[int]] = {}
    total = [0, 0, 0, 0]
    for unit_id, numbers in records.items():
        below, provinces = homes(lineage, unit_id, on, kind)
        at = provinces if kind is UnitKind.PROVINCE else below
        place = next(iter(at)) if len(at) == 1 and at <= known else None
        row = rows.setdefault(place, [0, 0, 0, 0])
        for n, number in enumerate(numbers):
            row[n] += number
            total[n] += number
    return Report(
        on,
        kind,
        tuple((place, _sent(rows.get(place.id), announced)) for place in localities),
        _sent(rows.get(None), announced),
        _sent(total, announced),
        _feeding(session, contest.id),
    )


def _sent(numbers: list[int] | None, announced: bool) -> Sent:
    nominated, filed, valid, certified = numbers or (0, 0, 0, 0)
    return Sent(nominated, filed, valid, certified if announced else None)


def _records(session: Session, contest: Contest) -> dict[int | None, list[int]]:
    """Unit of the establishment → nominated, filed, valid, certified."""
    found: dict[int | None, list[int]] = {}
    filed = (
        select(Establishment.unit_id, func.count())
        .join(Entry, Entry.establishment_id == Establishment.id)
        .where(Entry.contest_id == contest.id)
        .group_by(Establishment.unit_id)
    )
    by_certificate = select(Establishment.unit_id, func.count()).join(
        Certificate, Certificate.establishment_id == Establishment.id
    )
    statements = (
        by_certificate.join(Nomination, Nomination.certificate_id == Certificate.id)
        .where(Nomination.to_contest_id == contest.id)
        .group_by(Establishment.unit_id),
        filed.where(Entry.status.in_(FILED)),
        filed.where(Entry.status == EntryStatus.VALID),
        by_certificate.where(
            Certificate.contest_id == contest.id, Certificate.revoked_on.is_(None)
        ).group_by(Establishment.unit_id),
    )
    for n, statement in enumerate(statements):
        for unit_id, number in session.execute(statement):
            found.setdefault(unit_id, [0, 0, 0, 0])[n] = number
    return found


def _localities(
    session: Session, contest: Contest, on: date, records: Collection[int | None]
) -> tuple[list[Place], UnitKind, Lineage]:
    """The localities of the day from which products come to this contest, in their order."""
    named = {unit_id for unit_id in records if unit_id is not None}
    if contest.level in (ContestLevel.REGION, ContestLevel.NATION):
        places = _provinces(session, contest, on)
        own = _provinces(session, contest, day_of(contest))
        lineage = readings.lineage(session, named | {place.id for place in own})
        if on != day_of(contest) and not places:
            places = _read_on(lineage, own, on, UnitKind.PROVINCE)
        return places, UnitKind.PROVINCE, lineage
    kind = UnitKind.DISTRICT if on <= LAST_DAY_OF_DISTRICTS else UnitKind.COMMUNE
    own = territory.children(session, contest.unit_id, day_of(contest))
    lineage = readings.lineage(session, named | {place.id for place in own})
    places = own
    if any(not place.stands(on) for place in own):  # the map has changed since
        places = _read_on(lineage, own, on, kind)
    return places, kind, lineage


def _provinces(session: Session, contest: Contest, on: date) -> list[Place]:
    if contest.level is ContestLevel.NATION:
        return territory.provinces(session, on)
    return territory.region_provinces(session, contest.unit_id, on)


def _read_on(lineage: Lineage, own: list[Place], on: date, kind: UnitKind) -> list[Place]:
    """What those places are on the day: each unit once, by name."""
    found: set[int] = set()
    for place in own:
        below, provinces = homes(lineage, place.id, on, kind)
        found |= provinces if kind is UnitKind.PROVINCE else below
    return sorted((lineage.places[one] for one in found), key=lambda place: place.line)


def _feeding(session: Session, contest_id: int) -> tuple[tuple[str, str, int, int], ...]:
    """(title, slug, year, how many) of each lower contest that nominated to this one."""
    rows = session.execute(
        select(Contest.title, Contest.slug, Contest.year, func.count())
        .join(Certificate, Certificate.contest_id == Contest.id)
        .join(Nomination, Nomination.certificate_id == Certificate.id)
        .where(Nomination.to_contest_id == contest_id)
        .group_by(Contest.id, Contest.title, Contest.slug, Contest.year)
        .order_by(Contest.year.desc(), Contest.title, Contest.id)
    )
    return tuple((title, slug, year, count) for title, slug, year, count in rows)
