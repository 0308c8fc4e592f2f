"""What can be done with a contest: plan it, change its plan, open it, take it step by step."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests import framing, queries, rulebook, rulekeeping, rules
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.contests.rules import StepFacts
from contest.contests.ruleset import MissingSheet, RuleSet, to_json
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.registry.kinds import Origin
from core.rights import Act, Subject
from core.territory.model import Unit
from core.territory.queries import find_unit, place, reach
from core.territory.rules import UnitKind
from core.text import slug

KIND_OF_LEVEL = {level: UnitKind(level.value) for level in ContestLevel}
"""The kind of unit in which a contest of each level is held."""

_SLUG_WORDS = {
    ContestLevel.COMMUNE: "cap xa",
    ContestLevel.DISTRICT: "cap huyen",
    ContestLevel.PROVINCE: "cap tinh",
    ContestLevel.REGION: "khu vuc",
    ContestLevel.NATION: "quoc gia",
}
Faults = dict[str, str | tuple[str, dict[str, object]]]


@dataclass(frozen=True, slots=True)
class ContestPlan:
    """What the organiser decides (kế hoạch bình chọn). Instants are aware.

    `round` None takes the next one of that level, place and year. `rules` None takes the national
    rules in force on the day entries open; `missing_sheet` None keeps what those rules say.
    """

    title: str
    level: ContestLevel
    unit_id: int
    year: int
    organiser: str
    authority: str
    entries_open_at: datetime
    entries_close_at: datetime
    judging_from: datetime
    judging_until: datetime
    round: int | None = None
    plan_number: str = ""
    intro: str = ""
    origin: Origin = Origin.REGISTERED
    rules: RuleSet | None = None
    missing_sheet: MissingSheet | None = None


def create(session: Session, who: Identity, plan: ContestPlan, now: datetime) -> Contest:
    """A contest in draft with its own copy of the rules of the day its entries open.

    Raises Invalid with codes beside the fields of the plan: a place outside the person's own, of
    another level or not standing that day, a level without rules that day, dates out of order, a
    round that is there already.
    """
    day = day_in_vietnam(plan.entries_open_at)
    faults: Faults = {
        name: "missing" for name in ("title", "organiser", "authority") if not getattr(plan, name)
    }
    faults |= rules.faults_in_dates(
        plan.entries_open_at, plan.entries_close_at, plan.judging_from, plan.judging_until
    )
    if not 2010 <= plan.year <= 2100:
        faults["year"] = "year_out_of_range"
    ruled = plan.rules or rulebook.on(plan.level, day)
    if ruled is None or plan.level not in ruled.ladder:
        faults["level"] = "no_rules_on_that_day"
    unit = find_unit(session, plan.unit_id)
    if fault := _fault_of_place(session, who, plan.level, unit, day):
        faults["unit_id"] = fault
    last = queries.rounds(session, plan.level, plan.unit_id, plan.year)
    number = last + 1 if plan.round is None else plan.round
    if not 1 <= number <= 99:
        faults["round"] = "round_out_of_range"
    elif number <= last and _taken(session, plan, number):
        faults["round"] = "round_taken"
    if faults or ruled is None or unit is None:
        raise Invalid(faults)
    if plan.missing_sheet is not None:
        ruled = replace(ruled, missing_sheet=plan.missing_sheet)
    contest = Contest(
        slug=_free_slug(session, unit, plan, number),
        title=plan.title,
        level=plan.level,
        unit=unit,
        year=plan.year,
        round=number,
        origin=plan.origin,
        stage=Stage.DRAFT,
        rules=to_json(ruled),
        plan_number=plan.plan_number,
        organiser=plan.organiser,
        authority=plan.authority,
        intro=plan.intro,
        entries_open_at=plan.entries_open_at,
        entries_close_at=plan.entries_close_at,
        judging_from=plan.judging_from,
        judging_until=plan.judging_until,
        created_at=now,
        created_by=who.account_id,
    )
    session.add(contest)
    session.flush()
    rulekeeping.keep_first(session, who, contest, now)
    audit.record(
        session,
        who,
        now,
        "contest.create",
        _subject(contest),
        title=contest.title,
        level=contest.level.value,
        unit_id=contest.unit_id,
        rules=ruled.id,
    )
    return contest


def _fault_of_place(
    session: Session, who: Identity, level: ContestLevel, unit: Unit | None, day: date
) -> str | None:
    if unit is None or not who.may(Act.CONTEST_CREATE, Subject(reach=reach(session, unit.id))):
        return "place_not_yours"
    if unit.kind is not KIND_OF_LEVEL[level]:
        return "place_of_other_level"
    return None if place(unit).stands(day) else "place_not_standing"


def _taken(session: Session, plan: ContestPlan, number: int) -> bool:
    query = select(Contest.id).where(
        Contest.level == plan.level,
        Contest.unit_id == plan.unit_id,
        Contest.year == plan.year,
        Contest.round == number,
    )
    return session.scalar(query) is not None


def _free_slug(session: Session, unit: Unit, plan: ContestPlan, number: int) -> str:
    name = "" if plan.level is ContestLevel.NATION else unit.name
    words = f"{name} {_SLUG_WORDS[plan.level]} {plan.year}"
    wanted = slug(words + (f" lan {number}" if number > 1 else ""))
    taken = set(
        session.scalars(
            select(Contest.slug).where(Contest.slug.startswith(wanted, autoescape=True))
        )
    )
    free, again = wanted, 1
    while free in taken:
        again += 1
        free = f"{wanted}-{again}"
    return free


def _subject(contest: Contest) -> str:
    return queries.on_record(contest.id)


def change_plan(
    session: Session,
    who: Identity,
    contest_id: int,
    now: datetime,
    *,
    title: str,
    organiser: str,
    authority: str,
    plan_number: str,
    intro: str,
    entries_open_at: datetime,
    entries_close_at: datetime,
    judging_from: datetime,
    judging_until: datetime,
) -> Contest:
    """Change the plan of a draft; of an open contest only the words and later dates.

    Level, place, year and rules stay: they are what the contest is. Raises Invalid beside the
    field (`deadline_brought_forward`, dates out of order, `draft_only`), Conflict("stage_moved")
    once judging began.
    """
    contest = queries.get_contest_by_id(session, contest_id)
    if contest.stage not in (Stage.DRAFT, Stage.OPEN):
        raise Conflict("stage_moved")
    faults: Faults = dict(
        rules.faults_in_dates(entries_open_at, entries_close_at, judging_from, judging_until)
    )
    for name, text in (("title", title), ("organiser", organiser), ("authority", authority)):
        if not text:
            faults[name] = "missing"
    kept = queries.rules_of(contest)
    if contest.stage is Stage.OPEN and entries_open_at != contest.entries_open_at:
        faults["entries_open_at"] = "draft_only"
    elif not kept.covers(day_in_vietnam(entries_open_at)):
        faults["entries_open_at"] = "no_rules_on_that_day"
    if contest.stage is Stage.OPEN and entries_close_at < contest.entries_close_at:
        faults["entries_close_at"] = (
            "deadline_brought_forward",
            {"closed": contest.entries_close_at},
        )
    if faults:
        raise Invalid(faults)
    wanted: dict[str, object] = {
        "title": title,
        "organiser": organiser,
        "authority": authority,
        "plan_number": plan_number,
        "intro": intro,
        "entries_open_at": entries_open_at,
        "entries_close_at": entries_close_at,
        "judging_from": judging_from,
        "judging_until": judging_until,
    }
    changed = {
        k: [str(getattr(contest, k)), str(v)]
        for k, v in wanted.items()
        if getattr(contest, k) != v
    }
    for name, value in wanted.items():
        setattr(contest, name, value)
    session.flush()
    if changed:
        audit.record(session, who, now, "contest.change", _subject(contest), **changed)
    return contest


def advance(
    session: Session, who: Identity, contest: Contest, to: Stage, facts: StepFacts, now: datetime
) -> None:
    """Take the contest one step on.

    `facts` must be of this contest as it is now. Going to JUDGING freezes the approved frames.
    Raises Conflict with the code of the first unmet condition (rules.conditions), "stage_moved"
    when the facts are of another stage, "rules_changed_by_hand" at the lock when rules or frame
    are not those by which the sheets were opened, StaleDataError when two take a step at once.
    """
    if facts.stage is not contest.stage or facts.to is not to:
        raise Conflict("stage_moved")
    unmet = rules.refused(facts)
    if unmet is not None:
        raise Conflict(unmet.code, **unmet.facts)
    if to is Stage.JUDGING:
        framing.freeze(session, contest, now)
    if to is Stage.LOCKED:
        rulekeeping.refuse_altered(session, contest)
        contest.locked_at = now
    if to is Stage.ANNOUNCED:
        contest.announced_at = now
    _enter(session, who, contest, to, now, "contest.advance")


def cancel(
    session: Session,
    who: Identity,
    contest_id: int,
    reason: str,
    now: datetime,
    *,
    certificates: int = 0,
) -> Contest:
    """End the contest without a result; its dossiers and its record stay.

    `certificates` is how many of its certificates stand unrevoked: a later room counts them.
    Raises Invalid beside `reason` for fewer than LEAST_REASON characters, Conflict with the code
    of rules.refusal_to_cancel, or ("certificates_stand") with `count`.
    """
    contest = queries.get_contest_by_id(session, contest_id)
    if (refusal := rules.refusal_to_cancel(contest.stage)) is not None:
        raise Conflict(refusal)
    if certificates:
        raise Conflict("certificates_stand", count=certificates)
    reason = reason.strip()
    if len(reason) < rules.LEAST_REASON:
        short: Faults = {"reason": ("why_too_short", {"least": rules.LEAST_REASON})}
        raise Invalid(short if reason else {"reason": "missing"})
    _enter(session, who, contest, Stage.CANCELLED, now, queries.CANCEL, reason=reason)
    return contest


def _enter(
    session: Session,
    who: Identity,
    contest: Contest,
    to: Stage,
    now: datetime,
    action: str,
    **told: object,
) -> None:
    """The only place where a stage is written, and on record."""
    before, contest.stage = contest.stage, to
    session.flush()
    stages = [before.value, to.value]
    audit.record(session, who, now, action, _subject(contest), stage=stages, **told)


def open_entries(session: Session, who: Identity, contest_id: int, now: datetime) -> Contest:
    """Publish the contest: entries are received from its opening instant to its last minute.

    Raises Conflict("closing_is_past") or ("stage_skipped").
    """
    contest = queries.get_contest_by_id(session, contest_id)
    facts = StepFacts(contest.stage, Stage.OPEN, now, contest.entries_close_at)
    advance(session, who, contest, Stage.OPEN, facts, now)
    return contest
