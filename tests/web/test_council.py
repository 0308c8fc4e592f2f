"""The council's pages: lines, sets, votes, prizes, a decision corrected."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from contest.certificates import service as certificates
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.results import council, queries, records, service
from contest.results.rules import Ballot
from core.clock import day_in_vietnam
from core.registry.kinds import ProductGroup, SetCase
from core.registry.model import Product
from tests.build import judging
from tests.build.judging import Hall
from tests.web.conftest import Visitor, plain_words

Visit = Callable[..., Visitor]
FOOD = ProductGroup.PROCESSED_FOOD
PRIZES = [{"name": "Giải A", "most": 1, "cash_dong": 3_000_000}]


@pytest.fixture
def hall(db: Session) -> Hall:
    """Locked: handicraft 91,37 · 85 and 85 of different parts I · 69,99…; one food at 70."""
    made = judging.hall(db, entries=4, now=datetime.now(UTC))
    rules = {**made.contest.rules, "prizes": PRIZES, "tie_rule": ["part:I", "council"]}
    made.contest.rules = rules
    judging.more_entry(db, made, "Kẹo dừa", FOOD)
    totals: list[list[int | None]] = [
        [9137] * 3,
        [8500] * 3,
        [None] * 3,
        [7000, 7000, 6999],
        [7000] * 3,
    ]
    judging.sheets(db, made, totals)
    less_i = made.adding_up_to(10_000)
    first = made.leaves[0].id
    less_i[first] -= 1500
    for seat in made.seats:
        judging.sheet(db, made, seat, made.entries[2], points=less_i)
    service.lock(db, judging.desk(made), made.contest.id, datetime.now(UTC))
    return made


def base(hall: Hall) -> str:
    """The contest's room."""
    return f"/dieu-hanh/binh-chon/{hall.contest.slug}"


def typed(hall: Hall, *chosen: int, **more: str) -> dict[str, object]:
    """The chair's form."""
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
        **more,
    }


def stage(db: Session, hall: Hall) -> Stage:
    """As the database holds it."""
    with Session(db.get_bind()) as fresh:
        return fresh.get_one(Contest, hall.contest.id).stage


def test_the_lines_are_drawn_and_ticked_and_nothing_is_recorded(
    db: Session, hall: Hall, visit: Visit
) -> None:
    chair, address = visit(hall.chair), f"{base(hall)}/quyet-dinh"
    drawn = chair.post(address, data=typed(hall, quota_handicraft="2", act="ke"))
    assert (drawn.status_code, stage(db, hall)) == (200, Stage.LOCKED)
    ticked = [f'value="{one.id}" checked' in drawn.text for one in hall.entries]
    # Two equal averages at the line: the part I of the rule put the first of them above it.
    assert ticked == [True, True, False, False, True]
    words = plain_words(drawn.text)
    for said in (
        "trong vạch, nhờ thứ tự xét bằng điểm",
        "ngoài vạch, do thứ tự xét bằng điểm",
        "bình quân phần I",
        "Không bao giờ theo mã số hay thứ tự nộp",
    ):
        assert said in words
    assert drawn.text.count("quota-line") == 1
    kept = chair.post(address, data=typed(hall, 2, quota_handicraft="2", act="ke"))
    assert [f'value="{one.id}" checked' in kept.text for one in hall.entries] == [
        at == 2 for at in range(5)
    ]
    again = chair.post(address, data=typed(hall, 2, quota_handicraft="2", act="chon"))
    assert [f'value="{one.id}" checked' in again.text for one in hall.entries] == ticked
    none = chair.post(address, data={"act": "ke"})
    assert (none.status_code, "ít nhất một nhóm" in none.text) == (422, True)
    odd = chair.post(address, data={"act": "ke", "quota_total": "hai"})
    assert (odd.status_code, 'value="hai"' in odd.text) == (422, True)
    # What the rule settled needs no reason, the other way round needs one.
    other = chair.post(address, data=typed(hall, 0, 2, 4, quota_handicraft="2"))
    assert (other.status_code, "Hãy ghi lý do của Hội đồng" in other.text) == (422, True)
    why = {f"why_{hall.entries[1].id}": "Cơ sở ngừng sản xuất"}
    assert (
        chair.post(address, data=typed(hall, 0, 2, 4, quota_handicraft="2", **why)).status_code
        == 303
    )
    found = {s.entry_id: s.why for s in queries.standings(db, hall.contest.id)}
    assert found[hall.entries[1].id] == "Cơ sở ngừng sản xuất"


