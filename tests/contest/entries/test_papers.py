"""The checklist as ticked, what a person settles, and what is done wrong."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.entries import papers, service
from contest.entries.model import Entry
from contest.entries.papers import Tick
from core import audit
from core.errors import Conflict, Invalid
from core.identity import Identity
from tests.build import contests, dossiers
from tests.build.people import NOW
from tests.build.places import Places

DESK = Identity(900, "Tổ giúp việc (mô phỏng)")


def filed(session: Session) -> Entry:
    lan = dossiers.maker(session)
    return dossiers.filed(session, lan, contests.contest(session, unit_id=lan.places.commune))


def test_ticks_say_who_and_when_and_only_what_differs_is_written(session: Session) -> None:
    entry = filed(session)
    one = Tick(True, True, 2, "bản chứng thực")
    papers.tick(session, DESK, entry.id, {"business_registration": one}, NOW)
    later = NOW + timedelta(hours=2)
    other = Identity(901, "Người thứ hai (mô phỏng)")
    both = {"business_registration": one, "merit_papers": Tick(False)}
    papers.tick(session, other, entry.id, both, later)
    found = papers.ticks(session, [entry.id])[entry.id]
    assert {
        code: (row.present, row.certified, row.sets, row.note, row.actor, row.ticked_at)
        for code, row in found.items()
    } == {
        "business_registration": (True, True, 2, "bản chứng thực", DESK.name, NOW),
        "merit_papers": (False, False, 0, "", other.name, later),
    }
    noted = audit.entries_about(session, f"entry:{entry.id}")
    assert [dict(one.detail) for one in noted if one.action == "entry.papers_ticked"] == [
        {"merit_papers": [None, False]},
        {"business_registration": [None, True]},
    ]


def test_all_that_is_required_is_ticked_at_once_but_nothing_over(session: Session) -> None:
    entry = filed(session)
    papers.tick(session, DESK, entry.id, {"photos": Tick(False)}, NOW)
    papers.tick_all(session, DESK, entry.id, NOW)
    found = papers.ticks(session, [entry.id])[entry.id]
    assert {code: row.present for code, row in found.items()} == {
        "registration_form": True,
        "business_registration": True,
        "presentation": True,
        "photos": False,
    }
    with pytest.raises(Conflict, match="papers_ticked_before"):
        papers.tick_all(session, DESK, entry.id, NOW)


def test_ticking_refuses_what_it_must(session: Session) -> None:
    entry = filed(session)
    for found, faults in (
        ({"lạ": Tick(True)}, {"papers": "unknown_choice"}),
        ({"photos": Tick(True, sets=-1)}, {"sets_photos": ("sets_out_of_range", {"most": 20})}),
        ({"photos": Tick(True, sets=21)}, {"sets_photos": ("sets_out_of_range", {"most": 20})}),
        (
            {"photos": Tick(True, note="x" * 1001)},
            {"note_photos": ("too_long", {"most": 1000})},
        ),
    ):
        with pytest.raises(Invalid) as caught:
            papers.tick(session, DESK, entry.id, found, NOW)
        assert caught.value.fields == faults
    lan = dossiers.maker(session, places_of(session, entry))
    begun = service.start(session, lan.who, entry.contest_id, lan.product.id, NOW)
    with pytest.raises(Conflict, match="entry_not_in_that_state"):
        papers.tick(session, DESK, begun.id, {}, NOW)
    entry.contest.stage = Stage.JUDGING
    with pytest.raises(Conflict, match="screening_over"):
        papers.tick(session, DESK, entry.id, {}, NOW)


def places_of(session: Session, entry: Entry) -> Places:
    unit = entry.contest.unit_id
    return Places(unit, unit, unit, unit, unit, unit)


def test_a_check_is_settled_with_a_reason_and_the_last_word_counts(session: Session) -> None:
    entry = filed(session)
    for code, reason, faults in (
        ("place_rule", " ", {"reason": "reason_missing"}),
        ("photo_count", "x", {"check": "unknown_choice"}),
    ):
        with pytest.raises(Invalid) as caught:
            papers.settle(session, DESK, entry.id, code, eligible=True, reason=reason, now=NOW)
        assert caught.value.fields == faults
    for eligible, reason in ((True, "Thành phố loại II"), (False, "Nhìn lại: nội thành")):
        papers.settle(
            session, DESK, entry.id, "place_rule", eligible=eligible, reason=reason, now=NOW
        )
    row = papers.settled(session, [entry.id])[entry.id]["place_rule"]
    assert (row.eligible, row.reason, row.actor) == (False, "Nhìn lại: nội thành", DESK.name)
    told = audit.entries_about(session, f"entry:{entry.id}")[0].detail
    assert told == {
        "check": "place_rule",
        "eligible": [True, False],
        "reason": "Nhìn lại: nội thành",
    }
