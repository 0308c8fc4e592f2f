"""What the council does after the lock: notes, sets, votes, lines, prizes, a correction."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.results import council, queries, records, service, weighing
from contest.results.explained import find_explained
from contest.results.kinds import NoteKind
from contest.results.lines import Because, Verdict
from contest.results.ranking import Quotas
from contest.results.rules import Ballot, CouncilChoice
from contest.scoring.queries import signed_totals
from core.audit import entries_about
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.registry.kinds import ProductGroup, SetCase
from tests.build import judging
from tests.build.judging import Hall
from tests.build.people import NOW

TODAY = day_in_vietnam(NOW)
CRAFT = ProductGroup.HANDICRAFT
WHY = "Cùng một kiểu dáng, dùng chung một bộ"
PRIZES = [
    {"name": "Giải A", "most": 1, "cash_dong": 3_000_000},
    {"name": "Giải khuyến khích", "most": None, "cash_dong": None},
]


def locked(session: Session, *rows: list[int | None], **rules: object) -> Hall:
    """A hall of one establishment's products with these sheets, locked."""
    hall = judging.hall(session, entries=len(rows), jurors=len(rows[0]))
    hall.contest.rules = {**hall.contest.rules, "prizes": PRIZES, **rules}
    judging.sheets(session, hall, rows)
    service.lock(session, judging.desk(hall), hall.contest.id, NOW)
    return hall


def choice(*entry_ids: int, **change: object) -> CouncilChoice:
    """A decision in order about these products."""
    made = CouncilChoice(
        met_on=TODAY,
        present=7,
        votes_for=7,
        votes_against=0,
        quotas={CRAFT: 5},
        certified=frozenset(entry_ids),
        minutes_number="05/BB-HĐBC",
    )
    return replace(made, **change)  # type: ignore[arg-type]  # fields by name


def step_of(verdict: Verdict) -> str | None:
    """The step of the tie rule that decided."""
    return verdict.step.name if verdict.step else None


def decide(session: Session, hall: Hall, made: CouncilChoice) -> None:
    """As the chair records it."""
    service.decide(session, judging.head_of_council(hall), hall.contest.id, made, NOW)


# ------------------------------------------------------------------------ passing is not enough


def test_edge_01_passing_is_no_certificate_yet(session: Session) -> None:
    hall = locked(session, [9000], [8000], [7000])
    one, two, three = (entry.id for entry in hall.entries)
    decide(session, hall, choice(one, quotas={CRAFT: 1}))
    rows = queries.standings(session, hall.contest.id)
    assert [(s.eligible, s.recognised) for s in rows] == [
        (True, True),
        (True, False),
        (True, False),
    ]
    for entry_id in (two, three):
        seen = find_explained(session, hall.contest, entry_id)
        assert seen is not None
        assert seen.verdict is not None
        assert seen.verdict.because is Because.BEYOND_GROUP


def test_edge_02_a_quota_never_certifies_below_the_pass_mark(session: Session) -> None:
    hall = locked(session, [9000, 9000, 9000], [7000, 7000, 6999])
    one, two = (entry.id for entry in hall.entries)
    with pytest.raises(Invalid) as refusal:
        decide(session, hall, choice(one, two, quotas={CRAFT: 99}))
    assert refusal.value.fields == {
        "certified": ("below_pass_mark", {"codes": hall.entries[1].code})
    }


# ------------------------------------------------------------------------------------------ sets


