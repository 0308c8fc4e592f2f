"""Lists of an office: what an address asks for, and one model of columns for page and workbook.

Pure. A page says what its list is (`Spec`), `read` understands the address, a room answers with
rows, and `View` is what the part `list_view` of _parts/office.html draws. An address says
everything: `q`, the facets, days, `dia-ban`, `xep` (an order, "-" before it turns it round), `so`
(rows on a page) and `trang`; it can be kept, sent and opened again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, Literal, TypeVar
from urllib.parse import urlencode

from core.listing import Listed, Window
from web.forms import Typed, day

Row = TypeVar("Row")
Value = str | int | date | datetime | None
Kind = Literal["text", "whole", "dong", "points", "day", "moment"]

SIZES = (20, 50, 100)
USUAL_SIZE = 50
MOST_QUERY = 120
PLACE = "dia-ban"
PICKED = "chon"
"""The name of the boxes that choose rows for an act on several."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a list. A workbook takes `value` alone."""

    value: Value
    url: str = ""
    mark: str = ""  # the kind of tag whose word the value is
    under: str = ""  # a small line below


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its words, what it reads of a row, and where it is shown."""

    key: str
    words: str
    read: Callable[[Row], Cell | Value]
    kind: Kind = "text"
    sort: bool = False
    lead: bool = False
    code: bool = False
    paper_only: bool = False  # in the workbook, not on the page

    def cell(self, row: Row) -> Cell:
        """What this row holds here."""
        held = self.read(row)
        return held if isinstance(held, Cell) else Cell(held)

    @property
    def looks(self) -> str:
        """The class of its cells."""
        if self.lead:
            return "lead"
        return "num" if self.kind in ("whole", "dong", "points") else "code" if self.code else ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A choice of one among several: its name in the address, its words, (value, words) each."""

    key: str
    words: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days: "tu-" and "den-" before the key in the address."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to the rows that were chosen: its word in the form, and on the button."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Spec(Generic[Row]):
    """What a list is: where it lies, what it shows, what it can be filtered by."""

    address: str
    caption: str
    search: str
    columns: Sequence[Column[Row]]
    facets: Sequence[Facet] = ()
    days: Sequence[Days] = ()
    by_place: bool = False
    workbook: str = ""  # the address of the same as XLSX, when there is one
    acts: Sequence[Act] = ()
    act_address: str = ""
    key: Callable[[Row], int] | None = None  # the id of a row that may be chosen
    empty: str = ""  # what will be here
    empty_more: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: everything that narrows, orders and cuts a list."""

    address: str
    q: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[str, tuple[date | None, date | None]] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)  # days as they were typed
    faults: Mapping[str, str] = field(default_factory=dict)  # field → code
    unit_id: int | None = None
    sort: str = ""
    descending: bool = False
    size: int = USUAL_SIZE
    page: int = 1

    def option(self, key: str) -> str:
        """The value chosen for a facet, or ""."""
        return self.chosen.get(key, "")

    def year(self, key: str = "nam") -> int | None:
        """A facet that holds a year."""
        said = self.option(key)
        return int(said) if said else None

    def span(self, key: str) -> tuple[date | None, date | None]:
        """First and last day asked for, either may be None."""
        return self.spans.get(key, (None, None))

    @property
    def window(self) -> Window:
        """As a room takes it."""
        return Window(self.page, self.size, self.sort, self.descending)

    @property
    def whole(self) -> Window:
        """The same order, every page: for a workbook."""
        return Window(1, None, self.sort, self.descending)

    @property
    def narrowed(self) -> int:
        """How many filters besides the search words are set."""
        return len(self.chosen) + len(self.typed) + (self.unit_id is not None)

    def fields(self, **changed: str) -> dict[str, str]:
        """The address's fields with some changed; "" takes one away. A change other than of the
        page leads back to the first."""
        sort = ("-" if self.descending else "") + self.sort
        kept = {
            "q": self.q,
            **self.chosen,
            **self.typed,
            PLACE: str(self.unit_id) if self.unit_id is not None else "",
            "xep": sort if self.sort else "",
            "so": str(self.size) if self.size != USUAL_SIZE else "",
            "trang": str(self.page) if self.page > 1 and not changed else "",
        }
        return {name: said for name, said in {**kept, **changed}.items() if said}

    def url(self, address: str = "", /, **changed: str) -> str:
        """The address with these fields; names with hyphens are given by `fields`."""
        return self._with(address or self.address, self.fields(**changed))

    def workbook_url(self, address: str) -> str:
        """Everything that is filtered, whatever page or size."""
        return self._with(address, self.fields(trang="", so=""))

    @staticmethod
    def _with(address: str, fields: Mapping[str, str]) -> str:
        return f"{address}?{urlencode(fields)}" if fields else address


def read(query: Typed, spec: Spec[Row]) -> Asked:
    """What the address asks for. What it does not know is left out; a day that cannot be read is
    a fault of its field, and the list is shown without it."""
    chosen = {
        facet.key: said
        for facet in spec.facets
        if (said := query.text(facet.key)) in {value for value, _ in facet.options} and said
    }
    spans: dict[str, tuple[date | None, date | None]] = {}
    typed: dict[str, str] = {}
    faults: dict[str, str] = {}
    for one in spec.days:
        ends: list[date | None] = []
        for name in (f"tu-{one.key}", f"den-{one.key}"):
            said = query.text(name)[:20]
            if said:
                typed[name] = said
            try:
                ends.append(day(said))
            except ValueError as fault:
                faults[name] = str(fault)
                ends.append(None)
        spans[one.key] = (ends[0], ends[1])
        if ends[0] and ends[1] and ends[0] > ends[1]:
            faults[f"den-{one.key}"] = "days_turned_round"
            spans[one.key] = (ends[0], None)
    order = query.text("xep")
    sort = order.removeprefix("-")
    known = sort in {column.key for column in spec.columns if column.sort}
    size = query.text("so")
    return Asked(
        address=spec.address,
        q=query.text("q")[:MOST_QUERY],
        chosen=chosen,
        spans=spans,
        typed=typed,
        faults=faults,
        unit_id=_number(query.text(PLACE), 12) if spec.by_place else None,
        sort=sort if known else "",
        descending=known and order.startswith("-"),
        size=int(size) if size in {str(one) for one in SIZES} else USUAL_SIZE,
        page=max(1, _number(query.text("trang"), 6) or 1),
    )


def picked(form: Typed) -> list[int]:
    """The ids of the rows chosen in a form, each once, at most as many as a page holds."""
    said = [_number(one, 12) for one in form.many(PICKED)]
    return list(dict.fromkeys(one for one in said if one is not None))[: max(SIZES)]


def _number(said: str, most: int) -> int | None:
    return int(said) if said.isdecimal() and said.isascii() and len(said) < most else None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its words, and the address of its order when it has one."""

    words: str
    looks: str
    url: str = ""
    order: str = ""  # ascending | descending | "" when the list is not in this order


