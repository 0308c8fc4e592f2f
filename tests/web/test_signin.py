"""Signing in, up and out; the language; what a demonstration offers."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import installation
from core.accounts import service
from core.accounts.model import Account, SignInSession, Throttle
from core.rights import Role
from tests.build import people, register
from tests.build.places import places
from tests.web.conftest import Visitor

Visit = Callable[..., Visitor]
PASSWORD = "tiếng hát dòng sông"


def lan(db: Session, **facts: object) -> Account:
    given: dict[str, object] = {
        "name": "Lan (mô phỏng)",
        "email": "lan@vidu.vn",
        "phone": "0912345678",
        "password": PASSWORD,
        "now": datetime.now(UTC),
        **facts,
    }
    return service.make_account(db, **given)  # type: ignore[arg-type]  # a builder


def test_signing_in_and_out(visit: Visit, db: Session) -> None:
    lan(db)
    browser = visit()
    page = browser.get("/dang-nhap")
    assert 'autocomplete="current-password"' in page.text
    told = browser.post("/dang-nhap", data={"contact": "0912 345 678", "password": PASSWORD})
    assert (told.status_code, told.headers["location"]) == (303, "/ho-so")
    cookie = told.headers["set-cookie"]
    assert all(part in cookie for part in ("phien=", "HttpOnly", "SameSite=lax", "Path=/"))
    assert "Secure" not in cookie  # only where people come by https
    assert browser.get("/ho-so").status_code == 200
    token = browser.cookies["phien"]
    assert browser.post("/dang-xuat").headers["location"] == "/"
    browser.cookies.set("phien", token)
    assert browser.get("/ho-so").headers["location"] == "/dang-nhap?tiep=%2Fho-so"


@pytest.mark.parametrize(
    ("onward", "target"),
    [
        ("/ho-so/tai-khoan?a=1", "/ho-so/tai-khoan?a=1"),
        ("https://evil.example/", "/ho-so"),
        ("//evil.example", "/ho-so"),
        ("/\\evil.example", "/ho-so"),
    ],
)
def test_going_on_stays_on_this_site(visit: Visit, db: Session, onward: str, target: str) -> None:
    lan(db)
    browser = visit()
    assert "evil" not in browser.get("/dang-nhap", params={"tiep": onward}).text
    typed = {"contact": "lan@vidu.vn", "password": PASSWORD, "tiep": onward}
    assert browser.post("/dang-nhap", data=typed).headers["location"] == target


@pytest.mark.parametrize(
    ("role", "limits", "home"),
    [
        (None, {}, "/ho-so"),
        (Role.ADMINISTRATOR, {}, "/quan-tri"),
        (Role.SECRETARY, {"unit_id": True}, "/dieu-hanh"),
        (Role.JUROR, {"contest_id": 1}, "/cham-diem"),
    ],
)
def test_everybody_lands_at_his_own_desk(
    visit: Visit, db: Session, role: Role | None, limits: dict[str, int], home: str
) -> None:
    made = lan(db)
    if "unit_id" in limits:
        limits = {"unit_id": places(db).province}
    if role is not None:
        people.grant(db, made, role, **limits)
    told = visit().post("/dang-nhap", data={"contact": "lan@vidu.vn", "password": PASSWORD})
    assert told.headers["location"] == home


def test_a_wrong_password_keeps_what_was_typed_and_is_counted(visit: Visit, db: Session) -> None:
    lan(db)
    browser = visit()
    for _ in range(10):
        told = browser.post("/dang-nhap", data={"contact": "lan@vidu.vn", "password": "sai rồi"})
        assert told.status_code == 422
        assert 'value="lan@vidu.vn"' in told.text
        assert "Tài khoản hoặc mật khẩu chưa đúng" in told.text
        assert "sai rồi" not in told.text
    told = browser.post("/dang-nhap", data={"contact": "lan@vidu.vn", "password": PASSWORD})
    assert told.status_code == 429
    assert 0 < int(told.headers["retry-after"]) <= 900
    fragment = browser.fragment("POST", "/dang-nhap", data={"contact": "LAN@vidu.vn"})
    assert (fragment.status_code, fragment.headers["hx-retarget"]) == (429, "#notice")  # type: ignore[attr-defined]  # a response
    db.rollback()
    assert "lan@vidu.vn" not in repr(db.execute(sa.select(Throttle)).all())
    assert db.scalar(sa.select(sa.func.count(SignInSession.id))) == 0


def test_success_forgives(visit: Visit, db: Session) -> None:
    lan(db)
    browser = visit()
    right = {"contact": "lan@vidu.vn", "password": PASSWORD}
    for _ in range(2):
        for _ in range(6):
            browser.post("/dang-nhap", data={**right, "password": "sai rồi"})
        assert browser.post("/dang-nhap", data=right).status_code == 303


def test_signing_up(visit: Visit, db: Session) -> None:
    browser = visit()
    typed = {"name": "Bà Tư (mô phỏng)", "contact": "+84 90 123 4567", "password": PASSWORD}
    told = browser.post("/dang-ky", data=typed)
    assert (told.status_code, told.headers["location"]) == (303, "/ho-so")
    home = browser.get("/ho-so")
    assert "Bạn chưa có cơ sở nào" in home.text
    made = db.scalars(sa.select(Account)).one()
    assert (made.name, made.email, made.phone) == ("Bà Tư (mô phỏng)", None, "0901234567")
    assert visit().get("/dang-ky").status_code == 200


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Mục này cần được điền"),
        ({"contact": ""}, "Hãy điền số điện thoại hoặc e-mail"),
        ({"contact": "một hai ba"}, "Hãy điền một e-mail hoặc một số điện thoại"),
        ({"contact": "LAN@vidu.vn"}, "E-mail này đã có tài khoản"),
        ({"contact": "0912.345.678"}, "Số điện thoại này đã có tài khoản"),
        ({"password": "ngắn"}, "Mật khẩu cần ít nhất 8 ký tự"),
        ({"password": "12345678"}, "quá nhiều người dùng"),
    ],
)
def test_what_signing_up_refuses(
    visit: Visit, db: Session, change: dict[str, str], sentence: str
) -> None:
    lan(db)
    typed = {"name": "Bà Tư", "contact": "tu@vidu.vn", "password": PASSWORD, **change}
    told = visit().post("/dang-ky", data=typed)
    assert told.status_code == 422
    assert sentence in told.text
    assert f'value="{typed["name"]}"' in told.text
    assert f'value="{typed["contact"]}"' in told.text
    if change.get("password"):
        assert f'value="{change["password"]}"' not in told.text


def test_the_language_is_kept(visit: Visit) -> None:
    browser = visit()
    told = browser.post("/ngon-ngu", data={"to": "en", "back": "/dang-nhap"})
    assert told.headers["location"] == "/dang-nhap"
    assert "ngon_ngu=en" in told.headers["set-cookie"]
    assert '<html lang="en">' in browser.get("/dang-nhap").text
    away = browser.post("/ngon-ngu", data={"to": "xx", "back": "https://evil.example"})
    assert (away.headers["location"], "set-cookie" in away.headers) == ("/", False)


def test_only_a_demonstration_offers_its_people(
    visit: Visit, db: Session, statements: list[str]
) -> None:
    place = places(db)
    assert "trình diễn" not in visit().get("/dang-nhap").text
    installation.mark_demonstration(db, datetime.now(UTC))
    producer = lan(db, demonstration_word=PASSWORD)
    register.establishment(db, unit_id=place.commune, holder=producer)
    db.commit()
    browser = visit()
    statements.clear()
    page = browser.get("/dang-nhap").text
    one = len(statements)
    assert "Xem bản trình diễn" in page
    assert "Cơ sở sản xuất" in page
    assert f'value="{PASSWORD}"' in page
    secretary = lan(
        db, name="Thư ký (mô phỏng)", email="tk@vidu.vn", phone=None, demonstration_word=PASSWORD
    )
    people.grant(db, secretary, Role.SECRETARY, unit_id=place.province)
    lan(db, name="Ẩn (mô phỏng)", email="an@vidu.vn", phone=None)
    db.commit()
    statements.clear()
    page = browser.get("/dang-nhap").text
    assert len(statements) == one
    assert "Thư ký (mô phỏng)" in page
    assert "Ẩn (mô phỏng)" not in page
    told = browser.post("/dang-nhap", data={"contact": "tk@vidu.vn", "password": PASSWORD})
    assert told.headers["location"] == "/dieu-hanh"
