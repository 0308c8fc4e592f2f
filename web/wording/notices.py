"""Notices: code → topic, title and body, in words for the page and for the letter alike.

Facts are named `…_on` (a day) and `…_at` (an instant) when they are times; `role` is a role.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from core.notices.kinds import Topic
from web import shown
from web.shown import N_
from web.wording import notices_of_makers, notices_of_offices
from web.wording.worded import Worded

Translate = Callable[[str], str]


TOPICS: dict[Topic, str] = {
    Topic.DOSSIER: N_("Hồ sơ dự thi và hạn nộp"),
    Topic.MEMBERSHIP: N_("Người của cơ sở"),
    Topic.RESULT: N_("Kết quả bình chọn, đề cử"),
    Topic.CERTIFICATE: N_("Giấy chứng nhận"),
    Topic.FAIR: N_("Hội chợ"),
    Topic.SUPPORT: N_("Hỗ trợ nhãn hiệu"),
    Topic.JUDGING: N_("Hội đồng và chấm điểm"),
    Topic.WORK: N_("Vai trò và việc đã giao cho máy"),
}

NOTICES: dict[str, Worded] = {**notices_of_makers.NOTICES, **notices_of_offices.NOTICES}

ROLES: dict[str, str] = {
    "producer": N_("cơ sở sản xuất"),
    "collaborator": N_("cộng tác viên"),
    "officer": N_("cán bộ địa phương"),
    "secretary": N_("tổ thư ký"),
    "juror": N_("giám khảo"),
    "jury_head": N_("trưởng ban giám khảo"),
    "council_member": N_("ủy viên Hội đồng"),
    "council_chair": N_("Chủ tịch Hội đồng"),
    "fair_organiser": N_("ban tổ chức hội chợ"),
    "support_officer": N_("cán bộ hỗ trợ"),
    "programme_manager": N_("quản lý chương trình"),
    "inspector": N_("thanh tra"),
    "administrator": N_("quản trị"),
}
BODIES: dict[str, str] = {
    "council": N_("Hội đồng bình chọn"),
    "jury": N_("Ban Giám khảo"),
    "support_team": N_("Tổ giúp việc"),
}


def said(code: str, facts: Mapping[str, object], translate: Translate) -> tuple[str, str]:
    """Title and body of a notice. One that this version does not know is told by its code."""
    worded = NOTICES.get(code)
    if worded is None:
        return code.replace("_", " "), ""
    told = {name: fact(name, value, translate) for name, value in facts.items()}
    return translate(worded.title) % told, translate(worded.body) % told


def fact(name: str, value: object, translate: Translate) -> str:
    """One fact as people read it."""
    if value is None or value == "":
        return "–"
    if name.endswith("_on"):
        return shown.day(date.fromisoformat(str(value)))
    if name.endswith("_at"):
        return shown.moment(datetime.fromisoformat(str(value)), translate)
    if name.endswith("_dong") and isinstance(value, int):
        return shown.dong(value)
    if name == "role":
        return translate(ROLES.get(str(value), str(value)))
    if name == "body":
        return translate(BODIES.get(str(value), str(value)))
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)
