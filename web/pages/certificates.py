"""The desk's certificates of a contest: issue, print, revoke; and the maker's own."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.certificates import numbering, queries, revoking, service
from contest.certificates.queries import Seen
from contest.certificates.rules import Standing
from contest.contests import queries as contests
from contest.contests.kinds import Stage, reached
from contest.entries.queries import window_of
from contest.entries.rules import refusal_to_receive
from contest.nominations import queries as nominations
from contest.nominations.queries import Nominated
from contest.reviews import queries as reviews
from core import audit
from core.clock import day_in_vietnam
from core.errors import Invalid
from core.rights import Act, Subject
from web import aftermath, room, words
from web.deps import About, Form, Now, Query, Read, Show, Who, Wired, Write
from web.forms import Reading, Typed
from web.page import Page, Redraw

router = APIRouter()

NEAR_DAYS = 180
"""From so many days before its end on, a certificate is said to end soon."""


# ------------------------------------------------------------------------------------- the desk


@router.get("/dieu-hanh/binh-chon/{contest}/giay-chung-nhan")
def listed(session: Read, page: Show, now: Now, about: About, contest: str) -> Response:
    """A contest's certificates in the order of their numbers, and what waits for one."""
    return page.show("certificates/desk.html", **_desk(session, page, now, about, contest))


@router.post("/dieu-hanh/binh-chon/{contest}/giay-chung-nhan")
def issue(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    about: About,
    wiring: Wired,
    contest: str,
) -> Response:
    """Issue what is certified and has no certificate yet; a second press changes nothing."""
    found = contests.get_contest(session, contest)
    reading = Reading(form)
    issued_on = reading.day("issued_on") or date.min
    try:
        reading.settle()
        service.issue_all(
            session, who, found.id, issued_on, now, public_url=wiring.settings.public_url
        )
    except Invalid as refusal:
        values = _desk(session, page, now, about, contest)
        raise page.again(
            refusal, "certificates/desk.html", "issue", **{**values, "typed": form}
        ) from None
    return page.go(room.address(found, "/giay-chung-nhan"))


@router.post("/dieu-hanh/binh-chon/{contest}/giay-chung-nhan/giu-so")
def reserve(
    session: Write, who: Who, page: Show, form: Form, now: Now, about: About, contest: str
) -> Response:
    """Hold the numbers, for the list that the authority signs; a second press holds no more."""
    found = contests.get_contest(session, contest)
    reading = Reading(form)
    planned_on = reading.day("planned_on") or date.min
    try:
        reading.settle()
        numbering.reserve(session, who, found.id, planned_on, now)
    except Invalid as refusal:
        values = _desk(session, page, now, about, contest)
        raise page.again(
            refusal, "certificates/desk.html", "issue", **{**values, "typed": form}
        ) from None
    return page.go(room.address(found, "/giay-chung-nhan"))


def _desk(session: Read, page: Page, now: datetime, about: Subject, slug: str) -> dict[str, Any]:
    found = contests.get_contest(session, slug)
    today = day_in_vietnam(now)
    return {
        "contest": found,
        "room": room.links(page, found, about),
        "rows": [queries.seen(one, today) for one in queries.of_contest(session, found.id)],
        "counts": queries.counts(session, found.id),
        "held": numbering.held(session, found.id),
        "may_hold": found.stage in (Stage.DECIDED, Stage.RECOGNISED)
        and page.may(Act.CERTIFICATE_ISSUE, about),
        "recognised": reached(found.stage, Stage.RECOGNISED),
        "announced": found.stage is Stage.ANNOUNCED,
        "may_issue": page.may(Act.CERTIFICATE_ISSUE, about),
        "may_announce": page.may(Act.RESULT_RECORD, about),
        "today": today,
        "typed": Typed([(name, f"{today:%d/%m/%Y}") for name in ("issued_on", "planned_on")]),
    }


@router.get("/dieu-hanh/giay-chung-nhan/{certificate_id}")
def one(session: Read, page: Show, now: Now, about: About, certificate_id: int) -> Response:
    """One certificate: what it says, how it stands, what was built on it, what was done."""
    return page.show("certificates/one.html", **_one(session, page, now, about, certificate_id))


@router.get("/dieu-hanh/giay-chung-nhan/{certificate_id}/tep")
def paper(session: Read, page: Show, wiring: Wired, certificate_id: int) -> Response:
    """The paper as PDF; typeset at once when the job has not run yet."""
    found = queries.get_certificate(session, certificate_id)
    return page.download(
        service.document(wiring.storage, found), service.file_name(found), "application/pdf"
    )


