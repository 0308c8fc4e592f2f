"""One's own account; a lost password by letter and by an officer's code; invitations."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit, outbox
from core.accounts import invitations, resets, service
from core.accounts.model import Account, Invitation, ResetCode, SignInSession
from core.errors import Invalid
from core.registry import queries as registry
from core.rights import Grant, Role
from tests.build import people, register
from tests.build.places import places
from tests.web.conftest import Visitor

Visit = Callable[..., Visitor]
PASSWORD, FRESH = "tiếng hát dòng sông", "câu khác hẳn của tôi"


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


def signs_in(visit: Visit, password: str, contact: str = "lan@vidu.vn") -> bool:
    typed = {"contact": contact, "password": password}
    return visit().post("/dang-nhap", data=typed).status_code == 303


def test_name_language_password_and_sessions(visit: Visit, db: Session) -> None:
    made = lan(db)
    browser, other = visit(made), visit(made)
    assert browser.get("/ho-so/tai-khoan").text.count("Kết thúc</button>") == 1
    told = browser.post("/ho-so/tai-khoan", data={"name": "Lan Anh", "locale": "en"})
    assert told.headers["location"] == "/ho-so/tai-khoan"
    assert '<html lang="en">' in browser.get("/ho-so/tai-khoan").text
    refused = browser.post("/ho-so/tai-khoan", data={"name": " ", "locale": "vi"})
    assert (refused.status_code, 'id="f-name-error"' in refused.text) == (422, True)
    path = "/ho-so/tai-khoan/mat-khau"
    wrong = browser.post(path, data={"old": "sai", "password": FRESH})
    assert (wrong.status_code, 'id="f-old-error"' in wrong.text) == (422, True)
    short = browser.post(path, data={"old": PASSWORD, "password": "x"})
    assert (short.status_code, 'id="f-password-error"' in short.text) == (422, True)
    assert other.get("/ho-so").status_code == 200
    assert browser.post(path, data={"old": PASSWORD, "password": FRESH}).status_code == 303
    assert (browser.get("/ho-so").status_code, other.get("/ho-so").status_code) == (200, 303)
    assert (signs_in(visit, PASSWORD), signs_in(visit, FRESH)) == (False, True)


def test_one_ends_only_ones_own_sessions(visit: Visit, db: Session) -> None:
    made, minh = lan(db), people.account(db, "Minh")
    browser, other, stranger = visit(made), visit(made), visit(minh)
    ids = list(db.scalars(sa.select(SignInSession.id).order_by(SignInSession.id)))
    db.commit()
    end = "/ho-so/tai-khoan/phien/{}/ket-thuc"
    assert stranger.post(end.format(ids[1])).status_code == 404
    assert browser.post(end.format(ids[1])).status_code == 303
    assert other.get("/ho-so").status_code == 303
    third = visit(made)
    assert browser.post("/ho-so/tai-khoan/phien/ket-thuc").status_code == 303
    assert (browser.get("/ho-so").status_code, third.get("/ho-so").status_code) == (200, 303)
    assert stranger.get("/ho-so").status_code == 200


def test_a_letter_with_a_link_that_works_once(visit: Visit, db: Session) -> None:
    made = lan(db)
    browser, signed = visit(), visit(made)
    answers = [
        browser.post("/quen-mat-khau", data={"contact": contact})
        for contact in ("lan@vidu.vn", "nobody@vidu.vn")
    ]
    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].text == answers[1].text  # says nothing about who has an account
    assert browser.post("/quen-mat-khau", data={"contact": "x"}).status_code == 422
    (letter,) = outbox.page(db, limit=9)
    link = re.search(r"http://testserver(/dat-lai-mat-khau/\S+)", letter.body)
    assert link is not None
    assert link[1].rsplit("/", 1)[1] not in repr(db.execute(sa.select(ResetCode)).all())
    db.commit()
    path = link[1]
    assert "Mật khẩu mới" in browser.get(path).text
    short = browser.post(path, data={"password": "x"})
    assert (short.status_code, "Mật khẩu cần ít nhất" in short.text) == (422, True)
    assert "Đã đặt mật khẩu mới" in browser.post(path, data={"password": FRESH}).text
    assert browser.post(path, data={"password": PASSWORD}).status_code == 422
    assert browser.get(path).status_code == 404
    assert signed.get("/ho-so").status_code == 303  # every session ended
    assert (signs_in(visit, PASSWORD), signs_in(visit, FRESH)) == (False, True)


def test_asking_for_letters_is_limited(visit: Visit, db: Session) -> None:
    lan(db)
    browser = visit()
    told = [browser.post("/quen-mat-khau", data={"contact": "lan@vidu.vn"}) for _ in range(4)]
    assert [one.status_code for one in told] == [200, 200, 200, 429]


def test_an_officers_code_works_once_and_is_recorded(visit: Visit, db: Session) -> None:
    place, made = places(db), lan(db, email=None)
    maker = register.establishment(db, unit_id=place.commune, holder=made)
    officer = people.person(db, Role.OFFICER, unit_id=place.commune)
    page = visit(officer).post(f"/dieu-hanh/co-so/{maker.id}/thanh-vien/{made.id}/ma")
    assert page.status_code == 200
    found = re.search(r">([0-9A-Z]{4}-[0-9A-Z]{4})<", page.text)
    assert found is not None
    entry = next(e for e in audit.entries_about(db, f"account:{made.id}"))
    assert (entry.action, entry.account_id) == ("reset.code_issued", officer.id)
    kept = repr(db.execute(sa.select(ResetCode)).all()) + repr(entry.detail)
    assert found[1].replace("-", "") not in kept
    db.commit()
    browser = visit()
    typed = {"contact": "0912 345 678", "code": found[1].lower(), "password": FRESH}
    wrong = browser.post("/dat-lai-mat-khau", data={**typed, "code": "0000-0000"})
    assert (wrong.status_code, 'id="f-code-error"' in wrong.text) == (422, True)
    assert found[1] not in wrong.text
    assert browser.post("/dat-lai-mat-khau", data={**typed, "password": "x"}).status_code == 422
    assert browser.post("/dat-lai-mat-khau", data=typed).status_code == 200
    assert browser.post("/dat-lai-mat-khau", data=typed).status_code == 422
    assert signs_in(visit, FRESH, "0912345678")


def test_guessing_codes_is_limited(visit: Visit, db: Session) -> None:
    lan(db)
    browser = visit()
    typed = {"contact": "lan@vidu.vn", "code": "1111-1111", "password": FRESH}
    told = [browser.post("/dat-lai-mat-khau", data=typed).status_code for _ in range(11)]
    assert told == [*[422] * 10, 429]


def test_a_code_ends_after_a_day_and_by_a_newer_one(db: Session) -> None:
    now, made = datetime.now(UTC), lan(db)
    chief = people.identity(people.account(db), Grant(Role.ADMINISTRATOR))
    old = resets.issue_reset_code(db, chief, made.id, now)
    newer = resets.issue_reset_code(db, chief, made.id, now)
    for code, at in ((old, now), (newer, now + timedelta(hours=24))):
        with pytest.raises(Invalid) as refused:
            resets.accept_code(db, "lan@vidu.vn", code, FRESH, at)
        assert refused.value.fields == {"code": "reset_code_wrong"}
    resets.accept_code(db, "lan@vidu.vn", newer, FRESH, now + timedelta(hours=23))


def test_who_gets_no_code_from_an_officer(visit: Visit, db: Session) -> None:
    place, made = places(db), lan(db)
    maker = register.establishment(db, unit_id=place.commune, holder=made)
    officer = people.person(db, Role.OFFICER, unit_id=place.commune)
    path = f"/dieu-hanh/co-so/{maker.id}/thanh-vien/{made.id}/ma"
    away = people.person(db, Role.OFFICER, unit_id=place.stranger)
    assert visit(away).post(path).status_code == 404
    assert visit(officer).post(path.replace(f"/{made.id}/ma", "/999/ma")).status_code == 404
    people.grant(db, made, Role.ADMINISTRATOR)
    assert visit(officer).post(path).status_code == 403


def test_inviting_a_colleague_by_letter(visit: Visit, db: Session) -> None:
    place = places(db)
    secretary = people.person(db, Role.SECRETARY, unit_id=place.province)
    desk = visit(secretary)
    typed = {
        "name": "Cán bộ Tư (mô phỏng)",
        "contact": "TU@vidu.vn",
        "role": "officer",
        "unit_id": place.commune,
    }
    assert "Địa bàn" in desk.get("/dieu-hanh/loi-moi").text
    assert desk.post("/dieu-hanh/loi-moi", data={**typed, "contact": ""}).status_code == 422
    assert desk.post("/dieu-hanh/loi-moi", data={**typed, "unit_id": ""}).status_code == 422
    for change in ({"role": "administrator"}, {"unit_id": place.stranger_commune}):
        assert desk.post("/dieu-hanh/loi-moi", data={**typed, **change}).status_code == 403
    assert desk.post("/dieu-hanh/loi-moi", data=typed).status_code == 200
    (letter,) = outbox.page(db, limit=9)
    link = re.search(r"http://testserver(/loi-moi/\S+)", letter.body)
    assert link is not None
    db.commit()
    browser = visit()
    assert "Cán bộ xã, huyện" in browser.get(link[1]).text
    given = {"name": "Tư", "password": PASSWORD}
    refused = browser.post(link[1], data={**given, "password": "x"})
    assert (refused.status_code, "Nhận lời mời" in refused.text) == (422, True)
    assert browser.post(link[1], data=given).headers["location"] == "/dieu-hanh"
    assert browser.get("/dieu-hanh/co-so").status_code == 200
    assert visit().post(link[1], data=given).status_code == 422
    assert visit().get(link[1]).status_code == 404
    made = db.scalars(sa.select(Account).where(Account.email == "tu@vidu.vn")).one()
    assert db.scalars(sa.select(Invitation.account_id)).all() == [made.id]


def test_inviting_a_producer_into_an_establishment(db: Session) -> None:
    now, place = datetime.now(UTC), places(db)
    maker = register.establishment(db, unit_id=place.commune)
    officer = people.person(db, Role.OFFICER, unit_id=place.commune)
    who = people.identity(officer, Grant(Role.OFFICER, unit_id=place.commune))
    sent = invitations.invite(
        db,
        who,
        name="Bà Ba",
        contact="0903 000 111",
        role=Role.PRODUCER,
        unit_id=None,
        now=now,
        establishment_id=maker.id,
        place=registry.subject_of_establishment(db, maker.id),
    )
    assert not sent.by_mail
    minh = people.identity(people.account(db, "Minh"))
    found = invitations.accept_as(db, minh, sent.token, now)
    assert found.establishment_id == maker.id
    with pytest.raises(Invalid):
        invitations.accept_as(db, minh, sent.token, now)


def test_an_invitation_ends_with_the_inviters_own_role(db: Session) -> None:
    now, place = datetime.now(UTC), places(db)
    secretary = people.person(db, Role.SECRETARY, unit_id=place.province)
    who = people.identity(secretary, Grant(Role.SECRETARY, unit_id=place.province))
    sent = invitations.invite(
        db, who, name="A", contact="a@vidu.vn", role=Role.OFFICER, unit_id=place.commune, now=now
    )
    chief = people.identity(people.account(db), Grant(Role.ADMINISTRATOR))
    service.set_disabled(db, chief, secretary.id, True, now, why="Nghỉ việc")
    with pytest.raises(Invalid):
        invitations.accept_as(db, people.identity(people.account(db)), sent.token, now)