def test_edge_12_passing_products_of_one_maker_become_one_set(session: Session) -> None:
    hall = locked(session, [8000], [8200], [7100], [9000])
    one, two, three, four = (entry.id for entry in hall.entries)
    chair, id_ = judging.head_of_council(hall), hall.contest.id
    made = council.merge(
        session, chair, id_, "Bộ ấm chén", SetCase.SHARED_DESIGN, [one, two, three], WHY, NOW
    )
    assert (made.lead_entry_id, made.legal_case) == (two, SetCase.SHARED_DESIGN)
    decide(session, hall, choice(two, four, quotas={CRAFT: 2}, prizes={two: "Giải A"}))
    told = {
        s.entry_id: (s.rank, s.certified, s.recognised, s.recognised_name, s.prize_dong)
        for s in queries.standings(session, id_)
    }
    names = {entry.id: entry.product_name for entry in hall.entries}
    # One certificate for the set; every member keeps its own rank, sheets and name.
    assert told == {
        four: (1, True, True, names[four], None),
        two: (2, True, True, "Bộ ấm chén", 3_000_000),
        one: (3, False, True, names[one], None),
        three: (4, False, True, names[three], None),
    }
    assert queries.certified_count(session, id_) == 2
    seen = find_explained(session, hall.contest, three)
    assert seen is not None
    assert seen.lead is not None
    assert (seen.lead.entry_id, [one.entry_id for one in seen.members]) == (two, [two, one, three])
    assert (seen.standing.total_points, seen.verdict and seen.verdict.because) == (
        7100,
        Because.WITHIN,
    )


def test_edge_13_a_set_takes_one_place_of_the_quota(session: Session) -> None:
    hall = locked(session, [9000], [8900], [8800], [8700])
    one, two, three, four = (entry.id for entry in hall.entries)
    id_, rules = hall.contest.id, contests.rules_of(hall.contest)
    rows = queries.standings(session, id_)
    before = weighing.draw(session, id_, rows, rules, Quotas(groups={CRAFT: 2})).verdicts
    assert [before[x].certified for x in (one, two, three, four)] == [True, True, False, False]
    chair = judging.head_of_council(hall)
    made = council.merge(session, chair, id_, "Bộ", SetCase.COMPLEMENTARY, [one, two], WHY, NOW)
    rows = queries.standings(session, id_)
    after = weighing.draw(session, id_, rows, rules, Quotas(groups={CRAFT: 2})).verdicts
    assert {x: v.certified for x, v in after.items()} == {one: True, three: True, four: False}
    with pytest.raises(Invalid) as refusal:
        decide(session, hall, choice(one, two))
    assert refusal.value.fields["certified"] == (
        "chosen_within_set",
        {"codes": hall.entries[1].code},
    )
    council.part(session, chair, id_, made.id, NOW)
    assert (records.merged_sets(session, id_), rows[1].set_id) == ([], None)
    with pytest.raises(NotFound):
        council.part(session, chair, id_, made.id, NOW)


def test_edge_12_no_set_of_two_makers_nor_with_a_member_below(session: Session) -> None:
    hall = judging.hall(session, entries=3, jurors=1)
    stranger = judging.more_entry(session, hall, "Bình của nhà khác")
    judging.sheets(session, hall, [[8000], [8000], [6999], [9000]])
    service.lock(session, judging.desk(hall), hall.contest.id, NOW)
    one, two, below, _other = hall.entries
    chair, id_ = judging.head_of_council(hall), hall.contest.id

    def refused(
        *members: int,
        name: str = "Bộ",
        case: SetCase | None = SetCase.SAME_MATERIAL,
        why: str = WHY,
    ) -> dict[str, object]:
        with pytest.raises(Invalid) as refusal:
            council.merge(session, chair, id_, name, case, members, why, NOW)
        return dict(refusal.value.fields)

    # In the order of the standings: the stranger has 90 points.
    assert refused(one.id, stranger.id) == {
        "members": ("merged_of_two_makers", {"codes": f"{stranger.code}, {one.code}"})
    }
    assert refused(one.id, below.id) == {"members": ("merged_member_below", {"codes": below.code})}
    assert refused(one.id) == {"members": ("merged_too_small", {})}
    assert refused(one.id, 999_999) == {"members": "entry_unknown"}
    assert refused(one.id, two.id, name="", case=None, why="vì đẹp") == {
        "name": ("missing", {}),
        "case": ("merged_case_missing", {}),
        "reason": ("reason_too_short", {"least": 10}),
    }
    council.merge(session, chair, id_, "Bộ", SetCase.SAME_MATERIAL, [one.id, two.id], WHY, NOW)
    codes = f"{one.code}, {two.code}"
    assert refused(one.id, two.id) == {"members": ("merged_member_taken", {"codes": codes})}


