"""Standings, the council's decision, its papers, the authority's decision, the announcement."""

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.results import queries, service
from contest.results.model import Standing
from contest.results.rules import CouncilChoice
from core.clock import day_in_vietnam
from core.registry.kinds import ProductGroup
from core.rights import Role
from tests.build import judging, people
from tests.build.certificates import certificate
from tests.build.judging import Hall
from tests.web.conftest import HTMX, Visitor, plain_words

Visit = Callable[..., Visitor]
FOOD = ProductGroup.PROCESSED_FOOD


@pytest.fixture
def hall(db: Session) -> Hall:
    """Five products: 91,37 · 85 and 85 (equal) · 69,99… · one food at 70; not yet locked."""
    made = judging.hall(db, entries=4, now=datetime.now(UTC))
    judging.more_entry(db, made, "Kẹo dừa", FOOD)
    judging.sheets(
        db,
        made,
        [
            [9137, 9137, 9137],
            [8500, 8500, 8500],
            [8400, 8500, 8600],
            [7000, 7000, 6999],
            [7000, 7000, 7000],
        ],
    )
    return made


def locked(db: Session, hall: Hall) -> Hall:
    """The same hall after the lock."""
    prizes = [{"name": "Giải A", "most": 1, "cash_dong": 3_000_000}]
    hall.contest.rules = {**hall.contest.rules, "prizes": prizes}
    service.lock(db, judging.desk(hall), hall.contest.id, datetime.now(UTC))
    return hall


def decided(db: Session, hall: Hall, *entry_ids: int) -> Hall:
    """The same hall after the council's decision."""
    now = datetime.now(UTC)
    choice = CouncilChoice(
        met_on=day_in_vietnam(now),
        present=7,
        votes_for=7,
        votes_against=0,
        quotas={ProductGroup.HANDICRAFT: 3, FOOD: 1},
        certified=frozenset(entry_ids),
        minutes_number="05/BB-HĐBC",
        prizes={entry_ids[0]: "Giải A"},
    )
    service.decide(db, judging.head_of_council(hall), hall.contest.id, choice, now)
    return hall


def recognised(db: Session, hall: Hall) -> Hall:
    """The same hall after the authority's decision."""
    now, desk = datetime.now(UTC), judging.desk(hall)
    today = day_in_vietnam(now)
    service.record_submission(db, desk, hall.contest.id, "12/TTr-HĐBC", today, now)
    service.record_recognition(
        db,
        desk,
        hall.contest.id,
        "1505/QĐ-UBND",
        today,
        "Nguyễn Văn Mẫu (mô phỏng)",
        "Phó Chủ tịch",
        "Ủy ban nhân dân tỉnh (mô phỏng)",
        "Vĩnh Long",
        now,
    )
    return hall


def stage(db: Session, hall: Hall) -> Stage:
    """The contest's stage as the database holds it."""
    with Session(db.get_bind()) as fresh:
        return fresh.get_one(Contest, hall.contest.id).stage


def base(hall: Hall) -> str:
    """The contest's room."""
    return f"/dieu-hanh/binh-chon/{hall.contest.slug}"


def test_nothing_before_the_lock(db: Session, hall: Hall, visit: Visit) -> None:
    inspector = people.person(db, Role.INSPECTOR, unit_id=hall.unit_id)
    for reader in (hall.secretary, hall.jurors[0], hall.jurors[1], hall.chair, inspector):
        browser = visit(reader)
        page = browser.get(f"{base(hall)}/ket-qua")
        assert (page.status_code, "Chưa có kết quả" in page.text) == (200, True)
        assert [
            mark for mark in ("91,37", "85,", "Kẹo dừa") if mark in plain_words(page.text)
        ] == []
        for paper in ("bang-diem", "bien-ban", "to-trinh/van-ban"):
            assert browser.get(f"{base(hall)}/{paper}").status_code == 409
    assert "Chưa đến bước này" in visit(hall.chair).get(f"{base(hall)}/quyet-dinh").text


