"""The demonstration: whole, marked, honest about what is real, never mixed with real records."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from contest.certificates.model import Certificate
from contest.contests.model import Contest
from contest.entries.model import Entry
from core import installation
from core.accounts.model import Account
from core.db import unit_of_work
from core.jobs import Job
from core.registry.kinds import Origin
from core.registry.model import Establishment, Product, PublishedRecognition
from fairs.fairs.model import Application
from fairs.support.model import SupportCase
from tests.web.demo.conftest import NOW, wire
from web.app import create_app
from web.demo import fill
from web.demo.scene import MARK
from web.wiring import Wiring


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


def test_no_work_waits_since_years(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        waits = sa.select(sa.func.min(Job.due_at)).where(Job.done_at.is_(None))
        assert session.scalar(waits) == NOW


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


def test_no_invented_telephone_or_address_looks_real(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        contacts = [
            *session.scalars(sa.select(Account.email)),
            *session.scalars(sa.select(Establishment.email)),
        ]
        numbers = [
            *session.scalars(sa.select(Account.phone)),
            *session.scalars(sa.select(Establishment.phone)),
            *session.scalars(sa.select(Establishment.tax_number)),
            *session.scalars(sa.select(Establishment.owner_number_mask)),
        ]
    assert [one for one in contacts if one and not one.endswith("@mo-phong.example")] == []
    assert [one for one in numbers if one] == []


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
