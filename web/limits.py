"""What a role can be limited to besides a place: contests and fairs that are not over."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.contests.model import Contest
from fairs.fairs.kinds import FairStatus
from fairs.fairs.model import Fair

MOST = 200


def contests(session: Session) -> list[tuple[int, str]]:
    """Contests under way, the newest first, as (id, title)."""
    over = (Stage.ANNOUNCED, Stage.CANCELLED)
    rows = session.execute(
        select(Contest.id, Contest.title)
        .where(Contest.stage.not_in(over))
        .order_by(Contest.id.desc())
        .limit(MOST)
    )
    return [(id_, title) for id_, title in rows]


def fairs(session: Session) -> list[tuple[int, str]]:
    """Fairs that are not over, the newest first, as (id, name)."""
    over = (FairStatus.CLOSED, FairStatus.CANCELLED)
    rows = session.execute(
        select(Fair.id, Fair.name)
        .where(Fair.status.not_in(over))
        .order_by(Fair.id.desc())
        .limit(MOST)
    )
    return [(id_, name) for id_, name in rows]


def names(
    session: Session, contest_ids: Collection[int], fair_ids: Collection[int]
) -> dict[str, str]:
    """`contest:id` and `fair:id` → what they are called, also those that are over."""
    found: dict[str, str] = {}
    titles = select(Contest.id, Contest.title).where(Contest.id.in_(set(contest_ids)))
    called = select(Fair.id, Fair.name).where(Fair.id.in_(set(fair_ids)))
    found.update({f"contest:{id_}": said for id_, said in session.execute(titles)})
    found.update({f"fair:{id_}": said for id_, said in session.execute(called)})
    return found
