"""The details of the record in words: what changed with both values, and what an entry adds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.rights import Role
from web.shown import N_
from web.wording.notices import ROLES, fact

Translate = Callable[[str], str]

FIELDS: dict[str, str] = {
    "name": N_("tên"),
    "locale": N_("ngôn ngữ"),
    "role": N_("vai"),
    "unit_id": N_("địa bàn số"),
    "contest_id": N_("kỳ số"),
    "fair_id": N_("hội chợ số"),
    "status": N_("tình trạng"),
    "stage": N_("bước"),
    "state": N_("tình trạng"),
    "note": N_("ghi chú"),
    "reason": N_("lý do"),
    "why": N_("lý do"),
    "number": N_("số"),
    "title": N_("tên"),
    "group": N_("nhóm"),
    "proposed": N_("nhóm đề nghị"),
    "answer_by": N_("hạn bổ sung"),
    "path": N_("con đường"),
    "until": N_("hạn"),
    "dong": N_("số tiền"),
    "asked": N_("số tiền xin"),
    "mark": N_("nhãn hiệu"),
    "paper": N_("giấy tờ"),
    "on": N_("ngày"),
    "outcome": N_("kết quả"),
    "booth": N_("gian"),
    "booths": N_("số gian"),
    "days": N_("các ngày"),
    "application": N_("đơn số"),
    "establishment": N_("cơ sở số"),
    "certificate": N_("giấy chứng nhận"),
    "account": N_("tài khoản số"),
    "seat_id": N_("ghế số"),
    "person": N_("người"),
    "position": N_("chức danh"),
    "former": N_("người trước"),
    "source": N_("nguồn"),
    "version": N_("bản thứ"),
    "kind": N_("loại"),
    "changed": N_("tiêu chí đã ghi"),
    "photos": N_("ảnh số"),
    "photo": N_("ảnh số"),
    "phone": N_("điện thoại"),
    "email": N_("e-mail"),
    "address": N_("địa chỉ"),
    "representative": N_("người đại diện"),
    "attempts": N_("số lần thử"),
    "error": N_("lỗi"),
    "count": N_("số lượng"),
    "gaps": N_("số phiếu thiếu"),
    "certified": N_("được chọn"),
    "on_behalf": N_("làm thay"),
    "grant": N_("lần trao số"),
    "to": N_("cho"),
    "starts": N_("từ"),
    "ends": N_("đến"),
    "letter_number": N_("văn bản số"),
    "letter_date": N_("ngày văn bản"),
    "decision": N_("quyết định"),
    "to_contest_id": N_("kỳ trên số"),
    "year": N_("năm"), "rows": N_("số dòng"),
    "list": N_("danh sách"),
    "file": N_("tệp"),
    "proposal": N_("mã đề xuất"),
    "summary": N_("tóm tắt"),
    "story": N_("câu chuyện"),
    "website": N_("trang web"),
    "workers": N_("số lao động"),
    "price_dong": N_("giá bán"),
    "entries_open_at": N_("mở nhận hồ sơ"),
    "entries_close_at": N_("hạn nhận hồ sơ"),
    "judging_from": N_("bắt đầu chấm"),
    "judging_until": N_("hạn chấm"),
    "intro": N_("giới thiệu"),
    "organiser": N_("đơn vị tổ chức"),
    "authority": N_("cơ quan công nhận"),
    "plan_number": N_("kế hoạch số"),
}  # fmt: skip

VALUES: dict[str, str] = {
    "draft": N_("bản nháp"),
    "open": N_("đang nhận"),
    "judging": N_("đang chấm"),
    "locked": N_("đã khóa điểm"),
    "decided": N_("Hội đồng đã quyết"),
    "recognised": N_("đã công nhận"),
    "announced": N_("đã công bố"),
    "cancelled": N_("đã hủy"),
    "filed": N_("đã nộp"),
    "supplement": N_("chờ bổ sung"),
    "valid": N_("hợp lệ"),
    "refused": N_("từ chối"),
    "withdrawn": N_("đã rút"),
    "waiting": N_("chờ gửi"),
    "held": N_("giữ lại"),
    "failed": N_("chưa gửi được"),
    "sent": N_("đã gửi"),
    "allotting": N_("đang xếp gian"),
    "published": N_("đã công bố"),
    "closed": N_("đã đóng"),
    "missing": N_("chưa có"),
    "handed_in": N_("đã nộp"),
    "accepted": N_("đạt"),
    "returned": N_("trả lại"),
    "waived": N_("miễn"),
    "granted": N_("được cấp"),
    "handicraft": N_("thủ công mỹ nghệ"),
    "processed_food": N_("chế biến thực phẩm"),
    "machinery": N_("thiết bị, máy móc"),
    "other": N_("khác"),
    "council": N_("Hội đồng"),
    "jury": N_("Ban Giám khảo"),
    "support_team": N_("Tổ giúp việc"),
    "approved": N_("đã duyệt"),
    "True": N_("có"),
    "False": N_("không"),
    "None": "–",
}


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
