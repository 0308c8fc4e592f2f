"""Reopening an announced result: what stood is kept, what was decided anew counts."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.contests.queries import rules_of
from contest.contests.ruleset import RuleSet
from contest.results import queries as results
from contest.results.model import Standing
from contest.results.ranking import Tally, average, rank
from contest.results.rules import CouncilFacts, council_faults
from contest.scoring import queries as scoring
from contest.versions import queries
from contest.versions.model import ResultVersion
from contest.versions.rules import Before, Correction, SheetKey, correction_faults, digest
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity

REOPENED = "result.reopened"
MOST_TEXT, MOST_NOTE = 300, 4_000


def reopen(
    session: Session,
    who: Identity,
    contest_id: int,
    correction: Correction,
    now: datetime,
    *,
    basis: str = "",
) -> ResultVersion:
    """Correct an announced result; the new version. What stood before is kept as it was.

    The first correction also writes version 1, the result as announced. Sheets set aside count no
    more: averages, ranks and eligibility are computed anew by the contest's own rules. `basis`
    names what led to it (a complaint's receipt).

    Raises Conflict("version_before_announcement"), Invalid beside the fields that
    `results.rules.council_faults` and `rules.correction_faults` name.
    """
    contest = _hold(session, contest_id)
    if contest.stage is not Stage.ANNOUNCED:
        raise Conflict("version_before_announcement")
    before = queries.set_aside(session, contest_id)
    aside = before | correction.set_aside
    found = results.standings(session, contest_id)
    stood = Before(
        certified=frozenset(one.entry_id for one in found if one.certified),
        prizes={one.entry_id: one.prize for one in found},
        set_aside=before,
        signed_on=None,
        today=day_in_vietnam(now),
    )
    as_announced = queries.copy_of(session, contest_id)
    ruled = rules_of(contest)
    _average_anew(session, contest, found, aside, ruled)
    choice = correction.choice
    council = CouncilFacts(
        size=results.council_size(session, contest_id),
        locked_on=day_in_vietnam(contest.locked_at or now),
        today=day_in_vietnam(now),
        prizes=ruled.prizes,
        within_sets=frozenset(one.entry_id for one in found if one.within_set),
    )
    faults: dict[str, str | tuple[str, dict[str, object]]] = {}
    faults |= council_faults(choice, results.values(found), council)
    faults |= correction_faults(Correction(choice, aside, correction.amendment), stood)
    if aside - _sheets(session, contest_id):
        faults["set_aside"] = "sheet_unknown"
    for name, text, most in (
        ("minutes_number", choice.minutes_number, MOST_TEXT),
        ("note", choice.note, MOST_NOTE),
        ("amendment_number", correction.amendment.number if correction.amendment else "", 100),
    ):
        if len(text) > most:
            faults[name] = "too_long", {"most": most}
    if faults:
        raise Invalid(faults)
    cash = {grade.name: grade.cash_dong for grade in ruled.prizes}
    for one in found:
        one.certified = one.entry_id in choice.certified
        one.prize = choice.prizes.get(one.entry_id, "")
        one.prize_dong = cash.get(one.prize)
        if one.merged is not None and one.leads_set:
            one.merged.certified = one.certified
    last = queries.latest(session, contest_id)
    if last is None:
        last = _write(session, contest, 1, as_announced, who, contest.announced_at or now)
    changed = choice.certified != stood.certified
    made = _write(
        session,
        contest,
        last.number + 1,
        queries.copy_of(session, contest_id),
        who,
        now,
        why=choice.note,
        basis=basis,
        met_on=choice.met_on,
        minutes_number=choice.minutes_number,
        present=choice.present,
        votes_for=choice.votes_for,
        votes_against=choice.votes_against,
        amended_by=correction.amendment.number if correction.amendment and changed else "",
        amended_on=correction.amendment.signed_on if correction.amendment and changed else None,
        set_aside=sorted([entry, seat] for entry, seat in aside),
    )
    audit.record(
        session,
        who,
        now,
        REOPENED,
        f"contest:{contest_id}",
        version=made.number,
        basis=basis,
        why=choice.note,
        certified=sorted(choice.certified - stood.certified),
        no_longer_certified=sorted(stood.certified - choice.certified),
        digest=made.digest,
        replaced=last.digest,
    )
    return made


def _hold(session: Session, contest_id: int) -> Contest:
    """The contest held until the transaction ends: two corrections come one after the other."""
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


def _sheets(session: Session, contest_id: int) -> frozenset[SheetKey]:
    return frozenset(
        (one.entry_id, one.seat_id) for one in scoring.signed_totals(session, contest_id)
    )


def _average_anew(
    session: Session,
    contest: Contest,
    found: list[Standing],
    aside: frozenset[SheetKey],
    ruled: RuleSet,
) -> None:
    """Averages of the entries whose sheets were set aside, then the ranks of all."""
    touched = {entry for entry, _seat in aside}
    if not touched:
        return
    points: dict[int, list[int]] = {entry: [] for entry in touched}
    for one in scoring.signed_totals(session, contest.id):
        if one.entry_id in touched and (one.entry_id, one.seat_id) not in aside:
            points[one.entry_id].append(one.total)
    for row in found:
        if row.entry_id in touched:
            row.total_points, row.divisor = average(points[row.entry_id], ruled.averaging)
            row.sheets = len(points[row.entry_id])
    places = rank(
        [
            Tally(row.entry_id, row.entry.group, row.total_points, row.divisor, row.sheets)
            for row in found
        ],
        ruled.pass_mark,
    )
    for row in found:
        place = places[row.entry_id]
        row.rank, row.tied, row.eligible = place.rank, place.tied, place.eligible


def _write(
    session: Session,
    contest: Contest,
    number: int,
    result: dict[str, object],
    who: Identity,
    at: datetime,
    **more: object,
) -> ResultVersion:
    made = ResultVersion(
        contest_id=contest.id,
        number=number,
        made_at=at,
        made_by=who.account_id,
        made_by_name=who.name,
        result=result,
        digest=digest(result),
        **{"set_aside": [], **more},
    )
    session.add(made)
    session.flush()
    return made
