"""The desk puts products forward by letter; the maker hears of it; the upper desk sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.nominations.model import Nomination
from core.accounts.model import Account
from core.outbox import Letter
from core.rights import Role
from tests.build import certificates, contests, people, register
from tests.build.places import Places, places
from tests.web.conftest import HTMX, Visitor
from web.wiring import Wiring
from web.worker import run_all

Visit = Callable[..., Visitor]


@dataclass(frozen=True, slots=True)
class Scene:
    """A district's announced contest with two certificates, one of them expired, and the
    province's that receives dossiers."""

    where: Places
    district: Contest
    province: Contest
    good: Certificate
    expired: Certificate
    secretary: Account
    maker: Account

    @property
    def address(self) -> str:
        return f"/dieu-hanh/binh-chon/{self.district.slug}/de-cu"


@pytest.fixture
def scene(db: Session) -> Scene:
    where = places(db)
    now = datetime.now(UTC)
    district = contests.contest(db, unit_id=where.old_district, stage=Stage.ANNOUNCED)
    province = contests.contest(
        db,
        unit_id=where.province,
        level=ContestLevel.PROVINCE,
        year=2026,
        entries_open_at=now - timedelta(days=2),
        entries_close_at=now + timedelta(days=9),
    )
    holder = people.account(db, "Trần Văn Tư (mô phỏng)", email="tu@example.test")
    maker = register.establishment(db, unit_id=where.commune, holder=holder)
    made = []
    for name, until in (("Bình gốm đỏ", date(2099, 12, 31)), ("Chậu gốm", date(2024, 12, 31))):
        product = register.product(db, maker, name, summary="Nung bằng trấu.")
        entry = contests.entry(db, district, product, maker)
        made.append(
            certificates.certificate(
                db, entry, district, issued_on=date(2024, 10, 5), valid_until=until
            )
        )
    secretary = people.person(db, Role.SECRETARY, unit_id=where.province)
    return Scene(where, district, province, made[0], made[1], secretary, holder)


def letter(scene: Scene, *ids: int, **typed: str) -> dict[str, object]:
    return {
        "to": scene.province.slug,
        "certificates": [str(one) for one in ids],
        "letter_number": "56/UBND-KT",
        "letter_date": "20/11/2024",
        **typed,
    }


def test_a_product_goes_up_by_letter_once(
    db: Session, visit: Visit, scene: Scene, wiring: Wiring
) -> None:
    desk = visit(scene.secretary)
    before = desk.get(scene.address).text
    assert scene.province.title in before
    assert f'name="certificates" value="{scene.good.id}"' in before
    assert f'value="{scene.expired.id}"' not in before
    assert f"Giấy chứng nhận số {scene.expired.number} đã hết hạn" in before

    for _time in range(2):
        answer = desk.post(scene.address, data=letter(scene, scene.good.id))
        assert (answer.status_code, answer.headers["location"]) == (303, scene.address)
    [made] = db.scalars(select(Nomination))
    db.commit()  # the application writes next
    assert (made.certificate_id, made.to_contest_id) == (scene.good.id, scene.province.id)
    after = desk.get(scene.address).text
    assert "Không còn sản phẩm nào để đề cử" in after
    assert "số 56/UBND-KT ngày 20/11/2024" in after
    upper = desk.get(f"/dieu-hanh/binh-chon/{scene.province.slug}/de-cu").text
    assert "Được đề cử tới kỳ này" in upper
    assert "Bình gốm đỏ" in upper

    run_all(wiring)
    [told] = db.scalars(select(Letter))
    assert told.recipient == "tu@example.test"
    assert told.title == "Sản phẩm “Bình gốm đỏ” được đề cử lên cấp trên"
    assert f"http://testserver/binh-chon/{scene.province.slug}" in told.body
    assert "Văn bản đề cử: số 56/UBND-KT ngày 20/11/2024." in told.body


