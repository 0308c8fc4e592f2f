"""Why a product stands where it stands: the office's page, the entrant's own, who reads what."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind
from contest.certificates import service as certificates
from contest.certificates.model import Certificate
from contest.contests.kinds import Stage
from contest.entries.model import Entry
from contest.results import service
from contest.results.rules import CouncilChoice
from contest.versions import service as versions
from contest.versions.rules import Amendment, Correction
from core.accounts.model import Account
from core.clock import day_in_vietnam
from core.registry.kinds import ProductGroup
from core.registry.model import Product
from core.rights import Role
from tests.build import contests, judging, people, register
from tests.build.judging import Hall
from tests.build.places import places
from tests.build.round import round_
from tests.build.world import SEATS, half
from tests.web.conftest import HTMX, Visitor, plain_words
from web.doors import DOORS

Visit = Callable[..., Visitor]
CRAFT = ProductGroup.HANDICRAFT


@dataclass(frozen=True, slots=True)
class Story:
    """A hall with a person for each role; the first product is the producer's."""

    hall: Hall
    people: dict[Role, Account]
    rival: Account


@pytest.fixture
def story(db: Session) -> Story:
    """In judging: 91,37 and 82,73 for the first product, 61 and 62 for the rival's."""
    where = places(db)
    here = half(db, where.province, where.commune, stage=Stage.JUDGING)
    contest = contests.contest(
        db, unit_id=where.province, level=here.contest.level, stage=Stage.JUDGING, year=2026
    )
    seats = {}
    jury, board = (contests.body(db, contest, one) for one in (BodyKind.JURY, BodyKind.COUNCIL))
    for role, (kind, position) in SEATS.items():
        body = jury if kind is BodyKind.JURY else board
        seats[role] = contests.seat(db, body, here.people[role], position)
    rival = people.account(db, "Cơ sở khác (mô phỏng)")
    maker = register.establishment(db, unit_id=where.commune, holder=rival)
    entries = [
        contests.entry(db, contest, register.product(db, own, name), own)
        for own, name in (
            (here.establishment, "Bình của cơ sở này"),
            (maker, "Bình của cơ sở kia"),
        )
    ]
    hall = Hall(
        contest=contest,
        frame=contests.frame(db, contest),
        jury=jury,
        seats=[seats[Role.JURY_HEAD], seats[Role.JUROR]],
        jurors=[here.people[Role.JURY_HEAD], here.people[Role.JUROR]],
        entries=entries,
        secretary=here.people[Role.SECRETARY],
        chair=here.people[Role.COUNCIL_CHAIR],
        unit_id=here.unit_id,
        commune_id=here.commune_id,
    )
    judging.sheets(db, hall, [[9137, 8273], [6100, 6200]])
    return Story(hall, here.people, rival)


def lock(db: Session, story: Story) -> None:
    """After the lock, decided, recognised, with its certificate; not announced."""
    hall, now = story.hall, datetime.now(UTC)
    desk, today = judging.desk(hall), day_in_vietnam(now)
    service.lock(db, desk, hall.contest.id, now)
    choice = CouncilChoice(
        met_on=today,
        present=2,
        votes_for=2,
        votes_against=0,
        quotas={CRAFT: 1},
        certified=frozenset([hall.entries[0].id]),
        minutes_number="05/BB-HĐBC",
        reasons={hall.entries[1].id: "Chưa đủ điểm để xét"},
    )
    service.decide(db, judging.head_of_council(hall), hall.contest.id, choice, now)
    service.record_submission(db, desk, hall.contest.id, "12/TTr-HĐBC", today, now)
    service.record_recognition(
        db,
        desk,
        hall.contest.id,
        "7531/QĐ-UBND",
        today,
        "Nguyễn Văn Mẫu (mô phỏng)",
        "Phó Chủ tịch",
        "Ủy ban nhân dân tỉnh (mô phỏng)",
        "Vĩnh Long",
        now,
    )
    certificates.issue_all(db, desk, hall.contest.id, today, now, public_url="http://testserver")