# ------------------------------------------------------------------------------- votes and ties


def test_edge_16_votes_are_apart_from_scores(session: Session) -> None:
    hall = locked(session, [8000], [7500], [6000])
    one, two, three = (entry.id for entry in hall.entries)
    chair, id_ = judging.head_of_council(hall), hall.contest.id
    with pytest.raises(Invalid) as refusal:
        council.vote(session, chair, id_, {one: Ballot(8, 0), three: Ballot(7, 0)}, NOW)
    assert refusal.value.fields == {
        f"ballot_{one}": ("ballot_not_the_council", {"votes": 8, "size": 7}),
        f"ballot_{three}": ("below_pass_mark", {"codes": hall.entries[2].code}),
    }
    council.vote(session, chair, id_, {one: Ballot(3, 4), two: Ballot(6, 0, 0, 1)}, NOW)
    assert records.ballots(session, id_) == {one: Ballot(3, 4), two: Ballot(6, 0, 0, 1)}
    assert [s.total_points for s in queries.standings(session, id_)] == [8000, 7500, 6000]
    with pytest.raises(Invalid) as down:
        decide(session, hall, choice(one))
    assert down.value.fields == {"certified": ("voted_down", {"codes": hall.entries[0].code})}
    # The record says that it was voted on, never how.
    assert entries_about(session, f"contest:{id_}")[0].detail == {
        "products": [hall.entries[0].code, hall.entries[1].code]
    }
    council.vote(session, chair, id_, {one: None, two: Ballot(6, 0, 0, 1)}, NOW)
    assert records.ballots(session, id_) == {two: Ballot(6, 0, 0, 1)}
    decide(session, hall, choice(one, two))


def test_edge_10_a_tie_at_the_line_is_settled_by_the_rule_or_by_the_council(
    session: Session,
) -> None:
    hall = judging.hall(session, entries=3, jurors=1)
    rule = ["part:III", "council"]
    hall.contest.rules = {**hall.contest.rules, "tie_rule": rule}
    first, rest = hall.leaves[0], hall.leaves[-2:]
    points = {leaf.id: leaf.max_points for leaf in hall.leaves}  # 100 in all
    less_i = {**points, first.id: first.max_points - 1000}
    less_iii = {**points, rest[0].id: rest[0].max_points - 1000}
    for entry, given in zip(hall.entries, (points, less_iii, less_i), strict=True):
        judging.sheet(session, hall, hall.seats[0], entry, points=given)
    service.lock(session, judging.desk(hall), hall.contest.id, NOW)
    one, two, three = (entry.id for entry in hall.entries)
    chair, id_ = judging.head_of_council(hall), hall.contest.id
    rules, rows = contests.rules_of(hall.contest), queries.standings(session, id_)
    assert [(s.entry_id, s.rank, s.tied) for s in rows] == [
        (one, 1, False),
        (two, 2, True),
        (three, 2, True),
    ]
    drawn = weighing.draw(session, id_, rows, rules, Quotas(total=2)).verdicts
    assert (drawn[three].because, drawn[three].certified) == (Because.TIE_WON, True)
    assert (drawn[two].because, step_of(drawn[two])) == (
        Because.TIE_LOST,
        "part:III",
    )
    # The other way round the council says why; the way of the rule needs no reason.
    with pytest.raises(Invalid) as refusal:
        decide(session, hall, choice(one, two, quotas={}, quota_total=2))
    assert refusal.value.fields == {
        "note": ("choice_needs_reason", {"codes": hall.entries[2].code, "least": 10})
    }
    decide(session, hall, choice(one, three, quotas={}, quota_total=2))
    seen = find_explained(session, hall.contest, two)
    assert seen is not None
    assert seen.verdict is not None
    assert (seen.verdict.because, [one.entry_id for one in seen.equals]) == (
        Because.TIE_LOST,
        [three],
    )
    assert (seen.total_line.quota, seen.total_line.chosen, seen.total_line.eligible) == (2, 2, 3)
    assert service.take_back(session, chair, id_, "Bỏ phiếu lại về hai sản phẩm", NOW).version == 1


