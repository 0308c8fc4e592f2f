"""The checklist as the desk ticks it, and what it settles where the checks cannot tell."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests.queries import rules_of
from contest.entries import rules
from contest.entries.model import CheckSettled, Entry, PaperDossier, PaperTick
from contest.entries.rules import MOST_NOTE, Fault, faults_of_reason
from contest.entries.steps import hold, refuse_if
from core import audit
from core.errors import Conflict, Invalid
from core.identity import Identity

MOST_SETS = 20
SETTLED_BY_PEOPLE = frozenset({"place_rule"})
"""The checks that a person may settle with a reason."""


@dataclass(frozen=True, slots=True)
class Tick:
    """How a paper was found: there or not, its copy certified, in how many sets, a note."""

    present: bool
    certified: bool = False
    sets: int = 0
    note: str = ""


def ticks(session: Session, entry_ids: Collection[int]) -> dict[int, dict[str, PaperTick]]:
    """Entry → code of the paper → how the desk found it, who and when."""
    found: dict[int, dict[str, PaperTick]] = {}
    for row in session.scalars(select(PaperTick).where(PaperTick.entry_id.in_(set(entry_ids)))):
        found.setdefault(row.entry_id, {})[row.code] = row
    return found


def settled(session: Session, entry_ids: Collection[int]) -> dict[int, dict[str, CheckSettled]]:
    """Entry → check → what a person settled."""
    found: dict[int, dict[str, CheckSettled]] = {}
    for row in session.scalars(
        select(CheckSettled).where(CheckSettled.entry_id.in_(set(entry_ids)))
    ):
        found.setdefault(row.entry_id, {})[row.check_code] = row
    return found


def on_paper(session: Session, entry_ids: Collection[int]) -> dict[int, PaperDossier]:
    """Entry → how it came, of those that came on paper."""
    rows = session.scalars(select(PaperDossier).where(PaperDossier.entry_id.in_(set(entry_ids))))
    return {one.entry_id: one for one in rows}


def tick(
    session: Session, who: Identity, entry_id: int, found: Mapping[str, Tick], now: datetime
) -> Entry:
    """Note how papers of the checklist were found; those not named stay as they are.

    Only what differs is written, with who and when. Raises Invalid (sets_<code>, note_<code>,
    papers for a code the contest does not ask for), Conflict when screening is over.
    """
    entry = hold(session, entry_id)
    refuse_if(rules.refusal_to_screen(entry.contest.stage))
    if entry.filed_at is None:
        raise Conflict("entry_not_in_that_state")
    known = {one.code for one in rules_of(entry.contest).checklist}
    faults: dict[str, str | Fault] = {}
    if set(found) - known:
        faults["papers"] = "unknown_choice"
    for code, one in found.items():
        if not 0 <= one.sets <= MOST_SETS:
            faults[f"sets_{code}"] = ("sets_out_of_range", {"most": MOST_SETS})
        if len(one.note) > MOST_NOTE:
            faults[f"note_{code}"] = ("too_long", {"most": MOST_NOTE})
    if faults:
        raise Invalid(faults)
    there = ticks(session, [entry_id]).get(entry_id, {})
    changed: dict[str, object] = {}
    for code, one in found.items():
        row = there.get(code)
        before = Tick(row.present, row.certified, row.sets, row.note) if row else None
        if before == one:
            continue
        if row is None:
            row = PaperTick(entry_id=entry_id, code=code)
            session.add(row)
        row.present, row.certified, row.sets, row.note = (
            one.present,
            one.certified,
            one.sets,
            one.note,
        )
        row.ticked_at, row.ticked_by, row.actor = now, who.account_id, who.name
        changed[code] = [before.present if before else None, one.present]
    if changed:
        audit.record(session, who, now, "entry.papers_ticked", f"entry:{entry.id}", **changed)
    session.flush()
    return entry


def tick_all(session: Session, who: Identity, entry_id: int, now: datetime) -> Entry:
    """Every required paper is there, in the sets the rules ask for; what was ticked stays.

    Raises Conflict("papers_ticked_before") when nothing was left to tick, or screening is over.
    """
    entry = hold(session, entry_id)
    asked = rules_of(entry.contest)
    there = ticks(session, [entry_id]).get(entry_id, {})
    wanted = {
        one.code: Tick(present=True, certified=True, sets=asked.dossier_sets)
        for one in asked.checklist
        if one.required and one.code not in there
    }
    if not wanted:
        raise Conflict("papers_ticked_before")
    return tick(session, who, entry_id, wanted, now)


def settle(
    session: Session,
    who: Identity,
    entry_id: int,
    check_code: str,
    *,
    eligible: bool,
    reason: str,
    now: datetime,
) -> Entry:
    """A person settles what a check cannot tell, with the reason; the last word counts.

    Raises Invalid (reason, check for one that people do not settle), Conflict when screening is
    over.
    """
    entry = hold(session, entry_id)
    refuse_if(rules.refusal_to_screen(entry.contest.stage))
    faults = faults_of_reason(reason)
    if check_code not in SETTLED_BY_PEOPLE:
        faults["check"] = "unknown_choice"
    if faults:
        raise Invalid(faults)
    row = settled(session, [entry_id]).get(entry_id, {}).get(check_code)
    before = row.eligible if row else None
    if row is None:
        row = CheckSettled(entry_id=entry_id, check_code=check_code)
        session.add(row)
    row.eligible, row.reason, row.at = eligible, reason, now
    row.by, row.actor = who.account_id, who.name
    audit.record(
        session,
        who,
        now,
        "entry.check_settled",
        f"entry:{entry.id}",
        check=check_code,
        eligible=[before, eligible],
        reason=reason,
    )
    session.flush()
    return entry
