"""The bytes of pictures: renditions only. There is no address for an original."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from core.errors import NotFound
from media import queries
from web.deps import Read, Show, Wired

router = APIRouter()

_LINKED = 3600  # seconds that an address of the bucket is good for
_KEPT = "public, max-age=31536000, immutable"


@router.get("/anh/{token}/tien-do")
def progress(session: Read, page: Show, token: str) -> Response:
    """How far the sizes of a photo are: what a page that shows it asks for again and again."""
    found = queries.find_view(session, token)
    if found is None:
        raise NotFound("photo_not_found")
    return page.show("photos/progress.html", "progress", view=found)


@router.get("/anh/{token}/{name}")
def picture(request: Request, session: Read, wired: Wired, token: str, name: str) -> Response:
    """One rendition. Its address never changes what it shows, so that it may be kept forever."""
    found = queries.find_rendition(session, token, name)
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
    if link := wired.storage.link(found.key, seconds=_LINKED, mime=found.mime):
        kept = f"private, max-age={_LINKED // 2}"
        return RedirectResponse(link, status_code=307, headers=headers | {"Cache-Control": kept})
    # Read whole: a rendition is small, and a file kept open for a reader who left stays open.
    return Response(wired.storage.get(found.key), media_type=found.mime, headers=headers)
