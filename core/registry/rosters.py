"""One row of a roster of establishments: values in, a record or faults by field out. Pure.

A roster is what an office keeps in a spreadsheet: one row an establishment, or several rows for
one with several products. The same checks as the form's (rules.py): a number's check digit, a
legal person's number, a commune that stands.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from core.registry import rules
from core.registry.kinds import EstablishmentKind, Origin, ProductGroup
from core.registry.rules import EstablishmentFacts
from core.territory.matching import Match, Outcome
from core.territory.rules import UnitKind
from core.text import fold

KINDS: dict[EstablishmentKind, tuple[str, ...]] = {
    EstablishmentKind.ENTERPRISE: (
        "doanh nghiep",
        "cong ty",
        "cty",
        "tnhh",
        "dntn",
        "dn",
        "ctcp",
        "xi nghiep",
        "enterprise",
    ),
    EstablishmentKind.COOPERATIVE: ("hop tac xa", "htx", "lien hiep hop tac xa", "cooperative"),
    EstablishmentKind.COOPERATIVE_GROUP: ("to hop tac", "tht", "to san xuat", "cooperative group"),
    EstablishmentKind.HOUSEHOLD_BUSINESS: (
        "ho kinh doanh",
        "hkd",
        "ho san xuat",
        "ho gia dinh",
        "ho ca the",
        "ho",
        "co so",
        "cs",
        "household",
    ),
}
"""Words that a kind, or a name, begins with (folded). NĐ 45/2012 Đ1.2a."""

GROUPS: dict[ProductGroup, tuple[str, ...]] = {
    ProductGroup.HANDICRAFT: ("thu cong", "my nghe", "tcmn", "handicraft"),
    ProductGroup.PROCESSED_FOOD: (
        "che bien",
        "nong lam",
        "nong san",
        "thuc pham",
        "do uong",
        "thuy san",
        "food",
    ),
    ProductGroup.MACHINERY: ("thiet bi", "may moc", "co khi", "dung cu", "phu tung", "machin"),
    ProductGroup.OTHER: ("khac", "san pham khac", "other"),
}
"""Words that stand in the name of a group (folded). TT 26/2014 Đ5."""

UPDATED = ("unit_id", "address", "representative", "phone", "email", "website", "workers")
"""What a roster may change of an establishment that is here. A new name or form has a date and a
paper, and is written on the establishment's own page."""

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]{2,}")
_HEADING = re.compile(
    r"(?:[ivx]+|[a-z]|\d+)?[.)\s]*(tinh|huyen|xa|phuong|quan|thi xa|thanh pho)\b"
)

_LACKS_ZERO = re.compile(r"[235789]\d{8}")
_APART = re.compile(r"\s*[;\n]\s*")
"""Between products that stand in one cell."""

FindPlace = Callable[[str], Match]
"""A line of address → what it names, today, first within the place the roster is for."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one value of a row, or worth saying of it."""

    field: str
    code: str
    facts: dict[str, Any]


