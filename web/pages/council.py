"""The council's own step beside its decision: sets, votes on products, decisions taken back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Response

from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.results import council, queries, records
from contest.results.rules import Ballot
from core.errors import Invalid, NotFound
from core.registry.kinds import SetCase
from core.rights import Subject
from web import forms, room
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Typed
from web.page import N_, Page

router = APIRouter()
BASE = "/dieu-hanh/binh-chon/{contest}"
SETS, VOTES = "results/sets.html", "results/votes.html"
CASES = (
    (SetCase.SHARED_DESIGN, N_("Điểm a: cùng kiểu dáng và công dụng, làm từ nhiều chất liệu")),
    (SetCase.SAME_MATERIAL, N_("Điểm b: khác kiểu dáng, cùng công dụng, làm từ một chất liệu")),
    (SetCase.COMPLEMENTARY, N_("Điểm c: khác nhau, kết hợp được với nhau để thêm công dụng")),
)


# ------------------------------------------------------------------------------------------ sets


@dataclass(frozen=True, slots=True)
class Maker:
    """An establishment with its products that could be made one set."""

    id: int
    name: str
    rows: list[queries.Row]


@router.get(BASE + "/quyet-dinh/bo")
def sets(session: Read, page: Show, about: About, contest: str) -> Response:
    """The sets made so far, and what could become one."""
    found = contests.get_contest(session, contest)
    return page.show(SETS, "work", **_sets(session, page, found, about))


@router.post(BASE + "/quyet-dinh/bo")
def merge(
    session: Write, who: Who, page: Show, about: About, form: Form, now: Now, contest: str
) -> Response:
    """Make one set of several passing products of one establishment."""
    found = contests.get_contest(session, contest)
    case = form.text("case")
    try:
        council.merge(
            session,
            who,
            found.id,
            form.text("name"),
            SetCase(case) if case in {one.value for one in SetCase} else None,
            _ids(form, "members"),
            form.text("reason"),
            now,
        )
    except Invalid as refusal:
        values = _sets(session, page, found, about, form)
        raise page.again(refusal, SETS, "work", **values, typed=form) from None
    return page.go(room.address(found, "/quyet-dinh/bo"))


@router.post(BASE + "/quyet-dinh/bo/tach")
def part(session: Write, who: Who, page: Show, form: Form, now: Now, contest: str) -> Response:
    """Take a set apart again."""
    found = contests.get_contest(session, contest)
    council.part(session, who, found.id, min(_ids(form, "set"), default=0), now)
    return page.go(room.address(found, "/quyet-dinh/bo"))


def _ids(form: Typed, name: str) -> frozenset[int]:
    """The ids ticked; one that is no number is an id that is not there."""
    return frozenset(
        int(one) if one.isdecimal() and len(one) < 12 else 0 for one in form.many(name)
    )


def _sets(
    session: Read,
    page: Page,
    contest: queries.ContestRow,
    about: Subject,
    form: Typed | None = None,
) -> dict[str, Any]:
    rows = queries.standings(session, contest.id) if queries.readable(contest) else []
    makers: dict[int, Maker] = {}
    for row in rows:
        if queries.valid(row) and row.set_id is None:
            entry = row.entry
            maker = makers.setdefault(
                entry.establishment_id, Maker(entry.establishment_id, entry.establishment_name, [])
            )
            maker.rows.append(row)
    return {
        "contest": contest,
        "room": room.links(page, contest, about),
        "room_page": room.address(contest, "/quyet-dinh"),
        "base": room.address(contest),
        "may_change": contest.stage is Stage.LOCKED,
        "readable": queries.readable(contest),
        "made": [
            (one, [row for row in rows if row.set_id == one.id])
            for one in records.merged_sets(session, contest.id)
        ],
        "makers": [one for one in makers.values() if len(one.rows) > 1],
        "cases": [(case.value, page._(words)) for case, words in CASES],
        "ticked": {str(one) for one in (form.many("members") if form else [])},
        "maker": form.text("maker") if form else "",
    }


# ------------------------------------------------------------------------------- votes on products


@router.get(BASE + "/quyet-dinh/bieu-quyet")
def votes(session: Read, page: Show, about: About, contest: str) -> Response:
    """The council's votes, product by product; an empty row is a product it did not vote on."""
    found = contests.get_contest(session, contest)
    kept = {
        f"{name}_{entry_id}": str(value)
        for entry_id, ballot in records.ballots(session, found.id).items()
        for name, value in zip(FIELDS, _counts(ballot), strict=True)
    }
    return page.show(VOTES, "work", **_votes(session, page, found, about), typed=kept)


