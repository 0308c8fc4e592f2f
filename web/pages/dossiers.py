"""The maker's dossier: its tasks, one section a page, photos, group, a last look, the receipt."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.entries import parts, queries, returns, rules, service
from contest.entries.kinds import Angle, EntryPath, EntryStatus
from contest.entries.rules import Fault
from contest.entries.service import ChosenPhoto
from contest.entries.statement import find_section, sections
from contest.nominations.forwarding import refusal_of_letter
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.registry.kinds import ProductGroup
from media.queries import photos as photo_views
from media.rules import PRINT_LONG, PRINT_SHORT
from web import dossier_parts, wording
from web.deps import Form, Now, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.lower_certificates import lowers
from web.page import N_, Page, Redraw
from web.photos import Framed, framed_all

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do; `slug` ends its address, `title` is a section's own words.

    Of a dossier that was sent back `open` says whether the desk asked for it, `reason` why.
    """

    slug: str
    title: str
    done: bool
    required: bool
    open: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AlbumRow:
    """A photograph of the product, and how this dossier uses it."""

    photo_id: int
    shown: Framed | None
    small: bool
    used: bool
    order: str
    angle: str
    caption: str


def _said(page: Page, fault: Fault | None) -> str:
    return wording.sentence(*fault, page._) if fault else ""


def _dossier(session: Read, page: Page, now: datetime, entry_id: int) -> dict[str, Any]:
    """What every page about one dossier shows: the entry, whether it is open, what is done."""
    entry = queries.get_entry(session, entry_id)
    contest = entry.contest
    way = queries.way_of(contest)
    # a supplement does not move the filing day: the certificate is asked about that day
    again = entry.status is EntryStatus.SUPPLEMENT
    on = day_in_vietnam(entry.filed_at if again and entry.filed_at else now)
    found = lowers(session, [entry.product_id], on)
    lower = rules.best_lower(way, found.get(entry.product_id, []))
    way_fault = rules.ladder_refusal(way, lower, entry.forwarding_letter)
    by_letter = rules.path_of(way, lower, entry.forwarding_letter) is EntryPath.FORWARDING_LETTER
    letter_fault = (
        refusal_of_letter(session, contest, entry.establishment.unit_id) if by_letter else None
    )
    way_fault = way_fault or letter_fault
    least = queries.least_photos(contest)
    items = [
        Task(one.key, one.title, bool(entry.statement.get(one.key)), one.required)
        for one in sections()
    ]
    items.append(Task("anh", "", len(entry.photos) >= least, True))
    items.append(Task("nhom", "", entry.group is not None and way_fault is None, True))
    waits = returns.find_open(session, entry_id)
    parts_asked = returns.asked_parts(entry, waits)
    asked = dossier_parts.asked(waits, dossier_parts.names(page, entry)) if again else []
    if parts_asked is not None:
        items = _sent_back(items, entry, asked)
    window = queries.window_of(contest)
    refusal = rules.refusal_to_change(entry.status, entry.answer_by, window, now)
    return {
        "entry": entry,
        "open": refusal is None,
        "closed": _said(page, refusal),
        "way": way,
        "lower": lower,
        "way_fault": _said(page, way_fault),
        "letter_fault": letter_fault,
        "least_photos": least,
        "items": items,
        "done": sum(1 for one in items if one.required and one.open and one.done),
        "needed": sum(1 for one in items if one.required and one.open),
        "asked": asked,
        "asked_note": waits.note if waits and again else "",
        "parts_asked": parts_asked,
        "read_only": False,
        "step": "",
        "album_url": f"/ho-so/san-pham/{entry.product_id}",
    }


def _sent_back(items: list[Task], entry: Any, asked: list[dossier_parts.Asked]) -> list[Task]:
    """The tasks of a dossier that was sent back: done where they read otherwise now."""
    content = returns.content_of(entry)
    by = {row.slug: row for row in asked}
    found = []
    for one in items:
        row = by.get(one.slug)
        done = one.done
        if row is not None:
            done = parts.has_changed(row.part, row.item.before, row.item.answer, content)
        open_ = row is not None
        found.append(replace(one, open=open_, done=done, reason=row.reason if row else ""))
    papers = [row for row in asked if row.slug == dossier_parts.PAPERS]
    if papers:
        told = all(row.item.answer for row in papers)
        why = " ".join(row.reason for row in papers)
        found.append(Task(dossier_parts.PAPERS, "", told, True, reason=why))
    return found


