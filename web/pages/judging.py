"""The juror's pages: my juries, my list, one product's sheet. Nobody else's work is here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Response

from contest.bodies.kinds import RecusalSource
from contest.bodies.recusals import recuse
from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.entries.statement import sections
from contest.samples import queries as samples
from contest.scoring import queries, rules, service
from contest.scoring.old_sheets import old_sheets
from contest.scoring.points import read_points
from contest.scoring.queries import Assigned
from contest.scoring.service import Bench
from core.errors import Conflict, Invalid, NotAllowed
from core.identity import Identity
from media import queries as media
from web.deps import Form, Now, Read, Show, Who, Write
from web.forms import Typed
from web.page import Page, Redraw
from web.photos import Framed, framed_all

router = APIRouter()

POINTS = "p_"
SHEET = "judging/sheet.html"
Faults = dict[str, str | tuple[str, dict[str, object]]]


@router.get("/cham-diem")
def juries(session: Read, who: Who, page: Show, now: Now) -> Response:
    """The contests whose jury I sit on, those being judged first, and how far I have come."""
    places = queries.places_of(session, who.account_id)
    return page.show(
        "judging/juries.html",
        "list",
        places=sorted(places, key=lambda one: one.contest.stage is not Stage.JUDGING),
        over=lambda contest: rules.judging_over(contest.judging_until, now),
    )


@router.get("/cham-diem/{contest}")
def products(session: Read, who: Who, page: Show, now: Now, contest: str) -> Response:
    """The products I score in one contest, in an order of my own."""
    found = contests.get_contest(session, contest)
    seat = queries.find_jury_seat(session, found.id, who.account_id)
    if seat is None:
        raise NotAllowed("not_on_jury")
    if found.stage in (Stage.DRAFT, Stage.OPEN):
        raise Conflict("judging_not_open")
    rows = queries.assigned(session, found.id, seat.id)
    return page.show(
        "judging/products.html",
        "list",
        contest=found,
        rows=rows,
        photos=_photos(session, rows),
        leaves=_leaves(session, found.id, rows),
        again=sum(one.again and one.signed_at is None for one in rows),
        rules=contests.rules_of(found),
        next=next_unsigned(rows, 0),
        open=found.stage is Stage.JUDGING and not rules.judging_over(found.judging_until, now),
    )


@router.get("/cham-diem/phieu/{entry_id}")
def sheet(session: Read, who: Who, page: Show, now: Now, entry_id: int) -> Response:
    """One product: its dossier and my sheet."""
    bench = service.open_bench(session, who, entry_id, now)
    return page.show(SHEET, "sheet", **_shown(session, bench))


@router.post("/cham-diem/phieu/{entry_id}")
def save(session: Write, who: Who, page: Show, form: Form, now: Now, entry_id: int) -> Response:
    """Keep what was typed; with `act` sign it, or go on to the next product.

    A field alone (from the page's script) is kept alone; the whole form works without it.
    """
    bench = service.open_bench(session, who, entry_id, now, writing=True)
    act = form.text("act")
    try:
        points, remark = _read(form, bench)
        if act == "sign" and bench.signed and bench.says(points, remark):
            return _onwards(session, page, bench)  # a second click on "sign"
        keep = service.save_and_sign if act == "sign" else service.save_sheet
        keep(session, who, entry_id, points, remark, now, version=_version(form))
    except Invalid as refusal:
        named = Invalid({_field(key): fault for key, fault in refusal.fields.items()})
        values = _kept(bench, form) if page.wants_fragment else _shown(session, bench, form)
        raise page.again(named, SHEET, "total", "slots", **values) from None
    except Conflict as refusal:
        if refusal.code != "sheet_changed_elsewhere":
            raise
        raise _both_shown(session, page, who, form, now, entry_id) from None
    if act in ("sign", "next"):
        return _onwards(session, page, bench)
    if page.wants_fragment:
        fresh = service.open_bench(session, who, entry_id, now)
        return page.show(SHEET, "total", "slots", **_kept(fresh, form))
    return page.go(f"/cham-diem/phieu/{entry_id}")


@router.post("/cham-diem/phieu/{entry_id}/khong-cham")
def declare(session: Write, who: Who, page: Show, form: Form, now: Now, entry_id: int) -> Response:
    """I am tied to this entrant: I do not score the product, and it leaves my list."""
    bench = service.open_bench(session, who, entry_id, now)
    reason = form.text("reason")[: rules.MOST_REMARK]
    source = RecusalSource.DECLARED_BY_JUROR
    try:
        recuse(session, who, bench.seat.id, entry_id, source, reason, now)
    except Invalid as refusal:
        raise page.again(refusal, SHEET, "sheet", **_shown(session, bench)) from None
    return page.go(f"/cham-diem/{bench.contest.slug}")


# ------------------------------------------------------------------------------------- reading


def _read(form: Typed, bench: Bench) -> tuple[dict[int, int | None], str | None]:
    """The points and the remark as typed. Raises Invalid for every field at fault at once."""
    points: dict[int, int | None] = {}
    found: Faults = {}
    for name in form:
        if not name.startswith(POINTS):
            continue
        key = name.removeprefix(POINTS)
        if not key.isdecimal() or len(key) > 12:
            found[""] = "criterion_unknown"
            continue
        try:
            points[int(key)] = read_points(form.text(name))
        except ValueError as fault:
            found[key] = str(fault)
    remark = form.text("remark") if "remark" in form else None
    if found:
        # Beside what cannot be read, say what else is wrong, so nobody is sent back twice.
        also = {str(id_): fault for id_, fault in rules.faults(bench.leaves, points).items()}
        raise Invalid({**also, **found})
    return points, remark


def _field(key: str) -> str:
    return f"{POINTS}{key}" if key.isdecimal() else key if key == "remark" else ""


def _version(form: Typed) -> int | None:
    typed = form.text("version")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


# ------------------------------------------------------------------------------------- showing


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sheet: a heading, or a criterion with its field."""

    name: str
    code: str
    label: str
    guidance: str
    max_points: int
    leaf: bool
    depth: int
    value: str | int | None
    stored: int | None


def _rows(bench: Bench, form: Typed | None) -> list[Row]:
    depths: dict[str, int] = {}
    stored = bench.points
    rows = []
    for one in bench.criteria:
        depth = depths[one.code] = depths.get(one.parent_code or "", -1) + 1
        name = f"{POINTS}{one.id}"
        value = form.text(name) if form is not None and name in form else stored.get(one.id)
        rows.append(
            Row(
                name=name,
                code=one.code,
                label=one.name,
                guidance=one.guidance,
                max_points=one.max_points,
                leaf=one.leaf,
                depth=depth,
                value=value,
                stored=stored.get(one.id),
            )
        )
    return rows


def _kept(bench: Bench, form: Typed | None) -> dict[str, Any]:
    """What the blocks that answer one kept field need."""
    return {
        "bench": bench,
        "entry": bench.entry,
        "most": sum(leaf.max_points for leaf in bench.leaves),
        "posted": [name for name in form or () if name.startswith(POINTS) or name == "remark"],
    }


def _shown(
    session: Read,
    bench: Bench,
    form: Typed | None = None,
    elsewhere: Mapping[str, int | None] | None = None,
) -> dict[str, Any]:
    """Everything the sheet's template needs. `elsewhere`: field → what another tab has saved."""
    listed = queries.assigned(session, bench.contest.id, bench.seat.id)
    at = next((i for i, one in enumerate(listed) if one.entry_id == bench.entry.id), 0)
    views = media.photos(session, [one.photo_id for one in bench.entry.photos])
    frames = framed_all(views)
    said = bench.sheet.remark if bench.sheet else ""
    return {
        **_kept(bench, form),
        "contest": bench.contest,
        "rules": contests.rules_of(bench.contest),
        "rows": _rows(bench, form),
        "remark": form.text("remark") if form is not None and "remark" in form else said,
        "elsewhere": elsewhere or {},
        "photos": [frames[p.photo_id] for p in bench.entry.photos if p.photo_id in frames],
        "statement": [(one.title, bench.entry.statement.get(one.key, "")) for one in sections()],
        "method": samples.methods(session, [bench.entry.id]).get(bench.entry.id),
        "old_sheets": old_sheets(session, bench.entry.id, bench.seat.id),
        "number": at + 1,
        "count": len(listed),
        "before": listed[at - 1].entry_id if at else None,
        "after": listed[at + 1].entry_id if at + 1 < len(listed) else None,
    }


def _leaves(session: Read, contest_id: int, rows: list[Assigned]) -> dict[int, int]:
    """Entry → how many criteria its group's frame has to score."""
    frames = contests.frames_in_force(session, contest_id)
    found = {}
    for row in rows:
        frame = frames.of(row.group)
        found[row.entry_id] = sum(one.leaf for one in frame.criteria) if frame else 0
    return found


def _both_shown(
    session: Read, page: Page, who: Identity, form: Typed, now: datetime, entry_id: int
) -> Redraw:
    """409: what is stored beside what was typed. Sent again, the typed one is meant."""
    bench = service.open_bench(session, who, entry_id, now)
    points, remark = _read(form, bench)
    version = _version(form)
    found = service.clashes(session, bench, points, remark, 0 if version is None else version)
    stored = bench.points
    elsewhere = {_field(key): stored.get(int(key)) for key in found if key.isdecimal()}
    response = page.show(
        SHEET,
        "sheet",
        status=409,
        **_shown(session, bench, form, elsewhere),
        conflict=True,
        remark_elsewhere=bench.sheet.remark if bench.sheet and "remark" in found else None,
    )
    if page.wants_fragment:
        response.headers["HX-Retarget"] = "#sheet"
        response.headers["HX-Reswap"] = "outerHTML"
    return Redraw(response)


def _photos(session: Read, rows: list[Assigned]) -> dict[int, Framed]:
    ids = [one.photo_id for one in rows if one.photo_id is not None]
    return framed_all(media.photos(session, ids))


def next_unsigned(rows: list[Assigned], start: int) -> Assigned | None:
    """The first product I have not signed, from this place on and round the list, or None."""
    around = [*rows[start:], *rows[:start]]
    return next((one for one in around if one.signed_at is None), None)


def _onwards(session: Read, page: Page, bench: Bench) -> Response:
    rows = queries.assigned(session, bench.contest.id, bench.seat.id)
    at = next((i for i, one in enumerate(rows) if one.entry_id == bench.entry.id), -1)
    others = [one for one in rows if one.entry_id != bench.entry.id]
    found = next_unsigned(others, max(at, 0))
    if found is None:
        return page.go(f"/cham-diem/{bench.contest.slug}")
    return page.go(f"/cham-diem/phieu/{found.entry_id}")
