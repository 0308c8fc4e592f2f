"""From the jury's sheets to the announced result: lock, decide, submit, recognise, announce.

The lock stands in locking.py, the council's own step in council.py and deciding.py.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.results import queries
from contest.results.deciding import MOST_NOTE, MOST_TEXT, decide, take_back
from contest.results.locking import lock
from contest.results.model import RecognitionDecision, Submission
from contest.results.steps import held, step
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.identity import Identity

__all__ = [
    "MOST_NOTE",
    "announce",
    "decide",
    "lock",
    "record_recognition",
    "record_submission",
    "take_back",
]

Faults = dict[str, str | tuple[str, dict[str, object]]]


def record_submission(
    session: Session, who: Identity, contest_id: int, number: str, sent_on: date, now: datetime
) -> Submission:
    """Record the council's letter to the authority (tờ trình); once, after the decision.

    Raises Invalid, Conflict("stage_moved" | "submission_recorded").
    """
    held(session, contest_id, Stage.DECIDED)
    if queries.find_submission(session, contest_id) is not None:
        raise Conflict("submission_recorded")
    decision = queries.find_decision(session, contest_id)
    faults = _faults_of_text(number=number)
    faults |= _faults_of_day("sent_on", sent_on, decision.met_on if decision else None, now)
    if faults:
        raise Invalid(faults)
    submission = Submission(
        contest_id=contest_id,
        number=number,
        sent_on=sent_on,
        recorded_at=now,
        recorded_by=who.account_id,
    )
    session.add(submission)
    session.flush()
    audit.record(session, who, now, "result.submit", f"contest:{contest_id}", number=number)
    return submission


def record_recognition(
    session: Session,
    who: Identity,
    contest_id: int,
    number: str,
    signed_on: date,
    signer_name: str,
    signer_title: str,
    authority: str,
    place: str,
    now: datetime,
) -> RecognitionDecision:
    """Record the authority's decision as its paper says (DECIDED → RECOGNISED).

    Every certificate prints it. Raises Invalid, Conflict("stage_moved" | "submission_missing").
    """
    contest = held(session, contest_id, Stage.DECIDED)
    submission = queries.find_submission(session, contest_id)
    if submission is None:
        raise Conflict("submission_missing")
    faults = _faults_of_text(
        number=number,
        signer_name=signer_name,
        signer_title=signer_title,
        authority=authority,
        place=place,
    )
    faults |= _faults_of_day("signed_on", signed_on, submission.sent_on, now)
    if faults:
        raise Invalid(faults)
    recognition = RecognitionDecision(
        contest_id=contest_id,
        number=number,
        signed_on=signed_on,
        signer_name=signer_name,
        signer_title=signer_title,
        authority=authority,
        place=place,
        recorded_at=now,
        recorded_by=who.account_id,
    )
    session.add(recognition)
    step(session, who, contest, Stage.RECOGNISED, now)
    audit.record(session, who, now, "result.recognise", f"contest:{contest_id}", number=number)
    return recognition


def announce(
    session: Session, who: Identity, contest_id: int, now: datetime, *, issued: int
) -> Contest:
    """Make the result public (RECOGNISED → ANNOUNCED); the complaint term counts from here.

    `issued` is how many certificates of this contest exist (a later room knows): every chosen
    product must have its own. Raises Conflict("stage_moved" | "certificates_missing").
    """
    contest = held(session, contest_id, Stage.RECOGNISED)
    wanted = queries.certified_count(session, contest_id)
    if issued < wanted:
        raise Conflict("certificates_missing", issued=issued, wanted=wanted)
    step(session, who, contest, Stage.ANNOUNCED, now)
    return contest


def _faults_of_text(**texts: str) -> Faults:
    faults: Faults = {name: "missing" for name, text in texts.items() if not text}
    for name, text in texts.items():
        if len(text) > MOST_TEXT:
            faults[name] = "too_long", {"most": MOST_TEXT}
    return faults


def _faults_of_day(name: str, day: date, earliest: date | None, now: datetime) -> Faults:
    if day > day_in_vietnam(now):
        return {name: "day_ahead"}
    if earliest is not None and day < earliest:
        return {name: ("day_before", {"earliest": earliest})}
    return {}
