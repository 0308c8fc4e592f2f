"""Every page answers: whole and as htmx asks, in Vietnamese and in English."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from core.accounts.model import Account
from core.rights import TABLE
from tests.build.world import World, world
from tests.web.conftest import Visitor
from tests.web.examples import address
from tests.web.test_doors import narrowed
from web.doors import DOORS

Visit = Callable[..., Visitor]
ELSEWHERE = {
    # Answers that are no pages: files, redirects, and addresses that lead on.
    "GET /XAC-MINH",
    "GET /XAC-MINH/{code}",
    "GET /P/{code}",
    "GET /doc-tien",
    "GET /p/{code}",
    "GET /anh/{token}/{name}",
    "GET /anh/{token}/tien-do",
    "GET /dat-lai-mat-khau/{token}",
    "GET /loi-moi/{token}",
    "GET /san-pham/{slug_code}",
    "GET /co-so/{slug_code}",
    "GET /xac-minh/{code}",
    "GET /xac-minh/{code}/tep",
}
"""Doors that other tests ask with the things they need."""

PAGES = sorted(door for door in DOORS if door.startswith("GET ") and door not in ELSEWHERE)


@pytest.fixture
def made(db: Session) -> World:
    """One of everything, twice."""
    return world(db)


def test_every_page_answers_in_both_shapes_and_languages(made: World, visit: Visit) -> None:
    browsers: dict[int | None, Visitor] = {}
    wrong: dict[str, object] = {}
    for door in PAGES:
        visitor = somebody(door, made)
        key = visitor.id if visitor else None
        browser = browsers.setdefault(key, visit(visitor))
        path = address(door, made.here)
        for language in ("vi", "en"):
            browser.cookies.set("ngon_ngu", language)
            whole = browser.get(path)
            part = browser.get(path, headers={"HX-Request": "true"})
            for shape, answer in (("whole", whole), ("part", part)):
                if answer.status_code not in {200, 303, 404, 409}:
                    wrong[f"{door} {language} {shape}"] = answer.status_code
            if "text/html" in whole.headers.get("content-type", "") and whole.status_code == 200:
                # A paper to print is a Vietnamese document whoever asks for it.
                own = "vi" if 'class="paper-bar"' in whole.text else language
                if f'<html lang="{own}"' not in whole.text:
                    wrong[f"{door} {language}"] = "not a whole page in its language"
                if part.status_code != 200 or "Traceback" in part.text:
                    wrong[f"{door} {language} part"] = part.status_code
    assert wrong == {}


def somebody(door: str, made: World) -> Account | None:
    """A person who may open it; None where everybody may."""
    act = DOORS[door].act
    if act is None:
        return made.here.people[next(iter(made.here.people))]
    roles = sorted(TABLE[act] - narrowed(act))
    return made.here.people[roles[0]]


def test_what_is_left_out_exists() -> None:
    assert set(DOORS) >= ELSEWHERE
