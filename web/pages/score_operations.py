"""Where a juror's device sends what it has kept: small operations, answered one by one."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from contest.scoring import operations
from contest.scoring.operations import Answer, Operation
from contest.scoring.own_sheets import OwnSheet, own_sheets
from core.errors import Refusal
from web import sent, shown, wording
from web.deps import Now, Show, Who, Write
from web.page import Page
from web.sent import Unreadable

router = APIRouter()


async def _body(request: Request) -> bytes:
    found = b""
    async for part in request.stream():
        found += part
        if len(found) > sent.MOST_BYTES:
            return found[: sent.MOST_BYTES + 1]
    return found


@router.post("/cham-diem/thao-tac")
def take(
    session: Write, who: Who, page: Show, now: Now, body: Annotated[bytes, Depends(_body)]
) -> Response:
    """Take operations as often as they come; each is kept once before this answers.

    The answer holds one entry for each operation, and every sheet they were for as it now stands.
    """
    try:
        given = sent.operations(body)
    except Refusal as refusal:
        said = wording.sentence(refusal.code, dict(refusal.facts), page._)
        status = 413 if refusal.code == "sending_too_large" else 422
        return JSONResponse({"code": refusal.code, "words": said}, status_code=status)
    readable = [one for one in given if isinstance(one, Operation)]
    answered = iter(operations.receive(session, who, readable, now))
    answers = [
        Answer(one.id, None, one.code) if isinstance(one, Unreadable) else next(answered)
        for one in given
    ]
    entry_ids = {one.entry_id for one in readable}
    return JSONResponse(
        {
            "answers": [_told(page, one) for one in answers],
            "sheets": _sheets(own_sheets(session, who.account_id, entry_ids)),
        }
    )


def _told(page: Page, one: Answer) -> dict[str, object]:
    said = wording.sentence(one.code, dict(one.facts), page._) if one.code else ""
    return {"id": one.id, "outcome": one.outcome, "code": one.code, "words": said}


def _sheets(found: Sequence[OwnSheet]) -> list[dict[str, object]]:
    return [
        {
            "entry": one.entry_id,
            "version": one.version,
            "signed": one.signed,
            "total": shown.points(sum(one.points.values())),
            "points": {str(id_): shown.points(value) for id_, value in one.points.items()},
            "remark": one.remark,
        }
        for one in found
    ]
