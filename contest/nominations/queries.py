"""Reads about nominations, and what may still be nominated where."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from contest.certificates import queries as certificates
from contest.certificates.model import Certificate
from contest.certificates.rules import CertificateFacts
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.contests.queries import rules_of
from contest.entries.model import Entry
from contest.entries.queries import window_of
from contest.entries.rules import refusal_to_receive
from contest.nominations.model import Nomination
from contest.nominations.rules import Candidate, Goal, Reason, refusal_to_nominate
from core.clock import day_in_vietnam
from core.territory.queries import find_region, reach


def upper_level(contest: Contest) -> ContestLevel | None:
    """Where this contest's own copy of the rules leads; None at the top."""
    return rules_of(contest).upper(contest.level)


def candidate(certificate: Certificate, upper: ContestLevel | None, on: date) -> Candidate:
    """A certificate as the rules take it; `upper` is the next level of its contest."""
    return Candidate(
        number=certificate.number,
        standing=certificates.standing(certificate, on),
        valid_until=certificate.valid_until,
        level=certificate.level,
        upper_level=upper,
        announced=certificate.contest.stage is Stage.ANNOUNCED,
        source=rules_of(certificate.contest).sources.get("needs_lower_certificate", ""),
    )


def goal(session: Session, lower: Contest, upper: Contest, now: datetime) -> Goal:
    """An upper contest as the rules take it, seen from a lower one."""
    return Goal(
        level=upper.level,
        stage=upper.stage,
        receives=refusal_to_receive(window_of(upper), now) is None,
        covers_place=_covers(session, lower, upper, now),
    )


def _covers(session: Session, lower: Contest, upper: Contest, now: datetime) -> bool:
    """As `contests.queries.upper_contests` offers: a province that the list of regions leaves
    open may go to any."""
    if upper.level is ContestLevel.NATION:
        return True
    if upper.level is ContestLevel.REGION:
        region = find_region(session, lower.unit_id, day_in_vietnam(now))
        return region is None or region.id == upper.unit_id
    return upper.unit_id in reach(session, lower.unit_id)


@dataclass(frozen=True, slots=True)
class Choice:
    """A product on the desk's list: what its paper says, and why it cannot go, if so.

    `nominated` is the nomination to the chosen contest, when there is one already.
    """

    certificate: Certificate
    facts: CertificateFacts
    refusal: Reason | None
    nominated: Nomination | None


def choices(
    session: Session, lower: Contest, upper: Contest | None, on: date, now: datetime
) -> list[Choice]:
    """A contest's certificates with what stands against each, in the order of their numbers.

    Without an upper contest each is measured against one that would fit.
    """
    if upper is None:
        there: dict[int, Nomination] = {}
        as_goal = Goal(
            upper_level(lower) or lower.level, Stage.OPEN, receives=True, covers_place=True
        )
    else:
        as_goal = goal(session, lower, upper, now)
        there = {
            one.certificate_id: one
            for one in session.scalars(
                select(Nomination).where(Nomination.to_contest_id == upper.id)
            )
        }
    above = upper_level(lower)
    return [
        Choice(
            certificate=one,
            facts=certificates.facts(one),
            refusal=refusal_to_nominate(candidate(one, above, on), as_goal),
            nominated=there.get(one.id),
        )
        for one in certificates.of_contest(session, lower.id)
    ]


@dataclass(frozen=True, slots=True)
class Nominated:
    """A nomination with what the lower paper says, and the upper dossier once there is one."""

    nomination: Nomination
    facts: CertificateFacts
    entry: Entry | None


def _nominated(session: Session, *where: ColumnElement[bool]) -> list[Nominated]:
    rows = session.execute(
        select(Nomination, Entry)
        .join(Certificate, Certificate.id == Nomination.certificate_id)
        .outerjoin(
            Entry,
            (Entry.contest_id == Nomination.to_contest_id)
            & (Entry.product_id == Certificate.product_id),
        )
        .where(*where)
        .options(
            joinedload(Nomination.certificate).joinedload(Certificate.product),
            joinedload(Nomination.certificate).joinedload(Certificate.contest),
            joinedload(Nomination.to_contest).joinedload(Contest.unit),
        )
        .order_by(Nomination.letter_date, Certificate.series, Certificate.sequence)
    )
    return [
        Nominated(one, certificates.facts(one.certificate), entry) for one, entry in rows.all()
    ]


def find_nominated(session: Session, nomination_id: int) -> Nominated | None:
    """One nomination, or None."""
    return next(iter(_nominated(session, Nomination.id == nomination_id)), None)


def to_contest(session: Session, contest_id: int) -> list[Nominated]:
    """Who was put forward to this contest, by letter and number."""
    return _nominated(session, Nomination.to_contest_id == contest_id)


def from_contest(session: Session, contest_id: int) -> list[Nominated]:
    """Whom this contest put forward, by letter and number."""
    return _nominated(session, Certificate.contest_id == contest_id)


def of_certificates(
    session: Session, certificate_ids: Collection[int]
) -> dict[int, list[Nominated]]:
    """Nominations by certificate, for the maker's list; certificates without any are left out."""
    found: dict[int, list[Nominated]] = {}
    if certificate_ids:
        for one in _nominated(session, Nomination.certificate_id.in_(set(certificate_ids))):
            found.setdefault(one.nomination.certificate_id, []).append(one)
    return found
