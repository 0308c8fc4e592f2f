"""The roster of establishments, with their products where it has such columns."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import web.tables  # every table there is: what points to a record is asked of all of them
from core.imports.kinds import Deed, Standing
from core.registry import bulk, known, rosters
from core.registry.bulk import NewEstablishment, NewProduct
from core.registry.kinds import EstablishmentKind, ProductGroup
from core.registry.model import Establishment, Product
from core.registry.rules import Number
from core.rights import Act
from core.territory import queries as territory
from core.territory.matching import Match, Outcome
from core.territory.rules import UnitKind
from web.imports import places, roster_match
from web.imports.kind import Bench, Created, Fault, Item, Kind, Made, Read, Row, Values
from web.imports.roster_columns import COLUMNS
from web.shown import N_

__all__ = ["Roster", "web"]


class Roster(Kind):
    """Establishments, matched by number, else by name and place; never merged silently."""

    code = "roster"
    title = N_("Danh sách cơ sở")
    about = N_(
        "Mỗi dòng một cơ sở; cơ sở có nhiều sản phẩm thì viết thành nhiều dòng, hoặc ghi các sản "
        "phẩm trong một ô, cách nhau bằng dấu chấm phẩy."
    )
    act = Act.LIST_IMPORT
    fields = COLUMNS

    def reader(self, bench: Bench, columns: frozenset[str]) -> Callable[[Values], Read]:
        """The rule of one row: places are looked for within the place of the batch first."""
        index, today = places.matcher(bench.session), bench.today
        unit = territory.find_unit(bench.session, bench.unit_id) if bench.unit_id else None
        within = unit.id if unit and unit.kind is not UnitKind.NATION else None
        default = (
            rosters.Place(unit.id, unit.line) if unit and unit.kind is UnitKind.COMMUNE else None
        )

        def find(line: str) -> Match:
            found = index.match(line, today, within)
            if found.outcome is Outcome.UNKNOWN and within is not None:
                return index.match(line, today)
            return found

        has_groups = "group" in columns

        def rule(values: Values) -> Read:
            told = rosters.read_row(values, find, default, has_groups)
            return Read(told.record, _told(told.faults), _told(told.notes))

        return rule

    def judge(self, bench: Bench, rows: Sequence[Row]) -> None:
        """By number, by name and place, by phone and place; within the file first."""
        roster_match.refuse_elsewhere(bench, rows)
        alone = roster_match.gather(bench, [row for row in rows if not row.faults])
        roster_match.against_register(bench, alone)

    def detail(self, record: Mapping[str, Any]) -> str:
        """Its place, and its products."""
        products = "; ".join(one["name"] for one in record["products"])
        return " · ".join(part for part in (record["unit"], products) if part)

    def word(self, key: str, translate: Callable[[str], str]) -> str:
        """Changed values that are no single column."""
        words = {"unit_id": N_("Địa bàn"), "products_new": N_("Sản phẩm thêm")}
        return translate(words[key])

    def mark(self, bench: Bench) -> list[Any]:
        """The state of the register."""
        return known.mark(bench.session)

    def load(self, bench: Bench, rows: Sequence[Row]) -> list[Made | Created]:
        """New establishments and products, and what the rows change of those that are here."""
        made: list[Made | Created] = []
        noted = {"import": bench.batch_id} if bench.batch_id else {}
        new = [row for row in rows if row.standing is Standing.NEW and row.target is None]
        ids = bulk.create(
            bench.session, bench.who, bench.sealer, [_new(row) for row in new], bench.now, **noted
        )
        made.append(Created("establishment", [row.number for row in new], ids, 1))
        changed = [row for row in rows if row.standing is Standing.CHANGED]
        wanted = {row.target: _columns(bench, row) for row in changed if row.target is not None}
        done = bulk.update(
            bench.session,
            bench.who,
            {id_: columns for id_, columns in wanted.items() if columns},
            bench.now,
            **noted,
        )
        for row in changed:
            if row.target in done:
                version, before = done[row.target]
                subject = f"establishment:{row.target}"
                made.append(Made(row.number, subject, Deed.CHANGED, version, before))
        at: list[int] = []
        products: list[NewProduct] = []
        for row, id_ in zip(new, ids, strict=True):
            record = row.record or {}
            for one in record["products"]:
                at.append(row.number)
                products.append(_product(one, id_, record["name"], with_maker=True))
        for row in changed:
            more = row.changes.get("products_new", [[], []])[1]
            for one in (row.record or {})["products"]:
                if one["name"] in more and row.target is not None:
                    at.append(row.number)
                    products.append(_product(one, row.target, row.target_name, with_maker=False))
        made_products = bulk.create_products(
            bench.session, bench.who, products, bench.now, **noted
        )
        made.append(Created("product", at, made_products, 1))
        return [one for one in made if isinstance(one, Made) or one.ids]

    def undo(self, bench: Bench, items: Sequence[Item]) -> dict[str, str]:
        """Products first, then establishments that nothing points to, then what was changed."""
        kept: dict[str, str] = {}
        for of, table in (("product", Product), ("establishment", Establishment)):
            created = [one for one in items if one.of == of and one.deed == Deed.CREATED]
            kept |= _take_back(bench, table, created)
        changed = [one for one in items if one.deed == Deed.CHANGED]
        versions = bulk.versions(bench.session, Establishment, [one.record_id for one in changed])
        back: dict[int, dict[str, Any]] = {}
        for one in changed:
            if versions.get(one.record_id) == one.version:
                back[one.record_id] = one.before
            else:
                kept[one.subject] = "changed_since"
        noted = {"import": bench.batch_id, "undone": True}
        bulk.update(bench.session, bench.who, back, bench.now, **noted)
        return kept


def _take_back(
    bench: Bench, table: type[Establishment | Product], created: Sequence[Item]
) -> dict[str, str]:
    """Remove those that stand as they were made and that nothing points to."""
    kept: dict[str, str] = {}
    versions = bulk.versions(bench.session, table, [one.record_id for one in created])
    for one in created:
        version = versions.get(one.record_id)
        if version is None:
            kept[one.subject] = "gone_since"
        elif version != one.version:
            kept[one.subject] = "changed_since"
    here = {one.record_id: one.subject for one in created if one.subject not in kept}
    used = bulk.used(bench.session, table, list(here))
    kept |= {here[id_]: "used_since" for id_ in used}
    gone = [id_ for id_ in here if id_ not in used]
    bulk.delete(bench.session, bench.who, table, gone, bench.now, **{"import": bench.batch_id})
    return kept


def _number(record: Mapping[str, Any]) -> Number | None:
    return Number(record["number"], record["personal"]) if record["number"] else None


def _told(said: Sequence[rosters.RowFault]) -> Sequence[Fault]:
    return [Fault(one.field, one.code, one.facts) for one in said] if said else ()


_KINDS = {kind.value: kind for kind in EstablishmentKind}
_GROUPS = {group.value: group for group in ProductGroup}


def _new(row: Row) -> NewEstablishment:
    record = row.record or {}
    return NewEstablishment(
        record["name"],
        _KINDS[record["kind"]],
        _number(record),
        record["unit_id"],
        record["address"],
        record["representative"],
        record["phone"],
        record["email"],
        record["website"],
        record["workers"],
        tuple([one["name"] for one in record["products"]]),
    )


def _product(
    one: Mapping[str, Any], establishment_id: int, maker: str, *, with_maker: bool
) -> NewProduct:
    """A product of a row, of the establishment that is here now."""
    group = _GROUPS[one["group"]]
    return NewProduct(establishment_id, maker, one["name"], group, one["price_dong"], with_maker)


def _columns(bench: Bench, row: Row) -> dict[str, Any]:
    """The columns that a row changes, with their new values."""
    record = row.record or {}
    columns = {key: record[key] for key in rosters.UPDATED if key in row.changes}
    if "number" in row.changes and (number := _number(record)):
        columns |= bulk.number_columns(bench.sealer, number)
    return columns
