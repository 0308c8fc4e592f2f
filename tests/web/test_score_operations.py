"""The address that a juror's device sends to: answered one by one, for the juror alone."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.scoring.model import ScoreOperation
from tests.build import judging, people
from tests.build.judging import Hall
from tests.web.conftest import Visitor

Visit = Callable[..., Visitor]
ADDRESS = "/cham-diem/thao-tac"


@pytest.fixture
def hall(db: Session) -> Hall:
    return judging.hall(db, entries=2, jurors=2, now=datetime.now(UTC))


def change(hall: Hall, number: int, value: str, **other: object) -> dict[str, object]:
    return {
        "id": f"op-{number}",
        "entry": hall.entries[0].id,
        "device": "máy-1",
        "sequence": number,
        "base": 0,
        "criterion": hall.leaves[0].id,
        "value": value,
        "at": 1_790_000_000_000,
        **other,
    }


def send(desk: Visitor, *operations: object) -> dict[str, list[dict[str, object]]]:
    answer = desk.post(ADDRESS, content=json.dumps({"operations": operations}))
    assert answer.status_code == 200
    found: dict[str, list[dict[str, object]]] = answer.json()
    return found


def test_what_is_answered_stands_in_the_database(db: Session, hall: Hall, visit: Visit) -> None:
    desk = visit(hall.jurors[0])
    remark = change(hall, 2, "Mẫu đẹp", criterion=None)
    told = send(desk, change(hall, 1, "8,5"), remark)
    assert told == {
        "answers": [
            {"id": "op-1", "outcome": "applied", "code": "", "words": ""},
            {"id": "op-2", "outcome": "applied", "code": "", "words": ""},
        ],
        "sheets": [
            {
                "entry": hall.entries[0].id,
                "version": 1,
                "signed": False,
                "total": "8,5",
                "points": {str(hall.leaves[0].id): "8,5"},
                "remark": "Mẫu đẹp",
            }
        ],
    }
    assert send(desk, change(hall, 1, "8,5"), remark) == told
    with Session(db.get_bind()) as fresh:
        assert len(fresh.scalars(select(ScoreOperation)).all()) == 2


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("21", "points_out_of_range"),
        ("1.2.3", "not_points"),
        ("tám", "not_points"),
        ("😀", "not_points"),
        ("8,555", "not_points"),
        (8, "operation_unreadable"),
        (None, "operation_unreadable"),
    ],
)
def test_a_bad_value_is_refused_in_words_and_stops_no_other(
    hall: Hall, visit: Visit, value: object, code: str
) -> None:
    bad = change(hall, 1, "") | {"value": value}
    told = send(visit(hall.jurors[0]), bad, change(hall, 2, "12.5"))
    assert [(one["outcome"], one["code"]) for one in told["answers"]] == [
        (None, code),
        ("applied", ""),
    ]
    assert told["answers"][0]["words"]
    assert told["sheets"][0]["points"] == {str(hall.leaves[0].id): "12,5"}


@pytest.mark.parametrize(
    "broken",
    [
        {"entry": "1"},
        {"entry": True},
        {"sequence": 1.5},
        {"sequence": -1},
        {"base": None},
        {"device": 3},
        {"criterion": "x"},
        {"entry": 10**30},
        {"id": 7},
    ],
)
def test_a_tampered_operation_is_answered_as_unreadable(
    hall: Hall, visit: Visit, broken: dict[str, object]
) -> None:
    told = send(visit(hall.jurors[0]), change(hall, 1, "8") | broken, [], None)
    assert [(one["outcome"], one["code"]) for one in told["answers"]] == [
        (None, "operation_unreadable")
    ] * 3
    assert told["sheets"] == []


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 422, "unreadable_request"),
        (b"[]", 422, "unreadable_request"),
        (b'{"operations": {}}', 422, "unreadable_request"),
        (b"[" * 100_000, 422, "unreadable_request"),
        (b'{"operations": [' + b"1," * 500 + b"1]}", 422, "too_many_operations"),
        (b'{"operations": ["' + b"x" * 1_000_000 + b'"]}', 413, "sending_too_large"),
    ],
)
def test_a_sending_that_is_none(
    hall: Hall, visit: Visit, body: bytes, status: int, code: str
) -> None:
    answer = visit(hall.jurors[0]).post(ADDRESS, content=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_only_ones_own_sheet_is_ever_told(db: Session, hall: Hall, visit: Visit) -> None:
    judging.sheet(db, hall, hall.seats[1], hall.entries[0], 9137)
    db.commit()
    told = send(visit(hall.jurors[0]), change(hall, 1, "8,5"))
    assert "91" not in json.dumps(told["sheets"])
    stranger = visit(people.person(db))
    assert stranger.post(ADDRESS, content=b"{}").status_code == 403