def test_standings_after_the_lock(db: Session, hall: Hall, visit: Visit) -> None:
    locked(db, hall)
    page = visit(hall.jurors[1]).get(f"{base(hall)}/ket-qua").text
    rows = re.findall(r"<tr><td data-label=\"Hạng\".*?</tr>", page, re.S)
    told = [re.sub(r"<[^>]+>|\s+", " ", row) for row in rows]
    told = [re.sub(r"\s+", " ", row).strip() for row in told]
    assert [row.split()[0] for row in told] == ["1", "2", "2", "4", "1"]
    assert [
        mean in row
        for mean, row in zip(("91,37", "85,00", "85,00", "69,99", "70,00"), told, strict=True)
    ] == [True] * 5
    assert ["bằng điểm" in row for row in told] == [False, True, True, False, False]
    assert ["Không đủ điểm" in row for row in told] == [False, False, False, True, False]
    assert told[2].count("Giám khảo") == 3
    paper = visit(hall.secretary).get(f"{base(hall)}/bang-diem").text
    for words in ("BẢNG TỔNG HỢP ĐIỂM", "69,99", "209,99", "Giám khảo 1 (mô phỏng)", "cấp tỉnh"):
        assert words in paper


def decision(hall: Hall, *chosen: int, **typed: str) -> dict[str, object]:
    """The chair's form as typed."""
    today = day_in_vietnam(datetime.now(UTC))
    return {
        "certified": [str(hall.entries[i].id) for i in chosen],
        "quota_handicraft": "3",
        "quota_processed_food": "1",
        "met_on": f"{today:%d/%m/%Y}",
        "present": "7",
        "votes_for": "6",
        "votes_against": "1",
        "minutes_number": "05/BB-HĐBC",
        "note": "",
        **typed,
    }


def test_the_chair_decides(db: Session, hall: Hall, visit: Visit) -> None:
    locked(db, hall)
    chair, address = visit(hall.chair), f"{base(hall)}/quyet-dinh"
    form = chair.get(address).text
    assert (form.count('name="certified"'), " checked" in form) == (4, False)
    assert visit(hall.secretary).get(address).status_code == 403

    prize = f"prize_{hall.entries[0].id}"
    told = chair.post(address, data=decision(hall, 0, 1, 2, 4, **{prize: "Giải A"}))
    assert (told.status_code, told.headers["location"]) == (303, f"{base(hall)}/ket-qua")
    assert stage(db, hall) is Stage.DECIDED
    again = chair.post(address, data=decision(hall, 0))
    assert again.status_code == 409
    page = visit(hall.secretary).get(f"{base(hall)}/ket-qua").text
    assert (page.count("Được công nhận"), "Giải A" in page) == (4, True)


def test_a_refused_decision_keeps_what_was_typed(db: Session, hall: Hall, visit: Visit) -> None:
    locked(db, hall)
    chair, address = visit(hall.chair), f"{base(hall)}/quyet-dinh"
    typed = decision(hall, 0, 1, 2, 3, quota_handicraft="2", votes_for="6", votes_against="2")
    told = chair.post(address, data=typed)
    assert told.status_code == 422
    for words in (
        f"không được công nhận: {hall.entries[3].code} (TT 26/2014/TT-BCT Điều 17 khoản 1)",
        "Đã chọn 4 sản phẩm, nhiều hơn số lượng 2",
        "cộng được 8, số người dự họp là 7",
        'value="05/BB-HĐBC"',
    ):
        assert words in told.text
    assert told.text.count(" checked") == 3
    assert stage(db, hall) is Stage.LOCKED

    unread = chair.post(address, data={**decision(hall, 0), "present": "bảy", "met_on": ""})
    assert (unread.status_code, 'value="bảy"' in unread.text) == (422, True)
    # A choice between two equal products is the council's, and says why.
    tie = chair.post(address, data=decision(hall, 0, 1, quota_handicraft="2"))
    assert (tie.status_code, f"Các sản phẩm {hall.entries[2].code} có điểm" in tie.text) == (
        422,
        True,
    )
    reasoned = decision(hall, 0, 1, quota_handicraft="2", note="Cơ sở đã có hai sản phẩm")
    assert chair.post(address, data=reasoned).status_code == 303


