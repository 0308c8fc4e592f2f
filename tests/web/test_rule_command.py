"""`python -m web rules`: the rule sets by date, one as JSON, a file checked, one tried."""

import json
from pathlib import Path

import pytest

from contest.contests import rulebook
from contest.contests.ruleset import digest, from_json, to_json
from contest.results import locking
from core.db import unit_of_work
from tests.build import judging
from tests.build.people import NOW
from tests.web.test_commands import make_tables, place
from web.__main__ import main
from web.settings import from_environment
from web.wiring import wire

__all__ = ["place"]

Out = pytest.CaptureFixture[str]


def said(capsys: Out) -> str:
    return capsys.readouterr().out


def test_every_rule_set_by_its_days(capsys: Out) -> None:
    assert main(["rules", "list"]) == 0
    lines = said(capsys).splitlines()
    assert [line.split()[:3] for line in lines[1:5]] == [
        ["tt35-2010", "12/11/2010", "20/10/2014"],
        ["tt26-2014", "21/10/2014", "15/08/2018"],
        ["tt14-2018", "16/08/2018", "30/06/2025"],
        ["tt38-2025", "01/07/2025", "nay"],
    ]
    assert [line.split()[0] for line in lines[5:]] == ["quang-nam-2024", "binh-thuan-2022"]


def test_one_is_shown_as_json_and_checked_again(tmp_path: Path, capsys: Out) -> None:
    assert main(["rules", "show", "binh-thuan-2022"]) == 0
    text = said(capsys)
    rules = from_json(json.loads(text))
    assert (rules.id, rules.quota.total) == ("tt14-2018", 30)
    path = tmp_path / "the-le.json"
    path.write_text(text, encoding="utf-8")
    assert main(["rules", "check", str(path)]) == 0
    assert said(capsys) == f"tt14-2018: {digest(rules)}\n"
    assert main(["rules", "show", "khong-co"]) == 2
    assert "“khong-co”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changes", "status", "told"),
    [
        ({"tie_rule": ["median"]}, 1, "tie_rule: Cách xét khi bằng điểm kết thúc bằng"),
        ({"frame_maxima": {"I": 9900}}, 1, "frame_maxima: Các phần của khung điểm cộng được 99"),
        ({"council_sizes": {"province": [7, 9]}}, 1, "council_sizes.district"),
        ({"calendar": "sao-hoa"}, 1, "calendar: "),
        ({"quorum": 5}, 2, "quorum"),
        ({"missing_sheet": "shrug"}, 2, "shrug"),
        ({"prizes": [{"name": "A"}]}, 2, "the-le.json"),
        ({"averaging": {"method": "mean", "drop": 1}}, 2, "mean"),
        ({"pass_mark": 70.5}, 2, "pass_mark"),
        ({"pass_mark": True}, 2, "pass_mark"),
        ({"jury_sizes": ["7"]}, 2, "jury_sizes"),
        ({"jury_odd": 1}, 2, "jury_odd"),
        ({"quota": {"total": "30", "groups": {}}}, 2, "quota"),
        ({"quota": 30}, 2, "the-le.json"),
        ({"tie_rule": [1]}, 2, "tie_rule"),
        ({"tie_rule": 5}, 2, "the-le.json"),
        ({"checklist": [{"code": "x", "name": "X", "required": "có"}]}, 2, "checklist"),
        ({"groups": ["handicraft"]}, 2, "the-le.json"),
    ],
)
def test_a_file_that_cannot_be_obeyed(
    tmp_path: Path, changes: dict[str, object], status: int, told: str, capsys: Out
) -> None:
    path = tmp_path / "the-le.json"
    kept = {**to_json(rulebook.national()[2]), **changes}
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert main(["rules", "check", str(path)]) == status
    out, err = capsys.readouterr()
    assert (out, told in err) == ("", True)


@pytest.mark.parametrize("text", ["", "[]", "{}", "không phải JSON"])
def test_a_file_that_is_no_rule_set(tmp_path: Path, text: str, capsys: Out) -> None:
    path = tmp_path / "the-le.json"
    path.write_text(text, encoding="utf-8")
    assert main(["rules", "check", str(path)]) == 2
    assert main(["rules", "check", str(tmp_path / "khong-co.json")]) == 2
    assert said(capsys) == ""


def test_one_is_tried_on_a_judged_contest(place: Path, tmp_path: Path, capsys: Out) -> None:
    wiring = wire(from_environment())
    make_tables(wiring)
    with unit_of_work(wiring.writes) as session:
        hall = judging.hall(session, entries=2)
        judging.sheets(session, hall, [[9000, 8000, 8500], [7000, 6900, 7200]])
        slug, codes = hall.contest.slug, [one.code for one in hall.entries]
    assert main(["rules", "try", "tt14-2018", slug]) == 2  # not locked yet
    with unit_of_work(wiring.writes) as session:
        locking.lock(session, judging.desk(hall), hall.contest.id, NOW)
    capsys.readouterr()
    own = tmp_path / "the-le.json"
    kept = to_json(rulebook.national()[-1])
    own.write_text(
        json.dumps({**kept, "averaging": {"method": "median", "drop": 0}, "pass_mark": 7050}),
        encoding="utf-8",
    )
    assert main(["rules", "try", str(own), slug, "--json"]) == 0
    assert [json.loads(line) for line in said(capsys).splitlines()] == [
        {
            "entry": codes[0],
            "group": "handicraft",
            "sheets": 3,
            "average": "85/1",
            "shown": "85,00",
            "rank": 1,
            "tied": False,
            "eligible": True,
            "certified": True,
            "was": {"average": "85/1", "rank": 1, "eligible": True, "certified": None},
        },
        {
            "entry": codes[1],
            "group": "handicraft",
            "sheets": 3,
            "average": "70/1",
            "shown": "70,00",
            "rank": 2,
            "tied": False,
            "eligible": False,
            "certified": False,
            "was": {"average": "211/3", "rank": 2, "eligible": True, "certified": None},
        },
    ]
    assert main(["rules", "try", str(own), slug]) == 0
    lines = said(capsys).splitlines()
    assert lines[2].split() == [
        "*", codes[1], "70,00", "70,33", "2", "2", "không", "có", "không", "–",
    ]  # fmt: skip
    for rules, contest in (("tt26-2014", "khong-co"), ("khong-co", slug)):
        assert main(["rules", "try", rules, contest]) == 2
        assert "“khong-co”" in capsys.readouterr().err
    wiring.engine.dispose()
