"""Budgets add up or say where not, published programmes are brought in whole, targets by year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.identity import Identity
from core.registry.kinds import Origin
from core.rights import Grant, Role
from fairs.programmes import queries, reference, rules, service
from fairs.programmes.kinds import Counted, FundingSource
from fairs.programmes.rules import Content, Fault, Mismatch, Totals, Year
from tests.build.people import NOW
from tests.build.places import places

M = 1_000_000
L, N, C, O = (  # noqa: E741 (as the papers abbreviate them)
    FundingSource.LOCAL,
    FundingSource.NATIONAL,
    FundingSource.COUNTERPART,
    FundingSource.OTHER,
)


def test_the_published_budget_adds_up_in_every_direction() -> None:
    stated = reference.vinh_long()
    assert rules.budget_faults(stated.contents, stated.stated) == []
    sums = rules.totals(stated.contents)
    assert sums == Totals({L: 23_320 * M, N: 9_400 * M, C: 42_255 * M, O: None}, 74_975 * M)
    assert (sums.state, stated.stated_state) == (32_720 * M, 32_720 * M)
    assert [(content.total or 0) // M for content in stated.contents] == [
        250,
        45_510,
        3_940,
        1_000,
        500,
        23_135,
        300,
        340,
    ]


def test_every_published_figure_is_there_and_nothing_is_invented() -> None:
    kept = reference.published()
    assert list(kept) == ["binh-duong-2021-2025", "ha-tinh-2020", "vinh-long-2021-2025"]
    binh_duong, ha_tinh, vinh_long = kept.values()
    assert [one.planned for one in vinh_long.targets] == [
        3, 1, 15, 15, 3, 10, 5, 13, 5, 50, 3, 14, 5, 17, 1, 1, 1, 2, 2, 2, 1, None,
    ]  # fmt: skip
    assert [(one.planned, one.at_least) for one in binh_duong.targets] == [
        (60, False), (20, False), (50, False), (40, False), (20, False), (1600, False),
        (20, False), (800, False), (10, False), (10, False), (75, True), (2, True), (4, True),
        (4, True), (100, False),
    ]  # fmt: skip
    assert [one.counted_in for one in binh_duong.targets if one.planned == 10] == ["đoàn", "đoàn"]
    assert (binh_duong.stated, rules.totals(binh_duong.contents).total) == (None, None)
    assert (binh_duong.decision_number, binh_duong.decision_date) == ("", None)
    assert ha_tinh.stated is not None
    assert (ha_tinh.stated.total, ha_tinh.stated.by_source[L]) == (2_080 * M, 2_080 * M)
    assert rules.totals(ha_tinh.contents).total is None  # the plan does not divide it
    assert rules.budget_faults(ha_tinh.contents, ha_tinh.stated) == []
    assert [(one.planned, one.planned_most) for one in ha_tinh.targets if one.planned] == [
        (3, 4),
        (5, 10),
    ]
    by_letter = [task for task in ha_tinh.tasks if "8287/UBND-KT1" in task.source]
    assert [str(task.due_on) for task in by_letter if task.due_on] == [
        "2020-06-30",
        "2020-12-31",
        "2020-01-10",
        "2020-01-31",
        "2019-12-31",
    ]
    assert {one.indicator for one in vinh_long.targets} == {
        Counted.CONTESTS,
        Counted.FAIRS,
        Counted.PARTICIPATIONS,
        Counted.TRADEMARKS,
        Counted.BY_HAND,
    }
    for one in kept.values():
        assert one.source
        assert all(task.source for task in one.tasks)


def test_a_budget_that_does_not_add_up_names_its_row() -> None:
    good = Content("Hội chợ", {L: 5, N: 2, C: 0}, 7)
    wrong = Content("Bình chọn", {L: 5}, 6)
    below = Content("Tư vấn", {L: -1, N: 1}, 0)
    unknown = Content("Thông tin", {L: None}, 9)
    assert rules.budget_faults([good, unknown]) == []
    assert rules.budget_faults([good, wrong, below]) == [
        Mismatch(Fault.ROW, "Bình chọn", 5, 6),
        Mismatch(Fault.BELOW_ZERO, "Tư vấn", 0, 0),
    ]
    stated = Totals({L: 5, N: 3, C: 0}, 8)
    assert rules.budget_faults([good], stated) == [
        Mismatch(Fault.NATIONAL, "", 2, 3),
        Mismatch(Fault.TOTAL, "", 7, 8),
    ]
    parts = Totals({L: 5, N: 3}, 9)
    assert rules.budget_faults([unknown], parts) == [Mismatch(Fault.TOTAL, "", 8, 9)]


def test_the_years_together_stay_within_the_programme() -> None:
    programme = [Content("Hội chợ", {L: 10, C: 5}), Content("Tư vấn", {L: None})]
    years = {
        2021: [Content("Hội chợ", {L: 6, C: 5}), Content("Tư vấn", {L: 900})],
        2022: [Content("Hội chợ", {L: 4}), Content("Tư vấn", {})],
    }
    assert rules.over_faults(programme, years) == []
    years[2023] = [Content("Hội chợ", {L: 1}), Content("Tư vấn", {})]
    assert rules.over_faults(programme, years) == [Mismatch(Fault.OVER, "Hội chợ", 11, 10)]


@given(
    st.lists(
        st.dictionaries(st.sampled_from(rules.SOURCES), st.none() | st.integers(0, 10**12)),
        max_size=8,
    )
)
def test_a_budget_sums_to_the_same_by_rows_and_by_sources(
    rows: list[dict[FundingSource, int | None]],
) -> None:
    contents = [Content(f"Nội dung {at}", row) for at, row in enumerate(rows)]
    sums = rules.totals(contents)
    assert sums.total == rules.added(content.total for content in contents)
    assert rules.budget_faults(contents, sums) == []


def test_percent_of_a_target_is_cut() -> None:
    assert [rules.percent_done(*one) for one in ((15, 14), (3, 4), (None, 2), (3, None))] == [
        93,
        133,
        None,
        None,
    ]


def test_what_is_not_done_carries_over_to_the_next_year() -> None:
    rows = rules.by_year(range(2021, 2025), {2021: 4, 2022: 3, 2024: 2}, {2021: 1, 2022: 5})
    assert rows == [
        Year(2021, 4, 1, 0, 4, 1),
        Year(2022, 3, 5, 3, 7, 6),
        Year(2023, None, 0, 1, 7, 6),
        Year(2024, 2, 0, 1, 9, 6),
    ]
    assert [(row.due, row.percent) for row in rows] == [(4, 25), (6, 166), (None, None), (3, 0)]


@pytest.mark.parametrize(
    ("planned", "by_plan", "done", "today", "behind"),
    [
        (10, {}, {}, date(2021, 3, 1), False),  # two months of five years ask for nothing yet
        (10, {}, {2021: 1}, date(2022, 1, 1), True),  # an even share would be 2
        (10, {}, {2021: 2}, date(2022, 1, 1), False),
        (10, {2021: 0}, {}, date(2022, 1, 1), False),  # the annual plan asks for nothing yet
        (10, {2021: 3}, {2021: 2}, date(2022, 1, 1), True),
        (10, {2021: 3}, {2021: 2, 2022: 1}, date(2022, 6, 1), False),  # caught up
        (10, {2021: 4}, {2021: 2}, date(2021, 11, 22), True),  # the year that runs asks for 3
        (10, {2021: 1}, {}, date(2021, 12, 31), False),  # the last one may come today
        (10, {}, {2021: 9}, date(2030, 1, 1), True),  # over and not reached
        (10, {}, {2021: 10}, date(2030, 1, 1), False),
        (10, {}, {}, date(2020, 12, 31), False),  # not begun
        (None, {}, {}, date(2030, 1, 1), False),
    ],
)
def test_behind(
    planned: int | None,
    by_plan: dict[int, int | None],
    done: dict[int, int],
    today: date,
    behind: bool,
) -> None:
    rows = rules.by_year(range(2021, 2026), by_plan, done)
    assert rules.is_behind(planned, rows, today) is behind


def test_the_published_programme_is_brought_in_once(session: Session) -> None:
    where = places(session)
    made = service.load_published(session, where.old_province, NOW)
    assert service.load_published(session, where.old_province, NOW).id == made.id
    session.expire_all()
    programme = queries.get_programme(session, "vinh-long-2021-2025")
    assert (programme.decision_number, programme.origin, programme.from_year) == (
        "3082/QĐ-UBND",
        Origin.PUBLISHED,
        2021,
    )
    assert (len(programme.targets), len(programme.tasks)) == (22, 11)
    assert rules.totals(queries.contents(programme)).total == 74_975 * M
    assert queries.mismatches(programme) == []
    ids = [one.id for one in programme.targets]
    found = queries.progress(programme, {ids[0]: {2021: 1, 2023: 1}, ids[1]: {}}, date(2024, 6, 1))
    assert [(one.target.planned, one.done, one.percent, one.left) for one in found[:3]] == [
        (3, 2, 66, 1),
        (1, 0, 0, 1),
        (15, None, None, 15),
    ]
    assert (found[-1].target.planned, found[-1].percent, found[-1].left) == (None, None, None)
    manager = Identity(1, "Phụ trách", (Grant(Role.PROGRAMME_MANAGER, where.province),))
    stranger = Identity(2, "Phụ trách", (Grant(Role.PROGRAMME_MANAGER, where.stranger),))
    assert [one.code for one in queries.programmes_of(session, manager)] == [programme.code]
    assert queries.programmes_of(session, stranger) == []
    with pytest.raises(NotFound, match="programme_missing"):
        service.load_published(session, where.old_province, NOW, "nowhere")


@pytest.mark.parametrize("code", list(reference.published()))
def test_every_published_programme_can_be_brought_in(session: Session, code: str) -> None:
    made = service.load_published(session, places(session).province, NOW, code)
    stated = reference.published()[code]
    assert queries.contents(made) == list(stated.contents)
    kept, printed = queries.stated_totals(made), stated.stated
    assert (kept and kept.total) == (printed and printed.total)