def _read_only(values: dict[str, Any], part: str) -> dict[str, Any]:
    """The page of a part that the desk did not ask to change is only read."""
    asked = values["parts_asked"]
    return values | {"read_only": asked is not None and part not in asked}


@router.get("/ho-so/du-thi/{entry_id}")
def task_list(session: Read, page: Show, now: Now, entry_id: int) -> Response:
    """The start of every sitting: what is done, what is not, until when."""
    found = _dossier(session, page, now, entry_id)
    entry = found["entry"]
    may_withdraw = (
        rules.refusal_to_move(entry.status, EntryStatus.WITHDRAWN) is None
        and rules.refusal_to_screen(entry.contest.stage) is None
    )
    return page.show(
        "dossiers/task_list.html",
        **found,
        events=queries.events(session, entry_id),
        may_withdraw=may_withdraw,
    )


# --- photos, group ----------------------------------------------------------------------------


def _album(session: Read, entry: Any, typed: Typed | None = None) -> list[AlbumRow]:
    chosen = {one.photo_id: one for one in entry.photos}
    own = queries.album(session, entry.product_id)
    own += queries.album_left(session, [i for i in chosen if i not in {o.photo_id for o in own}])
    shown = framed_all(photo_views(session, [one.photo_id for one in own]))
    rows = []
    for at, one in enumerate(own, start=1):
        use, id_ = chosen.get(one.photo_id), one.photo_id
        small = min(one.width, one.height) < PRINT_SHORT or max(one.width, one.height) < PRINT_LONG
        row = AlbumRow(
            photo_id=id_,
            shown=shown.get(id_),
            small=small,
            used=use is not None or not chosen,  # at first all are offered ticked
            order=str(use.position if use else at),
            angle=use.angle if use else Angle.OTHER,
            caption=use.caption if use else one.caption,
        )
        if typed is not None:
            row = AlbumRow(
                id_,
                row.shown,
                small,
                typed.ticked(f"use_{id_}"),
                typed.text(f"order_{id_}") or row.order,
                typed.text(f"angle_{id_}") or Angle.OTHER,
                typed.text(f"caption_{id_}"),
            )
        rows.append(row)
    rows.sort(key=lambda row: (not row.used, _whole(row.order)))
    return rows


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@router.get("/ho-so/du-thi/{entry_id}/anh")
def photos(session: Read, page: Show, now: Now, entry_id: int) -> Response:
    """The product's photographs: which of them stand in the dossier, in what order."""
    found = _dossier(session, page, now, entry_id)
    rows = _album(session, found["entry"])
    found = _read_only(found, parts.PHOTOS)
    return page.show("dossiers/photos.html", **found | {"step": page._("Ảnh")}, rows=rows)


@router.post("/ho-so/du-thi/{entry_id}/anh")
def save_photos(
    session: Write, who: Who, page: Show, form: Form, now: Now, entry_id: int
) -> Response:
    """Keep the choice; order is as numbered, equal numbers as they stand in the album."""
    found = _dossier(session, page, now, entry_id)
    rows = _album(session, found["entry"], form)
    values = found | {"rows": rows, "step": page._("Ảnh"), "typed": form}
    reading = Reading(form)
    chosen = [
        ChosenPhoto(
            row.photo_id,
            reading.choice(f"angle_{row.photo_id}", Angle),
            reading.text(f"caption_{row.photo_id}", 200),
        )
        for row in rows
        if row.used
    ]
    own = {row.photo_id for row in rows}
    sent = [_whole(name.removeprefix("use_")) for name in form if name.startswith("use_")]
    chosen += [ChosenPhoto(id_) for id_ in sent if id_ not in own]  # the service refuses them
    try:
        reading.settle()
        service.set_photos(session, who, entry_id, chosen, now)
    except Invalid as refusal:
        raise page.again(refusal, "dossiers/photos.html", **values) from None
    except Conflict as refusal:
        raise _kept(page, refusal, "dossiers/photos.html", values) from None
    return page.go(f"/ho-so/du-thi/{entry_id}")