def test_the_last_step_of_the_tie_rule_is_the_councils_vote(session: Session) -> None:
    hall = locked(session, [8000], [8000], tie_rule=["part:I", "council"])
    one, two = (entry.id for entry in hall.entries)
    chair, id_ = judging.head_of_council(hall), hall.contest.id
    rules, rows = contests.rules_of(hall.contest), queries.standings(session, id_)
    quota = Quotas(groups={CRAFT: 1})
    drawn = weighing.draw(session, id_, rows, rules, quota).verdicts
    assert [drawn[x].because for x in (one, two)] == [Because.TIE_OPEN] * 2
    with pytest.raises(Invalid, match="invalid"):
        decide(session, hall, choice(two, quotas={CRAFT: 1}))
    council.vote(session, chair, id_, {one: Ballot(4, 3), two: Ballot(5, 2)}, NOW)
    drawn = weighing.draw(session, id_, rows, rules, quota).verdicts
    assert [(drawn[x].because, step_of(drawn[x])) for x in (one, two)] == [
        (Because.TIE_LOST, "council"),
        (Because.TIE_WON, "council"),
    ]
    decide(session, hall, choice(two, quotas={CRAFT: 1}))


# ---------------------------------------------------------------------------------------- prizes


def test_edge_11_a_prize_is_no_certificate(session: Session) -> None:
    hall = locked(session, [9000], [8000], [7000])
    one, two, three = (entry.id for entry in hall.entries)
    with pytest.raises(Invalid) as refusal:
        decide(session, hall, choice(one, two, prizes={one: "Giải A", three: "Giải khuyến khích"}))
    assert refusal.value.fields == {f"prize_{three}": ("prize_without_certificate", {})}
    decide(session, hall, choice(one, two, three, prizes={one: "Giải A"}))
    told = [
        (s.certified, s.prize, s.prize_dong) for s in queries.standings(session, hall.contest.id)
    ]
    assert told == [(True, "Giải A", 3_000_000), (True, "", None), (True, "", None)]


# --------------------------------------------------------------------------- notes, disparities


def test_far_apart_sheets_ask_for_a_discussion(session: Session) -> None:
    hall = locked(session, [9000, 6900, 8000], [9000, 7001, 8000], disparity_limit=2000)
    one, two = (entry.id for entry in hall.entries)
    id_ = hall.contest.id
    rows, totals = queries.standings(session, id_), signed_totals(session, id_)
    found = weighing.disparities(rows, totals, 2000)
    assert [(d.standing.entry_id, d.lowest, d.highest, d.apart) for d in found] == [
        (one, 6900, 9000, 2100)
    ]
    assert weighing.disparities(rows, totals, None) == []
    desk = judging.desk(hall)
    made = council.note(
        session, desk, id_, one, NoteKind.DISCUSSION, TODAY, "Ba giám khảo", "Giữ điểm.", NOW
    )
    assert [(n.id, n.kind, n.noted_by_name) for n in records.notes(session, id_, one)] == [
        (made.id, NoteKind.DISCUSSION, desk.name)
    ]
    assert records.notes(session, id_, two) == []


