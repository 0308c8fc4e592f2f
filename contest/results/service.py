"""From the jury's sheets to the announced result: lock, decide, submit, recognise, announce."""

from collections import Counter
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contest.contests import queries as contests
from contest.contests import service as contest_service
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.contests.rules import StepFacts
from contest.results import queries, rules
from contest.results.model import (
    CouncilDecision,
    LockRecord,
    RecognitionDecision,
    Standing,
    Submission,
)
from contest.results.ranking import rank
from contest.results.rules import CouncilChoice, CouncilFacts
from contest.scoring import queries as scoring
from contest.scoring.rules import judging_over
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity

MOST_TEXT = 300
MOST_NOTE = 4_000
Faults = dict[str, str | tuple[str, dict[str, object]]]


def _held(session: Session, contest_id: int) -> Contest:
    """The contest as it is now, held until the transaction ends. Savings of sheets wait for it,
    and it waits for those that have begun."""
    found = session.scalar(
        select(Contest)
        .where(Contest.id == contest_id)
        .with_for_update(of=Contest)
        .options(joinedload(Contest.unit, innerjoin=True))
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("contest_missing")
    return found


def _at(contest: Contest, stage: Stage) -> None:
    if contest.stage is not stage:
        raise Conflict("stage_moved")


def _step(
    session: Session,
    who: Identity,
    contest: Contest,
    to: Stage,
    now: datetime,
) -> None:
    """Take the step: this room has just seen to what it needs."""
    facts = StepFacts(
        contest.stage,
        to,
        now,
        contest.entries_close_at,
        sheets_final=to is Stage.LOCKED,
        outcomes_decided=to is Stage.DECIDED,
        decision_recorded=to is Stage.RECOGNISED,
    )
    contest_service.advance(session, who, contest, to, facts, now)


def lock(
    session: Session, who: Identity, contest_id: int, reason: str, now: datetime
) -> LockRecord:
    """Make every sheet final and write the exact averages (JUDGING → LOCKED).

    Sheets that were begun and not signed count as missing. `reason` is asked for only where the
    contest's rules let the present sheets stand for missing ones; it goes into the minutes.
    Raises Conflict("stage_moved" | "gaps_left" | "gaps_before_deadline"), Invalid (reason); and
    Conflict("sheet_total_wrong") where a sheet's total is not the sum of its points: somebody
    wrote into the database by hand.
    """
    contest = _held(session, contest_id)
    _at(contest, Stage.JUDGING)
    ruled = contests.rules_of(contest)
    missing = scoring.gaps(session, contest_id)
    over = judging_over(contest.judging_until, now)
    if fault := rules.refusal_to_lock(len(missing), ruled.missing_sheet, over, reason):
        if fault[0] == "reason_too_short":
            raise Invalid({"reason": fault})
        raise Conflict(fault[0], **fault[1])
    if wrong := scoring.wrong_totals(session, contest_id):
        raise Conflict("sheet_total_wrong", count=len(wrong), sheets=tuple(wrong[:10]))
    tallies = queries.tallies(session, contest_id, ruled.averaging)
    places = rank(tallies, ruled.pass_mark)
    gaps = Counter(gap.entry_id for gap in missing)
    for tally in tallies:
        place = places[tally.entry_id]
        session.add(
            Standing(
                entry_id=tally.entry_id,
                contest_id=contest_id,
                total_points=tally.total,
                divisor=tally.divisor,
                sheets=tally.sheets,
                missing=gaps[tally.entry_id],
                rank=place.rank,
                tied=place.tied,
                eligible=place.eligible,
            )
        )
    record = LockRecord(
        contest_id=contest_id,
        locked_at=now,
        locked_by=who.account_id,
        gaps=len(missing),
        reason=reason if missing else "",
    )
    session.add(record)
    _step(session, who, contest, Stage.LOCKED, now)
    audit.record(
        session,
        who,
        now,
        "result.lock",
        f"contest:{contest_id}",
        gaps=len(missing),
        reason=record.reason,
    )
    return record


def decide(
    session: Session, who: Identity, contest_id: int, choice: CouncilChoice, now: datetime
) -> CouncilDecision:
    """Record what the council decided on structure, number and products (LOCKED → DECIDED).

    Raises Invalid beside the fields that `rules.council_faults` names, Conflict("stage_moved").
    """
    contest = _held(session, contest_id)
    _at(contest, Stage.LOCKED)
    found = queries.standings(session, contest_id)
    council = CouncilFacts(
        size=queries.council_size(session, contest_id),
        locked_on=day_in_vietnam(contest.locked_at or now),
        today=day_in_vietnam(now),
    )
    faults: Faults = dict(rules.council_faults(choice, queries.values(found), council))
    if len(choice.minutes_number) > MOST_TEXT:
        faults["minutes_number"] = "too_long", {"most": MOST_TEXT}
    if len(choice.note) > MOST_NOTE:
        faults["note"] = "too_long", {"most": MOST_NOTE}
    for entry_id, prize in choice.prizes.items():
        if len(prize) > MOST_TEXT:
            faults[f"prize_{entry_id}"] = "too_long", {"most": MOST_TEXT}
    if faults:
        raise Invalid(faults)
    for one in found:
        one.certified = one.entry_id in choice.certified
        one.prize = choice.prizes.get(one.entry_id, "")
    decision = CouncilDecision(
        contest_id=contest_id,
        met_on=choice.met_on,
        present=choice.present,
        votes_for=choice.votes_for,
        votes_against=choice.votes_against,
        note=choice.note,
        quotas={group.value: number for group, number in choice.quotas.items()},
        minutes_number=choice.minutes_number,
        decided_at=now,
        decided_by=who.account_id,
    )
    session.add(decision)
    _step(session, who, contest, Stage.DECIDED, now)
    audit.record(
        session,
        who,
        now,
        "result.decide",
        f"contest:{contest_id}",
        certified=sorted(choice.certified),
        quotas=decision.quotas,
        minutes=choice.minutes_number,
    )
    return decision


def record_submission(
    session: Session, who: Identity, contest_id: int, number: str, sent_on: date, now: datetime
) -> Submission:
    """Record the council's letter to the authority (tờ trình); once, after the decision.

    Raises Invalid, Conflict("stage_moved" | "submission_recorded").
    """
    contest = _held(session, contest_id)
    _at(contest, Stage.DECIDED)
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
    contest = _held(session, contest_id)
    _at(contest, Stage.DECIDED)
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
    _step(session, who, contest, Stage.RECOGNISED, now)
    audit.record(session, who, now, "result.recognise", f"contest:{contest_id}", number=number)
    return recognition


def announce(
    session: Session, who: Identity, contest_id: int, now: datetime, *, issued: int
) -> Contest:
    """Make the result public (RECOGNISED → ANNOUNCED); the complaint term counts from here.

    `issued` is how many certificates of this contest exist (a later room knows): every chosen
    product must have its own. Raises Conflict("stage_moved" | "certificates_missing").
    """
    contest = _held(session, contest_id)
    _at(contest, Stage.RECOGNISED)
    wanted = queries.certified_count(session, contest_id)
    if issued < wanted:
        raise Conflict("certificates_missing", issued=issued, wanted=wanted)
    _step(session, who, contest, Stage.ANNOUNCED, now)
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
