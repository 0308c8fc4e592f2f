"""The public's answer: one certificate in every state, and codes that are none."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from contest.certificates.codes import new_code
from contest.certificates.model import Certificate
from contest.contests.kinds import ContestLevel, Stage
from core.registry.model import Product
from tests.build import certificates, contests, history, register
from tests.build.places import places
from tests.web.conftest import HTMX, Visitor, plain_words
from web import deps

Visit = Callable[..., Visitor]
TODAY = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def at(visit: Visit) -> Callable[[datetime], Visitor]:
    """at(instant) → a stranger's browser that asks at that instant."""

    def come(instant: datetime) -> Visitor:
        browser = visit(None)
        app: Any = browser.app
        app.dependency_overrides[deps.now] = lambda: instant
        return browser

    return come


def certificate(db: Session, stage: Stage = Stage.ANNOUNCED, **facts: object) -> Certificate:
    where = places(db)
    contest = contests.contest(
        db, unit_id=where.province, level=ContestLevel.PROVINCE, stage=stage
    )
    maker = register.establishment(db, unit_id=where.commune, phone="0909123456")
    entry = contests.entry(db, contest, register.product(db, maker), maker)
    return certificates.certificate(db, entry, contest, **facts)


@pytest.mark.parametrize(
    ("facts", "on", "verdict", "words"),
    [
        ({}, TODAY, "in_force", ["Giấy chứng nhận còn giá trị", "Đến hết ngày 31/12/2029."]),
        ({}, datetime(2029, 12, 31, 16, 59, tzinfo=UTC), "in_force", ["còn giá trị"]),
        ({}, datetime(2029, 12, 31, 17, 0, tzinfo=UTC), "expired", ["Giấy chứng nhận đã hết hạn"]),
        (
            {
                "revoked_on": date(2026, 11, 20),
                "revoked_by_decision": "77/QĐ-UBND",
                "revoked_why": "Vi phạm nhãn hiệu",
            },
            TODAY,
            "revoked",
            [
                "Giấy chứng nhận đã bị thu hồi",
                "Từ ngày 20/11/2026, theo quyết định số 77/QĐ-UBND.",
                "Vi phạm nhãn hiệu",
            ],
        ),
        ({}, datetime(2026, 10, 31, 3, tzinfo=UTC), "expired", ["chưa có hiệu lực"]),
    ],
)
def test_each_state_is_told_by_shape_and_words(
    db: Session,
    at: Callable[[datetime], Visitor],
    facts: dict[str, object],
    on: datetime,
    verdict: str,
    words: list[str],
) -> None:
    one = certificate(db, Stage.ANNOUNCED, **facts)
    answer = at(on).get(f"/xac-minh/{one.code}")
    assert answer.status_code == 200
    assert f'class="verdict verdict-{verdict}"' in answer.text
    for said in [
        *words,
        one.number,
        one.code,
        "Bình gốm đỏ",
        "HTX Gốm đỏ Cổ Chiên (mô phỏng)",
        "số 1234/QĐ-UBND ngày 01/11/2026",
        'aria-label="Cấp tỉnh"',
        "Giấy mô phỏng",
    ]:
        assert said in answer.text
    assert "0909123456" not in answer.text


def test_a_fragment_is_the_same_answer_without_the_page(db: Session, visit: Visit) -> None:
    one = certificate(db)
    answer = visit(None).get(f"/xac-minh/{one.code}", headers=HTMX)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="answer">')


def test_however_it_is_written_it_leads_to_one_address(db: Session, visit: Visit) -> None:
    one = certificate(db)
    browser = visit(None)
    canonical = f"/xac-minh/{one.code}"
    bare = one.code[3:].replace("-", "")
    for address in (
        f"/XAC-MINH/{one.code}",
        f"/xac-minh/{one.code.lower()}",
        f"/xac-minh/{bare}",
        f"/XAC-MINH/{bare}",
    ):
        answer = browser.get(address)
        assert (answer.status_code, answer.headers["location"]) == (301, canonical)
    for typed in (one.code, bare.lower(), f"http://testserver/XAC-MINH/{one.code}"):
        answer = browser.get("/xac-minh", params={"ma": typed})
        assert (answer.status_code, answer.headers["location"]) == (303, canonical)
    assert browser.get("/XAC-MINH").headers["location"] == "/xac-minh"


def test_the_code_on_the_paper_is_answered(db: Session, visit: Visit) -> None:
    one = certificate(db)
    printed: str = one.printed["verify_url"]
    answer = visit(None).get(printed.removeprefix("HTTP://TESTSERVER"), follow_redirects=True)
    assert (answer.status_code, one.number in answer.text) == (200, True)


