"""A list of old rounds: one row a place and year, kept as history."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from contest.history import lists, queries, service
from contest.history.rules import FIGURES, RoundKey
from core.imports.kinds import Deed, Standing
from core.rights import Act
from web.imports import past_places
from web.imports.kind import Bench, Fault, Field, Holds, Item, Kind, Made, Read, Row, Values
from web.pasts import FIGURE_WORDS
from web.shown import N_

_HEADS: dict[str, tuple[str, ...]] = {
    "received": ("Số đăng ký", "Đăng ký", "Số sản phẩm đăng ký", "Tiếp nhận", "Số hồ sơ"),
    "valid": ("Hợp lệ", "Số hồ sơ hợp lệ", "Số hợp lệ"),
    "entrants": ("Số cơ sở", "Cơ sở tham gia", "Số đơn vị", "Số đơn vị tham gia"),
    "passed": ("Từ 70 điểm", "Đạt 70 điểm", "Số đạt từ 70 điểm", "Số đạt", ">=70", "≥70"),
    "certified": ("Số chứng nhận", "Chứng nhận", "Số được chứng nhận", "Số công nhận", "Đạt giải"),
    "prized": ("Số giải", "Được thưởng", "Trao giải", "Số được thưởng"),
    "nominated": ("Đề cử", "Số đề cử", "Gửi cấp trên"),
    "target": ("Chỉ tiêu", "Kế hoạch", "Chỉ tiêu chứng nhận"),
}

ROUND_FIELDS = (
    Field(
        "level",
        N_("Cấp"),
        ("Cấp tổ chức", "Cấp bình chọn", "Cấp công nhận"),
        help=N_(
            "Xã, huyện, tỉnh, khu vực hoặc quốc gia; để trống thì lấy theo chữ trước tên nơi."
        ),
        example="Tỉnh",
    ),
    Field(
        "place",
        N_("Nơi tổ chức"),
        ("Nơi", "Địa bàn", "Địa phương", "Đơn vị tổ chức", "Nơi công nhận", "Tỉnh"),
        help=N_("Tên đơn vị của năm đó, ví dụ: Huyện Long Hồ, tỉnh Vĩnh Long."),
        example="Tỉnh Vĩnh Long",
    ),
    Field("year", N_("Năm"), ("Năm tổ chức", "Năm công nhận"), Holds.YEAR, True, example="2018"),
    Field("round", N_("Lần"), ("Lần thứ", "Đợt"), Holds.WHOLE),
)
"""What makes a round: shared with the list of recognitions."""

PAPER_FIELDS = (
    Field(
        "decision_number",
        N_("Số quyết định"),
        ("Quyết định", "Số QĐ", "Số quyết định công nhận"),
        most=100,
        example="1493/QĐ-UBND",
    ),
    Field("decision_date", N_("Ngày quyết định"), ("Ngày ký", "Ngày QĐ"), Holds.DAY),
)


THE_FILE = "Danh sách do cơ quan nhập"
"""The source of a row that names none: kept with the row, as the office would write it."""


class PastRounds(Kind):
    """Figures of rounds that were held elsewhere; a figure that a cell leaves open is unknown."""

    code = "past-rounds"
    title = N_("Các kỳ bình chọn đã qua")
    about = N_(
        "Mỗi dòng một kỳ: nơi, năm và các con số còn lưu. Ô trống là không rõ; số 0 là biết chắc "
        "không có. Kỳ nhập vào là lịch sử, không phải kỳ tổ chức trên nền tảng."
    )
    act = Act.HISTORY_KEEP
    most_rows = 5_000
    fields = (
        *ROUND_FIELDS,
        *(
            Field(name, FIGURE_WORDS[name], _HEADS[name], Holds.WHOLE, example=example)
            for name, example in zip(
                FIGURES, ("45", "43", "29", "40", "30", "30", "14", "30"), strict=True
            )
        ),
        *PAPER_FIELDS,
        Field("source", N_("Nguồn"), ("Nguồn số liệu", "Theo"), example="Sổ theo dõi 2018"),
        Field("source_url", N_("Địa chỉ trang nguồn"), ("Liên kết", "Link")),
        Field("note", N_("Ghi chú"), (), most=2000),
    )

    def reader(self, bench: Bench, columns: frozenset[str]) -> Callable[[Values], Read]:
        """The rule of one row. A row without a source rests on the file itself."""
        find, year = past_places.finder(bench), bench.today.year

        def rule(values: Values) -> Read:
            given = values.get("source")
            told = lists.read_round({**values, "source": given or THE_FILE}, find, year)
            if told.record is not None:
                told.record["sourced"] = bool(given)
            return Read(told.record, [Fault(*fault) for fault in told.faults])

        return rule

    def judge(self, bench: Bench, rows: Sequence[Row]) -> None:
        """Against the rounds that are kept already, by level, place, year and number."""
        seen: dict[RoundKey, Row] = {}
        for row in past_places.refuse_elsewhere(bench, list(rows)):
            key = _key(row)
            if key in seen:
                row.refuse("", "past_row_repeats", row=seen[key].number)
                continue
            seen[key] = row
            row.standing = Standing.NEW
        kept = queries.kept_rounds(bench.session, seen)
        for key, row in seen.items():
            if key in kept:
                there, said = kept[key], _said(row)
                row.target, row.target_name = there.id, (row.record or {})["place"]
                row.changes = differing(service.told_round(there), said)
                row.standing = Standing.CHANGED if row.changes else Standing.UNCHANGED

    def load(self, bench: Bench, rows: Sequence[Row]) -> list[Made]:
        """Each through the service that the form uses."""
        made = []
        for row in rows:
            facts = lists.round_facts(row.record or {})
            if row.standing is Standing.NEW:
                new = service.add_round(bench.session, bench.who, facts, bench.now)
                made.append(Made(row.number, f"past_round:{new.id}", Deed.CREATED, new.version))
                continue
            there = queries.get_round(bench.session, row.target or 0)
            before = service.told_round(there)
            merged = lists.round_facts({**before, **_said(row)})
            service.update_round(bench.session, bench.who, there.id, merged, bench.now)
            made.append(
                Made(row.number, f"past_round:{there.id}", Deed.CHANGED, there.version, before)
            )
        return made

    def undo(self, bench: Bench, items: Sequence[Item]) -> dict[str, str]:
        """What stands as it was loaded is taken away, or put back as it was."""
        kept: dict[str, str] = {}
        for item in items:
            there = queries.find_round(bench.session, item.record_id)
            if there is None or there.version != item.version:
                kept[item.subject] = "gone_since" if there is None else "changed_since"
            elif item.deed == Deed.CREATED:
                service.remove_round(
                    bench.session, bench.who, there.id, f"import:{bench.batch_id}", bench.now
                )
            else:
                facts = lists.round_facts(item.before)
                service.update_round(bench.session, bench.who, there.id, facts, bench.now)
        return kept

    def shown(self, record: Mapping[str, Any]) -> str:
        return f"{record.get('place', '')}, {record.get('year', '')}"


def _key(row: Row) -> RoundKey:
    facts = lists.round_facts(row.record or {})
    return RoundKey(facts.level, facts.unit_id or 0, facts.year, facts.round)


def _said(row: Row) -> dict[str, Any]:
    """What a row really says: an open cell takes nothing away from what is kept."""
    record = row.record or {}
    known = lists.round_record(lists.round_facts(record))
    if not record["sourced"]:
        known.pop("source")
    return {name: value for name, value in known.items() if value not in (None, "")}


def differing(here: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Field → [what is kept, what the row says], where they differ."""
    return {name: [here[name], value] for name, value in said.items() if here[name] != value}
