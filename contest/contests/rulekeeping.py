"""A contest's rules through time: changed by version until the first sheet is opened, then locked.

Every version stays, with who made it, when and why. The lock keeps the digest of the rules; what
is changed past it, by hand in the database, is found at the lock of the results and by `altered`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, selectinload

from contest.contests import clauses, framing, queries
from contest.contests.frame import frame_digest, frame_faults
from contest.contests.kinds import Stage
from contest.contests.model import Contest, FrameSeal, RuleLock, RuleVersion, ScoringFrame
from contest.contests.ruleset import RuleSet, digest_of_copy, to_json
from core import audit
from core.errors import Conflict, Invalid
from core.identity import Identity

LEAST_REASON = 10
MOST_TEXT = 300
RULES_LOCK = "rules.lock"
"""The word on record for the moment from which nobody changes a contest's rules."""

Faults = dict[str, str | tuple[str, dict[str, object]]]


def keep_first(session: Session, who: Identity, contest: Contest, now: datetime) -> None:
    """The rules with which the contest was made are its first version."""
    session.add(
        RuleVersion(
            contest_id=contest.id,
            version=1,
            rules=contest.rules,
            digest=digest_of_copy(contest.rules),
            basis=str(contest.rules.get("id", "")),
            made_at=now,
            made_by=who.account_id,
        )
    )


