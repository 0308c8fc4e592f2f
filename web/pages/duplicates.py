"""Records that may be one thing: compared side by side, merged by a person, looked up, undone.

Nothing merges by itself. A pair is for whoever may merge in the places of both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from core.accounts import queries as accounts
from core.errors import Conflict, Invalid, NotFound
from core.registry import duplicates, merging, queries
from core.registry.kinds import MergerKind, MergerOf
from core.registry.likeness import Pair
from core.registry.merging import Decision
from core.registry.service import told_establishment, told_product
from core.rights import Act
from core.territory import queries as territory
from web import references, wording
from web.deps import Form, Now, Query, Read, Show, Who, Write
from web.establishing import KIND_WORDS
from web.forms import Reading, Typed
from web.page import N_, Page, Redraw

router = APIRouter()

ON_A_PAGE = 50
OF = {"co-so": MergerOf.ESTABLISHMENT, "san-pham": MergerOf.PRODUCT}
LABELS: dict[MergerOf, dict[str, str]] = {
    MergerOf.ESTABLISHMENT: {
        "name": N_("Tên"),
        "kind": N_("Loại cơ sở"),
        "number": N_("Mã số"),
        "unit_id": N_("Địa bàn"),
        "address": N_("Địa chỉ"),
        "representative": N_("Người đại diện"),
        "phone": N_("Điện thoại"),
        "email": N_("E-mail"),
        "website": N_("Trang web"),
        "workers": N_("Số lao động"),
        "story": N_("Câu chuyện"),
    },
    MergerOf.PRODUCT: {
        "name": N_("Tên"),
        "group": N_("Nhóm"),
        "summary": N_("Một câu giới thiệu"),
        "description": N_("Mô tả"),
        "materials": N_("Nguyên liệu"),
        "dimensions": N_("Quy cách"),
        "price_dong": N_("Giá bán (đồng)"),
        "plate": N_("Hình minh hoạ"),
    },
}
GROUP_WORDS = {
    "handicraft": N_("Thủ công mỹ nghệ"),
    "processed_food": N_("Chế biến nông, lâm, thủy sản và đồ uống"),
    "machinery": N_("Thiết bị, máy móc, dụng cụ và phụ tùng cơ khí"),
    "other": N_("Sản phẩm khác"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of both records; `chosen` is the one that stays unless somebody says else."""

    name: str
    label: str
    kept: str
    gone: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Found:
    """A pair with both records."""

    pair: Pair
    one: Any
    other: Any


