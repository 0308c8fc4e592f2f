"""The bell, the page of notices, what comes by mail; and the outbox of the administrator."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from core import audit, outbox
from core.accounts.model import Account
from core.notices import queries, service
from core.notices.kinds import Topic
from core.rights import Role
from tests.build import people
from tests.web.conftest import HTMX, Visitor, plain_words

HOME, BOX = "/ho-so/thong-bao", "/quan-tri/thu-di"
Visit = Callable[..., Visitor]


def told(db: Session, reader: Account, cause: str = "record:1") -> int:
    """A notice; its id."""
    facts = {"establishment": "HTX Gốm"}
    service.put(
        db,
        {reader.id},
        Topic.MEMBERSHIP,
        "member_accepted",
        facts,
        "/ho-so/co-so",
        cause,
        datetime.now(UTC),
    )
    return queries.page(db, reader.id, limit=1)[0].id


def test_the_bell_and_the_page(visit: Visit, db: Session, statements: list[str]) -> None:
    lan, tu = people.account(db, "Lan"), people.account(db, "Tư")
    first = told(db, lan)
    hers, his = visit(lan), visit(tu)
    assert "Thông báo, 1 chưa đọc" in plain_words(hers.get("/").text)
    assert "chưa đọc" not in plain_words(his.get("/").text)
    assert 'class="bell"' not in visit(None).get("/").text
    statements.clear()
    page = hers.get(HOME)
    few = len(statements)
    assert "Bạn đã vào cơ sở “HTX Gốm”" in page.text
    assert his.post(f"{HOME}/{first}").status_code == 404
    assert "Chưa có thông báo nào" in his.get(HOME).text
    for number in range(2, 34):
        told(db, lan, f"record:{number}")
    db.commit()
    statements.clear()
    page = hers.get(HOME)
    assert len(statements) == few
    assert f"truoc={first + 3}" in page.text
    older = hers.get(HOME, params={"truoc": first + 3}, headers=HTMX)
    assert older.text.count("Bạn đã vào") == 3
    assert hers.post(f"{HOME}/{first}").headers["location"] == "/ho-so/co-so"
    assert "32 chưa đọc" in plain_words(hers.get("/").text)
    assert hers.post(f"{HOME}/doc-het").status_code == 303
    assert "Bạn đã đọc hết" in hers.get(HOME, params={"xem": "chua-doc"}).text
    assert visit(None).get(HOME).status_code == 303


def test_in_english(visit: Visit, db: Session) -> None:
    lan = people.account(db, "Lan", locale="en")
    told(db, lan)
    assert '<html lang="en"' in visit(lan).get(HOME).text


def test_choosing_what_comes_by_mail(visit: Visit, db: Session) -> None:
    lan = people.account(db, "Lan")
    ba = people.account(db, "Ba", email=None, phone="0912345678")
    hers = visit(lan)
    page = hers.get("/ho-so/tai-khoan").text
    assert page.count('name="topics"') == len(Topic)
    assert page.count(" checked") >= len(Topic)
    sent = hers.post("/ho-so/tai-khoan/thu", data={"topics": ["dossier", "no"]})
    assert sent.status_code == 303
    db.rollback()
    chosen = queries.choices(db, lan.id)
    db.rollback()
    assert [topic for topic, yes in chosen.items() if yes] == [Topic.DOSSIER]
    assert "Tài khoản chưa có e-mail" in visit(ba).get("/ho-so/tai-khoan").text


def test_the_outbox_shows_no_link_that_works_once(visit: Visit, db: Session) -> None:
    now = datetime.now(UTC)
    secret = "aB3-dEfGhIjKlMnOpQrStUvWxYz0123456789_-abcd"
    for path in ("dat-lai-mat-khau", "loi-moi"):
        outbox.write(
            db, f"{path}@vidu.example", "Thư kín", f"Mở http://testserver/{path}/{secret}", now
        )
    plain = outbox.write_once(db, "tu@vidu.example", "Hồ sơ", "Xem /ho-so", now, "c", "dossier")
    assert plain is not None
    plain.error = "refused: 550 no such user"
    desk = visit(people.person(db, Role.ADMINISTRATOR))
    page = plain_words(desk.get(BOX).text)
    for words in ("2 thư chờ gửi", "1 chưa gửi được", "Máy chủ thư từ chối hẳn", "550 no such"):
        assert words in page
    for number in (1, 2):
        text = desk.get(f"{BOX}/{number}").text
        assert (secret[:8] in text, "dùng một lần" in text) == (False, True)
    found = desk.get(BOX, params={"q": "TU@", "tinh-trang": "failed"}, headers=HTMX).text
    assert ("tu@vidu.example" in found, "loi-moi" in found) == (True, False)
    assert "Chưa có thư nào" in desk.get(BOX, params={"tinh-trang": "held"}).text
    assert "Thư kín" in desk.get(BOX, params={"truoc": 3, "tinh-trang": "x"}).text
    assert desk.get(f"{BOX}/99").status_code == 404


def test_holding_and_sending_again(visit: Visit, db: Session) -> None:
    now = datetime.now(UTC)
    letter = outbox.write(db, "tu@vidu.example", "Hồ sơ", "Xem", now)
    secret = outbox.write(db, "ba@vidu.example", "Mật khẩu", "/dat-lai-mat-khau/abc", now)
    outbox.sent(db, secret.id, now)
    desk = visit(people.person(db, Role.ADMINISTRATOR))
    path = f"{BOX}/{letter.id}"
    for _time in range(2):
        assert desk.post(f"{path}/giu-lai").headers["location"] == path
    assert "Đang giữ lại" in desk.get(path).text
    assert desk.post(f"{path}/gui-lai").status_code == 303
    assert desk.post(f"{BOX}/{secret.id}/gui-lai").status_code == 409
    assert desk.post(f"{BOX}/{secret.id}/giu-lai").status_code == 409
    assert desk.post(f"{BOX}/gui-het").headers["location"] == BOX
    db.rollback()
    told_ = [entry.action for entry in audit.entries_about(db, f"letter:{letter.id}")]
    assert told_ == ["letter.again", "letter.held"]
