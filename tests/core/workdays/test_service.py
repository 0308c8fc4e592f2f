"""A year's notice is loaded by an administrator, on a real database."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from core.audit import entries_about
from core.errors import Conflict, Invalid
from core.identity import SYSTEM
from core.workdays import queries, reference, service
from core.workdays.rules import is_working_day, unclear_years
from tests.build.people import NOW
from tests.core.workdays.test_workdays import year_file

SWAP = {"off": "2027-09-06", "worked": "2027-09-11", "source": "mô phỏng"}


def test_a_year_is_loaded_and_counts_from_then_on(session: Session) -> None:
    assert queries.calendar(session) == reference.calendar("vn")
    said = year_file(swaps=[SWAP])
    seen = service.preview(session, said)
    assert date(2027, 9, 6) in seen.becomes_off
    assert date(2027, 9, 11) in seen.becomes_worked
    assert (seen.year, seen.replaces, seen.changes_nothing) == (2027, False, False)
    assert queries.calendar(session) == reference.calendar("vn")  # a preview keeps nothing
    service.load(session, SYSTEM, said, NOW)
    after = queries.calendar(session)
    assert is_working_day(date(2027, 9, 11), after)
    assert unclear_years(date(2027, 1, 1), date(2027, 12, 31), after) == {}
    with pytest.raises(Conflict, match="calendar_file_known"):
        service.load(session, SYSTEM, said, NOW)
    (note,) = entries_about(session, "calendar:vn")
    assert (note.action, note.detail["year"]) == ("calendar.load", 2027)


def test_a_later_file_of_the_same_year_takes_its_place(session: Session) -> None:
    service.load(session, SYSTEM, year_file(swaps=[SWAP]), NOW)
    again = service.preview(session, year_file())
    assert (again.replaces, again.becomes_off, again.becomes_worked) == (
        True,
        (date(2027, 9, 11),),
        (date(2027, 9, 6),),
    )
    service.load(session, SYSTEM, year_file(), NOW)
    assert not is_working_day(date(2027, 9, 11), queries.calendar(session))
    assert [one.said["swaps"] for one in queries.history(session)] == [[], [SWAP]]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sources": []}, "calendar_file_wrong"),
        ({"year": 2041}, "calendar_year_unknown"),
        ({"swaps": [{"off": "2027-09-05", "worked": "2027-09-11", "source": ""}]}, "_wrong"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_is_wrong(
    session: Session, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        service.load(session, SYSTEM, year_file(**changes), NOW)
    told = refusal.value.fields[""]
    assert isinstance(told, tuple)
    assert told[0].endswith(code)
    assert queries.history(session) == []


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"{", b'{"a": 1' + b" " * 70_000])
def test_a_file_that_cannot_be_read(data: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        service.read_file(data)
    assert refusal.value.fields == {"file": "calendar_file_unreadable"}
