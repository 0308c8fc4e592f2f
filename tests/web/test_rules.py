"""A contest's rules on its page: read with their source, changed by version, locked, public."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from contest.contests import queries, rulekeeping
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.ruleset import Prize, Quota
from contest.results import locking
from core.rights import Role
from tests.build import contests, judging, people
from tests.build.people import NOW
from tests.web.conftest import HTMX, Visitor
from tests.web.room import Room, room
from web import clause_form

Visit = Callable[..., Visitor]
WHY = "Theo kế hoạch của tỉnh năm nay"


@pytest.fixture
def made(db: Session) -> Room:
    return room(db)


def typed(made: Room, **changes: object) -> dict[str, Any]:
    """The form as it is sent when only these fields are changed; None leaves one out."""
    kept = queries.rules_of(made.contest)
    data: dict[str, Any] = {
        name: value
        for name, value in clause_form.typed_of(kept, ContestLevel.PROVINCE).items()
        if value not in (False, None)
    }
    data |= {"source": "Thể lệ kèm Kế hoạch 12, Điều 6", "why": WHY}
    data |= {name.replace("__", "-"): value for name, value in changes.items()}
    return {k: "1" if v is True else v for k, v in data.items() if v is not None}


def test_every_clause_is_read_with_its_source(visit: Visit, made: Room) -> None:
    text = visit(made.secretary).get(f"{made.path}/the-le").text
    assert text.count('<tr id="dieu-') == 26
    assert "TT 26/2014/TT-BCT Đ8" in text
    assert "mặc định của phần mềm" in text
    assert "Sửa thể lệ" in text
    assert "không ấn định trước; Hội đồng quyết định cơ cấu và số lượng" in text


def test_clauses_are_changed_by_form_and_shown_to_everybody(
    visit: Visit, db: Session, made: Room
) -> None:
    browser = visit(made.secretary)
    form = browser.get(f"{made.path}/the-le?sua=1").text
    for name in ("council_sizes", "tie-0", "prize-0-cash", "paper-0-name", "quota-machinery"):
        assert f'name="{name}"' in form
    data = typed(
        made,
        council_sizes="9; 11",
        jury_sizes="7, 9",
        averaging="trimmed",
        drop="1",
        tie__0="part:I",
        tie__1="median",
        tie__2="council",
        quota__total="30",
        quota__machinery="5",
        prize__0__name="Giải A",
        prize__0__most="2",
        prize__0__cash="5tr",
        group__other="Nhóm sản phẩm địa phương khác",
        paper__6__name="Cam kết bảo vệ môi trường",
        paper__6__asked="if_any",
        paper__5__asked="not",
        disparity_limit="",
        validity_years="4",
        forwarding_letter=None,
        jurors_named="1",
    )
    answer = browser.post(f"{made.path}/the-le", data=data)
    assert (answer.status_code, answer.headers.get("location")) == (303, f"{made.path}/the-le")
    db.expire_all()
    rules = queries.rules_of(queries.get_contest(db, made.contest.slug))
    assert rules.council_sizes[ContestLevel.PROVINCE] == (9, 11)
    assert (rules.jury_sizes, rules.averaging.drop) == ((7, 9), 1)
    assert rules.tie_rule == ("part:I", "median", "council")
    assert rules.quota == Quota(30, {"machinery": 5})
    assert rules.prizes == (Prize("Giải A", 2, 5_000_000),)
    assert rules.groups["other"] == "Nhóm sản phẩm địa phương khác"
    assert [(one.code, one.required) for one in rules.checklist][-2:] == [
        ("quality_papers", False),
        ("own_1", False),
    ]
    assert (rules.disparity_limit, rules.validity_years) == (None, 4)
    assert ContestLevel.PROVINCE not in rules.forwarding_letter
    assert rules.jurors_named
    assert rules.sources["tie_rule"] == "Thể lệ kèm Kế hoạch 12, Điều 6"
    assert rules.sources["pass_mark"] != rules.sources["tie_rule"]
    db.commit()
    own = browser.get(f"{made.path}/the-le").text
    assert "riêng của kỳ này" in own
    assert WHY in own
    assert "5.000.000" in own
    public = visit(None).get(f"/binh-chon/{made.contest.slug}").text
    listed = public.partition('<ol id="bang-diem">')[2].partition("</ol>")[0]
    assert re.findall(r"<li>(.*?)</li>", listed) == [
        "Sản phẩm có điểm phần I cao hơn đứng trên",
        "Sản phẩm có trung vị các phiếu cao hơn đứng trên",
        "Hội đồng quyết định, ghi lý do",
    ]
    assert "Cam kết bảo vệ môi trường" in public
    assert "tất cả: nhiều nhất 30" in public
    # The page to found the council says the same sizes.
    assert "9, 11" in browser.get(f"{made.path}/hoi-dong").text


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"council_sizes": "sáu"}, "council_sizes", "Hãy ghi các số người được phép"),
        ({"council_sizes": ""}, "council_sizes", "Hãy ghi các số người được phép"),
        ({"jury_sizes": "6"}, "jury_sizes", "các số được phép đều phải lẻ"),
        ({"part__I": "39"}, "part-I", "cộng được 99 điểm, phải đúng 100"),
        ({"pass_mark": "bảy mươi"}, "pass_mark", "Hãy viết điểm bằng số"),
        ({"averaging": "trimmed", "drop": ""}, "drop", ""),
        ({"tie__0": "median", "tie__1": ""}, "tie-0", "kết thúc bằng “Hội đồng quyết định”"),
        ({"prize__1__most": "3"}, "prize-1-name", ""),
        ({"complaint_days": "0"}, "complaint_days", "Hãy ghi một số từ 1 đến 90"),
        ({"quota__machinery": "0"}, "quota-machinery", "Hãy ghi một số từ 1 đến 9999"),
        ({"group__other": ""}, "group-other", ""),
        ({"upper": "commune"}, "upper", "phải cao hơn"),
        ({"why": "", "pass_mark": "71"}, "why", ""),
        ({"source": "", "pass_mark": "71"}, "source", ""),
        ({}, "", "Chưa có điều nào khác"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(
    visit: Visit, db: Session, made: Room, changes: dict[str, str], field: str, said: str
) -> None:
    browser = visit(made.secretary)
    data = typed(made, **changes)
    for headers in ({}, HTMX):
        answer = browser.post(f"{made.path}/the-le", data=data, headers=headers)
        assert answer.status_code == 422
        assert said in answer.text
        assert f'href="#f-{field}"' in answer.text or not field
        assert f'id="f-{field}"' in answer.text or not field
        for name, text in changes.items():
            if text and name.startswith(("council", "jury", "part", "complaint")):
                assert f'value="{text}"' in answer.text
    assert rulekeeping.versions(db, made.contest.id) == []


def test_a_provincial_variant_is_a_starting_point(visit: Visit, db: Session, made: Room) -> None:
    browser = visit(made.secretary)
    form = browser.get(f"{made.path}/the-le?sua=1&mau=quang-nam-2024").text
    assert 'value="Giải Khuyến khích"' in form
    assert browser.get(f"{made.path}/the-le?sua=1&mau=khong-co").status_code == 404
    data = typed(made, mau="quang-nam-2024")
    for at, (name, most) in enumerate(
        (("Giải A", 2), ("Giải B", 4), ("Giải C", 6), ("Giải Khuyến khích", 8))
    ):
        data |= {f"prize-{at}-name": name, f"prize-{at}-most": str(most)}
    assert browser.post(f"{made.path}/the-le", data=data).status_code == 303
    (version,) = rulekeeping.versions(db, made.contest.id)
    assert version.basis == "quang-nam-2024"
    assert "báo" in version.rules["sources"]["prizes"]  # the variant's own source stays
    db.commit()
    back = browser.get(f"{made.path}/the-le?sua=1&mau=quoc-gia").text
    assert 'value="Giải A"' not in back


def test_earlier_versions_are_read(visit: Visit, made: Room) -> None:
    browser = visit(made.secretary)
    for mark in ("71", "72"):
        data = typed(made, pass_mark=mark)
        assert browser.post(f"{made.path}/the-le", data=data).status_code == 303
    first = browser.get(f"{made.path}/the-le?ban=1").text
    assert "Đây là bản cũ" in first
    assert "điểm chung từ 71 trở lên" in first
    assert "điểm chung từ 72 trở lên" in browser.get(f"{made.path}/the-le").text
    assert browser.get(f"{made.path}/the-le?ban=3").status_code == 404


def test_after_the_first_sheet_the_page_says_since_when_it_is_locked(
    visit: Visit, db: Session
) -> None:
    hall = judging.hall(db, now=datetime.now(UTC))
    path = f"/dieu-hanh/binh-chon/{hall.contest.slug}/the-le"
    desk, juror = visit(hall.secretary), visit(hall.jurors[0])
    assert "Thể lệ còn sửa được" in desk.get(path).text
    sheet = {f"p_{hall.leaves[0].id}": "8,5", "version": "0"}
    answer = juror.post(f"/cham-diem/phieu/{hall.entries[0].id}", data=sheet)
    assert answer.status_code == 303
    text = desk.get(f"{path}?sua=1").text
    assert "Thể lệ đã khóa" in text
    assert "<form" not in text.partition("<main")[2].partition("</main>")[0]
    lock = rulekeeping.find_lock(db, hall.contest.id)
    assert lock is not None
    assert lock.digest in text
    db.commit()
    made = Room(where=None, contest=hall.contest, secretary=hall.secretary)  # type: ignore[arg-type]  # no place is asked
    answer = desk.post(path, data=typed(made, pass_mark="71"))
    assert (answer.status_code, "Thể lệ đã khóa lúc" in answer.text) == (409, True)


def test_a_juror_reads_the_rules_and_changes_nothing(visit: Visit, db: Session) -> None:
    hall = judging.hall(db, stage=Stage.OPEN)
    path = f"/dieu-hanh/binh-chon/{hall.contest.slug}/the-le"
    juror = visit(hall.jurors[0])
    text = juror.get(f"{path}?sua=1").text
    assert "Các điều của thể lệ" in text
    assert "Sửa thể lệ" not in text
    assert juror.post(path, data={}).status_code == 403


def test_rules_are_tried_on_a_judged_contest_before_they_are_kept(
    visit: Visit, db: Session
) -> None:
    hall = judging.hall(db, entries=2)
    judging.sheets(db, hall, [[9000, 8000, 8500], [7000, 6900, 7200]])
    locking.lock(db, judging.desk(hall), hall.contest.id, NOW)
    draft = contests.contest(
        db, unit_id=hall.unit_id, level=ContestLevel.PROVINCE, year=2027, stage=Stage.DRAFT
    )
    path = f"/dieu-hanh/binh-chon/{draft.slug}/the-le"
    desk = visit(hall.secretary)
    empty = desk.get(f"{path}/thu").text
    assert hall.contest.title in empty
    assert "Nếu theo thể lệ này" not in empty
    own = desk.get(f"{path}/thu?ky={hall.contest.slug}").text
    assert "Nếu theo thể lệ này" in own
    assert "Không có gì của kỳ đã chấm thay đổi" in own
    part = desk.get(f"{path}/thu?ky={hall.contest.slug}&mau=binh-thuan-2022", headers=HTMX).text
    assert part.lstrip().startswith('<div id="trial">')
    # What stands in the form, before it is kept: nothing is kept, nothing typed is lost.
    made = Room(where=None, contest=draft, secretary=hall.secretary)  # type: ignore[arg-type]  # no place is asked
    data = typed(made, pass_mark="71", averaging="median", ky=hall.contest.slug)
    answer = desk.post(f"{path}/thu", data=data)
    assert answer.status_code == 200
    assert 'name="pass_mark" type="text" value="71"' in answer.text
    assert "1 / 2" in answer.text  # eligible: tried, and as it was
    missing = desk.post(f"{path}/thu", data={**data, "ky": ""})
    assert (missing.status_code, 'href="#f-ky"' in missing.text) == (422, True)
    wrong = desk.post(f"{path}/thu", data={**data, "jury_sizes": "6"})
    assert (wrong.status_code, "các số được phép đều phải lẻ" in wrong.text) == (422, True)
    assert rulekeeping.versions(db, draft.id) == []
    assert desk.get(f"{path}/thu?ky=khong-co").status_code == 404
    db.commit()
    stranger = people.person(db, Role.SECRETARY, unit_id=hall.commune_id)
    assert visit(stranger).get(f"{path}/thu").status_code == 404
