"""The scoring frame of a contest: propose it, see whether it adds up, approve it, read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import frame as frames
from contest.contests import queries, rulebook, service
from contest.contests.frame import CriterionDraft
from contest.contests.kinds import Stage
from contest.scoring.points import read_points
from core.accounts.queries import names
from core.errors import Invalid, NotFound
from core.rights import Act
from web import room
from web import shown as words
from web.deps import About, Form, Now, Query, Read, Show, Who, Write
from web.forms import Typed
from web.page import Page

router = APIRouter()

LETTERS = "abcdeghiklmnopqrstuvxy"
"""How sub-points are lettered in Vietnamese papers; parts and their children are numbered."""

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion in the form. `typed` is what stands in its points field."""

    code: str
    id: str  # the code, fit for an element's id
    name: str
    guidance: str
    typed: str
    depth: int
    leaf: bool
    part: bool
    sum: int
    most: int | None
    may_add: bool


@router.get("/dieu-hanh/binh-chon/{contest}/khung-diem")
def shown(session: Read, page: Show, query: Query, about: About, contest: str) -> Response:
    """The newest frame; `sua` opens it for a new proposal."""
    values = _values(session, page, about, contest)
    edits = values["may_propose"] and (values["frame"] is None or query.ticked("sua"))
    if edits:
        found = values["frame"]
        tree = service.drafts(found) if found else list(rulebook.default_frame())
        return page.show("contests/frame_form.html", **values, **_form_values(tree, {}, values))
    return page.show("contests/frame.html", **values)


@router.post("/dieu-hanh/binh-chon/{contest}/khung-diem")
def propose(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, contest: str
) -> Response:
    """A new version for the council chair."""
    of = queries.get_contest(session, contest)
    tree, typed, faults = _read(form, queries.rules_of(of).frame_maxima)
    try:
        if faults:
            raise Invalid(dict(faults))
        service.propose_frame(session, who, of.id, tree, now)
    except Invalid as refusal:
        values = _values(session, page, about, contest)
        beside = Invalid({_field(code): reason for code, reason in refusal.fields.items()})
        raise page.again(
            beside,
            "contests/frame_form.html",
            "form",
            **values,
            **_form_values(tree, typed, values),
        ) from None
    return page.go(f"{room.address(of)}/khung-diem")


@router.post("/dieu-hanh/binh-chon/{contest}/khung-diem/tinh")
def reckon(session: Read, page: Show, form: Form, about: About, contest: str) -> Response:
    """The sums of what stands in the form; also adds or takes away a row. Nothing is kept."""
    values = _values(session, page, about, contest)
    tree, typed, _ = _read(form, values["maxima"])
    act, _, code = form.text("act").partition(":")
    if act == "add":
        tree = _with_child(tree, code)
    elif act == "drop":
        tree = [one for one in tree if one.code != code and not one.code.startswith(f"{code}.")]
    filled = _form_values(tree, typed, values)
    block = "form" if act in ("add", "drop") else "sums"
    return page.show("contests/frame_form.html", block, **values, **filled)


@router.post("/dieu-hanh/binh-chon/{contest}/khung-diem/{frame_id}/duyet")
def approve(
    session: Write, who: Who, page: Show, now: Now, contest: str, frame_id: int
) -> Response:
    """The council chair approves the newest version."""
    of = queries.get_contest(session, contest)
    if queries.get_frame(session, frame_id).contest_id != of.id:
        raise NotFound("frame_missing")
    service.approve_frame(session, who, frame_id, now)
    return page.go(f"{room.address(of)}/khung-diem")


def _field(code: str) -> str:
    """The field a criterion's fault stands beside."""
    return f"points-{_id(code)}" if code else ""


def _id(code: str) -> str:
    return code.replace(".", "-")


def _values(session: Read, page: Page, about: About, contest: str) -> dict[str, Any]:
    of = queries.get_contest(session, contest)
    frame = queries.latest_frame(session, of.id)
    open_ = of.stage in (Stage.DRAFT, Stage.OPEN)
    by = names(session, [frame.proposed_by, frame.approved_by or 0]) if frame else {}
    return {
        "contest": of,
        "room": room.links(page, of, about),
        "frame": frame,
        "proposer": by.get(frame.proposed_by, "") if frame else "",
        "approver": by.get(frame.approved_by or 0, "") if frame else "",
        "maxima": queries.rules_of(of).frame_maxima,
        "may_propose": open_ and page.may(Act.FRAME_PROPOSE, about),
        "may_approve": open_ and page.may(Act.FRAME_APPROVE, about),
    }


def _read(form: Typed, maxima: Any) -> tuple[list[CriterionDraft], dict[str, str], dict[str, str]]:
    """The tree as typed, the points fields as typed, and faults of points by code.

    The code says the parent ("I.2.a" lies in "I.2"). A parent's points are the sum below it, a
    part's those of the rules: neither is taken from the browser.
    """
    rows, typed, faults = [], {}, {}
    for code in form.many("code")[: frames.MOST_CRITERIA + 1]:
        text = form.text(f"points-{_id(code)}")
        typed[code] = text
        try:
            points = read_points(text)
        except ValueError as fault:
            points, faults[code] = None, str(fault)
        rows.append(
            CriterionDraft(
                code=code,
                parent_code=code.rpartition(".")[0] or None,
                name=form.text(f"name-{_id(code)}")[:300],
                max_points=points,
                guidance=form.text(f"guidance-{_id(code)}")[:1000],
            )
        )
    return _summed(rows, maxima), typed, faults


def _summed(rows: Sequence[CriterionDraft], maxima: Any) -> list[CriterionDraft]:
    found, scored = frames.sums(rows), frames.leaves(rows)
    return [
        CriterionDraft(
            one.code,
            one.parent_code,
            one.name,
            maxima.get(one.code, 0)
            if one.parent_code is None
            else one.max_points
            if one.code in scored
            else found[one.code],
            one.guidance,
        )
        for one in rows
    ]


def _with_child(tree: list[CriterionDraft], code: str) -> list[CriterionDraft]:
    """The tree with an empty criterion at the end of what lies below `code`."""
    places = [i for i, one in enumerate(tree) if one.code == code]
    if not places or code.count(".") + 2 > DEEPEST:
        return tree
    below = {one.code for one in frames.children(tree, code)}
    names_ = LETTERS if "." in code else [str(n) for n in range(1, 30)]
    free = next((f"{code}.{one}" for one in names_ if f"{code}.{one}" not in below), None)
    if free is None:
        return tree
    last = max(
        i for i, one in enumerate(tree) if one.code == code or one.code.startswith(f"{code}.")
    )
    return [*tree[: last + 1], CriterionDraft(free, code, "", None), *tree[last + 1 :]]


def _form_values(
    tree: Sequence[CriterionDraft], typed: dict[str, str], values: dict[str, Any]
) -> dict[str, Any]:
    maxima = values["maxima"]
    found, scored = frames.sums(tree), frames.leaves(tree)
    rows = [
        Row(
            code=one.code,
            id=_id(one.code),
            name=one.name,
            guidance=one.guidance,
            typed=typed[one.code] if one.code in typed else _points(one.max_points),
            depth=one.code.count("."),
            leaf=one.code in scored,
            part=one.parent_code is None,
            sum=found[one.code],
            most=maxima.get(one.code),
            may_add=one.code.count(".") + 2 <= DEEPEST,
        )
        for one in tree
    ]
    return {"rows": rows}


def _points(points: int | None) -> str:
    return "" if points is None else words.points(points)
