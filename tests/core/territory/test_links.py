"""Every link of the two lists, asked of the public queries in both directions."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from core.territory import readings, reference, service
from core.territory.rules import Extent, UnitKind, kind_of_code, unit_id
from tests.lacking import outside

SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "admin_units"
OLD, NEW = 1, 2


def _id(number: int, code: str) -> int:
    return unit_id(number, kind_of_code(code), int(code))


def _own() -> Iterator[tuple[int, int, Extent]]:
    for row in reference.csv_rows(reference.DATA / "links_2025.csv"):
        yield _id(OLD, row["old"]), _id(NEW, row["new"]), Extent(row["extent"])


def test_all_links_answer_in_both_directions(session: Session) -> None:
    service.load(session)
    links = list(_own())
    kinds = Counter((one // 100_000 % 10, other // 100_000 % 10) for one, other, _ in links)
    # 10,601 of communes; 63 of provinces; 5 island districts that became special zones
    assert kinds == {(4, 4): 10_601, (2, 2): 63, (3, 4): 5}
    assert len({link[:2] for link in links}) == len(links)
    became = readings.became(session, {one for one, _, _ in links})
    came = readings.came_from(session, {other for _, other, _ in links})
    forward: dict[int, set[tuple[int, Extent]]] = defaultdict(set)
    backward: dict[int, set[tuple[int, Extent]]] = defaultdict(set)
    for one, other, extent in links:
        forward[one].add((other, extent))
        backward[other].add((one, extent))
    for asked, told in ((forward, became), (backward, came)):
        assert {
            unit: {(link.place.id, link.extent) for link in found} for unit, found in told.items()
        } == asked
    assert len(forward) == 63 + 5 + 10_035
    assert len(backward) == 34 + 3_321


def test_the_shared_lists_say_the_same() -> None:
    """A cross check with the collection beside the project, where it is there."""
    if not SHARED.is_dir():
        outside("the shared lists of units", "the folder shared/ beside the project's folder")

    def rows(name: str) -> list[dict[str, str]]:
        with (SHARED / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    pairs = {
        *((r["old_code"], r["new_code"]) for r in rows("commune_old_to_new.csv")),
        *((r["old_code"], r["new_code"]) for r in rows("province_63_to_34.csv")),
        *(
            (r["old_district_code"], r["new_code"])
            for r in rows("island_district_to_new_commune.csv")
        ),
    }
    own = {(_id(OLD, one), _id(NEW, other)) for one, other in pairs}
    assert own == {(one, other) for one, other, _ in _own()}
    lists = reference.lists()
    codes = defaultdict(set)
    for row in lists.units.values():
        codes[row["valid_from"].year, row["kind"]].add(row["code"])
    assert codes[2008, UnitKind.PROVINCE] == {r["code"] for r in rows("old_provinces_63.csv")}
    assert codes[2008, UnitKind.DISTRICT] == {r["code"] for r in rows("old_districts_696.csv")}
    assert codes[2008, UnitKind.COMMUNE] == {r["code"] for r in rows("old_communes_10035.csv")}
    assert codes[2025, UnitKind.PROVINCE] == {r["code"] for r in rows("provinces_34.csv")}
    assert codes[2025, UnitKind.COMMUNE] == {r["code"] for r in rows("communes_3321.csv")}


@pytest.mark.parametrize(
    ("list_year", "counts"), [(2008, (63, 696, 10_035)), (2025, (34, 0, 3321))]
)
def test_counts_of_both_geographies(list_year: int, counts: tuple[int, int, int]) -> None:
    found = Counter(
        row["kind"]
        for row in reference.lists().units.values()
        if row["valid_from"].year == list_year
    )
    kinds = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
    told = tuple(found.get(kind, 0) for kind in kinds)
    assert told == counts
