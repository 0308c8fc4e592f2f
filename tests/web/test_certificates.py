"""The desk's certificates and the maker's, through the pages."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from core.accounts.model import Account
from core.registry.model import Establishment
from core.rights import Role
from tests.build import certificates, contests, people, register
from tests.build.places import Places, places
from tests.web.conftest import HTMX, Visitor
from web.wiring import Wiring
from web.worker import run_all

Visit = Callable[..., Visitor]


@dataclass(frozen=True, slots=True)
class Scene:
    """A province's contest with two products certified, its secretary, and their maker."""

    where: Places
    contest: Contest
    secretary: Account
    maker: Account
    establishment: Establishment

    @property
    def address(self) -> str:
        return f"/dieu-hanh/binh-chon/{self.contest.slug}/giay-chung-nhan"


@pytest.fixture
def scene(db: Session) -> Scene:
    where = places(db)
    contest = contests.contest(
        db,
        unit_id=where.province,
        level=ContestLevel.PROVINCE,
        stage=Stage.RECOGNISED,
        year=2026,
    )
    certificates.recognition(db, contest, signed_on=date.today() - timedelta(days=3))  # noqa: DTZ011 (the page's own clock runs)
    holder = people.account(db, "Trần Văn Tư (mô phỏng)")
    maker = register.establishment(db, unit_id=where.commune, holder=holder)
    for rank, name in enumerate(("Bình gốm đỏ", "Chậu gốm đỏ"), start=1):
        entry = contests.entry(db, contest, register.product(db, maker, name), maker)
        certificates.standing(db, entry, rank=rank)
    secretary = people.person(db, Role.SECRETARY, unit_id=where.province)
    return Scene(where, contest, secretary, holder, maker)


def today() -> str:
    return f"{date.today():%d/%m/%Y}"  # noqa: DTZ011 (the page's own clock runs)


def issued(db: Session) -> list[Certificate]:
    wanted = select(Certificate).order_by(Certificate.sequence)
    found = list(db.scalars(wanted.execution_options(populate_existing=True)))
    db.commit()  # the application writes next
    return found


def test_the_desk_issues_once_however_often_it_is_pressed(
    db: Session, visit: Visit, scene: Scene, wiring: Wiring
) -> None:
    desk = visit(scene.secretary)
    before = desk.get(scene.address)
    assert before.status_code == 200
    assert "Cấp 2 giấy chứng nhận" in before.text
    for _time in range(2):
        answer = desk.post(scene.address, data={"issued_on": today()})
        assert (answer.status_code, answer.headers["location"]) == (303, scene.address)
    first, second = issued(db)
    after = desk.get(scene.address).text
    assert "Đã cấp đủ giấy chứng nhận" in after
    assert f"{scene.address.rpartition('/')[0]}/cong-bo" in after
    for one in (first, second):
        assert one.number in after
        assert f"/dieu-hanh/giay-chung-nhan/{one.id}/tep" in after

    assert first.document_key == ""
    at_once = desk.get(f"/dieu-hanh/giay-chung-nhan/{first.id}/tep")
    assert run_all(wiring) >= 2
    [first, _] = issued(db)
    assert wiring.storage.get(first.document_key) == at_once.content
    stored = desk.get(f"/dieu-hanh/giay-chung-nhan/{first.id}/tep")
    assert stored.content == at_once.content
    assert stored.headers["content-type"] == "application/pdf"
    assert (
        f'filename="gcn-{first.number.lower().replace("/", "-")}-binh-gom-do.pdf"'
        in (stored.headers["content-disposition"])
    )
    said = PdfReader(io.BytesIO(stored.content)).pages[0].extract_text()
    assert first.code in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Mục này cần được điền."),
        ("32/11/2026", "Hãy viết ngày theo dạng"),
        ("01/01/2020", "Ngày cấp không thể sớm hơn ngày ký quyết định công nhận"),
        ("01/01/2099", "Ngày cấp quá xa"),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_the_field(
    db: Session, visit: Visit, scene: Scene, typed: str, said: str
) -> None:
    desk = visit(scene.secretary)
    for headers in ({}, HTMX):
        answer = desk.post(scene.address, data={"issued_on": typed}, headers=headers)
        assert answer.status_code == 422
        assert said in answer.text
        assert 'id="f-issued_on-error"' in answer.text
        assert f'value="{typed}"' in answer.text
        assert answer.text.lstrip().startswith('<div id="issue">') is bool(headers)
    assert issued(db) == []


