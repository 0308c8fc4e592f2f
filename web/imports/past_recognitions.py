"""A list of old recognitions: names, each with the paper that recognised it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import web.tables  # every table there is: what points to a record is asked of all of them
from contest.history import lists, queries, service, ways
from core.imports.kinds import Decision, Deed, Standing
from core.registry import bulk
from core.registry import service as registry
from core.registry.kinds import EstablishmentKind, Origin, ProductGroup
from core.registry.model import Establishment, Product
from core.registry.rules import EstablishmentFacts, ProductFacts
from core.rights import Act
from core.text import fold
from web.imports import past_names, past_places
from web.imports.kind import Bench, Fault, Field, Holds, Item, Kind, Made, Read, Row, Values
from web.imports.past_rounds import PAPER_FIELDS, ROUND_FIELDS, THE_FILE, differing
from web.plates import plate_for
from web.shown import N_

__all__ = ["PastRecognitions", "web"]

_GROUPS = {
    ProductGroup.HANDICRAFT: ("thu cong", "my nghe", "tcmn"),
    ProductGroup.PROCESSED_FOOD: ("che bien", "nong", "lam", "thuy san", "thuc pham", "do uong"),
    ProductGroup.MACHINERY: ("thiet bi", "may moc", "co khi"),
    ProductGroup.OTHER: ("khac",),
}


class PastRecognitions(Kind):
    """Products that were recognised before. One that is not in the register yet is made there,
    with its maker, from what the list says and no more."""

    code = "past-recognitions"
    title = N_("Sản phẩm được công nhận trước đây")
    about = N_(
        "Mỗi dòng một sản phẩm được công nhận, theo quyết định hoặc danh sách đang lưu. Ghi thêm "
        "lần cũ không thay lần công nhận đang còn giá trị."
    )
    act = Act.HISTORY_KEEP
    most_rows = 5_000
    decisions: ClassVar[Mapping[Decision, str]] = {
        Decision.SAME: N_("Là sản phẩm đã có: ghi lần công nhận cho nó"),
        Decision.OTHER: N_("Là sản phẩm khác: thêm mới"),
        Decision.SKIP: N_("Bỏ qua dòng này"),
    }
    fields = (
        Field(
            "product",
            N_("Sản phẩm"),
            ("Tên sản phẩm", "Tên sản phẩm, bộ sản phẩm", "Sản phẩm, bộ sản phẩm"),
            needed=True,
            most=300,
            example="Chiếu hoa Thanh Bình",
        ),
        Field(
            "maker",
            N_("Cơ sở"),
            ("Tên cơ sở", "Đơn vị", "Tên đơn vị", "Doanh nghiệp", "Cơ sở sản xuất", "Chủ thể"),
            most=300,
            example="Hợp tác xã Chiếu Thanh Bình",
        ),
        Field(
            "home",
            N_("Địa chỉ cơ sở"),
            ("Địa chỉ", "Nơi sản xuất", "Địa bàn cơ sở"),
            help=N_("Xã, huyện, tỉnh; chỉ dùng khi cơ sở chưa có trong danh bạ."),
        ),
        Field("code", N_("Mã sản phẩm"), ("Mã",), most=20, help=N_("Mã trên nền tảng, nếu biết.")),
        Field("group", N_("Nhóm"), ("Nhóm sản phẩm",), most=100),
        *ROUND_FIELDS,
        *PAPER_FIELDS,
        Field(
            "certificate_number",
            N_("Số giấy chứng nhận"),
            ("Số giấy", "Số GCN", "Giấy chứng nhận"),
            most=100,
        ),
        Field("issued_on", N_("Ngày cấp"), ("Ngày cấp giấy", "Ngày cấp GCN"), Holds.DAY),
        Field("printed_until", N_("Giá trị đến"), ("Hết hạn", "Thời hạn", "Hạn"), Holds.DAY),
        Field("prize", N_("Giải"), ("Đạt giải", "Xếp loại"), most=100),
        Field("source", N_("Nguồn"), ("Theo",)),
        Field("note", N_("Ghi chú"), (), most=2000),
    )

    def reader(self, bench: Bench, columns: frozenset[str]) -> Callable[[Values], Read]:
        """The rule of one row. A row that names no paper rests on the file itself."""
        find, today = past_places.finder(bench), bench.today

        def rule(values: Values) -> Read:
            paper = values.get("source") or values.get("decision_number")
            told = lists.read_recognition(
                {**values, "source": values.get("source") or ("" if paper else THE_FILE)},
                find,
                today,
            )
            if told.record is not None:
                told.record["sourced"] = bool(values.get("source"))
                told.record["group"] = _group(told.record["group"])
            return Read(told.record, [Fault(*fault) for fault in told.faults])

        return rule

    def judge(self, bench: Bench, rows: Sequence[Row]) -> None:
        """First which product a row means, then whether that recognition is kept already."""
        found = past_names.settle(bench, list(rows))
        seen: dict[tuple[object, ...], Row] = {}
        for row in found:
            record = row.record or {}
            named = record["product_id"] or (fold(record["product"]), fold(record["maker"]))
            key = (named, record["level"], record["unit_id"], record["year"], record["round"])
            if key in seen:
                row.refuse("", "past_row_repeats", row=seen[key].number)
                continue
            seen[key] = row
        known = {(row.record or {})["product_id"] for row in found} - {0}
        kept = queries.kept_recognitions(bench.session, known)
        for row in seen.values():
            facts = lists.recognition_facts(row.record or {})
            there = kept.get(
                (facts.product_id, facts.level, facts.unit_id, facts.year, facts.round)
            )
            if there is None or row.standing is Standing.DECIDE:
                continue
            row.target, row.target_name = there.id, there.product_as_printed
            row.changes = differing(service.told_recognition(there), _said(row))
            row.standing = Standing.CHANGED if row.changes else Standing.UNCHANGED

    def load(self, bench: Bench, rows: Sequence[Row]) -> list[Made]:
        """Makers and products that are not here, then each recognition through its service."""
        made: list[Made] = []
        new: dict[tuple[str, str], int] = {}
        makers: dict[str, int] = {}
        for row in rows:
            record = row.record or {}
            if row.standing is Standing.CHANGED and not record["maybe"]:
                made.append(_change(bench, row))
                continue
            if row.standing is Standing.CHANGED:  # a person said that it is that product
                record["product_id"] = record["maybe"]
            if not record["product_id"]:
                key = (fold(record["product"]), fold(record["maker"]))
                if key not in new:
                    new[key], more = _make(bench, row, makers)
                    made += more
                record["product_id"] = new[key]
            facts = lists.recognition_facts(record)
            there = service.find_same_recognition(bench.session, facts)
            if there is None:
                there = service.add_recognition(bench.session, bench.who, facts, bench.now)
                subject = f"past_recognition:{there.id}"
                made.append(Made(row.number, subject, Deed.CREATED, there.version))
        return made

    def undo(self, bench: Bench, items: Sequence[Item]) -> dict[str, str]:
        """Recognitions first, then products and makers that nothing points to any more."""
        kept: dict[str, str] = {}
        for item in (one for one in items if one.of == "past_recognition"):
            there = queries.find_recognition(bench.session, item.record_id)
            if there is None or there.version != item.version:
                kept[item.subject] = "gone_since" if there is None else "changed_since"
            elif ways.rests_on(bench.session, there.id):
                kept[item.subject] = "used_since"
            elif item.deed == Deed.CREATED:
                service.remove_recognition(
                    bench.session, bench.who, there.id, f"import:{bench.batch_id}", bench.now
                )
            else:
                facts = lists.recognition_facts(item.before)
                service.update_recognition(bench.session, bench.who, there.id, facts, bench.now)
        for of, table in (("product", Product), ("establishment", Establishment)):
            kept |= _take_back(bench, table, [one for one in items if one.of == of])
        return kept

    def shown(self, record: Mapping[str, Any]) -> str:
        maker = record.get("maker", "")
        return f"{record.get('product', '')}{f' · {maker}' if maker else ''}"


def _said(row: Row) -> dict[str, Any]:
    """What a row really says: an open cell takes nothing away from what is kept."""
    record = row.record or {}
    known = lists.recognition_record(lists.recognition_facts(record))
    if not record["sourced"]:
        known.pop("source")
    return {name: value for name, value in known.items() if value not in (None, "")}


def _change(bench: Bench, row: Row) -> Made:
    there = queries.get_recognition(bench.session, row.target or 0)
    before = service.told_recognition(there)
    merged = lists.recognition_facts({**before, **_said(row)})
    service.update_recognition(bench.session, bench.who, there.id, merged, bench.now)
    subject = f"past_recognition:{there.id}"
    return Made(row.number, subject, Deed.CHANGED, there.version, before)


def _make(bench: Bench, row: Row, makers: dict[str, int]) -> tuple[int, list[Made]]:
    """The product that a row names, and its maker where it is not here either."""
    record = row.record or {}
    made: list[Made] = []
    maker_id = record["maker_id"] or makers.get(fold(record["maker"]))
    if maker_id is None and record["maker"]:
        maker = registry.create_establishment(
            bench.session,
            bench.who,
            bench.sealer,
            EstablishmentFacts(
                name=record["maker"],
                kind=EstablishmentKind.NOT_STATED,
                number="",
                unit_id=record["home_id"],
            ),
            bench.now,
            Origin.PUBLISHED,
            on_behalf=True,
            place_as_printed=record["home"],
        )
        maker_id = makers[fold(record["maker"])] = maker.id
        made.append(Made(row.number, f"establishment:{maker.id}", Deed.CREATED, maker.version))
    product = registry.create_product(
        bench.session,
        bench.who,
        maker_id,
        ProductFacts(
            name=record["product"],
            group=ProductGroup(record["group"]) if record["group"] else None,
            plate=plate_for(record["product"]),
        ),
        bench.now,
        Origin.PUBLISHED,
    )
    made.append(Made(row.number, f"product:{product.id}", Deed.CREATED, product.version))
    return product.id, made


def _take_back(
    bench: Bench, table: type[Establishment | Product], created: Sequence[Item]
) -> dict[str, str]:
    """Remove those that stand as they were made and that nothing points to."""
    versions = bulk.versions(bench.session, table, [one.record_id for one in created])
    kept: dict[str, str] = {}
    for one in created:
        version = versions.get(one.record_id)
        if version is None or version != one.version:
            kept[one.subject] = "gone_since" if version is None else "changed_since"
    left = {one.record_id: one.subject for one in created if one.subject not in kept}
    used = bulk.used(bench.session, table, list(left))
    kept |= {left[id_]: "used_since" for id_ in used}
    gone = [id_ for id_ in left if id_ not in used]
    bulk.delete(bench.session, bench.who, table, gone, bench.now, **{"import": bench.batch_id})
    return kept


def _group(written: str) -> str:
    """The group that a cell names, or "" when it names none."""
    words = fold(written)
    return next(
        (
            group.value
            for group, names in _GROUPS.items()
            if any(f" {name}" in f" {words}" for name in names)
        ),
        "",
    )
