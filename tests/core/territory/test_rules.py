from datetime import date

import pytest

from core.territory import rules
from core.territory.rules import Place, UnitKind


@pytest.mark.parametrize(
    ("full_name", "parts"),
    [
        ("Xã Long Hồ", ("Xã", "Long Hồ")),
        ("Thị trấn Long Hồ", ("Thị trấn", "Long Hồ")),
        ("Thành phố Hồ Chí Minh", ("Thành phố", "Hồ Chí Minh")),
        ("Đặc khu Côn Đảo", ("Đặc khu", "Côn Đảo")),
        ("Quận 1", ("Quận", "1")),
        ("Khu vực phía Nam", ("Khu vực", "phía Nam")),
        ("Việt Nam", ("", "Việt Nam")),
        ("Xãng", ("", "Xãng")),
    ],
)
def test_split_name(full_name: str, parts: tuple[str, str]) -> None:
    assert rules.split_name(full_name) == parts


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["Tỉnh Vĩnh Long"], "Tỉnh Vĩnh Long"),
        (["Xã Long Hồ", "Tỉnh Vĩnh Long"], "Xã Long Hồ, tỉnh Vĩnh Long"),
        (
            ["Xã An Bình", "Huyện Long Hồ", "Tỉnh Vĩnh Long"],
            "Xã An Bình, huyện Long Hồ, tỉnh Vĩnh Long",
        ),
        (
            ["Phường 3", "Quận 10", "Thành phố Hồ Chí Minh"],
            "Phường 3, Quận 10, Thành phố Hồ Chí Minh",
        ),
        (["Phường Cái Khế", "Thành phố Cần Thơ"], "Phường Cái Khế, thành phố Cần Thơ"),
    ],
)
def test_line(names: list[str], line: str) -> None:
    assert rules.line(names) == line


@pytest.mark.parametrize(
    ("code", "kind"),
    [("86", UnitKind.PROVINCE), ("857", UnitKind.DISTRICT), ("29542", UnitKind.COMMUNE)],
)
def test_the_length_of_a_code_tells_the_kind(code: str, kind: UnitKind) -> None:
    assert rules.kind_of_code(code) is kind


@pytest.mark.parametrize("code", ["", "1", "1234", "8a", "٨٦"])
def test_other_codes_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match="not a code"):
        rules.kind_of_code(code)


def test_the_same_code_in_two_lists_has_two_ids() -> None:
    assert rules.unit_id(1, UnitKind.PROVINCE, 86) == 1_200_086
    assert rules.unit_id(2, UnitKind.PROVINCE, 86) == 2_200_086
    assert rules.unit_id(2, UnitKind.COMMUNE, 29542) == 2_429_542


def test_a_place_stands_through_its_last_day() -> None:
    place = Place(
        id=1,
        kind=UnitKind.DISTRICT,
        full_name="Huyện Long Hồ",
        line="Huyện Long Hồ, tỉnh Vĩnh Long",
        valid_from=date(2008, 8, 1),
        valid_until=date(2025, 6, 30),
    )
    days = [date(2008, 7, 31), date(2008, 8, 1), date(2025, 6, 30), date(2025, 7, 1)]
    assert [place.stands(day) for day in days] == [False, True, True, False]


def test_reach_goes_up_and_over_to_successors_and_up_again() -> None:
    nation, old_province, district, old_commune, new_province, new_commune = range(1, 7)
    parents = {
        nation: None,
        old_province: nation,
        district: old_province,
        old_commune: district,
        new_province: nation,
        new_commune: new_province,
    }
    reach = rules.reach_closure(
        parents, {old_province: [new_province], old_commune: [new_commune]}
    )
    assert reach == {
        nation: {nation},
        old_province: {old_province, new_province, nation},
        district: {district, old_province, new_province, nation},
        old_commune: {
            old_commune,
            district,
            old_province,
            new_commune,
            new_province,
            nation,
        },
        new_province: {new_province, nation},
        new_commune: {new_commune, new_province, nation},
    }


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="above or after itself"):
        rules.reach_closure({1: 2, 2: 1}, {})
