"""The rule of one row of an old list: what it holds, or why it cannot be taken."""

from datetime import date

import pytest

from contest.contests.kinds import ContestLevel
from contest.history import lists
from contest.history.rules import Figures
from core.territory.matching import Match, Outcome
from core.territory.rules import Place, UnitKind

PROVINCE = Place(7, UnitKind.PROVINCE, "Tỉnh Vĩnh Long", "Tỉnh Vĩnh Long")
TWO = tuple(Place(n, UnitKind.DISTRICT, "Huyện", f"Huyện số {n}") for n in (8, 9))
TODAY = date(2026, 11, 22)
ROW: dict[str, object] = {
    "level": "Tỉnh",
    "place": "Vĩnh Long",
    "year": 2018,
    "received": 45,
    "certified": 0,
    "source": "Sổ",
}
NAME: dict[str, object] = {
    "product": "Chiếu hoa",
    "maker": "HTX Chiếu",
    "level": "tỉnh",
    "place": "Vĩnh Long",
    "year": 2018,
    "decision_number": "12/QĐ-UBND",
    "decision_date": date(2018, 9, 1),
}


def find(level: ContestLevel, line: str, year: int) -> Match:
    """Knows one province, and two districts of one name."""
    if level is ContestLevel.PROVINCE and line == "Vĩnh Long":
        return Match(Outcome.FOUND, line, PROVINCE, PROVINCE)
    if level is ContestLevel.DISTRICT:
        return Match(Outcome.AMBIGUOUS, line, candidates=TWO, fault="place_ambiguous")
    return Match(Outcome.UNKNOWN, line, fault="place_unknown")


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Cấp tỉnh", ContestLevel.PROVINCE),
        ("TỈNH", ContestLevel.PROVINCE),
        ("huyện", ContestLevel.DISTRICT),
        ("Thị xã Bình Minh", ContestLevel.DISTRICT),
        ("phường", ContestLevel.COMMUNE),
        ("Xã Long Hồ", ContestLevel.COMMUNE),
        ("Khu vực phía Nam", ContestLevel.REGION),
        ("toàn quốc", ContestLevel.NATION),
        ("Cấp Quốc gia", ContestLevel.NATION),
        ("Tỉnhh", None),
        ("Thành phố", None),  # of a province, or a province itself
        ("", None),
    ],
)
def test_levels_as_lists_write_them(written: str, level: ContestLevel | None) -> None:
    assert lists.read_level(written) is level


def test_a_round_keeps_what_is_known_and_leaves_the_rest_open() -> None:
    told = lists.read_round(ROW, find, 2026)
    assert told.faults == []
    assert told.record is not None
    assert told.record["place"] == "Tỉnh Vĩnh Long"
    facts = lists.round_facts(told.record)
    assert (facts.level, facts.unit_id, facts.year, facts.round) == (
        ContestLevel.PROVINCE,
        7,
        2018,
        1,
    )
    assert facts.figures == Figures(received=45, certified=0)
    assert lists.round_record(facts).items() <= told.record.items()


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"level": "", "place": "Tỉnh Vĩnh Long"}, {"place": "past_place_unknown"}),
        ({"level": ""}, {"level": "missing"}),
        ({"level": "hành tinh"}, {"level": "past_level_unknown"}),
        ({"year": None}, {"year": "missing"}),
        ({"place": None}, {"place": "missing"}),
        ({"level": "huyện"}, {"place": "past_place_unclear"}),
        ({"received": 3, "certified": 4}, {"certified": "past_more_than_received"}),
        ({"received": None, "certified": None}, {"received": "past_figures_missing"}),
        ({"year": 1999}, {"year": "past_year"}),
        ({"source": None}, {"source": "past_source_missing"}),
    ],
)
def test_a_round_that_cannot_be_taken(change: dict[str, object], faults: dict[str, str]) -> None:
    told = lists.read_round({**ROW, **change}, find, 2026)
    assert told.record is None
    assert {field: code for field, code, _facts in told.faults} | faults == {
        field: code for field, code, _facts in told.faults
    }


def test_the_candidates_of_an_unclear_place_are_named() -> None:
    ((_field, _code, facts),) = lists.read_round({**ROW, "level": "huyện"}, find, 2026).faults
    assert facts == {"typed": "Vĩnh Long", "near": "Huyện số 8, Huyện số 9", "year": 2018}


def test_a_name_with_its_paper() -> None:
    told = lists.read_recognition(NAME, find, TODAY)
    assert told.faults == []
    assert told.record is not None
    facts = lists.recognition_facts(told.record)
    assert (facts.product_as_printed, facts.maker_as_printed) == ("Chiếu hoa", "HTX Chiếu")
    assert (facts.decision_date, facts.issued_on, facts.unit_id) == (date(2018, 9, 1), None, 7)
    assert lists.recognition_record(facts).items() <= told.record.items()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"product": None}, ("product", "missing")),
        ({"decision_number": None}, ("decision_number", "past_paper_missing")),
        ({"decision_date": date(2022, 1, 1)}, ("decision_date", "past_decision_of_other_year")),
        ({"printed_until": date(2017, 1, 1)}, ("printed_until", "past_ends_before_it_begins")),
    ],
)
def test_a_name_that_cannot_be_taken(change: dict[str, object], fault: tuple[str, str]) -> None:
    told = lists.read_recognition({**NAME, **change}, find, TODAY)
    assert [(field, code) for field, code, _facts in told.faults] == [fault]
