"""Budgets add up, the published programme is brought in whole, targets meet actuals."""

from sqlalchemy.orm import Session

from core.identity import Identity
from core.registry.kinds import Origin
from core.rights import Grant, Role
from fairs.programmes import queries, reference, rules, service
from fairs.programmes.kinds import FundingSource
from fairs.programmes.rules import Content, Totals
from tests.build.people import NOW
from tests.build.places import places

M = 1_000_000
L, N, C = FundingSource.LOCAL, FundingSource.NATIONAL, FundingSource.COUNTERPART


def test_the_published_budget_adds_up_in_every_direction() -> None:
    stated = reference.vinh_long()
    assert rules.budget_faults(stated.contents, stated.stated) == []
    assert rules.totals(stated.contents) == Totals(
        {L: 23_320 * M, N: 9_400 * M, C: 42_255 * M}, 74_975 * M
    )
    assert [content.total // M for content in stated.contents] == [
        250,
        45_510,
        3_940,
        1_000,
        500,
        23_135,
        300,
        340,
    ]


def test_a_budget_that_does_not_add_up_is_named() -> None:
    good = Content("Hội chợ", {L: 5, N: 2, C: 0}, 7)
    wrong = Content("Bình chọn", {L: 5}, 6)
    below = Content("Tư vấn", {L: -1, N: 1}, 0)
    assert rules.budget_faults([good]) == []
    assert rules.budget_faults([good, wrong, below]) == ["Bình chọn", "Tư vấn"]
    stated = Totals({L: 5, N: 3, C: 0}, 8)
    assert rules.budget_faults([good], stated) == ["funding_national", "total"]


def test_percent_of_a_target_is_cut() -> None:
    assert [rules.percent_done(*one) for one in ((15, 14), (3, 4), (None, 2), (3, None))] == [
        93,
        133,
        None,
        None,
    ]


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
    assert len(programme.targets) == 22
    assert rules.totals(queries.contents(programme)) == reference.vinh_long().stated
    found = queries.progress(programme, {"contests": 2, "fairs": 0, "trademarks": 15})
    assert [(one.target.planned, one.done, one.percent) for one in found[:5]] == [
        (3, 2, 66),
        (1, 0, 0),
        (15, None, None),
        (15, 15, 100),
        (3, None, None),
    ]
    assert (found[-1].target.planned, found[-1].percent) == (None, None)
    manager = Identity(1, "Phụ trách", (Grant(Role.PROGRAMME_MANAGER, where.province),))
    stranger = Identity(2, "Phụ trách", (Grant(Role.PROGRAMME_MANAGER, where.stranger),))
    assert [one.code for one in queries.programmes_of(session, manager)] == [programme.code]
    assert queries.programmes_of(session, stranger) == []
