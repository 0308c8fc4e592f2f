"""Refusals become pages here and nowhere else; `STATUS` is the only map to HTTP."""

import logging
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from core.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal, SignInFirst, TooMany
from media.storage import StorageAway
from web import wording
from web.deps import page_of
from web.homes import home_of
from web.page import Redraw, is_local

STATUS: dict[type[Refusal], int] = {
    SignInFirst: 401,
    NotFound: 404,
    NotAllowed: 403,
    Conflict: 409,
    TooMany: 429,
    Invalid: 422,
}
LOG = logging.getLogger("tinh_hoa")


def install(app: FastAPI) -> None:
    """Hang every handler on the application."""

    @app.exception_handler(Refusal)
    def refused(request: Request, refusal: Refusal) -> Response:
        if isinstance(refusal, SignInFirst) and request.method == "GET":
            return _to_sign_in(request)
        status = STATUS[type(refusal)]
        if isinstance(refusal, Invalid):
            status = wording.status(refusal)
        return tell(request, status, refusal.code, refusal.facts)

    @app.exception_handler(Redraw)
    def redraw(request: Request, error: Redraw) -> Response:
        return error.response

    @app.exception_handler(StaleDataError)
    def stale(request: Request, error: StaleDataError) -> Response:
        return tell(request, 409, "changed_elsewhere")

    @app.exception_handler(IntegrityError)
    def twice(request: Request, error: IntegrityError) -> Response:
        LOG.warning("constraint refused %s %s: %s", request.method, request.url.path, error.orig)
        return tell(request, 409, "just_done")

    @app.exception_handler(RequestValidationError)
    def unreadable(request: Request, error: RequestValidationError) -> Response:
        in_path = any(fault["loc"][0] == "path" for fault in error.errors())
        return tell(request, *((404, "not_found") if in_path else (422, "unreadable_request")))

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404:
            return tell(request, 404, "not_found")
        return tell(request, error.status_code, "unreadable_request")

    @app.exception_handler(ClientDisconnect)
    def left(request: Request, error: ClientDisconnect) -> Response:
        """Whoever asked went on before the form had arrived: nothing broke, nobody reads this."""
        return Response(status_code=400)

    @app.exception_handler(StorageAway)
    def away(request: Request, error: StorageAway) -> Response:
        LOG.error("storage: %s %s: %s", request.method, request.url.path, error)
        return tell(request, 503, "storage_away")

    @app.exception_handler(Exception)
    def broken(request: Request, error: Exception) -> Response:
        LOG.error("broken: %s %s", request.method, request.url.path, exc_info=error)
        return tell(request, 500, "server_fault")


def tell(
    request: Request, status: int, code: str, facts: dict[str, object] | None = None
) -> Response:
    """A page that says it; for htmx a notice, put into the notice area and not over the form."""
    page = page_of(request)
    facts = dict(facts or {})
    if isinstance(fields := facts.pop("fields", None), dict):
        faults = page.faults(Invalid(fields))
    else:
        faults = {}
    said = wording.sentence(code, facts, page._)
    response = page.show(
        "error.html",
        "told",
        status=status,
        said=said,
        code=code,
        status_code=status,
        listed=list(faults.values()),
        home=home_of(page.identity.roles()) if page.identity else "",
        back=_back(request),
    )
    if page.wants_fragment:
        response.headers["HX-Retarget"] = "#notice"
        response.headers["HX-Reswap"] = "innerHTML"
    if "seconds" in facts:
        response.headers["Retry-After"] = str(facts["seconds"])
    return response


def _back(request: Request) -> str:
    """The page of this site one came from, or "": never the one that failed, never a sign-in."""
    came = urlsplit(request.headers.get("referer", ""))
    if came.netloc != request.url.netloc or not is_local(came.path or "x"):
        return ""
    if came.path in (request.url.path, "/dang-nhap"):
        return ""
    return came.path + (f"?{came.query}" if came.query else "")


def _to_sign_in(request: Request) -> Response:
    target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    address = str(request.url_for("sign_in_page").include_query_params(tiep=target))
    path = address[address.index("/dang-nhap") :]
    if "hx-request" in request.headers and "hx-boosted" not in request.headers:
        return Response(status_code=200, headers={"HX-Redirect": path})
    return RedirectResponse(path, status_code=303)
