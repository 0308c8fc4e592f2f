"""A locality's list of products for a contest: drafts on behalf, with the consent on paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries import queries
from contest.entries.kinds import EntryStatus
from core.imports.kinds import Standing
from core.imports.queries import Item
from core.registry import consents
from core.registry.model import Establishment
from core.rights import Grant, Role
from core.sealing import Sealer
from tests.build import contests, people, register
from tests.build.people import NOW
from tests.build.places import Places, places
from tests.web.imports.test_members import items, told
from web.imports.check import dry_run
from web.imports.dossiers import Dossiers
from web.imports.kind import Bench, Made, Row
from web.sheets.write import Column, Sheet, workbook

HEADS = ("Tên cơ sở", "Sản phẩm", "Nhóm", "Người đồng ý", "Ngày đồng ý", "Giấy đồng ý", "Công văn")
KIND = Dossiers()


@dataclass(frozen=True, slots=True)
class Desk:
    """An officer of a commune, whose province receives dossiers."""

    bench: Bench
    contest: Contest
    here: Places
    maker: Establishment


@pytest.fixture
def desk(session: Session) -> Desk:
    here = places(session)
    contest = contests.contest(
        session, unit_id=here.province, level=ContestLevel.PROVINCE, stage=Stage.OPEN
    )
    maker = register.establishment(session, "HTX Gốm đỏ (mô phỏng)", unit_id=here.commune)
    register.product(session, maker, "Bình gốm đỏ")
    account = people.account(session)
    people.grant(session, account, Role.OFFICER, unit_id=here.commune)
    who = people.identity(account, Grant(Role.OFFICER, unit_id=here.commune))
    sealer = Sealer("only-for-tests-only-for-tests-only")
    return Desk(Bench(session, sealer, who, NOW, here.commune, 7), contest, here, maker)


def rows_of(desk: Desk, rows: Sequence[Sequence[str]], heads: Sequence[str] = HEADS) -> list[Row]:
    sheet = Sheet("Danh sách", [Column(head) for head in heads], rows)
    return list(dry_run(KIND, desk.bench, workbook([sheet])).report.rows)


def load(desk: Desk, rows: Sequence[Row]) -> list[Made]:
    return KIND.load(desk.bench, [row for row in rows if row.standing is Standing.NEW])


SIGNED = ("Lê Văn Chủ (mô phỏng)", "01/11/2026", "Giấy đồng ý số 3")
GOOD = (
    ("HTX Gốm đỏ (mô phỏng)", "Bình gốm đỏ", "", *SIGNED, "45/UBND-KT"),
    ("htx gốm đỏ (mô phỏng)", "Chậu gốm", "Thủ công mỹ nghệ", *SIGNED, ""),
)


def test_drafts_on_behalf_with_the_consent_on_paper(desk: Desk, session: Session) -> None:
    rows = rows_of(desk, GOOD)
    assert told(rows) == ["new", "new"]
    assert KIND.detail(rows[0].record or {}).startswith("HTX Gốm đỏ (mô phỏng) · ")
    made = load(desk, rows)
    assert [one.subject.partition(":")[0] for one in made] == ["entry", "product", "entry"]
    first = queries.get_entry(session, int(made[0].subject.partition(":")[2]))
    assert (first.status, first.on_behalf, first.forwarding_letter) == (
        EntryStatus.DRAFT,
        True,
        "45/UBND-KT",
    )
    assert "Lê Văn Chủ (mô phỏng)" in first.consent_note
    assert "Giấy đồng ý số 3" in first.consent_note
    given = consents.consents_of(session, desk.maker.id)
    assert [one.given_by for one in given] == ["Lê Văn Chủ (mô phỏng)"]  # once for both rows
    assert told(rows_of(desk, GOOD)) == ["unchanged", "unchanged"]
    # a consent that stands is not asked for again
    bare = [("HTX Gốm đỏ (mô phỏng)", "Ấm gốm", "1", "", "", "", "")]
    assert told(rows_of(desk, bare)) == ["new"]
    kept = KIND.undo(desk.bench, items(made))
    assert kept == {made[1].subject: "used_since"}
    session.expire_all()
    assert queries.get_entry(session, first.id).status is EntryStatus.WITHDRAWN


def test_rows_that_cannot_be_drafts_say_why(desk: Desk, session: Session) -> None:
    register.establishment(session, "Cơ sở Mây (mô phỏng)", unit_id=desk.here.stranger_commune)
    for _ in range(2):
        register.establishment(session, "Cơ sở Tre (mô phỏng)", unit_id=desk.here.commune)
    maker = "HTX Gốm đỏ (mô phỏng)"
    rows = rows_of(
        desk,
        (
            ("Không ai biết", "X", "", *SIGNED, ""),
            ("Cơ sở Mây (mô phỏng)", "X", "1", *SIGNED, ""),
            ("Cơ sở Tre (mô phỏng)", "X", "1", *SIGNED, ""),
            (maker, "Sản phẩm mới", "", *SIGNED, ""),
            (maker, "Bình gốm đỏ", "", "", "", "", ""),
            (maker, "Bình gốm đỏ", "", SIGNED[0], "01/12/2027", "", ""),
            (maker, "", "", *SIGNED, ""),
            (maker, "Chậu <b>&", "vũ trụ", *SIGNED, ""),
        ),
    )
    assert told(rows) == [
        "name:dossier_maker_unknown",
        "name:dossier_maker_elsewhere",
        "name:dossier_maker_several",
        "group:dossier_group_missing",
        "given_by:consent_giver_missing,given_on:missing",
        "product:dossier_repeats",
        "product:missing",
        "group:group_unknown",
    ]


def test_only_while_the_contest_receives(desk: Desk, session: Session) -> None:
    late = replace(
        desk, bench=replace(desk.bench, now=desk.contest.entries_close_at.replace(year=2030))
    )
    assert told(rows_of(late, GOOD[:1])) == ["contest:import_contest_not_receiving"]
    desk.contest.stage = Stage.JUDGING
    session.flush()
    assert told(rows_of(desk, GOOD[:1])) == ["contest:import_contest_unclear"]


def test_a_draft_that_was_written_on_stays(desk: Desk, session: Session) -> None:
    made = load(desk, rows_of(desk, GOOD[:1]))
    touched = [
        Item(one.row, one.subject, one.deed, one.version - 1, {}, False, "") for one in made
    ]
    assert KIND.undo(desk.bench, touched) == {made[0].subject: "changed_since"}
