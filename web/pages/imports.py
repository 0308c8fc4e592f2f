"""Bringing lists in: send a file, read what would happen row by row, load it, take it back."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core import jobs_seen
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.identity import Identity
from core.imports import queries, service
from core.imports.kinds import BatchState, Decision, Standing
from core.territory import queries as territory
from web.deps import Form, Now, Query, Read, Show, Who, Wired, Write
from web.forms import Typed
from web.imports import tell, work
from web.imports.kind import Kind
from web.imports.known import KINDS
from web.page import N_, Page
from web.sheets import answer
from web.sheets.read import MOST_BYTES
from web.wiring import Wiring

router = APIRouter()

HOME = "/dieu-hanh/nhap-danh-sach"
ON_A_PAGE = 50
BUSY = (BatchState.CHECKING, BatchState.LOADING, BatchState.UNDOING)
STATES = {
    BatchState.CHECKING: ("in_hand", N_("Đang xem thử")),
    BatchState.UNREADABLE: ("overdue", N_("Không đọc được")),
    BatchState.CHECKED: ("near", N_("Chờ bạn quyết định")),
    BatchState.DISCARDED: ("revoked", N_("Đã bỏ")),
    BatchState.LOADING: ("in_hand", N_("Đang nạp")),
    BatchState.LOADED: ("done", N_("Đã nạp")),
    BatchState.UNDOING: ("in_hand", N_("Đang hoàn tác")),
    BatchState.UNDONE: ("revoked", N_("Đã hoàn tác")),
}


@router.get(HOME)
def listed(session: Read, who: Who, page: Show, query: Query) -> Response:
    """What was brought in, and the form for more."""
    return page.show("imports/list.html", "found", typed=query, **_list(session, who, query))


@router.post(HOME)
def receive(
    reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now, wired: Wired
) -> Response:
    """Keep the file and begin its dry run."""
    try:
        kind = _kind(who, form.text("kind"), reads)
        typed = form.text("unit_id")
        units = who.units(kind.act)
        unit_id = int(typed) if typed.isdecimal() and len(typed) < 12 else None
        if unit_id is None and len(units) == 1:
            unit_id = next(iter(units))
        if unit_id is None or unit_id not in units:
            raise Invalid({"unit_id": "place_missing"})
        files = form.files("file")
        if not files:
            raise Invalid({"file": "file_not_chosen"})
        name, stream = files[0]
        data = stream.read(MOST_BYTES + 1)
        batch = work.receive(session, wired, who, kind, unit_id, name, data, now)
    except Invalid as refusal:
        shown = _list(reads, who, Typed([]))
        raise page.again(refusal, "imports/list.html", typed=form, **shown) from None
    return page.go(f"{HOME}/{batch.id}")


@router.get(HOME + "/mau/{kind}")
def template(who: Who, page: Show, kind: str) -> Response:
    """The columns of a kind as a workbook to fill in."""
    if kind not in KINDS:
        raise NotFound("not_found")
    found = _kind(who, kind)
    name = page._("Mẫu – %(title)s", title=page._(found.title))
    return answer.xlsx(page, name, tell.template(found, page._))


@router.get(HOME + "/{batch_id}")
def batch(
    session: Read, who: Who, page: Show, query: Query, now: Now, wired: Wired, batch_id: int
) -> Response:
    """One batch: how far it is, its report, what it did."""
    shown = _shown(session, who, page, query, now, wired, batch_id)
    return page.show("imports/batch.html", "batch", **shown)


@router.get(HOME + "/{batch_id}/can-sua")
def waiting(session: Read, who: Who, page: Show, wired: Wired, batch_id: int) -> Response:
    """The rows that were refused or wait for a decision, with the reasons, to correct them."""
    found = queries.get_batch(session, batch_id)
    kind = _kind(who, found.kind, session)
    if not found.report_key:
        raise Conflict("batch_forgotten")
    report = work.read_report(wired, found.report_key)
    wanted = (Standing.REFUSED, Standing.DECIDE)
    sheet = tell.waiting_sheet(kind, report, wanted, page._)
    name = page._("Cần sửa – lượt nhập %(number)s", number=found.id)
    return answer.xlsx(page, name, [sheet])


@router.post(HOME + "/{batch_id}/xem-lai")
def check_again(
    session: Write, who: Who, page: Show, form: Form, now: Now, batch_id: int
) -> Response:
    """The dry run once more: another sheet, or after the register has changed."""
    _kind(who, queries.get_batch(session, batch_id).kind, session)
    service.check_again(session, who, batch_id, now, sheet=form.text("sheet"))
    return page.go(f"{HOME}/{batch_id}")


@router.post(HOME + "/{batch_id}/quyet")
def decide(
    session: Write, who: Who, page: Show, form: Form, now: Now, wired: Wired, batch_id: int
) -> Response:
    """Keep what was said of the rows in doubt: of those on the page, or of all at once."""
    found = queries.get_batch(session, batch_id)
    _kind(who, found.kind, session)
    said: dict[int, Decision] = {}
    if word := form.text("all"):
        if word not in set(Decision):
            raise Invalid({"all": "unknown_choice"})
        report = work.read_report(wired, found.report_key)
        said = {row.number: Decision(word) for row in report.of([Standing.DECIDE])}
    else:
        for name in form:
            number = name.removeprefix("row-")
            if name.startswith("row-") and number.isdecimal() and form[name] in set(Decision):
                said[int(number)] = Decision(form[name])
    service.decide(session, who, batch_id, said, now)
    return page.go(f"{HOME}/{batch_id}?loai=decide&trang={_number(form)}")


@router.post(HOME + "/{batch_id}/nap")
def load(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    wired: Wired,
    batch_id: int,
) -> Response:
    """Load what was found good."""
    _kind(who, queries.get_batch(session, batch_id).kind, session)
    try:
        update = form.text("changed") != "keep"
        service.confirm(session, who, batch_id, now, update_changed=update)
    except Invalid as refusal:
        shown = _shown(reads, who, page, Typed([]), now, wired, batch_id)
        raise page.again(refusal, "imports/batch.html", "batch", **shown) from None
    return page.go(f"{HOME}/{batch_id}")


@router.post(HOME + "/{batch_id}/bo")
def discard(session: Write, who: Who, page: Show, now: Now, batch_id: int) -> Response:
    """Put the batch aside."""
    _kind(who, queries.get_batch(session, batch_id).kind, session)
    service.discard(session, who, batch_id, now)
    return page.go(f"{HOME}/{batch_id}")


@router.post(HOME + "/{batch_id}/hoan-tac")
def undo(session: Write, who: Who, page: Show, now: Now, batch_id: int) -> Response:
    """Take back what the batch did."""
    _kind(who, queries.get_batch(session, batch_id).kind, session)
    service.ask_undo(session, who, batch_id, now)
    return page.go(f"{HOME}/{batch_id}")


def _kind(who: Identity, code: str, session: Read | None = None) -> Kind:
    """A kind that this person may bring in. Raises Invalid, NotAllowed
    (`list_closed_to_you` for what a person on the jury may not see)."""
    kind = KINDS.get(code)
    if kind is None:
        raise Invalid({"kind": "unknown_choice" if code else "missing"})
    if not who.has(kind.act):
        raise NotAllowed("not_allowed")
    if session is not None and kind.closed_to(session, who):
        raise NotAllowed("list_closed_to_you")
    return kind


def _list(session: Read, who: Identity, query: Typed) -> dict[str, Any]:
    kinds = [kind for kind in KINDS.values() if who.has(kind.act)]
    units = frozenset().union(*(who.units(kind.act) for kind in kinds))
    number = _number(query)
    found, total = queries.batches(
        session,
        units,
        [kind.code for kind in kinds],
        limit=ON_A_PAGE,
        offset=(number - 1) * ON_A_PAGE,
    )
    places = territory.places(session, units | {b.unit_id for b in found if b.unit_id})
    return {
        "kinds": kinds,
        "places": [places[id_] for id_ in sorted(units) if id_ in places],
        "named": places,
        "batches": found,
        "titles": {kind.code: kind.title for kind in kinds},
        "states": STATES,
        "page_no": number,
        "pages": -(-total // ON_A_PAGE),
        "most_mb": MOST_BYTES // 1_000_000,
    }


def _shown(
    session: Read,
    who: Identity,
    page: Page,
    query: Typed,
    now: datetime,
    wired: Wiring,
    batch_id: int,
) -> dict[str, Any]:
    found = queries.get_batch(session, batch_id)
    kind = _kind(who, found.kind, session)
    place = territory.places(session, [found.unit_id] if found.unit_id else [])
    job = None
    if found.state in BUSY and found.job_id is not None:
        job = jobs_seen.find(session, found.job_id, now)
    kept = queries.kept_items(session, batch_id) if found.state is BatchState.UNDONE else []
    return {
        "batch": found,
        "kind": kind,
        "place": next(iter(place.values()), None),
        "state": STATES[found.state],
        "busy": found.state in BUSY,
        "job": job,
        "unread": _refusal(page, found.refusal),
        "kept": [(one, page.faults(Invalid({"": one.kept_because}))[""]) for one in kept],
        "labels": {one.key: page._(one.label) for one in kind.fields},
        **_report(
            page,
            query,
            wired,
            kind,
            "" if found.state is BatchState.CHECKING else found.report_key,
            found.decisions,
        ),
    }


def _refusal(page: Page, refusal: dict[str, Any]) -> str:
    """Why the file could not be read, in words."""
    if not refusal:
        return ""
    return page.faults(Invalid({"": (refusal["code"], refusal["facts"])}))[""]


def _report(
    page: Page, query: Typed, wired: Wiring, kind: Kind, key: str, said: dict[str, str]
) -> dict[str, Any]:
    """One page of the report's rows, of the standing asked for; none without a report."""
    empty = {"rows": [], "only": "", "page_no": 1, "pages": 0, "standings": tell.STANDINGS}
    words = {"decisions": {one.value: page._(word) for one, word in kind.decisions.items()}}
    if not key:
        return {**empty, **words}
    report = work.read_report(wired, key)
    asked = query.text("loai")
    only = Standing(asked) if asked in set(Standing) else None
    rows = report.of([only]) if only else report.rows
    pages = max(1, -(-len(rows) // ON_A_PAGE))
    number = min(_number(query), pages)
    cut = rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    return {
        **words,
        "rows": [
            tell.shown(kind, report, row, said.get(str(row.number), ""), page._) for row in cut
        ],
        "only": only.value if only else "",
        "page_no": number,
        "pages": pages,
        "standings": tell.STANDINGS,
    }


def _number(query: Typed) -> int:
    typed = query.text("trang")
    return max(1, int(typed)) if typed.isdecimal() and len(typed) < 6 else 1