@router.get("/ho-so/du-thi/{entry_id}/nhom")
def group(session: Read, page: Show, now: Now, entry_id: int) -> Response:
    """The product group that the maker proposes, and what opens the way to this level."""
    found = _dossier(session, page, now, entry_id)
    entry = found["entry"]
    typed = {"group": entry.group, "forwarding_letter": entry.forwarding_letter}
    found = _read_only(found, parts.GROUP)
    return page.show("dossiers/group.html", **found | {"step": page._("Nhóm")}, typed=typed)


@router.post("/ho-so/du-thi/{entry_id}/nhom")
def save_group(
    session: Write, who: Who, page: Show, form: Form, now: Now, entry_id: int
) -> Response:
    """Keep the group and the letter."""
    reading = Reading(form)
    chosen = reading.choice("group", ProductGroup)
    letter = reading.text("forwarding_letter", rules.MOST_NOTE)
    try:
        reading.settle()
        service.set_group(session, who, entry_id, chosen, letter, now)
    except (Invalid, Conflict) as refusal:
        values = _dossier(session, page, now, entry_id) | {
            "step": page._("Nhóm"),
            "typed": {"group": form.text("group"), "forwarding_letter": letter},
        }
        if isinstance(refusal, Invalid):
            raise page.again(refusal, "dossiers/group.html", **values) from None
        raise _kept(page, refusal, "dossiers/group.html", values) from None
    return page.go(f"/ho-so/du-thi/{entry_id}")


# --- papers the desk asked for -----------------------------------------------------------------


@router.get("/ho-so/du-thi/{entry_id}/giay-to")
def papers(session: Read, page: Show, now: Now, entry_id: int) -> Response:
    """Papers that are missing: why, and how the maker sends them."""
    found = _papers(session, page, now, entry_id)
    if not found["papers"]:
        return page.go(f"/ho-so/du-thi/{entry_id}")
    return page.show("dossiers/papers.html", **found)


@router.post("/ho-so/du-thi/{entry_id}/giay-to")
def save_papers(
    session: Write, who: Who, page: Show, form: Form, now: Now, entry_id: int
) -> Response:
    """Keep how each paper was sent."""
    values = _papers(session, page, now, entry_id)
    answers = {row.part: form.text(row.part) for row in values["papers"]}
    try:
        service.answer_papers(session, who, entry_id, answers, now)
    except Invalid as refusal:
        raise page.again(refusal, "dossiers/papers.html", **values | {"typed": form}) from None
    except Conflict as refusal:
        raise _kept(page, refusal, "dossiers/papers.html", values | {"typed": form}) from None
    return page.go(f"/ho-so/du-thi/{entry_id}")


def _papers(session: Read, page: Page, now: datetime, entry_id: int) -> dict[str, Any]:
    found = _dossier(session, page, now, entry_id)
    rows = [row for row in found["asked"] if row.slug == dossier_parts.PAPERS]
    typed = {row.part: row.item.answer for row in rows}
    return found | {"papers": rows, "typed": typed, "step": page._(N_("Giấy tờ cần bổ sung"))}


# --- the last look, filing, withdrawing -------------------------------------------------------


def _last_look(session: Read, page: Page, now: datetime, entry_id: int) -> dict[str, Any]:
    found = _dossier(session, page, now, entry_id)
    entry = found["entry"]
    views = photo_views(session, [one.photo_id for one in entry.photos])
    content = returns.content_of(entry)
    return found | {
        "step": page._("Xem lại và gửi"),
        "sections": sections(),
        "shown": framed_all(views),
        "unchanged": [
            row.title
            for row in found["asked"]
            if not parts.has_changed(row.part, row.item.before, row.item.answer, content)
        ],
    }


@router.get("/ho-so/du-thi/{entry_id}/kiem-tra")
def last_look(session: Read, page: Show, now: Now, entry_id: int) -> Response:
    """Everything once more on one page, each part with its "Sửa"; then the declaration."""
    return page.show("dossiers/check.html", **_last_look(session, page, now, entry_id))


