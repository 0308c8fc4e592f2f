"""Loading and reading units, on a real database."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.rights import Act, Grant, Role, Subject, roles_for
from core.territory import queries, service
from core.territory.model import Unit, UnitReach
from core.territory.rules import Extent, UnitKind

THREE_TIERS = date(2024, 6, 1)
TWO_TIERS = date(2026, 3, 1)

NATION = 9_000_001
OLD_VINH_LONG, OLD_LONG_HO = 1_200_086, 1_300_857
VINH_LONG = 2_200_086


@pytest.fixture
def province(session: Session) -> Session:
    """A session with the three old provinces that make the new Vĩnh Long."""
    service.load(session, provinces={"86"})
    return session


def test_loading_again_changes_nothing(province: Session) -> None:
    assert service.load(province, provinces={"86"}) == service.Loaded()


def test_a_correction_in_the_list_is_carried_over_and_a_false_right_taken_away(
    province: Session,
) -> None:
    unit = queries.get_unit(province, OLD_LONG_HO)
    unit.full_name = "Huyện Lông Hồ"
    province.add(UnitReach(unit_id=VINH_LONG, within_id=OLD_LONG_HO))
    province.flush()
    assert service.load(province, provinces={"86"}) == service.Loaded(0, 1, 1)
    assert queries.get_unit(province, OLD_LONG_HO).full_name == "Huyện Long Hồ"


def test_another_province_is_added_beside(province: Session) -> None:
    service.load(province, provinces={"96"})
    names = [place.full_name for place in queries.provinces(province, TWO_TIERS)]
    assert names == ["Tỉnh Cà Mau", "Tỉnh Vĩnh Long"]


def test_the_whole_country(session: Session) -> None:
    service.load(session)
    counts = session.execute(sa.select(Unit.kind, sa.func.count()).group_by(Unit.kind)).all()
    assert {str(kind): count for kind, count in counts} == {
        "nation": 1,
        "region": 3,
        "province": 97,
        "district": 696,
        "commune": 13_356,
    }
    first = [place.full_name for place in queries.provinces(session, TWO_TIERS)][:6]
    assert first == [
        "Tỉnh An Giang",
        "Tỉnh Bắc Ninh",
        "Tỉnh Cà Mau",
        "Tỉnh Cao Bằng",
        "Thành phố Cần Thơ",
        "Thành phố Đà Nẵng",
    ]
    assert len(queries.provinces(session, THREE_TIERS)) == 63
    for query in ("hoà phú", "Hòa Phú", "hoa phu"):
        found = queries.search_units(session, query, on=TWO_TIERS)
        assert [place.line for place in found][:2] == [
            "Xã Hòa Phú, thành phố Hà Nội",
            "Xã Hòa Phú, tỉnh Đắk Lắk",
        ]
    former = [place.line for place in queries.search_units(session, "thua thien hue")]
    assert former[:2] == ["Thành phố Huế", "Huyện A Lưới, thành phố Huế"]
    assert queries.search_units(session, "Cư Mgar", on=TWO_TIERS)[0].full_name == "Xã Cư M'gar"
    _dates_of_one_name(session)
    _regions_of_lam_dong(session)


def _dates_of_one_name(session: Session) -> None:
    dong_nai = queries.find_unit_by_code(session, UnitKind.PROVINCE, "75", TWO_TIERS)
    assert dong_nai is not None
    days = [date(2025, 7, 1), date(2026, 4, 29), date(2026, 4, 30)]
    assert [queries.name_on(session, dong_nai.id, day) for day in days] == [
        "Tỉnh Đồng Nai",
        "Tỉnh Đồng Nai",
        "Thành phố Đồng Nai",
    ]


def _regions_of_lam_dong(session: Session) -> None:
    """Three old provinces of two regions are one province now (domain.md §5.2)."""
    regions = {}
    for link in queries.predecessors(session, 2_200_068):
        region = queries.find_region(session, link.place.id, THREE_TIERS)
        regions[link.place.full_name] = region.code if region else None
    assert regions == {
        "Tỉnh Bình Thuận": "south",
        "Tỉnh Đắk Nông": "central",
        "Tỉnh Lâm Đồng": "central",
    }
    assert queries.find_region(session, 2_200_068, TWO_TIERS) is None


def test_codes_name_different_units_in_different_lists(province: Session) -> None:
    old = queries.find_unit_by_code(province, UnitKind.PROVINCE, "86", date(2025, 6, 30))
    new = queries.find_unit_by_code(province, UnitKind.PROVINCE, "86", date(2025, 7, 1))
    assert old is not None
    assert new is not None
    assert (old.id, new.id) == (OLD_VINH_LONG, VINH_LONG)
    assert queries.find_unit_by_code(province, UnitKind.PROVINCE, "86", date(2007, 1, 1)) is None
    assert queries.find_unit_by_code(province, UnitKind.DISTRICT, "857", TWO_TIERS) is None


def test_an_unknown_unit(province: Session) -> None:
    assert queries.find_unit(province, 5) is None
    with pytest.raises(NotFound, match="unit_missing"):
        queries.get_place(province, 5)
    assert queries.reach(province, 5) == frozenset()
    assert queries.ancestors(province, 5) == []
    assert queries.places(province, [5]) == {}


def test_the_new_province_reaches_the_old_district(province: Session) -> None:
    assert queries.reach(province, OLD_LONG_HO) == {OLD_LONG_HO, OLD_VINH_LONG, VINH_LONG, NATION}
    old_district = Subject(reach=queries.reach(province, OLD_LONG_HO))
    secretary = [Grant(Role.SECRETARY, unit_id=VINH_LONG)]
    assert roles_for(secretary, Act.CONTEST_RUN, old_district) == {Role.SECRETARY}
    elsewhere = [Grant(Role.SECRETARY, unit_id=1_200_083)]  # the old province of Bến Tre
    assert roles_for(elsewhere, Act.CONTEST_RUN, old_district) == frozenset()


def test_a_part_of_a_commune_gives_its_office_no_right_over_the_whole(province: Session) -> None:
    split = province.scalars(
        sa.select(Unit).where(Unit.kind == UnitKind.COMMUNE, Unit.valid_until.is_not(None))
    )
    seen = set()
    for unit in split:
        links = queries.successors(province, unit.id)
        reach = queries.reach(province, unit.id)
        for link in links:
            seen.add(link.extent)
            assert (link.place.id in reach) == (link.extent is not Extent.PARTIAL), unit.line
        if len(seen) == 3:
            break
    assert seen == {Extent.FULL, Extent.PARTIAL, Extent.RENAMED}


def test_lists_are_scoped_by_what_an_office_reaches(province: Session) -> None:
    reached = set(province.scalars(queries.reached_from([OLD_VINH_LONG])))
    assert OLD_LONG_HO in reached
    assert VINH_LONG not in reached
    assert set(province.scalars(queries.reached_from([]))) == set()
    everything = set(province.scalars(queries.reached_from([VINH_LONG, OLD_VINH_LONG])))
    assert reached < everything


def test_children_and_ancestors(province: Session) -> None:
    districts = queries.children(province, OLD_VINH_LONG, THREE_TIERS)
    assert [place.full_name for place in districts] == [
        "Thị xã Bình Minh",
        "Huyện Bình Tân",
        "Huyện Long Hồ",
        "Huyện Mang Thít",
        "Huyện Tam Bình",
        "Huyện Trà Ôn",
        "Thành phố Vĩnh Long",
        "Huyện Vũng Liêm",
    ]
    assert queries.children(province, OLD_VINH_LONG, TWO_TIERS) == []
    communes = queries.children(province, VINH_LONG, TWO_TIERS)
    assert len(communes) == 124
    assert {place.kind for place in communes} == {UnitKind.COMMUNE}
    assert [place.full_name for place in queries.children(province, NATION, TWO_TIERS)] == [
        "Tỉnh Vĩnh Long"
    ]
    chain = queries.ancestors(province, OLD_LONG_HO)
    assert [place.full_name for place in chain] == ["Huyện Long Hồ", "Tỉnh Vĩnh Long", "Việt Nam"]
    assert queries.line(province, OLD_LONG_HO) == "Huyện Long Hồ, tỉnh Vĩnh Long"


@pytest.mark.parametrize("query", ["long ho", "Long Hồ", "LONG HỒ", "long  hồ,"])
def test_searching_with_and_without_marks(province: Session, query: str) -> None:
    found = queries.search_units(province, query, limit=3)
    assert [place.line for place in found] == [
        "Xã Long Hồ, tỉnh Vĩnh Long",
        "Huyện Long Hồ, tỉnh Vĩnh Long",
        "Thị trấn Long Hồ, huyện Long Hồ, tỉnh Vĩnh Long",
    ]


def test_searching_can_be_narrowed(province: Session) -> None:
    def lines(query: str, **narrowed: object) -> list[str]:
        return [p.line for p in queries.search_units(province, query, **narrowed)]  # type: ignore[arg-type]  # a table of options

    new = "Xã Long Hồ, tỉnh Vĩnh Long"
    old = "Huyện Long Hồ, tỉnh Vĩnh Long"
    assert lines("long ho", on=TWO_TIERS, limit=1) == [new]
    assert lines("long ho", on=THREE_TIERS, limit=1) == [old]
    assert lines("long ho", kinds=[UnitKind.DISTRICT]) == [old]
    assert lines("huyện long hồ", limit=1) == [old]
    assert lines("long ho vinh long", on=TWO_TIERS, limit=1) == [new]
    assert lines("long ho", within_id=1_200_083, kinds=[UnitKind.DISTRICT]) == []
    assert lines("%") == lines("") == lines("không có xã này") == []


def test_successors_and_predecessors(province: Session) -> None:
    became = queries.successors(province, OLD_VINH_LONG)
    assert [(link.place.id, link.extent) for link in became] == [(VINH_LONG, Extent.FULL)]
    made_of = queries.predecessors(province, VINH_LONG)
    assert [link.place.full_name for link in made_of] == [
        "Tỉnh Bến Tre",
        "Tỉnh Trà Vinh",
        "Tỉnh Vĩnh Long",
    ]
    assert queries.successors(province, OLD_LONG_HO) == []


def test_regions_are_dated(province: Session) -> None:
    names = [place.full_name for place in queries.regions(province, THREE_TIERS)]
    assert names == [
        "Khu vực phía Bắc",
        "Khu vực miền Trung và Tây Nguyên",
        "Khu vực phía Nam",
    ]
    assert queries.regions(province, date(2014, 10, 20)) == []
    south = queries.find_region(province, OLD_VINH_LONG, THREE_TIERS)
    assert south is not None
    assert south.code == "south"
    old = queries.region_provinces(province, south.id, THREE_TIERS)
    assert [place.full_name for place in old] == [
        "Tỉnh Bến Tre",
        "Tỉnh Trà Vinh",
        "Tỉnh Vĩnh Long",
    ]
    new = queries.region_provinces(province, south.id, TWO_TIERS)
    assert [place.id for place in new] == [VINH_LONG]
    taken_over = queries.find_region(province, OLD_VINH_LONG, TWO_TIERS)
    assert taken_over is not None
    assert taken_over.code == "south"


def test_reads_take_one_statement_however_many_units_there_are(province: Session) -> None:
    counted: list[str] = []

    def count(_c: object, _u: object, statement: str, *_: object) -> None:
        counted.append(statement)

    connection = province.connection()
    sa.event.listen(connection, "before_cursor_execute", count)
    try:
        for read in (
            lambda: queries.search_units(province, "long"),
            lambda: queries.children(province, VINH_LONG, TWO_TIERS),
            lambda: queries.ancestors(province, OLD_LONG_HO),
            lambda: queries.places(province, [OLD_LONG_HO, VINH_LONG]),
            lambda: queries.reach(province, OLD_LONG_HO),
            lambda: queries.predecessors(province, VINH_LONG),
        ):
            counted.clear()
            assert read()
            assert len(counted) == 1
    finally:
        sa.event.remove(connection, "before_cursor_execute", count)
