"""A dated file of changes: read, refused by row, played over the lists, loaded once."""

import json
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.audit import AuditEntry
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.territory import (
    changes,
    gazetteer,
    queries,
    reference,
    replay,
    service,
    taking_back,
)
from core.territory.changes import Change, ChangeAct
from core.territory.model import Unit
from core.territory.rules import Extent, UnitKind
from tests.build import register

ADMIN = Identity(7, "Quản trị mô phỏng")
LOADED = datetime(2027, 2, 5, tzinfo=UTC)
EVE, DAY = date(2026, 12, 31), date(2027, 1, 1)
HEAD = "ngày,việc,mã cũ,mã mới,tên đầy đủ,trực thuộc,nguồn\n"

# An example for tests only: none of this was decided by anybody.
EXAMPLE = (
    HEAD
    + """\
2027-01-01,đổi tên,86,,Thành phố Vĩnh Long,,thí dụ
2027-01-01,nhập,29584,29602,,,thí dụ
2027-01-01,Tách,29557,90001,Xã Thí Dụ Một,86,thí dụ
2027-01-01,Tách,29557,90002,Phường Thí Dụ Hai,,thí dụ
01/01/2027,tách,29611,90001,,,thí dụ
01/01/2027,tách,29611,29611,,,thí dụ
2027-02-01,đổi mã,90002,90003,,,thí dụ
2027-02-01,vùng,68,central,,,thí dụ
"""
)

EARLY = HEAD + "2027-01-01,đổi tên,86,,Thành phố Vĩnh Long,,thí dụ\n"


def _file(*rows: str) -> bytes:
    return (HEAD + "\n".join(rows)).encode()