def announce(db: Session, story: Story) -> None:
    """After the announcement."""
    lock(db, story)
    hall = story.hall
    service.announce(db, judging.desk(hall), hall.contest.id, datetime.now(UTC), issued=1)


def base(story: Story) -> str:
    """The contest's room."""
    return f"/dieu-hanh/binh-chon/{story.hall.contest.slug}"


# ------------------------------------------------------------------------------- what it says


def test_edge_03_the_average_as_it_is_and_as_it_is_shown(db: Session, visit: Visit) -> None:
    hall = judging.hall(db, entries=2, now=datetime.now(UTC))
    contests.recusal(db, hall.seats[2], hall.entries[1])
    judging.sheets(db, hall, [[7000, 7000, 6999], [9300, 7200, None]])
    service.lock(db, judging.desk(hall), hall.contest.id, datetime.now(UTC))
    address = f"/dieu-hanh/binh-chon/{hall.contest.slug}/ket-qua"
    desk = visit(hall.secretary)
    low = plain_words(desk.get(f"{address}/{hall.entries[0].id}").text)
    assert "209,99 : 3 = 69,996… , cắt còn 69,99 khi hiện, không làm tròn lên" in low
    assert "Dưới mức 70 điểm nên không đủ điểm xét" in low
    assert "Hội đồng chưa quyết định." in low
    high = plain_words(desk.get(f"{address}/{hall.entries[1].id}").text)
    assert "165 : 2 = 82,5 ." in high  # nothing was cut
    assert "1 giám khảo không chấm vì có liên quan" in high
    assert "chênh 21 điểm; thể lệ đề nghị thảo luận khi chênh từ 20 điểm" in high
    assert "I: 40 · II: 40 · III: 10 · IV: 3" in high  # 93 by the parts of the frame
    listed = plain_words(desk.get(address).text)
    assert "từ 72 đến 93, chênh 21" in listed
    assert "chưa ghi thảo luận" in listed

    noted = desk.post(
        f"{address}/{hall.entries[1].id}/ghi-chu",
        data={"kind": "discussion", "on_day": "1/1/2099", "people": "Cả ban", "text": "Giữ điểm."},
    )
    assert (noted.status_code, "Giữ điểm." in noted.text) == (422, True)
    today = f"{day_in_vietnam(datetime.now(UTC)):%d/%m/%Y}"
    form = {"kind": "discussion", "on_day": today, "people": "Cả ban", "text": "Giữ điểm."}
    done = desk.post(f"{address}/{hall.entries[1].id}/ghi-chu", data=form)
    assert done.status_code == 303
    assert "Cả ban" in desk.get(done.headers["location"]).text
    assert "đã ghi chú" in plain_words(desk.get(address).text)
    odd = desk.post(f"{address}/{hall.entries[1].id}/ghi-chu", data={**form, "kind": "khác"})
    assert odd.status_code == 422
    assert desk.get(f"{address}/999999").status_code == 404


@pytest.mark.parametrize(
    ("averaging", "said"),
    [
        ({"method": "median", "drop": 0}, "lấy trung vị của các phiếu. 70 : 1 = 70 ."),
        (
            {"method": "trimmed", "drop": 1},
            "bỏ 1 phiếu cao nhất và 1 phiếu thấp nhất. 70 : 1 = 70 .",
        ),
    ],
)
def test_other_ways_to_average_say_what_they_put_aside(
    db: Session, visit: Visit, averaging: dict[str, object], said: str
) -> None:
    hall = judging.hall(db, entries=1, now=datetime.now(UTC))
    hall.contest.rules = {**hall.contest.rules, "averaging": averaging}
    judging.sheets(db, hall, [[9000, 7000, 6000]])
    service.lock(db, judging.desk(hall), hall.contest.id, datetime.now(UTC))
    page = visit(hall.secretary).get(
        f"/dieu-hanh/binh-chon/{hall.contest.slug}/ket-qua/{hall.entries[0].id}"
    )
    words = plain_words(page.text)
    assert (said in words, words.count("để riêng theo thể lệ")) == (True, 2)


