"""Certificates numbered and issued for a decision, on a real database."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.certificates import codes, queries, service
from contest.contests.kinds import ContestLevel, Stage
from contest.results.model import Standing
from core import audit, jobs
from core.errors import Conflict, Invalid, NotFound
from core.registry.kinds import Origin, ProductGroup
from tests.build import certificates, contests, register
from tests.build.issued import DAY, DESK, SITE, entry_maker, issue, recognised
from tests.build.people import NOW
from tests.build.places import places


def test_a_certified_product_gets_its_paper_and_only_once(session: Session) -> None:
    where = places(session)
    contest, [entry, second] = recognised(session, where.province, ["Bình gốm đỏ", "Chậu gốm"])
    second.group = ProductGroup.PROCESSED_FOOD
    left_out = contests.entry(
        session, contest, register.product(session, None, "Lọ gốm"), entry_maker(session, entry)
    )
    certificates.standing(session, left_out, certified=False)

    made = issue(session, contest)

    assert [(one.number, one.entry_id) for one in made] == [
        ("001/2026/GCN-CNNT", entry.id),
        ("002/2026/GCN-CNNT", second.id),
    ]
    one = made[0]
    assert codes.normalise_code(one.code) == one.code
    assert one.printed == {
        "number": "001/2026/GCN-CNNT",
        "code": one.code,
        "level_rank": 3,
        "level_name": "cấp tỉnh",
        "product_name": "Bình gốm đỏ",
        "is_set": False,
        "group_name": "Thủ công mỹ nghệ",
        "establishment_name": "HTX Gốm đỏ Cổ Chiên (mô phỏng)",
        "establishment_address": "Xã Long Hồ, tỉnh Vĩnh Long",
        "contest_title": "kỳ b" + contest.title[1:],
        "authority": "Ủy ban nhân dân tỉnh Vĩnh Long (mô phỏng)",
        "signer_title": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "signer_name": "Người Ký Mô Phỏng",
        "place_name": "Vĩnh Long",
        "decision_number": "1234/QĐ-UBND",
        "decision_date": "2026-11-02",
        "issued_on": "2026-11-05",
        "valid_until": "2029-12-31",
        "verify_url": f"HTTPS://TINHHOA.EXAMPLE/XAC-MINH/{one.code}",
        "simulated": True,
    }
    assert made[1].printed["group_name"] == "Chế biến nông, lâm, thủy sản và thực phẩm"
    assert queries.counts(session, contest.id) == queries.Counts(2, 2, 0, 0)
    assert [a.action for a in audit.entries_about(session, f"certificate:{one.id}")] == [
        "certificate.issued"
    ]
    waiting = session.scalars(select(jobs.Job).where(jobs.Job.name == service.TYPESET))
    assert [job.facts for job in waiting] == [{"certificate_id": one.id} for one in made]

    assert issue(session, contest) == []
    assert [one.id for one in queries.of_contest(session, contest.id)] == [m.id for m in made]


def test_a_real_contest_on_a_real_installation_is_not_marked_as_simulated(
    session: Session,
) -> None:
    contest, _ = recognised(session, places(session).province, origin=Origin.REGISTERED)
    [one] = issue(session, contest)
    assert one.printed["simulated"] is False


@pytest.mark.parametrize(
    ("level", "issued_on", "number", "valid_until"),
    [
        (ContestLevel.PROVINCE, date(2018, 8, 15), "001/2018/GCN-CNNT", date(2020, 12, 31)),
        (ContestLevel.PROVINCE, date(2018, 8, 16), "001/2018/GCN-CNNT", date(2021, 12, 31)),
        (ContestLevel.DISTRICT, date(2024, 12, 31), "001/2024/GCN-CNNT-H", date(2027, 12, 31)),
        (ContestLevel.DISTRICT, date(2025, 1, 1), "001/2025/GCN-CNNT-H", date(2028, 12, 31)),
        (ContestLevel.COMMUNE, date(2026, 1, 5), "001/2026/GCN-CNNT-X", date(2029, 12, 31)),
    ],
)
def test_number_and_validity_follow_the_rules_of_the_day_of_issue(
    session: Session, level: ContestLevel, issued_on: date, number: str, valid_until: date
) -> None:
    contest, _ = recognised(
        session, places(session).old_district, level=level, signed_on=issued_on
    )
    [one] = issue(session, contest, issued_on, datetime(issued_on.year, 12, 31, tzinfo=UTC))
    assert (one.number, one.issued_on, one.valid_until) == (number, issued_on, valid_until)


def test_each_unit_level_and_year_counts_for_itself(session: Session) -> None:
    where = places(session)

    def numbers(unit_id: int, day: date = DAY, **facts: object) -> list[str]:
        contest, _ = recognised(session, unit_id, "ab", signed_on=day, **facts)  # type: ignore[arg-type]  # by name
        return [one.number.split("/")[0] for one in issue(session, contest, day)]

    assert numbers(where.province) == ["001", "002"]
    assert numbers(where.province) == ["003", "004"]
    assert numbers(where.stranger) == ["001", "002"]
    assert numbers(where.province, date(2025, 12, 1)) == ["001", "002"]
    assert numbers(where.province, level=ContestLevel.COMMUNE) == ["001", "002"]
    assert numbers(where.province) == ["005", "006"]


@pytest.mark.parametrize(
    ("stage", "day", "code"),
    [
        (Stage.DECIDED, DAY, "certificates_before_recognition"),
        (Stage.CANCELLED, DAY, "certificates_before_recognition"),
        (Stage.RECOGNISED, date(2026, 11, 1), "issued_before_decision"),
        (Stage.RECOGNISED, date(2027, 2, 21), "issued_too_far_ahead"),
    ],
)
def test_too_early_and_too_late_are_refused(
    session: Session, stage: Stage, day: date, code: str
) -> None:
    contest, _ = recognised(session, places(session).province, stage=stage)
    with pytest.raises((Conflict, Invalid)) as refused:
        issue(session, contest, day)
    told = refused.value
    if isinstance(told, Invalid):
        fault = told.fields["issued_on"]
        assert (fault if isinstance(fault, str) else fault[0]) == code
    else:
        assert told.code == code
    assert queries.of_contest(session, contest.id) == []


def test_without_a_decision_and_without_a_contest_nothing_is_issued(session: Session) -> None:
    contest = contests.contest(session, unit_id=places(session).province, stage=Stage.RECOGNISED)
    with pytest.raises(Conflict, match="certificates_before_recognition"):
        issue(session, contest)
    with pytest.raises(NotFound):
        service.issue_all(session, DESK, contest.id + 1, DAY, NOW, public_url=SITE)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Trà 茶", "entry_letters_unshowable"), ("Bình gốm " * 30, "certificate_text_too_long")],
)
def test_what_cannot_be_printed_takes_no_number(session: Session, name: str, code: str) -> None:
    where = places(session)
    contest, [_, entry] = recognised(session, where.province, ["Bình gốm đỏ", name])
    with pytest.raises(Conflict) as refused, session.begin_nested():
        issue(session, contest)
    assert refused.value.code == code
    entry.product_name = "Trà sen"
    assert [one.number[:3] for one in issue(session, contest)] == ["001", "002"]


def test_edge_02_a_certificate_for_69_99_is_refused_with_its_article(session: Session) -> None:
    contest, [good, below] = recognised(session, places(session).province, ["Bình", "Chậu"])
    short = session.get_one(Standing, below.id)
    short.total_points, short.divisor = 20_999, 3  # 69,996…: no rounding lifts it
    with pytest.raises(Conflict) as refused, session.begin_nested():
        issue(session, contest)
    assert refused.value.code == "certificate_below_mark"
    assert refused.value.facts == {
        "entry": below.code,
        "average_points": 6_999,
        "mark_points": 7_000,
        "clause": "TT 26/2014/TT-BCT Đ17.1: điểm bình quân từ 70 điểm trở lên",
    }
    assert queries.of_contest(session, contest.id) == []
    short.total_points = 21_000
    assert [one.entry_id for one in issue(session, contest)] == [good.id, below.id]


@pytest.mark.parametrize(
    ("years", "day", "until"),
    [
        (None, date(2026, 11, 5), date(2029, 12, 31)),
        (3, date(2026, 11, 5), date(2028, 12, 31)),
        (2, date(2026, 12, 31), date(2027, 12, 31)),
        (2, date(2027, 1, 1), date(2028, 12, 31)),
    ],
)
def test_edge_31_validity_is_that_of_the_contest_s_own_rules_or_of_the_day_of_issue(
    session: Session, years: int | None, day: date, until: date
) -> None:
    contest, _ = recognised(session, places(session).province)
    contest.rules = {**contest.rules, "validity_years": years}
    [one] = issue(session, contest, day)
    assert one.valid_until == until
