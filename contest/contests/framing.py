"""What can be done with scoring frames: propose, approve, freeze, put another in force.

One frame may serve all product groups, or a group has its own (TT 26/2014 Đ16.1: detailed frames
are proposed by the jury head and decided by the council chair).
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from contest.contests import frame as frames
from contest.contests import queries
from contest.contests.frame import CriterionDraft
from contest.contests.kinds import FrameStatus, Stage
from contest.contests.model import EVERY_GROUP, Contest, Criterion, FrameSeal, ScoringFrame
from core import audit
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.registry.kinds import ProductGroup

LEAST_REASON = 10
"""Characters that the reason of a change of a frozen frame has at least."""
MOST_REASON = 1_000
ARTICLE = "TT 26/2014/TT-BCT Đ16.1"
"""Who proposes and who decides a frame, and that it is there before the scoring."""

Faults = dict[str, str | tuple[str, dict[str, object]]]


def propose(
    session: Session,
    who: Identity,
    contest_id: int,
    criteria: Sequence[CriterionDraft],
    now: datetime,
    *,
    group: ProductGroup | None = None,
    reason: str = "",
) -> ScoringFrame:
    """A new version of the frame of that group, waiting for the council chair; older ones stay.

    None is the frame of every group without its own. While the jury scores, the frozen frame is
    never changed in place: a new version says why, and asks for scoring anew once it is approved.

    Raises Invalid with criterion code → reason, or beside `group` and `reason`;
    Conflict("frame_frozen") in judging without a reason, ("frame_settled") after the lock.
    """
    contest = queries.get_contest_by_id(session, contest_id)
    kept = queries.rules_of(contest)
    if contest.stage not in (Stage.DRAFT, Stage.OPEN, Stage.JUDGING):
        raise Conflict("frame_settled", article=ARTICLE)
    faults: Faults = {}
    reason = reason.strip()
    if contest.stage is Stage.JUDGING:
        if not reason:
            raise Conflict("frame_frozen", article=ARTICLE)
        if len(reason) < LEAST_REASON:
            faults["reason"] = "why_too_short", {"least": LEAST_REASON}
        elif len(reason) > MOST_REASON:
            faults["reason"] = "too_long", {"most": MOST_REASON}
    if group is not None and group not in kept.groups:
        faults["group"] = "unknown_choice"
    faults |= frames.frame_faults(criteria, kept.frame_maxima, kept.sources.get("frame_maxima"))
    if faults:
        raise Invalid(faults)
    scored = frames.leaves(criteria)
    proposed = ScoringFrame(
        contest_id=contest_id,
        scope=group.value if group else EVERY_GROUP,
        version=queries.last_frame_version(session, contest_id) + 1,
        status=FrameStatus.PROPOSED,
        reason=reason if contest.stage is Stage.JUDGING else "",
        proposed_by=who.account_id,
        proposed_at=now,
        criteria=[
            Criterion(
                code=one.code,
                parent_code=one.parent_code,
                name=one.name,
                guidance=one.guidance,
                max_points=one.max_points,
                position=position,
                leaf=one.code in scored,
            )
            for position, one in enumerate(criteria)
        ],
    )
    session.add(proposed)
    session.flush()
    _note(session, who, now, "frame.propose", contest, proposed)
    return proposed


def approve(session: Session, who: Identity, frame_id: int, now: datetime) -> ScoringFrame:
    """The council chair approves the newest proposal of its group (TT 26/2014 Đ16.1).

    Raises Conflict("frame_settled") once judging began (contest.scoring.versions.approve puts
    another version in force), ("frame_not_waiting") for a version that is not the newest of its
    group or is approved already, ("frame_faulty") if its points do not add up.
    """
    frame = queries.get_frame(session, frame_id)
    contest = queries.get_contest_by_id(session, frame.contest_id)
    if contest.stage not in (Stage.DRAFT, Stage.OPEN):
        raise Conflict("frame_settled", article=ARTICLE)
    _approve(session, who, contest, frame, now)
    _note(session, who, now, "frame.approve", contest, frame)
    return frame


def replace(session: Session, who: Identity, frame_id: int, now: datetime) -> ScoringFrame:
    """The chair approves another version while the jury scores: it is in force at once, and the
    one before it is superseded. Who calls this sees to the sheets (contest.scoring.versions).

    Raises Conflict as `approve`, "frame_settled" in every stage but JUDGING.
    """
    frame = queries.get_frame(session, frame_id)
    contest = queries.get_contest_by_id(session, frame.contest_id)
    if contest.stage is not Stage.JUDGING:
        raise Conflict("frame_settled", article=ARTICLE)
    _approve(session, who, contest, frame, now)
    before = queries.frames_in_force(session, contest.id).by_scope.get(frame.scope)
    if before is not None:
        before.status = FrameStatus.SUPERSEDED
        session.flush()  # the database knows one frozen frame of a group
    _seal(session, frame, now)
    session.flush()
    return frame


def withdraw(
    session: Session, who: Identity, contest_id: int, group: ProductGroup, now: datetime
) -> None:
    """Before judging, take back the own frame of a group: the one of all groups serves it again.

    Raises Conflict("frame_settled") once judging began, ("frame_missing") where it has none.
    """
    contest = queries.get_contest_by_id(session, contest_id)
    if contest.stage not in (Stage.DRAFT, Stage.OPEN):
        raise Conflict("frame_settled", article=ARTICLE)
    own = [
        one
        for one in queries.frame_versions(session, contest_id)
        if one.scope == group.value and one.status is not FrameStatus.SUPERSEDED
    ]
    if not own:
        raise Conflict("frame_missing")
    for one in own:
        one.status = FrameStatus.SUPERSEDED
    session.flush()
    _note(session, who, now, "frame.withdraw", contest, own[0])


def freeze(session: Session, contest: Contest, now: datetime) -> list[ScoringFrame]:
    """Make the approved frames those that sheets are scored by; nothing changes them any more.

    Raises Conflict("frame_not_approved") where there is none, or one waits for the chair,
    ("frame_faulty") where the rules ask for other sums by now. A second frozen frame of a group is
    refused by the database.
    """
    newest = list(queries.newest_frames(session, contest.id).by_scope.values())
    if not newest or any(one.status is not FrameStatus.APPROVED for one in newest):
        raise Conflict("frame_not_approved", article=ARTICLE)
    maxima = queries.rules_of(contest).frame_maxima
    if any(frames.frame_faults(drafts(one), maxima) for one in newest):
        raise Conflict("frame_faulty")  # the rules were changed after the approval
    for frame in newest:
        _seal(session, frame, now)
    session.flush()
    return newest


def drafts(frame: ScoringFrame) -> list[CriterionDraft]:
    """A stored frame as values, to show, to check or to propose again."""
    return [
        CriterionDraft(one.code, one.parent_code, one.name, one.max_points, one.guidance)
        for one in frame.criteria
    ]


def _approve(
    session: Session, who: Identity, contest: Contest, frame: ScoringFrame, now: datetime
) -> None:
    newest = queries.newest_frames(session, contest.id).by_scope.get(frame.scope)
    if frame.status is not FrameStatus.PROPOSED or newest is not frame:
        raise Conflict("frame_not_waiting")
    if frames.frame_faults(drafts(frame), queries.rules_of(contest).frame_maxima):
        raise Conflict("frame_faulty")
    frame.status, frame.approved_by, frame.approved_at = FrameStatus.APPROVED, who.account_id, now
    session.flush()


def _seal(session: Session, frame: ScoringFrame, now: datetime) -> None:
    frame.status = FrameStatus.FROZEN
    digest = frames.frame_digest(drafts(frame))
    session.add(FrameSeal(frame_id=frame.id, digest=digest, sealed_at=now))


def _note(
    session: Session,
    who: Identity,
    now: datetime,
    action: str,
    contest: Contest,
    frame: ScoringFrame,
) -> None:
    told: dict[str, object] = {"version": frame.version}
    if frame.scope:
        told["group"] = frame.scope
    if frame.reason:
        told["reason"] = frame.reason
    audit.record(session, who, now, action, queries.on_record(contest.id), **told)