@router.post(BASE + "/quyet-dinh/bieu-quyet")
def vote(
    session: Write, who: Who, page: Show, about: About, form: Form, now: Now, contest: str
) -> Response:
    """Record the votes as typed."""
    found = contests.get_contest(session, contest)
    try:
        council.vote(session, who, found.id, _ballots(session, found, form), now)
    except Invalid as refusal:
        values = _votes(session, page, found, about)
        raise page.again(refusal, VOTES, "work", **values, typed=form) from None
    return page.go(room.address(found, "/quyet-dinh"))


FIELDS = ("for", "against", "abstained", "absent")


def _counts(ballot: Ballot) -> tuple[int, int, int, int]:
    return ballot.votes_for, ballot.against, ballot.abstained, ballot.absent


def _ballots(session: Read, contest: queries.ContestRow, form: Typed) -> dict[int, Ballot | None]:
    """Each product's row: None where it is empty. In a row that is begun an empty field is 0.
    Raises Invalid for what is no number."""
    given: dict[int, Ballot | None] = {}
    faults: dict[str, str | tuple[str, dict[str, object]]] = {}
    for row in _voted_on(session, contest):
        typed = [form.text(f"{name}_{row.entry_id}") for name in FIELDS]
        if not any(typed):
            given[row.entry_id] = None
            continue
        try:
            numbers = [forms.whole(one) or 0 if one else 0 for one in typed]
        except ValueError:
            faults[f"ballot_{row.entry_id}"] = "not_whole"
            continue
        given[row.entry_id] = Ballot(*numbers)
    if faults:
        raise Invalid(faults)
    return given


def _voted_on(session: Read, contest: queries.ContestRow) -> list[queries.Row]:
    rows = queries.standings(session, contest.id)
    return [row for row in rows if queries.valid(row) and not row.within_set]


def _votes(
    session: Read, page: Page, contest: queries.ContestRow, about: Subject
) -> dict[str, Any]:
    readable = queries.readable(contest)
    return {
        "contest": contest,
        "room": room.links(page, contest, about),
        "room_page": room.address(contest, "/quyet-dinh"),
        "base": room.address(contest),
        "readable": readable,
        "may_change": contest.stage is Stage.LOCKED,
        "rows": _voted_on(session, contest) if readable else [],
        "council": queries.council_size(session, contest.id),
    }


# ---------------------------------------------------------------------------- a corrected decision


@router.get(BASE + "/ket-qua/ban-cu/{version}")
def old_version(session: Read, page: Show, about: About, contest: str, version: str) -> Response:
    """A decision that was taken back, as it stood."""
    found = contests.get_contest(session, contest)
    old = next(
        (one for one in records.versions(session, found.id) if str(one.version) == version), None
    )
    if old is None:
        raise NotFound("not_found")
    letter = old.kept["letter"]
    return page.show(
        "results/old_version.html",
        contest=found,
        room=room.links(page, found, about),
        room_page=room.address(found, "/ket-qua"),
        base=room.address(found),
        old=old,
        kept=old.kept,
        met_on=date.fromisoformat(old.kept["met_on"]),
        sent_on=date.fromisoformat(letter["sent_on"]) if letter else None,
    )
