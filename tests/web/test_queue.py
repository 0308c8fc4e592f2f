"""The page of the background jobs: states in words, filters, who works, trying again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit, jobs
from core.rights import Role
from tests.build import people
from tests.web.conftest import HTMX, Visitor, plain_words

HOME = "/quan-tri/viec-nen"
Visit = Callable[..., Visitor]


def queued(db: Session, **facts: object) -> jobs.Job:
    """A job that is due now."""
    made = jobs.enqueue(db, "letter.send", datetime.now(UTC), letter_id=7)
    for name, value in facts.items():
        setattr(made, name, value)
    db.flush()
    return made


def test_each_state_in_words_and_filtered(visit: Visit, db: Session) -> None:
    now = datetime.now(UTC)
    queued(db)
    queued(db, error="Traceback\nOSError: không nối được", attempts=2)
    queued(db, given_up_at=now, error="x")
    queued(db, given_up_at=now, cancelled_at=now)
    queued(db, done_at=now)
    running = queued(db, leased_until=now + timedelta(minutes=4))
    jobs.progress(db, running.id, 1_200, 5_000, "roster.xlsx", now=now)
    jobs.enqueue(db, "roster.load", now, batch_id=3)
    desk = visit(people.person(db, Role.ADMINISTRATOR))
    page = plain_words(desk.get(HOME).text)
    for words in (
        "Gửi thư",
        "thư số 7",
        "Lỗi, sẽ thử lại OSError: không nối được",
        "Đã thôi thử",
        "Đã bỏ",
        "Đang làm 1.200/5.000 · roster.xlsx",
        "roster · load",
        "lượt nhập số 3",
    ):
        assert words in page
    assert f'href="/quan-tri/thu-di/{7}"' in desk.get(HOME).text
    found = desk.get(HOME, params={"tinh-trang": "failed"}, headers=HTMX).text
    told = plain_words(found)
    assert ("OSError" in told, "roster" in told, "<html" in found) == (True, False, False)
    assert "roster · load" in plain_words(desk.get(HOME, params={"loai": "roster.load"}).text)
    odd = desk.get(HOME, params={"tinh-trang": "no", "truoc": "x", "loai": "none"})
    assert "Chưa có việc nào" in odd.text


def test_pages_of_a_long_list(visit: Visit, db: Session) -> None:
    made = [queued(db).id for _ in range(52)]
    desk = visit(people.person(db, Role.ADMINISTRATOR))
    page = desk.get(HOME).text
    assert (f"{HOME}/{made[2]}" in page, f'{HOME}/{made[1]}"' in page) == (True, False)
    older = desk.get(HOME, params={"truoc": made[2]}).text
    assert (f"{HOME}/{made[1]}" in older, f'{HOME}/{made[2]}"' in older) == (True, False)


def test_the_administrator_is_warned_when_nobody_works(visit: Visit, db: Session) -> None:
    now = datetime.now(UTC)
    desk = visit(people.person(db, Role.ADMINISTRATOR))
    assert "Chưa thấy tiến trình" in desk.get(HOME).text
    late = queued(db)
    late.first_due_at = late.due_at = now - timedelta(minutes=20)
    db.commit()
    assert "Không có tiến trình nào làm việc nền" in desk.get(HOME).text
    jobs.beat(db, "here:1", now, now, worked_at=now)
    db.commit()
    page = plain_words(desk.get(HOME).text)
    assert ("Việc nền đang chạy" in page, "here:1" in page) == (True, True)


def test_trying_again_and_putting_aside(visit: Visit, db: Session) -> None:
    lost = queued(db, given_up_at=datetime.now(UTC), error="OSError: xa", attempts=8)
    desk = visit(people.person(db, Role.ADMINISTRATOR))
    path = f"{HOME}/{lost.id}"
    assert "OSError: xa" in desk.get(path).text
    assert desk.post(f"{path}/lam-lai").headers["location"] == path
    assert desk.post(f"{path}/lam-lai").status_code == 409
    page = desk.get(path, headers=HTMX).text
    assert ('hx-trigger="every 3s"' in page, "<html" in page) == (True, False)
    assert desk.post(f"{path}/bo").status_code == 303
    assert desk.post(f"{path}/bo").status_code == 409
    assert "Đã bỏ" in desk.get(path).text
    assert desk.get(f"{HOME}/999999").status_code == 404
    db.rollback()
    told = sa.select(audit.AuditEntry.action).where(audit.AuditEntry.subject == f"job:{lost.id}")
    assert list(db.scalars(told)) == ["job.retried", "job.cancelled"]


def test_the_number_of_statements_does_not_grow(
    visit: Visit, db: Session, statements: list[str]
) -> None:
    queued(db)
    desk = visit(people.person(db, Role.ADMINISTRATOR))
    statements.clear()
    desk.get(HOME)
    few = len(statements)
    for _ in range(5):
        queued(db)
    db.commit()
    statements.clear()
    desk.get(HOME)
    assert len(statements) == few
