"""Typed text → values. What cannot be understood is a code for its field, never a guess."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import BinaryIO, TypeVar

from core import money
from core.clock import VIETNAM
from core.errors import Invalid

Kind = TypeVar("Kind", bound=StrEnum)
Value = TypeVar("Value")

MOST_TEXT = 20_000


class Typed(Mapping[str, str]):
    """A form as it was sent: NFC text, trimmed; `many` for repeated names, `files` for uploads."""

    def __init__(
        self,
        fields: list[tuple[str, str]],
        files: list[tuple[str, str, BinaryIO]] | None = None,
    ) -> None:
        self._fields: dict[str, list[str]] = {}
        for name, value in fields:
            self._fields.setdefault(name, []).append(clean(value))
        self._files = files or []

    def __getitem__(self, name: str) -> str:
        return self._fields[name][-1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def text(self, name: str) -> str:
        """The value, or "" when it was not sent."""
        return self.get(name, "")

    def many(self, name: str) -> list[str]:
        """Every value sent under this name."""
        return self._fields.get(name, [])

    def ticked(self, name: str) -> bool:
        """Whether a checkbox was ticked."""
        return bool(self.text(name))

    def files(self, name: str) -> list[tuple[str, BinaryIO]]:
        """(file name as sent, open file) of every upload under this name that has a name."""
        return [(sent, file) for field, sent, file in self._files if field == name and sent]


def clean(text: str) -> str:
    """NFC, no control characters but line breaks, trimmed, at most 20 000 characters."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return kept.strip()[:MOST_TEXT]


def whole(text: str) -> int | None:
    """A whole number, dots or spaces between thousands allowed; "" → None.

    Raises ValueError("not_whole") otherwise.
    """
    if not text:
        return None
    if not re.fullmatch(r"\d{1,15}|\d{1,3}([. \u00a0]\d{3}){1,4}", text):
        raise ValueError("not_whole")
    return int(re.sub(r"\D", "", text))


def dong(text: str) -> int | None:
    """Money: "35tr", "2,5 tỷ", "35.000.000", "1 tỷ 200 triệu" → whole đồng; "" → None.

    `core.money.read` says how it is read. Raises ValueError("not_money"), or money.Ambiguous with
    both readings ("2.080 tỷ").
    """
    return money.read(text) if text else None


def day(text: str) -> date | None:
    """ "31/12/2026", "31-12-2026" or "2026-12-31"; "" → None. Raises ValueError("not_a_day")."""
    if not text:
        return None
    if match := re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", text):
        parts = (int(match[3]), int(match[2]), int(match[1]))
    elif match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        parts = (int(match[1]), int(match[2]), int(match[3]))
    else:
        raise ValueError("not_a_day")
    try:
        return date(*parts)
    except ValueError:
        raise ValueError("not_a_day") from None


class Reading:
    """Reads a form field by field, collecting what is wrong; `settle` raises it all at once.

    >>> reading = Reading(form); name = reading.required("name"); reading.settle()
    """

    def __init__(self, form: Typed) -> None:
        self.form = form
        self.faults: dict[str, str | tuple[str, dict[str, object]]] = {}

    def required(self, name: str, most: int = 300) -> str:
        """Text that must be there."""
        text = self.text(name, most)
        if not text and name not in self.faults:
            self.faults[name] = "missing"
        return text

    def text(self, name: str, most: int = 300) -> str:
        """Text that may be empty, at most `most` characters."""
        text = self.form.text(name)
        if len(text) > most:
            self.faults[name] = ("too_long", {"most": most})
        return text

    def choice(self, name: str, options: type[Kind]) -> Kind:
        """One member of an enumeration by its value; the first member stands in for a fault."""
        text = self.form.text(name)
        try:
            return options(text)
        except ValueError:
            self.faults[name] = "unknown_choice" if text else "missing"
            return next(iter(options))

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """A day, dd/mm/yyyy."""
        return self._read(name, day, needed)

    def moment(self, name: str) -> datetime:
        """The day under `name` at the time under `name_time`, in Vietnam; a fault of either is
        noted, and a day long past stands in for it."""
        on = self.day(name) or date(2000, 1, 1)
        text = self.required(f"{name}_time")
        match = re.fullmatch(r"(\d{1,2})[:hg](\d{2})", text)
        hour, minute = (int(match[1]), int(match[2])) if match else (0, 0)
        if text and (match is None or hour > 23 or minute > 59):
            self.faults[f"{name}_time"] = "not_a_time"
            hour = minute = 0
        return datetime.combine(on, time(hour, minute), VIETNAM)

    def whole(self, name: str, *, needed: bool = True) -> int | None:
        """A whole number."""
        return self._read(name, whole, needed)

    def dong(self, name: str, *, needed: bool = True) -> int | None:
        """Money in whole đồng; what can be read in two ways is a fault that tells both."""
        return self._read(name, dong, needed)

    def _read(
        self, name: str, reader: Callable[[str], Value | None], needed: bool
    ) -> Value | None:
        try:
            value = reader(self.form.text(name))
        except money.Ambiguous as fault:
            one, other = fault.readings
            self.faults[name] = (str(fault), {"one_dong": one, "other_dong": other})
            return None
        except ValueError as fault:
            self.faults[name] = str(fault)
            return None
        if value is None and needed:
            self.faults[name] = "missing"
        return value

    def settle(self) -> None:
        """Raises Invalid with every fault found so far; does nothing when there is none."""
        if self.faults:
            raise Invalid(self.faults)