def test_heads_and_acts_in_two_languages_csv_and_json() -> None:
    expected = (
        Change(DAY, ChangeAct.RENAME, "86", "", "Thành phố Vĩnh Long", "", "thí dụ", 2),
        Change(DAY, ChangeAct.MERGE, "29584", "29602", "", "", "thí dụ", 3),
    )
    rows = [
        "2027-01-01,đổi tên,86,,Thành phố Vĩnh Long,,thí dụ",
        "1/1/2027,Sáp nhập,29584,29602,,,thí dụ",
    ]
    assert changes.parse(_file(*rows)) == (expected, ())
    windows = "\ufeff" + (HEAD + "\r\n".join(rows)).replace(",", ";")
    assert changes.parse(windows.encode()) == (expected, ())
    as_json = json.dumps(
        [
            {
                "day": "2027-01-01",
                "act": "rename",
                "old": "86",
                "full_name": "Thành phố Vĩnh Long",
                "source": "thí dụ",
            },
            {"ngày": DAY.isoformat(), "việc": "nhập", "mã cũ": "29584", "mã mới": "29602"}
            | {"nguồn": "thí dụ", "trực thuộc": None},
        ]
    )
    read, faults = changes.parse(as_json.encode())
    assert faults == ()
    assert [(one.key, one.said) for one in read] == [(one.key, one.said) for one in expected]


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (b"", [(0, "change_file_empty")]),
        (HEAD.encode(), [(0, "change_file_empty")]),
        (b"\xff\xfe\x00", [(0, "change_not_utf8")]),
        (b"[1, 2]", [(0, "change_file_unread")]),
        (b'{"day": 1}', [(0, "change_file_unread")]),
        (b'[{"day": ', [(0, "change_file_unread")]),
        (b'ng\xc3\xa0y,"vi\n1,2', [(0, "change_file_unread")]),
        (b"a,b\n1,2\n", [(0, "change_heads_missing")]),
        (_file("2027-13-01,nhập,1,2,,,x"), [(2, "change_day_unread")]),
        (_file("2027-01-01,xóa,1,2,,,x"), [(2, "change_act_unknown")]),
        (
            _file("2027-01-01,nhập,1,2,,,", ",,,,,,", "2027-01-01,nhập,,2,,,x"),
            [(2, "change_cell_empty"), (4, "change_cell_empty")],
        ),
    ],
)
def test_what_cannot_be_read_is_told_by_row(data: bytes, faults: list[tuple[int, str]]) -> None:
    read, found = changes.parse(data)
    assert (read, [(one.row, one.code) for one in found]) == ((), faults)


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        (["2027-01-01,nhập,99999,29602,,,x"], [(2, "change_unit_unknown")]),
        (["2027-01-01,nhập,29542,29602,,,x"], [(2, "change_unit_unknown")]),  # of the old list
        (["2025-01-01,nhập,29584,29602,,,x"], [(2, "change_day_before_lists")]),
        (["2099-01-01,nhập,29584,29602,,,x"], [(2, "change_day_far")]),
        (["2027-01-01,nhập,29584,90001,,,x"], [(2, "change_target_unknown")]),
        (["2027-01-01,nhập,29584,,,,x"], [(2, "change_code_unread")]),
        (["2027-01-01,nhập,29584,86,,,x"], [(2, "change_other_level")]),
        (["2027-01-01,nhập,29584,29584,,,x"], [(2, "change_into_itself")]),
        (["2027-01-01,nhập,29584,29602,Xã Khác,,x"], [(2, "change_code_taken")]),
        (["2027-01-01,nhập,29584,90001,Khác,86,x"], [(2, "change_name_without_kind")]),
        (["2027-01-01,nhập,29584,90001,Xã Khác,99,x"], [(2, "change_parent_unknown")]),
        (["2027-01-01,đổi tên,29584,,Huyện Khác,,x"], [(2, "change_name_without_kind")]),
        (["2027-01-01,đổi tên,86,,Tỉnh Vĩnh Long,,x"], [(2, "change_same_name")]),
        (
            ["2027-01-01,đổi tên,29584,,Xã Khác,,x", "2027-01-01,nhập,29584,29602,,,x"],
            [(2, "change_renamed_and_ended")],
        ),
        (
            ["2027-01-01,nhập,29584,29602,,,x", "2027-01-01,nhập,29584,29557,,,x"],
            [(3, "change_two_ends")],
        ),
        (
            ["2027-01-01,nhập,29584,29602,,,x", "2027-01-01,nhập,29584,29602,,86,x"],
            [(3, "change_row_twice")],
        ),
        (
            ["2027-01-01,nhập,29584,90001,Xã Một,,x", "2027-01-01,nhập,29557,90001,Xã Hai,,x"],
            [(3, "change_target_differs")],
        ),
        (["2027-01-01,vùng,86,east,,,x"], [(2, "change_region_unknown")]),
        (["2027-01-01,vùng,29584,south,,,x"], [(2, "change_region_of_province")]),
        (
            ["2027-01-01,tách,86,87,Tỉnh Một,,x", "2027-01-01,tách,86,88,Tỉnh Hai,,x"],
            [(3, "change_children_left")],
        ),
    ],
)
def test_a_row_that_does_not_fit_the_map_is_refused_with_the_reason(
    rows: list[str], faults: list[tuple[int, str]]
) -> None:
    read, unread = changes.parse(_file(*rows))
    assert unread == ()
    fresh, _, found = changes.sorted_out(read, ())
    found += replay.play(reference.lists(provinces={"86", "68"}), fresh)
    assert [(one.row, one.code) for one in found] == faults


