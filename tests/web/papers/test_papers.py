"""The papers of a contest: what they say, who may have them, what they lack; hostile data."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.results import service
from contest.results.kinds import NoteKind
from contest.results.model import MergedSet, ProductBallot, ProductNote, Standing
from contest.results.rules import CouncilChoice
from core.clock import day_in_vietnam
from core.registry.kinds import ProductGroup, SetCase
from core.rights import Role
from tests.build import contests, judging, people
from tests.build.judging import Hall
from tests.web.conftest import Visitor, plain_words
from tests.web.papers.reading import opened, words
from web.papers.kinds import PAPERS
from web.papers.render import DOCX, render, template

Visit = Callable[..., Visitor]


@pytest.fixture
def hall(db: Session) -> Hall:
    """Two products, three jurors, everything signed: 90 and 60 points."""
    made = judging.hall(db, entries=2, now=datetime.now(UTC))
    judging.sheets(db, made, [[9000, 9000, 9000], [6000, 6000, 6000]])
    return made


def address(hall: Hall, paper: str, query: str = "") -> str:
    """The file of a paper."""
    return f"/dieu-hanh/binh-chon/{hall.contest.slug}/van-ban/{paper}.docx{query}"


def decided(db: Session, hall: Hall) -> None:
    """Locked, and the first product chosen."""
    now = datetime.now(UTC)
    prizes = [{"name": "Giải A", "most": 1, "cash_dong": None}]
    hall.contest.rules = {**hall.contest.rules, "prizes": prizes}
    service.lock(db, judging.desk(hall), hall.contest.id, now)
    choice = CouncilChoice(
        met_on=day_in_vietnam(now),
        present=7,
        votes_for=6,
        votes_against=1,
        quotas={ProductGroup.HANDICRAFT: 2},
        certified=frozenset([hall.entries[0].id]),
        minutes_number="05/BB-HĐBC",
        prizes={hall.entries[0].id: "Giải A"},
    )
    service.decide(db, judging.head_of_council(hall), hall.contest.id, choice, now)


def recognised(db: Session, hall: Hall) -> None:
    """Recorded: the submission and the authority's decision."""
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
        "KT. Chủ tịch\nPhó Chủ tịch",
        "Ủy ban nhân dân tỉnh (mô phỏng)",
        "Vĩnh Long",
        now,
    )


def test_what_can_be_written_at_every_step(db: Session, hall: Hall, visit: Visit) -> None:
    def ready(browser: Visitor) -> set[str]:
        return {
            one.slug for one in PAPERS if browser.get(address(hall, one.slug)).status_code == 200
        }

    founded = {"ke-hoach", "hoi-dong", "ban-giam-khao", "phieu-trang"}
    scored = {"bang-diem", "bien-ban-giam-khao"}
    chosen = {"bien-ban-hoi-dong", "to-trinh", "cong-nhan"}
    browser = visit(hall.secretary)
    assert ready(browser) == founded
    page = browser.get(f"/dieu-hanh/binh-chon/{hall.contest.slug}/van-ban").text
    told = plain_words(page)
    assert "Chưa khóa điểm nên chưa có kết quả." in told
    assert "Hãy ghi quyết định công nhận trước." in told
    assert page.count(".docx") == 4 + len(hall.seats)
    decided(db, hall)
    db.commit()
    assert ready(browser) == founded | scored | chosen
    recognised(db, hall)
    db.commit()
    assert ready(browser) == founded | scored | chosen | {"thong-bao"}
    for seat in hall.seats:
        assert browser.get(address(hall, "phieu-cham", f"?giam-khao={seat.id}")).status_code == 200


