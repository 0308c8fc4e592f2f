"""The second act, March 2024: a district contest is planned, its people seated, its frame set."""

import re

from tests.walk.actors import Person
from tests.walk.company import MARK, Company

TITLE = "Bình chọn sản phẩm CNNT tiêu biểu huyện Long Hồ năm 2024" + MARK
CLOSES = "17:00 ngày 05/04/2024"


def the_council_and_jury_open_accounts(us: Company) -> None:
    """They hold no role yet: it comes with the seat."""
    for one in (us.chair, us.head, us.juror, us.other_juror):
        one.sign_up()


def a_contest_is_planned(us: Company) -> None:
    """The secretary of the district writes the plan; nobody outside sees it."""
    us.secretary.go("/dieu-hanh/binh-chon/moi")
    us.secretary.go("/dieu-hanh/binh-chon/moi?cap=district")
    plan(
        us.secretary,
        title=TITLE,
        place="Huyện Long Hồ",
        authority="Ủy ban nhân dân huyện Long Hồ" + MARK,
        days=("05/03/2024", "05/04/2024", "08/04/2024", "12/04/2024"),
    )
    us.contest = slug_of(us.secretary)
    us.stranger.go(f"/binh-chon/{us.contest}", 404)


def plan(
    secretary: Person, *, title: str, place: str, authority: str, days: tuple[str, str, str, str]
) -> None:
    """Fill the form of a contest's plan that is open and send it."""
    opens, closes, judging, judged = days
    secretary.fill(
        title=title,
        unit_id=place,
        organiser="Hội đồng bình chọn" + MARK,
        authority=authority,
        entries_open_at=opens,
        entries_close_at=closes,
        judging_from=judging,
        judging_until=judged,
    )
    secretary.press("Lưu kỳ bình chọn")
    secretary.sees(title)


def slug_of(secretary: Person) -> str:
    """The name of the contest in its address."""
    return secretary.path.rpartition("/")[2]


def six_are_too_many(us: Company) -> None:
    """A council of six is refused in words, and its list is not closed; five is a council.

    Nobody leaves without a reason. Once the list is closed only the founder's next decision
    brings another person.
    """
    _found(us, "hoi-dong", "12/QĐ-UBND")
    _appoint(us, "hoi-dong", us.chair, "council_chair")
    for number in range(2, 7):
        _name(us, "hoi-dong", f"Ủy viên {number}" + MARK, "council_member")
    us.secretary.sees("6")
    us.secretary.page.locator("#bodies .callout-attention").first.wait_for()
    assert us.secretary.page.get_by_role("button", name="Khép danh sách").count() == 0
    _open_seat(us, "Ủy viên 6")
    us.secretary.unfold("Thôi mà chưa có người thay")
    us.secretary.press("Cho thôi tham gia", "/thoi")
    us.secretary.refused("why", "")
    us.secretary.fill("/thoi", why="Ghi nhầm: quyết định thành lập chỉ có năm người.")
    us.secretary.press("Cho thôi tham gia", "/thoi")
    us.secretary.sees("Đúng số người theo quy định", "Hiện có 5 người")
    us.secretary.sees("Đã thôi tham gia: Ủy viên 6")
    us.secretary.press("Khép danh sách", "/hoi-dong/khep")
    us.secretary.sees("Danh sách khép ngày 01/03/2024")


def one_is_replaced(us: Company) -> None:
    """Only by a decision of its own number, of whoever founded the council."""
    _open_seat(us, "Ủy viên 5")
    for number, founder, field in (
        ("12/QĐ-UBND", "Chủ tịch" + MARK, "decision_number"),
        ("13/QĐ-UBND", "Người khác", "founder"),
    ):
        _replace(us, number, founder)
        us.secretary.refused(field, "")
    _replace(us, "13/QĐ-UBND", "Chủ tịch" + MARK)
    us.secretary.sees("Ủy viên 7", "Đã thôi tham gia: Ủy viên 5", "13/QĐ-UBND", "Hiện có 5 người")