def test_one_number_for_all_groups(db: Session, hall: Hall, visit: Visit) -> None:
    chair, address = visit(hall.chair), f"{base(hall)}/quyet-dinh"
    form = typed(hall, 0, 1, 2, 4, quota_handicraft="", quota_processed_food="", quota_total="3")
    over = chair.post(address, data=form)
    assert (over.status_code, "nhiều hơn tổng số lượng 3" in over.text) == (422, True)
    form["certified"] = [str(hall.entries[i].id) for i in (0, 1, 2)]
    assert chair.post(address, data=form).status_code == 303
    decision = queries.find_decision(db, hall.contest.id)
    assert decision is not None
    assert (decision.quotas, decision.quota_total) == ({}, 3)


def test_prizes_are_those_of_the_rules(db: Session, hall: Hall, visit: Visit) -> None:
    chair, address = visit(hall.chair), f"{base(hall)}/quyet-dinh"
    one, two = hall.entries[0].id, hall.entries[1].id
    assert "Giải A (3.000.000\N{NO-BREAK SPACE}đ)" in chair.get(address).text
    both = {f"prize_{one}": "Giải A", f"prize_{two}": "Giải A"}
    told = chair.post(address, data=typed(hall, 0, 1, 2, 4, **both))
    assert (told.status_code, "cho nhiều nhất 1" in told.text) == (422, True)
    made_up = chair.post(
        address, data=typed(hall, 0, 1, 2, 4, **{f"prize_{one}": "Giải Đặc biệt"})
    )
    assert (made_up.status_code, "không có “Giải Đặc biệt”" in made_up.text) == (422, True)


def test_a_set_is_made_and_certified_once(db: Session, hall: Hall, visit: Visit) -> None:
    chair, address = visit(hall.chair), f"{base(hall)}/quyet-dinh/bo"
    one, two, three, below, food = hall.entries
    maker = str(one.establishment_id)
    page = chair.get(address).text
    assert page.count('name="members"') == 3  # the passing ones of the maker who has several
    form: dict[str, object] = {
        "maker": maker,
        "members": [str(two.id), str(below.id)],
        "name": "Bộ bình trà",
        "case": "shared_design",
        "reason": "Cùng kiểu dáng, bán theo bộ",
    }
    low = chair.post(address, data=form)
    assert (low.status_code, "Điều 17 khoản 1" in low.text, "Bộ bình trà" in low.text) == (
        422,
        True,
        True,
    )
    stranger = chair.post(address, data={**form, "members": [str(two.id), str(food.id)]})
    assert (stranger.status_code, "Điều 3 khoản 2" in stranger.text) == (422, True)
    nothing = chair.post(address, data={"members": ["x"]})
    assert nothing.status_code == 422
    form["members"] = [str(two.id), str(three.id)]
    assert chair.post(address, data=form).headers["location"] == address
    with Session(db.get_bind()) as fresh:
        made = records.merged_sets(fresh, hall.contest.id)
        assert [(s.name, s.legal_case) for s in made] == [("Bộ bình trà", SetCase.SHARED_DESIGN)]
        front = two if made[0].lead_entry_id == two.id else three
    decide = f"{base(hall)}/quyet-dinh"
    assert "trong bộ “Bộ bình trà”" in chair.get(decide).text
    index = hall.entries.index(front)
    assert chair.post(decide, data=typed(hall, 0, index, 4)).status_code == 303

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
    issued = certificates.issue_all(
        db, desk, hall.contest.id, today, now, public_url="http://testserver"
    )
    printed = {c.entry_id: (c.printed["product_name"], c.printed["is_set"]) for c in issued}
    assert printed == {
        one.id: (one.product_name, False),
        front.id: ("Bộ bình trà", True),
        food.id: (food.product_name, False),
    }
    service.announce(db, desk, hall.contest.id, now, issued=len(issued))
    db.commit()
    public = plain_words(visit(None).get(f"/binh-chon/{hall.contest.slug}/ket-qua").text)
    assert f"Bộ bình trà {one.establishment_name}" in public
    assert f"Bộ sản phẩm gồm: {two.product_name} (85,00)" in public
    # Each product of the set shows the set's certificate on its own public page.
    for member in (two, three):
        product = db.get_one(Product, member.product_id)
        shown = visit(None).get(f"/san-pham/{product.slug}-{product.code}").text
        number = next(c.number for c in issued if c.entry_id == front.id)
        assert (number in shown, "Bộ bình trà" in shown) == (True, True)


def test_a_set_is_taken_apart_while_the_council_still_chooses(
    db: Session, hall: Hall, visit: Visit
) -> None:
    chair, address = visit(hall.chair), f"{base(hall)}/quyet-dinh/bo"
    ids = [hall.entries[1].id, hall.entries[2].id]
    made = council.merge(
        db,
        judging.head_of_council(hall),
        hall.contest.id,
        "Bộ",
        SetCase.COMPLEMENTARY,
        ids,
        "Dùng chung với nhau",
        datetime.now(UTC),
    )
    db.commit()
    assert chair.post(f"{address}/tach", data={"set": "abc"}).status_code == 404
    assert chair.post(f"{address}/tach", data={}).status_code == 404
    assert chair.post(f"{address}/tach", data={"set": str(made.id)}).status_code == 303
    with Session(db.get_bind()) as fresh:
        assert records.merged_sets(fresh, hall.contest.id) == []


