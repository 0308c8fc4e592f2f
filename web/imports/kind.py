"""What a kind of list is to the framework: columns, the rule of a row, loading, undoing."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as has
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from sqlalchemy.orm import Session

from core.clock import day_in_vietnam
from core.identity import Identity
from core.imports.kinds import Decision, Standing
from core.imports.queries import Item
from core.imports.service import Created, Made
from core.rights import Act
from core.sealing import Sealer
from web.shown import N_

__all__ = [
    "Bench",
    "Created",
    "Fault",
    "Field",
    "Holds",
    "Item",
    "Kind",
    "Made",
    "Read",
    "Row",
    "Values",
]


class Holds(StrEnum):
    """What the cells of a column hold; a kind gets the type at the right, or None when empty."""

    TEXT = "text"  # str on one line, NFC, trimmed
    LINES = "lines"  # str with its line breaks
    DIGITS = "digits"  # a number that names: str, or int where the cell holds a quantity
    WHOLE = "whole"  # int
    DONG = "dong"  # int, whole đồng
    DAY = "day"  # date
    YEAR = "year"  # int


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `label` is its words (N_), `names` other heads it is known by."""

    key: str
    label: str
    names: tuple[str, ...] = ()
    holds: Holds = Holds.TEXT
    needed: bool = False
    """Whether a file without this column cannot be taken at all."""
    most: int = 500
    """Characters of a text."""
    help: str = ""
    """What the template says of it (N_)."""
    example: str = ""


Values = Mapping[str, Any]
"""Field key → typed value; None or missing when the cell is empty."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row, or worth saying of it. `field` is a key, "" for the whole row."""

    field: str
    code: str
    facts: dict[str, Any] = has(default_factory=dict)


class Read(NamedTuple):
    """What the rule of a row made of its values: a record, unless there are faults."""

    record: dict[str, Any] | None
    faults: Sequence[Fault] = ()
    notes: Sequence[Fault] = ()


@dataclass(slots=True)
class Row:
    """One row of the file through the dry run and the load."""

    number: int
    """As the spreadsheet program numbers it."""
    cells: list[Any]
    """Every cell as written, in the order of the heads; kept in the report for rows that a person
    has to look at."""
    record: dict[str, Any] | None = None
    faults: list[Fault] = has(default_factory=list)
    notes: list[Fault] = has(default_factory=list)
    standing: Standing = Standing.REFUSED
    target: int | None = None
    """The id of the record that is here already."""
    target_name: str = ""
    changes: dict[str, list[Any]] = has(default_factory=dict)
    """Field → [what is here, what the row says], as values that can be shown."""

    def refuse(self, field: str, code: str, **facts: Any) -> None:
        """The row cannot be taken, and why."""
        self.faults.append(Fault(field, code, facts))
        self.standing = Standing.REFUSED


@dataclass(frozen=True, slots=True)
class Bench:
    """What a kind works with. `unit_id` is the place the file was sent for; rows outside it are
    refused. `who` is whoever sent, confirmed or undoes it."""

    session: Session
    sealer: Sealer
    who: Identity
    now: datetime
    unit_id: int | None
    batch_id: int | None = None

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return day_in_vietnam(self.now)


class Kind(ABC):
    """One kind of list. Subclasses say what they are; see web/imports/__init__.py."""

    code: ClassVar[str]
    title: ClassVar[str]
    about: ClassVar[str]
    act: ClassVar[Act]
    fields: ClassVar[tuple[Field, ...]]
    most_rows: ClassVar[int] = 20_000
    decisions: ClassVar[Mapping[Decision, str]] = {
        Decision.SAME: N_("Là cơ sở đã có: cập nhật theo tệp"),
        Decision.OTHER: N_("Là cơ sở khác: thêm mới"),
        Decision.SKIP: N_("Bỏ qua dòng này"),
    }
    """What a person may say of a row that may be something that is here."""

    @abstractmethod
    def reader(self, bench: Bench, columns: frozenset[str]) -> Callable[[Values], Read]:
        """The rule of one row, ready to be asked for every row of a file with these columns. All
        its records have the same keys."""

    @abstractmethod
    def judge(self, bench: Bench, rows: Sequence[Row]) -> None:
        """Set the standing of these rows, which all have a record, against what is here."""

    def mark(self, bench: Bench) -> list[Any] | None:
        """Something that changes whenever what `judge` looks at does (JSON), so that loading need
        not judge again; None, when there is no such thing: rows are judged anew."""
        return None

    @abstractmethod
    def load(self, bench: Bench, rows: Sequence[Row]) -> Sequence[Made | Created]:
        """Make and change what the rows say: each is NEW, or CHANGED with its target."""

    @abstractmethod
    def undo(self, bench: Bench, items: Sequence[Item]) -> dict[str, str]:
        """Take back what loading did. Answers subject → code for what has to stay."""

    def closed_to(self, session: Session, who: Identity) -> bool:
        """Whether this person may not see what lists of this kind hold, whatever the role."""
        return False

    def shown(self, record: Mapping[str, Any]) -> str:
        """What names a row in lists; never an identity number."""
        return str(record.get("name", ""))

    def detail(self, record: Mapping[str, Any]) -> str:
        """What stands below the name; never an identity number."""
        return ""

    def word(self, key: str, translate: Callable[[str], str]) -> str:
        """The word of a changed value that is no column."""
        return key
