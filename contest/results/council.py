"""What the council does between the lock and the authority's decision (TT 26/2014 Đ17.1): notes,
sets, votes, structure and number, prizes; and taking a recorded decision back to correct it.

The record of deeds is read before the announcement by more people than results are: it says that
something was decided, and these tables say what.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.results import queries, records, rules, sets, weighing
from contest.results.kinds import NoteKind
from contest.results.model import (
    CouncilDecision,
    DecisionVersion,
    MergedSet,
    ProductBallot,
    ProductNote,
    Standing,
)
from contest.results.rules import Ballot, CouncilChoice, CouncilFacts
from contest.results.steps import held, step
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry.kinds import SetCase

MOST_TEXT = 300
MOST_NOTE = 4_000
Faults = dict[str, str | tuple[str, dict[str, object]]]


# ------------------------------------------------------------------------------ what was noted


def note(
    session: Session,
    who: Identity,
    contest_id: int,
    entry_id: int,
    kind: NoteKind,
    on_day: date,
    people: str,
    text: str,
    now: datetime,
) -> ProductNote:
    """Note a visit to the maker's site, or how sheets that lie far apart were discussed.

    A visit may be noted from the judging on, a discussion after the lock; neither once the
    authority has recognised the result. Raises Invalid, NotFound, Conflict("stage_moved").
    """
    stages = [Stage.LOCKED, Stage.DECIDED]
    if kind is NoteKind.SITE_VISIT:
        stages.append(Stage.JUDGING)
    contest = held(session, contest_id, *stages)
    queries.get_scored(session, contest_id, entry_id)
    faults: Faults = {}
    if not people:
        faults["people"] = "missing"
    elif len(people) > MOST_TEXT:
        faults["people"] = "too_long", {"most": MOST_TEXT}
    if not text:
        faults["text"] = "missing"
    elif len(text) > MOST_NOTE:
        faults["text"] = "too_long", {"most": MOST_NOTE}
    if on_day > day_in_vietnam(now):
        faults["on_day"] = "day_ahead"
    elif on_day < (earliest := day_in_vietnam(contest.entries_open_at)):
        faults["on_day"] = "day_before", {"earliest": earliest}
    if faults:
        raise Invalid(faults)
    made = ProductNote(
        contest_id=contest_id,
        entry_id=entry_id,
        kind=kind,
        on_day=on_day,
        people=people,
        text=text,
        noted_at=now,
        noted_by=who.account_id,
        noted_by_name=who.name,
    )
    session.add(made)
    session.flush()
    audit.record(
        session,
        who,
        now,
        "result.noted",
        f"entry:{entry_id}",
        kind=kind,
        on_day=on_day.isoformat(),
    )
    return made


# ------------------------------------------------------------------------------ sets


def merge(
    session: Session,
    who: Identity,
    contest_id: int,
    name: str,
    case: SetCase | None,
    entry_ids: Collection[int],
    reason: str,
    now: datetime,
) -> MergedSet:
    """Make one set of several passing products of one establishment (TT 26/2014 Đ3.2).

    The set is placed by its best member, counts as one product and gets one certificate; every
    member keeps its own sheets and standing. Raises Invalid (`name`, `case`, `members`,
    `reason`), Conflict("stage_moved").
    """
    held(session, contest_id, Stage.LOCKED)
    rows = {one.entry_id: one for one in queries.standings(session, contest_id)}
    members = [
        sets.Member(
            one.entry_id,
            one.entry.code or "",
            one.entry.establishment_id,
            one.total_points,
            one.divisor,
            queries.valid(one),
            one.set_id is not None,
        )
        for id_, one in rows.items()
        if id_ in set(entry_ids)
    ]
    faults: Faults = dict(sets.refusals(name, case, members, reason, rules.LEAST_REASON))
    if not set(entry_ids) <= set(rows):
        faults["members"] = "entry_unknown"
    if len(reason) > MOST_NOTE:
        faults["reason"] = "too_long", {"most": MOST_NOTE}
    if faults or case is None:
        raise Invalid(faults)
    made = MergedSet(
        contest_id=contest_id,
        lead_entry_id=sets.lead(members).entry_id,
        name=name,
        legal_case=case,
        reason=reason,
        made_at=now,
        made_by=who.account_id,
    )
    session.add(made)
    session.flush()
    for member in members:
        rows[member.entry_id].set_id = made.id
        rows[member.entry_id].merged = made
    session.flush()
    audit.record(
        session,
        who,
        now,
        "result.merged",
        f"contest:{contest_id}",
        set=made.id,
        case=case,
    )
    return made


def part(session: Session, who: Identity, contest_id: int, set_id: int, now: datetime) -> None:
    """Take a set apart again; its products stand for themselves as before.

    Raises NotFound, Conflict("stage_moved").
    """
    held(session, contest_id, Stage.LOCKED)
    found = session.get(MergedSet, set_id)
    if found is None or found.contest_id != contest_id:
        raise NotFound("not_found")
    for one in queries.standings(session, contest_id):
        if one.set_id == set_id:
            one.set_id, one.merged = None, None
    session.flush()
    session.delete(found)
    session.flush()
    audit.record(session, who, now, "result.parted", f"contest:{contest_id}", set=set_id)


# ------------------------------------------------------------------------------ votes on products


def vote(
    session: Session,
    who: Identity,
    contest_id: int,
    given: Mapping[int, Ballot | None],
    now: datetime,
) -> None:
    """Record the council's votes on these products; None takes a product's vote away.

    A ballot adds up to the council's size, is apart from every score and changes none. Raises
    Invalid keyed `ballot_<entry id>`, Conflict("stage_moved").
    """
    held(session, contest_id, Stage.LOCKED)
    rows = {one.entry_id: one for one in queries.standings(session, contest_id)}
    size = queries.council_size(session, contest_id)
    faults: Faults = {}
    for id_, ballot in given.items():
        row = rows.get(id_)
        if row is None:
            faults[f"ballot_{id_}"] = "entry_unknown"
        elif ballot is not None and row.within_set:
            faults[f"ballot_{id_}"] = "ballot_within_set"
        elif ballot is not None and not queries.valid(row):
            faults[f"ballot_{id_}"] = "below_pass_mark", {"codes": row.entry.code or ""}
        elif ballot is not None and (fault := rules.fault_of_ballot(ballot, size)):
            faults[f"ballot_{id_}"] = fault
    if faults:
        raise Invalid(faults)
    kept = {
        one.entry_id: one
        for one in session.scalars(
            select(ProductBallot).where(ProductBallot.contest_id == contest_id)
        )
    }
    changed: list[str] = []
    for id_, ballot in given.items():
        there = kept.get(id_)
        before = records.ballot(there) if there is not None else None
        if ballot == before:
            continue
        changed.append(rows[id_].entry.code or str(id_))
        if there is not None:
            session.delete(there)
            session.flush()
        if ballot is not None:
            session.add(
                ProductBallot(
                    entry_id=id_,
                    contest_id=contest_id,
                    votes_for=ballot.votes_for,
                    against=ballot.against,
                    abstained=ballot.abstained,
                    absent=ballot.absent,
                    voted_at=now,
                    recorded_by=who.account_id,
                )
            )
    session.flush()
    if changed:
        audit.record(session, who, now, "result.voted", f"contest:{contest_id}", products=changed)


def _told(ballot: Ballot | None) -> list[int] | None:
    if ballot is None:
        return None
    return [ballot.votes_for, ballot.against, ballot.abstained, ballot.absent]


# ------------------------------------------------------------------------------ the decision


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
                "ballot": _told(ballots.get(one.entry_id)),
            }
            for one in found
        ],
    }
