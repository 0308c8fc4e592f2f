"""The contest's papers as Word documents: what there is, what each lacks, the files; and the
number, the signer and the recipients that the office writes on one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import queries as contests
from contest.papers import queries, service
from contest.papers.kinds import PaperKind
from core.errors import Invalid, NotFound
from web import room, wording
from web.deps import About, Form, Now, Query, Read, Show, Who, Wired, Write
from web.doors import DOORS
from web.forms import Reading, Typed
from web.page import Page
from web.papers.forwarding import localities
from web.papers.judging import jurors
from web.papers.kinds import BY_SLUG, PAPERS, Paper, document, filled
from web.papers.known import Asked, Known
from web.papers.render import DOCX
from web.wiring import Wiring

router = APIRouter()

BASE = "/dieu-hanh/binh-chon/{contest}/van-ban"


@dataclass(frozen=True, slots=True)
class Row:
    """One paper on the list: why it cannot be had (None: it can), what stays open on it, its
    files by name, whether the office may write on it, whether its template is the office's own."""

    title: str
    lacks: str | None
    opens: list[str]
    files: list[tuple[str, str]]
    form: str
    own: bool


@router.get(BASE)
def papers(session: Read, page: Show, about: About, now: Now, contest: str) -> Response:
    """Every paper this person may read, with what each still lacks. Reads what all of them are
    judged by, never the papers themselves."""
    found = contests.get_contest(session, contest)
    known = Known(session, found, now, page.demonstration)
    own = queries.in_use(session, queries.keeper_of(session, found.unit_id))
    writes = page.may("contest:run", about)
    rows = []
    for paper in PAPERS:
        act = DOORS[f"GET {BASE}/{paper.slug}.docx"].act
        if act is None or not page.may(act, about):
            continue
        code = paper.lacks(known)
        form = f"/van-ban/{paper.slug}" if writes and (paper.signed or paper.numbered) else ""
        rows.append(
            Row(
                page._(paper.title),
                wording.sentence(code, {}, page._) if code else None,
                [] if code else _opens(page, paper, known),
                [] if code else _files(paper, known),
                room.address(found, form) if form else "",
                paper.kind in own,
            )
        )
    return page.show(
        "papers/list.html",
        contest=found,
        room=room.links(page, found, about),
        rows=rows,
    )


def _opens(page: Page, paper: Paper, known: Known) -> list[str]:
    return [wording.sentence(one.code, one.facts, page._) for one in paper.opens(known)]


def _files(paper: Paper, known: Known) -> list[tuple[str, str]]:
    """The files of a paper: one, or one a juror, a letter or a locality; (words, address)."""
    address = room.address(known.contest, f"/van-ban/{paper.slug}.docx")
    if paper.kind is PaperKind.SCORE_SHEET:
        books = [(person, f"{address}?giam-khao={id_}") for id_, person in jurors(known)]
        blank = [("", address)] if paper.slug == "phieu-trang" else []
        return blank + books
    if paper.kind is PaperKind.FORWARDING_LETTER:
        return [(name, f"{address}?noi={id_}") for id_, name in localities(known)]
    if paper.kind in {PaperKind.NOMINATION_LETTER, PaperKind.NOMINATION_LIST}:
        found = []
        for one in known.letters:
            letter = {
                "toi": one.nomination.to_contest.slug,
                "so": one.nomination.letter_number,
            }
            words = f"{one.nomination.letter_number}, {one.nomination.to_contest.title}"
            found.append((words, f"{address}?{urlencode(letter)}"))
        return found
    return [("", address)]


def _asked(query: Typed) -> Asked:
    """What the address names; a number that is none names nothing that is there."""
    return Asked(
        seat_id=_number(query.text("giam-khao")),
        entry_id=_number(query.text("san-pham")),
        goal=query.text("toi"),
        letter=query.text("so"),
        unit_id=_number(query.text("noi")),
    )


def _number(typed: str) -> int | None:
    if not typed:
        return None
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _own(session: Read, wired: Wiring, known: Known, kind: PaperKind) -> bytes | None:
    """The office's own template, where one is in use."""
    keeper = queries.keeper_of(session, known.contest.unit_id)
    found = queries.in_use(session, keeper).get(kind)
    return wired.storage.get(found.key) if found else None


def _answer(paper: Paper) -> Callable[..., Response]:
    """The page function of one paper's file."""

    def file(
        session: Read, page: Show, query: Query, now: Now, wired: Wired, contest: str
    ) -> Response:
        found = contests.get_contest(session, contest)
        known = Known(session, found, now, page.demonstration)
        own = _own(session, wired, known, paper.kind)
        data = document(paper, known, _asked(query), own)
        return page.download(data, f"{paper.slug} {found.slug}.docx", DOCX)

    return file


for _paper in PAPERS:
    router.add_api_route(
        f"{BASE}/{_paper.slug}.docx",
        _answer(_paper),
        methods=["GET"],
        name=_paper.slug,
        description=_paper.title,
    )


# --------------------------------------------------------- number, day, signer, recipients


@router.get(BASE + "/{paper}")
def details(
    session: Read, page: Show, about: About, now: Now, contest: str, paper: str
) -> Response:
    """What the office writes on one paper."""
    return page.show(
        "papers/details.html", "form", **_form(session, page, about, now, contest, paper)
    )


@router.post(BASE + "/{paper}")
def write_details(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    contest: str,
    paper: str,
) -> Response:
    """Keep it; it stands on the paper from now on."""
    found = contests.get_contest(session, contest)
    kind = _writable(paper).kind
    try:
        reading = Reading(form)
        number = reading.text("number", 60)
        signed_on = reading.day("signed_on", needed=False)
        capacity, signer = reading.text("capacity", 200), reading.text("signer", 120)
        recipients = reading.text("recipients", 2_000)
        reading.settle()
        service.write_details(
            session,
            who,
            found.id,
            kind,
            number=number,
            signed_on=signed_on,
            capacity=capacity,
            signer=signer,
            recipients=recipients,
            now=now,
        )
    except Invalid as refusal:
        values = _form(reads, page, about, now, contest, paper)
        raise page.again(
            refusal, "papers/details.html", "form", **values | {"typed": form}
        ) from None
    return page.go(room.address(found, "/van-ban"))


def _writable(slug: str) -> Paper:
    found = BY_SLUG.get(slug)
    if found is None or not (found.signed or found.numbered):
        raise NotFound("not_found")
    return found


def _form(
    session: Read, page: Page, about: About, now: Now, contest: str, slug: str
) -> dict[str, Any]:
    paper = _writable(slug)
    found = contests.get_contest(session, contest)
    known = Known(session, found, now, page.demonstration)
    written = known.written.get(paper.kind)
    shown = {
        "number": written.number if written else "",
        "signed_on": f"{written.signed_on:%d/%m/%Y}" if written and written.signed_on else "",
        "capacity": written.capacity if written else "",
        "signer": written.signer if written else "",
        "recipients": written.recipients if written else "",
    }
    fields = {} if paper.lacks(known) else filled(paper, known, Asked())
    return {
        "contest": found,
        "room": room.links(page, found, about),
        "room_page": room.address(found, "/van-ban"),
        "base": room.address(found),
        "paper": paper,
        "typed": shown,
        "now_said": fields,
    }
