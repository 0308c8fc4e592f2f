"""The running numbers: held for the products of a decision, taken by their certificates, given
back when a product drops out. No gap and no double, whoever presses at the same moment."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from contest.certificates import rules
from contest.certificates.model import (
    Certificate,
    CertificateSeries,
    FreedNumber,
    NumberReservation,
)
from contest.certificates.regimes import number_patterns
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.entries.model import Entry
from contest.results.model import Standing
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry.kinds import ProductGroup
from core.territory import queries as territory

RESERVED = "certificate.reserved"
Held = NumberReservation
"""A number held for a product, as pages hand it on."""


def reserve(
    session: Session, who: Identity, contest_id: int, planned_on: date, now: datetime
) -> list[Held]:
    """Hold a number for each certified product without a certificate, so that the list which the
    authority signs can name them; answers with every number the contest holds.

    From the council's decision until the announcement. Numbers go by group, rank and code in the
    series of the planned day's year; a second press holds no second number. What products hold
    that are no longer certified goes back and is given to the next.

    Raises Conflict `numbers_before_decision`, `number_pattern_unknown`, Invalid for a day past.
    """
    contest = hold_contest(session, contest_id)
    if contest.stage not in (Stage.DECIDED, Stage.RECOGNISED):
        raise Conflict("numbers_before_decision")
    if planned_on < day_in_vietnam(now):
        raise Invalid({"planned_on": "planned_past"})
    series = hold_series(session, series_key(contest, planned_on.year))
    pattern = pattern_of(session, contest, planned_on)
    rows = without_certificate(session, contest_id)
    wanted = {row.entry_id for row in rows}
    there = held(session, contest_id)
    for one in there:
        if one.entry_id not in wanted or one.series != series.key:
            give_back(session, one, now)
    kept = {one.entry_id for one in there if one.entry_id in wanted and one.series == series.key}
    session.flush()
    fresh = []
    for row in rows:
        if row.entry_id not in kept:
            sequence = take(session, series)
            fresh.append(
                NumberReservation(
                    contest_id=contest_id,
                    entry_id=row.entry_id,
                    series=series.key,
                    sequence=sequence,
                    number=rules.format_number(pattern, sequence, planned_on.year),
                    reserved_at=now,
                    reserved_by=who.account_id,
                )
            )
    session.add_all(fresh)
    session.flush()
    if fresh:
        audit.record(
            session,
            who,
            now,
            RESERVED,
            f"contest:{contest_id}",
            number=[one.number for one in fresh],
        )
    return held(session, contest_id)


def held(session: Session, contest_id: int) -> list[Held]:
    """The numbers that the contest holds, in their order, with the dossiers."""
    return list(
        session.scalars(
            select(NumberReservation)
            .where(NumberReservation.contest_id == contest_id)
            .options(joinedload(NumberReservation.entry))
            .order_by(NumberReservation.series, NumberReservation.sequence)
        )
    )


def take(session: Session, series: CertificateSeries) -> int:
    """The next number of a series that is held: the lowest that was given back, else a new one."""
    freed = session.scalars(
        select(FreedNumber)
        .where(FreedNumber.series == series.key)
        .order_by(FreedNumber.sequence)
        .limit(1)
    ).first()
    if freed is not None:
        sequence = freed.sequence
        session.delete(freed)
        session.flush()
        return sequence
    series.last += 1
    return series.last


def give_back(session: Session, one: Held, now: datetime) -> None:
    """A number that its product does not need any more; the next one takes it."""
    session.add(FreedNumber(series=one.series, sequence=one.sequence, freed_at=now))
    session.delete(one)


def series_key(contest: Contest, year: int) -> str:
    """The name of the series in which a contest's certificates of that year are numbered."""
    return f"{contest.level}:{contest.unit_id}:{year}"


def pattern_of(session: Session, contest: Contest, day: date) -> str:
    """How a certificate of this contest issued on the day writes its number. Raises Conflict
    `number_pattern_unknown`."""
    unit = territory.get_unit(session, contest.unit_id)
    return rules.pattern_on(
        number_patterns(), level=contest.level, unit_code=unit.code, day=day
    ).pattern


def hold_contest(session: Session, contest_id: int) -> Contest:
    """The contest, read anew and held, so that two presses of one button come one by one."""
    found = session.scalar(
        select(Contest)
        .where(Contest.id == contest_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("not_found")
    return found


def hold_series(session: Session, key: str) -> CertificateSeries:
    """The running number, held until the transaction ends: whoever comes next waits for it."""
    query = (
        select(CertificateSeries)
        .where(CertificateSeries.key == key)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if (found := session.scalar(query)) is not None:
        return found
    try:
        with session.begin_nested():
            session.add(CertificateSeries(key=key, last=0))
            session.flush()
    except IntegrityError:
        pass  # somebody else began the series meanwhile, and has committed it
    return session.scalars(query).one()


def without_certificate(session: Session, contest_id: int) -> list[Standing]:
    """The certified products that have no certificate yet, in the order of their numbers."""
    rows = session.scalars(
        select(Standing)
        .join(Entry, Entry.id == Standing.entry_id)
        .outerjoin(Certificate, Certificate.entry_id == Standing.entry_id)
        .where(
            Standing.contest_id == contest_id,
            Standing.certified.is_(True),
            Certificate.id.is_(None),
        )
        .options(joinedload(Standing.entry).joinedload(Entry.product), joinedload(Standing.merged))
    )
    groups = list(ProductGroup)
    return sorted(
        rows,
        key=lambda row: (
            groups.index(row.entry.group) if row.entry.group else len(groups),
            row.rank or 0,
            row.entry.code or "",
            row.entry_id,
        ),
    )
