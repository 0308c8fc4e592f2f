"""Reading lists of an office as somebody sees them: names in order, totals, workbooks."""

import html
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

from python_calamine import CalamineWorkbook

from tests.web.conftest import HTMX, Visitor

Cells = list[list[object]]


def names(browser: Visitor, url: str) -> list[str]:
    """The rows' names, in the order of the list; asked as htmx does."""
    answer = browser.get(url, headers=HTMX)
    assert (answer.status_code, "<html" in answer.text) == (200, False), url
    found = re.findall(r'<td data-label="[^"]*" class="lead">(?:<a [^>]*>)?([^<]*)', answer.text)
    return [html.unescape(one).strip() for one in found]


def total(browser: Visitor, url: str) -> int:
    """How many rows the list says there are."""
    said = re.search(r"trong tổng số ([\d.]+)", browser.get(url).text)
    return int(said[1].replace(".", "")) if said else 0


def workbook(browser: Visitor, url: str, lead: str) -> tuple[list[str], Cells]:
    """(heads, rows) of a workbook; `lead` is the first head."""
    answer = browser.get(url)
    assert answer.status_code == 200, url
    assert answer.headers["content-disposition"].startswith("attachment"), url
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    rows: Cells = [list(row) for row in sheet.to_python()]
    at = next(i for i, row in enumerate(rows) if row[0] == lead)
    return [str(one) for one in rows[at]], rows[at + 1 :]


def steady(statements: list[str], ask: Callable[[], object], grow: Callable[[], None]) -> None:
    """The list costs as many statements with more rows as with few."""
    ask()
    statements.clear()
    ask()
    few = len(statements)
    grow()
    statements.clear()
    ask()
    assert len(statements) == few


def day(value: object) -> date | None:
    """A cell that holds a day."""
    return value if isinstance(value, date) else None