def change(
    session: Session,
    who: Identity,
    contest_id: int,
    wanted: RuleSet,
    why: str,
    now: datetime,
    *,
    basis: str = "",
    calendars: Collection[str] | None = None,
) -> RuleVersion:
    """Another version of the contest's rules, in force at once; the one before stays on record.

    Raises Conflict("rules_locked") with `at` once the first sheet was opened, ("rules_settled")
    after the lock or for a cancelled contest; Invalid by clause (clauses.faults_of_rules), beside
    `why`, "frame_maxima" where a frozen frame would not fit, or "" when nothing is changed.
    """
    contest = session.scalars(
        sa.select(Contest)
        .where(Contest.id == contest_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    locked = find_lock(session, contest_id)
    if locked is not None:
        raise Conflict("rules_locked", at=locked.locked_at)
    if contest.stage not in (Stage.DRAFT, Stage.OPEN, Stage.JUDGING):
        raise Conflict("rules_settled")
    kept = queries.rules_of(contest)
    new = clauses.changed(kept, wanted)
    faults: Faults = {**clauses.faults_of_rules(wanted, calendars)}
    why = why.strip()
    if len(why) < LEAST_REASON:
        faults["why"] = ("why_too_short", {"least": LEAST_REASON}) if why else "missing"
    elif len(why) > MOST_TEXT:
        faults["why"] = "too_long", {"most": MOST_TEXT}
    if not new:
        faults[""] = "rules_unchanged"
    if "frame_maxima" in new:
        frozen = queries.frames_in_force(session, contest_id).by_scope.values()
        if any(frame_faults(framing.drafts(one), wanted.frame_maxima) for one in frozen):
            faults["frame_maxima"] = "clause_frame_frozen"
    if faults:
        raise Invalid(faults)
    before = versions(session, contest_id)
    copy = to_json(wanted)
    made = RuleVersion(
        contest_id=contest_id,
        version=before[0].version + 1 if before else 1,
        rules=copy,
        digest=digest_of_copy(copy),
        basis=basis or (before[0].basis if before else wanted.id),
        why=why,
        made_at=now,
        made_by=who.account_id,
    )
    session.add(made)
    contest.rules = copy
    session.flush()
    audit.record(
        session,
        who,
        now,
        "rules.change",
        queries.on_record(contest_id),
        version=made.version,
        clauses=list(new),
        why=why,
    )
    return made


def lock_rules(session: Session, who: Identity, contest: Contest, now: datetime) -> None:
    """Lock the rules by their digest, the first time a sheet of the contest is opened; later calls
    change nothing. Two at once: one of them locks."""
    if find_lock(session, contest.id) is not None:
        return
    digest = digest_of_copy(contest.rules)
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    mine = session.scalar(
        make(RuleLock)
        .values(contest_id=contest.id, digest=digest, locked_at=now)
        .on_conflict_do_nothing()
        .returning(RuleLock.contest_id)
    )
    if mine is not None:
        audit.record(session, who, now, RULES_LOCK, queries.on_record(contest.id), digest=digest)


def find_lock(session: Session, contest_id: int) -> RuleLock | None:
    """When the rules were locked and by what digest, or None before the first sheet."""
    return session.get(RuleLock, contest_id)


def versions(session: Session, contest_id: int) -> list[RuleVersion]:
    """Every version of the contest's rules, the newest first."""
    query = sa.select(RuleVersion).where(RuleVersion.contest_id == contest_id)
    return list(session.scalars(query.order_by(RuleVersion.version.desc())))


# ------------------------------------------------------------------ what was changed by hand


@dataclass(frozen=True, slots=True)
class Altered:
    """What no service writes: `what` is "rules" or "frame", `fault` says how it differs."""

    contest_id: int
    slug: str
    what: str
    fault: str


def refuse_altered(session: Session, contest: Contest) -> None:
    """At the lock of the results: raises Conflict("rules_changed_by_hand") with `what` when the
    rules or a frame are not those by which the sheets were opened."""
    found = altered(session, contest.id)
    if found:
        raise Conflict("rules_changed_by_hand", what=tuple(one.what for one in found))


def altered(session: Session, contest_id: int | None = None) -> list[Altered]:
    """Rules and frozen frames that differ from what was locked, sealed or kept as a version, of
    one contest or of all of them. Six statements."""
    return [*_altered_rules(session, contest_id), *_altered_frames(session, contest_id)]


def _altered_rules(session: Session, contest_id: int | None) -> list[Altered]:
    contests = sa.select(Contest).order_by(Contest.id)
    kept = sa.select(RuleVersion).order_by(RuleVersion.version)
    locks = sa.select(RuleLock)
    noted = sa.select(audit.AuditEntry.subject, audit.AuditEntry.detail).where(
        audit.AuditEntry.action == RULES_LOCK
    )
    if contest_id is not None:
        contests = contests.where(Contest.id == contest_id)
        kept = kept.where(RuleVersion.contest_id == contest_id)
        locks = locks.where(RuleLock.contest_id == contest_id)
        noted = noted.where(audit.AuditEntry.subject == queries.on_record(contest_id))
    newest: dict[int, str] = {}
    broken = set()
    for version in session.scalars(kept):
        newest[version.contest_id] = version.digest
        if digest_of_copy(version.rules) != version.digest:
            broken.add(version.contest_id)
    locked = {one.contest_id: one for one in session.scalars(locks)}
    said = {subject: detail.get("digest") for subject, detail in session.execute(noted)}
    found = []
    for contest in session.scalars(contests):
        digest = digest_of_copy(contest.rules)
        lock = locked.get(contest.id)
        on_record = said.get(queries.on_record(contest.id))
        if lock is not None and lock.digest != digest:
            fault = "not_as_locked"
        elif lock is not None and on_record is not None and on_record != lock.digest:
            fault = "lock_not_as_recorded"
        elif lock is None and on_record is not None:
            fault = "lock_removed"
        elif contest.id in broken or newest.get(contest.id, digest) != digest:
            fault = "not_as_kept"
        else:
            continue
        found.append(Altered(contest.id, contest.slug, "rules", fault))
    return found


def _altered_frames(session: Session, contest_id: int | None) -> list[Altered]:
    query = (
        sa.select(ScoringFrame, FrameSeal.digest, Contest.slug)
        .join(FrameSeal, FrameSeal.frame_id == ScoringFrame.id)
        .join(Contest, Contest.id == ScoringFrame.contest_id)
        .order_by(ScoringFrame.id)
        .options(selectinload(ScoringFrame.criteria))
        .execution_options(populate_existing=True)
    )
    if contest_id is not None:
        query = query.where(ScoringFrame.contest_id == contest_id)
    return [
        Altered(frame.contest_id, slug, "frame", "not_as_sealed")
        for frame, digest, slug in session.execute(query)
        if frame_digest(framing.drafts(frame)) != digest
    ]