class RosterRow(NamedTuple):
    """What a row came to. `record` is plain JSON; None when there are faults."""

    record: dict[str, Any] | None
    faults: list[RowFault]
    notes: list[RowFault]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row is taken to lie when it says nothing of a place."""

    unit_id: int
    line: str


def read_row(
    values: Mapping[str, Any],
    find_place: FindPlace,
    default: Place | None,
    has_groups: bool,
) -> RosterRow:
    """The record of one row, or what is wrong with it.

    `default` is the place of rows that state none; `has_groups` whether the file has a column of
    product groups (without one, products are told of and not made).
    """
    faults: list[RowFault] = []
    notes: list[RowFault] = []
    name = values.get("name") or ""
    if not name:
        faults.append(RowFault("name", "missing", {}))
    elif _HEADING.match(fold(name)) and {k for k, v in values.items() if v} == {"name"}:
        return RosterRow(None, [RowFault("name", "row_is_heading", {})], [])
    number, kind = _number(values, faults, notes), _kind(values, name, faults, notes)
    unit_id, unit_line, address = _place(values, find_place, default, faults, notes)
    email = values.get("email") or ""
    if email and not _EMAIL.fullmatch(email):
        faults.append(RowFault("email", "email_not_valid", {}))
    workers = values.get("workers")
    if workers is not None and not 0 <= workers <= 100_000:
        faults.append(RowFault("workers", "not_whole", {}))
    products = _products(values, has_groups, faults, notes)
    if number is None and not any(fault.field == "number" for fault in faults):
        facts = EstablishmentFacts(name, kind, "", unit_id)
        if rules.lacks_number(facts, Origin.REGISTERED):
            faults.append(RowFault("number", "number_missing", {}))
    if faults:
        return RosterRow(None, faults, notes)
    record = {
        "name": name,
        "kind": kind.value,
        "number": number.plain if number else "",
        "personal": bool(number and number.personal),
        "masked": "•" in str(values.get("number") or ""),
        "unit_id": unit_id,
        "unit": unit_line,
        "address": address,
        "representative": values.get("representative") or "",
        "phone": _phone(values.get("phone") or ""),
        "email": email,
        "website": values.get("website") or "",
        "workers": workers,
        "products": products,
    }
    return RosterRow(record, faults, notes)


@lru_cache(maxsize=10_000)
def kind_of(text: str, *, shortest: int = 2) -> EstablishmentKind | None:
    """The kind that a cell says; None when it says none. Of the beginning of a name only words of
    three letters are taken: "Hồ tiêu" is no household (hộ)."""
    folded = fold(text)
    for kind, words in KINDS.items():
        for word in words:
            if len(word) >= shortest and (folded == word or folded.startswith(f"{word} ")):
                return kind
    return None


@lru_cache(maxsize=10_000)
def group_of(text: str) -> ProductGroup | None:
    """The product group that a cell names by its words or its number in the law, or None."""
    folded = fold(text).removeprefix("nhom").strip()
    numbered = {"1": 0, "2": 1, "3": 2, "4": 3, "i": 0, "ii": 1, "iii": 2, "iv": 3}
    if folded in numbered:
        return list(ProductGroup)[numbered[folded]]
    for group, words in GROUPS.items():
        if any(word in folded for word in words):
            return group
    return None


def _number(
    values: Mapping[str, Any], faults: list[RowFault], notes: list[RowFault]
) -> rules.Number | None:
    """The number; one that a spreadsheet took for a quantity gets its leading zeros back."""
    given = values.get("number")
    typed = str(given or "").lstrip("'")
    if not typed or "•" in typed:  # covered on its way out: whoever is found by name keeps it
        return None
    if isinstance(given, int) and len(typed) in (9, 11):
        typed = f"0{typed}"
        notes.append(RowFault("number", "number_zeros_restored", {}))
    try:
        return rules.read_number(typed)
    except ValueError as fault:
        faults.append(RowFault("number", str(fault), {}))
        return None


def _kind(
    values: Mapping[str, Any], name: str, faults: list[RowFault], notes: list[RowFault]
) -> EstablishmentKind:
    typed = values.get("kind") or ""
    found = kind_of(typed) if typed else kind_of(name, shortest=3)
    if found is not None:
        if not typed:
            notes.append(RowFault("kind", "kind_from_name", {}))
        return found
    faults.append(RowFault("kind", "kind_unknown" if typed else "kind_missing", {"typed": typed}))
    return EstablishmentKind.NOT_STATED


def _place(
    values: Mapping[str, Any],
    find_place: FindPlace,
    default: Place | None,
    faults: list[RowFault],
    notes: list[RowFault],
) -> tuple[int | None, str, str]:
    """Unit, its line, and the address before it."""
    address = values.get("address") or ""
    parts = [values.get(key) or "" for key in ("commune", "district", "province")]
    line, field = ", ".join(filter(None, parts)), "commune"
    if not line:
        line, field = values.get("place") or "", "place"
    if not line and address and default is None:
        line, field = address, "address"
    if not line:
        if default is not None:
            return default.unit_id, default.line, address
        faults.append(RowFault("commune", "place_missing_in_row", {}))
        return None, "", address
    match = find_place(line)
    if match.place is None:
        told = ", ".join(place.line for place in match.candidates[:5])
        code = (match.fault or "place_unknown") + ("_candidates" if told else "_named")
        faults.append(RowFault(field, code, {"typed": line, "candidates": told}))
        return None, "", address
    if match.place.kind is not UnitKind.COMMUNE:
        faults.append(RowFault(field, "place_too_wide", {}))
        return None, "", address
    if match.outcome is Outcome.GONE and match.named is not None:
        facts = {"typed": match.named.line, "now": match.place.line}
        notes.append(RowFault(field, "place_gone_now", facts))
    if field == "address" or (match.rest and not address):
        address = match.rest
    return match.place.id, match.place.line, address


def _products(
    values: Mapping[str, Any], has_groups: bool, faults: list[RowFault], notes: list[RowFault]
) -> list[dict[str, Any]]:
    typed = values.get("product") or ""
    if ";" in typed or "\n" in typed:
        apart = dict.fromkeys(name.strip(" -•+") for name in _APART.split(typed))
        names = [name for name in apart if name]
    else:
        names = [name] if (name := typed.strip(" -•+")) else []
    if not names:
        return []
    if not has_groups:
        facts = {"products": ", ".join(names)}
        notes.append(RowFault("product", "products_without_groups", facts))
        return []
    typed = values.get("group") or ""
    group = group_of(typed)
    if group is None:
        code = "group_unknown" if typed else "missing"
        faults.append(RowFault("group", code, {"typed": typed} if typed else {}))
        return []
    price = values.get("price")
    return [
        {"name": name, "group": group.value, "price_dong": price if len(names) == 1 else None}
        for name in names
    ]


def _phone(typed: str) -> str:
    """A number that a spreadsheet took for a quantity gets its leading zero back."""
    return f"0{typed}" if _LACKS_ZERO.fullmatch(typed) else typed
