"""Administration of the machine: the record, and the table of rights."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import Response

from core import audit
from core.clock import start_of_day
from core.errors import NotAllowed
from core.rights import TABLE, Act, Role
from core.territory.rules import UnitKind
from web import picker
from web import record as records
from web.deps import Now, Query, Read, Show, Who, Write
from web.doors import DOORS, PUBLIC, Door
from web.forms import Typed
from web.forms import day as read_day
from web.page import N_, Page
from web.sheets import answer
from web.sheets.write import Column, Kind, Sheet
from web.wording import acts, deeds
from web.wording.details import Detail, details

router = APIRouter()

HOME = "/quan-tri/nhat-ky"
ON_A_PAGE = 100
MOST_ROWS = 20_000
PLACES = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
KEPT = ("viec", "ai", "ve", "tai-khoan", "tu", "den", "unit_id")
"""What of a search stands in the address of the next page."""

SUBJECTS = {
    "contest": N_("kỳ bình chọn"),
    "entry": N_("hồ sơ"),
    "certificate": N_("giấy chứng nhận"),
    "establishment": N_("cơ sở"),
    "product": N_("sản phẩm"),
    "fair": N_("hội chợ"),
    "case": N_("hồ sơ hỗ trợ"),
    "past_round": N_("kỳ đã qua"),
    "past_recognition": N_("lần công nhận đã qua"),
    "account": N_("tài khoản"),
    "invitation": N_("lời mời"),
    "job": N_("việc nền số"),
    "letter": N_("thư số"),
    "page": N_("trang"),
    "import": N_("lượt nhập số"),
    "list": N_("danh sách"),
    "programme": N_("chương trình"),
    "bulk": N_("lượt làm số"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the record in words."""

    entry: audit.AuditEntry
    deed: str
    kind: str
    about: str
    address: str | None
    details: list[Detail]


@dataclass(frozen=True, slots=True)
class Right:
    """One act of the table of roles: what it is, and who holds it."""

    words: str
    code: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Row:
    """One door of the table: who may open it. `roles` is empty for public and signed-in doors."""

    method: str
    path: str
    about: str
    public: bool
    roles: tuple[Role, ...]

    @property
    def family(self) -> str:
        """The room of the house it leads to: "/dieu-hanh/binh-chon", "/ho-so", "/"."""
        parts = self.path.split("/")[1:]
        deep = parts[0] in ("dieu-hanh", "quan-tri", "ho-so") and len(parts) > 1
        return "/" + "/".join(parts[: 2 if deep else 1])


@router.get(HOME)
def record(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """Who did what, the newest first: by person, kind, subject, place and days."""
    place = picker.read(session, query, now, kinds=PLACES, abolished=True)
    found = _found(session, who, query, place.unit_id, ON_A_PAGE + 1)
    shown = found[:ON_A_PAGE]
    kept = {name: query.text(name) for name in KEPT if query.text(name)}
    return page.show(
        "people/record.html",
        "found",
        lines=_lines(session, page, shown),
        older=shown[-1].id if len(found) > ON_A_PAGE else None,
        kept=urlencode(kept),
        typed=query,
        place=place,
        families=[(key, page._(words)) for key, (words, _actions) in deeds.FAMILIES.items()],
        whole=records.reads_all(who),
    )


@router.get(HOME + "/tep")
def export(reads: Read, session: Write, who: Who, page: Show, query: Query, now: Now) -> Response:
    """What was found as a workbook, noted in the record itself."""
    place = picker.read(reads, query, now, kinds=PLACES, abolished=True)
    found = _found(reads, who, query, place.unit_id, MOST_ROWS)
    kept = {name: query.text(name) for name in KEPT if query.text(name)}
    audit.record(session, who, now, "record.exported", "list:record", rows=len(found), **kept)
    _ = page._
    columns = (
        Column(_(N_("Lúc")), Kind.MOMENT),
        Column(_(N_("Ai"))),
        Column(_(N_("Đã làm gì"))),
        Column(_(N_("Về"))),
        Column(_(N_("Chi tiết")), width=60),
        Column(_(N_("Mã việc"))),
    )
    rows = [
        (
            line.entry.at,
            line.entry.account_name,
            line.deed,
            f"{line.kind} {line.about}".strip(),
            "\n".join(_plain(one) for one in line.details),
            line.entry.action,
        )
        for line in _lines(reads, page, found)
    ]
    title = _(N_("Nhật ký"))
    return answer.xlsx(page, "nhat-ky", [Sheet(title, columns, rows, title)])


@router.get("/quan-tri/quyen")
def rights(page: Show) -> Response:
    """The one table of acts, roles and doors, as the program enforces it."""
    table = [Right(acts.words(act, page._), act.value, TABLE[act]) for act in Act]
    rows = [_row(address, door) for address, door in DOORS.items()]
    return page.show("people/rights.html", rows=rows, acts=table, roles=list(Role))


def _found(
    session: Read, who: Who, query: Typed, unit_id: int | None, limit: int
) -> list[audit.AuditEntry]:
    family = deeds.FAMILIES.get(query.text("viec"))
    subjects, own = None, None
    if not records.reads_all(who):
        units = who.units(Act.RECORD_READ)
        if not units:
            raise NotAllowed("not_allowed")
        subjects, own = records.scope(units), who.account_id
    if unit_id is not None:
        within = records.scope([unit_id])
        subjects = (
            within if subjects is None else within.where(within.selected_columns[0].in_(subjects))
        )
        own = None
    until = _day(query, "den")
    since = _day(query, "tu")
    return audit.search(
        session,
        actions=family[1] if family else (),
        person=query.text("ai")[:80],
        account_id=_number(query.text("tai-khoan")),
        subject=query.text("ve")[:80],
        subjects=subjects,
        own=own,
        since=start_of_day(since) if since else None,
        until=_after(until) if until else None,
        before=_number(query.text("truoc")),
        limit=limit,
    )


def _lines(session: Read, page: Page, found: list[audit.AuditEntry]) -> list[Line]:
    names = records.named(session, {entry.subject for entry in found})
    lines = []
    for entry in found:
        kind, _colon, rest = entry.subject.partition(":")
        known = names.get(entry.subject)
        may = known is not None and known.act is not None and page.may(known.act)
        lines.append(
            Line(
                entry,
                deeds.deed(entry.action, page._),
                page._(SUBJECTS[kind]) if kind in SUBJECTS else kind,
                known.words if known else rest,
                known.address if known and may else None,
                details(entry.action, entry.detail, page._),
            )
        )
    return lines


def _plain(one: Detail) -> str:
    return (
        f"{one.field}: {one.before} → {one.after}" if one.before else f"{one.field}: {one.after}"
    )


def _row(address: str, door: Door) -> Row:
    method, path = address.split(" ", 1)
    allowed = TABLE[door.act] if door.act is not None else frozenset()
    roles = tuple(role for role in Role if role in allowed)
    return Row(method, path, door.about, door is PUBLIC, roles)


def _day(query: Typed, name: str) -> date | None:
    try:
        return read_day(query.text(name))
    except ValueError:
        return None


def _after(day: date) -> datetime:
    return start_of_day(day + timedelta(days=1))


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 12 else None
