"""Collaborators: the network by place, consent before acting, handing over, ending."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel
from core.errors import Conflict, Invalid, NotFound
from core.registry import consents, members
from core.registry.kinds import ConsentHow
from core.registry.model import Consent, Establishment
from core.rights import Grant, Role
from tests.build import contests, dossiers, people, register
from tests.build.people import NOW
from tests.build.places import places
from tests.web.conftest import Visitor, plain_words

Visit = Callable[..., Visitor]
AGREED = {"given_by": "Bà Lan", "how": "in_person", "given_on": "1/11/2026", "note": "tại xưởng"}


def ends(db: Session) -> list[tuple[bool, str]]:
    rows = db.execute(sa.select(Consent.ended_at, Consent.ended_why).order_by(Consent.id)).all()
    db.commit()
    return [(row.ended_at is not None, row.ended_why) for row in rows]


def test_the_network_by_place_and_what_each_did(visit: Visit, db: Session) -> None:
    where = places(db)
    lan = people.account(db, "Cộng tác viên Lan (mô phỏng)")
    people.grant(db, lan, Role.COLLABORATOR, unit_id=where.commune)
    far = people.account(db, "Cộng tác viên Xa (mô phỏng)")
    people.grant(db, far, Role.COLLABORATOR, unit_id=where.stranger_commune)
    maker = register.establishment(db, unit_id=where.commune, created_by=lan.id)
    product = register.product(db, maker)
    contest = contests.contest(db, unit_id=where.commune, level=ContestLevel.COMMUNE)
    contests.entry(db, contest, product, maker, on_behalf=True, created_by=lan.id)
    register.consent(db, maker, lan)
    for role in (Role.SECRETARY, Role.PROGRAMME_MANAGER):
        boss = people.person(db, role, unit_id=where.province)
        words = plain_words(visit(boss).get("/dieu-hanh/cong-tac-vien").text)
        assert "Cộng tác viên Lan (mô phỏng)" in words
        assert "Cộng tác viên Xa" not in words
        assert "Bà Chủ Mô Phỏng đồng ý bằng giấy có chữ ký ngày 22/11/2026" in words
        assert "Mọi xã, phường trong địa bàn đều có cộng tác viên." in words
    stranger = people.person(db, Role.SECRETARY, unit_id=where.stranger)
    words = plain_words(visit(stranger).get("/dieu-hanh/cong-tac-vien").text)
    assert "Cộng tác viên Xa" in words
    assert "Cộng tác viên Lan" not in words
    assert visit(lan).get("/dieu-hanh/cong-tac-vien").status_code == 403


def test_a_place_without_anybody_says_so(visit: Visit, db: Session) -> None:
    where = places(db)
    boss = people.person(db, Role.SECRETARY, unit_id=where.province)
    words = plain_words(visit(boss).get("/dieu-hanh/cong-tac-vien").text)
    assert "Chưa có cộng tác viên nào" in words
    assert "1 trên 1 xã, phường" in words


def test_the_network_takes_a_fixed_number_of_statements(
    visit: Visit, db: Session, statements: list[str]
) -> None:
    where = places(db)
    browser = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    counts = []
    for _ in range(3):
        helper = people.person(db, Role.COLLABORATOR, unit_id=where.commune)
        register.consent(db, register.establishment(db, unit_id=where.commune), helper)
        db.commit()
        statements.clear()
        assert browser.get("/dieu-hanh/cong-tac-vien").status_code == 200
        counts.append(len(statements))
    assert len(set(counts)) == 1


def test_a_collaborator_notes_consent_and_hands_over(visit: Visit, db: Session) -> None:
    where = places(db)
    helper = people.person(db, Role.COLLABORATOR, unit_id=where.commune)
    maker = register.establishment(db, "HTX Gốm đỏ (mô phỏng)", unit_id=where.commune)
    product = register.product(db, maker)
    browser = visit(helper)
    base = f"/ho-so/co-so/{maker.id}"
    wrong = browser.post(f"{base}/dong-y", data={**AGREED, "given_on": "1/1/2090"})
    assert wrong.status_code == 422
    assert "Ngày đồng ý không thể sau hôm nay." in wrong.text
    assert 'value="Bà Lan"' in wrong.text
    online = browser.post(f"{base}/dong-y", data={**AGREED, "how": "online"})
    assert online.status_code == 422
    assert browser.post(f"{base}/dong-y", data=AGREED).status_code == 303
    told = plain_words(browser.get(f"{base}/dong-y").text)
    assert "Bà Lan đồng ý gặp trực tiếp ngày 01/11/2026 (tại xưởng)." in told
    assert "Giao cơ sở cho chủ của nó" in browser.get(f"{base}/moi").text
    assert browser.post(f"{base}/moi", data={"name": "Lan"}).status_code == 422
    invited = browser.post(f"{base}/moi", data={"name": "Bà Lan", "contact": "0912345678"})
    link = re.search(r"/loi-moi/[\w-]+", invited.text)
    assert link
    stranger = visit()
    page = stranger.get(link[0])
    assert "làm tiếp thay cơ sở" in page.text
    taken = stranger.post(link[0], data={"name": "Bà Lan", "password": "nước mắm ngon lắm"})
    assert taken.headers["location"] == "/ho-so"
    assert ends(db) == [(True, "handed_over")]
    # What the collaborator did in this place is over; reading goes on, and so does its own house.
    assert browser.get(f"/ho-so/san-pham/{product.id}/du-thi").status_code == 404
    assert browser.post(base, data={"name": "Khác"}).status_code == 404
    assert browser.get(base).status_code == 200
    again = browser.post(f"{base}/dong-y", data=AGREED)
    assert again.status_code == 409
    assert "nhờ họ đồng ý" in again.text
    assert browser.get(f"{base}/moi").status_code == 404
    # The producer sees who acted, and may let him act again, and end it.
    theirs = f"{base}/lam-thay"
    page = stranger.get(theirs)
    assert helper.name in page.text
    assert "Hết từ" in page.text
    assert stranger.post(theirs, data={"helper": "999"}).status_code == 422
    assert stranger.post(theirs, data={"helper": str(helper.id)}).status_code == 303
    assert browser.get(f"/ho-so/san-pham/{product.id}/du-thi").status_code == 200
    newest = db.scalar(sa.select(sa.func.max(Consent.id)))
    db.commit()
    assert stranger.post(f"{theirs}/{newest}/ket-thuc").status_code == 303
    assert ends(db)[-1] == (True, "ended")
    assert browser.get(f"/ho-so/san-pham/{product.id}/du-thi").status_code == 404


def test_who_takes_over_may_keep_the_helper(visit: Visit, db: Session) -> None:
    where = places(db)
    helper = people.person(db, Role.COLLABORATOR, unit_id=where.commune)
    maker = register.establishment(db, unit_id=where.commune)
    register.consent(db, maker, helper)
    who = people.identity(helper, Grant(Role.COLLABORATOR, unit_id=where.commune))
    sent = members.invite(
        db, who, maker.id, name="Lan", contact="lan@example.test", now=datetime.now(UTC)
    )
    lan = people.account(db)
    browser = visit(lan)
    kept = browser.post(f"/loi-moi/{sent.token}", data={"keep_helpers": "1"})
    assert kept.status_code == 303
    assert ends(db) == [(False, "")]
    assert visit(helper).get(f"/ho-so/co-so/{maker.id}/moi").status_code == 200
    ending = visit(helper).post(f"/ho-so/co-so/{maker.id}/dong-y", data={"act": "end"})
    assert ending.status_code == 303
    assert ends(db) == [(True, "ended")]


def test_a_draft_cannot_be_filed_once_consent_has_ended(visit: Visit, db: Session) -> None:
    where, now = places(db), datetime.now(UTC)
    helper = people.person(db, Role.OFFICER, unit_id=where.commune)
    maker = register.establishment(db, unit_id=where.commune)
    product = register.product(db, maker)
    dossiers.album(db, product)
    contest = contests.contest(
        db,
        unit_id=where.commune,
        level=ContestLevel.COMMUNE,
        entries_open_at=now - timedelta(days=1),
        entries_close_at=now + timedelta(days=5),
        judging_from=now + timedelta(days=6),
        judging_until=now + timedelta(days=9),
    )
    browser = visit(helper)
    start = f"/ho-so/san-pham/{product.id}/du-thi"
    begun = browser.post(start, data={"contest": contest.slug, **AGREED})
    base = begun.headers["location"]
    row = db.scalars(sa.select(Consent)).one()
    row.ended_at = now
    db.commit()
    told = browser.post(f"{base}/nop", data={"declared": "1"})
    assert told.status_code == 409
    assert "không còn đồng ý cho bạn làm thay" in told.text


def test_the_desk_sees_who_filed_and_whose_consent(visit: Visit, db: Session) -> None:
    where = places(db)
    helper = people.account(db, "Cộng tác viên Tư (mô phỏng)")
    maker = register.establishment(db, unit_id=where.commune)
    register.consent(db, maker, helper)
    contest = contests.contest(db, unit_id=where.commune, level=ContestLevel.COMMUNE)
    product = register.product(db, maker)
    entry = contests.entry(
        db, contest, product, maker, on_behalf=True, created_by=helper.id, filed_at=NOW
    )
    desk = people.person(db, Role.SECRETARY, unit_id=where.province)
    words = plain_words(visit(desk).get(f"/dieu-hanh/ho-so/{entry.id}").text)
    assert "Người làm thay: Cộng tác viên Tư (mô phỏng)." in words
    assert "Bà Chủ Mô Phỏng đồng ý bằng giấy có chữ ký ngày 22/11/2026." in words


def test_an_office_notes_only_a_signed_paper_where_people_answer(db: Session) -> None:
    where = places(db)
    officer = people.account(db)
    who = people.identity(officer, Grant(Role.OFFICER, unit_id=where.commune))
    maker = register.establishment(db, unit_id=where.commune, holder=people.account(db))

    def note(how: ConsentHow, at: Establishment = maker) -> Consent:
        return consents.record(
            db, who, at.id, given_by="Bà Lan", how=how, given_on=NOW.date(), note="", now=NOW
        )

    with pytest.raises(Conflict, match="consent_by_holder_only"):
        note(ConsentHow.BY_PHONE)
    first = note(ConsentHow.SIGNED_PAPER)
    second = note(ConsentHow.SIGNED_PAPER)
    found = consents.find_live(db, maker.id, officer.id)
    assert found is not None
    assert (first.ended_why, found.id) == ("renewed", second.id)
    far = register.establishment(db, unit_id=where.stranger_commune)
    with pytest.raises(NotFound):
        note(ConsentHow.SIGNED_PAPER, far)
    with pytest.raises(Invalid) as refusal:
        consents.record(
            db,
            who,
            maker.id,
            given_by=" ",
            how=ConsentHow.ONLINE,
            given_on=None,
            note="x" * 1001,
            now=NOW,
        )
    assert sorted(refusal.value.fields) == ["given_by", "given_on", "how", "note"]
