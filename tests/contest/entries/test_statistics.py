"""Received and valid by group and by place; what sent nothing stands as 0."""

from datetime import timedelta

from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel
from contest.contests.model import Contest
from contest.entries import returns, service, statistics
from contest.entries.statistics import Figures
from core.identity import Identity
from core.registry.kinds import ProductGroup
from core.territory.model import UnitSuccession
from core.territory.rules import Extent, UnitKind
from tests.build import contests, dossiers, places, register
from tests.build.people import NOW

DESK = Identity(900, "Tổ giúp việc (mô phỏng)")


def test_edge_15_received_and_valid_are_both_told_with_the_reasons(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    made = [dossiers.filed(session, lan, contest)]
    for name in ("Chậu", "Ấm", "Bát", "Đĩa"):
        product = register.product(session, lan.establishment, name)
        made.append(dossiers.filed(session, lan, contest, product=product))
    valid, refused, back, gone, _ = made
    service.accept(session, DESK, valid.id, ProductGroup.OTHER, NOW)
    service.refuse(session, DESK, refused.id, "Hàng độc bản", NOW)
    day = NOW + timedelta(days=1)
    returns.send_back(session, DESK, back.id, {"market": "Nêu rõ"}, day, NOW)
    service.withdraw(session, lan.who, gone.id, NOW)
    draft = register.product(session, lan.establishment, "Chưa gửi")
    service.start(session, lan.who, contest.id, draft.id, NOW)
    found = statistics.statistics(session, contest)
    assert found.total == Figures(5, 1, 1, 1, 1, 1)
    assert found.groups == [
        (ProductGroup.HANDICRAFT, Figures(4, 0, 1, 1, 1, 1)),
        (ProductGroup.PROCESSED_FOOD, Figures()),
        (ProductGroup.MACHINERY, Figures()),
        (ProductGroup.OTHER, Figures(1, 1)),
    ]
    assert found.places == []  # a commune is its own place
    assert [(one.product_name, one.reason) for one in statistics.refused(session, contest.id)] == [
        ("Chậu", "Hàng độc bản")
    ]


def province(session: Session, where: places.Places, unit_id: int, day: int = 0) -> Contest:
    opens = NOW - timedelta(days=day)
    return contests.contest(
        session, unit_id=unit_id, level=ContestLevel.PROVINCE, entries_open_at=opens
    )


def test_edge_27_localities_that_send_nothing_stand_as_0(session: Session) -> None:
    where = places.places(session)
    above = places.unit(session, UnitKind.PROVINCE, "Tỉnh Bến Tre", code="83")
    silent = places.unit(session, UnitKind.COMMUNE, "Xã Ba Tri", code="29089", parent=above)
    heard = places.unit(session, UnitKind.COMMUNE, "Xã Tân Xuân", code="29092", parent=above)
    # on record by a unit of the old map, all of which went to the new commune; and by none
    old = places.unit(session, UnitKind.COMMUNE, "Xã Tân Mỹ", code="29098", old=True)
    split = places.unit(session, UnitKind.COMMUNE, "Xã Bảo Thạnh", code="29101", old=True)
    session.add(UnitSuccession(old_id=old.id, new_id=heard.id, extent=Extent.FULL))
    session.add_all(
        UnitSuccession(old_id=split.id, new_id=one.id, extent=Extent.PARTIAL)
        for one in (silent, heard)
    )
    contest = province(session, where, above.id)
    for unit in (heard, old, split):
        maker = register.establishment(session, unit_id=unit.id)
        product = register.product(session, maker)
        entry = contests.entry(session, contest, product, maker)
        entry.filed_at = NOW
    session.flush()
    found = statistics.statistics(session, contest)
    assert [(one.place and one.place.full_name, one.figures) for one in found.places] == [
        ("Xã Ba Tri", Figures()),
        ("Xã Tân Xuân", Figures(2, 2)),
        (None, Figures(1, 1)),  # its place was split: counted once, and said
    ]
    assert (found.silent, found.total) == (1, Figures(3, 3))


def test_a_contest_of_the_nation_counts_by_province(session: Session) -> None:
    lan = dossiers.maker(session)
    nation = places.unit(session, UnitKind.NATION, "Việt Nam", code="VN")
    contest = contests.contest(session, unit_id=nation.id, level=ContestLevel.NATION)
    entry = contests.entry(session, contest, lan.product, lan.establishment)
    entry.filed_at = NOW
    session.flush()
    found = statistics.statistics(session, contest)
    told = {one.place.id: one.figures for one in found.places if one.place}
    assert told == {lan.places.province: Figures(1, 1), lan.places.stranger: Figures()}
