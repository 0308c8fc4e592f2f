"""Council, jury and support team of a contest: found them, appoint, replace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.bodies import queries, recusals, rules, service
from contest.bodies.kinds import BodyKind, Position
from contest.bodies.rules import ChangeDecision
from contest.contests.kinds import Stage
from contest.contests.queries import get_contest, rules_of
from contest.scoring.queries import progress
from core.accounts.queries import search_accounts
from core.errors import Invalid, NotFound
from core.rights import Act
from web import room, wording
from web.deps import About, Form, Now, Query, Read, Show, Who, Write
from web.forms import Reading
from web.page import N_, Page

router = APIRouter()

SLUGS = {
    "hoi-dong": BodyKind.COUNCIL,
    "ban-giam-khao": BodyKind.JURY,
    "to-giup-viec": BodyKind.SUPPORT_TEAM,
}
POSITION_WORDS: Mapping[Position, str] = {
    Position.COUNCIL_CHAIR: N_("Chủ tịch Hội đồng"),
    Position.STANDING_VICE_CHAIR: N_("Phó Chủ tịch thường trực"),
    Position.VICE_CHAIR: N_("Phó Chủ tịch"),
    Position.COUNCIL_MEMBER: N_("Ủy viên"),
    Position.JURY_HEAD: N_("Trưởng Ban Giám khảo"),
    Position.JURY_VICE_HEAD: N_("Phó Trưởng ban"),
    Position.JUROR: N_("Giám khảo"),
    Position.SECRETARY: N_("Thành viên Tổ giúp việc"),
}
MOST_CANDIDATES = 8
PROFILE = ("workplace", "tax_number", "phone", "address")


@dataclass(frozen=True, slots=True)
class ShownBody:
    """One body as the page shows it."""

    slug: str
    kind: BodyKind
    body: object | None
    seats: Sequence[object]
    left: Sequence[object]
    warning: str
    said: str
    positions: Sequence[tuple[str, str]]
    open: bool
    sealed: bool
    history: Sequence[object]
    decisions: Sequence[object]


@router.get("/dieu-hanh/binh-chon/{contest}/hoi-dong")
def council(session: Read, page: Show, query: Query, about: About, contest: str) -> Response:
    """The three bodies; `cho` opens one's forms, `person` looks for accounts to appoint, `sua`
    asks for the founding decision's form where another decision's fields would stand beside."""
    slug = query.text("cho")
    if slug not in SLUGS or not page.may(Act.BODY_KEEP, about):
        return page.show("bodies/council.html", **_values(session, page, about, contest))
    found = _candidates(session, query.text("person")) if "person" in query else None
    if page.wants_fragment:
        one = {"slug": slug}
        return page.show("bodies/people.html", "people", one=one, found=found, own=query)
    values = _values(session, page, about, contest)
    doing = "quyet-dinh" if query.ticked("sua") else "cu"
    values |= {"typed": query, "typed_for": slug, "doing": doing, "candidates": found}
    return page.show("bodies/council.html", **values)


@router.post("/dieu-hanh/binh-chon/{contest}/hoi-dong/{body}/quyet-dinh")
def found(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    about: About,
    now: Now,
    contest: str,
    body: str,
) -> Response:
    """Record the decision that founds a body, or correct it."""
    kind = _kind(body)
    of = get_contest(session, contest)
    reading = Reading(form)
    try:
        number = reading.required("decision_number", most=60)
        day = reading.day("decision_date")
        founder = reading.required("founder", most=200)
        reading.settle()
        if day is not None:
            service.found(session, who, of.id, kind, number, day, founder, now)
    except Invalid as refusal:
        values = _values(session, page, about, contest)
        values |= {"typed": form, "typed_for": body, "doing": "quyet-dinh"}
        raise page.again(refusal, "bodies/council.html", "form", **values) from None
    return page.go(f"{room.address(of)}/hoi-dong")


@router.post("/dieu-hanh/binh-chon/{contest}/hoi-dong/{body}/cu")
def appoint(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    about: About,
    now: Now,
    contest: str,
    body: str,
) -> Response:
    """Give somebody a seat."""
    kind = _kind(body)
    of = get_contest(session, contest)
    there = queries.body(session, of.id, kind)
    if there is None:
        raise NotFound("body_missing")
    reading = Reading(form)
    try:
        account_id = reading.whole("account_id", needed=False)
        person = reading.text("person", 200) if account_id else reading.required("person", 200)
        position = reading.choice("position", Position)
        title = reading.text("title", 200)
        asked = rules.sealed(there.listed_at is not None, of.stage)
        decision = _decision(reading) if asked else None
        reading.settle()
        service.appoint(
            session,
            who,
            there.id,
            person="" if account_id else person,
            title=title,
            position=position,
            account_id=account_id,
            decision=decision,
            now=now,
        )
        _own_firms(session, who, of.stage, of.id, now)
    except Invalid as refusal:
        values = _values(session, page, about, contest)
        values |= {
            "typed": form,
            "typed_for": body,
            "doing": "cu",
            "candidates": _candidates(session, form.text("person")),
        }
        raise page.again(refusal, "bodies/council.html", "form", **values) from None
    return page.go(f"{room.address(of)}/hoi-dong")


@router.get("/dieu-hanh/binh-chon/{contest}/thanh-vien/{seat_id}")
def seat(
    session: Read, page: Show, query: Query, about: About, contest: str, seat_id: int
) -> Response:
    """One seat, to hand over or to give up."""
    values = _seat_values(session, page, about, contest, seat_id)
    if "person" in query:
        values |= {"typed": query, "doing": "thay"}
        values["candidates"] = _candidates(session, query.text("person"))
    return page.show("bodies/seat.html", **values)


@router.post("/dieu-hanh/binh-chon/{contest}/thanh-vien/{seat_id}/thay")
def replace(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    about: About,
    now: Now,
    contest: str,
    seat_id: int,
) -> Response:
    """Another person takes the seat over."""
    values = _seat_values(session, page, about, contest, seat_id)
    reading = Reading(form)
    try:
        account_id = reading.whole("account_id", needed=False)
        person = reading.text("person", 200) if account_id else reading.required("person", 200)
        title, why = reading.text("title", 200), reading.text("replaced_why", 500)
        decision = _decision(reading)
        reading.settle()
        service.replace(
            session,
            who,
            seat_id,
            person="" if account_id else person,
            title=title,
            account_id=account_id,
            decision=decision,
            why=why,
            now=now,
        )
        of = values["contest"]
        _own_firms(session, who, of.stage, of.id, now)
    except Invalid as refusal:
        values = _seat_values(session, page, about, contest, seat_id)  # the service read anew
        values |= {"typed": form, "candidates": _candidates(session, form.text("person"))}
        raise page.again(
            refusal, "bodies/seat.html", "form", **{**values, "doing": "thay"}
        ) from None
    return page.go(f"{room.BASE}/{contest}/hoi-dong")


@router.post("/dieu-hanh/binh-chon/{contest}/thanh-vien/{seat_id}/thoi")
def leave(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    about: About,
    now: Now,
    contest: str,
    seat_id: int,
) -> Response:
    """The seat is given up, for a reason; nobody takes it yet."""
    values = _seat_values(session, page, about, contest, seat_id)
    reading = Reading(form)
    try:
        why = reading.required("why", most=500)
        reading.settle()
        service.leave(session, who, seat_id, why, now)
    except Invalid as refusal:
        values = _seat_values(session, page, about, contest, seat_id)
        values |= {"typed": form, "doing": "thoi"}
        raise page.again(refusal, "bodies/seat.html", "form", **values) from None
    return page.go(f"{room.BASE}/{contest}/hoi-dong")


@router.post("/dieu-hanh/binh-chon/{contest}/thanh-vien/{seat_id}/khai")
def profile(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    about: About,
    now: Now,
    contest: str,
    seat_id: int,
) -> Response:
    """What a juror told of their work, to look for ties."""
    values = _seat_values(session, page, about, contest, seat_id)
    reading = Reading(form)
    try:
        told = {name: reading.text(name, 200) for name in PROFILE}
        reading.settle()
        service.keep_profile(
            session,
            who,
            seat_id,
            workplace=told["workplace"],
            tax_number=told["tax_number"],
            phone=told["phone"],
            address=told["address"],
            now=now,
        )
        of = values["contest"]
        _own_firms(session, who, of.stage, of.id, now)
    except Invalid as refusal:
        values = _seat_values(session, page, about, contest, seat_id)
        values |= {"typed": form, "doing": "khai"}
        raise page.again(refusal, "bodies/seat.html", "form", **values) from None
    return page.go(f"{room.BASE}/{contest}/thanh-vien/{seat_id}")


@router.post("/dieu-hanh/binh-chon/{contest}/hoi-dong/{body}/khep")
def close_list(
    session: Write, who: Who, page: Show, now: Now, contest: str, body: str
) -> Response:
    """The list of the founding decision is whole; from here on a change asks for a decision."""
    of = get_contest(session, contest)
    there = queries.body(session, of.id, _kind(body))
    if there is None:
        raise NotFound("body_missing")
    service.close_list(session, who, there.id, now)
    return page.go(f"{room.address(of)}/hoi-dong")


def _decision(reading: Reading) -> ChangeDecision:
    """The founder's decision of a change, as typed."""
    number = reading.text("decision_number", 60)
    day = reading.day("decision_date", needed=bool(number))
    return ChangeDecision(number, day or date.min, reading.text("founder", 200))