@router.post("/ho-so/du-thi/{entry_id}/nop")
def file(session: Write, who: Who, page: Show, form: Form, now: Now, entry_id: int) -> Response:
    """Hand it in. The lower certificate is looked up here: its state on this day decides."""
    found = _last_look(session, page, now, entry_id)
    entry = found["entry"]
    try:
        if found["letter_fault"] is not None:
            code, facts = found["letter_fault"]
            raise Conflict(code, **facts)
        service.file(
            session,
            who,
            entry_id,
            group=entry.group,
            lower=found["lower"],
            forwarding_letter=entry.forwarding_letter,
            declared=form.ticked("declared"),
            now=now,
        )
    except Invalid as refusal:
        raise page.again(refusal, "dossiers/check.html", **found | {"typed": form}) from None
    except Conflict as refusal:
        raise _kept(page, refusal, "dossiers/check.html", found | {"typed": form}) from None
    return page.go(f"/ho-so/du-thi/{entry_id}/bien-nhan")


@router.post("/ho-so/du-thi/{entry_id}/rut")
def withdraw(session: Write, who: Who, page: Show, now: Now, entry_id: int) -> Response:
    """Take it back."""
    service.withdraw(session, who, entry_id, now)
    return page.go(f"/ho-so/du-thi/{entry_id}")


@router.get("/ho-so/du-thi/{entry_id}/bien-nhan")
def receipt(session: Read, page: Show, entry_id: int) -> Response:
    """The code to ask by, what was filed and when, and everything that happened since."""
    entry = queries.get_entry(session, entry_id)
    if entry.filed_at is None:
        return page.go(f"/ho-so/du-thi/{entry_id}")
    return page.show(
        "dossiers/receipt.html",
        entry=entry,
        step=page._("Giấy biên nhận"),
        events=queries.events(session, entry_id),
    )


# --- one section ------------------------------------------------------------------------------


def _section(session: Read, page: Page, now: datetime, entry_id: int, key: str) -> dict[str, Any]:
    section = find_section(key)
    if section is None:
        raise NotFound("not_found")
    found = _dossier(session, page, now, entry_id)
    return found | {
        "section": section,
        "step": page._(section.title),
        "text": found["entry"].statement.get(key, ""),
        "conflict": "",
        "kept": None,
        "saved_at": None,
    }


@router.get("/ho-so/du-thi/{entry_id}/{section}")
def section(session: Read, page: Show, now: Now, entry_id: int, section: str) -> Response:
    """One section of the statement, with help and an example."""
    values = _read_only(_section(session, page, now, entry_id, section), section)
    return page.show("dossiers/section.html", **values)


@router.post("/ho-so/du-thi/{entry_id}/{section}")
def save_section(
    session: Write, who: Who, page: Show, form: Form, now: Now, entry_id: int, section: str
) -> Response:
    """Keep the text: by the button, or by itself two seconds after a pause (htmx).

    Another tab's text is never overwritten in silence: 409 shows both.
    """
    template, text = "dossiers/section.html", form.text("text")
    version = _whole(form.text("version"))
    try:
        service.save_statement(session, who, entry_id, section, text, version, now)
    except (Invalid, Conflict) as refusal:
        values = _section(session, page, now, entry_id, section)
        kept, values["text"] = values["text"], text
        if isinstance(refusal, Invalid):
            raise page.again(refusal, template, "saved", **values) from None
        elsewhere = refusal.code == "section_changed_elsewhere"
        if elsewhere or page.wants_fragment:
            values["conflict"] = _said(page, (refusal.code, refusal.facts))
            values["kept"] = kept if elsewhere else None
        raise Redraw(page.show(template, "conflict", status=409, **values)) from None
    if page.wants_fragment:
        values = _section(session, page, now, entry_id, section) | {"saved_at": now}
        return page.show(template, "saved", "version", **values)
    return page.go(f"/ho-so/du-thi/{entry_id}")


def _kept(page: Page, refusal: Conflict, template: str, values: dict[str, Any]) -> Redraw:
    """To raise: 409 with the reason on top of the page, and everything typed still there."""
    said = _said(page, (refusal.code, refusal.facts))
    return Redraw(page.show(template, status=409, **values | {"closed": said}))
