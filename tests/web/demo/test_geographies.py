"""The demonstration's records total the same in both geographies."""

from datetime import date

from core.db import unit_of_work
from core.identity import Identity
from core.rights import Grant, Role
from core.territory.census import Census, Geography
from web import geography
from web.wiring import Wiring

TODAY = date(2026, 11, 22)
WHOLE = Identity(1, "Quản trị mô phỏng", (Grant(Role.ADMINISTRATOR),))
PROVINCE = Identity(2, "Thư ký mô phỏng", (Grant(Role.SECRETARY, unit_id=2_200_086),))
STRANGER = Identity(3, "Người tỉnh khác", (Grant(Role.SECRETARY, unit_id=2_200_042),))


def _sum(census: Census) -> tuple[int, ...]:
    parts = [census.nowhere, *(one.counts for one in census.provinces)]
    return tuple(map(sum, zip(*parts, strict=True)))


def test_the_report_totals_the_same_in_both_geographies(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        old = geography.report(session, WHOLE, Geography.OLD, TODAY)
        new = geography.report(session, WHOLE, Geography.NEW, TODAY)
        tallied = geography.tally(session, WHOLE)
        own = geography.report(session, PROVINCE, Geography.NEW, TODAY)
        strange = geography.report(session, STRANGER, Geography.NEW, TODAY)
    assert old.total == new.total == _sum(old) == _sum(new)
    assert old.total == tuple(map(sum, zip(*tallied.values(), strict=True)))
    assert all(old.total)
    assert {one.province.full_name for one in new.provinces} == {"Tỉnh Vĩnh Long"}
    assert {one.province.full_name for one in old.provinces} > {"Tỉnh Vĩnh Long"}
    assert own.total <= new.total
    assert [one.province.full_name for one in own.provinces] == ["Tỉnh Vĩnh Long"]
    assert (strange.provinces, strange.total) == ((), (0, 0, 0))  # nothing counts as 0