def test_filled_sheets_only_after_the_lock(db: Session, hall: Hall, visit: Visit) -> None:
    seat, other = hall.seats[0], hall.seats[1]
    query = f"?giam-khao={seat.id}"
    inspector = people.person(db, Role.INSPECTOR, unit_id=hall.unit_id)
    for reader in (hall.secretary, hall.chair, hall.jurors[0], hall.jurors[1], inspector):
        assert visit(reader).get(address(hall, "phieu-cham", query)).status_code == 409
    stranger = people.account(db, "Người ngoài (mô phỏng)")
    for one in PAPERS:
        assert visit(stranger).get(address(hall, one.slug)).status_code in {403, 404}
        assert visit(None).get(address(hall, one.slug)).status_code in {303, 401}
    for own in ("phieu-trang", "thong-bao", "de-cu", "danh-sach-de-cu"):  # the desk's own
        assert visit(hall.jurors[1]).get(address(hall, own)).status_code == 403
    blank = words(visit(hall.secretary).get(address(hall, "phieu-trang", query)).content)
    assert blank.count("PHIẾU CHẤM ĐIỂM") == 2
    assert "Họ và tên giám khảo: Giám khảo 1 (mô phỏng)" in blank
    assert not [mark for mark in ("Tổng điểm: 90", "Tổng điểm: 60") if mark in blank]
    decided(db, hall)
    db.commit()
    browser = visit(hall.secretary)
    book = words(browser.get(address(hall, "phieu-cham", query)).content)
    assert book.count("PHIẾU CHẤM ĐIỂM") == 2
    assert ("Tổng điểm: 90" in book, "Tổng điểm: 60" in book) == (True, True)
    assert other.person not in book
    just = f"{query}&san-pham={hall.entries[1].id}"
    single = words(browser.get(address(hall, "phieu-cham", just)).content)
    assert (single.count("PHIẾU CHẤM ĐIỂM"), "Tổng điểm: 60" in single) == (1, True)
    assert "Bình gốm số 2" in single
    for wrong in ("", "?giam-khao=999999", "?giam-khao=x", f"{query}&san-pham=999999"):
        assert browser.get(address(hall, "phieu-cham", wrong)).status_code == 404


def test_a_sheet_says_every_criterion(db: Session, hall: Hall, visit: Visit) -> None:
    decided(db, hall)
    query = f"?giam-khao={hall.seats[0].id}&san-pham={hall.entries[0].id}"
    book = visit(hall.secretary).get(address(hall, "phieu-cham", query)).content
    table = next(one for one in opened(book).tables if one.cell(0, 0).text == "TT")
    rows = [[cell.text for cell in row.cells][:4] for row in table.rows]
    assert rows[0] == ["TT", "Nội dung", "Điểm tối đa", "Điểm bình chọn"]
    assert [row[0] for row in rows[1:]] == [one.code for one in hall.frame.criteria]
    assert [row[2:] for row in rows[1:4]] == [["40", "40"], ["20", "20"], ["20", "20"]]
    assert rows[-1] == ["IV", "Tiêu chí khác", "10", "0"]


def test_the_papers_say_what_is_on_record(db: Session, hall: Hall, visit: Visit) -> None:
    decided(db, hall)
    recognised(db, hall)
    browser = visit(hall.secretary)
    said = {
        one.slug: words(answer.content)
        for one in PAPERS
        if (answer := browser.get(address(hall, one.slug))).status_code == 200
    }
    for slug, pieces in {
        "bang-diem": ("GK1: Giám khảo 1 (mô phỏng)", "270", "90,00", "60,00"),
        "bien-ban-giam-khao": ("Có 01 sản phẩm đạt", "ký 06 phiếu", "Bình gốm số 1"),
        "bien-ban-hoi-dong": ("Số: 05/BB-HĐBC", "06 phiếu tán thành", "Giải A", "dự họp 07"),
        "to-trinh": ("Số: 12/TTr-HĐBC", "công nhận 01 sản phẩm", "TM. HỘI ĐỒNG CHỦ TỊCH"),
        "cong-nhan": (
            "Số: 1505/QĐ-UBND",
            "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
            "Nguyễn Văn Mẫu (mô phỏng)",
            "Tờ trình số 12/TTr-HĐBC",
            "Phụ lục",
        ),
        "hoi-dong": ("Điều 1. Thành lập Hội đồng", "gồm 07 người", "Chủ tịch Hội đồng (mô phỏng)"),
        "ke-hoach": ("Phiếu đăng ký tham gia bình chọn", "từ 70 điểm trở lên"),
    }.items():
        assert [piece for piece in pieces if piece not in said[slug]] == [], slug
    assert "Bình gốm số 2" not in said["cong-nhan"]
    assert said["thong-bao"].count("THÔNG BÁO") == 2
    assert said["thong-bao"].count("không được công nhận") == 1
    assert not [slug for slug, text in said.items() if "{{" in text or "{%" in text]
    query = f"?san-pham={hall.entries[1].id}"
    one = words(browser.get(address(hall, "thong-bao", query)).content)
    assert (one.count("THÔNG BÁO"), "Bình gốm số 2" in one, "60,00" in one) == (1, True, True)
    assert browser.get(address(hall, "thong-bao", "?san-pham=0")).status_code == 404


