"""A manager makes a programme in a browser and runs it through a year, without JavaScript."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from core.audit import AuditEntry
from core.rights import Role
from fairs.programmes import queries, service
from fairs.programmes.kinds import Status
from fairs.programmes.model import HandEntry, Programme
from tests.build import contests
from tests.build.people import NOW
from tests.build.world import World, world
from tests.web.conftest import Visitor, plain_words

Visit = Callable[..., Visitor]
BASE = "/dieu-hanh/chuong-trinh"
HEAD = {
    "name": "Chương trình 2021–2025 (mô phỏng)",
    "from_year": "2021",
    "to_year": "2025",
    "source": "Tờ trình (mô phỏng)",
}


@pytest.fixture
def made(db: Session) -> World:
    """One of everything, twice."""
    return world(db)


@pytest.fixture
def manager(made: World, visit: Visit) -> Visitor:
    return visit(made.here.people[Role.PROGRAMME_MANAGER])


def version(page: str) -> str:
    """What the form says it was drawn from."""
    [found] = re.findall(r'name="version" value="(\d+)"', page)
    return str(found)


def words(page: str) -> str:
    return plain_words(page).replace("\N{NO-BREAK SPACE}", " ")


def begun(made: World, manager: Visitor) -> str:
    """The address of a new programme with one target and one content."""
    sent = manager.post(f"{BASE}/moi", data={**HEAD, "unit_id": str(made.here.unit_id)})
    assert sent.status_code == 303, words(sent.text)
    url = sent.headers["location"]
    form = manager.get(f"{url}/chi-tieu").text
    rows = {
        "version": version(form),
        "name_0": "Cuộc bình chọn",
        "planned_0": "5",
        "counted_in_0": "cuộc",
        "indicator_0": "contests",
        "levels_0": "province",
        "name_2": "Phòng trưng bày",
        "planned_2": "từ 3",
        "counted_in_2": "phòng",
        "indicator_2": "",
    }
    assert manager.post(f"{url}/chi-tieu", data=rows).status_code == 303
    form = manager.get(f"{url}/kinh-phi/sua").text
    money = {
        "version": version(form),
        "content_0": "Bình chọn, hội chợ",
        "amount_0_funding_local": "2,080 tỷ",
        "amount_0_counterpart": "0",
        "total_0": "2.080 triệu",
        "stated_total": "2,08 tỷ",
    }
    assert manager.post(f"{url}/kinh-phi/sua", data=money).status_code == 303
    return str(url)


def test_a_programme_from_the_first_form_to_the_last_year(
    db: Session, made: World, manager: Visitor
) -> None:
    url = begun(made, manager)
    page = words(manager.get(url).text)
    for said in (
        "Đang soạn",
        "từ 3 phòng",
        "hai tỷ không trăm tám mươi triệu đồng",
        "2.080.000.000 đ",
    ):
        assert said in page
    head = manager.get(url).text
    refused = manager.post(f"{url}/duyet", data={"version": version(head)})
    assert refused.status_code == 422
    decision = {"version": version(head), "decision_number": "9/QĐ", "decision_date": "20/12/2020"}
    assert manager.post(f"{url}/duyet", data=decision).status_code == 303
    assert manager.post(f"{url}/duyet", data=decision).status_code == 409
    assert manager.post(f"{url}/ke-hoach", data={"year": "2021"}).status_code == 303
    plan = f"{url}/ke-hoach/2021"
    db.rollback()
    kept = queries.get_programme(db, url.rsplit("/", 1)[1], fresh=True)
    db.commit()
    ask = {f"planned_{kept.targets[0].id}": "2", "version": "1"}
    assert manager.post(f"{plan}/chi-tieu", data=ask).status_code == 303
    again = manager.post(f"{plan}/chi-tieu", data=ask)
    assert (again.status_code, "vừa được sửa ở nơi khác" in words(again.text)) == (409, True)
    over = {"version": "2", "amount_1_funding_local": "3 tỷ"}
    refused = manager.post(f"{plan}/kinh-phi", data=over)
    assert refused.status_code == 422
    assert (
        "Dòng “Bình chọn, hội chợ”: kế hoạch các năm cộng lại 3.000.000.000 đ, vượt "
        "2.080.000.000 đ" in words(refused.text)
    )
    assert 'value="3 tỷ"' in refused.text
    money = {"version": "2", "amount_1_funding_local": "500tr", "stated_total": "0,5 tỷ"}
    assert manager.post(f"{plan}/kinh-phi", data=money).status_code == 303
    decided = {"version": "3", "decision_number": "1/KH", "decision_date": "20/12/2020"}
    assert manager.post(f"{plan}/duyet", data=decided).status_code == 303
    spent = {"version": "4", "spent_1_funding_local": "600tr"}
    refused = manager.post(f"{plan}/quyet-toan", data=spent)
    assert "Số quyết toán không vượt số kế hoạch 500.000.000 đ." in words(refused.text)
    spent["spent_1_funding_local"] = "450 triệu"
    assert manager.post(f"{plan}/quyet-toan", data=spent).status_code == 303
    seen = words(manager.get(plan).text)
    assert "Chưa dùng, chuyển sang năm sau 50.000.000 đ" in seen
    budget = words(manager.get(f"{url}/kinh-phi").text)
    assert "Kinh phí cộng đúng ở mọi cấp" in budget
    assert manager.post(f"{plan}/dong", data={"version": "5"}).status_code == 303
    head = manager.get(url).text
    assert manager.post(f"{url}/dong", data={"version": version(head)}).status_code == 303
    db.rollback()
    closed = db.scalars(select(Programme).where(Programme.code == kept.code)).one()
    db.refresh(closed)
    db.commit()
    assert closed.status is Status.CLOSED
    assert "Kết thúc chương trình" in words(manager.get(url).text)


def test_forms_shown_again_keep_what_was_typed(made: World, manager: Visitor) -> None:
    wrong = manager.post(
        f"{BASE}/moi",
        data={**HEAD, "name": "", "to_year": "2019", "unit_id": str(made.there.unit_id)},
    )
    assert wrong.status_code == 422
    assert 'value="2019"' in wrong.text
    assert "Mục này cần được điền." in wrong.text
    sent = manager.post(f"{BASE}/moi", data={**HEAD, "unit_id": str(made.there.unit_id)})
    assert "địa bàn mà bạn được giao phụ trách" in words(sent.text)
    url = begun(made, manager)
    form = manager.get(f"{url}/kinh-phi/sua").text
    rows = {
        "version": version(form),
        "position_0": "1",
        "content_0": "Bình chọn",
        "amount_0_funding_local": "2.080 tỷ",
        "content_3": "Tư vấn",
        "amount_3_funding_local": "1tr",
        "total_3": "2tr",
    }
    refused = manager.post(f"{url}/kinh-phi/sua", data=rows)
    assert refused.status_code == 422
    assert "hiểu được hai cách: 2.080.000.000.000 đ hoặc 2.080.000.000 đ" in words(refused.text)
    rows["amount_0_funding_local"] = "2,080 tỷ"
    refused = manager.post(f"{url}/kinh-phi/sua", data=rows)
    assert (
        "Dòng “Tư vấn”: các nguồn cộng lại được 1.000.000 đ, tổng của dòng ghi 2.000.000 đ."
        in words(refused.text)
    )
    assert 'id="f-total_3-error"' in refused.text
    targets = manager.get(f"{url}/chi-tieu").text
    rows = {"version": version(targets), "name_5": "Lạ", "planned_5": "ba bốn", "counted_in_5": ""}
    refused = manager.post(f"{url}/chi-tieu", data=rows)
    assert refused.status_code == 422
    assert "Hãy ghi một số, ví dụ 15, 3–4 hoặc từ 75" in words(refused.text)
    assert 'value="ba bốn"' in refused.text


def test_a_record_more_moves_the_number_and_its_rows(
    db: Session, made: World, manager: Visitor
) -> None:
    service.load_published(db, made.here.unit_id, NOW)
    db.commit()
    url = f"{BASE}/vinh-long-2021-2025"
    target_id = queries.get_programme(db, "vinh-long-2021-2025", fresh=True).targets[0].id
    db.commit()
    page = f"{url}/chi-tieu/{target_id}"
    assert "Chưa có hồ sơ nào" in words(manager.get(page).text)
    for year in (2022, 2024):
        contests.contest(
            db,
            unit_id=made.here.unit_id,
            level=ContestLevel.PROVINCE,
            stage=Stage.ANNOUNCED,
            year=year,
            announced_at=NOW.replace(year=year),
        )
        db.commit()
    seen = manager.get(page).text
    assert "Cộng 2 cuộc, từ 2 hồ sơ dưới đây." in words(seen)
    rows = re.findall(r'<a href="(/binh-chon/[^"]+)">', seen)
    assert len(rows) == 2
    assert all(manager.get(row).status_code == 200 for row in rows)
    part = manager.get(f"{page}?nam=2024", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert "Cộng 1 cuộc, từ 1 hồ sơ dưới đây." in words(part)
    assert "2 3 cuộc" not in words(part)
    assert re.search(r"3 cuộc 2 1 66 %", words(manager.get(url).text))


def test_how_a_published_target_is_counted_is_the_offices_choice(
    db: Session, made: World, manager: Visitor
) -> None:
    service.load_published(db, made.here.unit_id, NOW)
    target = queries.get_programme(db, "vinh-long-2021-2025", fresh=True).targets[0]
    db.commit()
    page = f"{BASE}/vinh-long-2021-2025/chi-tieu/{target.id}"
    assert "Chưa có hồ sơ nào" in words(manager.get(page).text)
    asked = {"indicator": "contests", "levels": "province", "with_history": "1"}
    assert manager.post(f"{page}/cach-dem", data=asked).status_code == 303
    seen = words(manager.get(page).text)
    assert "Cộng 1 cuộc, từ 1 hồ sơ dưới đây." in seen
    assert "Hồ sơ kỳ trước" in seen
    assert "số cuộc bình chọn đã công bố (cấp tỉnh), kể cả hồ sơ các kỳ trước" in seen
    assert "3 cuộc" in seen  # the figure of the decision
    assert "Đổi cách đếm" in words(manager.get(f"{BASE}/vinh-long-2021-2025").text)
    for wrong in ({**asked, "indicator": "sao"}, {**asked, "levels": "ấp"}):
        refused = manager.post(f"{page}/cach-dem", data=wrong)
        assert refused.status_code == 422
        assert "Hãy chọn một mục trong danh sách." in refused.text


def test_evidence_is_kept_privately_and_corrections_on_record(
    db: Session, made: World, manager: Visitor, visit: Visit
) -> None:
    url = begun(made, manager)
    db.rollback()
    kept = queries.get_programme(db, url.rsplit("/", 1)[1], fresh=True)
    db.commit()
    page = f"{url}/chi-tieu/{kept.targets[1].id}"
    form = {"amount": "2", "happened_on": "1/9/2024", "words": "Khai trương"}
    refused = manager.post(f"{page}/nhap-tay", data=form)
    assert (refused.status_code, "Hãy ghi số văn bản" in words(refused.text)) == (422, True)
    assert 'value="1/9/2024"' in refused.text
    pdf = {"file": ("biên bản <1>.pdf", b"%PDF-1.7 mo phong", "application/pdf")}
    assert manager.post(f"{page}/nhap-tay", data=form, files=pdf).status_code == 303
    page_now = manager.get(page)
    assert "Cộng 2 phòng, từ 1 hồ sơ dưới đây." in words(page_now.text)
    db.rollback()
    entry = db.scalars(select(HandEntry).where(HandEntry.file_key != "")).one()
    db.commit()
    file = manager.get(f"{page}/nhap/{entry.id}/tep")
    assert (file.content, file.headers["content-type"]) == (
        b"%PDF-1.7 mo phong",
        "application/pdf",
    )
    assert file.headers["content-disposition"].startswith("attachment")
    stranger = visit(made.there.people[Role.PROGRAMME_MANAGER])
    assert stranger.get(f"{page}/nhap/{entry.id}/tep").status_code == 404
    inspector = visit(made.here.people[Role.INSPECTOR])
    assert inspector.get(page).status_code == 200
    assert inspector.post(f"{page}/nhap-tay", data=form).status_code == 403
    fix = f"{page}/nhap/{entry.id}/sua"
    assert "Khai trương" in manager.get(fix).text
    assert manager.post(fix, data={**form, "amount": "1"}).status_code == 422
    assert manager.post(fix, data={**form, "amount": "1", "why": "Đếm hai"}).status_code == 303
    assert manager.post(fix, data={**form, "amount": "1", "why": "Nữa"}).status_code == 409
    page_now = manager.get(page)
    assert "Cộng 1 phòng, từ 1 hồ sơ dưới đây." in words(page_now.text)
    assert "Đã thay bằng lần sau" in words(page_now.text)


def test_the_workbook_holds_what_the_page_shows(
    db: Session, made: World, manager: Visitor
) -> None:
    service.load_published(db, made.here.unit_id, NOW)
    db.commit()
    sent = manager.get(f"{BASE}/vinh-long-2021-2025/so-lieu.xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(sent.content))
    assert book.sheet_names == ["Chỉ tiêu", "Kinh phí"]
    targets = book.get_sheet_by_name("Chỉ tiêu").to_python()
    named = next(row for row in targets if str(row[0]).startswith("Nhãn hiệu"))
    assert named[1:5] == ["nhãn hiệu", 15.0, 0.0, 0.0]
    last = book.get_sheet_by_name("Kinh phí").to_python()[-1]
    assert last[:5] == ["Tổng cộng", 23_320e6, 9_400e6, 42_255e6, 74_975e6]


def test_published_programmes_are_read_by_all_and_loaded_by_their_own(
    db: Session, made: World, manager: Visitor
) -> None:
    page = words(manager.get(f"{BASE}/da-cong-bo").text)
    for name in ("tỉnh Vĩnh Long", "tỉnh Bình Dương", "tỉnh Hà Tĩnh"):
        assert name in page
    seen = words(manager.get(f"{BASE}/da-cong-bo/ha-tinh-2020").text)
    for said in (
        "hai tỷ không trăm tám mươi triệu đồng",
        "Công văn 8287/UBND-KT1 ngày 13/12/2019",
        "trước ngày 10/01/2020",
        "5–10 cơ sở",
    ):
        assert said in seen
    refused = manager.post(f"{BASE}/da-cong-bo/ha-tinh-2020/nap")
    assert (refused.status_code, "không phụ trách" in words(refused.text)) == (409, True)
    loaded = manager.post(f"{BASE}/da-cong-bo/vinh-long-2021-2025/nap")
    assert loaded.headers["location"] == f"{BASE}/vinh-long-2021-2025"
    assert manager.get(f"{BASE}/da-cong-bo/nowhere").status_code == 404
    own = manager.get(f"{BASE}/vinh-long-2021-2025").text
    assert f"{BASE}/vinh-long-2021-2025/sua" not in own
    refused = manager.post(
        f"{BASE}/vinh-long-2021-2025/chi-tieu",
        data={"version": "1", "name_0": "Thêm", "counted_in_0": "cái", "indicator_0": ""},
    )
    assert (refused.status_code, "lấy nguyên từ văn bản" in words(refused.text)) == (409, True)


def test_tasks_of_a_letter_are_ticked_off_and_open_again(
    db: Session, made: World, manager: Visitor
) -> None:
    service.load_published(db, made.here.unit_id, NOW, "ha-tinh-2020")
    db.commit()
    url = f"{BASE}/ha-tinh-2020"
    programme = queries.get_programme(db, "ha-tinh-2020")
    first, second = programme.tasks[0].id, programme.tasks[1].id
    db.rollback()
    page = words(manager.get(url).text)
    assert "Nhiệm vụ trong văn bản: 0/13 đã làm" in page
    assert page.count("Quá hạn") == 5  # those of CV 8287/UBND-KT1 that name a day
    tick = f"{url}/nhiem-vu/{first}"
    for day, said in (("", "Mục này cần được điền"), ("1/1/2099", "Ngày này chưa tới")):
        bad = manager.post(tick, data={f"done_on-{first}": day, f"evidence-{first}": "BC 12"})
        assert (bad.status_code, said in words(bad.text), "BC 12" in bad.text) == (422, True, True)
    good = {f"done_on-{first}": "25/6/2020", f"evidence-{first}": "BC 12/BC-SCT"}
    for _ in range(2):
        answer = manager.post(tick, data=good)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{url}#nhiem-vu")
    page = words(manager.get(url).text)
    assert "Nhiệm vụ trong văn bản: 1/13 đã làm" in page
    assert "25/06/2020 BC 12/BC-SCT" in page
    assert page.count("Quá hạn") == 4
    assert manager.post(f"{url}/nhiem-vu/{second}", data={"act": "open"}).status_code == 303
    assert manager.post(tick, data={"act": "open"}).status_code == 303
    assert "Nhiệm vụ trong văn bản: 0/13 đã làm" in words(manager.get(url).text)
    nowhere = manager.post(f"{url}/nhiem-vu/999999", data={"done_on-999999": "25/6/2020"})
    assert nowhere.status_code == 404
    told = db.execute(
        select(AuditEntry.action, AuditEntry.detail)
        .where(AuditEntry.action.like("programme.task%"))
        .order_by(AuditEntry.id)
    ).all()
    name = "Rà soát chương trình khuyến công theo Quyết định 1095/QĐ-UBND ngày 09/5/2016"
    detail = {"target": name, "on": "2020-06-25", "evidence": "BC 12/BC-SCT"}
    assert [tuple(row) for row in told] == [
        ("programme.task_done", detail),
        ("programme.task_open", detail),
    ]
