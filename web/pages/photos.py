"""The bytes of pictures: renditions only. There is no address for an original."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from core.errors import NotFound
from media import queries
from web.deps import Read, Wired

router = APIRouter()

_NAME = re.compile(r"(\d{1,5})\.([a-z0-9]{2,5})")
_KEPT = "public, max-age=31536000, immutable"


@router.get("/anh/{token}/{name}")
def picture(request: Request, session: Read, wired: Wired, token: str, name: str) -> Response:
    """One rendition. Its address never changes what it shows, so that it may be kept forever."""
    fits = _NAME.fullmatch(name)
    found = queries.find_rendition(session, token, int(fits[1]), fits[2]) if fits else None
    if found is None:
        raise NotFound("not_found")
    headers = {
        "Cache-Control": _KEPT,
        "ETag": f'"{found.etag}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": "inline",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    headers["Content-Length"] = str(found.bytes)
    stream = wired.storage.open(found.key)
    return StreamingResponse(_pieces(stream), media_type=found.mime, headers=headers)


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(1 << 16):
            yield piece
