"""Published rounds: read strictly, each with its source, nothing invented; and in the fill."""

from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa

from contest.contests.kinds import ContestLevel
from contest.contests.model import Contest
from contest.history.model import PastRecognition, PastRound
from core.db import unit_of_work
from core.registry.kinds import Origin
from core.territory import reference
from web.demo import published_rounds
from web.demo.published_rounds import PublishedRound
from web.wiring import Wiring


@pytest.fixture(scope="module")
def rows() -> tuple[PublishedRound, ...]:
    return published_rounds.read_rounds()


def test_there_are_as_many_as_have_a_source(rows: tuple[PublishedRound, ...]) -> None:
    assert Counter(row.facts.level for row in rows) == {
        ContestLevel.NATION: 4,
        ContestLevel.REGION: 2,
        ContestLevel.PROVINCE: 27,
        ContestLevel.DISTRICT: 3,
    }
    assert all(row.facts.source for row in rows)
    keys = {(row.facts.level, row.place_as_printed, row.facts.year) for row in rows}
    assert len(keys) == len(rows)


def test_known_rounds_stand_as_printed(rows: tuple[PublishedRound, ...]) -> None:
    found = {(row.place_as_printed, row.facts.year): row.facts.figures for row in rows}
    assert found["Thái Nguyên", 2023].known() == {"received": 43, "passed": 43, "certified": 30}
    assert found["Bình Thuận", 2022].known() == {
        "received": 45,
        "entrants": 23,
        "passed": 40,
        "certified": 30,
        "prized": 30,
    }
    assert found["cả nước", 2019].known() == {"received": 244, "valid": 226, "certified": 110}
    assert found["Bà Rịa - Vũng Tàu", 2022].known() == {"received": 76, "target": 35}


def test_every_place_is_one_unit_of_its_time(rows: tuple[PublishedRound, ...]) -> None:
    units = {
        (unit["kind"], unit["code"]): unit["full_name"]
        for unit in reference.read().units
        if unit["valid_from"].year < 2025
    }
    named = [(row.place_as_printed, units[row.unit_kind, row.unit_code]) for row in rows]
    regions = {"phía Bắc": "Khu vực phía Bắc", "phía Nam": "Khu vực phía Nam"}
    for printed, name in named:
        short = printed.split(", ")[0]
        assert name.endswith((short, regions.get(short, "Việt Nam"))), (printed, name)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("province,Thái Nguyên,2023,43,,,43,99", "past_more_than_received"),
        ("province,Thái Nguyên,2023,x,,,43,30", "invalid literal"),
        ("planet,Thái Nguyên,2023,43,,,43,30", "planet"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, change: str, said: str) -> None:
    text = published_rounds.FILE.read_text("utf-8")
    broken = tmp_path / "rounds.csv"
    broken.write_text(text.replace("province,Thái Nguyên,2023,43,,,43,30", change), "utf-8")
    with pytest.raises(ValueError, match=f"rounds.csv, line [0-9]+: .*{said}"):
        published_rounds.read_rounds(broken)


def test_the_demonstration_keeps_them_as_history_and_runs_none(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        kept = session.scalars(sa.select(PastRound)).all()
        assert Counter(row.origin for row in kept) == {Origin.PUBLISHED: 36, Origin.SIMULATED: 10}
        assert {row.search_text.strip() for row in kept} > {"thai nguyen"}
        assert session.scalar(sa.select(sa.func.count(PastRecognition.id))) == 7
        real = sa.select(sa.func.count(Contest.id)).where(Contest.origin != Origin.SIMULATED)
        assert session.scalar(real) == 0
        product = session.scalars(sa.select(PastRecognition.origin).distinct()).all()
        assert product == [Origin.SIMULATED]