def test_the_entrant_reads_his_own_in_full_by_codes(
    db: Session, story: Story, visit: Visit
) -> None:
    own, other = (f"/ho-so/du-thi/{entry.id}/ket-qua" for entry in story.hall.entries)
    maker = story.people[Role.PRODUCER]
    announce(db, story)
    browser = visit(maker)
    words = plain_words(browser.get(own).text)
    for said in (
        "GK1",
        "GK2",
        "91,37",
        "82,73",
        "174,1 : 2 = 87,05 .",
        "Đạt mức 70 điểm",
        "Hạng 1 trong nhóm",
        "Được công nhận",
        "15 ngày làm việc",
    ):
        assert said in words
    names = [one.name for one in story.hall.jurors]
    assert [one for one in names if one in words] == []
    assert browser.get(other).status_code == 404
    rival = plain_words(visit(story.rival).get(other).text)
    assert ("123 : 2 = 61,5 ." in rival, "Chưa đủ điểm để xét" in rival, "91,37" in rival) == (
        True,
        True,
        False,
    )
    contest = story.hall.contest
    contest.rules = {**contest.rules, "jurors_named": True}
    db.commit()
    named = plain_words(browser.get(own).text)
    assert [one for one in names if one not in named] == []


def test_a_juror_keeps_one_code_in_all_products(db: Session, story: Story, visit: Visit) -> None:
    announce(db, story)
    own, other = (f"/ho-so/du-thi/{entry.id}/ket-qua" for entry in story.hall.entries)
    mine = plain_words(visit(story.people[Role.PRODUCER]).get(own).text)
    theirs = plain_words(visit(story.rival).get(other).text)
    # The head gave 91,37 and 61; whichever number the head has, it is the same one.
    head = next(n for n in (1, 2) if f"GK{n} 91,37" in mine)
    assert f"GK{head} 61" in theirs


def test_before_the_announcement_the_entrant_is_told_to_wait(
    db: Session, story: Story, visit: Visit
) -> None:
    lock(db, story)
    own = f"/ho-so/du-thi/{story.hall.entries[0].id}/ket-qua"
    told = visit(story.people[Role.PRODUCER]).get(own)
    assert (told.status_code, "Chưa công bố kết quả" in told.text) == (200, True)


# --------------------------------------------------------------------------- who may read what

READERS = {
    Role.SECRETARY,
    Role.JUROR,
    Role.JURY_HEAD,
    Role.COUNCIL_MEMBER,
    Role.COUNCIL_CHAIR,
    Role.INSPECTOR,
}
"""Between the lock and the announcement: council, jury, secretariat, inspector."""

SAYS_RESULTS = (
    "ket-qua",
    "bang-diem",
    "bien-ban",
    "quyet-dinh",
    "to-trinh",
    "cong-nhan",
    "cong-bo",
    "van-ban",
    "giay-chung-nhan",
    "de-cu",
    "xac-minh",
    "/du-lieu",
    "/san-pham/",
    "/p/",
    "nhat-ky",
)
SHEETS = ("91,37", "82,73", "61,00", "91.37", "82.73", "9137", "8273")
RESULT = ("87,05", "61,50")


def addresses(db: Session, story: Story) -> list[str]:
    """Every address of the table that speaks of results, filled with this contest's things."""
    hall = story.hall
    paper = db.scalar(select(Certificate).where(Certificate.contest_id == hall.contest.id))
    entry = db.get_one(Entry, hall.entries[0].id)
    product = db.get_one(Product, entry.product_id)
    filled = {
        "{contest}": hall.contest.slug,
        "{entry_id}": str(hall.entries[0].id),
        "{version}": "1",
        "{certificate_id}": str(paper.id if paper else 1),
        "{slug_code}": f"{product.slug}-{product.code}",
        "{code}": paper.code if paper else product.code,
        "{past_recognition_id}": "1",
    }
    found = []
    for door in DOORS:
        method, path = door.split(" ", 1)
        if method == "GET" and any(word in path for word in SAYS_RESULTS):
            for name, given in filled.items():
                path = path.replace(name, given)
            found.append(path)
    return [one for one in found if "{" not in one]