def _open_seat(us: Company, person: str) -> None:
    row = us.secretary.page.locator("tr").filter(has_text=person)
    with us.secretary.page.expect_navigation():
        row.get_by_role("link").click()


def _replace(us: Company, number: str, founder: str) -> None:
    us.secretary.fill("/thay", person="Ủy viên 7" + MARK, decision_number=number)
    us.secretary.fill("/thay", decision_date="01/03/2024", founder=founder)
    us.secretary.press("Thay người", "/thay")


def three_are_a_jury(us: Company) -> None:
    """Each has an account: a juror scores on the screen. The seat gives the right at once."""
    us.juror.go("/cham-diem", 403)
    _found(us, "ban-giam-khao", "01/QĐ-HĐBC")
    _appoint(us, "ban-giam-khao", us.head, "jury_head")
    _appoint(us, "ban-giam-khao", us.juror, "juror")
    _appoint(us, "ban-giam-khao", us.other_juror, "juror")
    us.secretary.sees("Hiện có 3 người")
    us.secretary.press("Khép danh sách", "/ban-giam-khao/khep")
    us.juror.go("/cham-diem")


def _people(us: Company, body: str) -> str:
    return f"/dieu-hanh/binh-chon/{us.contest}/hoi-dong?cho={body}"


def _found(us: Company, body: str, number: str) -> None:
    us.secretary.go(_people(us, body))
    us.secretary.fill(
        f"/{body}/quyet-dinh",
        decision_number=number,
        decision_date="01/03/2024",
        founder="Chủ tịch" + MARK,
    )
    us.secretary.press("Lưu quyết định")


def _appoint(us: Company, body: str, person: Person, position: str) -> None:
    """Choose one of the accounts that are found while the name is typed."""
    us.secretary.go(_people(us, body))
    us.secretary.page.locator('[name="person"]').press_sequentially(person.contact)
    found = us.secretary.page.locator(f"#people-{body} .choice").filter(has_text=person.name)
    found.get_by_role("radio").check()
    us.secretary.fill(f"/{body}/cu", position=position)
    us.secretary.press("Cử vào danh sách", f"/{body}/cu")


def _name(us: Company, body: str, person: str, position: str) -> None:
    us.secretary.go(_people(us, body))
    us.secretary.fill(f"/{body}/cu", person=person, position=position)
    us.secretary.press("Cử vào danh sách", f"/{body}/cu")


def a_frame_is_approved(us: Company) -> None:
    """The head of the jury proposes; only the council's chair approves."""
    address = f"/dieu-hanh/binh-chon/{us.contest}/khung-diem"
    us.head.go(address)
    us.head.page.locator('input[name^="points-"]').first.fill("41")
    us.head.press("Đề xuất khung điểm", "/khung-diem")
    us.head.page.locator("#faults").wait_for()
    us.head.go(f"/dieu-hanh/binh-chon/{us.contest}")
    us.head.go(address)
    us.head.press("Đề xuất khung điểm", "/khung-diem")
    us.head.sees("bản 1")
    assert us.head.page.get_by_role("button", name="Duyệt khung điểm").count() == 0
    us.chair.go("/dieu-hanh")
    us.chair.follow("Duyệt khung điểm")
    us.chair.press("Duyệt khung điểm")
    us.chair.sees(f"{us.chair.name} duyệt")


def the_contest_opens(us: Company) -> None:
    """From now on everybody sees it, its dates and its criteria."""
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}")
    us.secretary.press("Mở nhận hồ sơ")
    us.secretary.sees("Trước khi bắt đầu chấm")
    us.secretary.go(f"/dieu-hanh/binh-chon/{us.contest}/the-le")
    us.secretary.sees("Thể lệ còn sửa được")
    us.stranger.go("/binh-chon")
    us.stranger.sees(TITLE)
    us.stranger.go(f"/binh-chon/{us.contest}")
    us.stranger.sees(TITLE, CLOSES)
    us.stranger.go(f"/binh-chon/{us.contest}/ket-qua", 404)
    us.stranger.sees("Chưa công bố kết quả")
    assert not re.search(r"Lò gốm|Chiếu", us.stranger.text)