def test_rename_merge_split_recode_and_region_on_a_real_database(session: Session) -> None:
    service.load(session)
    before = session.scalar(sa.select(sa.func.count()).select_from(Unit))
    seen, loaded = service.apply(session, ADMIN, EXAMPLE.encode(), "thi-du.csv", LOADED)
    assert (len(seen.effects), seen.there, seen.faults) == (8, 0, ())
    assert [(one.old, one.new) for one in seen.effects][:3] == [
        ("Tỉnh Vĩnh Long", "Thành phố Vĩnh Long"),
        ("Xã An Bình", "Xã Long Hồ"),
        ("Phường Phước Hậu", "Xã Thí Dụ Một"),
    ]
    assert session.scalar(sa.select(sa.func.count()).select_from(Unit)) == (before or 0) + 3

    def at(code: str, day: date) -> Unit:
        kind = UnitKind.PROVINCE if len(code) == 2 else UnitKind.COMMUNE
        found = queries.find_unit_by_code(session, kind, code, day)
        assert found is not None, code
        return found

    # renamed: the same unit; the former name on the eve, and in every line below from now on
    province = at("86", EVE)
    assert province.id == at("86", DAY).id
    assert queries.name_on(session, province.id, EVE) == "Tỉnh Vĩnh Long"
    assert queries.name_on(session, province.id, DAY) == "Thành phố Vĩnh Long"
    assert at("29602", DAY).line == "Xã Long Hồ, thành phố Vĩnh Long"
    # merged into one that goes on, whose office reaches it
    merged = at("29584", EVE)
    assert merged.valid_until == EVE
    became = queries.successors(session, merged.id)
    assert [(link.place.code, link.extent) for link in became] == [("29602", Extent.FULL)]
    assert at("29602", DAY).id in queries.reach(session, merged.id)
    # split over two new ones, the first of which also took a part of a neighbour that goes on
    split, neighbour, one = at("29557", EVE), at("29611", DAY), at("90001", DAY)
    assert neighbour.valid_until is None
    assert [p.full_name for p in queries.children(session, province.id, DAY)].count(
        "Xã Thí Dụ Một"
    ) == 1
    assert {link.place.id for link in queries.predecessors(session, one.id)} == {
        split.id,
        neighbour.id,
    }
    assert one.id not in queries.reach(session, split.id)
    # another code: the same territory
    last = at("90003", date(2027, 2, 1))
    assert last.full_name == "Phường Thí Dụ Hai"
    assert at("90002", DAY).id in {p.place.id for p in queries.predecessors(session, last.id)}
    assert last.id in queries.reach(session, at("90002", DAY).id)
    # the list of regions, from its day on
    region = queries.find_region(session, 2_200_068, date(2027, 2, 1))
    assert queries.find_region(session, 2_200_068, date(2027, 1, 31)) is None
    assert region is not None
    assert region.code == "central"
    # addresses of before still lead on
    match = gazetteer.matcher(session).match("xã An Bình, tỉnh Vĩnh Long", date(2027, 2, 1))
    assert (match.outcome.value, match.place and match.place.line) == (
        "gone",
        "Xã Long Hồ, thành phố Vĩnh Long",
    )
    _again_changes_nothing(session, loaded)
    _taken_back(session, before or 0)


def _taken_back(session: Session, before: int) -> None:
    """A file loaded in error goes while nothing is built on it, and leaves no trace but its
    line of the record."""
    later = _file("2027-03-01,đổi tên,90003,,Phường Thí Dụ Ba,,thí dụ")
    now = datetime(2027, 3, 5, tzinfo=UTC)
    service.apply(session, ADMIN, later, "sau.csv", now)
    newest, first = taking_back.loads(session)
    assert (newest.file_name, newest.rows, first.file_name, first.rows) == (
        "sau.csv",
        1,
        "thi-du.csv",
        8,
    )
    with pytest.raises(Conflict, match="change_load_rested_on"):
        taking_back.take_back(session, ADMIN, first.id, "nhầm", now)
    with pytest.raises(Invalid):
        taking_back.take_back(session, ADMIN, newest.id, " ", now)
    taking_back.take_back(session, ADMIN, newest.id, "nạp nhầm tệp", now)
    ward = queries.find_unit_by_code(session, UnitKind.COMMUNE, "90003", date(2027, 3, 1))
    assert ward is not None
    assert (ward.full_name, ward.line) == (
        "Phường Thí Dụ Hai",
        "Phường Thí Dụ Hai, thành phố Vĩnh Long",
    )
    maker = register.establishment(session, "Cơ sở Một (mô phỏng)", unit_id=ward.id)
    with pytest.raises(Conflict) as used:
        taking_back.take_back(session, ADMIN, first.id, "nhầm", now)
    assert (used.value.code, used.value.facts) == (
        "change_load_in_use",
        {"places": "Phường Thí Dụ Hai", "count": 1},
    )
    session.delete(maker)
    session.flush()
    taking_back.take_back(session, ADMIN, first.id, "nhầm", now)
    assert (queries.changes(session), taking_back.loads(session)) == ((), [])
    assert session.scalar(sa.select(sa.func.count()).select_from(Unit)) == before
    assert service.load(session) == service.Loaded()
    province = queries.find_unit_by_code(session, UnitKind.PROVINCE, "86", DAY)
    merged = queries.find_unit_by_code(session, UnitKind.COMMUNE, "29584", DAY)
    assert (province and province.full_name, merged and merged.valid_until) == (
        "Tỉnh Vĩnh Long",
        None,
    )
    told = session.scalars(
        sa.select(AuditEntry)
        .where(AuditEntry.action == "territory.taken_back")
        .order_by(AuditEntry.id)
    ).all()
    assert [(one.detail["file"], one.detail["why"], one.detail["rows"]) for one in told] == [
        ("sau.csv", "nạp nhầm tệp", 1),
        ("thi-du.csv", "nhầm", 8),
    ]
    assert told[0].detail["changes"] == [
        ["2027-03-01", "rename", "90003", "", "Phường Thí Dụ Ba", "", "thí dụ"]
    ]
    with pytest.raises(NotFound):
        taking_back.take_back(session, ADMIN, first.id, "nhầm", now)


