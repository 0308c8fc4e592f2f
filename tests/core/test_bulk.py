"""Several at once: a refusal undoes one alone, a preview undoes everything."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import bulk
from core.accounts.model import Account
from core.bulk import BulkRun, Outcome
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from tests.build import people
from tests.build.people import NOW

WHO = Identity(7, "Thư ký (mô phỏng)")


def act(session: Session) -> Callable[[int], tuple[str, str]]:
    """Makes an account for 1; for the others writes something and then refuses."""

    def do(id_: int) -> tuple[str, str]:
        people.account(session, f"Số {id_}")
        if id_ == 2:
            raise Conflict("too_late", day=date(2026, 1, 2), levels=("commune", "district"))
        if id_ == 3:
            raise NotFound("not_found")
        if id_ == 4:
            raise Invalid({"reason": ("too_long", {"most": 9})})
        return f"Số {id_}", "xong"

    return do


def accounts(session: Session) -> int:
    return session.scalar(select(func.count(Account.id))) or 0


@pytest.mark.parametrize(("keep", "left"), [(True, 1), (False, 0)])
def test_each_stands_by_itself(session: Session, keep: bool, left: int) -> None:
    found = bulk.each(
        session,
        [1, 2, 3, 4],
        act(session),
        keep=keep,
        name_of=lambda id_: f"tên {id_}",
    )
    assert [(one.id, one.name, one.code) for one in found] == [
        (1, "Số 1", ""),
        (2, "tên 2", "too_late"),
        (3, "", "not_found"),
        (4, "tên 4", "too_long"),
    ]
    assert bulk.facts_of(found[1]) == {
        "day": date(2026, 1, 2),
        "levels": ("commune", "district"),
    }
    assert accounts(session) == left


def test_a_run_is_kept_for_its_doer_alone(session: Session) -> None:
    told = [Outcome(1, "Số 1", "TC01"), Outcome(2, "", code="not_found")]
    run = bulk.keep(session, WHO, "entries.accept", "/dieu-hanh/ho-so", told, NOW)
    session.expire_all()
    assert bulk.outcomes_of(bulk.get_run(session, WHO, run.id)) == told
    with pytest.raises(NotFound):
        bulk.get_run(session, Identity(8, "Khác"), run.id)
    assert session.scalar(select(func.count(BulkRun.id))) == 1
