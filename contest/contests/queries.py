"""Reads about contests and their frames."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from contest.contests.kinds import ContestLevel, FrameStatus, Stage
from contest.contests.model import EVERY_GROUP, Contest, ScoringFrame
from contest.contests.rules import entries_over
from contest.contests.ruleset import RuleSet, from_json
from core.audit import AuditEntry, entries_about
from core.clock import day_in_vietnam
from core.errors import NotFound
from core.identity import Identity
from core.registry.kinds import ProductGroup
from core.rights import Act, Role, Subject
from core.territory.model import Unit, UnitReach
from core.territory.queries import find_region, place, reach, reached_from
from core.territory.rules import Place

CANCEL = "contest.cancel"
"""The word on record for the end of a contest without a result."""


def on_record(contest_id: int) -> str:
    """What the record of deeds calls this contest."""
    return f"contest:{contest_id}"


def find_cancellation(session: Session, contest_id: int) -> AuditEntry | None:
    """The entry that says who cancelled the contest, when and why, or None.

    Its detail holds `reason` and `stage`, the stages before and after.
    """
    noted = entries_about(session, on_record(contest_id))
    return next((one for one in noted if one.action == CANCEL), None)


def subject_of_contest(session: Session, slug: str) -> Subject | None:
    """What a right about this contest is measured against, or None when it is not there."""
    row = session.execute(select(Contest.id, Contest.unit_id).where(Contest.slug == slug)).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id), contest_id=row.id)


def find_contest(session: Session, slug: str) -> Contest | None:
    """The contest of this address with its unit, or None."""
    return session.scalar(
        select(Contest).where(Contest.slug == slug).options(joinedload(Contest.unit))
    )


def get_contest(session: Session, slug: str) -> Contest:
    """The contest of this address with its unit. Raises NotFound("contest_missing")."""
    found = find_contest(session, slug)
    if found is None:
        raise NotFound("contest_missing")
    return found


def get_public_contest(session: Session, slug: str) -> Contest:
    """The contest of this address, if the public may know of it: opened, or once opened.

    Raises NotFound("contest_missing") for a draft too, and for one cancelled as a draft.
    """
    found = get_contest(session, slug)
    hidden = found.stage is Stage.DRAFT
    if found.stage is Stage.CANCELLED:
        noted = find_cancellation(session, found.id)
        hidden = noted is not None and noted.detail["stage"][0] == Stage.DRAFT
    if hidden:
        raise NotFound("contest_missing")
    return found


def get_contest_by_id(session: Session, contest_id: int) -> Contest:
    """The contest with its unit. Raises NotFound("contest_missing")."""
    found = session.scalar(
        select(Contest).where(Contest.id == contest_id).options(joinedload(Contest.unit))
    )
    if found is None:
        raise NotFound("contest_missing")
    return found


def rules_of(contest: Contest) -> RuleSet:
    """The contest's own copy of its rules, read."""
    return from_json(contest.rules)


def contests(
    session: Session,
    *,
    units: Collection[int] | None = None,
    ids: Collection[int] | None = None,
    public_only: bool = False,
    stages: Collection[Stage] | None = None,
    levels: Collection[ContestLevel] | None = None,
    limit: int = 500,
) -> list[Contest]:
    """Contests with their units, the latest first, in one statement.

    `units` keeps to what the offices of these units reach, `ids` to these contests; with both, a
    contest of either is listed. `public_only` leaves out drafts and cancelled ones.
    """
    query = select(Contest).options(joinedload(Contest.unit))
    if units is not None or ids is not None:
        query = query.where(
            or_(Contest.unit_id.in_(reached_from(units or ())), Contest.id.in_(ids or ()))
        )
    if public_only:
        query = query.where(Contest.stage.not_in((Stage.DRAFT, Stage.CANCELLED)))
    if stages is not None:
        query = query.where(Contest.stage.in_(stages))
    if levels is not None:
        query = query.where(Contest.level.in_(levels))
    order = (Contest.entries_close_at.desc(), Contest.id.desc())
    return list(session.scalars(query.order_by(*order).limit(limit)))


