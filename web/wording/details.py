"""The details of the record in words: what changed with both values, and what an entry adds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.rights import Role
from web.wording.detail_words import FIELDS, VALUES
from web.wording.notices import ROLES, fact

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Detail:
    """One line of what an entry says: a field, what it was before (None: not said), what it is."""

    field: str
    before: str | None
    after: str


def details(action: str, said: dict[str, Any], translate: Translate) -> list[Detail]:
    """The lines of an entry's details: what changed with both values, then what it adds.

    A change is kept as `before` and `after`, or as a pair `[from, to]`. Of a score sheet only the
    criteria are told, whatever the row may hold: the record is read before the lock.
    """
    if action.startswith("score."):
        said = {name: said[name] for name in ("changed",) if name in said}
    rows: list[Detail] = []
    before, after = said.get("before"), said.get("after")
    if isinstance(before, dict):
        new = after if isinstance(after, dict) else {}
        for name in [*before, *(key for key in new if key not in before)]:
            rows.append(
                Detail(
                    _field(name, translate),
                    _value(name, before.get(name), translate),
                    _value(name, new.get(name), translate),
                )
            )
    for name, value in said.items():
        if name in ("before", "after") and isinstance(value, dict):
            continue
        if name in PAIRS and isinstance(value, list) and len(value) == 2:
            first, last = (_value(name, one, translate) for one in value)
            rows.append(Detail(_field(name, translate), first, last))
        elif value not in (None, "", [], {}):
            rows.append(Detail(_field(name, translate), None, _value(name, value, translate)))
    return rows


PAIRS = frozenset(
    {"stage", "status", "state", "until", "dong", "entries_open_at", "entries_close_at"}
    | {"judging_from", "judging_until", "title", "intro", "organiser", "authority", "plan_number"}
)
"""Details kept as a pair: what it was, what it became."""


def _field(name: str, translate: Translate) -> str:
    line, _, part = name.partition(".")
    if part in FIELDS and line.isdecimal():
        return f"{line}. {translate(FIELDS[part])}"
    return translate(FIELDS[name]) if name in FIELDS else name.replace("_", " ")


def _value(name: str, value: object, translate: Translate) -> str:
    if name == "role" and str(value) in set(Role):
        return translate(ROLES[str(value)])
    if isinstance(value, list):
        return ", ".join(_value(name, one, translate) for one in value)
    if isinstance(value, dict):
        return "; ".join(
            f"{_field(key, translate)}: {_value(key, one, translate)}"
            for key, one in value.items()
        )
    if name in ("dong", "asked") and isinstance(value, int):
        return fact("x_dong", value, translate)
    text = str(value)
    if text in VALUES:
        return translate(VALUES[text])
    if isinstance(value, str) and len(text) >= 10 and text[4:5] == "-" and text[7:8] == "-":
        try:
            return fact("x_at" if len(text) > 10 else "x_on", text, translate)
        except ValueError:
            return text
    return text
