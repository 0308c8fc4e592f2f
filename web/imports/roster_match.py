"""Whether a row of a roster is an establishment that is here, may be one, or is new.

By number, also a former one; else by folded name in the same commune, when not both have numbers.
What only looks alike (another number, a place that shares an office, the same phone in the
commune) is for a person to say.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from core.imports.kinds import Standing
from core.registry import known, rosters
from core.registry.kinds import EstablishmentKind
from core.registry.known import Known
from core.registry.rules import mask
from core.territory import queries as territory
from core.text import fold, same_name
from web.imports.kind import Bench, Fault, Row


def refuse_elsewhere(bench: Bench, rows: Sequence[Row]) -> None:
    """Rows of places that the batch was not sent for, or that its sender holds nothing in."""
    if bench.unit_id is None:
        return
    allowed = {
        unit_id: bench.unit_id in reach
        for unit_id, reach in known.reaches(
            bench.session, {row.record["unit_id"] for row in rows if row.record}
        ).items()
    }
    for row in rows:
        if row.record and not allowed[row.record["unit_id"]]:
            row.refuse("commune", "row_elsewhere", place=row.record["unit"])


def gather(bench: Bench, rows: Sequence[Row]) -> list[Row]:
    """One row an establishment: later rows of the same one add their products to the first.

    A later row that says something else of the same establishment is refused; one that says
    nothing new changes nothing.
    """
    firsts: dict[object, Row] = {}
    alone: list[Row] = []
    for row in rows:
        record = row.record or {}
        named = (fold(record["name"]), record["unit_id"])
        numbered = record["number"] or None
        first = firsts.get(numbered) if numbered else None
        by_name = firsts.get(named)
        if first is None and by_name is not None:
            other = (by_name.record or {})["number"]
            if numbered and other and other != numbered:
                row.refuse("number", "row_same_name", row=by_name.number)
                continue
            first = by_name
        if first is None:
            alone.append(row)
            firsts[named] = row
            if numbered:
                firsts[numbered] = row
            continue
        _add_to(first, row)
    return alone


def _add_to(first: Row, row: Row) -> None:
    held, said = first.record or {}, row.record or {}
    for key in ("name", "kind", "unit_id", *rosters.UPDATED[1:]):
        if said[key] in ("", None) or key == "kind":
            continue
        if held[key] in ("", None):
            held[key] = said[key]
        elif said[key] != held[key] and not (key == "name" and same_name(said[key], held[key])):
            row.refuse("commune" if key == "unit_id" else key, "row_differs", row=first.number)
            return
    if said["number"] and not held["number"]:
        held["number"], held["personal"] = said["number"], said["personal"]
    have = {fold(one["name"]) for one in held["products"]}
    more = [one for one in said["products"] if fold(one["name"]) not in have]
    held["products"] = [*held["products"], *more]
    row.standing = Standing.UNCHANGED
    code = "row_adds_products" if more else "row_repeats"
    row.notes.append(Fault("", code, {"row": first.number}))
    row.record = None


def against_register(bench: Bench, rows: Sequence[Row]) -> None:
    sealer = bench.sealer
    records = [row.record for row in rows if row.record is not None]
    prints = {one["number"]: sealer.fingerprint(one["number"]) for one in records if one["number"]}
    numbered = known.by_number(bench.session, prints.values())
    folds = [fold(one["name"]) for one in records]
    named = known.by_name(bench.session, folds)
    numbers = [_digits(one["phone"]) for one in records]
    phones = known.by_phone(bench.session, {one for one in numbers if one})
    likely = [one for some in named.values() for one in some]
    reaches = known.reaches(
        bench.session,
        {one.unit_id for one in likely if one.unit_id is not None}
        | {one["unit_id"] for one, name in zip(records, folds, strict=True) if name in named},
    )
    found: list[tuple[Row, Known]] = []
    for row, record, name, digits in zip(rows, records, folds, numbers, strict=True):
        same = numbered.get(prints.get(record["number"], ""))
        if same is not None:
            found.append((row, same))
            continue
        row.standing = Standing.NEW
        doubt = ""
        for one in named.get(name, ()):
            if one.unit_id == record["unit_id"]:
                if not (record["number"] and one.number_fingerprint):
                    found.append((row, one))
                    break
                doubt = doubt or "maybe_other_number"
            elif _near(reaches, one.unit_id, record["unit_id"]):
                doubt = doubt or "maybe_other_place"
            else:
                continue
            row.target, row.target_name = one.id, one.name
        else:
            for one in phones.get(digits, ()) if not doubt and digits else ():
                if one.unit_id == record["unit_id"]:
                    doubt = "maybe_same_phone"
                    row.target, row.target_name = one.id, one.name
            if doubt:
                row.standing = Standing.DECIDE
                row.notes.append(Fault("", doubt, {"name": row.target_name}))
    _compare(bench, found)
    doubtful = [row for row in rows if row.standing is Standing.DECIDE]
    targets = {one.id: one for some in (*named.values(), *phones.values()) for one in some}
    pairs = [(row, targets[row.target]) for row in doubtful if row.target in targets]
    _compare(bench, pairs, decide=True)
    for row in rows:
        if row.record and row.record["masked"] and row.standing in (Standing.NEW, Standing.DECIDE):
            row.refuse("number", "number_masked")


def _compare(bench: Bench, pairs: Sequence[tuple[Row, Known]], *, decide: bool = False) -> None:
    """What the rows say beyond, or otherwise than, what is here."""
    if not pairs:
        return
    products = known.product_names(bench.session, {one.id for _, one in pairs})
    units = {one.unit_id for _, one in pairs if one.unit_id is not None}
    lines = {id_: place.line for id_, place in territory.places(bench.session, units).items()}
    taken: dict[int, int] = {}
    for row, one in pairs:
        record = row.record or {}
        row.target, row.target_name = one.id, one.name
        if not decide and one.id in taken:
            row.refuse("", "row_same_target", row=taken[one.id], name=one.name)
            continue
        taken[one.id] = row.number
        for key in rosters.UPDATED:
            said, held = record[key], getattr(one, key)
            if said in ("", None) or said == held:
                continue
            if key == "unit_id":
                row.changes[key] = [lines.get(held, ""), record["unit"]]
            else:
                row.changes[key] = [held, said]
        if record["number"] and not one.number_fingerprint:
            row.changes["number"] = ["", _shown_number(record)]
        have = products.get(one.id, set())
        if more := [p["name"] for p in record["products"] if fold(p["name"]) not in have]:
            row.changes["products_new"] = [[], more]
        if not same_name(record["name"], one.name):
            row.notes.append(Fault("name", "name_differs", {"name": one.name}))
        if one.kind not in (EstablishmentKind.NOT_STATED, EstablishmentKind(record["kind"])):
            row.notes.append(Fault("kind", "kind_differs", {}))
        if not decide:
            row.standing = Standing.CHANGED if row.changes else Standing.UNCHANGED


def _near(reaches: Mapping[int, frozenset[int]], one: int | None, other: int) -> bool:
    """Whether two places share an office below the province: a commune, an old district."""
    if one is None:
        return True
    shared = reaches.get(one, frozenset()) & reaches.get(other, frozenset())
    return bool({one, other} & shared)


def _digits(phone: str) -> str:
    if len(phone) >= 20:  # several numbers, or words
        return ""
    return phone if phone.isdecimal() else re.sub(r"\D", "", phone)


def _shown_number(record: Mapping[str, Any]) -> str:
    return mask(record["number"]) if record["personal"] else record["number"]
