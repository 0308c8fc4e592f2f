from collections import Counter
from pathlib import Path

import pytest

from core.territory import reference
from core.territory.reference import Reference
from core.territory.rules import Extent


@pytest.fixture(scope="module")
def lists() -> Reference:
    return reference.read()


def test_the_whole_lists(lists: Reference) -> None:
    counts = Counter((row["valid_from"].year, str(row["kind"])) for row in lists.units)
    assert counts == {
        (1945, "nation"): 1,
        (2014, "region"): 3,
        (2008, "province"): 63,
        (2008, "district"): 696,
        (2008, "commune"): 10_035,
        (2025, "province"): 34,
        (2025, "commune"): 3_321,
    }
    assert len({row["id"] for row in lists.units}) == len(lists.units)


def test_every_old_province_and_commune_has_a_successor_and_every_new_unit_was_something(
    lists: Reference,
) -> None:
    old = {row["old_id"] for row in lists.successions}
    new = {row["new_id"] for row in lists.successions}
    kinds = {row["id"]: (row["valid_from"].year, str(row["kind"])) for row in lists.units}
    without = {one for one, kind in kinds.items() if kind[0] == 2008 and one not in old}
    assert Counter(kinds[one] for one in without) == {(2008, "district"): 691}
    assert all(one in new for one, kind in kinds.items() if kind[0] == 2025)
    pairs = [(row["old_id"], row["new_id"]) for row in lists.successions]
    assert len(set(pairs)) == len(pairs)


def test_no_commune_goes_over_wholly_into_two(lists: Reference) -> None:
    whole = Counter(
        row["old_id"] for row in lists.successions if row["extent"] is not Extent.PARTIAL
    )
    assert set(whole.values()) == {1}


def test_regions_are_the_legal_list(lists: Reference) -> None:
    members = lists.members
    old = Counter(row["region_id"] for row in members if row["valid_until"] is not None)
    assert old == {9_100_001: 28, 9_100_002: 15, 9_100_003: 20}
    assert len({row["unit_id"] for row in members if row["valid_until"] is None}) == 33


def test_a_subset_holds_what_the_province_was_made_of(lists: Reference) -> None:
    part = reference.read(provinces={"86"})
    provinces = [row["full_name"] for row in part.units if row["kind"] == "province"]
    assert provinces == ["Tỉnh Bến Tre", "Tỉnh Trà Vinh", "Tỉnh Vĩnh Long", "Tỉnh Vĩnh Long"]
    ids = {row["id"] for row in part.units}
    full = {(r["unit_id"], r["within_id"]) for r in lists.reach if r["unit_id"] in ids}
    assert {(row["unit_id"], row["within_id"]) for row in part.reach} == full


def test_an_unknown_province_is_refused() -> None:
    with pytest.raises(ValueError, match="no such provinces"):
        reference.read(provinces={"86", "83"})


def test_no_name_is_decomposed_padded_or_without_its_kind(lists: Reference) -> None:
    for file in sorted(Path(reference.DATA).glob("units_*.csv")):
        content = file.read_text(encoding="utf-8")
        assert not [char for char in content if "\u0300" <= char <= "\u036f"]
        assert "  " not in content
        assert " ," not in content
    assert all(row["type_word"] for row in lists.units if row["kind"] != "nation")