def test_votes_on_products(db: Session, hall: Hall, visit: Visit) -> None:
    chair, address = visit(hall.chair), f"{base(hall)}/quyet-dinh/bieu-quyet"
    one, two = hall.entries[0].id, hall.entries[1].id
    page = chair.get(address).text
    assert page.count('name="for_') == 4  # who did not pass is not voted on
    form = {f"for_{one}": "5", f"against_{one}": "1", f"for_{two}": "x"}
    bad = chair.post(address, data=form)
    assert (bad.status_code, 'value="x"' in bad.text) == (422, True)
    form[f"for_{two}"] = "7"
    short = chair.post(address, data=form)
    assert (short.status_code, "cộng được 6; Hội đồng có 7 người" in short.text) == (422, True)
    assert (short.text.count('value="5"'), short.text.count('value="7"')) == (1, 1)
    form[f"absent_{one}"] = "1"
    assert chair.post(address, data=form).headers["location"] == f"{base(hall)}/quyet-dinh"
    with Session(db.get_bind()) as fresh:
        kept = records.ballots(fresh, hall.contest.id)
    assert kept == {one: Ballot(5, 1, 0, 1), two: Ballot(7, 0)}
    assert "5 tán thành, 1 không tán thành, 0 không ý kiến, 1 vắng" in plain_words(
        chair.get(f"{base(hall)}/quyet-dinh").text
    )
    assert chair.get(address).text.count('value="7"') == 1


def test_a_decision_is_corrected_and_the_old_one_stays_readable(
    db: Session, hall: Hall, visit: Visit
) -> None:
    chair, address = visit(hall.chair), f"{base(hall)}/quyet-dinh"
    prize = {f"prize_{hall.entries[0].id}": "Giải A"}
    assert chair.post(address, data=typed(hall, 0, 1, 2, 4, **prize)).status_code == 303
    short = chair.post(f"{address}/sua", data={"reason": "sai"})
    assert (short.status_code, ">\nsai</textarea>" in short.text) == (422, True)
    told = chair.post(f"{address}/sua", data={"reason": "Ghi nhầm số biên bản"})
    assert (told.status_code, stage(db, hall)) == (303, Stage.LOCKED)
    form = chair.get(address).text
    # What it said is there to be corrected.
    assert ('value="05/BB-HĐBC"' in form, form.count(" checked")) == (True, 4)
    assert 'value="Giải A" selected' in form
    again = typed(hall, 0, 1, 2, 4, minutes_number="06/BB-HĐBC")
    assert chair.post(address, data=again).status_code == 303
    old = visit(hall.jurors[1]).get(f"{base(hall)}/ket-qua/ban-cu/1")
    words = plain_words(old.text)
    for said in ("05/BB-HĐBC", "Ghi nhầm số biên bản", "Giải A", "91,37"):
        assert said in words
    assert chair.get(f"{base(hall)}/ket-qua/ban-cu/2").status_code == 404
    assert "Bản quyết định 2" in plain_words(chair.get(address).text)


def test_who_decides_and_who_only_reads(hall: Hall, visit: Visit) -> None:
    deeds = ("quyet-dinh", "quyet-dinh/bo", "quyet-dinh/bo/tach", "quyet-dinh/bieu-quyet")
    for one in (hall.secretary, hall.jurors[0], hall.jurors[1]):
        browser = visit(one)
        assert [browser.post(f"{base(hall)}/{deed}").status_code for deed in deeds] == [403] * 4


def test_a_form_of_three_hundred_products(db: Session, visit: Visit) -> None:
    """As many as a region's round: every product with its box, grade and reason in one form."""
    made = judging.hall(db, entries=300, jurors=1, now=datetime.now(UTC))
    judging.sheets(db, made, [[7000 + i] for i in range(300)])
    service.lock(db, judging.desk(made), made.contest.id, datetime.now(UTC))
    form = typed(made, *range(300), quota_handicraft="300", quota_processed_food="")
    form |= {f"why_{one.id}": "Đạt đủ tiêu chí" for one in made.entries}
    assert visit(made.chair).post(f"{base(made)}/quyet-dinh", data=form).status_code == 303
    assert queries.figures(db, db.get_one(Contest, made.contest.id, populate_existing=True)) == (
        queries.Figures(received=300, valid=300, passed=300, certified=300, prized=0)
    )