def text_of(answer: object) -> str:
    """What an answer says: a page's words, or everything inside a workbook or a Word document."""
    content: bytes = answer.content  # type: ignore[attr-defined]  # an HTTP answer
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as inside:
            return " ".join(
                inside.read(one).decode("utf-8", "ignore") for one in inside.namelist()
            )
    if content[:4] == b"%PDF":
        return ""
    return plain_words(content.decode("utf-8", "ignore"))


def told(browser: Visitor, paths: list[str]) -> dict[str, set[str]]:
    """Address → the marks of results that it says, as a page and as a fragment."""
    found: dict[str, set[str]] = {}
    for path in paths:
        said: set[str] = set()
        for headers in ({}, HTMX) if path.rsplit("/", 1)[-1].count(".") == 0 else ({},):
            answer = browser.get(path, headers=headers)
            assert answer.status_code < 500, path
            if answer.status_code in {303, 401, 403, 404, 409}:  # a fragment meets the same
                break
            words = text_of(answer)
            said |= {
                mark
                for mark in (*SHEETS, *RESULT)
                if re.search(rf"(?<![\w]){re.escape(mark)}(?!\w)", words)
            }
        if said:
            found[path] = said
    return found


def test_before_the_lock_no_address_says_a_score_to_anybody(
    db: Session, story: Story, visit: Visit
) -> None:
    paths = addresses(db, story)
    db.commit()
    assert len(paths) > 35
    for role in (*Role, None):
        account = story.people[role] if role else None
        assert told(visit(account), paths) == {}, role


def test_until_the_announcement_only_council_jury_desk_and_inspector_read(
    db: Session, story: Story, visit: Visit
) -> None:
    lock(db, story)
    paths = addresses(db, story)
    db.commit()
    for one in (*(story.people[role] for role in set(Role) - READERS), story.rival, None):
        assert told(visit(one), paths) == {}, one and one.name
    table = f"{base(story)}/ket-qua"
    for role in READERS:
        assert told(visit(story.people[role]), [table])[table] >= {"91,37", "61,50"}, role


def test_after_the_announcement_the_public_reads_the_certified_alone(
    db: Session, story: Story, visit: Visit
) -> None:
    announce(db, story)
    paths = addresses(db, story)
    db.commit()
    own = f"/ho-so/du-thi/{story.hall.entries[0].id}/ket-qua"
    public = told(visit(None), paths)
    everything = {mark for said in public.values() for mark in said}
    assert everything == {"87,05"}  # no sheet, nothing of the other product
    for role in set(Role) - READERS:
        said = told(visit(story.people[role]), paths)
        more = {mark for marks in said.values() for mark in marks} - everything
        # The producer, and who files for him, reads his own sheets; nobody the other's.
        assert more == ({"91,37", "82,73"} if own in said else set()), role


def test_a_sheet_that_a_correction_set_aside_is_told_apart(db: Session, visit: Visit) -> None:
    where = places(db)
    at = round_(db, where.province, where.commune)
    lost = at.entries["Lọ gốm"]
    choice = CouncilChoice(
        met_on=date(2026, 11, 24),
        present=7,
        votes_for=7,
        votes_against=0,
        quotas={CRAFT: 3},
        certified=frozenset(one.id for one in at.entries.values()),
        minutes_number="07/BB",
        note="Giám khảo thứ ba có liên quan.",
    )
    amendment = Amendment("1300/QĐ-UBND", date(2026, 11, 25))
    aside = frozenset({(lost.id, at.seats[2].id)})
    corrected = Correction(choice, aside, amendment)
    versions.reopen(db, at.who(), at.contest.id, corrected, people.NOW + timedelta(days=3))
    page = visit(at.holder).get(f"/ho-so/du-thi/{lost.id}/ket-qua").text
    words = plain_words(page)
    for said in (
        "146 : 2 = 73 .",
        "không tính nữa, theo kết quả đã sửa",
        "Giám khảo thứ ba có liên quan. Xem bản 2",
        "Được công nhận",
    ):
        assert said in words
    assert f"/binh-chon/{at.contest.slug}/ban-ket-qua/2" in page
