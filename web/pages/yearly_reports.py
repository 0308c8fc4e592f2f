"""The yearly report of a holder (TT 26/2014 Đ22.2), filed by the maker's side: years, form,
receipt; read by the office on the same page."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.reports import queries, service
from contest.reports.rules import MOST_TEXT, Statement
from core.clock import day_in_vietnam
from core.errors import Invalid
from core.identity import Identity
from core.registry import queries as registry
from core.rights import Act, Subject
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.page import Page

router = APIRouter()


@router.get("/ho-so/bao-cao-nam")
def years(session: Read, who: Who, page: Show, now: Now) -> Response:
    """My establishments with the years they owe a report for, the missing ones first."""
    last = day_in_vietnam(now).year - 1
    rows = []
    for id_ in sorted(who.establishments() | who.helped()):
        owed = queries.years_of(session, id_, last)
        if owed:
            rows.append((registry.get_establishment(session, id_), owed))
    return page.show("yearly/mine.html", rows=rows, last=last)


@router.get("/ho-so/co-so/{establishment_id}/bao-cao-nam/{year}")
def one(
    session: Read,
    who: Who,
    page: Show,
    about: About,
    now: Now,
    establishment_id: int,
    year: int,
) -> Response:
    """The report of one year as it was filed, or its form."""
    values = _one(session, who, page, about, now, establishment_id, year)
    return page.show("yearly/one.html", **values)


@router.post("/ho-so/co-so/{establishment_id}/bao-cao-nam/{year}")
def file(
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    establishment_id: int,
    year: int,
) -> Response:
    """File it, or correct what was filed: the older words are kept."""
    reading = Reading(form)
    revenue, export = reading.dong("revenue_dong"), reading.dong("export_dong", needed=False)
    workers, support = reading.whole("workers"), reading.dong("support_dong")
    said = Statement(
        revenue_dong=revenue or 0,
        export_dong=export,
        workers=workers or 0,
        support_dong=support or 0,
        support=reading.text("support", MOST_TEXT),
        market=reading.text("market", MOST_TEXT),
        note=reading.text("note", MOST_TEXT),
    )
    try:
        reading.settle()
        service.file(session, who, establishment_id, year, said, now)
    except Invalid as refusal:
        values = _one(session, who, page, about, now, establishment_id, year)
        raise page.again(
            refusal, "yearly/one.html", "form", **values | {"typed": form, "open_form": True}
        ) from None
    return page.go(f"/ho-so/co-so/{establishment_id}/bao-cao-nam/{year}")


def _one(
    session: Read,
    who: Identity,
    page: Page,
    about: Subject,
    now: datetime,
    establishment_id: int,
    year: int,
) -> dict[str, Any]:
    maker = registry.get_establishment(session, establishment_id)
    last = day_in_vietnam(now).year - 1
    found = next(
        (one for one in queries.years_of(session, establishment_id, last) if one.year == year),
        None,
    )
    report = found.report if found else None
    said = queries.statements(session, report.id) if report else []
    return {
        "maker": maker,
        "year": year,
        "held": found.certificates if found else 0,
        "report": report,
        "statements": said,
        "may_file": found is not None and page.may(Act.REPORT_FILE, about),
        "own": establishment_id in who.establishments() | who.helped(),
        "open_form": not said,
        "most": MOST_TEXT,
        "typed": _typed(said[0]) if said else Typed([]),
    }


def _typed(said: Any) -> Typed:
    """The newest statement as the form would have been typed."""
    amounts = {
        name: getattr(said, name) for name in ("revenue_dong", "export_dong", "support_dong")
    }
    return Typed(
        [
            *((name, "" if amount is None else str(amount)) for name, amount in amounts.items()),
            ("workers", str(said.workers)),
            *((name, getattr(said, name)) for name in ("support", "market", "note")),
        ]
    )