def _again_changes_nothing(session: Session, loaded: service.Loaded) -> None:
    assert loaded.added > 0
    seen, again = service.apply(session, ADMIN, EXAMPLE.encode(), "thi-du.csv", LOADED)
    assert (seen.effects, seen.there, again) == ((), 8, service.Loaded())
    assert service.load(session) == service.Loaded()
    recorded = session.scalars(
        sa.select(AuditEntry).where(AuditEntry.action == "territory.changed")
    ).all()
    assert [(one.account_id, one.detail["rows"]) for one in recorded] == [(7, 8)]
    other = _file("2027-01-01,đổi tên,86,,Thành phố Cửu Long,,thí dụ")
    assert [one.code for one in service.preview(session, other, LOADED.date()).faults] == [
        "change_differs_from_loaded"
    ]
    [early] = service.preview(session, EARLY.encode(), date(2026, 12, 31)).faults
    assert (early.row, early.code) == (2, "change_day_to_come")
    with pytest.raises(Invalid) as refused:
        service.apply(session, ADMIN, other, "x.csv", LOADED)
    assert refused.value.fields == {"file": ("change_file_refused", {"rows": 1})}


def test_a_province_that_becomes_another_takes_its_communes_along() -> None:
    lists = reference.lists(provinces={"86", "96"})
    read, _ = changes.parse(_file("2027-01-01,nhập,96,86,,,x"))
    assert replay.play(lists, read) == ()
    rows = reference.worked_out(lists).units
    here = [r for r in rows if r["valid_until"] is None and r["kind"] is UnitKind.COMMUNE]
    assert len(here) == 124 + 64
    assert {r["line"].rpartition(", ")[2] for r in here} == {"tỉnh Vĩnh Long"}
    carried = next(r for r in here if r["valid_from"] == DAY)
    assert {"old_id": 2_400_000 + int(carried["code"]), "new_id": carried["id"]} | {
        "extent": Extent.RENAMED
    } in lists.successions


def test_corrected_lists_reach_a_database_whose_schema_did_not_change(session: Session) -> None:
    assert service.bring_up_to_date(session, LOADED) is not None
    assert service.bring_up_to_date(session, LOADED) is None
    session.execute(sa.update(Unit).where(Unit.id == 2_200_086).values(full_name="Tỉnh Vỉnh Long"))
    session.execute(sa.text("update unit_list_loads set digest = 'older'"))
    assert service.bring_up_to_date(session, LOADED) == service.Loaded(0, 1, 0)
    assert queries.get_place(session, 2_200_086).full_name == "Tỉnh Vĩnh Long"