def contests_for(session: Session, who: Identity) -> list[Contest]:
    """The contests whose room this person may enter: by place, or by a seat or grant."""
    return contests(session, units=who.units(Act.CONTEST_READ), ids=who.contests(*Role))


def rounds(session: Session, level: ContestLevel, unit_id: int, year: int) -> int:
    """The highest round of that level, place and year so far; 0 when there is none."""
    query = select(func.max(Contest.round)).where(
        Contest.level == level, Contest.unit_id == unit_id, Contest.year == year
    )
    return session.scalar(query) or 0


@dataclass(frozen=True, slots=True)
class Frames:
    """Scoring frames of one contest by scope: a group's own, and that of every other group."""

    by_scope: Mapping[str, ScoringFrame]

    def of(self, group: ProductGroup | None) -> ScoringFrame | None:
        """The frame by which that group is scored, or None."""
        own = self.by_scope.get(group.value) if group else None
        return own or self.by_scope.get(EVERY_GROUP)


def newest_frames(session: Session, contest_id: int) -> Frames:
    """The newest version of each scope with its criteria; superseded ones are left out."""
    return _frames(session, contest_id, ScoringFrame.status != FrameStatus.SUPERSEDED)


def frames_in_force(session: Session, contest_id: int) -> Frames:
    """The frames that sheets are scored by, with their criteria; none before judging."""
    return _frames(session, contest_id, ScoringFrame.status == FrameStatus.FROZEN)


def _frames(session: Session, contest_id: int, which: ColumnElement[bool]) -> Frames:
    rows = session.scalars(
        select(ScoringFrame)
        .where(ScoringFrame.contest_id == contest_id, which)
        .order_by(ScoringFrame.version)
        .options(selectinload(ScoringFrame.criteria))
    )
    return Frames({one.scope: one for one in rows})


def frame_versions(session: Session, contest_id: int) -> list[ScoringFrame]:
    """Every version of every scope, the newest first, without criteria."""
    query = select(ScoringFrame).where(ScoringFrame.contest_id == contest_id)
    return list(session.scalars(query.order_by(ScoringFrame.version.desc())))


def last_frame_version(session: Session, contest_id: int) -> int:
    """The number of the contest's newest version of any scope; 0 when there is none."""
    query = select(func.max(ScoringFrame.version)).where(ScoringFrame.contest_id == contest_id)
    return session.scalar(query) or 0


def latest_frame(
    session: Session, contest_id: int, group: ProductGroup | None = None
) -> ScoringFrame | None:
    """The newest version of the frame of that very group (None: of all groups) with its
    criteria, whatever its status but superseded, or None."""
    scope = group.value if group else EVERY_GROUP
    return newest_frames(session, contest_id).by_scope.get(scope)


def find_frozen_frame(
    session: Session, contest_id: int, group: ProductGroup | None = None
) -> ScoringFrame | None:
    """The frame that sheets of that group are scored by, with its criteria in order, or None
    before judging. Without a group, that of the groups without their own."""
    return frames_in_force(session, contest_id).of(group)


def frozen_frame(
    session: Session, contest_id: int, group: ProductGroup | None = None
) -> ScoringFrame:
    """The same. Raises NotFound("frame_not_frozen")."""
    found = find_frozen_frame(session, contest_id, group)
    if found is None:
        raise NotFound("frame_not_frozen")
    return found


def frame_status_for(
    session: Session, contest_id: int, groups: Collection[ProductGroup | None]
) -> FrameStatus | None:
    """How far the frames are by which these groups would be scored: the least of them, None
    where a group has none (and where no frame is there at all)."""
    newest = newest_frames(session, contest_id)
    found = [newest.of(group) for group in groups or (None,)]
    if not newest.by_scope or None in found:
        return None
    steps = list(FrameStatus)
    return min((one.status for one in newest.by_scope.values()), key=steps.index)


