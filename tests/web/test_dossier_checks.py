"""The checks as the desk sees them: with the facts of every room, one dossier or many."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind, Position
from contest.entries import papers, queries
from contest.entries.checks import Finding
from contest.entries.model import Entry
from core.rights import Role
from media.album.model import ProductPhoto
from tests.build import contests, dossiers, people, register
from tests.web.conftest import Visitor, plain_words
from tests.web.test_screening import DESK, filed, open_contest, secretary
from tests.web.test_several import press, result
from web import dossier_checks

Visit = Callable[..., Visitor]


def findings(db: Session, entry: Entry) -> dict[str, Finding]:
    seen = dossier_checks.of(db, queries.get_entry(db, entry.id))
    return {one.code: one.finding for one in seen.lines if one.finding is not Finding.GOOD}


def test_the_same_bytes_and_a_like_photo_point_to_another_product(db: Session) -> None:
    lan = dossiers.maker(db)
    hoa = dossiers.maker(db, lan.places, "Chiếu")
    (entry,) = filed(db, lan, open_contest(db, lan))
    assert findings(db, entry) == {"papers": Finding.UNSURE}
    db.add(ProductPhoto(product_id=hoa.product.id, photo_id=lan.photos[0], position=9))
    db.flush()
    assert findings(db, entry)["other_photo"] is Finding.ADVICE
    seen = dossier_checks.of(db, queries.get_entry(db, entry.id))
    assert [(one.name, one.maker) for one in seen.alike.others] == [
        ("Chiếu", hoa.establishment.name)
    ]
    like = dossiers.photo(db, dhash="00000000000000ff")
    near = dossiers.photo(db, dhash="000000000000001f")
    own = register.product(db, lan.establishment, "Chậu")
    entry.photos[1].photo_id = like.id
    db.add(ProductPhoto(product_id=own.id, photo_id=near.id, position=1))
    db.flush()
    seen = dossier_checks.of(db, queries.get_entry(db, entry.id))
    assert [one.name for one in seen.alike.others] == ["Chiếu", "Chậu"]


def test_a_juror_of_the_maker_is_a_hint_and_bars_nothing(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    (entry,) = filed(db, lan, contest)
    papers.tick_all(db, DESK, entry.id, datetime.now(UTC))
    body = contests.body(db, contest, BodyKind.JURY)
    juror = people.person(db, Role.JUROR, contest_id=contest.id)
    juror.phone, lan.establishment.phone = "0900000001", "0900 000 001"
    contests.seat(db, body, juror, Position.JUROR)
    assert findings(db, entry) == {"juror_tie": Finding.ADVICE}
    browser = visit(secretary(db, lan))
    page = browser.get(f"/dieu-hanh/ho-so/{entry.id}").text
    assert "Có giám khảo có thể liên quan tới cơ sở" in page
    assert f'href="/dieu-hanh/binh-chon/{contest.slug}/hoi-tranh"' in page
    done = browser.post(f"/dieu-hanh/ho-so/{entry.id}/hop-le", data={"group": "handicraft"})
    assert done.status_code == 303


def test_a_place_nobody_can_tell_is_settled_by_a_person(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    entry, other = filed(db, lan, contest, "Chậu")
    for one in (entry, other):
        papers.tick_all(db, DESK, one.id, datetime.now(UTC))
    lan.establishment.unit.type_word = "Phường"  # type: ignore[union-attr]  # it has a place
    assert findings(db, entry) == {"place_rule": Finding.UNSURE}
    browser = visit(secretary(db, lan))
    base = f"/dieu-hanh/ho-so/{entry.id}"
    assert "cần người xem" in browser.get(base).text
    address = f"/dieu-hanh/binh-chon/{contest.slug}/ho-so/hang-loat"
    ids = [entry.id, other.id]
    _, said = press(browser, address, ids, viec="nhan")
    assert "Bình gốm đỏ: Kiểm tra tự động chưa đạt: địa bàn công nghiệp nông thôn cần xem." in said
    for data, fault in (
        ({}, "#f-eligible"),
        ({"eligible": "co"}, "#f-reason_place"),
        ({"eligible": "lạ", "reason_place": "x"}, "#f-eligible"),
    ):
        refused = browser.post(f"{base}/dia-ban", data=data)
        assert (refused.status_code, f'<a href="{fault}">' in refused.text) == (422, True)
    why = {"eligible": "khong", "reason_place": "Nội thành"}
    assert browser.post(f"{base}/dia-ban", data=why).status_code == 303
    assert "đã xem và ghi nhận: Nội thành" in browser.get(base).text
    # together: only those that nobody has settled
    _, said = press(browser, address, ids, viec="dia-ban", buoc="lam")
    assert "Hãy ghi rõ lý do" in said
    done = result(browser, address, ids, viec="dia-ban", reason="Quyết định 12")
    assert ("Đã làm: 1" in done, "không cần ghi nhận thêm" in done) == (True, True)


def test_papers_are_ticked_on_the_page(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    (entry,) = filed(db, lan, open_contest(db, lan))
    browser, base = visit(secretary(db, lan)), f"/dieu-hanh/ho-so/{entry.id}"
    refused = browser.post(
        f"{base}/giay-to",
        data={"state_business_registration": "co", "sets_business_registration": "hai"},
    )
    assert (refused.status_code, "#f-sets_business_registration" in refused.text) == (422, True)
    given = {
        "state_business_registration": "thieu",
        "note_business_registration": "hẹn nộp thứ hai",
        "state_photos": "co",
        "sets_photos": "2",
    }
    assert browser.post(f"{base}/giay-to", data=given).status_code == 303
    page = plain_words(browser.get(base).text)
    assert "Thiếu giấy tờ: Bản sao giấy đăng ký kinh doanh" in page
    assert "hẹn nộp thứ hai" in browser.get(base).text
    assert "đánh dấu lúc" in page
    # the form to send back has it ticked already
    assert 'name="why_paper_business_registration" value="Chưa có giấy' in browser.get(base).text


def test_many_are_checked_in_as_many_questions_as_one(db: Session, statements: list[str]) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    filed(db, lan, contest)
    counted = []
    for name in ("Chậu", "Ấm"):
        ids = [one.id for one in queries.valid_entries(db, contest.id)]
        rows = list(queries.entries_among(db, contest.id, range(1, 99)).values())
        statements.clear()
        found = dossier_checks.of_many(db, contest, rows)
        assert len(found) == len(rows)
        counted.append(len(statements))
        dossiers.filed(
            db,
            lan,
            contest,
            datetime.now(UTC) - timedelta(hours=1),
            register.product(db, lan.establishment, name),
        )
        assert ids == []
    assert counted[0] == counted[1]