def _own_firms(session: Write, who: Who, stage: Stage, contest_id: int, now: datetime) -> None:
    """Whoever comes into a jury at work scores nothing of their own establishment."""
    if stage is Stage.JUDGING:
        recusals.record_own_firms(session, who, contest_id, now)


def _kind(body: str) -> BodyKind:
    if body not in SLUGS:
        raise NotFound("not_found")
    return SLUGS[body]


def _values(session: Read, page: Page, about: About, contest: str) -> dict[str, Any]:
    """What the page of the three bodies shows."""
    of = get_contest(session, contest)
    kept = rules_of(of)
    there = queries.bodies(session, of.id)
    past = queries.history(session, of.id)
    may_keep = page.may(Act.BODY_KEEP, about)
    shown = []
    for slug, kind in SLUGS.items():
        body = there.get(kind)
        seats = [one for one in body.seats if one.left_at is None] if body else []
        reason = rules.refusal_of_size(kind, len(seats), of.level, kept) if seats else None
        size = page._(N_("Hiện có %(count)s người."), count=len(seats))
        shown.append(
            ShownBody(
                slug=slug,
                kind=kind,
                body=body,
                seats=seats,
                left=[one for one in body.seats if one.left_at is not None] if body else [],
                warning=wording.sentence(reason[0], reason[1], page._) if reason else "",
                said=size,
                positions=[
                    (one.value, page._(POSITION_WORDS[one])) for one in rules.POSITIONS[kind]
                ],
                open=may_keep and not rules.settled(kind, of.stage),
                sealed=body is not None and rules.sealed(body.listed_at is not None, of.stage),
                history=past.get(kind, []),
                decisions=queries.decisions(session, body.id) if body else [],
            )
        )
    return {
        "contest": of,
        "room": room.links(page, of, about),
        "jury_note": room.jury_note(session, page, of),
        "shown_bodies": shown,
        "sizes": ", ".join(map(str, kept.council_sizes.get(of.level, ()))),
        "typed_for": "",
        "doing": "",
        "candidates": None,
    }


