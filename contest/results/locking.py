"""The lock: every sheet becomes final, the exact averages are written.

With sheets missing it is refused, or the chair takes it on himself: the secretary asks, naming the
reason that will stand in the minutes, and the chair confirms. How the averages are then made is
for the contest's own clause on missing sheets (TT 26/2014 Đ17.1 names an average and no more).
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.results import queries, records, rules
from contest.results.model import LockRecord, LockRequest, Standing
from contest.results.ranking import rank
from contest.results.steps import held, step
from contest.scoring import queries as scoring
from contest.scoring.queries import Gap
from contest.scoring.rules import judging_over
from core import audit
from core.errors import Conflict, Invalid
from core.identity import Identity

MOST_NAMED = 12
"""So many missing sheets are named in a refusal; the page of the watch names them all."""
MOST_REASON = 1_000


def lock(session: Session, who: Identity, contest_id: int, now: datetime) -> LockRecord:
    """Make every sheet final and write the exact averages (JUDGING → LOCKED).

    Sheets that were begun and not signed count as missing; with any missing only `grant` locks.
    Raises Conflict("stage_moved"); "gaps_left", "gaps_before_deadline"
    or "gaps_need_chair", each with `count`, `who` (what is missing of whom) and `source` (the
    clause); "sheet_total_wrong" where a sheet's total is not the sum of its points: somebody
    wrote into the database by hand.
    """
    contest = held(session, contest_id, Stage.JUDGING)
    if missing := scoring.gaps(session, contest_id):
        refuse_gaps(contest, missing, now)
        raise Conflict("gaps_need_chair", **_named(contest, missing))
    return _lock(session, who, contest, missing, "", now)


def ask(
    session: Session, who: Identity, contest_id: int, reason: str, now: datetime
) -> LockRequest:
    """The secretary asks the chair to lock with the sheets that are missing now.

    Raises Conflict("stage_moved" | "gaps_left" | "gaps_before_deadline" | "nothing_is_missing" |
    "lock_asked"), Invalid (reason).
    """
    contest = held(session, contest_id, Stage.JUDGING)
    missing = scoring.gaps(session, contest_id)
    if not missing:
        raise Conflict("nothing_is_missing")
    refuse_gaps(contest, missing, now)
    if records.open_request(session, contest_id) is not None:
        raise Conflict("lock_asked")
    if not rules.LEAST_REASON <= len(reason) <= MOST_REASON:
        raise Invalid({"reason": _fault_of_length(reason)})
    made = LockRequest(
        contest_id=contest_id,
        reason=reason,
        gaps=[[gap.person, gap.code] for gap in missing],
        asked_at=now,
        asked_by=who.account_id,
    )
    session.add(made)
    session.flush()
    audit.record(
        session,
        who,
        now,
        "result.lock_asked",
        f"contest:{contest_id}",
        gaps=len(missing),
        reason=reason,
    )
    return made


def grant(
    session: Session, who: Identity, contest_id: int, request_id: int, now: datetime
) -> LockRecord:
    """The chair confirms, and the sheets are locked with the reason that was given.

    Sheets signed meanwhile count. Raises Conflict("request_answered" | "gaps_grew": a sheet is
    missing that was not named when it was asked | "gaps_left" | "gaps_before_deadline" |
    "sheet_total_wrong" | "stage_moved").
    """
    contest = held(session, contest_id, Stage.JUDGING)
    request = _asked(session, contest_id, request_id)
    missing = scoring.gaps(session, contest_id)
    if missing:
        refuse_gaps(contest, missing, now)
    more = Counter((gap.person, gap.code) for gap in missing)
    more.subtract(Counter((person, code) for person, code in request.gaps))
    if any(count > 0 for count in more.values()):
        raise Conflict("gaps_grew")
    _answer(request, who, now, granted=True)
    return _lock(session, who, contest, missing, request.reason, now)


def decline(
    session: Session, who: Identity, contest_id: int, request_id: int, answer: str, now: datetime
) -> LockRequest:
    """The chair does not confirm, and says why; judging goes on. Raises Invalid (answer),
    Conflict("request_answered" | "stage_moved")."""
    held(session, contest_id, Stage.JUDGING)
    request = _asked(session, contest_id, request_id)
    if not rules.LEAST_REASON <= len(answer) <= MOST_REASON:
        raise Invalid({"answer": _fault_of_length(answer)})
    _answer(request, who, now, granted=False)
    request.answer = answer
    session.flush()
    audit.record(session, who, now, "result.lock_declined", f"contest:{contest_id}", reason=answer)
    return request


def refuse_gaps(contest: Contest, missing: Sequence[Gap], now: datetime) -> None:
    """Raises Conflict where not even the chair may lock with these sheets missing."""
    ruled = contests.rules_of(contest)
    over = judging_over(contest.judging_until, now)
    if fault := rules.refusal_of_gaps(len(missing), ruled.missing_sheet, over):
        raise Conflict(fault[0], **_named(contest, missing))


def _named(contest: Contest, missing: Sequence[Gap]) -> dict[str, object]:
    """How many sheets are missing, of whom for what, and the clause that speaks of it."""
    by_person: dict[str, list[str]] = {}
    for gap in missing[:MOST_NAMED]:
        by_person.setdefault(gap.person, []).append(gap.code)
    told = "; ".join(f"{person}: {', '.join(codes)}" for person, codes in by_person.items())
    source = contests.rules_of(contest).sources.get("missing_sheet", "")
    return {
        "count": len(missing),
        "who": told + ("; …" if len(missing) > MOST_NAMED else ""),
        "source": source,
    }


def _lock(
    session: Session,
    who: Identity,
    contest: Contest,
    missing: Sequence[Gap],
    reason: str,
    now: datetime,
) -> LockRecord:
    if wrong := scoring.wrong_totals(session, contest.id):
        raise Conflict("sheet_total_wrong", count=len(wrong), sheets=tuple(wrong[:10]))
    ruled = contests.rules_of(contest)
    tallies = queries.tallies(session, contest.id, ruled.averaging)
    places = rank(tallies, ruled.pass_mark)
    gaps = Counter(gap.entry_id for gap in missing)
    for tally in tallies:
        place = places[tally.entry_id]
        session.add(
            Standing(
                entry_id=tally.entry_id,
                contest_id=contest.id,
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
        contest_id=contest.id,
        locked_at=now,
        locked_by=who.account_id,
        gaps=len(missing),
        reason=reason if missing else "",
    )
    session.add(record)
    step(session, who, contest, Stage.LOCKED, now)
    audit.record(
        session,
        who,
        now,
        "result.lock",
        f"contest:{contest.id}",
        gaps=len(missing),
        reason=record.reason,
    )
    return record


def _asked(session: Session, contest_id: int, request_id: int) -> LockRequest:
    request = records.open_request(session, contest_id)
    if request is None or request.id != request_id:
        raise Conflict("request_answered")
    return request


def _answer(request: LockRequest, who: Identity, now: datetime, *, granted: bool) -> None:
    request.granted, request.answered_at, request.answered_by = granted, now, who.account_id


def _fault_of_length(text: str) -> tuple[str, dict[str, object]]:
    if len(text) < rules.LEAST_REASON:
        return "reason_too_short", {"least": rules.LEAST_REASON}
    return "too_long", {"most": MOST_REASON}
