"""After the council's decision: its papers, the letter, the authority's decision, announcement."""

from typing import Any

from fastapi import APIRouter, Response

from contest.bodies import queries as bodies
from contest.bodies.kinds import BodyKind
from contest.certificates import queries as certificates
from contest.contests import queries as contests
from contest.contests.kinds import Stage, reached
from contest.results import queries, service
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.registry.kinds import ProductGroup
from core.rights import Subject
from web import room
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading
from web.page import Page

router = APIRouter()
BASE = "/dieu-hanh/binh-chon/{contest}"


@router.get(BASE + "/bien-ban")
def minutes(session: Read, page: Show, contest: str) -> Response:
    """Biên bản họp Hội đồng, from what is on record: nothing is typed twice."""
    found = contests.get_contest(session, contest)
    papers = queries.papers(session, found.id)
    if papers.decision is None:
        raise Conflict("outcomes_not_decided")
    return page.show("results/minutes.html", **_paper(session, found), papers=papers)


# ------------------------------------------------------------------ the letter to the authority


@router.get(BASE + "/to-trinh")
def submission(session: Read, page: Show, about: About, contest: str) -> Response:
    """The letter: print it, then record its number and day."""
    found = contests.get_contest(session, contest)
    return page.show("results/submission.html", "work", **_step(session, page, found, about))


@router.post(BASE + "/to-trinh")
def record_submission(
    session: Write, who: Who, page: Show, about: About, form: Form, now: Now, contest: str
) -> Response:
    """Record that the letter went out."""
    found = contests.get_contest(session, contest)
    try:
        reading = Reading(form)
        number, sent_on = reading.required("number"), reading.day("sent_on")
        reading.settle()
        service.record_submission(
            session, who, found.id, number, sent_on or day_in_vietnam(now), now
        )
    except Invalid as refusal:
        values = _step(session, page, found, about)
        raise page.again(
            refusal, "results/submission.html", "work", **values, typed=form
        ) from None
    return page.go(room.address(found, "/cong-nhan"))


@router.get(BASE + "/to-trinh/van-ban")
def submission_paper(session: Read, page: Show, contest: str) -> Response:
    """Tờ trình with its list, to print and sign."""
    found = contests.get_contest(session, contest)
    papers = queries.papers(session, found.id)
    if papers.decision is None:
        raise Conflict("outcomes_not_decided")
    return page.show("results/submission_paper.html", **_paper(session, found), papers=papers)


# ------------------------------------------------------------------------ the authority decides


@router.get(BASE + "/cong-nhan")
def recognition(session: Read, page: Show, about: About, contest: str) -> Response:
    """The authority's decision, as its paper says."""
    found = contests.get_contest(session, contest)
    values = _step(session, page, found, about)
    typed = {"authority": found.authority, "place": found.unit.name}
    return page.show("results/recognition.html", "work", **values, typed=typed)


@router.post(BASE + "/cong-nhan")
def record_recognition(
    session: Write, who: Who, page: Show, about: About, form: Form, now: Now, contest: str
) -> Response:
    """Record number, day and signer; certificates may be issued from then on."""
    found = contests.get_contest(session, contest)
    try:
        reading = Reading(form)
        signed_on = reading.day("signed_on")
        texts = {
            name: reading.required(name)
            for name in ("number", "signer_name", "signer_title", "authority", "place")
        }
        reading.settle()
        service.record_recognition(
            session,
            who,
            found.id,
            signed_on=signed_on or day_in_vietnam(now),
            now=now,
            **texts,
        )
    except Invalid as refusal:
        values = _step(session, page, found, about)
        raise page.again(
            refusal, "results/recognition.html", "work", **values, typed=form
        ) from None
    return page.go(room.address(found, "/giay-chung-nhan"))


# ------------------------------------------------------------------------------- announcement


@router.get(BASE + "/cong-bo")
def announcing(session: Read, page: Show, about: About, contest: str) -> Response:
    """What the announcement needs, and the button."""
    found = contests.get_contest(session, contest)
    values = _step(session, page, found, about)
    issued = certificates.counts(session, found.id)
    return page.show("results/announcement.html", "work", **values, issued=issued)


@router.post(BASE + "/cong-bo")
def announce(session: Write, who: Who, page: Show, now: Now, contest: str) -> Response:
    """Make the result public."""
    found = contests.get_contest(session, contest)
    issued = certificates.counts(session, found.id).issued
    service.announce(session, who, found.id, now, issued=issued)
    return page.go(f"/binh-chon/{found.slug}/ket-qua")


def _step(
    session: Read, page: Page, contest: queries.ContestRow, about: Subject
) -> dict[str, Any]:
    """What the pages of the last steps share."""
    return {
        "contest": contest,
        "room": room.links(page, contest, about),
        "base": room.address(contest),
        "papers": queries.papers(session, contest.id),
        "decided": reached(contest.stage, Stage.DECIDED),
        "certified": queries.certified_count(session, contest.id),
    }


def _paper(session: Read, contest: queries.ContestRow) -> dict[str, Any]:
    """What the council's papers are made of."""
    rows = queries.standings(session, contest.id)
    seated = bodies.seats(session, contest.id, BodyKind.COUNCIL)
    groups: dict[ProductGroup | None, list[queries.Row]] = {}
    for row in rows:
        groups.setdefault(row.entry.group, []).append(row)
    return {
        "contest": contest,
        "rules": contests.rules_of(contest),
        "groups": groups,
        "rows": rows,
        "council": seated,
        "jury": bodies.seats(session, contest.id, BodyKind.JURY),
        "bodies": bodies.bodies(session, contest.id),
        "chair": next((s.person for s in seated if s.position == "council_chair"), ""),
        "back": room.address(contest, "/ket-qua"),
    }
