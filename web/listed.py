"""Answering with a list: as a page, as the part that changed, as a workbook on record."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from fastapi.responses import Response
from sqlalchemy.orm import Session

from core import audit
from core.identity import Identity
from core.listing import Listed
from core.territory.rules import UnitKind
from web import picker, shown, wording
from web.forms import Typed
from web.lists import PLACE, Asked, Spec, View, read
from web.page import Page
from web.sheets import answer
from web.sheets.write import Column, Kind, Sheet

Row = TypeVar("Row")

EXPORTED = "list.exported"
"""The word on record for a list that somebody took along."""
PLACES = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)


@dataclass(frozen=True, slots=True)
class Request(Generic[Row]):
    """A list that was asked for: what it is, what the address says, the place chosen."""

    spec: Spec[Row]
    asked: Asked
    place: picker.Picker

    def values(self, page: Page, listed: Listed[Row]) -> dict[str, Any]:
        """What the part `list_view` takes."""
        words = self.place.chosen.line if self.place.chosen else ""
        return {
            "view": View(self.spec, self.asked, listed, words),
            "place": self.place,
            "list_faults": {
                name: wording.sentence(code, {}, page._)
                for name, code in self.asked.faults.items()
            },
        }


def ask(session: Session, query: Typed, spec: Spec[Row], now: datetime) -> Request[Row]:
    """The address understood; the place of either list of units is looked up."""
    place = picker.read(session, query, now, PLACE, kinds=PLACES, abolished=True)
    return Request(spec, read(query, spec), place)


def workbook(
    session: Session,
    who: Identity,
    page: Page,
    request: Request[Row],
    rows: Listed[Row],
    name: str,
    now: datetime,
) -> Response:
    """Everything that is filtered, with the columns of the page and those for paper; on record.

    `session` writes, and only the note: read the rows with another, so that a long workbook
    keeps nobody waiting. Search words that hold a long number are not noted.
    """
    spec, asked = request.spec, request.asked
    columns = [Column(one.words, Kind(one.kind)) for one in spec.columns]
    values = ([one.cell(row).value for one in spec.columns] for row in rows.rows)
    said = "; ".join(words for words, _ in View(spec, asked, rows, _place(request)).chips)
    notes = tuple(
        note for note in (said, f"{page._('Tìm')}: {asked.q}" if asked.q else "") if note
    )
    sheet = Sheet(spec.caption, columns, values, title=spec.caption, notes=notes)
    made = answer.xlsx(page, name, [sheet])
    fields = asked.fields(trang="", so="")
    if re.search(r"\d{9}", re.sub(r"[\s.\-]", "", asked.q)):
        fields["q"] = "…"
    subject = f"list:{spec.address.strip('/')}"
    audit.record(session, who, now, EXPORTED, subject, rows=rows.total, filters=fields)
    return made


def _place(request: Request[Row]) -> str:
    return request.place.chosen.line if request.place.chosen else ""


def day(instant: datetime) -> str:
    """A day in a small line under a cell."""
    return shown.day(instant)
