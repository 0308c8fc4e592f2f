"""A contest's rules in words: each clause, what it says, where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from contest.contests import rulebook
from contest.contests.averaging import Average, Averaging
from contest.contests.clauses import CLAUSES
from contest.contests.kinds import ContestLevel
from contest.contests.ruleset import MissingSheet, Prize, RuleSet, ScoresShown
from web import shown
from web.page import N_, Page

LEVELS: Mapping[ContestLevel, str] = {
    ContestLevel.COMMUNE: N_("cấp xã"),
    ContestLevel.DISTRICT: N_("cấp huyện"),
    ContestLevel.PROVINCE: N_("cấp tỉnh"),
    ContestLevel.REGION: N_("khu vực"),
    ContestLevel.NATION: N_("quốc gia"),
}
MISSING: Mapping[MissingSheet, str] = {
    MissingSheet.REFUSE_LOCK: N_("không khóa điểm khi còn thiếu phiếu"),
    MissingSheet.AVERAGE_PRESENT_WITH_REASON: N_(
        "khóa được khi thiếu phiếu, ghi lý do, tính bình quân trên số phiếu có"
    ),
}
AVERAGES: Mapping[Average, str] = {
    Average.MEAN: N_("bình quân cộng của mọi phiếu"),
    Average.MEDIAN: N_("trung vị của các phiếu"),
    Average.TRIMMED: N_("bình quân sau khi bỏ phiếu cao nhất và thấp nhất"),
}
TIES: Mapping[str, str] = {
    "median": N_("Sản phẩm có trung vị các phiếu cao hơn đứng trên"),
    "lowest_sheet": N_("Sản phẩm có phiếu thấp nhất cao hơn đứng trên"),
    "council": N_("Hội đồng quyết định, ghi lý do"),
}
SHOWN: Mapping[ScoresShown, str] = {
    ScoresShown.CERTIFIED: N_("chỉ điểm của sản phẩm được chứng nhận"),
    ScoresShown.ALL: N_("điểm của mọi sản phẩm; sản phẩm không được chứng nhận ghi bằng mã số"),
}
ANGLES = {"front": N_("chính diện"), "side": N_("mặt bên"), "top": N_("từ trên xuống")}
CALENDARS = {"vn": N_("lịch nghỉ lễ, Tết và hoán đổi ngày làm việc của Việt Nam")}

NAMES: Mapping[str, str] = {
    "ladder": N_("Đề cử lên cấp"),
    "needs_lower_certificate": N_("Giấy chứng nhận cấp dưới"),
    "forwarding_letter": N_("Bỏ qua một cấp bằng văn bản giới thiệu"),
    "council_sizes": N_("Số người của Hội đồng"),
    "jury_odd": N_("Ban Giám khảo lẻ hay chẵn"),
    "jury_sizes": N_("Số người của Ban Giám khảo"),
    "groups": N_("Nhóm sản phẩm"),
    "checklist": N_("Hồ sơ gồm"),
    "dossier_sets": N_("Số bộ hồ sơ"),
    "min_photos": N_("Số ảnh ít nhất"),
    "photo_angles": N_("Góc chụp bắt buộc"),
    "frame_maxima": N_("Điểm các phần của khung"),
    "pass_mark": N_("Điểm sàn"),
    "averaging": N_("Cách tính điểm chung"),
    "missing_sheet": N_("Khi thiếu phiếu chấm"),
    "disparity_limit": N_("Chênh lệch phải thảo luận"),
    "tie_rule": N_("Khi bằng điểm, xét theo thứ tự"),
    "quota": N_("Số lượng được chứng nhận"),
    "prizes": N_("Hạng giải và tiền thưởng"),
    "validity_years": N_("Giá trị của giấy chứng nhận"),
    "complaint_days": N_("Thời hạn khiếu nại"),
    "resolve_days": N_("Thời hạn giải quyết khiếu nại"),
    "calendar": N_("Lịch tính ngày làm việc"),
    "jurors_named": N_("Tên giám khảo"),
    "scores_shown": N_("Điểm được công khai"),
    "identity_covered": N_("Giám khảo thấy tên cơ sở"),
}
"""Clause → its name, in the order in which rules are read."""

if set(NAMES) != set(CLAUSES):
    raise ValueError("a clause has no words")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause in words. `says` are lines, a numbered list where `ordered`; `unread`: nobody has
    read the text, it is this program's default; `own`: the contest's own, not the national one."""

    field: str
    name: str
    says: tuple[str, ...]
    ordered: bool
    source: str
    unread: bool
    own: bool


def clauses(page: Page, rules: RuleSet, level: ContestLevel) -> list[Clause]:
    """Every clause of a contest of this level, in words of the page's language."""
    basis = next((one for one in rulebook.national() if one.id == rules.id), None)
    unread = set(rules.unread)
    said = _said(page, rules, level)
    return [
        Clause(
            field=field,
            name=page._(name),
            says=tuple(said[field]),
            ordered=field == "tie_rule",
            source=page._(rules.sources.get(field, rules.source)),
            unread=bool({field, f"{field}.{level}"} & unread),
            own=basis is not None and getattr(basis, field) != getattr(rules, field),
        )
        for field, name in NAMES.items()
    ]


