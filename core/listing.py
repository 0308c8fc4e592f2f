"""Lists of many rows: found by words, ordered, cut into pages. A fixed number of statements.

A room says which rows (a select of id and name) and how they may be ordered; `cut` answers with
the ids of one page and how many rows there are in all; `load` fetches them in that order.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from core import text
from core.clock import in_vietnam, start_of_day

Row = TypeVar("Row")
Other = TypeVar("Other")

RANKED = 2_000
"""So many finds at most are put in order by how well they fit; beyond, alphabetical order."""
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Window:
    """Which page of a list, in which order; `size` None is the whole list, for an export."""

    page: int = 1
    size: int | None = 50
    sort: str = ""
    descending: bool = False

    def slice(self, total: int) -> tuple[int, int, int, int]:
        """(page, pages, offset, limit) for so many rows; a page too far is the last one."""
        if self.size is None:
            return 1, 1, 0, total
        pages = max(1, -(-total // self.size))
        page = min(max(1, self.page), pages)
        return page, pages, (page - 1) * self.size, self.size


WHOLE = Window(size=None)


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """One page of rows, and how many there are in all."""

    rows: Sequence[Row]
    total: int
    page: int
    pages: int

    def turned(self, change: Callable[[Row], Other]) -> "Listed[Other]":
        """The same page with each row made into something else."""
        return Listed([change(row) for row in self.rows], self.total, self.page, self.pages)

    def of(self, rows: Sequence[Other]) -> "Listed[Other]":
        """The same page with these rows in place of the old ones."""
        return Listed(rows, self.total, self.page, self.pages)


Orders = Mapping[str, Sequence[sa.ColumnElement[Any] | InstrumentedAttribute[Any]]]
"""Word of an order → its columns; "" is the order when none is asked for, with its directions."""


def words(
    column: InstrumentedAttribute[str], query: str, *also: sa.ColumnElement[bool]
) -> list[sa.ColumnElement[bool]]:
    """What a row must fulfil to be found: every word begins a word of the folded column, or one
    of `also` holds (a code as written). Empty without a query; signs alone find nothing."""
    if not query.strip():
        return []
    asked = [column.like(text.like_pattern(token)) for token in text.tokens(query)]
    return [sa.or_(sa.and_(*asked) if asked else sa.false(), *also)]


def fits(query: str, *told: str) -> bool:
    """Whether every word of the query begins a word of what is told, marks aside: for the few
    rows of a list that keeps no folded column. Signs alone find nothing."""
    return bool(text.tokens(query)) and text.words_match(query, " ".join(told))


def cut(
    session: Session,
    found: "sa.Select[int, str]",
    window: Window,
    orders: Orders,
    query: str = "",
) -> Listed[int]:
    """The ids of one page; `found` selects the row's id and name. Two statements.

    With a query and no order asked for, the best fit comes first: marks that were typed put the
    names that carry them before the others. A row without a value comes last in any order.
    """
    total = session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0
    page, pages, offset, limit = window.slice(total)
    known = bool(window.sort) and window.sort in orders
    if text.tokens(query) and not known and total <= RANKED:
        named = sorted(session.execute(found).all(), key=lambda row: text.rank(query, row[1]))
        ids = [row[0] for row in named[offset : offset + limit]]
        return Listed(ids, total, page, pages)
    order = orders[""]
    if known:
        down = window.descending
        order = [(c.desc() if down else c.asc()).nulls_last() for c in orders[window.sort]]
    ids = list(session.scalars(found.order_by(*order).limit(limit).offset(offset)))
    return Listed(ids, total, page, pages)


def load(
    session: Session,
    statement: "sa.Select[Row]",
    key: InstrumentedAttribute[int],
    ids: Listed[int],
) -> Listed[Row]:
    """The rows of these ids in their order; one statement for a page, more for a whole list."""
    found: dict[int, Row] = {}
    for chunk in _chunks(ids.rows):
        for row in session.scalars(statement.where(key.in_(chunk))):
            found[getattr(row, key.key)] = row
    return ids.of([found[one] for one in ids.rows if one in found])


def by_chunks(
    ids: Iterable[int], read: Callable[[list[int]], dict[int, Other]]
) -> dict[int, Other]:
    """What `read` answers for these ids, asked a thousand at a time: counts beside a list."""
    found: dict[int, Other] = {}
    for chunk in _chunks(ids):
        found.update(read(chunk))
    return found


def _chunks(ids: Iterable[int]) -> Iterable[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk


def start_of_year(year: int) -> datetime:
    """Midnight of New Year's Day in Vietnam, as an aware UTC instant."""
    return start_of_day(date(year, 1, 1))


def year_of(instant: datetime) -> int:
    """The year it is in Vietnam at that instant."""
    return in_vietnam(instant).year


def day_of(instant: datetime) -> date:
    """The day it is in Vietnam at that instant."""
    return in_vietnam(instant).date()
