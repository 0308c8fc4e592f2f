"""Putting certified products forward to the contest one level up."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from contest.certificates import queries as certificates
from contest.contests.model import Contest
from contest.nominations import queries
from contest.nominations.model import Nomination
from contest.nominations.rules import refusal_to_nominate
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity

MOST_NUMBER = 100


def nominate(
    session: Session,
    who: Identity,
    certificate_id: int,
    to_contest_id: int,
    letter_number: str,
    letter_date: date,
    now: datetime,
) -> Nomination:
    """Put the certificate's product forward, named in the letter of that number and day.

    Only the lower council's desk may (the caller has checked the certificate's place). A second
    time answers with the first nomination, unchanged. The maker then files the upper dossier,
    and the certificate is asked for again on that day.

    Raises Invalid for the letter, Conflict `nomination_…` as `rules.refusal_to_nominate` says.
    """
    certificate = certificates.get_certificate(session, certificate_id)
    upper = session.get(Contest, to_contest_id, options=[joinedload(Contest.unit)])
    if upper is None:
        raise NotFound("not_found")
    if there := _find(session, certificate_id, to_contest_id):
        return there
    _check_letter(letter_number, letter_date, certificate.issued_on, now)
    refusal = refusal_to_nominate(
        queries.candidate(
            certificate, queries.upper_level(certificate.contest), day_in_vietnam(now)
        ),
        queries.goal(session, certificate.contest, upper, now),
    )
    if refusal is not None:
        code, facts = refusal
        raise Conflict(code, **facts)
    nomination = Nomination(
        certificate_id=certificate_id,
        to_contest_id=to_contest_id,
        letter_number=letter_number,
        letter_date=letter_date,
        nominated_at=now,
        nominated_by=who.account_id,
    )
    try:
        with session.begin_nested():
            session.add(nomination)
            session.flush()
    except IntegrityError:  # pressed twice at the same moment
        there = _find(session, certificate_id, to_contest_id)
        if there is None:
            raise
        return there
    audit.record(
        session,
        who,
        now,
        "nomination.made",
        f"certificate:{certificate_id}",
        number=certificate.number,
        to_contest_id=to_contest_id,
        letter_number=letter_number,
        letter_date=letter_date.isoformat(),
    )
    return nomination


def nominate_all(
    session: Session,
    who: Identity,
    contest_id: int,
    certificate_ids: Collection[int],
    to_contest_id: int,
    letter_number: str,
    letter_date: date,
    now: datetime,
) -> list[Nomination]:
    """Several products of one contest in one letter: all of them, or none.

    Raises Invalid when nothing is chosen, NotFound for a certificate of another contest.
    """
    if not certificate_ids:
        raise Invalid({"certificates": "nobody_chosen"})
    own = {one.id for one in certificates.of_contest(session, contest_id)}
    if not own.issuperset(certificate_ids):
        raise NotFound("not_found")
    return [
        nominate(session, who, one, to_contest_id, letter_number, letter_date, now)
        for one in sorted(set(certificate_ids))
    ]


def _find(session: Session, certificate_id: int, to_contest_id: int) -> Nomination | None:
    return session.scalar(
        select(Nomination).where(
            Nomination.certificate_id == certificate_id,
            Nomination.to_contest_id == to_contest_id,
        )
    )


def _check_letter(number: str, day: date, issued_on: date, now: datetime) -> None:
    faults: dict[str, str | tuple[str, dict[str, object]]] = {}
    if not number:
        faults["letter_number"] = "missing"
    elif len(number) > MOST_NUMBER:
        faults["letter_number"] = ("too_long", {"most": MOST_NUMBER})
    if day < issued_on:
        faults["letter_date"] = ("letter_before_certificate", {"issued_on": issued_on})
    elif day > day_in_vietnam(now):
        faults["letter_date"] = "letter_in_future"
    if faults:
        raise Invalid(faults)