@router.get("/dieu-hanh/co-so/trung-lap")
def pairs(session: Read, who: Who, page: Show, query: Query) -> Response:
    """Pairs that look alike in one's places, the likeliest first, with what agrees."""
    of = OF.get(query.text("loai"), MergerOf.ESTABLISHMENT)
    units = who.units(Act.ESTABLISHMENT_MERGE)
    look = (
        duplicates.establishment_pairs
        if of is MergerOf.ESTABLISHMENT
        else duplicates.product_pairs
    )
    every = look(session, units)
    number = query.text("trang")
    at = max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1
    shown = every[(at - 1) * ON_A_PAGE : at * ON_A_PAGE]
    ids = {id_ for pair in shown for id_ in (pair.one, pair.other)}
    there: Mapping[int, Any] = (
        queries.establishments(session, ids)
        if of is MergerOf.ESTABLISHMENT
        else queries.products(session, ids)
    )
    return page.show(
        "duplicates/pairs.html",
        of=of.value,
        found=[Found(pair, there[pair.one], there[pair.other]) for pair in shown],
        total=len(every),
        page_no=at,
        pages=-(-len(every) // ON_A_PAGE),
        fault="",
    )


@router.get("/dieu-hanh/co-so/trung-lap/so-sanh")
def compare(session: Read, who: Who, page: Show, query: Query) -> Response:
    """Two records side by side; by their ids, or by codes that somebody typed."""
    return page.show("duplicates/compare.html", **_compared(session, who, page, query))


@router.post("/dieu-hanh/co-so/trung-lap/gop")
def merge(reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """Make one of two, with the values chosen field by field."""
    of = OF.get(form.text("loai"), MergerOf.ESTABLISHMENT)
    kept, gone = _id(form, "giu"), _id(form, "bo")
    try:
        decision = _decision(form, of)
        if of is MergerOf.ESTABLISHMENT:
            made = merging.merge_establishments(
                session, who, kept, gone, decision, references.ESTABLISHMENTS, now
            )
        else:
            made = merging.merge_products(
                session, who, kept, gone, decision, references.PRODUCTS, now
            )
    except Invalid as refusal:
        shown = _compared(reads, who, page, form) | {"typed": form}
        raise page.again(refusal, "duplicates/compare.html", **shown) from None
    except Conflict as refusal:
        shown = _compared(reads, who, page, form) | {"typed": form}
        shown["closed"] = wording.sentence(refusal.code, refusal.facts, page._)
        raise Redraw(page.show("duplicates/compare.html", status=409, **shown)) from None
    return page.go(f"/dieu-hanh/co-so/gop/{made.id}")


@router.post("/dieu-hanh/co-so/trung-lap/khac")
def apart(reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """They are two: not proposed again."""
    of = OF.get(form.text("loai"), MergerOf.ESTABLISHMENT)
    shown = _compared(reads, who, page, form)  # also: may one merge in the places of both
    try:
        duplicates.set_apart(
            session, who, of, _id(form, "giu"), _id(form, "bo"), form.text("reason"), now
        )
    except Invalid as refusal:
        shown |= {"typed": form, "act": "khac"}
        raise page.again(refusal, "duplicates/compare.html", **shown) from None
    slug = next(name for name, kind in OF.items() if kind is of)
    return page.go(f"/dieu-hanh/co-so/trung-lap?loai={slug}")


@router.get("/dieu-hanh/co-so/gop")
def mergers(session: Read, who: Who, page: Show) -> Response:
    """What was merged in one's places, the newest first."""
    rows = merging.mergers_in(session, who)
    return page.show("duplicates/mergers.html", rows=rows, names=_names(session, rows))


@router.get("/dieu-hanh/co-so/gop/{merger_id}")
def merger(session: Read, who: Who, page: Show, merger_id: int) -> Response:
    """One merger: both values of every field, what went over, who and why."""
    return page.show("duplicates/merger.html", **_merger(session, who, page, merger_id))


@router.post("/dieu-hanh/co-so/gop/{merger_id}")
def undo(
    reads: Read, session: Write, who: Who, page: Show, form: Form, now: Now, merger_id: int
) -> Response:
    """Two records again."""
    made = merging.get_merger(reads, who, merger_id)
    given = references.ESTABLISHMENTS if made.of is MergerOf.ESTABLISHMENT else references.PRODUCTS
    try:
        merging.undo(session, who, merger_id, form.text("why"), given, now)
    except Invalid as refusal:
        shown = _merger(reads, who, page, merger_id) | {"typed": form}
        raise page.again(refusal, "duplicates/merger.html", **shown) from None
    return page.go(f"/dieu-hanh/co-so/gop/{merger_id}")


# --- inside -----------------------------------------------------------------------------------


def _id(form: Typed, name: str) -> int:
    typed = form.text(name)
    return int(typed) if typed.isdecimal() and len(typed) < 12 else 0


def _decision(form: Typed, of: MergerOf) -> Decision:
    reading = Reading(form)
    lawful = of is MergerOf.ESTABLISHMENT and form.text("kind") == MergerKind.LAWFUL.value
    kind = MergerKind.LAWFUL if lawful else MergerKind.DUPLICATE
    on = reading.day("happened_on", needed=False) if lawful else None
    reading.settle()
    fields = LABELS[of]
    versions = _id(form, "kept_version"), _id(form, "gone_version")
    return Decision(
        kind,
        frozenset(name for name in fields if form.text(f"f_{name}") == "gone"),
        form.text("reason"),
        versions=versions,
        happened_on=on,
        evidence=form.text("evidence") if lawful else "",
    )


def _compared(session: Read, who: Who, page: Page, asked: Typed) -> dict[str, Any]:
    of = OF.get(asked.text("loai"), MergerOf.ESTABLISHMENT)
    kept, gone = (
        _record(session, who, of, asked, name) for name in (("giu", "ma_giu"), ("bo", "ma_bo"))
    )
    if kept.id == gone.id:
        raise Conflict("merge_with_itself")
    compare_ = (
        duplicates.compare_establishments
        if of is MergerOf.ESTABLISHMENT
        else duplicates.compare_products
    )
    told = told_establishment if of is MergerOf.ESTABLISHMENT else told_product
    return {
        "of": of.value,
        "slug": next(name for name, kind in OF.items() if kind is of),
        "kept": kept,
        "gone": gone,
        "pair": compare_(session, kept.id, gone.id),
        "fields": _fields(session, page, of, told(kept), told(gone)),
        "closed": "",
        "act": "gop",
    }


def _record(session: Read, who: Who, of: MergerOf, asked: Typed, names: tuple[str, str]) -> Any:
    """The record named by id or by code. Raises Invalid, NotFound (also in others' places)."""
    by_id, by_code = names
    if not asked.text(by_code) and not asked.text(by_id):
        raise Invalid({by_code: "missing"})
    found: Any
    if of is MergerOf.ESTABLISHMENT:
        if code := asked.text(by_code):
            found = queries.get_establishment_by_code(session, code)
        else:
            found = queries.get_establishment(session, _id(asked, by_id))
        maker = found.id
    else:
        if code := asked.text(by_code):
            found = queries.get_product_by_code(session, code)
        else:
            found = queries.get_product(session, _id(asked, by_id))
        maker = found.establishment_id or 0
    subject = queries.subject_of_establishment(session, maker)
    if subject is None or not who.may(Act.ESTABLISHMENT_MERGE, subject):
        raise NotFound("not_found")
    return found


def _fields(
    session: Read,
    page: Page,
    of: MergerOf,
    kept: Mapping[str, object],
    gone: Mapping[str, object],
) -> list[Field]:
    """Both values of each field in words; what is empty gives way to what is not."""
    found = []
    for name, label in LABELS[of].items():
        here, there = (_said(session, page, name, one.get(name)) for one in (kept, gone))
        chosen = "gone" if there and not here else "kept"
        found.append(Field(name, page._(label), here, there, chosen))
    return found


def _said(session: Read, page: Page, name: str, value: object) -> str:
    if value is None or value == "":
        return ""
    words = {"kind": KIND_WORDS, "group": GROUP_WORDS}.get(name, {})
    if isinstance(value, str) and value in words:
        return page._(words[value])
    if name == "unit_id" and isinstance(value, int):
        return territory.line(session, value)
    return str(value)


def _names(session: Read, rows: list[Any]) -> dict[tuple[str, int], str]:
    ids = {of: {i for r in rows if r.of is of for i in (r.kept_id, r.gone_id)} for of in MergerOf}
    makers = queries.establishments(session, ids[MergerOf.ESTABLISHMENT])
    things = queries.products(session, ids[MergerOf.PRODUCT])
    named = {("establishment", id_): one.name for id_, one in makers.items()}
    return named | {("product", id_): one.name for id_, one in things.items()}


def _merger(session: Read, who: Who, page: Page, merger_id: int) -> dict[str, Any]:
    made = merging.get_merger(session, who, merger_id)
    account = accounts.find_account(session, made.merged_by)
    undone = accounts.find_account(session, made.undone_by) if made.undone_by else None
    fields = _fields(session, page, made.of, made.kept_before, made.gone_before)
    return {
        "merger": made,
        "fields": fields,
        "names": _names(session, [made]),
        "by": account.name if account else "",
        "undone_by": undone.name if undone else "",
    }
