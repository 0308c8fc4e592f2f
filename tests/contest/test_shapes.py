"""Rounds as published, and rounds of any other shape: every figure comes out as it was stated.

data/rounds_as_published.csv: facts of published rounds rewritten, each with the host or the paper
that states it; a blank is unknown and never 0.
"""

import csv
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.history import queries as past
from contest.history import rules
from contest.history import service as history
from contest.results import queries
from contest.results.queries import Figures
from core.rights import Grant, Role
from tests.build import people, places, shapes
from tests.build.people import NOW
from tests.build.shapes import Shape

FILE = Path(__file__).parent / "data" / "rounds_as_published.csv"
NUMBERS = ("received", "valid", "passed", "certified", "prized", "nominated")


def rows() -> list[dict[str, str]]:
    """The published rounds, as the file has them."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def shape_of(row: dict[str, str]) -> Shape:
    """A row as a shape; a blank stays unknown."""
    numbers = {name: int(row[name]) if row[name] else None for name in NUMBERS}
    return Shape(**numbers, merged=row["merged"] == "yes")


def named(row: dict[str, str]) -> str:
    """A row as a test's name says it."""
    return f"{row['place']} {row['year']}"


def test_the_file_holds_every_published_round() -> None:
    found = rows()
    stated = [shape_of(row).stated() for row in found]
    assert (len(found), sum(1 for one in stated if not one)) == (50, 3)
    assert sum(one.get("certified", 0) for one in stated) == 2024
    assert len([row for row in found if row["level"] not in set(ContestLevel)]) == 0


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every published round on SQLite, every sixth on PostgreSQL: the gate stays short."""
    if "row" not in metafunc.fixturenames:
        return
    told = [row for row in rows() if shape_of(row).stated()]
    step = 6 if metafunc.config.getoption("--database") == "postgresql" else 1
    metafunc.parametrize("row", told[::step], ids=named)


def test_a_published_round_is_held_here_and_every_figure_is_the_same(
    session: Session, row: dict[str, str]
) -> None:
    shape = shape_of(row)
    contest = shapes.held(session, shape, ContestLevel(row["level"]), int(row["year"]))
    told = shapes.figures(session, contest)
    assert {name: told[name] for name in shape.stated()} == shape.stated()
    assert (contest.stage, contest.year) == (Stage.ANNOUNCED, int(row["year"]))


OTHER = {
    "one product": Shape(received=1, valid=1, passed=1, certified=1, prized=1, nominated=1),
    "none passed": Shape(received=7, valid=5, passed=0, certified=0, prized=0, nominated=0),
    "none certified": Shape(received=12, passed=12, certified=0),
    "only the received": Shape(received=9),
    "only the prized": Shape(prized=4),
    "only the nominated": Shape(nominated=3),
    "valid is unknown": Shape(received=20, passed=11, certified=6),
    "received is unknown": Shape(valid=8, passed=8, certified=8, prized=8, nominated=8),
    "almost all refused": Shape(received=40, valid=1, passed=1, certified=1),
    "all nominated": Shape(received=15, certified=15, nominated=15),
    "one set of all": Shape(received=9, passed=9, certified=1, merged=True),
    "pairs alone": Shape(received=10, passed=10, certified=5, merged=True),
    "sets larger than pairs": Shape(received=30, passed=29, certified=6, merged=True),
    "sets and products alone": Shape(received=20, passed=18, certified=13, merged=True),
    "nothing to merge": Shape(received=6, passed=6, certified=6, merged=True),
    "three hundred": Shape(received=300, valid=290, passed=250, certified=200, prized=20),
}


@pytest.mark.parametrize("name", OTHER)
def test_other_shapes(session: Session, name: str) -> None:
    shape = OTHER[name]
    contest = shapes.held(session, shape, ContestLevel.DISTRICT)
    told = shapes.figures(session, contest)
    assert {figure: told[figure] for figure in shape.stated()} == shape.stated()


@pytest.mark.parametrize(
    "shape",
    [
        Shape(received=5, certified=6),
        Shape(passed=5, certified=6),
        Shape(received=5, valid=6),
        Shape(certified=5, prized=6),
        Shape(certified=5, nominated=6),
        Shape(received=5, valid=0),
        Shape(received=0),
        Shape(passed=-1, received=5),
    ],
)
def test_no_round_can_be_like_this(shape: Shape) -> None:
    with pytest.raises(ValueError, match="no round can be like this"):
        shapes.whole(shape)


def test_what_is_not_known_yet_is_none_and_not_0(session: Session) -> None:
    contest = shapes.held(session, Shape(received=3, passed=2, certified=1), ContestLevel.DISTRICT)
    known = {
        Stage.OPEN: Figures(3, 3, None, None, None),
        Stage.JUDGING: Figures(3, 3, None, None, None),
        Stage.LOCKED: Figures(3, 3, 2, None, None),
        Stage.DECIDED: Figures(3, 3, 2, 1, 0),
        Stage.ANNOUNCED: Figures(3, 3, 2, 1, 0),
        Stage.CANCELLED: Figures(3, 3, None, None, None),
    }
    for stage, expected in known.items():
        contest.stage = stage
        assert queries.figures(session, contest) == expected, stage


# ------------------------------------------------------------------ the same rounds as history


def test_the_same_rounds_entered_as_history_state_the_same_figures(session: Session) -> None:
    """A row can also be kept as an old round; what it leaves open stays open."""
    where = places.places(session)
    who = people.identity(
        people.account(session, "Người quản trị (mô phỏng)"),
        Grant(Role.SECRETARY, unit_id=where.province),
    )
    kept = {}
    for number, row in enumerate(rows(), start=1):
        known = {name: int(row[name]) for name in rules.FIGURES if row.get(name)}
        facts = rules.RoundFacts(
            level=ContestLevel.PROVINCE,
            unit_id=where.old_province,
            year=int(row["year"]),
            round=number,
            figures=rules.Figures(**known),
            source=row["source"] or row["paper"] or "Bảng tổng hợp",
        )
        if not known:
            assert rules.faults_of_round(facts, 2026) == {"received": "past_figures_missing"}
            continue
        made = history.add_round(session, who, facts, NOW)
        kept[made.id] = known
    found = {one.id: past.figures(one).known() for one in past.all_rounds(session, past.Filters())}
    assert len(kept) == 47
    assert found == kept
