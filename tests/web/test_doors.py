"""Every row of the one table of rights: who is let in, who is not, and not in the wrong place."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from sqlalchemy.orm import Session

from core.accounts.model import Account
from core.db import sessions
from core.rights import TABLE, Act, Role
from tests.build import people
from tests.build.world import World, world
from tests.databases import open_database
from tests.web.conftest import Visitor, wired
from tests.web.examples import address
from web.app import create_app
from web.doors import DOORS, PUBLIC, SIGNED_IN
from web.tables import metadata

GUARDED = sorted(door for door, row in DOORS.items() if row.act is not None)
KEPT_OUT = {401, 403, 404}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every table. The gate's logic is the same on every engine: SQLite serves."""
    path = tmp_path_factory.mktemp("doors") / "template.db"
    engine = open_database(f"sqlite:///{path}")
    with engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
    engine.dispose()
    return path


Ask = Callable[[Account | None, str, str], int]


@pytest.fixture
def scene(template: Path, tmp_path: Path) -> "Iterator[tuple[World, Ask]]":
    """The world, and ask(account, method, path) → status."""
    copy = tmp_path / "doors.db"
    copy.write_bytes(template.read_bytes())
    engine = open_database(f"sqlite:///{copy}")
    writes = sessions(engine, writes=True)
    wiring = wired(engine)
    app = create_app(wiring)
    with writes() as db:
        made = world(db)
        db.commit()

    def ask(account: Account | None, method: str, path: str) -> int:
        browser = Visitor(app, follow_redirects=False, raise_server_exceptions=True)
        browser.headers["Origin"] = "http://testserver"
        if account is not None:
            with writes() as db:
                browser.cookies.set("phien", _token(db, account))
        return browser.request(method, path).status_code

    yield made, ask
    engine.dispose()


def _token(db: Session, account: Account) -> str:
    token = people.signed_in(db, account)
    db.commit()
    return token


@pytest.mark.parametrize("door", GUARDED)
def test_door(door: str, scene: tuple[World, Ask]) -> None:
    (made, ask), row = scene, DOORS[door]
    method, path = door.split(" ", 1)[0], address(door, made.here)
    assert row.act is not None
    told = {"nobody": ask(None, method, path)}
    expected = {"nobody": {303} if method == "GET" else {401}}
    holders = TABLE[row.act]
    for role in Role:
        if role not in holders:
            told[f"{role} here"] = ask(made.here.people[role], method, path)
            expected[f"{role} here"] = {403, 404} if row.about == "somewhere" else {403}
        elif row.about != "somewhere":
            told[f"{role} elsewhere"] = ask(made.there.people[role], method, path)
            expected[f"{role} elsewhere"] = {404}
    let_in = {
        f"{role} here": ask(made.here.people[role], method, path)
        for role in sorted(holders)
        if role not in narrowed(row.act)
    }
    wrong = {who: status for who, status in told.items() if status not in expected[who]}
    assert wrong == {}, f"kept out as {expected}"
    assert {who: s for who, s in let_in.items() if s in KEPT_OUT or s >= 500} == {}, "let in"


def narrowed(act: Act) -> frozenset[Role]:
    """Roles for which an act's doors also ask for more than the table can say: a seat; a thing
    that lies on this role's own desk (tests/web/test_reviews.py)."""
    return {
        Act.SCORE_GIVE: frozenset({Role.JURY_HEAD}),
        Act.REVIEW_SETTLE: frozenset({Role.FAIR_ORGANISER, Role.SUPPORT_OFFICER}),
    }.get(act, frozenset())


def test_a_head_of_jury_holds_the_jurors_right_too(scene: tuple[World, Ask]) -> None:
    made, _ask = scene
    assert made.here.seats[Role.JURY_HEAD].account_id == made.here.people[Role.JURY_HEAD].id


def test_every_route_has_a_row_and_every_row_a_route(scene: tuple[World, Ask]) -> None:
    app = create_app_for_routes()
    routes = {
        f"{method} {route.path}"
        for route in app
        for method in (route.methods or ())
        if method != "HEAD"
    }
    assert routes == set(DOORS)


def create_app_for_routes() -> list[APIRoute]:
    """Every page's route, as the application has them."""
    from web.app import PAGES  # noqa: PLC0415 (only this test looks at it)

    return [r for page in PAGES for r in page.router.routes if isinstance(r, APIRoute)]


def test_public_doors_are_few_and_known() -> None:
    assert {door.split(" ", 1)[0] for door, row in DOORS.items() if row is PUBLIC} <= {
        "GET",
        "POST",
    }
    changing = sorted(d for d, row in DOORS.items() if row is PUBLIC and d.startswith("POST"))
    assert changing == sorted(
        d for d in changing if d.split(" ", 1)[1].split("/")[1] in PUBLIC_POSTS
    )
    assert SIGNED_IN.act is None


PUBLIC_POSTS = {
    "dang-nhap",
    "dang-ky",
    "dang-xuat",
    "ngon-ngu",
    "quen-mat-khau",
    "dat-lai-mat-khau",
    "loi-moi",
    "xac-minh",
}