def test_site_visits_are_noted_with_day_and_people(session: Session) -> None:
    hall = judging.hall(session, entries=1, jurors=1)
    desk, id_, one = judging.desk(hall), hall.contest.id, hall.entries[0].id
    council.note(session, desk, id_, one, NoteKind.SITE_VISIT, TODAY, "Tổ khảo sát", "Đủ lò.", NOW)
    with pytest.raises(Conflict, match="stage_moved"):
        council.note(session, desk, id_, one, NoteKind.DISCUSSION, TODAY, "Tổ", "Giữ.", NOW)
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Invalid) as refusal:
        council.note(session, desk, id_, one, NoteKind.SITE_VISIT, tomorrow, "", "", NOW)
    assert refusal.value.fields == {"people": "missing", "text": "missing", "on_day": "day_ahead"}
    with pytest.raises(Invalid) as early:
        council.note(session, desk, id_, one, NoteKind.SITE_VISIT, date(2020, 1, 1), "A", "B", NOW)
    assert set(early.value.fields) == {"on_day"}
    with pytest.raises(NotFound):
        council.note(session, desk, id_, 999_999, NoteKind.SITE_VISIT, TODAY, "A", "B", NOW)


# ------------------------------------------------------------------------- a corrected decision


def test_a_recorded_decision_is_corrected_as_a_new_version(session: Session) -> None:
    hall = locked(session, [9000], [8000])
    one, two = (entry.id for entry in hall.entries)
    chair, desk, id_ = judging.head_of_council(hall), judging.desk(hall), hall.contest.id
    council.vote(session, chair, id_, {one: Ballot(7, 0)}, NOW)
    decide(
        session, hall, choice(one, prizes={one: "Giải A"}, reasons={two: "Chưa sản xuất nhiều"})
    )
    service.record_submission(session, desk, id_, "12/TTr-HĐBC", TODAY, NOW)
    with pytest.raises(Invalid) as refusal:
        service.take_back(session, chair, id_, "sai", NOW)
    assert refusal.value.fields == {"reason": ("reason_too_short", {"least": 10})}
    version = service.take_back(session, chair, id_, "Ghi sót một sản phẩm đạt", NOW)
    assert (hall.contest.stage, queries.find_decision(session, id_)) == (Stage.LOCKED, None)
    assert queries.find_submission(session, id_) is None
    assert (version.version, version.kept["letter"]) == (
        1,
        {"number": "12/TTr-HĐBC", "sent_on": TODAY.isoformat()},
    )
    kept = {
        p["code"]: (p["certified"], p["prize"], p["why"], p["ballot"])
        for p in version.kept["products"]
    }
    assert kept == {
        hall.entries[0].code: (True, "Giải A", "", [7, 0, 0, 0]),
        hall.entries[1].code: (False, "", "Chưa sản xuất nhiều", None),
    }
    assert [s.certified for s in queries.standings(session, id_)] == [None, None]
    decide(session, hall, choice(one, two, minutes_number="06/BB-HĐBC"))
    now = queries.find_decision(session, id_)
    assert now is not None
    assert (now.version, now.minutes_number) == (2, "06/BB-HĐBC")
    assert [v.kept["minutes_number"] for v in records.versions(session, id_)] == ["05/BB-HĐBC"]


def test_nothing_is_corrected_once_the_authority_has_recognised(session: Session) -> None:
    hall = locked(session, [9000])
    decide(session, hall, choice(hall.entries[0].id))
    hall.contest.stage = Stage.RECOGNISED
    session.flush()
    chair, id_ = judging.head_of_council(hall), hall.contest.id
    with pytest.raises(Conflict, match="stage_moved"):
        service.take_back(session, chair, id_, "Ghi sót một sản phẩm đạt", NOW)
    with pytest.raises(Conflict, match="stage_moved"):
        council.vote(session, chair, id_, {hall.entries[0].id: Ballot(7, 0)}, NOW)
    with pytest.raises(Conflict, match="stage_moved"):
        council.merge(session, chair, id_, "Bộ", SetCase.SAME_MATERIAL, [], WHY, NOW)
