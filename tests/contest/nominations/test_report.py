"""Who sends what, by locality, on the map of the day or of today; and letters instead."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.nominations import forwarding, report
from contest.nominations.report import Sent
from core.territory.model import Unit, UnitSuccession
from core.territory.rules import Extent, UnitKind
from tests.build import certificates, contests, register
from tests.build.places import Places, places, unit
from tests.contest.nominations.test_lineage import put_forward

TODAY = date(2026, 11, 20)
IN_2024 = datetime(2024, 5, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def where(session: Session) -> Places:
    return places(session)


def province(session: Session, where: Places, **facts: object) -> Contest:
    values = {"unit_id": where.province, "level": ContestLevel.PROVINCE, "year": 2026, **facts}
    return contests.contest(session, **values)  # type: ignore[arg-type]  # a table of facts


def test_edge_27_a_locality_that_sends_nothing_stands_as_0(
    session: Session, where: Places
) -> None:
    upper = province(session, where)
    parent = session.get_one(Unit, where.province)
    silent = unit(session, UnitKind.COMMUNE, "Xã An Bình", code="29584", parent=parent)
    maker = register.establishment(session, unit_id=where.commune)
    commune = contests.contest(
        session,
        unit_id=where.commune,
        level=ContestLevel.COMMUNE,
        stage=Stage.ANNOUNCED,
        year=2026,
    )
    product = register.product(session, maker)
    low = certificates.certificate(
        session, contests.entry(session, commune, product, maker), commune
    )
    put_forward(session, low, upper)
    statuses = (EntryStatus.VALID, EntryStatus.REFUSED, EntryStatus.DRAFT, EntryStatus.WITHDRAWN)
    for status in statuses:
        contests.entry(session, upper, register.product(session, maker), maker, status)
    nowhere = register.establishment(session, unit_id=where.commune)
    nowhere.unit_id = None
    contests.entry(session, upper, register.product(session, nowhere), nowhere)
    made = report.report(session, upper, TODAY)
    assert [(place.id, sent) for place, sent in made.rows] == [
        (silent.id, Sent()),
        (where.commune, Sent(1, 2, 1)),
    ]
    assert (made.sending, made.unplaced, made.total) == (1, Sent(0, 1, 1), Sent(1, 3, 2))
    assert made.feeding == ((commune.title, commune.slug, 2026, 1),)


def test_what_is_certified_is_told_only_after_the_announcement(
    session: Session, where: Places
) -> None:
    upper = province(session, where, stage=Stage.RECOGNISED)
    maker = register.establishment(session, unit_id=where.commune)
    entry = contests.entry(session, upper, register.product(session, maker), maker)
    certificates.certificate(session, entry, upper)
    assert report.report(session, upper, TODAY).total == Sent(0, 1, 1, None)
    upper.stage = Stage.ANNOUNCED
    session.flush()
    assert report.report(session, upper, TODAY).total == Sent(0, 1, 1, 1)


def test_edge_29_a_contest_of_districts_is_read_on_the_map_of_its_day_and_of_today(
    session: Session, where: Places
) -> None:
    old = session.get_one(Unit, where.old_province)
    district = session.get_one(Unit, where.old_district)
    unit(session, UnitKind.DISTRICT, "Huyện Mang Thít", code="858", parent=old, old=True)
    before = unit(
        session, UnitKind.COMMUNE, "Xã Long Phước", code="29587", parent=district, old=True
    )
    for one, other in ((before.id, where.commune), (old.id, where.province)):
        session.add(UnitSuccession(old_id=one, new_id=other, extent=Extent.FULL))
    session.flush()
    upper = province(
        session,
        where,
        unit_id=where.old_province,
        year=2024,
        entries_open_at=IN_2024,
        entries_close_at=IN_2024 + timedelta(days=30),
    )
    maker = register.establishment(session, unit_id=where.commune)
    contests.entry(session, upper, register.product(session, maker), maker)
    then = report.report(session, upper, report.day_of(upper))
    assert [(place.full_name, sent.filed) for place, sent in then.rows] == [
        ("Huyện Long Hồ", 1),
        ("Huyện Mang Thít", 0),
    ]
    now = report.report(session, upper, TODAY)
    assert [(place.full_name, sent.filed) for place, sent in now.rows] == [("Xã Long Hồ", 1)]
    assert (then.kind, now.kind) == (UnitKind.DISTRICT, UnitKind.COMMUNE)
    assert then.total == now.total == Sent(0, 1, 1)


def test_edge_33_several_lower_contests_feed_one_upper(session: Session, where: Places) -> None:
    upper = province(session, where)
    maker = register.establishment(session, unit_id=where.commune)
    for level, unit_id, year in (
        (ContestLevel.DISTRICT, where.old_district, 2024),
        (ContestLevel.COMMUNE, where.commune, 2025),
        (ContestLevel.COMMUNE, where.commune, 2026),
    ):
        lower = contests.contest(
            session, unit_id=unit_id, level=level, year=year, stage=Stage.ANNOUNCED
        )
        for _ in range(2):  # two are certified, one of them goes up
            entry = contests.entry(session, lower, register.product(session, maker), maker)
            one = certificates.certificate(session, entry, lower)
        put_forward(session, one, upper)
    made = report.report(session, upper, TODAY)
    assert [(year, count) for _title, _slug, year, count in made.feeding] == [
        (2026, 1),
        (2025, 1),
        (2024, 1),
    ]
    assert made.total == Sent(3, 0, 0)


def test_the_lowest_level_has_no_senders(session: Session, where: Places) -> None:
    commune = contests.contest(
        session, unit_id=where.commune, level=ContestLevel.COMMUNE, year=2026
    )
    assert not report.has_senders(commune)
    assert report.has_senders(province(session, where))


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        ({"year": 2026}, False),
        ({"year": 2025}, False),
        ({"year": 2024}, True),  # another round
        ({"year": 2026, "stage": Stage.DRAFT}, True),
        ({"year": 2026, "stage": Stage.CANCELLED}, True),
        ({"year": 2026, "elsewhere": True}, True),
    ],
)
def test_edge_20_a_letter_stands_only_where_no_lower_contest_was_held(
    session: Session, where: Places, facts: dict[str, object], stands: bool
) -> None:
    upper = province(session, where)
    unit_id = where.stranger_commune if facts.pop("elsewhere", False) else where.commune
    values = {"level": ContestLevel.COMMUNE, "stage": Stage.ANNOUNCED, "unit_id": unit_id}
    lower = contests.contest(session, **{**values, **facts})  # type: ignore[arg-type]  # a table of facts
    refusal = forwarding.refusal_of_letter(session, upper, where.commune)
    source = "TT 26/2014/TT-BCT Đ12.2d; cấp xã thay cấp huyện"
    told = {"contest": lower.title, "source": source}
    assert refusal == (None if stands else ("letter_though_round_held", told))


def test_a_lower_contest_before_the_last_upper_one_belongs_to_that(
    session: Session, where: Places
) -> None:
    upper = province(session, where)
    opens = upper.entries_open_at
    contests.contest(
        session,
        unit_id=where.commune,
        level=ContestLevel.COMMUNE,
        stage=Stage.ANNOUNCED,
        year=2025,
        entries_close_at=opens - timedelta(days=300),
    )
    assert forwarding.find_lower_round(session, upper, where.commune) is not None
    province(
        session,
        where,
        year=2025,
        stage=Stage.ANNOUNCED,
        entries_close_at=opens - timedelta(days=200),
    )
    assert forwarding.find_lower_round(session, upper, where.commune) is None
