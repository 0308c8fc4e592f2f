"""Before and after 1/7/2025 in one database: district → province and commune → province.

The territory is real: the new Vĩnh Long, the three provinces it was made of, and new Lâm Đồng.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.certificates import queries as certificate_queries
from contest.certificates.model import Certificate
from contest.contests import queries as contest_queries
from contest.contests import service as contest_service
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.contests.service import ContestPlan
from contest.entries import service as entries
from contest.entries.kinds import EntryPath
from contest.entries.queries import reach_towards, way_of
from contest.entries.rules import best_lower
from contest.nominations import queries, service
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.registry.kinds import ProductGroup
from core.rights import Act, Grant, Role, Subject
from core.territory import queries as territory
from core.territory import service as territory_service
from tests.build import certificates, contests, dossiers, people, register
from tests.build.dossiers import Maker
from tests.build.people import NOW
from tests.build.places import Places

NEW_PROVINCE, OLD_VINH_LONG, OLD_BEN_TRE = 2_200_086, 1_200_086, 1_200_083
LONG_HO, BA_TRI = 1_300_857, 1_300_836  # districts of old Vĩnh Long and of old Bến Tre
OLD_AN_BINH, NEW_AN_BINH = 1_429_587, 2_429_584
LAM_DONG = 2_200_068
IN_2024 = datetime(2024, 5, 1, 2, 0, tzinfo=UTC)
OFFICE = Identity(901, "Sở mô phỏng", (Grant(Role.SECRETARY, unit_id=NEW_PROVINCE),))
LETTER = ("56/UBND-KT", date(2026, 11, 20))


def plan(level: ContestLevel, unit_id: int, opens: datetime) -> ContestPlan:
    day = timedelta(days=1)
    return ContestPlan(
        level=level,
        unit_id=unit_id,
        year=opens.year,
        title=f"Bình chọn {level.value} {opens.year} (mô phỏng)",
        organiser="Ban tổ chức (mô phỏng)",
        authority="Ủy ban nhân dân (mô phỏng)",
        entries_open_at=opens,
        entries_close_at=opens + 30 * day,
        judging_from=opens + 31 * day,
        judging_until=opens + 40 * day,
    )


@dataclass(frozen=True, slots=True)
class Two:
    """Who made what in a district in 2024 and in a commune in 2026, and the province of 2026."""

    old: Maker
    new: Maker
    district: Contest
    commune: Contest
    province: Contest
    from_district: Certificate
    from_commune: Certificate


def maker(session: Session, unit_id: int, name: str) -> Maker:
    where = Places(NEW_PROVINCE, unit_id, OLD_VINH_LONG, LONG_HO, LAM_DONG, LAM_DONG)
    account = people.account(session, f"Chủ cơ sở {name} (mô phỏng)")
    own = register.establishment(session, unit_id=unit_id, holder=account)
    product = register.product(session, own, name)
    who = people.identity(account, Grant(Role.PRODUCER, establishment_id=own.id))
    return Maker(where, account, who, own, product, dossiers.album(session, product))


@pytest.fixture
def two(session: Session) -> Two:
    territory_service.load(session, provinces={"86", "68"})
    old, new = maker(session, OLD_AN_BINH, "Bình gốm"), maker(session, NEW_AN_BINH, "Đèn gốm")
    district = contests.contest(session, unit_id=LONG_HO, stage=Stage.ANNOUNCED)
    commune = contests.contest(
        session,
        unit_id=NEW_AN_BINH,
        level=ContestLevel.COMMUNE,
        stage=Stage.ANNOUNCED,
        year=2026,
    )
    province = contests.contest(
        session, unit_id=NEW_PROVINCE, level=ContestLevel.PROVINCE, year=2026
    )
    lower = contests.entry(session, district, old.product, old.establishment)
    won = contests.entry(session, commune, new.product, new.establishment)
    return Two(
        old,
        new,
        district,
        commune,
        province,
        certificates.certificate(
            session,
            lower,
            district,
            issued_on=date(2024, 10, 5),
            valid_until=date(2027, 12, 31),
        ),
        certificates.certificate(session, won, commune, issued_on=date(2026, 9, 1)),
    )


def file_upward(session: Session, by: Maker, upper: Contest) -> EntryPath:
    day = day_in_vietnam(NOW)
    found = certificate_queries.lowers(session, [by.product.id], day).get(by.product.id, [])
    entry = dossiers.written(session, by, upper, NOW)
    filed = entries.file(
        session,
        by.who,
        entry.id,
        group=ProductGroup.HANDICRAFT,
        lower=best_lower(way_of(upper), found),
        declared=True,
        now=NOW,
    )
    assert filed.lower_certificate_id is not None
    return filed.path


def test_both_lead_to_the_province_of_today_and_the_lower_certificate_opens_the_way(
    session: Session, two: Two
) -> None:
    assert queries.upper_level(two.district) is ContestLevel.PROVINCE
    assert queries.upper_level(two.commune) is ContestLevel.PROVINCE
    for lower, paper, by in (
        (two.district, two.from_district, two.old),
        (two.commune, two.from_commune, two.new),
    ):
        assert contest_queries.upper_contests(session, lower, NOW) == [two.province]
        made = service.nominate(session, OFFICE, paper.id, two.province.id, *LETTER, NOW)
        assert (made.certificate_id, made.to_contest_id) == (paper.id, two.province.id)
        assert file_upward(session, by, two.province) is EntryPath.LOWER_CERTIFICATE
    assert way_of(two.province).opened_by == {ContestLevel.DISTRICT, ContestLevel.COMMUNE}
    sent = {row.nomination.certificate_id for row in queries.to_contest(session, two.province.id)}
    assert sent == {two.from_district.id, two.from_commune.id}


def test_the_office_of_the_new_province_reaches_the_old_contests_and_no_other_office_does(
    session: Session, two: Two
) -> None:
    for contest in (two.district, two.commune, two.province):
        about = Subject(territory.reach(session, contest.unit_id), contest.id)
        assert OFFICE.may(Act.NOMINATION_MAKE, about)
        for elsewhere in (LAM_DONG, OLD_BEN_TRE):
            other = Identity(902, "Nơi khác", (Grant(Role.SECRETARY, unit_id=elsewhere),))
            assert not other.may(Act.NOMINATION_MAKE, about)


def test_a_district_of_a_province_that_was_merged_goes_to_its_successor_and_nowhere_else(
    session: Session, two: Two
) -> None:
    merged = contests.contest(session, unit_id=BA_TRI, stage=Stage.ANNOUNCED)
    away = contests.contest(session, unit_id=LAM_DONG, level=ContestLevel.PROVINCE, year=2026)
    assert contest_queries.upper_contests(session, merged, NOW) == [two.province]
    with pytest.raises(Conflict) as refused:
        service.nominate(session, OFFICE, two.from_district.id, away.id, *LETTER, NOW)
    assert refused.value.code == "nomination_outside_place"


def test_a_district_certificate_that_ran_out_opens_nothing(session: Session, two: Two) -> None:
    two.from_district.valid_until = date(2025, 12, 31)
    with pytest.raises(Conflict) as refused:
        service.nominate(session, OFFICE, two.from_district.id, two.province.id, *LETTER, NOW)
    assert refused.value.code == "nomination_certificate_expired"


def test_districts_hold_contests_until_30_6_2025_and_communes_from_the_next_day(
    session: Session, two: Two
) -> None:
    last, first = datetime(2025, 6, 30, 2, tzinfo=UTC), datetime(2025, 7, 1, 2, tzinfo=UTC)

    def create(level: ContestLevel, unit_id: int, opens: datetime) -> Contest:
        return contest_service.create(session, OFFICE, plan(level, unit_id, opens), opens)

    district = create(ContestLevel.DISTRICT, LONG_HO, last)
    commune = create(ContestLevel.COMMUNE, NEW_AN_BINH, first)
    kept = [contest_queries.rules_of(one).ladder for one in (district, commune)]
    assert ContestLevel.COMMUNE not in kept[0]
    assert ContestLevel.DISTRICT not in kept[1]
    for level, unit_id, opens in (
        (ContestLevel.DISTRICT, LONG_HO, first),
        (ContestLevel.COMMUNE, NEW_AN_BINH, last),
        (ContestLevel.COMMUNE, OLD_AN_BINH, first),
    ):
        with pytest.raises(Invalid) as refused:
            create(level, unit_id, opens)
        assert refused.value.fields["unit_id"] == "place_not_standing"
    old = create(ContestLevel.PROVINCE, OLD_VINH_LONG, IN_2024)
    assert [one.id for one in contest_queries.contests(session, units=[NEW_PROVINCE])].count(
        old.id
    ) == 1


def test_edge_30_the_way_to_the_region_by_the_list_of_the_day(session: Session, two: Two) -> None:
    south, central = 9_100_003, 9_100_002

    def covers(lower_unit: int, region: int, year: int) -> bool:
        lower = contests.contest(session, unit_id=lower_unit, level=ContestLevel.PROVINCE)
        upper = contests.contest(session, unit_id=region, level=ContestLevel.REGION, year=year)
        return queries.goal(session, lower, upper, NOW).covers_place

    assert covers(OLD_VINH_LONG, south, 2026)  # its successor is on the list of today
    assert not covers(OLD_VINH_LONG, central, 2027)
    assert covers(NEW_PROVINCE, south, 2028)
    # Lâm Đồng of today was in two: the list leaves it open
    assert covers(LAM_DONG, south, 2029)
    assert covers(LAM_DONG, central, 2030)

    def lies(unit_id: int, region: int, opens: datetime) -> bool:
        contest = contests.contest(
            session,
            unit_id=region,
            level=ContestLevel.REGION,
            year=2031 + len(made),
            entries_open_at=opens,
        )
        made.append(contest)
        return region in reach_towards(session, unit_id, contest)

    made: list[Contest] = []
    lam_dong = territory.search_units(session, "Xuân Hương Đà Lạt", date(2026, 1, 1))[0].id
    for day in (IN_2024, NOW):
        assert lies(NEW_AN_BINH, south, day)
        assert not lies(NEW_AN_BINH, central, day)
    assert lies(lam_dong, central, IN_2024)  # its parts lay in the old Lâm Đồng
    assert not lies(lam_dong, south, IN_2024)
    assert lies(lam_dong, south, NOW)
    assert lies(lam_dong, central, NOW)