def test_counts_answer_while_the_council_chooses(db: Session, hall: Hall, visit: Visit) -> None:
    locked(db, hall)
    chosen = [str(one.id) for one in hall.entries[:3]]
    query = {"certified": chosen, "quota_handicraft": "2"}
    part = visit(hall.chair).get(f"{base(hall)}/quyet-dinh", params=query, headers=HTMX).text
    assert part.lstrip().startswith('<div id="counts"')
    assert ("3 / 2" in part, "nhiều hơn số lượng đã định" in part) == (True, True)


def test_minutes_and_submission_need_no_retyping(db: Session, hall: Hall, visit: Visit) -> None:
    decided(db, locked(db, hall), hall.entries[0].id, hall.entries[4].id)
    desk = visit(hall.secretary)
    minutes = desk.get(f"{base(hall)}/bien-ban").text
    for words in (
        "BIÊN BẢN",
        "Số: 05/BB-HĐBC",
        "7 phiếu tán thành, 0 phiếu không tán thành",
        "Chủ tọa: Chủ tịch Hội đồng (mô phỏng)",
        "Bình gốm số 1",
        "Kẹo dừa",
        "Giải A",
    ):
        assert words in minutes
    assert "Bình gốm số 2" not in minutes
    draft = desk.get(f"{base(hall)}/to-trinh/van-ban").text
    assert ("……/TTr-HĐBC" in draft, "công nhận 2 sản phẩm" in draft) == (True, True)

    address = f"{base(hall)}/to-trinh"
    bad = desk.post(address, data={"number": "12/TTr-HĐBC", "sent_on": "1/1/2020"})
    assert (bad.status_code, 'value="1/1/2020"' in bad.text) == (422, True)
    today = f"{day_in_vietnam(datetime.now(UTC)):%d/%m/%Y}"
    good = desk.post(address, data={"number": "12/TTr-HĐBC", "sent_on": today})
    assert good.headers["location"] == f"{base(hall)}/cong-nhan"
    assert "Số: 12/TTr-HĐBC" in desk.get(f"{address}/van-ban").text
    assert "Đã ghi tờ trình" in desk.get(address).text


def test_the_authority_recognises(db: Session, hall: Hall, visit: Visit) -> None:
    decided(db, locked(db, hall), hall.entries[0].id)
    desk, address = visit(hall.secretary), f"{base(hall)}/cong-nhan"
    assert "Ghi tờ trình trước" in desk.get(address).text
    now = datetime.now(UTC)
    today = day_in_vietnam(now)
    service.record_submission(db, judging.desk(hall), hall.contest.id, "12/TTr", today, now)
    db.commit()
    form = desk.get(address).text
    assert hall.contest.authority in form  # what is known stands there already
    typed = {
        "number": "1505/QĐ-UBND",
        "signed_on": "",
        "signer_name": "Nguyễn Văn Mẫu (mô phỏng)",
        "signer_title": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "authority": hall.contest.authority,
        "place": "Vĩnh Long",
    }
    bad = desk.post(address, data=typed)
    assert (bad.status_code, 'value="1505/QĐ-UBND"' in bad.text) == (422, True)
    told = desk.post(address, data={**typed, "signed_on": f"{today:%d/%m/%Y}"})
    assert (told.status_code, told.headers["location"]) == (
        303,
        f"{base(hall)}/giay-chung-nhan",
    )
    assert stage(db, hall) is Stage.RECOGNISED
    with Session(db.get_bind()) as fresh:
        kept = queries.find_recognition(fresh, hall.contest.id)
    assert kept is not None
    assert (kept.number, kept.signed_on, kept.signer_title) == (
        "1505/QĐ-UBND",
        today,
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    )


NAMES = ("Bình gốm số", "Kẹo dừa", "91,37")


def test_the_public_reads_nothing_before_the_announcement(
    db: Session, hall: Hall, visit: Visit
) -> None:
    address = f"/binh-chon/{hall.contest.slug}/ket-qua"

    def told() -> tuple[int, list[str], bool]:
        page = visit(None).get(address)
        found = [name for name in NAMES if name in page.text]
        return page.status_code, found, "Chưa công bố kết quả" in page.text

    secret: tuple[int, list[str], bool] = (404, [], True)
    assert told() == secret
    locked(db, hall)
    assert told() == secret
    decided(db, hall, hall.entries[0].id)
    assert told() == secret
    recognised(db, hall)
    assert told() == secret
    hall.contest.stage = Stage.DRAFT
    assert visit(None).get(address).status_code == 404


