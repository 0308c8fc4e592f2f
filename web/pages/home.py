"""The first page: what is on now."""

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import queries as contests
from contest.contests.kinds import Stage
from core.clock import day_in_vietnam
from fairs.fairs import queries as fairs
from media.album import queries as album
from web import catalogue, photos
from web.deps import Now, Read, Show

router = APIRouter()

NEWEST = 6
MOST_CONTESTS = 4
MOST_FAIRS = 2


@router.get("/")
def home(session: Read, page: Show, now: Now) -> Response:
    """Open contests and their deadlines, newest winners, the coming fairs."""
    today = day_in_vietnam(now)
    items = catalogue.newest(session, today, NEWEST)
    covers = album.covers(session, [item.id for item in items])
    coming = sorted(
        (one for one in fairs.public_fairs(session) if one.days and one.days[-1].day >= today),
        key=lambda one: (one.days[0].day, one.id),
    )
    return page.show(
        "home/home.html",
        open_contests=[
            one
            for one in contests.contests(session, public_only=True, stages=[Stage.OPEN])
            if one.entries_open_at <= now <= one.entries_close_at
        ][:MOST_CONTESTS],
        items=items,
        covers=photos.framed_all(covers),
        fairs=coming[:MOST_FAIRS],
    )
