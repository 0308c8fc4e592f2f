"""A dossier is sent back part by part, comes again with what changed, and loses nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.entries import queries, returns, service
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.entries.service import ChosenPhoto
from core import audit
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.registry.kinds import ProductGroup
from tests.build import contests, dossiers, register
from tests.build.dossiers import Maker
from tests.build.people import NOW

DESK = Identity(900, "Tổ giúp việc (mô phỏng)")
DAY = NOW + timedelta(days=2)


def filed(session: Session) -> tuple[Maker, Entry]:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    return lan, dossiers.filed(session, lan, contest)


def again(session: Session, lan: Maker, entry: Entry, **facts: object) -> Entry:
    values: dict[str, object] = {
        "group": entry.group,
        "lower": None,
        "declared": True,
        "now": NOW + timedelta(hours=5),
        **facts,
    }
    return service.file(session, lan.who, entry.id, **values)  # type: ignore[arg-type]  # a table


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        ({}, {"parts": "no_part_chosen"}),
        ({"market": " "}, {"why_market": "part_reason_missing"}),
        ({"lạ": "x"}, {"parts": "unknown_choice"}),
        ({"paper_lạ": "x"}, {"parts": "unknown_choice"}),
        ({"market": "x" * 1001}, {"why_market": ("too_long", {"most": 1000})}),
    ],
)
def test_a_request_names_parts_and_their_reasons(
    session: Session, asked: dict[str, str], faults: dict[str, object]
) -> None:
    _, entry = filed(session)
    with pytest.raises(Invalid) as caught:
        returns.send_back(session, DESK, entry.id, asked, DAY, NOW)
    assert caught.value.fields == faults
    assert (entry.status, returns.of_entry(session, entry.id)) == (EntryStatus.FILED, [])


def test_only_the_parts_asked_for_are_open(session: Session) -> None:
    lan, entry = filed(session)
    returns.send_back(session, DESK, entry.id, {"market": "Nêu số lượng"}, DAY, NOW)
    service.save_statement(session, lan.who, entry.id, "market", "4.000 chiếc", 99, NOW)
    attempts: list[Callable[[], object]] = [
        lambda: service.save_statement(session, lan.who, entry.id, "social", "x", 99, NOW),
        lambda: service.set_photos(session, lan.who, entry.id, [], NOW),
        lambda: service.set_group(session, lan.who, entry.id, ProductGroup.OTHER, "", NOW),
        lambda: service.answer_papers(session, lan.who, entry.id, {"paper_photos": "x"}, NOW),
    ]
    for attempt in attempts:
        with pytest.raises(Conflict, match="part_not_asked"):
            attempt()
    assert (entry.statement["market"], entry.statement["social"]) == (
        "4.000 chiếc",
        "Việc làm và xã hội: có.",
    )
    assert (len(entry.photos), entry.group) == (3, ProductGroup.HANDICRAFT)


def test_it_comes_again_with_what_changed_since(session: Session) -> None:
    lan, entry = filed(session)
    asked = {
        "market": "Nêu số lượng",
        "social": "Ghi số lao động",
        "photos": "Thiếu ảnh bao bì",
        "paper_business_registration": "Chưa có bản sao",
    }
    returns.send_back(session, DESK, entry.id, asked, DAY, NOW, note="Gửi trước hạn")
    assert entry.reason == (
        "Gửi trước hạn. Nêu số lượng. Ghi số lao động. Thiếu ảnh bao bì. Chưa có bản sao."
    )
    service.save_statement(session, lan.who, entry.id, "market", "4.000 chiếc", 99, NOW)
    more = [*lan.photos, *dossiers.album(session, lan.product, 1)]
    service.set_photos(session, lan.who, entry.id, [ChosenPhoto(id_) for id_ in more], NOW)
    with pytest.raises(Invalid) as caught:
        again(session, lan, entry)
    assert caught.value.fields == {"paper_business_registration": "paper_answer_missing"}
    answer = {"paper_business_registration": "Gửi bưu điện ngày 12/11"}
    service.answer_papers(session, lan.who, entry.id, answer, NOW)
    again(session, lan, entry)
    assert (entry.status, entry.filed_at, returns.find_open(session, entry.id)) == (
        EntryStatus.FILED,
        NOW,  # a supplement does not move the filing day
        None,
    )
    (done,) = returns.of_entry(session, entry.id)
    assert {one.part: (one.changed, one.answer) for one in done.items} == {
        "market": (True, ""),
        "social": (False, ""),
        "photos": (True, ""),
        "paper_business_registration": (True, "Gửi bưu điện ngày 12/11"),
    }
    assert done.items[0].before == {"text": "Thị trường: có."}
    assert audit.entries_about(session, f"entry:{entry.id}")[0].detail["changed"] == 3


def test_what_was_not_asked_for_does_not_bar_the_way_back(session: Session) -> None:
    lan, entry = filed(session)
    returns.send_back(session, DESK, entry.id, {"market": "Nêu số lượng"}, DAY, NOW)
    entry.statement = {**entry.statement, "social": ""}
    assert again(session, lan, entry).status is EntryStatus.FILED
    returns.send_back(session, DESK, entry.id, {"social": "Trống"}, DAY, NOW)
    with pytest.raises(Invalid) as caught:
        again(session, lan, entry, declared=False)
    assert set(caught.value.fields) == {"social", "declared"}


def test_a_date_is_extended_on_record_even_when_it_is_past(session: Session) -> None:
    lan, entry = filed(session)
    with pytest.raises(Conflict, match="entry_not_in_that_state"):
        returns.extend(session, DESK, entry.id, DAY, "Bão", NOW)
    returns.send_back(session, DESK, entry.id, {"market": "Nêu số lượng"}, DAY, NOW)
    late = DAY + timedelta(hours=1)
    with pytest.raises(Conflict) as closed:
        service.save_statement(session, lan.who, entry.id, "market", "muộn", 99, late)
    assert (closed.value.code, closed.value.facts) == ("supplement_closed", {"closed": DAY})
    later = entry.contest.judging_from - timedelta(hours=1)
    for day, reason, faults in (
        (DAY, "Bão", {"answer_by": ("answer_by_past", {})}),
        (later, "", {"reason": "reason_missing"}),
        (
            entry.contest.judging_from,
            "Bão",
            {
                "answer_by": (
                    "answer_by_after_judging",
                    {"judging": entry.contest.judging_from},
                )
            },
        ),
        (None, "Bão", {"answer_by": ("missing", {})}),
    ):
        with pytest.raises(Invalid) as caught:
            returns.extend(session, DESK, entry.id, day, reason, late)
        assert caught.value.fields == faults
    with pytest.raises(Invalid) as caught:
        returns.extend(session, DESK, entry.id, DAY - timedelta(hours=1), "Bão", NOW)
    assert caught.value.fields == {"answer_by": ("answer_by_not_later", {"stands": DAY})}
    returns.extend(session, DESK, entry.id, later, "Bão làm mất điện", late)
    service.save_statement(session, lan.who, entry.id, "market", "kịp", 99, late)
    (found,) = returns.of_entry(session, entry.id)
    assert (entry.answer_by, found.first_answer_by) == (later, DAY)
    steps = [(one.action, one.note) for one in queries.events(session, entry.id)]
    assert steps[0] == ("extended", "Bão làm mất điện")


def test_a_decided_dossier_is_reopened_and_keeps_everything(session: Session) -> None:
    lan, entry = filed(session)
    with pytest.raises(Conflict, match="entry_not_in_that_state"):
        returns.reopen(session, DESK, entry.id, "x", NOW)
    service.accept(session, DESK, entry.id, ProductGroup.HANDICRAFT, NOW)
    with pytest.raises(Invalid) as caught:
        returns.reopen(session, DESK, entry.id, "", NOW)
    assert caught.value.fields == {"reason": "reason_missing"}
    returns.reopen(session, DESK, entry.id, "Xếp nhầm nhóm", NOW)
    assert (entry.status, entry.code, len(entry.photos)) == (EntryStatus.FILED, "TC01", 3)
    service.accept(session, DESK, entry.id, ProductGroup.HANDICRAFT, NOW)
    assert entry.code == "TC01"
    returns.reopen(session, DESK, entry.id, "Xếp nhầm nhóm", NOW)
    service.accept(session, DESK, entry.id, ProductGroup.OTHER, NOW)
    assert entry.code == "KH01"
    second = register.product(session, lan.establishment, "Chậu gốm")
    other = dossiers.filed(session, lan, entry.contest, product=second)
    service.accept(session, DESK, other.id, ProductGroup.HANDICRAFT, NOW)
    assert other.code == "TC02"  # TC01 stood on a paper once and names nothing else
    service.refuse(session, DESK, other.id, "Độc bản", NOW)
    returns.reopen(session, DESK, other.id, "Cơ sở đã chứng minh", NOW)
    assert (other.status, other.reason) == (EntryStatus.FILED, "")
    entry.contest.stage = Stage.JUDGING
    with pytest.raises(Conflict, match="screening_over"):
        returns.reopen(session, DESK, entry.id, "muộn", NOW)


def test_a_request_taken_back_or_refused_is_closed(session: Session) -> None:
    _, entry = filed(session)
    returns.send_back(session, DESK, entry.id, {"market": "Nêu số lượng"}, DAY, NOW)
    returns.reopen(session, DESK, entry.id, "Xét như đang có", NOW)
    assert (entry.status, returns.find_open(session, entry.id)) == (EntryStatus.FILED, None)
    returns.send_back(session, DESK, entry.id, {"social": "Ghi rõ"}, DAY, NOW)
    service.refuse(session, DESK, entry.id, "Quá hạn bổ sung", NOW)
    assert returns.find_open(session, entry.id) is None
    closed = [one.closed_at for one in returns.of_entry(session, entry.id)]
    assert closed == [NOW, NOW]