def test_before_the_decision_there_is_nothing_to_press(
    db: Session, visit: Visit, scene: Scene
) -> None:
    scene.contest.stage = Stage.DECIDED
    desk = visit(scene.secretary)
    assert "Chưa cấp giấy chứng nhận được" in desk.get(scene.address).text
    answer = desk.post(scene.address, data={"issued_on": today()})
    assert answer.status_code == 409
    assert "Chưa có quyết định công nhận" in answer.text
    assert issued(db) == []


def test_the_council_and_the_inspector_read_and_press_nothing(
    db: Session, visit: Visit, scene: Scene
) -> None:
    inspector = visit(people.person(db, Role.INSPECTOR, unit_id=scene.where.province))
    page = inspector.get(scene.address)
    assert page.status_code == 200
    assert '<form method="post" action="/dieu-hanh' not in page.text
    assert inspector.post(scene.address, data={"issued_on": today()}).status_code == 403


def test_numbers_are_held_before_the_authority_signs(
    db: Session, visit: Visit, scene: Scene
) -> None:
    scene.contest.stage = Stage.DECIDED
    desk = visit(scene.secretary)
    assert "Giữ 2 số giấy chứng nhận" in desk.get(scene.address).text
    late = desk.post(f"{scene.address}/giu-so", data={"planned_on": "01/01/2020"})
    assert late.status_code == 422
    assert 'id="f-planned_on-error"' in late.text
    held = desk.post(f"{scene.address}/giu-so", data={"planned_on": today()})
    assert (held.status_code, held.headers["location"]) == (303, scene.address)
    page = desk.get(scene.address).text
    assert "Số đã giữ" in page
    assert "Giữ 2 số" not in page


def revoke(desk: Visitor, id_: int, **typed: str) -> tuple[int, str]:
    data = {
        "decision_number": "77/QĐ-UBND",
        "revoked_on": today(),
        "why": "Vi phạm nhãn hiệu đã được bảo hộ",
        **typed,
    }
    answer = desk.post(f"/dieu-hanh/giay-chung-nhan/{id_}/thu-hoi", data=data)
    return answer.status_code, answer.text


def test_the_authoritys_revocation_is_recorded_and_told(
    db: Session, visit: Visit, scene: Scene
) -> None:
    desk = visit(scene.secretary)
    desk.post(scene.address, data={"issued_on": today()})
    one, _ = issued(db)
    page = f"/dieu-hanh/giay-chung-nhan/{one.id}"
    assert "Ghi quyết định thu hồi" not in desk.get(page).text
    status, text = revoke(desk, one.id)
    assert status == 409
    assert "Hãy ghi đề nghị của Hội đồng trước" in text
    wish = {"proposal_number": "05/TTr-HĐBC", "proposed_on": today(), "proposal_why": "ngắn"}
    refused = desk.post(f"{page}/de-nghi-thu-hoi", data=wish)
    assert refused.status_code == 422
    assert 'id="f-proposal_why-error"' in refused.text
    wish["proposal_why"] = "Cơ sở vi phạm nhãn hiệu"
    assert desk.post(f"{page}/de-nghi-thu-hoi", data=wish).status_code == 303
    assert "Ghi quyết định thu hồi" in desk.get(page).text

    status, text = revoke(desk, one.id, why="ngắn")
    assert status == 422
    assert 'id="f-why-error"' in text
    assert 'value="77/QĐ-UBND"' in text
    assert "ngắn</textarea>" in text

    assert revoke(desk, one.id) == (303, "")
    assert revoke(desk, one.id) == (303, "")
    told = desk.get(page).text
    assert f"Đã bị thu hồi từ ngày {today()}" in told
    assert "Theo quyết định số 77/QĐ-UBND." in told
    assert "Ghi quyết định thu hồi" not in told
    status, text = revoke(desk, one.id, decision_number="78/QĐ-UBND")
    assert (status, "đã bị thu hồi theo quyết định 77/QĐ-UBND" in text) == (409, True)
    assert "Đã thu hồi" in desk.get(scene.address).text


