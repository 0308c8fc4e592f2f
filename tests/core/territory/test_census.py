"""Records counted in the old geography and the new: each once, the totals the same."""

import random
from datetime import date
from functools import cache

import pytest

from core.territory import census, gazetteer, reference
from core.territory.census import Census, Geography
from core.territory.lineage import Lineage
from core.territory.rules import UnitKind

TODAY = date(2026, 11, 22)
OLD_VINH_LONG, OLD_LONG_HO, VINH_LONG = 1_200_086, 1_300_857, 2_200_086


@cache
def lineage() -> Lineage:
    return gazetteer.of_lists(reference.read()).lineage


def find(line: str) -> int:
    return next(one.id for one in lineage().places.values() if one.line == line)


def lines(found: Census) -> dict[str, dict[str, tuple[int, ...]]]:
    """Province → lower unit → counts, "?" for what cannot be placed."""
    told = {}
    for one in found.provinces:
        rows = {row.place.full_name: row.counts for row in one.rows if row.place}
        if any(one.unplaced):
            rows["?"] = one.unplaced
        told[one.province.full_name] = rows
    return told


def test_one_record_of_each_sort_in_both_geographies() -> None:
    new_an_binh = find("Xã An Bình, tỉnh Vĩnh Long")  # all its parts lay in one district
    new_phuoc_hau = find("Phường Phước Hậu, tỉnh Vĩnh Long")  # of a city and a district
    split = find("Phường Đại Mỗ, quận Nam Từ Liêm, thành phố Hà Nội")  # over five wards
    counts = {
        find("Xã An Bình, huyện Long Hồ, tỉnh Vĩnh Long"): (1, 0),
        new_an_binh: (1, 2),
        new_phuoc_hau: (1, 0),
        split: (3, 0),
        OLD_LONG_HO: (1, 0),
        OLD_VINH_LONG: (0, 1),
        VINH_LONG: (1, 0),
        None: (1, 0),
    }
    old = census.count(counts, lineage(), Geography.OLD, TODAY)
    assert lines(old) == {
        "Thành phố Hà Nội": {"Quận Nam Từ Liêm": (3, 0)},
        "Tỉnh Vĩnh Long": {"Huyện Long Hồ": (3, 2), "?": (1, 1)},
    }
    assert old.nowhere == (2, 0)  # no place; and the new province, which was three
    new = census.count(counts, lineage(), Geography.NEW, TODAY)
    assert lines(new) == {
        "Thành phố Hà Nội": {"?": (3, 0)},
        "Tỉnh Vĩnh Long": {
            "Xã An Bình": (2, 2),
            "Phường Phước Hậu": (1, 0),
            "?": (2, 1),
        },
    }
    assert new.nowhere == (1, 0)
    assert old.total == new.total == (9, 3)
    among = new.provinces[0].among
    assert [(place.id, len(parts)) for place, parts in among] == [(split, 5)]


@pytest.mark.parametrize("seed", range(3))
def test_the_whole_country_totals_the_same(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (no secret: counts for a test)
    counts: dict[int | None, tuple[int, ...]] = {
        one: (chance.randrange(5), chance.randrange(3)) for one in lineage().places
    }
    total = tuple(sum(values[i] for values in counts.values()) for i in range(2))
    for geography, provinces, below in ((Geography.OLD, 63, 696), (Geography.NEW, 34, 3321)):
        found = census.count(counts, lineage(), geography, TODAY)
        assert len(found.provinces) == provinces
        assert sum(len(one.rows) for one in found.provinces) == below
        summed = [found.nowhere, *(one.counts for one in found.provinces)]
        assert tuple(sum(values[i] for values in summed) for i in range(2)) == total
        assert found.total == total
        for one in found.provinces:
            rows = [one.unplaced, *(row.counts for row in one.rows)]
            assert tuple(sum(values[i] for values in rows) for i in range(2)) == one.counts


def test_nothing_counted_is_an_empty_report() -> None:
    found = census.count({}, lineage(), Geography.NEW, TODAY)
    assert found == Census((), (), ())


def test_levels() -> None:
    assert census.level_of(Geography.OLD) is UnitKind.DISTRICT
    assert census.level_of(Geography.NEW) is UnitKind.COMMUNE
    assert census.day_of(Geography.OLD, TODAY) == date(2025, 6, 30)