def get_frame(session: Session, frame_id: int) -> ScoringFrame:
    """A frame with its criteria. Raises NotFound("frame_missing")."""
    found = session.scalar(
        select(ScoringFrame)
        .where(ScoringFrame.id == frame_id)
        .options(selectinload(ScoringFrame.criteria))
    )
    if found is None:
        raise NotFound("frame_missing")
    return found


def upper_contests(session: Session, contest: Contest, now: datetime) -> list[Contest]:
    """Contests one level up that receive entries now and lie above this one's place.

    A province goes to its region of the day; where the list of regions leaves a province open
    (core/territory/data/SOURCES.md), every region is offered.
    """
    level = rules_of(contest).upper(contest.level)
    if level is None:
        return []
    query = (
        select(Contest)
        .where(Contest.level == level, Contest.stage == Stage.OPEN, Contest.entries_open_at <= now)
        .options(joinedload(Contest.unit))
        .order_by(Contest.entries_close_at, Contest.id)
    )
    if level is ContestLevel.REGION:
        region = find_region(session, contest.unit_id, day_in_vietnam(now))
        if region is not None:
            query = query.where(Contest.unit_id == region.id)
    elif level is not ContestLevel.NATION:
        above = select(UnitReach.within_id).where(UnitReach.unit_id == contest.unit_id)
        query = query.where(Contest.unit_id.in_(above))
    return [one for one in session.scalars(query) if not entries_over(one.entries_close_at, now)]


def places_for(
    session: Session, unit_ids: Collection[int], sets: Sequence[RuleSet]
) -> dict[ContestLevel, list[Place]]:
    """Level → the places within the reach of these units where a contest may be held.

    Standing places first, then abolished ones, in alphabetical order. A place counts for a level
    when it stood on some day on which the level's rules were in force. One statement.
    """
    found: dict[ContestLevel, list[Place]] = {}
    units = session.scalars(
        select(Unit)
        .where(Unit.id.in_(reached_from(unit_ids)))
        .order_by(Unit.valid_until.is_not(None), Unit.sort_key, Unit.id)
    )
    for unit in units:
        level = ContestLevel(unit.kind.value)
        if any(level in rules.ladder and _overlap(unit, rules) for rules in sets):
            found.setdefault(level, []).append(place(unit))
    return {level: found[level] for level in ContestLevel if level in found}


def _overlap(unit: Unit, rules: RuleSet) -> bool:
    starts = max(unit.valid_from, rules.in_force_from)
    ends = [day for day in (unit.valid_until, rules.in_force_until) if day is not None]
    return not ends or starts <= min(ends)


def frames_waiting(session: Session, contest_ids: Collection[int]) -> frozenset[int]:
    """Of these contests, those that have a newest frame of some scope waiting for the chair."""
    newest = (
        select(ScoringFrame.contest_id, func.max(ScoringFrame.version).label("version"))
        .where(ScoringFrame.contest_id.in_(contest_ids))
        .group_by(ScoringFrame.contest_id, ScoringFrame.scope)
        .subquery()
    )
    waiting = (
        select(ScoringFrame.contest_id)
        .join(
            newest,
            (newest.c.contest_id == ScoringFrame.contest_id)
            & (newest.c.version == ScoringFrame.version),
        )
        .where(ScoringFrame.status == FrameStatus.PROPOSED)
    )
    return frozenset(session.scalars(waiting))


def subjects(session: Session, found: Collection[Contest]) -> dict[int, Subject]:
    """Contest → what a right about it is measured against, for lists. One statement."""
    within: dict[int, set[int]] = {}
    rows = session.execute(
        select(UnitReach.unit_id, UnitReach.within_id).where(
            UnitReach.unit_id.in_({one.unit_id for one in found})
        )
    )
    for unit_id, within_id in rows:
        within.setdefault(unit_id, set()).add(within_id)
    return {
        one.id: Subject(reach=frozenset(within.get(one.unit_id, ())), contest_id=one.id)
        for one in found
    }