def test_the_maker_sees_the_paper_after_the_announcement_only(
    db: Session, visit: Visit, scene: Scene
) -> None:
    visit(scene.secretary).post(scene.address, data={"issued_on": today()})
    one, _ = issued(db)
    maker = visit(scene.maker)
    hidden = maker.get("/ho-so/giay-chung-nhan")
    assert hidden.status_code == 200
    assert "Chưa có giấy chứng nhận" in hidden.text
    assert one.number not in hidden.text

    db.get_one(Contest, scene.contest.id).stage = Stage.ANNOUNCED
    maker, stranger = (
        visit(scene.maker),
        visit(people.person(db, Role.OFFICER, unit_id=scene.where.stranger)),
    )
    shown = maker.get("/ho-so/giay-chung-nhan").text
    assert one.number in shown
    assert f"/xac-minh/{one.code}/tep" in shown
    assert "Chưa được đề cử lên cấp trên" in shown
    assert one.number not in stranger.get("/ho-so/giay-chung-nhan").text
    officer = visit(people.person(db, Role.OFFICER, unit_id=scene.where.commune))
    assert one.number in officer.get("/ho-so/giay-chung-nhan").text


def test_what_comes_next_depends_on_how_it_stands(db: Session, visit: Visit, scene: Scene) -> None:
    scene.contest.stage = Stage.ANNOUNCED
    now = date.today()  # noqa: DTZ011 (the page's own clock runs)
    spans = {"Sắp hết hạn": now + timedelta(days=30), "Đã hết hạn": now - timedelta(days=1)}
    for name, until in spans.items():
        entry = contests.entry(
            db, scene.contest, register.product(db, scene.establishment, name), scene.establishment
        )
        certificates.certificate(
            db, entry, scene.contest, issued_on=now - timedelta(days=900), valid_until=until
        )
    good = contests.entry(
        db, scene.contest, register.product(db, scene.establishment), scene.establishment
    )
    one = certificates.certificate(
        db, good, scene.contest, issued_on=now, valid_until=now + timedelta(days=900)
    )
    region = contests.contest(
        db,
        unit_id=scene.where.province,
        level=ContestLevel.REGION,
        year=2027,
        entries_close_at=people.NOW + timedelta(days=40_000),
    )
    certificates.nomination(db, one, region)
    text = visit(scene.maker).get("/ho-so/giay-chung-nhan").text
    for said in (
        ">Sắp hết hạn</span>",
        ">Đã hết hạn</span>",
        ">Còn giá trị</span>",
        "Được đề cử lên cấp trên",
        f"/ho-so/san-pham/{one.product_id}/du-thi?ky={region.slug}",
        "Xem kỳ đang mở",
    ):
        assert said in text


@pytest.mark.parametrize("path", ["/ho-so/giay-chung-nhan", "desk"])
def test_lists_take_as_many_statements_for_one_as_for_three(
    db: Session, visit: Visit, scene: Scene, statements: list[str], path: str
) -> None:
    scene.contest.stage = Stage.ANNOUNCED

    def count(more: int) -> int:
        for _one in range(more):
            entry = contests.entry(
                db, scene.contest, register.product(db, scene.establishment), scene.establishment
            )
            certificates.certificate(db, entry, scene.contest)
        browser = visit(scene.maker if path.startswith("/") else scene.secretary)
        statements.clear()
        assert browser.get(path if path.startswith("/") else scene.address).status_code == 200
        return len(statements)

    assert count(1) == count(2)
