"""The desk at which lists are sent."""

import pytest
from sqlalchemy.orm import Session

from core.rights import Role
from tests.build import people
from tests.build.places import Places, places
from tests.web.imports.desk import Desk, Visit
from web.wiring import Wiring


@pytest.fixture
def here(db: Session) -> Places:
    return places(db)


@pytest.fixture
def desk(wiring: Wiring, visit: Visit, db: Session, here: Places) -> Desk:
    who = people.person(db, Role.SECRETARY, unit_id=here.province)
    browser = visit(who)
    # The test looks with a session that can write, and SQLite knows one writer at a time.
    browser.event_hooks["request"].append(lambda _: db.rollback())
    return Desk(wiring, browser, here, who)
