"""From sheets to an announced result, step by step, on a real database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.entries.kinds import EntryStatus
from contest.results import queries, service
from contest.results.rules import CouncilChoice
from contest.scoring.model import ScoreSheet
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.registry.kinds import ProductGroup
from tests.build import contests as build
from tests.build import judging
from tests.build.judging import Hall
from tests.build.people import NOW

TODAY = day_in_vietnam(NOW)
GROUP = ProductGroup.HANDICRAFT


def choice(*entry_ids: int, **change: object) -> CouncilChoice:
    """A decision in order about these products."""
    made = CouncilChoice(
        met_on=TODAY,
        present=7,
        votes_for=7,
        votes_against=0,
        quotas={GROUP: 5},
        certified=frozenset(entry_ids),
        minutes_number="05/BB-HĐBC",
    )
    return replace(made, **change)  # type: ignore[arg-type]  # fields by name


def locked(session: Session, totals: list[list[int | None]]) -> Hall:
    """A hall whose sheets are these, locked."""
    hall = judging.hall(session, entries=len(totals), jurors=len(totals[0]))
    prizes = [{"name": "Giải A", "most": 1, "cash_dong": 3_000_000}]
    hall.contest.rules = {**hall.contest.rules, "prizes": prizes}
    judging.sheets(session, hall, totals)
    service.lock(session, judging.desk(hall), hall.contest.id, NOW)
    return hall


def test_the_lock_writes_exact_standings(session: Session) -> None:
    hall = judging.hall(session, entries=4, jurors=3)
    build.recusal(session, hall.seats[2], hall.entries[1])
    judging.sheets(
        session,
        hall,
        [
            [8000, 8000, 8000],
            [8000, 8000, None],  # recused: two sheets, the same mean
            [7000, 7000, 6999],
            [7000, 7000, 7000],
        ],
    )
    record = service.lock(session, judging.desk(hall), hall.contest.id, NOW)
    assert (record.locked_at, record.gaps, record.reason) == (NOW, 0, "")
    assert (hall.contest.stage, hall.contest.locked_at) == (Stage.LOCKED, NOW)
    found = [
        (s.entry_id, s.total_points, s.sheets, s.missing, s.rank, s.tied, s.eligible, s.certified)
        for s in queries.standings(session, hall.contest.id)
    ]
    one, two, three, four = (entry.id for entry in hall.entries)
    assert found == [
        (one, 24000, 3, 0, 1, True, True, None),
        (two, 16000, 2, 0, 1, True, True, None),
        (four, 21000, 3, 0, 3, False, True, None),
        (three, 20999, 3, 0, 4, False, False, None),
    ]


def test_a_total_changed_by_hand_stops_the_lock(session: Session) -> None:
    hall = judging.hall(session, entries=2, jurors=3)
    judging.sheets(session, hall, [[8000, 8000, 8000], [7000, 7000, 7000]])
    sheet = session.scalars(select(ScoreSheet).order_by(ScoreSheet.id)).first()
    assert sheet is not None
    session.execute(update(ScoreSheet).where(ScoreSheet.id == sheet.id).values(total_points=8001))
    with pytest.raises(Conflict) as refused:
        service.lock(session, judging.desk(hall), hall.contest.id, NOW)
    assert refused.value.code == "sheet_total_wrong"
    assert refused.value.facts == {"count": 1, "sheets": (sheet.id,)}


def test_the_council_decides(session: Session) -> None:
    hall = locked(session, [[9000], [8000], [6999]])
    one, two, three = (entry.id for entry in hall.entries)
    who, contest_id = judging.head_of_council(hall), hall.contest.id
    with pytest.raises(Invalid) as refusal:
        service.decide(session, who, contest_id, choice(one, three, quotas={GROUP: 1}), NOW)
    code = hall.entries[2].code
    assert refusal.value.fields == {
        "certified": ("below_pass_mark", {"codes": code}),
        "quota_handicraft": ("over_quota", {"count": 2, "quota": 1}),
    }
    decision = service.decide(
        session, who, contest_id, choice(one, quotas={GROUP: 1}, prizes={one: "Giải A"}), NOW
    )
    assert (decision.quotas, decision.present, decision.decided_by) == (
        {"handicraft": 1},
        7,
        hall.chair.id,
    )
    found = {s.entry_id: (s.certified, s.prize) for s in queries.standings(session, contest_id)}
    assert found == {one: (True, "Giải A"), two: (False, ""), three: (False, "")}
    assert (hall.contest.stage, queries.certified_count(session, contest_id)) == (
        Stage.DECIDED,
        1,
    )
    with pytest.raises(Conflict, match="stage_moved"):
        service.decide(session, who, contest_id, choice(one), NOW)


def test_a_product_withdrawn_after_the_lock_is_not_certified(session: Session) -> None:
    hall = locked(session, [[9000], [8000]])
    hall.entries[0].status = EntryStatus.WITHDRAWN
    session.flush()
    with pytest.raises(Invalid) as refusal:
        service.decide(
            session,
            judging.head_of_council(hall),
            hall.contest.id,
            choice(hall.entries[0].id, hall.entries[1].id),
            NOW,
        )
    assert refusal.value.fields == {
        "certified": ("below_pass_mark", {"codes": hall.entries[0].code})
    }


def test_from_the_decision_to_the_announcement(session: Session) -> None:
    hall = locked(session, [[9000], [8000]])
    one, two = (entry.id for entry in hall.entries)
    desk, contest_id = judging.desk(hall), hall.contest.id
    recognise = {
        "number": "1505/QĐ-UBND",
        "signed_on": TODAY,
        "signer_name": "Nguyễn Văn Mẫu (mô phỏng)",
        "signer_title": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "authority": "Ủy ban nhân dân tỉnh (mô phỏng)",
        "place": "Vĩnh Long",
        "now": NOW,
    }
    with pytest.raises(Conflict, match="stage_moved"):
        service.record_submission(session, desk, contest_id, "12/TTr", TODAY, NOW)
    service.decide(session, judging.head_of_council(hall), contest_id, choice(one), NOW)
    with pytest.raises(Conflict, match="submission_missing"):
        service.record_recognition(session, desk, contest_id, **recognise)  # type: ignore[arg-type]  # fields by name
    with pytest.raises(Invalid) as early:
        service.record_submission(session, desk, contest_id, "", date(2026, 11, 1), NOW)
    assert early.value.fields == {
        "number": "missing",
        "sent_on": ("day_before", {"earliest": TODAY}),
    }
    service.record_submission(session, desk, contest_id, "12/TTr-HĐBC", TODAY, NOW)
    with pytest.raises(Conflict, match="submission_recorded"):
        service.record_submission(session, desk, contest_id, "12/TTr-HĐBC", TODAY, NOW)
    with pytest.raises(Invalid) as ahead:
        service.record_recognition(
            session,
            desk,
            contest_id,
            **{**recognise, "signed_on": TODAY + timedelta(days=1), "place": ""},  # type: ignore[arg-type]  # fields by name
        )
    assert ahead.value.fields == {"place": "missing", "signed_on": "day_ahead"}
    service.record_recognition(session, desk, contest_id, **recognise)  # type: ignore[arg-type]  # fields by name

    assert queries.published(session, hall.contest) == []
    with pytest.raises(Conflict) as missing:
        service.announce(session, desk, contest_id, NOW, issued=0)
    assert missing.value.facts == {"issued": 0, "wanted": 1}
    service.announce(session, desk, contest_id, NOW, issued=1)
    assert (hall.contest.stage, hall.contest.announced_at) == (Stage.ANNOUNCED, NOW)
    told = [
        (p.code, p.certified, p.product_name, p.establishment_name, p.product is not None)
        for p in queries.published(session, hall.contest)
    ]
    # The public reads of the certified only; the others appear by code where the contest's
    # rules say so (promise 2).
    assert told == [
        (
            hall.entries[0].code,
            True,
            hall.entries[0].product_name,
            hall.entries[0].establishment_name,
            True,
        ),
    ]
    hall.contest.rules = {**hall.contest.rules, "scores_shown": "all"}
    others = [
        (p.code, p.certified, p.product_name, p.establishment_name, p.product)
        for p in queries.published(session, hall.contest)[1:]
    ]
    assert others == [(hall.entries[1].code, False, "", "", None)]
    papers = queries.papers(session, contest_id)
    assert papers.recognition is not None
    assert papers.submission is not None
    assert (papers.recognition.number, papers.submission.number) == (
        "1505/QĐ-UBND",
        "12/TTr-HĐBC",
    )
    assert two not in {one.entry_id for one in queries.certified(session, contest_id)}


def test_a_contest_that_is_not_there(session: Session) -> None:
    hall = judging.hall(session)
    with pytest.raises(NotFound):
        service.lock(session, judging.desk(hall), 999_999, NOW)
