"""Beside a place that stands no more: what it is today, on the pages where people meet it."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from core.rights import Role
from core.territory import service
from tests.build import certificates, contests, people, register
from tests.web.conftest import Visitor, plain_words

Visit = Callable[..., Visitor]
LONG_HO, OLD_AN_BINH, NEW_AN_BINH, VINH_LONG = 1_300_857, 1_429_587, 2_429_584, 2_200_086
NOW_IS = "nay là Xã An Bình, tỉnh Vĩnh Long"
DISTRICT_NOW = "nay thuộc 6 xã, phường, tỉnh Vĩnh Long"


def read(visitor: Visitor, address: str) -> str:
    """The words of a page, a link's end before a comma or not."""
    return plain_words(visitor.get(address).text).replace(" ,", ",")


@pytest.fixture
def province(db: Session) -> Session:
    service.load(db, provinces={"86"})
    return db


def test_maker_contest_and_certificate_of_a_place_that_ended(
    visit: Visit, province: Session
) -> None:
    db = province
    own = register.establishment(db, unit_id=OLD_AN_BINH)
    product = register.product(db, own)
    contest = contests.contest(db, unit_id=LONG_HO, stage=Stage.ANNOUNCED)
    entry = contests.entry(db, contest, product, own)
    paper = certificates.certificate(db, entry, contest, issued_on=date(2024, 10, 5))
    secretary = people.account(db)
    people.grant(db, secretary, Role.SECRETARY, unit_id=VINH_LONG)
    desk, stranger = visit(secretary), visit()
    addresses = {
        f"/co-so/{own.slug}-{own.code}": NOW_IS,
        f"/binh-chon/{contest.slug}": f"({DISTRICT_NOW}",
        f"/xac-minh/{paper.code}": f"Bình chọn ở Huyện Long Hồ, tỉnh Vĩnh Long; {DISTRICT_NOW}",
    }
    for address, words in addresses.items():
        assert words in read(stranger, address), address
    assert DISTRICT_NOW in read(desk, f"/dieu-hanh/binh-chon/{contest.slug}")
    assert NOW_IS in read(desk, f"/ho-so/co-so/{own.id}")


def test_nothing_is_told_of_a_place_that_stands(visit: Visit, province: Session) -> None:
    db = province
    own = register.establishment(db, unit_id=NEW_AN_BINH)
    product = register.product(db, own)
    contest = contests.contest(
        db, unit_id=NEW_AN_BINH, level=ContestLevel.COMMUNE, stage=Stage.ANNOUNCED, year=2026
    )
    entry = contests.entry(db, contest, product, own)
    paper = certificates.certificate(db, entry, contest)
    stranger = visit()
    for address in (
        f"/co-so/{own.slug}-{own.code}",
        f"/binh-chon/{contest.slug}",
        f"/xac-minh/{paper.code}",
    ):
        words = read(stranger, address)
        assert "nay là" not in words
        assert "nay thuộc" not in words
