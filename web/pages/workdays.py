"""The administrator's page of working days: what is known of each year, and another year told."""

import re
from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.clock import day_in_vietnam
from core.errors import Invalid
from core.workdays import queries, reference, service
from core.workdays.rules import Calendar, is_working_day, working_days_between
from web import forms
from web.deps import Form, Now, Read, Show, Who, Write
from web.forms import Reading, Typed

router = APIRouter()

ADDRESS = "/quan-tri/ngay-lam-viec"
PAGE = "places/workdays.html"
LINE = re.compile(r"^\s*(\S+)\s*(?:→|->|–|-)\s*([^\s:;]+)\s*[:;]\s*(.+)$")
GRANTED = re.compile(r"^\s*([^\s:;]+)\s*[:;]\s*([^;]+);\s*(.+)$")
BESIDE = {"truoc": "before", "sau": "after", "": None}


@router.get(ADDRESS)
def years(session: Read, page: Show, now: Now) -> Response:
    """Year by year: days off, days worked instead, what is not clear; and the form."""
    return page.show(PAGE, "told", **_values(session, now))


@router.post(ADDRESS)
def send(reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """Say what a notice would do, or keep it."""
    values = _values(reads, now) | {"typed": form}
    try:
        said = _said(form)
        if form.text("act") == "load":
            service.load(session, who, said, now)
            return page.go(ADDRESS)
        seen = service.preview(reads, said)
    except Invalid as refusal:
        raise page.again(refusal, PAGE, "told", **values) from None
    return page.show(PAGE, "told", **values | {"preview": seen})


def _said(form: Typed) -> dict[str, Any]:
    """The notice of a year, from the file if one was sent, else from the fields."""
    files = form.files("file")
    if files:
        return service.read_file(files[0][1].read(service.MOST_BYTES + 1))
    reading = Reading(form)
    year, before = reading.whole("year"), reading.whole("tet_before", needed=False)
    beside = form.text("beside")
    if beside not in BESIDE:
        reading.faults["beside"] = "unknown_choice"
    source = reading.required("source", 500)
    said: dict[str, Any] = {
        "year": year,
        "tet_before": before,
        "national_day_beside": BESIDE.get(beside),
        "swaps": [],
        "off": [],
        "clear": form.ticked("clear"),
        "note": reading.text("note", 500),
        "sources": [source],
    }
    if not said["clear"] and not said["note"]:
        reading.faults.setdefault("note", "missing")
    for name, pattern in (("swaps", LINE), ("off", GRANTED)):
        for line in filter(None, map(str.strip, form.text(name).splitlines())):
            found = pattern.match(line)
            try:
                said[name].append(_row(name, found))
            except ValueError:
                reading.faults.setdefault(name, ("calendar_line_wrong", {"line": line}))
    reading.settle()
    return said


def _row(name: str, found: re.Match[str] | None) -> dict[str, str]:
    if found is None:
        raise ValueError
    if name == "swaps":
        return {"off": _day(found[1]), "worked": _day(found[2]), "source": found[3].strip()}
    return {"day": _day(found[1]), "name": found[2].strip(), "source": found[3].strip()}


def _day(text: str) -> str:
    day = forms.day(text)
    if day is None:
        raise ValueError
    return day.isoformat()


def _values(session: Read, now: Now) -> dict[str, Any]:
    calendar = queries.calendar(session)
    loaded = queries.newest(session)
    this = day_in_vietnam(now).year
    shown = range(max(calendar.first.year, this - 2), min(calendar.last.year, this + 2) + 1)
    return {
        "years": [
            {
                "year": year,
                "off": _special(calendar, year, worked=False),
                "worked": _special(calendar, year, worked=True),
                "unclear": calendar.unclear.get(year, ""),
                "sources": _sources(loaded.get(year), year),
                "loaded": loaded.get(year),
            }
            for year in reversed(shown)
        ],
        "history": queries.history(session),
        "preview": None,
        "typed": {"year": str(this + 1), "tet_before": "1", "clear": "1"},
    }


def _special(calendar: Calendar, year: int, *, worked: bool) -> list[tuple[date, date]]:
    """Spans of days off, weekly rest days between them included, or days worked instead."""
    days = [
        day
        for day in sorted(calendar.special)
        if day.year == year and is_working_day(day, calendar) is worked
    ]
    spans: list[tuple[date, date]] = []
    for day in days:
        if not worked and spans and working_days_between(spans[-1][1], day, calendar) == 0:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans


def _sources(row: Any, year: int) -> tuple[str, ...]:
    if row is not None:
        return tuple(map(str, row.said["sources"]))
    one = reference.shipped().get(year)
    return one.sources if one else ()