def _seat_values(
    session: Read, page: Page, about: About, contest: str, seat_id: int
) -> dict[str, Any]:
    """One seat of this contest. Raises NotFound for a seat of another."""
    of = get_contest(session, contest)
    found = queries.get_seat(session, seat_id)
    if found.body.contest_id != of.id:
        raise NotFound("seat_missing")
    told = queries.find_profile(session, seat_id)
    signed = {one.seat_id: one.signed for one in progress(session, of.id)}
    return {
        "contest": of,
        "room": room.links(page, of, about),
        "jury_note": room.jury_note(session, page, of),
        "seat": found,
        "open": not rules.settled(found.body.kind, of.stage),
        "signed": signed.get(seat_id, 0),
        "recused": sum(one.seat_id == seat_id for one in queries.recusals(session, of.id)),
        "typed": {name: getattr(told, name) if told else "" for name in PROFILE},
        "doing": "",
        "candidates": None,
    }


def _candidates(session: Read, wanted: str) -> list[tuple[int, str]]:
    """Accounts in use that fit, with just enough of the contact to tell namesakes apart."""
    if len(wanted) < 2:
        return []
    found, _total = search_accounts(session, wanted, limit=MOST_CANDIDATES)
    return [
        (one.id, f"{one.name} ({_masked(one.email or one.phone or '')})")
        for one in found
        if one.disabled_at is None
    ]


def _masked(contact: str) -> str:
    """lan@example.test → l…@example.test; 0912345678 → …678."""
    name, at, host = contact.partition("@")
    return f"{name[:1]}…@{host}" if at else f"…{contact[-3:]}"
