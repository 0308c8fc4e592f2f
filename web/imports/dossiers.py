"""A locality's list of products for a contest: drafts on behalf of their makers, whose consent on
paper is noted with them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from contest.contests.model import Contest
from contest.entries import queries as entries
from contest.entries import rules, service
from contest.entries.kinds import EntryStatus
from core.imports.kinds import Deed, Standing
from core.registry import bulk, consents, known, rosters
from core.registry.bulk import NewProduct
from core.registry.kinds import ConsentHow, ProductGroup
from core.registry.known import Known
from core.registry.rules import faults_of_consent, read_number
from core.rights import Act
from core.text import fold, same_name
from web.imports.contests_at import CONTEST, ContestsAt
from web.imports.kind import Bench, Fault, Field, Holds, Item, Kind, Made, Read, Row, Values
from web.imports.roster_columns import COLUMNS
from web.shown import N_

_NAME, _NUMBER = (next(one for one in COLUMNS if one.key == key) for key in ("name", "number"))


class Dossiers(Kind):
    """One row a product; its maker is in the register already."""

    code = "dossiers"
    title = N_("Sản phẩm đăng ký dự thi")
    about = N_(
        "Mỗi dòng một sản phẩm của một cơ sở đã có trong danh sách cơ sở. Hồ sơ lập nháp, làm "
        "thay theo giấy đồng ý của cơ sở; ảnh và thuyết minh bổ sung sau, rồi mới nộp."
    )
    act = Act.CONSENT_RECORD
    most_rows = 2_000
    fields = (
        CONTEST,
        _NUMBER,
        _NAME,
        Field(
            "product",
            N_("Tên sản phẩm"),
            ("Sản phẩm", "Sản phẩm dự thi", "Tên sản phẩm, bộ sản phẩm"),
            needed=True,
            most=200,
            example="Bình gốm đỏ",
        ),
        Field(
            "group",
            N_("Nhóm sản phẩm"),
            ("Nhóm", "Nhóm SP"),
            help=N_("Cần cho sản phẩm chưa có trong danh sách sản phẩm."),
            example="Thủ công mỹ nghệ",
        ),
        Field(
            "letter",
            N_("Công văn chuyển"),
            ("Số công văn", "Công văn", "Số công văn chuyển"),
            most=200,
            help=N_("Số, ngày công văn của địa phương không tổ chức bình chọn."),
        ),
        Field(
            "given_by",
            N_("Người đồng ý"),
            ("Người ký giấy đồng ý", "Đại diện đồng ý", "Người ký"),
            most=200,
            help=N_("Người của cơ sở ký giấy đồng ý cho làm thay."),
        ),
        Field("given_on", N_("Ngày đồng ý"), ("Ngày ký giấy đồng ý", "Ngày ký"), holds=Holds.DAY),
        Field("note", N_("Ghi chú"), ("Giấy đồng ý", "Căn cứ"), most=500),
    )

    def reader(self, bench: Bench, columns: frozenset[str]) -> Callable[[Values], Read]:
        """The rule of one row; contests are looked for once."""
        at = ContestsAt.receiving(bench)

        def rule(values: Values) -> Read:
            faults: list[Fault] = []
            contest = at.find(values.get("contest"))
            if isinstance(contest, Fault):
                faults.append(contest)
            name, number = values.get("name") or "", ""
            if typed := str(values.get("number") or ""):
                try:
                    number = read_number(typed.zfill(10) if len(typed) == 9 else typed).plain
                except ValueError as fault:
                    faults.append(Fault("number", str(fault)))
            if not name and not typed:
                faults.append(Fault("name", "missing"))
            product = values.get("product") or ""
            if not product:
                faults.append(Fault("product", "missing"))
            group = rosters.group_of(values["group"]) if values.get("group") else None
            if values.get("group") and group is None:
                faults.append(Fault("group", "group_unknown", {"typed": values["group"]}))
            given_on: date | None = values.get("given_on")
            if faults or isinstance(contest, Fault):
                return Read(None, faults)
            return Read(
                {
                    "contest_id": contest.id,
                    "contest": contest.title,
                    "name": name,
                    "number": number,
                    "product": product,
                    "group": group.value if group else "",
                    "letter": values.get("letter") or "",
                    "given_by": values.get("given_by") or "",
                    "given_on": given_on.isoformat() if given_on else "",
                    "note": values.get("note") or "",
                    "maker_id": 0,
                    "product_id": None,
                    "consented": False,
                }
            )

        return rule

    def judge(self, bench: Bench, rows: Sequence[Row]) -> None:
        """The maker in the register, its place, its consent; the product, the dossier there is."""
        contests = ContestsAt.receiving(bench).by_id
        makers = _makers(bench, rows)
        ids = {one.id for one in makers.values()}
        products = known.products_named(bench.session, ids)
        there = entries.started(bench.session, contests, products.values())
        helped = set(
            consents.establishments_helped(
                bench.session, bench.who.account_id, bench.who.units(Act.ENTRY_FILE)
            )
        )
        places = {one.unit_id for one in makers.values() if one.unit_id is not None}
        towards = entries.reaches_towards(bench.session, places)
        seen: dict[tuple[int, int, str], int] = {}
        for row in rows:
            record, maker = row.record or {}, makers.get(row.number)
            if maker is None:
                continue
            contest = contests.get(record["contest_id"])
            if contest is None:
                row.refuse("contest", "import_contest_unknown")
                continue
            key = contest.id, maker.id, fold(record["product"])
            product = products.get((maker.id, key[2]))
            if key in seen:
                row.refuse("product", "dossier_repeats", row=seen[key])
                continue
            seen[key] = row.number
            entry = there.get((contest.id, product)) if product else None
            if entry is not None:
                row.target, row.target_name = entry, record["product"]
                row.standing = Standing.UNCHANGED
                continue
            reach = towards.get(maker.unit_id or 0, frozenset())
            _refuse(bench, row, contest, reach)
            if product is None and not record["group"]:
                row.refuse("group", "dossier_group_missing")
            if maker.id not in helped:
                _demand_consent(bench, row)
            if row.faults:
                continue
            record["maker_id"], record["product_id"] = maker.id, product
            record["consented"] = maker.id in helped
            if record["name"] and not same_name(record["name"], maker.name):
                row.notes.append(Fault("name", "name_differs", {"name": maker.name}))
            row.standing = Standing.NEW

    def load(self, bench: Bench, rows: Sequence[Row]) -> list[Made]:
        """A consent where none stands, a product where there is none, then the draft."""
        made, agreed = [], set()
        products: dict[tuple[int, str], int] = {}
        for row in rows:
            record = row.record or {}
            maker_id, group = record["maker_id"], record["group"]
            if not record["consented"] and maker_id not in agreed:
                agreed.add(maker_id)
                consents.record(
                    bench.session,
                    bench.who,
                    maker_id,
                    given_by=record["given_by"],
                    how=ConsentHow.SIGNED_PAPER,
                    given_on=date.fromisoformat(record["given_on"]),
                    note=record["note"],
                    now=bench.now,
                )
            named = maker_id, fold(record["product"])
            product_id = record["product_id"] or products.get(named)
            if product_id is None:
                new = NewProduct(maker_id, record["name"], record["product"], ProductGroup(group))
                (product_id,) = bulk.create_products(bench.session, bench.who, [new], bench.now)
                products[named] = product_id
                made.append(Made(row.number, f"product:{product_id}", Deed.CREATED, 1))
            entry = service.start(
                bench.session,
                bench.who,
                record["contest_id"],
                product_id,
                bench.now,
                on_behalf=True,
                consent_note=record["note"],
            )
            if group or record["letter"]:
                chosen = ProductGroup(group) if group else entry.group or ProductGroup.OTHER
                service.set_group(
                    bench.session, bench.who, entry.id, chosen, record["letter"], bench.now
                )
            made.append(Made(row.number, f"entry:{entry.id}", Deed.CREATED, entry.version))
        return made

    def undo(self, bench: Bench, items: Sequence[Item]) -> dict[str, str]:
        """Drafts that nobody has touched since are withdrawn; what they need stays."""
        kept: dict[str, str] = {}
        for item in items:
            if item.of == "product":
                kept[item.subject] = "used_since"
                continue
            entry = entries.find_entry(bench.session, item.record_id)
            if entry is None or entry.status is not EntryStatus.DRAFT:
                kept[item.subject] = "gone_since" if entry is None else "changed_since"
            elif entry.version != item.version:
                kept[item.subject] = "changed_since"
            else:
                service.withdraw(bench.session, bench.who, entry.id, bench.now)
        return kept

    def shown(self, record: Mapping[str, Any]) -> str:
        return str(record.get("product", ""))

    def detail(self, record: Mapping[str, Any]) -> str:
        """Its maker, and the contest."""
        return " · ".join(part for part in (record["name"], record["contest"]) if part)


def _makers(bench: Bench, rows: Sequence[Row]) -> dict[int, Known]:
    """Row number → its maker; rows without one, with several or of elsewhere are refused."""
    records = [row.record for row in rows if row.record]
    prints = {
        one["number"]: bench.sealer.fingerprint(one["number"]) for one in records if one["number"]
    }
    numbered = known.by_number(bench.session, prints.values())
    named = known.by_name(bench.session, {fold(one["name"]) for one in records if one["name"]})
    everybody = [*numbered.values(), *(one for some in named.values() for one in some)]
    reaches = known.reaches(
        bench.session, {one.unit_id for one in everybody if one.unit_id is not None}
    )

    def mine(one: Known) -> bool:
        return bench.unit_id is None or bench.unit_id in reaches.get(one.unit_id or 0, ())

    found: dict[int, Known] = {}
    for row in rows:
        record = row.record or {}
        by_number = numbered.get(prints.get(record["number"], ""))
        fitting = (
            [by_number]
            if by_number is not None
            else [one for one in named.get(fold(record["name"]), ()) if record["name"]]
        )
        here = [one for one in fitting if mine(one)]
        if len(here) == 1:
            found[row.number] = here[0]
        elif here:
            row.refuse("name", "dossier_maker_several")
        elif fitting:
            row.refuse("name", "dossier_maker_elsewhere")
        else:
            row.refuse("name", "dossier_maker_unknown")
    return found


def _refuse(bench: Bench, row: Row, contest: Contest, reach: frozenset[int]) -> None:
    if rules.refusal_to_receive(entries.window_of(contest), bench.now):
        row.refuse("contest", "import_contest_not_receiving")
    if refusal := rules.place_refusal(reach, contest.unit_id):
        row.refuse("name", refusal[0])


def _demand_consent(bench: Bench, row: Row) -> None:
    record = row.record or {}
    day = date.fromisoformat(record["given_on"]) if record["given_on"] else None
    faults = faults_of_consent(
        record["given_by"], day, ConsentHow.SIGNED_PAPER, record["note"], bench.today
    )
    for field, fault in faults.items():
        code, facts = (fault, {}) if isinstance(fault, str) else fault
        row.refuse(field, code, **facts)
