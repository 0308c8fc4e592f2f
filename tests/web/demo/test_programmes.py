"""The demonstration's programmes: years that re-add to the decision, actuals that are counted."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from core.clock import day_in_vietnam
from core.registry.kinds import Origin
from fairs.programmes import queries, rules
from fairs.programmes.kinds import Counted, FundingSource, Status
from fairs.programmes.model import Programme
from tests.build import contests
from tests.build.people import NOW as LATER
from tests.web.demo.conftest import NOW
from web import actuals
from web.wiring import Wiring

M = 1_000_000
L, N, C = FundingSource.LOCAL, FundingSource.NATIONAL, FundingSource.COUNTERPART


@pytest.fixture
def session(demo: Wiring) -> Iterator[Session]:
    """What is written here is taken back."""
    with demo.writes() as opened:
        yield opened
        opened.rollback()


@pytest.fixture
def vinh_long(session: Session) -> Programme:
    return queries.get_programme(session, "vinh-long-2021-2025")


def test_the_budget_re_adds_at_every_level(vinh_long: Programme) -> None:
    own = queries.contents(vinh_long)
    years = {plan.year: queries.plan_contents(vinh_long, plan) for plan in vinh_long.plans}
    assert list(years) == [2021, 2022, 2023, 2024, 2025]
    assert queries.mismatches(vinh_long) == []
    for at, content in enumerate(own):  # each content from each source over the years
        for source, amount in content.amounts.items():
            parts = [contents[at].amounts.get(source) for contents in years.values()]
            assert rules.added(parts) == amount, content.name
        assert rules.added(contents[at].total for contents in years.values()) == content.total
    sums = [rules.totals(contents) for contents in years.values()]
    for source, whole in ((L, 23_320 * M), (N, 9_400 * M), (C, 42_255 * M)):
        assert rules.added(one.by_source[source] for one in sums) == whole
    assert rules.added(one.total for one in sums) == 74_975 * M
    assert rules.added(one.state for one in sums) == 32_720 * M
    assert [plan.stated_total_dong for plan in vinh_long.plans] == [one.total for one in sums]
    assert {plan.origin for plan in vinh_long.plans} == {Origin.SIMULATED}
    assert {plan.status for plan in vinh_long.plans} == {Status.CLOSED}
    spent = [queries.spent_of(plan) for plan in vinh_long.plans]
    assert all(
        used is not None and 0 < used <= (one.total or 0)
        for used, one in zip(spent, sums, strict=True)
    )


def test_targets_over_the_years_are_those_of_the_decision(vinh_long: Programme) -> None:
    for target in vinh_long.targets:
        parts = queries.planned_by_year(vinh_long, target.id)
        assert rules.added(parts.values()) == target.planned, target.name


def test_the_actuals_are_counted_and_look_lived_in(session: Session, vinh_long: Programme) -> None:
    records = actuals.gather(session, vinh_long, day_in_vietnam(NOW))
    found = {row.target.indicator: row for row in actuals.progress(session, vinh_long, NOW)}
    for way in (Counted.CONTESTS, Counted.FAIRS, Counted.PARTICIPATIONS, Counted.TRADEMARKS):
        row = found[way]
        rows = records[row.target.id]
        assert row.done == sum(one.amount for one in rows) == len(rows)
        assert row.done
        assert all(one.url and one.label and 2021 <= one.year <= 2025 for one in rows)
        assert row.done == sum(year.done for year in row.years) == row.years[-1].done_so_far
    by_hand = [one for rows in records.values() for one in rows if one.kind is actuals.Kind.HAND]
    assert len(by_hand) > 15
    assert all("mô phỏng" in one.label for one in by_hand)
    entries = queries.hand_entries(session, records)
    assert len(entries) - len(queries.current(entries)) == 1  # the corrected one is kept


def test_a_record_moves_the_number(session: Session, vinh_long: Programme) -> None:
    [target] = [one for one in vinh_long.targets if one.indicator == Counted.CONTESTS]

    def counted() -> int:
        return len(actuals.gather(session, vinh_long, day_in_vietnam(NOW), [target])[target.id])

    before = counted()
    contests.contest(
        session,
        unit_id=vinh_long.unit_id,
        level=ContestLevel.PROVINCE,
        stage=Stage.ANNOUNCED,
        year=2023,
        announced_at=LATER.replace(year=2023),
    )
    assert counted() == before + 1


def test_the_running_programme_has_a_year_at_work_and_the_next_in_draft(session: Session) -> None:
    running = queries.get_programme(session, "vinh-long-2026-2030")
    assert running.status is Status.APPROVED
    assert [(plan.year, plan.status) for plan in running.plans] == [
        (2026, Status.APPROVED),
        (2027, Status.DRAFT),
    ]
    assert queries.mismatches(running) == []
    done = {row.target.name: row.done for row in actuals.progress(session, running, NOW)}
    assert sum(bool(count) for count in done.values()) >= 5
    assert [row.target.name for row in actuals.progress(session, running, NOW) if row.behind]
