"""The council's decision on structure, number, products and prizes (TT 26/2014 Đ17.1), and a
recorded decision taken back to be corrected. The record of deeds says that it was decided; these
tables say what: the record is read before the announcement by more people than results are."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.results import queries, records, rules, weighing
from contest.results.model import CouncilDecision, DecisionVersion, Standing
from contest.results.rules import Ballot, CouncilChoice, CouncilFacts
from contest.results.steps import held, step
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.identity import Identity

MOST_TEXT = 300
MOST_NOTE = 4_000
Faults = dict[str, str | tuple[str, dict[str, object]]]


def decide(
    session: Session, who: Identity, contest_id: int, choice: CouncilChoice, now: datetime
) -> CouncilDecision:
    """Record what the council decided on structure, number and products (LOCKED → DECIDED).

    Raises Invalid beside the fields that `rules.council_faults` names, Conflict("stage_moved").
    """
    contest = held(session, contest_id, Stage.LOCKED)
    found = queries.standings(session, contest_id)
    ruled = contests.rules_of(contest)
    facts = CouncilFacts(
        size=queries.council_size(session, contest_id),
        locked_on=day_in_vietnam(contest.locked_at or now),
        today=day_in_vietnam(now),
        prizes=ruled.prizes,
        keys=weighing.order(session, contest_id, found, ruled).keys,
        ballots=records.ballots(session, contest_id),
        within_sets=frozenset(one.entry_id for one in found if one.within_set),
    )
    faults: Faults = dict(rules.council_faults(choice, queries.values(found), facts))
    faults |= _too_long(choice)
    if faults:
        raise Invalid(faults)
    cash = {grade.name: grade.cash_dong for grade in ruled.prizes}
    for one in found:
        one.certified = one.entry_id in choice.certified
        one.prize = choice.prizes.get(one.entry_id, "")
        one.prize_dong = cash.get(one.prize)
        one.why = choice.reasons.get(one.entry_id, "")
        if one.merged is not None and one.leads_set:
            one.merged.certified = one.certified
    decision = CouncilDecision(
        contest_id=contest_id,
        met_on=choice.met_on,
        present=choice.present,
        votes_for=choice.votes_for,
        votes_against=choice.votes_against,
        abstained=choice.abstained,
        note=choice.note,
        quotas={group.value: number for group, number in choice.quotas.items()},
        quota_total=choice.quota_total,
        version=records.last_version(session, contest_id) + 1,
        minutes_number=choice.minutes_number,
        decided_at=now,
        decided_by=who.account_id,
    )
    session.add(decision)
    step(session, who, contest, Stage.DECIDED, now)
    audit.record(
        session,
        who,
        now,
        "result.decide",
        f"contest:{contest_id}",
        minutes=choice.minutes_number,
        version=decision.version,
    )
    return decision


def _too_long(choice: CouncilChoice) -> Faults:
    texts = {
        "minutes_number": (choice.minutes_number, MOST_TEXT),
        "note": (choice.note, MOST_NOTE),
        **{f"why_{id_}": (text, MOST_NOTE) for id_, text in choice.reasons.items()},
    }
    return {
        name: ("too_long", {"most": most})
        for name, (text, most) in texts.items()
        if len(text) > most
    }


def take_back(
    session: Session, who: Identity, contest_id: int, reason: str, now: datetime
) -> DecisionVersion:
    """Take a recorded decision back, to correct it (DECIDED → LOCKED); the old one is kept whole
    with the reason, and so is a letter to the authority that was recorded on it.

    Before the authority's decision only. Raises Invalid (reason), Conflict("stage_moved").
    """
    contest = held(session, contest_id, Stage.DECIDED)
    if len(reason) < rules.LEAST_REASON:
        raise Invalid({"reason": ("reason_too_short", {"least": rules.LEAST_REASON})})
    if len(reason) > MOST_NOTE:
        raise Invalid({"reason": ("too_long", {"most": MOST_NOTE})})
    decision = queries.find_decision(session, contest_id)
    if decision is None:
        raise Conflict("outcomes_not_decided")
    submission = queries.find_submission(session, contest_id)
    letter = None
    if submission is not None:
        letter = {"number": submission.number, "sent_on": submission.sent_on.isoformat()}
    found = queries.standings(session, contest_id)
    version = DecisionVersion(
        contest_id=contest_id,
        version=decision.version,
        reason=reason,
        kept=told(
            decision,
            found,
            records.ballots(session, contest_id),
            letter,
        ),
        taken_back_at=now,
        taken_back_by=who.account_id,
        taken_back_by_name=who.name,
    )
    session.add(version)
    if submission is not None:
        session.delete(submission)
    session.execute(delete(CouncilDecision).where(CouncilDecision.contest_id == contest_id))
    session.expunge(decision)
    for one in found:
        one.certified, one.prize, one.prize_dong, one.why = None, "", None, ""
        if one.merged is not None:
            one.merged.certified = None
    before, contest.stage = contest.stage, Stage.LOCKED
    session.flush()
    audit.record(
        session,
        who,
        now,
        "result.taken_back",
        f"contest:{contest_id}",
        stage=[before.value, Stage.LOCKED.value],
        version=version.version,
        reason=reason,
    )
    return version


def told(
    decision: CouncilDecision,
    found: Collection[Standing],
    ballots: Mapping[int, Ballot],
    letter: Mapping[str, str] | None,
) -> dict[str, Any]:
    """Everything that a decision said, for keeping: names as they were, JSON."""
    return {
        "met_on": decision.met_on.isoformat(),
        "present": decision.present,
        "votes_for": decision.votes_for,
        "votes_against": decision.votes_against,
        "abstained": decision.abstained,
        "note": decision.note,
        "quotas": dict(decision.quotas),
        "quota_total": decision.quota_total,
        "minutes_number": decision.minutes_number,
        "decided_at": decision.decided_at.isoformat(),
        "decided_by": decision.decided_by,
        "letter": letter,
        "products": [
            {
                "entry_id": one.entry_id,
                "code": one.entry.code or "",
                "name": one.recognised_name,
                "group": one.entry.group.value if one.entry.group else "",
                "total": one.total_points,
                "divisor": one.divisor,
                "certified": bool(one.certified),
                "prize": one.prize,
                "why": one.why,
                "set": one.merged.name if one.merged is not None else "",
                "case": one.merged.legal_case.value if one.merged is not None else "",
                "ballot": counts(ballots.get(one.entry_id)),
            }
            for one in found
        ],
    }


def counts(ballot: Ballot | None) -> list[int] | None:
    """For, against, abstained, absent; None where the council did not vote."""
    if ballot is None:
        return None
    return [ballot.votes_for, ballot.against, ballot.abstained, ballot.absent]
