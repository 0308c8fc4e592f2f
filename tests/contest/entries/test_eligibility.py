"""Places of rural industry by the rule of the filing day, on the map of that day."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from contest.entries.eligibility import Judged, PlaceFacts, Verdict, judge, place_rules
from contest.entries.places import place_facts
from core.territory.model import UnitSuccession
from core.territory.rules import Extent, UnitKind
from tests.build import places

OLD, NEW = date(2024, 5, 1), date(2026, 5, 1)
BETWEEN = date(2025, 8, 1)  # two tiers already, the decree of 2012 still


@pytest.mark.parametrize(
    ("day", "facts", "verdict", "because"),
    [
        (OLD, [("Xã", "Huyện")], "eligible", "place_listed"),
        (OLD, [("Xã", "Thành phố")], "eligible", "place_listed"),
        (OLD, [("Thị trấn", "Huyện")], "eligible", "place_listed"),
        (OLD, [("Phường", "Thị xã")], "eligible", "place_listed"),
        (OLD, [("Phường", "Quận")], "not_eligible", "place_not_listed"),
        (OLD, [("Phường", "Thành phố")], "unsure", "place_by_city_class"),
        (OLD, [], "unsure", "place_not_stated"),
        (BETWEEN, [("Xã", "Huyện"), ("Thị trấn", "Huyện")], "eligible", "place_listed"),
        (BETWEEN, [("Xã", "Huyện"), ("Phường", "Quận")], "unsure", "place_of_several"),
        (BETWEEN, [("Đặc khu", "")], "unsure", "place_kind_not_settled"),
        (date(2025, 10, 14), [("Phường", "Quận")], "not_eligible", "place_not_listed"),
        (date(2025, 10, 15), [("Phường", "Quận")], "unsure", "place_rule_unread"),
        (NEW, [("Xã", "")], "eligible", "place_listed"),
        (NEW, [("Phường", "")], "unsure", "place_rule_unread"),
        (date(2012, 7, 4), [("Xã", "Huyện")], "unsure", "place_without_rule"),
    ],
)
def test_edge_28_the_rule_of_the_day_decides(
    day: date, facts: list[tuple[str, str]], verdict: str, because: str
) -> None:
    found = judge(place_rules(), day, [PlaceFacts(*one) for one in facts])
    assert (found.verdict, found.because) == (verdict, because)
    assert bool(found.source) == (because != "place_without_rule")


def test_rules_follow_one_another_without_a_gap() -> None:
    first, second = place_rules()
    assert first.in_force_until is not None
    assert (second.in_force_from - first.in_force_until).days == 1
    assert judge([], OLD, []) == Judged(Verdict.UNSURE, "place_without_rule", "")


def test_the_place_is_read_on_the_map_of_the_filing_day(session: Session) -> None:
    where = places.places(session)
    town = places.unit(session, UnitKind.DISTRICT, "Thị xã Bình Minh", code="861", old=True)
    town.type_word = "Thị xã"
    ward = places.unit(
        session, UnitKind.COMMUNE, "Phường Cái Vồn", code="29771", parent=town, old=True
    )
    village = places.unit(
        session, UnitKind.COMMUNE, "Xã Mỹ Hòa", code="29785", parent=town, old=True
    )
    new = places.unit(session, UnitKind.COMMUNE, "Phường Bình Minh", code="29770")
    session.add_all(
        UnitSuccession(old_id=old.id, new_id=new.id, extent=Extent.FULL) for old in (ward, village)
    )
    session.flush()
    asked = {
        (ward.id, OLD),
        (ward.id, NEW),
        (new.id, OLD),
        (new.id, NEW),
        (where.commune, NEW),
        (where.old_district, OLD),
        (0, OLD),
    }
    found = {
        key: sorted((one.commune, one.above) for one in facts)
        for key, facts in place_facts(session, asked).items()
    }
    parts = [("Phường", "Thị xã"), ("Xã", "Thị xã")]
    assert found == {
        (ward.id, OLD): [("Phường", "Thị xã")],
        (ward.id, NEW): [("Phường", "Thị xã")],  # what it was says more
        (new.id, OLD): parts,
        (new.id, NEW): parts,  # a ward without a district is read by what it was made of
        (where.commune, NEW): [("Xã", "")],
        (where.old_district, OLD): [],
    }
