"""The public's answer to "is this certificate good?": by code, typed or scanned."""

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from contest.certificates import queries, service
from contest.certificates.codes import code_fault, normalise_code
from contest.certificates.rules import Standing
from contest.history import queries as history
from core.clock import day_in_vietnam
from core.errors import Invalid, NotFound
from core.territory import readings
from web.deps import Now, Query, Read, Show, Wired
from web.forms import Typed
from web.page import Page

router = APIRouter()

ADDRESS = "/xac-minh"
PRINTED_ADDRESS = "/XAC-MINH"
"""As the QR code holds it: a code in capitals needs fewer, larger modules."""

VERDICTS = {
    Standing.IN_FORCE: "in_force",
    Standing.EXPIRED: "expired",
    Standing.REVOKED: "revoked",
    Standing.NOT_YET: "expired",
}
"""How a standing is drawn; the words tell one that is not yet in force from an expired one."""


@router.get(ADDRESS)
def ask(session: Read, page: Show, query: Query, now: Now) -> Response:
    """The form; a code that was typed leads on to its answer.

    What is no code may be the number of an old paper: then history answers, and says that it is
    no verification. No code is ever made up for it.
    """
    typed = last_part(query.text("ma"))
    if "ma" not in query:
        return page.show("verify/ask.html", "form")
    if fault := code_fault(typed):
        if old := history.by_certificate_number(session, query.text("ma")):
            today = day_in_vietnam(now)
            return page.show(
                "verify/old.html",
                "answer",
                number=query.text("ma")[:100],
                papers=[history.seen(row, today) for row in old],
                today=today,
            )
        raise page.again(Invalid({"ma": fault}), "verify/ask.html", "form", typed=query)
    return page.go(f"{ADDRESS}/{normalise_code(typed)}")


@router.get(PRINTED_ADDRESS)
def ask_in_capitals() -> Response:
    """The printed address without its code."""
    return RedirectResponse(ADDRESS, 301)


@router.get(PRINTED_ADDRESS + "/{code}")
def scanned(code: str) -> Response:
    """What the QR code on the paper holds."""
    return _canonical(code)


@router.get(ADDRESS + "/{code}")
def answer(session: Read, page: Show, now: Now, code: str) -> Response:
    """In force, expired, revoked, not yet, unknown, or mistyped: with words, shape and colour.

    A certificate whose contest is not announced is unknown: the answer tells no result early.
    """
    known = normalise_code(code)
    if known is None:
        return _unknown(page, code)
    if known != code:
        return _canonical(known)
    found = queries.find_by_code(session, known)
    if found is None:
        return _unknown(page, known)
    today = day_in_vietnam(now)
    row = queries.seen(found, today)
    contest = found.contest
    return page.show(
        "verify/answer.html",
        "answer",
        held_at=readings.line_on(session, contest.unit_id, found.issued_on),
        held_now=readings.today(session, contest.unit_id, today),
        certificate=found,
        facts=row.facts,
        standing=row.standing,
        verdict_kind=VERDICTS[row.standing],
        today=today,
        product_slug=queries.public_slug(found.product),
    )


@router.get(ADDRESS + "/{code}/tep")
def paper(session: Read, page: Show, wiring: Wired, code: str) -> Response:
    """The certificate's paper as PDF, once its contest is announced."""
    found = queries.find_by_code(session, code)
    if found is None:
        raise NotFound("certificate_unknown")
    return page.download(
        service.document(wiring.storage, found), service.file_name(found), "application/pdf"
    )


def last_part(typed: str) -> str:
    """Somebody may paste the whole address from the QR code: its last part is the code."""
    return typed.rstrip("/").rpartition("/")[2] if "://" in typed else typed


def _canonical(code: str) -> Response:
    return RedirectResponse(f"{ADDRESS}/{quote(normalise_code(code) or code, safe='')}", 301)


def _unknown(page: Page, code: str) -> Response:
    fault = code_fault(code)
    said = page.faults(Invalid({"ma": fault}))["ma"] if fault else None
    return page.show(
        "verify/unknown.html",
        "answer",
        status=404,
        code=code[:40],
        said=said,
        typed=Typed([("ma", code[:40])]),
    )