@dataclass(frozen=True, slots=True)
class View(Generic[Row]):
    """A list with its rows, ready to be drawn."""

    spec: Spec[Row]
    asked: Asked
    listed: Listed[Row]
    place_words: str = ""

    @property
    def columns(self) -> list[Column[Row]]:
        """Those of the page."""
        return [column for column in self.spec.columns if not column.paper_only]

    @property
    def heads(self) -> list[Head]:
        """Heads of the page's columns; a second press of an order turns it round."""
        found = []
        for one in self.columns:
            here = one.sort and self.asked.sort == one.key
            turned = here and not self.asked.descending
            found.append(
                Head(
                    one.words,
                    one.looks if one.looks == "num" else "",
                    self.asked.url(xep=f"-{one.key}" if turned else one.key) if one.sort else "",
                    ("descending" if self.asked.descending else "ascending") if here else "",
                )
            )
        return found

    @property
    def orders(self) -> list[tuple[str, str]]:
        """(value, words) for the choice of an order, where heads are not seen (on a phone)."""
        found = []
        for one in self.columns:
            if one.sort:
                found += [(one.key, f"{one.words} ↑"), (f"-{one.key}", f"{one.words} ↓")]
        return found

    @property
    def order(self) -> str:
        """The value of the present order among `orders`."""
        return ("-" if self.asked.descending else "") + self.asked.sort

    @property
    def chips(self) -> list[tuple[str, str]]:
        """(words, address without it) of each filter that is set."""
        found = []
        for facet in self.spec.facets:
            if said := self.asked.option(facet.key):
                words = dict(facet.options)[said]
                found.append((f"{facet.words}: {words}", self.asked.url(**{facet.key: ""})))
        for one in self.spec.days:
            for end, sign in (("tu", "≥"), ("den", "≤")):
                if said := self.asked.typed.get(f"{end}-{one.key}", ""):
                    url = self.asked.url(**{f"{end}-{one.key}": ""})
                    found.append((f"{one.words} {sign} {said}", url))
        if self.asked.unit_id is not None and self.place_words:
            found.append((self.place_words, self.asked.url(**{PLACE: ""})))
        return found

    @property
    def sizes(self) -> list[tuple[int, str]]:
        """(rows on a page, address)."""
        return [(one, self.asked.url(so=str(one))) for one in SIZES]

    @property
    def size_options(self) -> list[tuple[int, str]]:
        """The same as a choice of a form."""
        return [(one, str(one)) for one in SIZES]

    @property
    def first(self) -> int:
        """The number of the first row shown; 0 of none."""
        return (self.listed.page - 1) * self.asked.size + 1 if self.listed.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return max(0, self.first + len(self.listed.rows) - 1)

    @property
    def pages_url(self) -> str:
        """The address that the part `pager` adds the page to."""
        return self.asked.url(trang="")

    def kept(self, *without: str) -> dict[str, str]:
        """Fields a form carries along hidden, but for those it asks for itself."""
        fields = self.asked.fields(trang="")
        return {name: said for name, said in fields.items() if name not in without}

    @property
    def advanced(self) -> list[str]:
        """The names that the form of the advanced search asks for itself."""
        ends = [f"{end}-{one.key}" for one in self.spec.days for end in ("tu", "den")]
        return [PLACE, "xep", "so", *(facet.key for facet in self.spec.facets), *ends]
