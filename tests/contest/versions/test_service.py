"""A result reopened: what stood is kept and readable, what was decided anew counts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.certificates import service as certificates
from contest.contests.kinds import Stage
from contest.results.model import Standing
from contest.results.rules import CouncilChoice
from contest.versions import queries, service
from contest.versions.model import ResultVersion
from contest.versions.rules import Amendment, Correction
from core import audit
from core.errors import Conflict, Invalid, NotFound
from core.registry.kinds import ProductGroup
from tests.build.people import NOW
from tests.build.places import places
from tests.build.round import Round, round_

LATER = NOW + timedelta(days=3)
WHY = "Giám khảo thứ ba có liên quan, phiếu không được tính."


@pytest.fixture
def at(session: Session) -> Round:
    where = places(session)
    return round_(session, where.province, where.commune)


def correction(at: Round, *names: str, aside: bool = True) -> Correction:
    return Correction(
        CouncilChoice(
            met_on=date(2026, 11, 24),
            present=7,
            votes_for=6,
            votes_against=1,
            quotas={ProductGroup.HANDICRAFT: 3},
            certified=frozenset(at.entries[name].id for name in names),
            minutes_number="07/BB-HĐBC",
            note=WHY,
        ),
        frozenset({(at.entries["Lọ gốm"].id, at.seats[2].id)} if aside else ()),
        Amendment("1300/QĐ-UBND", date(2026, 11, 25)),
    )


ALL = ("Bình gốm", "Chậu gốm", "Lọ gốm")


def test_a_sheet_set_aside_counts_no_more_and_the_old_result_stays(
    session: Session, at: Round
) -> None:
    before = queries.copy_of(session, at.contest.id)
    made = service.reopen(
        session, at.who(), at.contest.id, correction(at, *ALL), LATER, basis="KN-1"
    )
    row = session.get_one(Standing, at.entries["Lọ gốm"].id)
    assert (row.total_points, row.divisor, row.sheets) == (14_600, 2, 2)
    assert (row.rank, row.eligible, row.certified) == (3, True, True)
    old = queries.get_version(session, at.contest.id, 1)
    assert (old.result, old.why, old.made_at) == (before, "", at.contest.announced_at)
    assert [(one.product_name, one.certified) for one in queries.lines(old)] == [
        ("Bình gốm", True),
        ("Chậu gốm", True),
        ("Lọ gốm", False),
    ]
    assert [one.certified for one in queries.lines(made)] == [True, True, True]
    assert queries.set_aside(session, at.contest.id) == {(at.entries["Lọ gốm"].id, at.seats[2].id)}
    assert queries.verify(session) == []
    noted = audit.entries_about(session, f"contest:{at.contest.id}")[0]
    assert (noted.action, noted.detail["certified"], noted.detail["no_longer_certified"]) == (
        service.REOPENED,
        [at.entries["Lọ gốm"].id],
        [],
    )


def test_a_second_correction_keeps_both_before_it(session: Session, at: Round) -> None:
    service.reopen(session, at.who(), at.contest.id, correction(at, *ALL), LATER)
    fewer = correction(at, "Bình gốm", "Chậu gốm", aside=False)
    third = service.reopen(session, at.who(), at.contest.id, fewer, LATER)
    assert [one.number for one in queries.versions(session, at.contest.id)] == [3, 2, 1]
    assert third.set_aside == [[at.entries["Lọ gốm"].id, at.seats[2].id]], "aside once, aside"
    assert [[one.certified for one in queries.lines(queries.get_version(
        session, at.contest.id, number))] for number in (1, 2, 3)] == [
        [True, True, False],
        [True, True, True],
        [True, True, False],
    ]  # fmt: skip


def test_the_paper_of_a_product_added_prints_the_amending_decision(
    session: Session, at: Round
) -> None:
    service.reopen(session, at.who(), at.contest.id, correction(at, *ALL), LATER)
    with pytest.raises(Invalid) as refused:
        certificates.issue_all(
            session, at.who(), at.contest.id, date(2026, 11, 24), LATER, public_url="http://x"
        )
    assert refused.value.fields["issued_on"] == (
        "issued_before_decision",
        {"signed_on": date(2026, 11, 25)},
    )
    [paper] = certificates.issue_all(
        session, at.who(), at.contest.id, date(2026, 11, 25), LATER, public_url="http://x"
    )
    assert paper.entry_id == at.entries["Lọ gốm"].id
    assert paper.printed["decision_number"] == "1300/QĐ-UBND"
    assert paper.printed["signer_name"] == "Người Ký Mô Phỏng"


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"note": "ngắn"}, {"note": ("version_reason_short", {"least": 10})}),
        (
            {"votes_for": 3, "votes_against": 4},
            {"votes_for": ("vote_without_majority", {})},
        ),
        (
            {"quotas": {ProductGroup.HANDICRAFT: 2}},
            {"quota_handicraft": ("over_quota", {"count": 3, "quota": 2})},
        ),
        ({"minutes_number": ""}, {"minutes_number": ("missing", {})}),
        ({"met_on": date(2026, 12, 1)}, {"met_on": ("day_ahead", {})}),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    session: Session, at: Round, change: dict[str, object], faults: dict[str, object]
) -> None:
    good = correction(at, *ALL)
    bad = replace(good, choice=replace(good.choice, **change))  # type: ignore[arg-type]  # by name
    with pytest.raises(Invalid) as refused, session.begin_nested():
        service.reopen(session, at.who(), at.contest.id, bad, LATER)
    found = {k: v for k, v in refused.value.fields.items() if k != "amendment_signed_on"}
    assert found == faults
    assert queries.versions(session, at.contest.id) == []


@pytest.mark.parametrize(
    ("amendment", "fault"),
    [
        (None, {"amendment_number": ("amendment_missing", {})}),
        (Amendment("1/QĐ", date(2026, 12, 1)), {"amendment_signed_on": ("day_ahead", {})}),
        (
            Amendment("1/QĐ", date(2026, 11, 23)),
            {"amendment_signed_on": ("day_before", {"earliest": date(2026, 11, 24)})},
        ),
    ],
)
def test_the_list_of_the_recognised_changes_by_the_authoritys_decision_only(
    session: Session, at: Round, amendment: Amendment | None, fault: dict[str, object]
) -> None:
    bad = replace(correction(at, *ALL), amendment=amendment)
    with pytest.raises(Invalid) as refused, session.begin_nested():
        service.reopen(session, at.who(), at.contest.id, bad, LATER)
    assert refused.value.fields == fault


def test_a_correction_changes_something_of_this_contest(session: Session, at: Round) -> None:
    same = correction(at, "Bình gốm", "Chậu gốm", aside=False)
    with pytest.raises(Invalid) as refused:
        service.reopen(session, at.who(), at.contest.id, same, LATER)
    assert refused.value.fields == {"certified": ("version_without_change", {})}
    stranger = replace(same, set_aside=frozenset({(at.entries["Lọ gốm"].id, 999_999)}))
    with pytest.raises(Invalid) as refused, session.begin_nested():
        service.reopen(session, at.who(), at.contest.id, stranger, LATER)
    assert refused.value.fields == {"set_aside": "sheet_unknown"}
    at.contest.stage = Stage.RECOGNISED
    session.flush()
    with pytest.raises(Conflict, match="version_before_announcement"):
        service.reopen(session, at.who(), at.contest.id, correction(at, *ALL), LATER)
    with pytest.raises(NotFound):
        queries.get_version(session, at.contest.id, 1)


def test_every_sheet_set_aside_leaves_no_average(session: Session, at: Round) -> None:
    entry = at.entries["Chậu gốm"].id
    every = replace(
        correction(at, "Bình gốm"),
        set_aside=frozenset((entry, seat.id) for seat in at.seats),
    )
    service.reopen(session, at.who(), at.contest.id, every, LATER)
    row = session.get_one(Standing, entry)
    assert (row.total_points, row.divisor, row.rank, row.eligible) == (0, 0, None, False)


def test_a_version_altered_by_hand_is_found_and_named(session: Session, at: Round) -> None:
    service.reopen(session, at.who(), at.contest.id, correction(at, *ALL), LATER)
    slug = at.contest.slug
    row = session.get_one(Standing, at.entries["Bình gốm"].id)
    row.certified = False
    session.flush()
    assert queries.verify(session) == [queries.Wrong("differs", slug, 2)]
    row.certified = True
    session.flush()
    old = queries.get_version(session, at.contest.id, 1)
    forged = {**old.result, "standings": old.result["standings"][:1]}
    session.execute(
        sa.update(ResultVersion).where(ResultVersion.id == old.id).values(result=forged)
    )
    session.expire_all()
    assert queries.verify(session) == [queries.Wrong("altered", slug, 1)]
