"""Old rounds and old recognitions from a spreadsheet: dry run, load, the same file twice, undo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel
from contest.history.model import PastRecognition, PastRound
from core.accounts.model import Account
from core.imports.kinds import Decision, Standing
from core.imports.queries import Item
from core.registry.kinds import Origin
from core.registry.model import Establishment, Product
from core.rights import Grant, Role
from core.sealing import Sealer
from core.territory import service as territory
from core.territory.queries import find_unit_by_code
from core.territory.rules import UnitKind
from tests.build import history, people, register
from tests.build.people import NOW
from tests.build.places import places
from tests.web.conftest import Visitor, plain_words
from web.imports.check import dry_run
from web.imports.kind import Bench, Kind, Made, Row
from web.imports.past_recognitions import PastRecognitions
from web.imports.past_rounds import PastRounds
from web.imports.work import to_load
from web.sheets.write import Column, Sheet, workbook
from web.wiring import Wiring
from web.worker import run_all

OLD_DAY, TODAY = date(2024, 1, 1), date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Desk:
    """The secretary of Vĩnh Long with the real lists of units of the province."""

    bench: Bench
    province: int
    old_province: int
    commune: int
    account: Account


@pytest.fixture
def desk(session: Session) -> Desk:
    territory.load(session, provinces={"86"})
    found = [
        find_unit_by_code(session, kind, code, day)
        for kind, code, day in (
            (UnitKind.PROVINCE, "86", TODAY),
            (UnitKind.PROVINCE, "86", OLD_DAY),
            (UnitKind.COMMUNE, "29584", TODAY),
        )
    ]
    province, old, commune = (one.id for one in found if one is not None)
    account = people.account(session)
    who = people.identity(account, Grant(Role.SECRETARY, unit_id=province))
    bench = Bench(session, Sealer("only-for-tests-only-for-tests-only"), who, NOW, province, 7)
    return Desk(bench, province, old, commune, account)


def book(heads: Sequence[str], rows: Sequence[Sequence[str | None]]) -> bytes:
    """A workbook of text, as offices make them."""
    return workbook([Sheet("Danh sách", [Column(head) for head in heads], rows)])


def checked(desk: Desk, kind: Kind, data: bytes) -> list[Row]:
    return dry_run(kind, desk.bench, data).report.rows


def load(
    desk: Desk, kind: Kind, data: bytes, decisions: Mapping[int, Decision] | None = None
) -> list[Made]:
    rows = [row for row in checked(desk, kind, data) if row.record and not row.faults]
    chosen = to_load(kind, desk.bench, rows, dict(decisions or {}), update=True, judged=False)
    return [one for one in kind.load(desk.bench, chosen) if isinstance(one, Made)]


def items(made: Sequence[Made]) -> list[Item]:
    return [
        Item(one.row, one.subject, one.deed, one.version, dict(one.before or {}), False, "")
        for one in made
    ]


def count(session: Session, table: type[PastRound | PastRecognition | Product]) -> int:
    return session.scalar(sa.select(sa.func.count(table.id))) or 0


ROUNDS = (
    ("Cấp", "Địa phương", "Năm tổ chức", "Số đăng ký", "Số chứng nhận", "Chỉ tiêu"),
    [
        ("tỉnh", "Vĩnh Long", "2018", "1.045", "30", None),
        ("", "Huyện Long Hồ, tỉnh Vĩnh Long", "2020", "12", "0", "10"),
        ("Tỉnh", "Tỉnh Hà Tĩnh", "2018", "9", None, None),
        ("huyện", "Long Hồ", "2019", "12", "13", None),
        ("tỉnh", "Vĩnh Long", "2018", "44", None, None),
        ("tỉnh", "Vĩnh Long", "hai ngàn", "44", None, None),
        ("tỉnh", "Vĩnh Long", "2014", None, None, None),
        ("Tổng cộng", None, None, None, "43", None),
    ],
)


def test_old_rounds_dry_run_load_twice_and_undo(session: Session, desk: Desk) -> None:
    kind, data = PastRounds(), book(*ROUNDS)
    rows = checked(desk, kind, data)
    assert [(row.standing, [fault.code for fault in row.faults]) for row in rows] == [
        (Standing.NEW, []),
        (Standing.NEW, []),
        (Standing.REFUSED, ["past_place_unknown"]),  # its list is not loaded here
        (Standing.REFUSED, ["past_more_than_received"]),
        (Standing.REFUSED, ["past_row_repeats"]),
        (Standing.REFUSED, ["not_a_year"]),
        (Standing.REFUSED, ["past_figures_missing"]),
    ]
    assert count(session, PastRound) == 0
    made = load(desk, kind, data)
    first, second = session.scalars(sa.select(PastRound).order_by(PastRound.year))
    assert (first.level, first.unit_id, first.received, first.certified, first.target) == (
        ContestLevel.PROVINCE,
        desk.old_province,
        1045,
        30,
        None,
    )
    assert (second.level, second.certified, second.target) == (ContestLevel.DISTRICT, 0, 10)
    assert (first.origin, first.entered_by) == (Origin.REGISTERED, desk.account.id)
    assert load(desk, kind, data) == []
    again = checked(desk, kind, data)
    assert [row.standing for row in again][:2] == [Standing.UNCHANGED] * 2
    assert kind.undo(desk.bench, items(made)) == {}
    assert count(session, PastRound) == 0


def test_a_row_that_says_more_changes_and_an_open_cell_takes_nothing_away(
    session: Session, desk: Desk
) -> None:
    kept = history.past_round(session, unit_id=desk.old_province, year=2018, received=40)
    heads = ("Cấp", "Nơi", "Năm", "Đăng ký", "Chứng nhận", "Cơ sở tham gia")
    data = book(heads, [("tỉnh", "Vĩnh Long", "2018", "45", "", "29")])
    (row,) = checked(desk, PastRounds(), data)
    assert (row.standing, row.target) == (Standing.CHANGED, kept.id)
    assert row.changes == {"received": [40, 45], "entrants": [None, 29]}
    made = load(desk, PastRounds(), data)
    assert (kept.received, kept.entrants, kept.certified, kept.source) == (
        45,
        29,
        30,
        "Sổ theo dõi của Sở Công Thương",
    )
    assert PastRounds().undo(desk.bench, items(made)) == {}
    assert (kept.received, kept.entrants) == (40, None)


def test_undo_leaves_what_was_changed_since(session: Session, desk: Desk) -> None:
    made = load(desk, PastRounds(), book(ROUNDS[0], ROUNDS[1][:2]))
    row = session.get_one(PastRound, int(made[0].subject.partition(":")[2]))
    row.received = 50
    session.flush()
    assert PastRounds().undo(desk.bench, items(made)) == {made[0].subject: "changed_since"}
    assert count(session, PastRound) == 1


HEADS = (
    "Tên sản phẩm", "Tên đơn vị", "Địa chỉ", "Nhóm sản phẩm", "Cấp", "Nơi công nhận", "Năm",
    "Số quyết định", "Ngày ký", "Số GCN",
)  # fmt: skip


def name(
    product: str,
    maker: str | None,
    level: str,
    place: str | None,
    year: str = "2018",
    home: str | None = None,
    group: str | None = None,
    paper: tuple[str | None, ...] = (None, None, None),
) -> tuple[str | None, ...]:
    """A row under HEADS."""
    return product, maker, home, group, level, place, year, *paper


HOME = "Long Hồ, Vĩnh Long"
NAMES = (
    HEADS,
    [
        name("Bình gốm đỏ", "HTX Gốm", "tỉnh", "Vĩnh Long", paper=("9/QĐ-UBND", "3/9/2018", "01")),
        name("binh gom do", "htx gom", "quốc gia", None, "2019", paper=("5/QĐ-BCT", None, None)),
        name("Kẹo dừa", "Cơ sở Bà Tám", "huyện", "Long Hồ", home=HOME, group="Chế biến",
             paper=("8/QĐ-UBND", "2-5-2018", None)),
        name("Kẹo dừa", "Cơ sở Bà Tám", "tỉnh", "Vĩnh Long", home=HOME),
        name("Chum vại", None, "tỉnh", "Vĩnh Long"),
        name("Mứt", "Cơ sở Lạ", "quốc gia", "cả nước", "2019"),
        name("Bình gốm đỏ", "HTX Gốm", "tỉnh", "Vĩnh Long"),
        name("Gốm", "HTX Gốm", "tỉnh", "Vĩnh Long", paper=(None, "1/1/2025", None)),
    ],
)  # fmt: skip


def test_old_names_find_their_products_or_make_them(session: Session, desk: Desk) -> None:
    maker = register.establishment(session, "HTX Gốm", unit_id=desk.commune)
    pot = register.product(session, maker, "Bình gốm đỏ")
    jar = register.product(session, maker, "Chum vại")
    kind, data = PastRecognitions(), book(*NAMES)
    rows = checked(desk, kind, data)
    assert [(row.standing, [fault.code for fault in row.faults]) for row in rows] == [
        (Standing.NEW, []),
        (Standing.NEW, []),
        (Standing.NEW, []),
        (Standing.NEW, []),
        (Standing.DECIDE, []),
        (Standing.REFUSED, ["past_home_missing"]),
        (Standing.REFUSED, ["past_row_repeats"]),
        (Standing.REFUSED, ["past_decision_of_other_year"]),
    ]
    assert (rows[4].target, rows[4].target_name) == (jar.id, "Chum vại · HTX Gốm")
    made = load(desk, kind, data, {6: Decision.SAME})
    assert [one.subject.partition(":")[0] for one in made] == [
        "past_recognition",
        "past_recognition",
        "establishment",
        "product",
        "past_recognition",
        "past_recognition",
        "past_recognition",
    ]
    kept = session.scalars(sa.select(PastRecognition).order_by(PastRecognition.id)).all()
    sweet = session.scalars(sa.select(Product).where(Product.name == "Kẹo dừa")).one()
    assert [(one.product_id, one.level, one.year) for one in kept] == [
        (pot.id, ContestLevel.PROVINCE, 2018),
        (pot.id, ContestLevel.NATION, 2019),
        (sweet.id, ContestLevel.DISTRICT, 2018),
        (sweet.id, ContestLevel.PROVINCE, 2018),
        (jar.id, ContestLevel.PROVINCE, 2018),
    ]
    assert (kept[0].certificate_number, kept[0].decision_date) == ("01", date(2018, 9, 3))
    assert (kept[3].decision_number, kept[3].source) == ("", "Danh sách do cơ quan nhập")
    assert (sweet.origin, sweet.group) == (Origin.PUBLISHED, "processed_food")
    assert load(desk, kind, data) == []
    assert kind.undo(desk.bench, items(made)) == {}
    assert (count(session, PastRecognition), count(session, Product)) == (0, 2)
    assert session.scalar(sa.select(sa.func.count(Establishment.id))) == 1


def test_a_product_that_is_used_since_stays(session: Session, desk: Desk) -> None:
    made = load(desk, PastRecognitions(), book(NAMES[0], NAMES[1][2:3]))
    sweet = session.scalars(sa.select(Product).where(Product.name == "Kẹo dừa")).one()
    history.past_recognition(session, sweet, unit_id=desk.old_province)
    maker = sweet.establishment_id
    assert PastRecognitions().undo(desk.bench, items(made)) == {
        f"product:{sweet.id}": "used_since",
        f"establishment:{maker}": "used_since",
    }
    assert count(session, PastRecognition) == 1


def test_a_code_names_the_product_and_a_wrong_one_is_refused(session: Session, desk: Desk) -> None:
    maker = register.establishment(session, "HTX Gốm", unit_id=desk.commune)
    pot = register.product(session, maker, "Bình gốm đỏ")
    heads = ("Sản phẩm", "Mã sản phẩm", "Cấp", "Nơi", "Năm", "Giải")
    rows = [
        ("Bình cũ", pot.code.lower(), "tỉnh", "Vĩnh Long", "2018", "A"),
        ("Bình cũ", "SP99999", "tỉnh", "Vĩnh Long", "2018", "A"),
    ]
    found = checked(desk, PastRecognitions(), book(heads, rows))
    assert [row.standing for row in found] == [Standing.NEW, Standing.REFUSED]
    assert [fault.code for fault in found[1].faults] == ["past_product_unknown"]
    load(desk, PastRecognitions(), book(heads, rows[:1]))
    kept = session.scalars(sa.select(PastRecognition)).one()
    assert (kept.product_id, kept.product_as_printed, kept.prize) == (pot.id, "Bình cũ", "A")


def test_the_office_brings_its_old_rounds_in_and_takes_them_back(
    wiring: Wiring, visit: Callable[..., Visitor], db: Session
) -> None:
    where = places(db)
    browser = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    heads = ("Cấp", "Nơi", "Năm", "Đăng ký", "Chứng nhận")
    rows = [
        ("tỉnh", "Vĩnh Long", "2018", "45", None),
        ("tỉnh", "Hà Tĩnh", "2026", "9", None),
        ("tỉnh", "Vĩnh Long", "2016", None, None),
    ]
    assert "nhap-danh-sach" in browser.get("/dieu-hanh/lich-su").text
    sent = {"kind": "past-rounds", "unit_id": str(where.province)}
    answer = browser.post(
        "/dieu-hanh/nhap-danh-sach", data=sent, files={"file": ("cu.xlsx", book(heads, rows))}
    )
    run_all(wiring)
    page = answer.headers["location"]
    text = plain_words(browser.get(page).text)
    assert "nằm ngoài địa bàn bạn được giao" in text
    assert "Hãy ghi ít nhất một con số" in text
    assert browser.post(f"{page}/nap").status_code == 303
    run_all(wiring)
    assert "Tỉnh Vĩnh Long" in plain_words(browser.get("/dieu-hanh/lich-su").text)
    assert browser.post(f"{page}/hoan-tac").status_code == 303
    run_all(wiring)
    assert "Chưa ghi kỳ nào" in browser.get("/dieu-hanh/lich-su").text