def _said(page: Page, rules: RuleSet, level: ContestLevel) -> dict[str, list[str]]:
    upper, lower = rules.upper(level), rules.lower(level)
    needs = level in rules.needs_lower_certificate and lower is not None
    letter = level in rules.forwarding_letter
    return {
        "ladder": [page._(LEVELS[upper]) if upper else page._(N_("không đề cử lên cấp trên"))],
        "needs_lower_certificate": [
            page._(
                N_("phải có giấy chứng nhận %(level)s còn giá trị vào ngày nộp hồ sơ"),
                level=page._(LEVELS[lower]),
            )
            if needs and lower
            else page._(N_("không đòi"))
        ],
        "forwarding_letter": [
            page._(N_("được, khi cấp dưới không tổ chức bình chọn"))
            if letter
            else page._(N_("không"))
        ],
        "council_sizes": [_either(page, rules.council_sizes.get(level, ()))],
        "jury_odd": [page._(N_("số lẻ") if rules.jury_odd else N_("tùy chọn"))],
        "jury_sizes": [
            _either(page, rules.jury_sizes) if rules.jury_sizes else page._(N_("không ấn định"))
        ],
        "groups": list(rules.groups.values()),
        "checklist": [
            page._(one.name)
            + ("" if one.required or "nếu có" in one.name else f" ({page._(N_('nếu có'))})")
            for one in rules.checklist
        ]
        or [page._(N_("không liệt kê"))],
        "dossier_sets": [str(rules.dossier_sets)],
        "min_photos": [str(rules.min_photos)],
        "photo_angles": [page._(ANGLES[one]) for one in rules.photo_angles]
        or [page._(N_("góc nào cũng được, khác nhau"))],
        "frame_maxima": [
            page._(N_("Phần %(code)s: %(points)s điểm"), code=code, points=shown.points(points))
            for code, points in rules.frame_maxima.items()
        ],
        "pass_mark": [
            page._(
                N_("điểm chung từ %(points)s trở lên, không làm tròn"),
                points=shown.points(rules.pass_mark),
            )
        ],
        "averaging": [averaging_words(page, rules.averaging)],
        "missing_sheet": [page._(MISSING[rules.missing_sheet])],
        "disparity_limit": [
            page._(
                N_("các phiếu của một sản phẩm chênh từ %(points)s điểm thì thảo luận"),
                points=shown.points(rules.disparity_limit),
            )
            if rules.disparity_limit is not None
            else page._(N_("không đặt"))
        ],
        "tie_rule": tie_words(page, rules),
        "quota": _quota(page, rules),
        "prizes": [prize_words(page, one) for one in rules.prizes]
        or [page._(N_("không xếp hạng giải, chỉ cấp giấy chứng nhận"))],
        "validity_years": [
            page._(N_("đến hết năm thứ %(count)s kể cả năm cấp"), count=rules.validity_years)
            if rules.validity_years is not None
            else page._(N_("theo quy định của ngày cấp"))
        ],
        "complaint_days": [
            page._(
                N_("%(count)s ngày làm việc từ ngày công bố kết quả"), count=rules.complaint_days
            )
        ],
        "resolve_days": [
            page._(N_("%(count)s ngày làm việc từ ngày nhận đơn"), count=rules.resolve_days)
        ],
        "calendar": [page._(CALENDARS.get(rules.calendar, rules.calendar))],
        "jurors_named": [
            page._(
                N_("cơ sở dự thi thấy tên từng giám khảo")
                if rules.jurors_named
                else N_("giám khảo ghi bằng mã số, không ghi tên")
            )
        ],
        "scores_shown": [page._(SHOWN[rules.scores_shown])],
        "identity_covered": [
            page._(
                N_("không: tên cơ sở được che khi chấm")
                if rules.identity_covered
                else N_("có: phiếu chấm ghi mã số và tên sản phẩm")
            )
        ],
    }


def averaging_words(page: Page, how: Averaging) -> str:
    """How several sheets become one figure."""
    if how.method is Average.TRIMMED:
        return page._(
            N_("bình quân sau khi bỏ %(count)s phiếu cao nhất và %(count)s phiếu thấp nhất"),
            count=how.drop,
        )
    return page._(AVERAGES[how.method])


def tie_words(page: Page, rules: RuleSet) -> list[str]:
    """The tie rule step by step, as everybody reads it."""
    return [
        page._(N_("Sản phẩm có điểm phần %(code)s cao hơn đứng trên"), code=step.partition(":")[2])
        if step.startswith("part:")
        else page._(TIES[step])
        for step in rules.tie_rule
    ]


def prize_words(page: Page, prize: Prize) -> str:
    """A grade with how many there may be and the money of each."""
    said = prize.name
    if prize.most is not None:
        said += ": " + page._(N_("nhiều nhất %(count)s"), count=prize.most)
    if prize.cash_dong:
        said += ", " + page._(N_("mỗi giải %(money)s đồng"), money=shown.number(prize.cash_dong))
    return said


def _quota(page: Page, rules: RuleSet) -> list[str]:
    lines = []
    if rules.quota.total is not None:
        lines.append(page._(N_("tất cả: nhiều nhất %(count)s"), count=rules.quota.total))
    for group, count in rules.quota.groups.items():
        name = rules.groups.get(group, group)
        lines.append(page._(N_("%(group)s: nhiều nhất %(count)s"), group=name, count=count))
    return lines or [page._(N_("không ấn định trước; Hội đồng quyết định cơ cấu và số lượng"))]


def _either(page: Page, sizes: tuple[int, ...]) -> str:
    return page._(N_(" hoặc ")).join(map(str, sizes)) or "–"
