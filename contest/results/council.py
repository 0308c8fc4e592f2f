"""What the council does between the lock and its decision: notes, sets, votes on products.

The record of deeds is read before the announcement by more people than results are: it says that
something was decided, and these tables say what.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.results import queries, records, rules, sets
from contest.results.deciding import MOST_NOTE, MOST_TEXT
from contest.results.kinds import NoteKind
from contest.results.model import MergedSet, ProductBallot, ProductNote
from contest.results.rules import Ballot
from contest.results.steps import held
from core import audit
from core.clock import day_in_vietnam
from core.errors import Invalid, NotFound
from core.identity import Identity
from core.registry.kinds import SetCase

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
