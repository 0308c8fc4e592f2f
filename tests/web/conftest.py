"""The whole application on a database of the test's own, asked over real HTTP semantics."""

import html
import re
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from core.accounts.model import Account
from core.db import sessions
from core.sealing import Sealer
from media.storage import Memory
from tests.build import people
from web.app import create_app
from web.settings import Settings
from web.wiring import LOCALES, Wiring, templates

HTMX = {"HX-Request": "true"}
SETTINGS = Settings(
    database_url="sqlite://",
    media_url="memory",
    secret="only-for-tests-only-for-tests-only",
    public_url="http://testserver",
    inline_worker=False,
)
TEMPLATES = {locale: templates(locale) for locale in LOCALES}


def wired(engine: sa.Engine) -> Wiring:
    """What the application works with, on this database; storage in memory."""
    return Wiring(
        settings=SETTINGS,
        engine=engine,
        reads=sessions(engine, writes=False),
        writes=sessions(engine, writes=True),
        storage=Memory(),
        sealer=Sealer(SETTINGS.secret),
        templates=TEMPLATES,
    )


def plain_words(page: str) -> str:
    """What a reader reads of a page: no tags, addresses, versions of files; one space between."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


class Visitor(TestClient):
    """A browser: sends the Origin of the site, follows no redirect by itself."""

    def fragment(self, method: str, url: str, **given: object) -> object:
        """The same request as htmx sends it."""
        return self.request(method, url, headers=HTMX, **given)  # type: ignore[arg-type]  # passed on


@pytest.fixture
def wiring(own_database: Callable[[], sa.Engine]) -> Wiring:
    """What the application works with; storage in memory."""
    engine = own_database()
    return wired(engine)


@pytest.fixture
def db(wiring: Wiring) -> Iterator[Session]:
    """A session to prepare and to look with. COMMIT before asking the application: its
    connections are others. After a request start anew with `db.rollback()` to see its work."""
    with wiring.writes() as session:
        yield session


@pytest.fixture
def visit(wiring: Wiring, db: Session) -> Callable[..., Visitor]:
    """visit(account) → a browser signed in as that account; visit(None) → a stranger's.

    Commits what the test prepared.
    """
    app = create_app(wiring)

    def come(account: Account | None = None) -> Visitor:
        browser = Visitor(app, follow_redirects=False, raise_server_exceptions=True)
        browser.headers["Origin"] = "http://testserver"
        if account is not None:
            browser.cookies.set("phien", people.signed_in(db, account))
        db.commit()
        return browser

    return come


@pytest.fixture
def statements(wiring: Wiring) -> Iterator[list[str]]:
    """Every SQL statement the application sends while the test runs; clear() to begin counting."""
    sent: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    sa.event.listen(wiring.engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(wiring.engine, "before_cursor_execute", note)