def test_a_file_to_keep_always_the_same(db: Session, hall: Hall, visit: Visit) -> None:
    browser = visit(hall.secretary)
    answer = browser.get(address(hall, "hoi-dong"))
    assert answer.headers["content-type"] == DOCX
    assert f"hoi-dong {hall.contest.slug}" in answer.headers["content-disposition"].replace(
        "%20", " "
    )
    assert answer.content == browser.get(address(hall, "hoi-dong")).content


def test_a_demonstration_is_marked(db: Session, hall: Hall) -> None:
    fields = {"parent": "", "body": "Sở", "number": "1", "place_day": "x", "simulated": True}
    rest = dict.fromkeys(
        [
            "contest_title",
            "product_words",
            "product_title",
            "rules_name",
            "organiser",
            "authority",
            "capacity",
            "signer",
            "founder",
            "plan_number",
            "council_decision",
            "count",
        ],
        "",
    )
    mark = "(Văn bản mô phỏng, không có giá trị pháp lý)"
    assert mark in words(
        render(template("council"), {**fields, **rest, "members": [], "recipients": []})
    )
    plain = {**fields, **rest, "members": [], "recipients": [], "simulated": False}
    assert mark not in words(render(template("council"), plain))


HOSTILE = (
    "<b>Gốm</b> & 'Sứ' \"đẹp\"",
    "{{ body }} {% for x in y %}",
    "A\x01B\x0bC\x07D\x0cE\tF",
    "]]></w:t></w:r><w:p/>",
    "Đặc sản " * 60,
    "😀 Cư M’gar",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_only_stand_there(db: Session, hall: Hall, visit: Visit, name: str) -> None:
    for entry in hall.entries:
        entry.product_name = entry.establishment_name = name
    hall.seats[0].person = name
    db.get_one(Contest, hall.contest.id).title = name
    decided(db, hall)
    recognised(db, hall)
    browser = visit(hall.secretary)
    shown = " ".join("".join(c if c >= " " else " " for c in name).split())
    for paper in ("ban-giam-khao", "bang-diem", "bien-ban-giam-khao", "cong-nhan", "thong-bao"):
        assert shown in words(browser.get(address(hall, paper)).content), paper


def test_three_hundred_rows_and_nine_jurors_in_time(db: Session, visit: Visit) -> None:
    hall = judging.hall(db, jurors=9, entries=300, now=datetime.now(UTC))
    judging.sheets(db, hall, [[8000 + i for i in range(9)]] * 300)
    service.lock(db, judging.desk(hall), hall.contest.id, datetime.now(UTC))
    browser = visit(hall.secretary)
    began = time.monotonic()
    summary = browser.get(address(hall, "bang-diem")).content
    assert time.monotonic() - began < 8
    document = opened(summary)
    grids = [
        [column.width.mm for column in one.columns if column.width is not None]
        for one in document.tables
    ]
    section = document.sections[0]
    edges = (section.page_width, section.left_margin, section.right_margin)
    width, left, right = (one.mm if one is not None else 0.0 for one in edges)
    assert width == pytest.approx(297, abs=1)
    assert all(sum(widths) <= width - left - right + 1 for widths in grids)
    assert max(len(widths) for widths in grids) == 15
    assert max(len(one._tbl.tr_lst) for one in document.tables) == 301


def test_nobody_reads_another_contest(db: Session, hall: Hall, visit: Visit) -> None:
    elsewhere = contests.contest(db, unit_id=hall.commune_id, stage=Stage.JUDGING)
    contests.body(db, elsewhere, BodyKind.JURY)
    seat = hall.seats[0].id
    path = f"/dieu-hanh/binh-chon/{elsewhere.slug}/van-ban/phieu-cham.docx?giam-khao={seat}"
    admin = visit(hall.secretary)
    assert admin.get(path).status_code in {404, 409}


def test_edge_24_a_score_sheet_carries_code_and_product_name(
    db: Session, hall: Hall, visit: Visit
) -> None:
    query = f"?giam-khao={hall.seats[0].id}&san-pham={hall.entries[0].id}"
    said = words(visit(hall.secretary).get(address(hall, "phieu-trang", query)).content)
    assert "Tên sản phẩm: Bình gốm số 1" in said
    assert f"Mã số bình chọn: {hall.entries[0].code}" in said


def test_edge_37_the_result_goes_to_every_entrant(db: Session, hall: Hall, visit: Visit) -> None:
    decided(db, hall)
    recognised(db, hall)
    said = words(visit(hall.secretary).get(address(hall, "thong-bao")).content)
    assert said.count("Kính gửi:") == len(hall.entries) == 2
    assert [entry.product_name in said for entry in hall.entries] == [True, True]


def test_the_councils_minutes_tell_votes_sets_and_visits(
    db: Session, hall: Hall, visit: Visit
) -> None:
    decided(db, hall)
    now, first = datetime.now(UTC), hall.entries[0]
    db.add(
        ProductBallot(
            entry_id=first.id,
            contest_id=hall.contest.id,
            votes_for=4,
            against=1,
            abstained=1,
            absent=1,
            voted_at=now,
            recorded_by=0,
        )
    )
    db.add(
        ProductNote(
            contest_id=hall.contest.id,
            entry_id=first.id,
            kind=NoteKind.SITE_VISIT,
            on_day=day_in_vietnam(now),
            people="Tổ giúp việc",
            text="Lò nung đạt yêu cầu",
            noted_at=now,
            noted_by=0,
            noted_by_name="x",
        )
    )
    made = MergedSet(
        contest_id=hall.contest.id,
        lead_entry_id=first.id,
        name="Bộ gốm Cổ Chiên",
        legal_case=SetCase.SAME_MATERIAL,
        reason="Cùng đất nung",
        certified=True,
        made_at=now,
        made_by=0,
    )
    db.add(made)
    db.flush()
    db.get_one(Standing, first.id).set_id = made.id
    browser = visit(hall.secretary)
    said = words(browser.get(address(hall, "bien-ban-hoi-dong")).content)
    for piece in (
        "06 phiếu tán thành, 01 phiếu không tán thành, 00 phiếu không có ý kiến trên 07 người",
        "Bình gốm số 1 4 1 1 1",
        "Khảo sát tại cơ sở, ngày",
        "Lò nung đạt yêu cầu",
        "Bộ gốm Cổ Chiên Bình gốm số 1 điểm b Cùng đất nung",
        "Bộ gốm Cổ Chiên (bộ)",
    ):
        assert piece in said, piece
    scored = words(browser.get(address(hall, "bang-diem")).content)  # as it was scored
    assert ("Bình gốm số 1" in scored, "Bộ gốm" in scored) == (True, False)