@router.post("/dieu-hanh/giay-chung-nhan/{certificate_id}/thu-hoi")
def revoke(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    about: About,
    certificate_id: int,
) -> Response:
    """Record the authority's decision to revoke."""
    reading = Reading(form)
    revoked_on = reading.day("revoked_on") or date.min
    decision = reading.required("decision_number", 100)
    why = reading.required("why", revoking.MOST_WHY)
    try:
        reading.settle()
        aftermath.revoke(session, who, certificate_id, revoked_on, decision, why, now)
    except Invalid as refusal:
        raise _again(session, page, now, about, certificate_id, form, refusal) from None
    return page.go(f"/dieu-hanh/giay-chung-nhan/{certificate_id}")


@router.post("/dieu-hanh/giay-chung-nhan/{certificate_id}/de-nghi-thu-hoi")
def propose(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    about: About,
    certificate_id: int,
) -> Response:
    """Record that the council asked the authority to revoke."""
    reading = Reading(form)
    proposed_on = reading.day("proposed_on") or date.min
    number, why = form.text("proposal_number"), form.text("proposal_why")
    try:
        reading.settle()
        revoking.propose(session, who, certificate_id, number, proposed_on, why, now)
    except Invalid as refusal:
        raise _again(session, page, now, about, certificate_id, form, refusal) from None
    return page.go(f"/dieu-hanh/giay-chung-nhan/{certificate_id}")


@router.post("/dieu-hanh/giay-chung-nhan/{certificate_id}/khong-thu-hoi")
def decline(
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    about: About,
    certificate_id: int,
) -> Response:
    """Record that the authority did not follow the council."""
    reading = Reading(form)
    on = reading.day("declined_on") or date.min
    try:
        reading.settle()
        revoking.decline(session, who, certificate_id, on, form.text("declined_why"), now)
    except Invalid as refusal:
        raise _again(session, page, now, about, certificate_id, form, refusal) from None
    return page.go(f"/dieu-hanh/giay-chung-nhan/{certificate_id}")


def _again(
    session: Read,
    page: Page,
    now: datetime,
    about: Subject,
    certificate_id: int,
    form: Typed,
    refusal: Invalid,
) -> Redraw:
    values = _one(session, page, now, about, certificate_id) | {"typed": form}
    return page.again(refusal, "certificates/one.html", "revoke", **values)


def _one(
    session: Read, page: Page, now: datetime, about: Subject, certificate_id: int
) -> dict[str, Any]:
    found = queries.get_certificate(session, certificate_id)
    proposals = revoking.proposals(session, [certificate_id]).get(certificate_id, [])
    return {
        "contest": found.contest,
        "room": room.links(page, found.contest, about),
        "row": queries.seen(found, day_in_vietnam(now)),
        "announced": found.contest.stage is Stage.ANNOUNCED,
        "built_on": queries.built_on(session, [certificate_id]).get(certificate_id, []),
        "nominated": nominations.of_certificates(session, [certificate_id]).get(
            certificate_id, []
        ),
        "proposals": proposals,
        "waiting": next((one for one in proposals if one.declined_on is None), None),
        "reviews": reviews.of_certificate(session, certificate_id),
        "built": words.BUILT,
        "events": audit.entries_about(session, f"certificate:{certificate_id}"),
        "may_revoke": page.may(Act.CERTIFICATE_REVOKE, about),
        "typed": Typed([]),
    }


# ------------------------------------------------------------------------------------ the maker


@dataclass(frozen=True, slots=True)
class Mine:
    """A certificate on the maker's list: how long it still holds, and who put it forward where."""

    seen: Seen
    days_left: int
    ends_soon: bool
    nominations: list[tuple[Nominated, bool]]  # with whether the upper contest receives now


@router.get("/ho-so/giay-chung-nhan")
def mine(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """My establishments' certificates, how long they hold, and what comes next."""
    today = day_in_vietnam(now)
    at = query.text("trang")
    held = queries.held(
        session,
        who.establishments(),
        who.units(Act.ENTRY_FILE),
        int(at) if at.isdecimal() and len(at) < 7 else 1,
    )
    forward = nominations.of_certificates(session, [one.id for one in held.certificates])
    rows = [
        Mine(
            seen=queries.seen(found, today),
            days_left=(left := (found.valid_until - today).days),
            ends_soon=left <= NEAR_DAYS,
            nominations=[
                (
                    one,
                    refusal_to_receive(window_of(one.nomination.to_contest), now) is None,
                )
                for one in forward.get(found.id, [])
            ],
        )
        for found in held.certificates
    ]
    return page.show(
        "certificates/mine.html",
        "list",
        rows=rows,
        held=held,
        in_force=Standing.IN_FORCE,
    )
