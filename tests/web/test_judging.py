"""The juror's pages: with and without the page's script, refused beside the field, and blind."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.bodies.queries import recusals
from contest.contests.kinds import Stage
from contest.scoring import queries
from tests.build import contests as build
from tests.build import judging
from tests.build.judging import Hall
from tests.web.conftest import HTMX, Visitor
from web.doors import DOORS

Visit = Callable[..., Visitor]


@pytest.fixture
def hall(db: Session) -> Hall:
    """Three jurors, three products; judging is open today."""
    return judging.hall(db, entries=3, now=datetime.now(UTC))


def field(hall: Hall, index: int) -> str:
    """The field of the n-th criterion. Maxima: 20, 20, 10, …"""
    return f"p_{hall.leaves[index].id}"


def whole(hall: Hall, *typed: str, **more: str) -> dict[str, str]:
    """The form as a browser without script sends it."""
    empty = {field(hall, i): "" for i in range(len(hall.leaves))}
    return {**empty, **{field(hall, i): text for i, text in enumerate(typed)}, **more}


def stored(db: Session, hall: Hall, juror: int = 0, entry: int = 0) -> dict[int, int]:
    """What the database holds now."""
    with Session(db.get_bind()) as fresh:
        found = queries.find_sheet(fresh, hall.seats[juror].id, hall.entries[entry].id)
        return {one.criterion_id: one.points for one in found.scores} if found else {}


def test_my_juries_and_my_list(db: Session, hall: Hall, visit: Visit) -> None:
    now = datetime.now(UTC)
    judging.sheet(db, hall, hall.seats[0], hall.entries[0], 8450, at=now)
    lan = visit(hall.jurors[0])
    mine = lan.get("/cham-diem").text
    assert "Đã ký 1/3 phiếu." in mine
    assert f"/cham-diem/{hall.contest.slug}" in mine

    listed = lan.get(f"/cham-diem/{hall.contest.slug}").text
    assert [entry.product_name in listed for entry in hall.entries] == [True] * 3
    assert "84,5" in listed
    following = re.search(r'/cham-diem/phieu/(\d+)"[^>]*>(?:(?!</a>).)*tiếp theo', listed, re.S)
    assert following is not None
    assert int(following[1]) in {entry.id for entry in hall.entries[1:]}
    # Another juror has another order, and no trace of that score.
    other = visit(hall.jurors[1]).get(f"/cham-diem/{hall.contest.slug}").text
    assert "84,5" not in other


def test_the_lists_take_a_fixed_number_of_statements(
    db: Session, hall: Hall, visit: Visit, statements: list[str]
) -> None:
    lan = visit(hall.jurors[0])
    for address in ("/cham-diem", f"/cham-diem/{hall.contest.slug}"):
        statements.clear()
        assert lan.get(address).status_code == 200
        first = len(statements)
        for name in ("Gốm A", "Gốm B"):
            judging.more_entry(db, hall, f"{name} {address}")
        db.commit()
        statements.clear()
        lan.get(address)
        assert len(statements) == first


def test_nobody_scores_before_judging_opens(db: Session, hall: Hall, visit: Visit) -> None:
    hall.contest.stage = Stage.OPEN
    lan = visit(hall.jurors[0])
    assert "Chưa mở chấm điểm" in lan.get("/cham-diem").text
    for address in (f"/cham-diem/{hall.contest.slug}", f"/cham-diem/phieu/{hall.entries[0].id}"):
        told = lan.get(address)
        assert (told.status_code, "chưa mở chấm điểm" in told.text) == (409, True)


def test_the_sheet_shows_the_frame_and_preselects_nothing(hall: Hall, visit: Visit) -> None:
    page = visit(hall.jurors[0]).get(f"/cham-diem/phieu/{hall.entries[0].id}").text
    fields = re.findall(r'<input id="f-p_\d+"[^>]*value="([^"]*)"', page)
    assert fields == [""] * 8
    assert page.count('inputmode="decimal"') == 8
    for words in ("/ 20", "/ 10", "Đáp ứng nhu cầu thị trường", "Đã chấm 0/8 mục", "minh hoạ"):
        assert words in page


@pytest.mark.parametrize("typed", ["8,5", "8.5"])
def test_comma_and_dot_are_the_same_score(
    db: Session, hall: Hall, visit: Visit, typed: str
) -> None:
    lan, address = visit(hall.jurors[0]), f"/cham-diem/phieu/{hall.entries[0].id}"
    told = lan.post(address, data=whole(hall, typed, "0", version="0", act="save"))
    assert (told.status_code, told.headers["location"]) == (303, address)
    # An empty field is no row; a typed 0 is one.
    assert stored(db, hall) == {hall.leaves[0].id: 850, hall.leaves[1].id: 0}
    assert 'value="8,5"' in lan.get(address).text


def test_one_field_is_kept_as_soon_as_it_is_left(db: Session, hall: Hall, visit: Visit) -> None:
    lan, address = visit(hall.jurors[0]), f"/cham-diem/phieu/{hall.entries[0].id}"
    told = lan.post(address, data={field(hall, 0): "17,5", "version": "0"}, headers=HTMX)
    assert told.status_code == 200
    assert told.text.lstrip().startswith('<div id="sheet-total"')
    assert ("17,5" in told.text, 'name="version" value="1"' in told.text) == (True, True)
    assert f'id="e-{field(hall, 0)}" class="slot" aria-live="polite" hx-swap-oob="true"' in (
        told.text
    )
    assert "<form" not in told.text  # no field is replaced under somebody's hands
    lan.post(address, data={field(hall, 1): "3", "version": "1"}, headers=HTMX)
    lan.post(address, data={field(hall, 0): "", "version": "2"}, headers=HTMX)
    assert stored(db, hall) == {hall.leaves[1].id: 300}


def test_41_of_40_is_refused_beside_its_field(db: Session, hall: Hall, visit: Visit) -> None:
    lan, address = visit(hall.jurors[0]), f"/cham-diem/phieu/{hall.entries[0].id}"
    form = whole(hall, "21", "tám", "9,5", version="0", act="save", remark="Men rất đẹp")
    told = lan.post(address, data=form)
    assert told.status_code == 422
    assert "Điểm của mục này từ 0 đến 20." in told.text
    assert "Hãy viết điểm bằng số" in told.text
    beside = told.text.split(f'id="e-{field(hall, 0)}"')[1].split("</div>")[0]
    assert "từ 0 đến 20" in beside
    for kept in ('value="21"', 'value="tám"', 'value="9,5"', "Men rất đẹp"):
        assert kept in told.text
    assert stored(db, hall) == {}

    alone = lan.post(address, data={field(hall, 0): "21", "version": "0"}, headers=HTMX)
    assert alone.status_code == 422
    assert "từ 0 đến 20" in alone.text.split(f'id="e-{field(hall, 0)}"')[1]


@pytest.mark.parametrize("stranger", ["p_999999", "p_-1", "p_1e3", "p_99999999999999999999"])
def test_an_unknown_criterion_is_refused(
    db: Session, hall: Hall, visit: Visit, stranger: str
) -> None:
    lan, address = visit(hall.jurors[0]), f"/cham-diem/phieu/{hall.entries[0].id}"
    form = whole(hall, "10", version="0", act="save", **{stranger: "5"})
    told = lan.post(address, data=form)
    assert (told.status_code, "không có trong khung điểm" in told.text) == (422, True)
    assert stored(db, hall) == {}


def test_a_juror_a_seat_or_a_total_from_the_browser_mean_nothing(
    db: Session, hall: Hall, visit: Visit
) -> None:
    lan, address = visit(hall.jurors[0]), f"/cham-diem/phieu/{hall.entries[0].id}"
    form = whole(
        hall,
        "10",
        act="save",
        version="0",
        total="99",
        seat_id=str(hall.seats[1].id),
        account_id=str(hall.jurors[1].id),
        signed_at="2026-01-01",
        frame_id="7",
    )
    assert lan.post(address, data=form).status_code == 303
    assert (stored(db, hall, 0), stored(db, hall, 1)) == ({hall.leaves[0].id: 1000}, {})


FULL = ("20", "15,5", "8", "8", "8", "8", "8", "9")


def test_signing_goes_on_to_the_next(db: Session, hall: Hall, visit: Visit) -> None:
    lan, address = visit(hall.jurors[0]), f"/cham-diem/phieu/{hall.entries[0].id}"
    short = lan.post(address, data=whole(hall, *FULL[:7], version="0", act="sign"))
    assert (short.status_code, "Mục này cần được điền." in short.text) == (422, True)
    form = whole(hall, *FULL, version="0", act="sign")
    signed = lan.post(address, data=form)
    assert signed.status_code == 303
    assert signed.headers["location"] in {f"/cham-diem/phieu/{e.id}" for e in hall.entries[1:]}
    # A second click on "sign" goes on too; another score does not get in.
    assert lan.post(address, data=form).status_code == 303
    late = lan.post(address, data=whole(hall, "1", version="2", act="save"))
    assert (late.status_code, "Phiếu này đã ký" in late.text) == (409, True)
    page = lan.get(address).text
    assert ("Phiếu đã ký" in page, 'value="sign"' in page, "readonly" in page) == (
        True,
        False,
        True,
    )
    for entry in hall.entries[1:]:
        last = lan.post(
            f"/cham-diem/phieu/{entry.id}", data=whole(hall, *FULL, version="0", act="sign")
        )
    assert last.headers["location"] == f"/cham-diem/{hall.contest.slug}"
    assert "Bạn đã ký đủ phiếu" in lan.get(last.headers["location"]).text


def test_two_tabs_both_values_are_shown(db: Session, hall: Hall, visit: Visit) -> None:
    lan, address = visit(hall.jurors[0]), f"/cham-diem/phieu/{hall.entries[0].id}"
    lan.post(address, data=whole(hall, "7,25", version="0", act="save"))
    told = lan.post(address, data=whole(hall, "8,75", version="0", act="save"))
    assert told.status_code == 409
    assert "Đã lưu ở nơi khác: 7,25" in told.text
    assert ('value="8,75"' in told.text, 'name="version" value="1"' in told.text) == (True, True)
    assert stored(db, hall) == {hall.leaves[0].id: 725}
    # The same values from the other tab are no conflict; sent again knowingly, the typed one is.
    assert lan.post(address, data=whole(hall, "7,25", version="0", act="save")).status_code == 303
    assert lan.post(address, data=whole(hall, "8,75", version="1", act="save")).status_code == 303
    assert stored(db, hall) == {hall.leaves[0].id: 875}

    alone = lan.post(address, data={field(hall, 0): "1", "version": "1"}, headers=HTMX)
    assert (alone.status_code, alone.headers["HX-Retarget"], alone.headers["HX-Reswap"]) == (
        409,
        "#sheet",
        "outerHTML",
    )
    assert alone.text.lstrip().startswith('<form id="sheet"')


def test_after_the_deadline_nothing_is_written(db: Session, hall: Hall, visit: Visit) -> None:
    hall.contest.judging_until = datetime.now(UTC) - timedelta(minutes=5)
    lan, address = visit(hall.jurors[0]), f"/cham-diem/phieu/{hall.entries[0].id}"
    told = lan.post(address, data=whole(hall, "5", version="0", act="save"))
    assert (told.status_code, "Đã hết giờ chấm điểm lúc" in told.text) == (409, True)
    assert 'value="save"' not in lan.get(address).text


def test_a_conflict_of_interest_is_declared(db: Session, hall: Hall, visit: Visit) -> None:
    lan, entry = visit(hall.jurors[0]), hall.entries[0]
    address = f"/cham-diem/phieu/{entry.id}"
    empty = lan.post(f"{address}/khong-cham", data={"reason": " "})
    assert (empty.status_code, "Mục này cần được điền." in empty.text) == (422, True)
    told = lan.post(f"{address}/khong-cham", data={"reason": "Chủ cơ sở là em ruột tôi"})
    assert (told.status_code, told.headers["location"]) == (
        303,
        f"/cham-diem/{hall.contest.slug}",
    )
    with Session(db.get_bind()) as fresh:
        found = recusals(fresh, hall.contest.id)
    assert [(one.seat_id, one.entry_id, one.source.value, one.reason) for one in found] == [
        (hall.seats[0].id, entry.id, "declared_by_juror", "Chủ cơ sở là em ruột tôi")
    ]
    assert entry.product_name not in lan.get(f"/cham-diem/{hall.contest.slug}").text
    for method in ("GET", "POST"):
        assert lan.request(method, address).status_code == 404
    assert visit(hall.jurors[1]).get(address).status_code == 200


def test_a_stranger_to_the_jury(db: Session, hall: Hall, visit: Visit) -> None:
    other = build.contest(db, unit_id=hall.unit_id, stage=Stage.JUDGING)
    seat = build.seat(db, build.body(db, other), hall.secretary)
    assert seat.account_id == hall.secretary.id
    hoa = visit(hall.secretary)  # a juror elsewhere
    for address in (f"/cham-diem/{hall.contest.slug}", f"/cham-diem/phieu/{hall.entries[0].id}"):
        assert hoa.get(address).status_code == 404
    assert visit(hall.chair).get("/cham-diem").status_code == 403


# --- independence (promise 2): nothing that one juror gave reaches another before the lock

DISTINCT = (1713, 1313, 713, 313, 913, 613, 813, 513)
TOTAL = sum(DISTINCT)
MARKS = ["6904", "69,04", "69.04", *(f"{p // 100},{p % 100:02d}" for p in DISTINCT)]


def everything(browser: Visitor, hall: Hall) -> dict[str, str]:
    """Every GET door of the house with this contest and these entries filled in, as answered."""
    found = {}
    for door in DOORS:
        method, path = door.split(" ", 1)
        if method != "GET":
            continue
        path = path.replace("{contest}", hall.contest.slug)
        addresses = {path.replace("{entry_id}", str(entry.id)) for entry in hall.entries}
        for address in sorted(one for one in addresses if "{" not in one):
            for headers in ({}, HTMX):
                told = browser.get(address, headers=headers)
                found[f"{address} {headers}"] = told.text + str(dict(told.headers))
    return found


@pytest.mark.parametrize("who", ["juror", "head", "secretary", "chair", "stranger", "recused"])
def test_no_door_shows_anothers_score_before_the_lock(
    db: Session, hall: Hall, visit: Visit, who: str
) -> None:
    now = datetime.now(UTC)
    points = hall.points(*DISTINCT)
    remark = "Nhận xét riêng 6904"
    judging.sheet(db, hall, hall.seats[1], hall.entries[0], points=points, at=now, remark=remark)
    judging.sheet(db, hall, hall.seats[1], hall.entries[1], points=points, signed=False, at=now)
    build.recusal(db, hall.seats[2], hall.entries[0])
    asks = {
        "juror": hall.jurors[2],
        "head": hall.jurors[0],
        "secretary": hall.secretary,
        "chair": hall.chair,
        "stranger": None,
        "recused": hall.jurors[2],
    }[who]
    told = everything(visit(asks), hall)
    leaks = [(address, mark) for address, text in told.items() for mark in MARKS if mark in text]
    assert leaks == []
    assert len(told) > 20


def test_the_order_of_a_list_says_nothing(db: Session, hall: Hall, visit: Visit) -> None:
    minh = visit(hall.jurors[1])
    before = minh.get(f"/cham-diem/{hall.contest.slug}").text
    judging.sheets(db, hall, [[9900, None, 9900], [100, None, 100], [5000, None, None]])
    db.commit()
    assert minh.get(f"/cham-diem/{hall.contest.slug}").text == before


def test_edge_24_the_maker_is_covered_only_where_the_rules_say_so(
    db: Session, hall: Hall, visit: Visit
) -> None:
    maker, entry = hall.entries[0].establishment_name, hall.entries[0]
    lan = visit(hall.jurors[0])
    pages = (f"/cham-diem/{hall.contest.slug}", f"/cham-diem/phieu/{entry.id}")
    assert [maker in lan.get(one).text for one in pages] == [True, True]
    hall.contest.rules = {
        **hall.contest.rules,
        "identity_covered": True,
        "groups": {**hall.contest.rules["groups"], "handicraft": "Nhóm gốm đỏ và cói"},
    }
    db.commit()
    for one in pages:
        text = lan.get(one).text
        assert maker not in text
        assert entry.establishment_address not in text
        assert "Nhóm gốm đỏ và cói" in text
