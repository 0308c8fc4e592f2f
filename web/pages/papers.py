"""The contest's papers as Word documents: what there is, what each lacks, the files."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import queries as contests
from web import room, wording
from web.deps import About, Now, Query, Read, Show
from web.doors import DOORS
from web.forms import Typed
from web.papers.deciding import letters
from web.papers.judging import jurors
from web.papers.kinds import PAPERS, Paper, document, lacking
from web.papers.known import Asked, Known
from web.papers.render import DOCX

router = APIRouter()

BASE = "/dieu-hanh/binh-chon/{contest}/van-ban"


@dataclass(frozen=True, slots=True)
class Row:
    """One paper on the list: what it lacks (None: it is ready), and its files by name."""

    title: str
    lacks: str | None
    files: list[tuple[str, str]]


@router.get(BASE)
def papers(session: Read, page: Show, about: About, now: Now, contest: str) -> Response:
    """Every paper this person may read, with what each still lacks."""
    found = contests.get_contest(session, contest)
    known = Known(session, found, now, page.demonstration)
    rows = []
    for paper in PAPERS:
        act = DOORS[f"GET {BASE}/{paper.slug}.docx"].act
        if act is None or not page.may(act, about):
            continue
        code = lacking(paper, known)
        lacks = wording.sentence(code, {}, page._) if code else None
        rows.append(Row(page._(paper.title), lacks, [] if code else _files(paper, known)))
    return page.show(
        "papers/list.html",
        contest=found,
        room=room.links(page, found, about),
        rows=rows,
    )


def _files(paper: Paper, known: Known) -> list[tuple[str, str]]:
    """The files of a paper: one, or one a juror or a letter; (words, address)."""
    address = room.address(known.contest, f"/van-ban/{paper.slug}.docx")
    if paper.slug in {"phieu-trang", "phieu-cham"}:
        books = [(person, f"{address}?giam-khao={id_}") for id_, person in jurors(known)]
        blank = [("", address)] if paper.slug == "phieu-trang" else []
        return blank + books
    if paper.slug in {"de-cu", "danh-sach-de-cu"}:
        found = []
        for one in letters(known):
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
    )


def _number(typed: str) -> int | None:
    if not typed:
        return None
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _answer(paper: Paper) -> Callable[..., Response]:
    """The page function of one paper's file."""

    def file(session: Read, page: Show, query: Query, now: Now, contest: str) -> Response:
        found = contests.get_contest(session, contest)
        known = Known(session, found, now, page.demonstration)
        data = document(paper, known, _asked(query))
        return page.download(data, f"{paper.slug} {found.slug}.docx", DOCX)

    return file


for _paper in PAPERS:
    router.add_api_route(
        f"{BASE}/{_paper.slug}.docx",
        _answer(_paper),
        methods=["GET"],
        name=_paper.template,
        description=_paper.title,
    )
