"""The record in words: sentences, filters, both values, places; no score before the lock."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
import python_calamine
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit
from core.identity import SYSTEM, Identity
from core.rights import Act, Role
from tests.build import contests, dossiers, judging, people, register
from tests.build.places import places
from tests.build.world import world
from tests.web.conftest import HTMX, Visitor, plain_words
from web.wording import acts
from web.wording.deeds import DEEDS, FAMILIES
from web.wording.details import details

HOME = "/quan-tri/nhat-ky"
Visit = Callable[..., Visitor]
TU = Identity(7, "Trần Tư (mô phỏng)")


def note(
    db: Session, action: str, subject: str, at: datetime | None = None, **said: object
) -> None:
    audit.record(db, TU, at or datetime.now(UTC), action, subject, **said)


def test_an_entry_is_a_sentence_with_both_values(visit: Visit, db: Session) -> None:
    lan = dossiers.maker(db)
    contest = contests.contest(db, unit_id=lan.places.province)
    entry = contests.entry(db, contest, lan.product, lan.establishment)
    note(
        db, "entry.accepted", f"entry:{entry.id}", status="valid", note="TC01", group="handicraft"
    )
    note(db, "contest.advance", f"contest:{contest.id}", stage=["open", "judging"])
    before, after = {"name": "HTX Cũ", "workers": 3}, {"name": "HTX Mới", "workers": None}
    about = f"establishment:{lan.establishment.id}"
    note(db, "establishment.changed", about, before=before, after=after)
    note(db, "robot.danced_twice", "robot:7", steps=3)
    desk = visit(people.person(db, Role.ADMINISTRATOR))
    page = desk.get(HOME).text
    told = plain_words(page)
    for words in (
        f"Trần Tư (mô phỏng) xác nhận hồ sơ hợp lệ hồ sơ {entry.receipt}",
        "nhóm: thủ công mỹ nghệ",
        "bước Trước: đang nhận Sau: đang chấm",
        "tên Trước: HTX Cũ Sau: HTX Mới",
        "số lao động Trước: 3 Sau: –",
        "robot: danced twice robot 7",
        "steps: 3",
    ):
        assert words in told, words
    assert "<del>HTX Cũ</del>" in page
    one = plain_words(desk.get(HOME, params={"ve": f"entry:{entry.id}"}).text)
    assert ("xác nhận hồ sơ hợp lệ" in one, "HTX Mới" in one) == (True, False)


def test_it_is_filtered_and_goes_on_by_key(visit: Visit, db: Session) -> None:
    old = datetime.now(UTC) - timedelta(days=10)
    for number in range(105):
        note(db, "trial.step", f"trial:{number}")
    note(db, "entry.filed", "entry:999", old)
    audit.record(db, SYSTEM, datetime.now(UTC), "role.granted", "account:3", role="officer")
    desk = visit(people.person(db, Role.ADMINISTRATOR))
    page = desk.get(HOME, params={"ai": "trần"}).text
    assert ("trial 104" in plain_words(page), "trial 0 " in plain_words(page)) == (True, False)
    older = re.search(rf'href="({re.escape(HOME)}\?[^"]*truoc=\d+)"', page)
    assert older is not None
    assert "ai=" in older[1]
    assert "trial 0 " in plain_words(desk.get(older[1].replace("&amp;", "&")).text)
    family = desk.get(HOME, params={"viec": "nguoi"}, headers=HTMX).text
    told = plain_words(family)
    assert ("trao vai" in told, "vai: cán bộ địa phương" in told, "trial" in told) == (
        True,
        True,
        False,
    )
    assert "<html" not in family
    day = f"{old + timedelta(hours=7):%d/%m/%Y}"
    told = plain_words(desk.get(HOME, params={"tu": day, "den": day}).text)
    assert ("nộp hồ sơ" in told, "trial" in told) == (True, False)
    mine = plain_words(desk.get(HOME, params={"tai-khoan": 7, "viec": "ho-so"}).text)
    assert "nộp hồ sơ" in mine
    odd = {"viec": "ho-so", "truoc": "x", "tu": "32/13", "ai": "%"}
    assert "Không có dòng nào" in desk.get(HOME, params=odd).text


def test_by_place_and_within_ones_own(visit: Visit, db: Session) -> None:
    here = places(db)
    near = register.establishment(db, "HTX Gần", unit_id=here.commune)
    far = register.establishment(db, "HTX Xa", unit_id=here.stranger_commune)
    for one in (near, far):
        note(db, "establishment.created", f"establishment:{one.id}", name=one.name)
    note(db, "account.made", "account:1")
    desk = visit(people.person(db, Role.ADMINISTRATOR))
    told = plain_words(desk.get(HOME, params={"unit_id": here.province}).text)
    assert ("HTX Gần" in told, "HTX Xa" in told, "mở tài khoản" in told) == (True, False, False)
    eye = people.person(db, Role.INSPECTOR, unit_id=here.province)
    inspector = visit(eye)
    told = plain_words(inspector.get(HOME).text)
    assert ("HTX Gần" in told, "HTX Xa" in told, "mở tài khoản" in told) == (True, False, False)
    beyond = inspector.get(HOME, params={"unit_id": here.stranger})
    assert "HTX Xa" not in plain_words(beyond.text)
    about = inspector.get(HOME, params={"ve": f"establishment:{far.id}"})
    assert "Không có dòng nào" in about.text
    db.rollback()
    readings = sa.select(sa.func.count()).where(
        audit.AuditEntry.action == "inspector.read", audit.AuditEntry.account_id == eye.id
    )
    assert db.scalar(readings) == 3
    db.rollback()
    assert "xem (thanh tra)" in plain_words(inspector.get(HOME).text)


def test_no_score_is_read_before_the_lock(visit: Visit, db: Session) -> None:
    now = datetime.now(UTC)
    hall = judging.hall(db, now=now)
    who = judging.juror(hall.jurors[0], hall.contest)
    judging.sheet(db, hall, hall.seats[0], hall.entries[0], 7_331)
    audit.record(
        db,
        who,
        now,
        "score.save",
        f"entry:{hall.entries[0].id}",
        changed=["KT1"],
        points=7_331,  # were a room to put it there, the page would not say it
    )
    eye = people.person(db, Role.INSPECTOR, unit_id=hall.unit_id)
    for reader in (visit(eye), visit(people.person(db, Role.ADMINISTRATOR))):
        told = plain_words(reader.get(HOME).text)
        assert ("lưu phiếu chấm" in told, "KT1" in told) == (True, True)
        assert re.search(r"7\.?331|73,31", told) is None
        rows = cells(reader.get(f"{HOME}/tep").content)
        assert re.search(r"7\.?331|73,31", str(rows)) is None


def cells(book: bytes) -> list[list[object]]:
    """The rows of the first sheet."""
    found = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book))
    return [list(row) for row in found.get_sheet_by_index(0).to_python()]


def test_a_workbook_of_what_was_found(visit: Visit, db: Session) -> None:
    note(db, "job.retried", "job:4", before={"attempts": 8})
    note(db, "entry.filed", "entry:9", note="=1+1")
    desk = visit(people.person(db, Role.ADMINISTRATOR))
    rows = cells(desk.get(f"{HOME}/tep", params={"viec": "may"}).content)
    assert [row[2:] for row in rows if row[1] == TU.name] == [
        ["cho làm lại việc nền", "việc nền số 4", "số lần thử: 8 → –", "job.retried"]
    ]
    told = plain_words(desk.get(HOME).text)
    assert "tải nhật ký ra tệp" in told


@pytest.mark.parametrize(
    ("action", "said", "lines"),
    [
        ("x.y", {"dong": [None, 1_000_000]}, [("số tiền", "–", "1.000.000\N{NO-BREAK SPACE}đ")]),
        ("x.y", {"until": ["2026-11-20", "2026-11-22"]}, [("hạn", "20/11/2026", "22/11/2026")]),
        ("x.y", {"on": "2026-13-45", "note": ""}, [("ngày", None, "2026-13-45")]),
        ("x.y", {"photos": [1, 2]}, [("ảnh số", None, "1, 2")]),
        ("x.y", {"before": 3}, [("trước", None, "3")]),
        ("x.y", {"before": {"a": 1}, "after": {"b": 2}}, [("a", "1", "–"), ("b", "–", "2")]),
        ("x.y", {"source": {"name": "A"}}, [("nguồn", None, "tên: A")]),
        ("score.sign", {"total": 7331}, []),
    ],
)
def test_details(
    action: str, said: dict[str, object], lines: list[tuple[str, str | None, str]]
) -> None:
    found = details(action, said, str)
    assert [(one.field, one.before, one.after) for one in found] == lines


def test_every_act_and_family_has_words() -> None:
    assert set(acts.ACTS) >= {act.value for act in Act}
    begins = tuple(one for _words, those in FAMILIES.values() for one in those)
    assert [action for action in DEEDS if not action.startswith(begins)] == []


def test_the_number_of_statements_does_not_grow(
    visit: Visit, db: Session, statements: list[str]
) -> None:
    here = places(db)
    made = [register.establishment(db, f"HTX {n}", unit_id=here.commune) for n in range(4)]
    note(db, "establishment.created", f"establishment:{made[0].id}")
    desk = visit(people.person(db, Role.ADMINISTRATOR))
    statements.clear()
    desk.get(HOME)
    few = len(statements)
    for one in made:
        note(db, "establishment.created", f"establishment:{one.id}")
    db.commit()
    statements.clear()
    desk.get(HOME)
    assert len(statements) == few


def test_the_way_to_the_history_of_one_thing(visit: Visit, db: Session) -> None:
    made = world(db)
    here = made.here
    paper = here.certificate.id
    eye, desk = visit(here.people[Role.INSPECTOR]), visit(here.people[Role.SECRETARY])
    for path, subject in (
        (f"/dieu-hanh/binh-chon/{here.contest.slug}", f"contest:{here.contest.id}"),
        (f"/dieu-hanh/ho-so/{here.entry.id}", f"entry:{here.entry.id}"),
        (
            f"/dieu-hanh/giay-chung-nhan/{paper}",
            f"certificate:{paper}",
        ),
        (f"/dieu-hanh/nhan-hieu/{here.case.id}", f"case:{here.case.id}"),
        (f"/dieu-hanh/hoi-cho/{here.fair.slug}", f"fair:{here.fair.id}"),
    ):
        link = f'href="{HOME}?ve={quote(subject, safe="")}"'
        assert link in eye.get(path).text, path
        assert link not in desk.get(path).text
