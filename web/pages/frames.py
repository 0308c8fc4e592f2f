"""The scoring frame of a contest: propose it, see whether it adds up, approve it, read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import frame as frames
from contest.contests import framing, queries, rulebook
from contest.contests.frame import CriterionDraft
from contest.contests.kinds import FrameStatus, Stage, reached
from contest.scoring import versions
from contest.scoring.old_sheets import sheets_of_groups
from contest.scoring.points import read_points
from core.accounts.queries import names
from core.errors import Conflict, Invalid, NotFound
from core.registry.kinds import ProductGroup
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

EVERY_GROUP = ""


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


@dataclass(frozen=True, slots=True)
class Scope:
    """What one line of the list of frames says: every group's frame, or a group's own."""

    key: str
    name: str
    frame: Any  # the newest version, or None: the group is scored by the one of all groups
    in_force: Any
    sheets: int


@router.get("/dieu-hanh/binh-chon/{contest}/khung-diem")
def shown(session: Read, page: Show, query: Query, about: About, contest: str) -> Response:
    """The frames: of all groups, and of groups that have their own. `nhom` chooses one, `ban` an
    older version; `sua` opens it for a new proposal."""
    scope = _scope(query.text("nhom"))
    values = _values(session, page, about, contest, scope, query.text("ban"))
    nothing = values["frame"] is None and not values["serves"]
    if values["may_propose"] and (nothing or query.ticked("sua")):
        found = values["frame"] or values["serves"]
        tree = framing.drafts(found) if found else list(rulebook.default_frame())
        filled = _form_values(tree, {}, values)
        return page.show("contests/frame_form.html", **values, **filled)
    return page.show("contests/frame.html", **values)


@router.post("/dieu-hanh/binh-chon/{contest}/khung-diem")
def propose(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, contest: str
) -> Response:
    """A new version for the council chair."""
    of = queries.get_contest(session, contest)
    tree, typed, faults = _read(form, queries.rules_of(of).frame_maxima)
    scope = _scope(form.text("group"))
    try:
        if faults:
            raise Invalid(dict(faults))
        framing.propose(session, who, of.id, tree, now, group=scope, reason=form.text("reason"))
    except Invalid as refusal:
        values = _values(session, page, about, contest, scope)
        beside = Invalid({_field(code): reason for code, reason in refusal.fields.items()})
        raise page.again(
            beside,
            "contests/frame_form.html",
            "form",
            **{**values, "typed": form},
            **_form_values(tree, typed, values),
        ) from None
    return page.go(_address(of, scope))


@router.post("/dieu-hanh/binh-chon/{contest}/khung-diem/bo-rieng")
def withdraw(session: Write, who: Who, page: Show, form: Form, now: Now, contest: str) -> Response:
    """A group has no frame of its own any more: that of all groups serves it."""
    of = queries.get_contest(session, contest)
    scope = _scope(form.text("group"))
    if scope is None:
        raise Conflict("frame_missing")
    framing.withdraw(session, who, of.id, scope, now)
    return page.go(_address(of, scope))


@router.post("/dieu-hanh/binh-chon/{contest}/khung-diem/tinh")
def reckon(session: Read, page: Show, form: Form, about: About, contest: str) -> Response:
    """The sums of what stands in the form; also adds or takes away a row. Nothing is kept."""
    values = _values(session, page, about, contest, _scope(form.text("group")))
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
    """The council chair approves the newest version; while the jury scores it is in force at
    once, and the sheets of its group are to be scored anew."""
    of = queries.get_contest(session, contest)
    if queries.get_frame(session, frame_id).contest_id != of.id:
        raise NotFound("frame_missing")
    frame = versions.approve(session, who, frame_id, now)
    return page.go(_address(of, frame.group))


def _field(code: str) -> str:
    """The field a criterion's fault stands beside."""
    return code if code in ("", "group", "reason") else f"points-{_id(code)}"


def _id(code: str) -> str:
    return code.replace(".", "-")


def _scope(text: str) -> ProductGroup | None:
    """The group that an address or a form names. Raises NotFound for one that is none."""
    try:
        return ProductGroup(text) if text else None
    except ValueError:
        raise NotFound("frame_missing") from None


def _address(of: Any, scope: ProductGroup | None) -> str:
    return room.address(of, "/khung-diem") + (f"?nhom={scope.value}" if scope else "")


def _values(
    session: Read,
    page: Page,
    about: About,
    contest: str,
    scope: ProductGroup | None,
    version: str = "",
) -> dict[str, Any]:
    """What every block needs; `frame` is the one looked at: the newest of the scope, or an older
    version; None where the group has none of its own, and `serves` is the one it is scored by."""
    of = queries.get_contest(session, contest)
    kept = queries.rules_of(of)
    newest = queries.newest_frames(session, of.id)
    forces = queries.frames_in_force(session, of.id)
    history = [one for one in queries.frame_versions(session, of.id) if one.group is scope]
    key = scope.value if scope else EVERY_GROUP
    frame = newest.by_scope.get(key)
    if version:
        chosen = [one for one in history if str(one.version) == version]
        if not chosen:
            raise NotFound("frame_missing")
        frame = queries.get_frame(session, chosen[0].id)
    by = names(session, [frame.proposed_by, frame.approved_by or 0]) if frame else {}
    serves = (forces if forces.by_scope else newest).of(scope)
    before = forces.of(scope) if frame else None
    sheets = sheets_of_groups(session, of.id)
    judging = of.stage is Stage.JUDGING
    changing = frame is not None and frame.status is FrameStatus.PROPOSED and before is not None
    return {
        "contest": of,
        "room": room.links(page, of, about),
        "room_page": room.address(of, "/khung-diem"),
        "scope": key,
        "scope_name": kept.groups.get(key, "") if scope else "",
        "scopes": _scopes(kept.groups, newest, forces, sheets) if kept.groups else [],
        "frame": frame,
        "serves": serves if frame is None else None,
        "old": bool(version) and frame is not newest.by_scope.get(key),
        "history": history,
        "differences": frames.differences(framing.drafts(before), framing.drafts(frame))
        if changing and frame and before
        else [],
        "sheets": _affected(sheets, forces, scope) if judging else 0,
        "judging": judging,
        "proposer": by.get(frame.proposed_by, "") if frame else "",
        "approver": by.get(frame.approved_by or 0, "") if frame else "",
        "maxima": kept.frame_maxima,
        "maxima_source": kept.sources.get("frame_maxima", kept.source),
        "may_propose": not reached(of.stage, Stage.LOCKED)
        and of.stage is not Stage.CANCELLED
        and page.may(Act.FRAME_PROPOSE, about),
        "may_approve": not reached(of.stage, Stage.LOCKED) and page.may(Act.FRAME_APPROVE, about),
        "may_withdraw": of.stage in (Stage.DRAFT, Stage.OPEN)
        and page.may(Act.FRAME_PROPOSE, about),
    }


def _scopes(
    groups: Mapping[str, str],
    newest: queries.Frames,
    forces: queries.Frames,
    sheets: Mapping[str, int],
) -> list[Scope]:
    keys = (EVERY_GROUP, *groups)
    return [
        Scope(
            key,
            groups.get(key, ""),
            newest.by_scope.get(key),
            forces.by_scope.get(key),
            sheets.get(key, 0),
        )
        for key in keys
    ]


def _affected(
    sheets: Mapping[str, int], forces: queries.Frames, scope: ProductGroup | None
) -> int:
    """How many sheets another version of that scope would close."""
    if scope is not None:
        return sheets.get(scope.value, 0)
    return sum(n for key, n in sheets.items() if not key or key not in forces.by_scope)


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
