"""The demonstration: whole, marked, honest about what is real, never mixed with real records."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from contest.certificates.model import Certificate
from contest.certificates.rules import CertificateDates, status
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.entries.model import Entry
from core import installation
from core.accounts.model import Account
from core.clock import day_in_vietnam
from core.db import open_engine, unit_of_work
from core.registry.kinds import Origin
from core.registry.model import Establishment, Product, PublishedRecognition
from core.territory import service as territory
from fairs.fairs.model import Application
from fairs.support.model import SupportCase
from tests.web.conftest import wired
from web.app import create_app
from web.demo import fill
from web.demo.scene import MARK
from web.tables import metadata
from web.wiring import Wiring

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def wire(path: Path) -> Wiring:
    engine = open_engine(f"sqlite:///{path}")
    with engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
    made = wired(engine)
    with unit_of_work(made.writes) as session:
        territory.load(session, provinces={fill.PROVINCE})
    return made


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wiring]:
    """Filled once for the module; nobody writes to it."""
    made = wire(tmp_path_factory.mktemp("demo") / "demo.db")
    fill.fill(made, NOW)
    yield made
    made.engine.dispose()


def test_the_published_recognitions_are_all_there_and_nothing_is_invented(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        assert session.scalar(sa.select(sa.func.count(PublishedRecognition.id))) == 173
        real = sa.select(Product.id).where(Product.origin == Origin.PUBLISHED)
        for table in (Certificate, Entry, SupportCase, Application):
            found = sa.select(sa.func.count(table.id)).where(table.product_id.in_(real))
            assert session.scalar(found) == 0, table
        makers = session.scalars(
            sa.select(Establishment).where(Establishment.origin == Origin.PUBLISHED)
        ).all()
        assert [m.name for m in makers if m.phone or m.email or m.tax_number or m.address] == []


def test_every_invented_person_and_body_is_marked(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        names = [
            *session.scalars(sa.select(Account.name)),
            *session.scalars(
                sa.select(Establishment.name).where(Establishment.origin == Origin.SIMULATED)
            ),
            *session.scalars(sa.select(Contest.title)),
            *session.scalars(sa.select(Contest.organiser)),
            *session.scalars(sa.select(Contest.authority)),
        ]
    assert [name for name in names if not name.endswith(MARK)] == []


def test_a_contest_stands_in_each_stage(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        stages = Counter(session.scalars(sa.select(Contest.stage)))
    assert stages == {
        Stage.DRAFT: 1,
        Stage.OPEN: 1,
        Stage.JUDGING: 1,
        Stage.LOCKED: 1,
        Stage.DECIDED: 1,
        Stage.RECOGNISED: 1,
        Stage.ANNOUNCED: 3,
        Stage.CANCELLED: 1,
    }


def test_certificates_are_in_force_expired_and_revoked(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        found = session.scalars(sa.select(Certificate)).all()
    standings = Counter(
        str(
            status(CertificateDates(c.issued_on, c.valid_until, c.revoked_on), day_in_vietnam(NOW))
        )
        for c in found
    )
    assert set(standings) == {"in_force", "expired", "revoked"}


def test_it_refuses_a_database_with_records(demo: Wiring, tmp_path: Path) -> None:
    with pytest.raises(fill.Refused, match="already holds"):
        fill.fill(demo, NOW)
    real = wire(tmp_path / "real.db")
    with unit_of_work(real.writes) as session:
        session.add(
            Account(name="Lan", email="lan@example.test", password_hash="", created_at=NOW)
        )
    with pytest.raises(fill.Refused):
        fill.fill(real, NOW)
    with unit_of_work(real.reads) as session:
        assert installation.is_demonstration(session) is False
    real.engine.dispose()


def test_every_page_of_a_demonstration_says_so(demo: Wiring) -> None:
    browser = TestClient(create_app(demo), follow_redirects=False)
    for path in ("/", "/san-pham", "/binh-chon", "/hoi-cho", "/ho-tro", "/xac-minh", "/du-lieu",
                 "/dang-nhap", "/khong-co"):  # fmt: skip
        assert "Bản trình diễn" in browser.get(path).text, path


def test_no_page_of_the_public_invents_for_a_published_product(demo: Wiring) -> None:
    browser = TestClient(create_app(demo), follow_redirects=False)
    page = browser.get("/san-pham?q=nuoc+mam").text
    address = re.findall(r'href="(/san-pham/[^"?]+)"', page)
    assert address
    told = browser.get(address[0]).text
    assert "Theo nguồn đã công bố" in told or "Xác minh giấy chứng nhận này" in told
