"""Counting rounds and products from history and from what was run here, each once."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.history.counting import counts
from contest.history.kinds import Told
from core.registry.kinds import Origin
from tests.build import contests, history, register
from tests.build.certificates import certificate
from tests.build.places import Places, places

FIVE_YEARS = (date(2021, 1, 1), date(2025, 12, 31))
HISTORY = (Told.OFFICE, Told.PUBLISHED, Told.LIST)


@pytest.fixture
def where(session: Session) -> Places:
    return places(session)


def held_here(
    session: Session,
    where: Places,
    *,
    year: int = 2024,
    announced_at: datetime = datetime(2024, 9, 1, tzinfo=UTC),
) -> None:
    """An announced district round with two certificates."""
    contest = contests.contest(
        session,
        unit_id=where.old_district,
        stage=Stage.ANNOUNCED,
        year=year,
        round=1,
        announced_at=announced_at,
    )
    maker = register.establishment(session, unit_id=where.commune)
    for name in ("Chum", "Vại"):
        product = register.product(session, maker, name)
        certificate(session, contests.entry(session, contest, product, maker), contest)


def test_what_was_run_here_and_history_are_kept_apart(session: Session, where: Places) -> None:
    held_here(session, where)
    history.past_round(session, unit_id=where.old_province)
    history.past_round(session, unit_id=where.old_province, year=2024, certified=None)
    history.past_round(session, unit_id=where.stranger, certified=99)
    found = counts(session, [where.province], *FIVE_YEARS)
    assert (found.contests(Told.HERE), found.certified(Told.HERE)) == (1, 2)
    assert (found.contests(*HISTORY), found.certified(*HISTORY)) == (2, 30)
    assert (found.unknown(*HISTORY), found.contests(*Told)) == (1, 3)
    assert found.contests(*Told, level=ContestLevel.DISTRICT) == 1
    assert found.recognised(*Told) == 2


def test_a_round_kept_in_history_and_run_here_counts_once(session: Session, where: Places) -> None:
    held_here(session, where)
    row = history.past_round(
        session,
        unit_id=where.old_district,
        level=ContestLevel.DISTRICT,
        year=2024,
        certified=12,
    )
    found = counts(session, [where.province], *FIVE_YEARS)
    assert (found.contests(*Told), found.certified(*Told)) == (1, 2)
    assert [(one.told, one.counts) for one in found.rounds] == [
        (Told.HERE, True),
        (Told.OFFICE, False),
    ]
    row.round = 2  # a second round of that year is another one
    session.flush()
    assert counts(session, [where.province], *FIVE_YEARS).certified(*Told) == 14


def test_a_round_announced_after_the_period_is_not_found_in_it_by_its_old_row(
    session: Session, where: Places
) -> None:
    held_here(session, where, announced_at=datetime(2026, 1, 9, tzinfo=UTC), year=2025)
    history.past_round(session, unit_id=where.old_district, level=ContestLevel.DISTRICT, year=2025)
    assert counts(session, [where.province], *FIVE_YEARS).contests(*Told) == 0
    later = counts(session, [where.province], date(2026, 1, 1), date(2030, 12, 31))
    assert later.contests(*Told) == 1


def test_a_list_of_names_tells_of_its_round_until_a_figure_does(
    session: Session, where: Places
) -> None:
    maker = register.establishment(session, unit_id=where.commune)
    first, second = (register.product(session, maker, name) for name in ("Chum", "Vại"))
    for product in (first, second):
        history.past_recognition(session, product, unit_id=where.old_province)
    history.past_recognition(
        session, first, unit_id=where.old_district, level=ContestLevel.DISTRICT, year=2021
    )
    found = counts(session, [where.province], *FIVE_YEARS)
    assert (found.contests(Told.LIST), found.certified(Told.LIST)) == (2, 3)
    assert found.recognised(Told.OFFICE) == 3
    history.past_round(session, unit_id=where.old_province)
    found = counts(session, [where.province], *FIVE_YEARS)
    assert (found.contests(*Told), found.certified(*Told)) == (2, 31)
    assert found.recognised(*Told) == 3
    assert counts(session, [where.old_district], *FIVE_YEARS).contests(*Told) == 1


def test_published_lists_are_found_by_the_place_that_held_the_round(
    session: Session, where: Places
) -> None:
    for name, facts in (
        ("Nón", {}),
        ("Cói", {"level": "nation"}),
        ("Mắm", {"year": None}),
    ):
        made = register.product(session, None, name, origin=Origin.PUBLISHED)
        history.published(session, made, unit_id=where.old_district, **facts)
    found = counts(session, [where.province], *FIVE_YEARS)
    assert [(one.told, one.level, one.unit_id, one.certified) for one in found.rounds] == [
        (Told.LIST, ContestLevel.PROVINCE, where.old_province, 1)
    ]
    assert (found.recognised(Told.PUBLISHED), found.undated) == (2, 1)
    assert found.recognised(*Told, level=ContestLevel.NATION) == 1


def test_a_product_counts_once_for_a_level_and_year(session: Session, where: Places) -> None:
    maker = register.establishment(session, unit_id=where.commune)
    product = register.product(session, maker)
    history.past_recognition(session, product, unit_id=where.old_province)
    history.published(session, product, unit_id=where.old_province)
    found = counts(session, [where.province], *FIVE_YEARS)
    assert [(one.told, one.counts) for one in found.products] == [
        (Told.OFFICE, True),
        (Told.PUBLISHED, False),
    ]
    assert found.recognised(*Told) == 1
    assert found.products[0].paper == "1493/QĐ-UBND"
