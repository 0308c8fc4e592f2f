"""What the pages of history share: words of figures and levels, addresses of lists, clashes."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from contest.contests.kinds import ContestLevel
from contest.history.queries import Filters
from core.errors import Conflict, Invalid
from web.forms import Typed
from web.page import N_, Page, Redraw

HOME = "/dieu-hanh/lich-su"

FIGURE_WORDS = {
    "received": N_("Đăng ký, tiếp nhận"),
    "valid": N_("Hồ sơ hợp lệ"),
    "entrants": N_("Số cơ sở tham gia"),
    "passed": N_("Đạt từ 70 điểm"),
    "certified": N_("Được chứng nhận"),
    "prized": N_("Được thưởng, trao giải"),
    "nominated": N_("Đề cử lên cấp trên"),
    "target": N_("Chỉ tiêu kế hoạch"),
}

LEVEL_WORDS = {
    ContestLevel.COMMUNE: N_("Cấp xã"),
    ContestLevel.DISTRICT: N_("Cấp huyện"),
    ContestLevel.PROVINCE: N_("Cấp tỉnh"),
    ContestLevel.REGION: N_("Cấp khu vực"),
    ContestLevel.NATION: N_("Cấp quốc gia"),
}


def asked(query: Typed) -> Filters:
    """The choices in an address; what is no level or no year is no choice."""
    level, year = query.text("cap"), query.text("nam")
    return Filters(
        query=query.text("q")[:100],
        level=ContestLevel(level) if level in set(ContestLevel) else None,
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
    )


def address(base: str, filters: Filters) -> str:
    """The address of a list with these choices."""
    pairs = {
        "q": filters.query,
        "cap": filters.level.value if filters.level else "",
        "nam": str(filters.year or ""),
    }
    chosen = {name: value for name, value in pairs.items() if value}
    return base + (f"?{urlencode(chosen)}" if chosen else "")


def version_of(form: Typed) -> int | None:
    """The version that the form was drawn from."""
    typed = form.text("version")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


def clash(page: Page, refusal: Conflict, template: str, shown: Mapping[str, Any]) -> Redraw:
    """To raise: 409, what was typed kept, what is stored now beside it."""
    values = {**shown, "faults": page.faults(beside(refusal)), "clash": True}
    return Redraw(page.show(template, status=409, **values))


def beside(refusal: Conflict) -> Invalid:
    """A conflict as a fault of the whole form."""
    return Invalid({"": (refusal.code, {})})