def test_an_unknown_code_is_told_from_a_mistyped_one(visit: Visit) -> None:
    browser = visit(None)
    unknown = browser.get(f"/xac-minh/{new_code(b'nobody')}")
    assert unknown.status_code == 404
    assert "Không có giấy chứng nhận mang mã này" in unknown.text
    assert 'class="verdict verdict-unknown"' in unknown.text
    mistyped = browser.get("/xac-minh/TH-C5H66-S35WC")
    assert mistyped.status_code == 404
    assert "Mã này gõ sai?" in mistyped.text
    nonsense = browser.get("/xac-minh/<script>alert(1)")
    assert nonsense.status_code == 404
    assert "<script>alert" not in nonsense.text
    assert browser.get("/XAC-MINH/%3Cscript%3E//evil").status_code == 404


def test_the_form_says_what_is_wrong_beside_the_field(visit: Visit) -> None:
    browser = visit(None)
    empty = browser.get("/xac-minh")
    assert empty.status_code == 200
    assert 'name="ma"' in empty.text
    for typed, said in [
        ("", "Hãy nhập mã kiểm tra"),
        ("TH-C5H66-S35C", "có 10 ký tự sau chữ TH; ở đây có 9"),
        ("001/2026/GCN*", "không có ký tự / *"),
        ("TH-C5H66-S35WC", "Mã này gõ sai?"),
    ]:
        answer = browser.get("/xac-minh", params={"ma": typed})
        assert answer.status_code == 422
        assert said in answer.text
        assert 'id="f-ma-error"' in answer.text
        assert f'value="{typed}"' in answer.text


@pytest.mark.parametrize("stage", [s for s in Stage if s is not Stage.ANNOUNCED])
def test_nothing_is_told_before_the_announcement(db: Session, visit: Visit, stage: Stage) -> None:
    one = certificate(db, stage)
    browser = visit(None)
    answer = browser.get(f"/xac-minh/{one.code}")
    unknown = browser.get(f"/xac-minh/{new_code(b'nobody')}")
    assert answer.status_code == 404
    assert answer.text.replace(one.code, "?") == unknown.text.replace(new_code(b"nobody"), "?")
    assert browser.get(f"/xac-minh/{one.code}/tep").status_code == 404


def test_the_paper_can_be_taken_along(db: Session, visit: Visit) -> None:
    one = certificate(db)
    browser = visit(None)
    answer = browser.get(f"/xac-minh/{one.code}/tep")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    name = f"gcn-{one.number.lower().replace('/', '-')}-binh-gom-do.pdf"
    assert answer.headers["content-disposition"] == (
        f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}"
    )
    assert one.code in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert browser.get(f"/xac-minh/{new_code(b'nobody')}/tep").status_code == 404


def test_the_product_is_linked(db: Session, visit: Visit) -> None:
    one = certificate(db)
    product = db.get_one(Product, one.product_id)
    address = f"/san-pham/{product.slug}-{product.code}"
    assert address in visit(None).get(f"/xac-minh/{one.code}").text


def test_the_number_of_an_old_paper_is_told_as_history_and_never_as_verified(
    db: Session, at: Callable[[datetime], Visitor]
) -> None:
    where = places(db)
    maker = register.establishment(db, "HTX Cói (mô phỏng)", unit_id=where.commune)
    mat = register.product(db, maker, "Chiếu hoa")
    history.past_recognition(
        db,
        mat,
        unit_id=where.old_province,
        year=2023,
        decision_date=date(2023, 7, 7),
        certificate_number="07/GCN-CNNT",
        note="CANARY: tủ số 3",
    )
    browser = at(TODAY)
    answer = browser.get("/xac-minh", params={"ma": " 07/gcn-cnnt "})
    assert answer.status_code == 200
    text = plain_words(answer.text)
    for said in (
        "Ghi nhận trong hồ sơ lịch sử",
        "Nền tảng không cấp tờ giấy này và không kiểm được tờ giấy trong tay bạn",
        "Chiếu hoa",
        "1493/QĐ-UBND, 07/07/2023",
        "Đến 31/12/2026, tính theo quy định của ngày cấp",
    ):
        assert said in text
    assert "Giấy chứng nhận còn giá trị" not in text
    assert "CANARY" not in answer.text
    for other in ("08/GCN-CNNT", "GCN-CNNT", "7/GCN-CNNT", "%"):
        assert browser.get("/xac-minh", params={"ma": other}).status_code == 422
    assert browser.get("/xac-minh/07%2FGCN-CNNT").status_code == 404
    assert browser.get(f"/xac-minh/{new_code(b'nobody')}").status_code == 404