def test_the_announcement(db: Session, hall: Hall, visit: Visit) -> None:
    recognised(db, decided(db, locked(db, hall), hall.entries[0].id, hall.entries[4].id))
    desk, address = visit(hall.secretary), f"{base(hall)}/cong-bo"
    first = certificate(db, hall.entries[0], hall.contest, issued_on=date(2026, 11, 22))
    db.commit()
    assert "Chưa cấp đủ giấy chứng nhận" in desk.get(address).text
    early = desk.post(address)
    assert (early.status_code, "Mới cấp 1 trên 2" in early.text) == (409, True)
    certificate(db, hall.entries[4], hall.contest)
    db.commit()
    assert desk.post(address).headers["location"] == f"/binh-chon/{hall.contest.slug}/ket-qua"
    assert desk.post(address).status_code == 409

    page = visit(None).get(f"/binh-chon/{hall.contest.slug}/ket-qua").text
    for words in (
        "Bình gốm số 1",
        "Kẹo dừa",
        "91,37",
        "Giải A",
        f"/xac-minh/{first.code}",
        "1505/QĐ-UBND",
        "15 ngày làm việc",
    ):
        assert words in page
    codes = [one.code or "?" for one in hall.entries[1:4]]
    names = ["Bình gốm số 2", "Bình gốm số 3", "Bình gốm số 4"]
    assert [one for one in (*codes, *names, "69,99") if one in page] == []

    contest = db.get_one(Contest, hall.contest.id, populate_existing=True)
    contest.rules = {**contest.rules, "scores_shown": "all"}
    db.commit()
    page = visit(None).get(f"/binh-chon/{hall.contest.slug}/ket-qua").text
    assert [one for one in (*codes, "69,99") if one not in page] == []
    assert [one for one in names if one in page] == []  # never by name


def test_pages_take_a_fixed_number_of_statements(
    db: Session, hall: Hall, visit: Visit, statements: list[str]
) -> None:
    decided(db, locked(db, hall), hall.entries[0].id)
    desk = visit(hall.secretary)

    def sent() -> dict[str, int]:
        counted = {}
        for page in ("ket-qua", "bang-diem", "bien-ban", "to-trinh/van-ban"):
            statements.clear()
            assert desk.get(f"{base(hall)}/{page}").status_code == 200
            counted[page] = len(statements)
        return counted

    before = sent()
    for name in ("Gốm A", "Gốm B"):
        late = judging.more_entry(db, hall, name)
        db.add(
            Standing(
                entry_id=late.id,
                contest_id=hall.contest.id,
                total_points=8000,
                divisor=1,
                sheets=1,
                rank=3,
                eligible=True,
                certified=True,
            )
        )
        judging.sheet(db, hall, hall.seats[0], late, 8000)
    db.commit()
    assert sent() == before


def test_the_standings_as_a_workbook(db: Session, hall: Hall, visit: Visit) -> None:
    address = f"{base(hall)}/ket-qua.xlsx"
    desk = visit(hall.secretary)
    assert desk.get(address).status_code == 409
    decided(db, locked(db, hall), hall.entries[0].id)
    db.commit()
    answer = desk.get(address)
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    heads = next(row for row in rows if "Mã số" in row)
    at = {name: heads.index(name) for name in ("Hạng", "Bình quân, cắt hai số lẻ", "Kết quả")}
    told = [tuple(row[i] for i in at.values()) for row in rows[rows.index(heads) + 1 :]]
    assert told == [
        (1.0, "91,37", "Được công nhận"),
        (2.0, "85,00", "Đủ điểm, không chọn"),
        (2.0, "85,00", "Đủ điểm, không chọn"),
        (4.0, "69,99", "Không đủ điểm"),
        (1.0, "70,00", "Đủ điểm, không chọn"),
    ]
    assert [heads[6:9], rows[rows.index(heads) + 4][6:9]] == [
        [one.name for one in hall.jurors],
        [70.0, 70.0, 69.99],
    ]
