"""Which product of the register a row of an old list means.

By its code; else by its folded name with its maker's. What only looks alike (the same name, and
no maker in the row) is for a person to say. Nothing is merged silently.
"""

from typing import Any

from contest.history import queries
from core.imports.kinds import Standing
from core.registry.model import Product
from core.rights import Act, Subject
from core.territory.queries import reach
from core.text import fold, typed_code
from web.imports import places
from web.imports.kind import Bench, Row


def settle(bench: Bench, rows: list[Row]) -> list[Row]:
    """Set product, maker and standing of each row; answers those that are not refused.

    In the record: `product_id` (0 when it is to be made), `maybe` (a product that it may be, for
    DECIDE), `maker_id` and `home_id` (for what is to be made).
    """
    records = [row.record for row in rows if row.record is not None]
    known = queries.named_products(
        bench.session,
        codes={typed_code(one["code"]) for one in records if one["code"]},
        names={one["product"] for one in records},
    )
    makers = queries.named_makers(bench.session, {one["maker"] for one in records if one["maker"]})
    by_code = {one.code: one for one in known}
    by_name: dict[str, list[Product]] = {}
    for one in known:
        by_name.setdefault(fold(one.name), []).append(one)
    mine = _Mine(bench)
    for row in rows:
        record = row.record or {}
        record.update(product_id=0, maybe=0, maker_id=None, home_id=None)
        row.standing = Standing.NEW
        if record["code"]:
            found = by_code.get(typed_code(record["code"]))
            if found is None:
                row.refuse("code", "past_product_unknown", typed=record["code"])
            else:
                _take(row, found, mine)
            continue
        alike = [
            one for one in by_name.get(fold(record["product"]), []) if mine(_home(one, record))
        ]
        maker = fold(record["maker"])
        same = [one for one in alike if _maker(one) == maker]
        if len(same) == 1 and maker:
            _take(row, same[0], mine)
        elif len(same) > 1 or (alike and not maker):
            _doubt(row, (same or alike)[0])
        else:
            _new(bench, row, [one for one in makers.get(maker, []) if mine(one.unit_id)], mine)
    return [row for row in rows if not row.faults]


class _Mine:
    """Whether the sender keeps the history of a place, for which the batch was sent."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._known: dict[int, bool] = {}

    def __call__(self, unit_id: int | None) -> bool:
        if unit_id is None:
            return False
        if unit_id not in self._known:
            within, bench = reach(self._bench.session, unit_id), self._bench
            self._known[unit_id] = bench.who.may(Act.HISTORY_KEEP, Subject(reach=within)) and (
                bench.unit_id is None or bench.unit_id in within
            )
        return self._known[unit_id]


def _take(row: Row, product: Product, mine: _Mine) -> None:
    record = row.record or {}
    if not mine(_home(product, record)):
        row.refuse("product", "past_row_elsewhere", place=record["place"])
        return
    record["product_id"] = product.id


def _doubt(row: Row, product: Product) -> None:
    """Same name, and nothing tells whether it is that one."""
    (row.record or {})["maybe"] = product.id
    maker = product.establishment.name if product.establishment else ""
    row.standing = Standing.DECIDE
    row.target = product.id
    row.target_name = f"{product.name}{f' · {maker}' if maker else ''}"
    row.changes = {"maker": [maker, (row.record or {})["maker"]]}


def _new(bench: Bench, row: Row, makers: list[Any], mine: _Mine) -> None:
    """A product that is not here: under a maker that is, or under one to be made."""
    record = row.record or {}
    if len(makers) > 1:
        row.refuse("maker", "past_maker_ambiguous", maker=record["maker"])
        return
    if makers:
        record["maker_id"] = makers[0].id
        return
    record["home_id"] = _home_of(bench, record)
    if not mine(record["home_id"]):
        code = "past_row_elsewhere" if record["home_id"] else "past_home_missing"
        row.refuse("home", code, place=record["home"] or record["place"])


def _home_of(bench: Bench, record: dict[str, Any]) -> int | None:
    """Where the maker is: as the row says it today, else the place of a round held by a place."""
    if record["home"]:
        found = places.matcher(bench.session).match(record["home"], bench.today, bench.unit_id)
        if found.place is not None:
            return found.place.id
        return None
    held = record["level"] in ("commune", "district", "province")
    return record["unit_id"] if held else None


def _home(product: Product, record: dict[str, Any]) -> int | None:
    maker = product.establishment
    unit_id: int | None = maker.unit_id if maker is not None else record["unit_id"]
    return unit_id


def _maker(product: Product) -> str:
    return fold(product.establishment.name) if product.establishment is not None else ""