def test_the_list_that_goes_with_the_letter_prints(
    db: Session, visit: Visit, scene: Scene
) -> None:
    certificates.nomination(db, scene.good, scene.province)
    certificates.nomination(db, scene.expired, scene.province, letter_number="57/UBND-KT")
    desk = visit(scene.secretary)
    paper = desk.get(f"{scene.address}/danh-sach?toi={scene.province.slug}&so=56/UBND-KT").text
    for said in (
        "DANH SÁCH TRÍCH NGANG",
        scene.province.title,
        "Kèm theo văn bản số 56/UBND-KT ngày 20 tháng 11 năm 2026",
        "Nung bằng trấu.",
        f"Số {scene.good.number} ngày 05 tháng 10 năm 2024",
        "Danh sách có 1 sản phẩm",
    ):
        assert said in paper
    both = desk.get(f"{scene.address}/danh-sach?toi={scene.province.slug}").text
    assert "Danh sách có 2 sản phẩm" in both
    for nothing in ("", "?toi=khong-co", f"?toi={scene.province.slug}&so=9"):
        answer = desk.get(f"{scene.address}/danh-sach{nothing}")
        assert (answer.status_code, answer.headers["location"]) == (303, scene.address)


def test_a_form_that_lacks_something_comes_back_with_what_was_typed(
    db: Session, visit: Visit, scene: Scene
) -> None:
    desk = visit(scene.secretary)
    data = letter(scene, letter_number="", letter_date="31/02/2026")
    for headers in ({}, HTMX):
        answer = desk.post(scene.address, data=data, headers=headers)
        assert answer.status_code == 422
        for said in (
            "Hãy chọn ít nhất một sản phẩm.",
            'id="f-letter_number-error"',
            'id="f-letter_date-error"',
            'value="31/02/2026"',
        ):
            assert said in answer.text
        assert answer.text.lstrip().startswith('<div id="choose">') is bool(headers)
    wrong = desk.post(scene.address, data=letter(scene, scene.good.id, to="khong-co"))
    assert wrong.status_code == 422
    ticked = desk.post(scene.address, data=letter(scene, scene.good.id, letter_date="01/01/2020"))
    assert (ticked.status_code, f'value="{scene.good.id}" checked' in ticked.text) == (422, True)
    assert db.scalars(select(Nomination)).all() == []


def test_certificates_of_other_contests_and_expired_ones_are_refused(
    db: Session, visit: Visit, scene: Scene
) -> None:
    other = contests.contest(db, unit_id=scene.where.stranger, stage=Stage.ANNOUNCED)
    maker = register.establishment(db, unit_id=scene.where.stranger_commune)
    entry = contests.entry(db, other, register.product(db, maker), maker)
    strange = certificates.certificate(db, entry, other)
    desk = visit(scene.secretary)
    assert desk.post(scene.address, data=letter(scene, strange.id)).status_code == 404
    late = desk.post(scene.address, data=letter(scene, scene.good.id, scene.expired.id))
    assert (late.status_code, "đã hết hạn" in late.text) == (409, True)
    assert "phải còn giá trị (TT 26/2014/TT-BCT Đ12)" in late.text
    assert db.scalars(select(Nomination)).all() == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("unannounced", "Kết quả chưa công bố"),
        ("closed", "Chưa có kỳ bình chọn cấp trên đang nhận hồ sơ"),
        ("top", "Đây là cấp cao nhất"),
    ],
)
def test_an_empty_desk_says_why(
    db: Session, visit: Visit, scene: Scene, change: str, said: str
) -> None:
    match change:
        case "unannounced":
            scene.district.stage = Stage.RECOGNISED
        case "closed":
            scene.province.stage = Stage.JUDGING
        case "top":
            scene.district.level = ContestLevel.NATION
    assert said in visit(scene.secretary).get(scene.address).text


def test_with_two_contests_above_the_desk_chooses_one(
    db: Session, visit: Visit, scene: Scene
) -> None:
    other = contests.contest(
        db,
        unit_id=scene.where.province,
        level=ContestLevel.PROVINCE,
        year=2026,
        entries_open_at=scene.province.entries_open_at,
        entries_close_at=scene.province.entries_close_at,
    )
    desk = visit(scene.secretary)
    text = desk.get(scene.address).text
    for one in (scene.province, other):
        assert f'name="to" value="{one.slug}"' in text
    answer = desk.post(scene.address, data=letter(scene, scene.good.id, to=other.slug))
    assert answer.status_code == 303
    assert [one.to_contest_id for one in db.scalars(select(Nomination))] == [other.id]
