"""A sample from the hand that brings it to the hand that takes it back; the chair's method."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from contest.entries import service as entries
from contest.entries.model import Entry
from contest.samples import queries, service
from contest.samples.kinds import SampleWay
from contest.samples.model import Sample
from core import audit
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry.kinds import ConsentHow, ProductGroup
from tests.build import contests, dossiers, register
from tests.build.dossiers import Maker
from tests.build.people import NOW

DESK = Identity(900, "Tổ giúp việc (mô phỏng)")
CHAIR = Identity(901, "Chủ tịch Hội đồng (mô phỏng)")
TODAY = day_in_vietnam(NOW)
LATER = TODAY + timedelta(days=30)


def valid(session: Session) -> tuple[Maker, Entry]:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.commune)
    entry = dossiers.filed(session, lan, contest)
    return lan, entries.accept(session, DESK, entry.id, ProductGroup.HANDICRAFT, NOW)


def brought(session: Session, entry: Entry, **facts: object) -> Sample:
    values: dict[str, object] = {
        "brought_by": "Chị Lan",
        "pieces": 2,
        "condition": "Nguyên vẹn",
        "stored_at": "Kệ 3",
        "now": NOW,
        **facts,
    }
    return service.receive(session, DESK, entry.id, **values)  # type: ignore[arg-type]  # a table


def test_edge_23_custody_from_receipt_to_return(session: Session) -> None:
    _, entry = valid(session)
    first, second = brought(session, entry), brought(session, entry, pieces=1)
    assert [(one.number, one.pieces, one.receiver) for one in (first, second)] == [
        (1, 2, DESK.name),
        (2, 1, DESK.name),
    ]
    with pytest.raises(Invalid) as caught:
        service.give_back(session, DESK, entry.id, first.id, returned_to="", condition="", now=NOW)
    assert caught.value.fields == {"returned_to": "missing", "returned_condition": "missing"}
    for when in (NOW, NOW + timedelta(days=9)):  # a second press changes nothing
        service.give_back(
            session, CHAIR, entry.id, first.id, returned_to="Chị Lan", condition="Tốt", now=when
        )
    row = queries.row_of(session, entry)
    assert (first.returned_at, first.returner, [one.number for one in row.held]) == (
        NOW,
        CHAIR.name,
        [2],
    )
    told = [one.action for one in audit.entries_about(session, f"entry:{entry.id}")]
    assert told[:3] == ["sample.returned", "sample.received", "sample.received"]


def test_a_sample_needs_a_code_and_a_way_to_judge_it_by_hand(session: Session) -> None:
    lan, entry = valid(session)
    other = register.product(session, lan.establishment, "Chậu")
    waiting = dossiers.filed(session, lan, entry.contest, product=other)
    with pytest.raises(Conflict, match="sample_needs_code"):
        brought(session, waiting)
    with pytest.raises(Invalid) as caught:
        brought(session, entry, pieces=None, brought_by="")
    assert caught.value.fields == {"brought_by": "missing", "pieces": "missing"}
    service.decide_method(session, CHAIR, entry.id, SampleWay.PHOTO, "Quá khổ", "", NOW)
    with pytest.raises(Conflict, match="sample_judged_otherwise"):
        brought(session, entry)
    sample = brought_elsewhere(session, lan)
    with pytest.raises(NotFound):
        queries.get_sample(session, entry.id, sample.id)


def brought_elsewhere(session: Session, lan: Maker) -> Sample:
    contest = contests.contest(session, unit_id=lan.places.commune)
    product = register.product(session, lan.establishment, "Ấm")
    entry = dossiers.filed(session, lan, contest, product=product)
    entries.accept(session, DESK, entry.id, ProductGroup.HANDICRAFT, NOW)
    return brought(session, entry)


def agree(session: Session, who: Identity, sample: Sample, **facts: object) -> Sample:
    values: dict[str, object] = {
        "given_by": "Chị Lan",
        "how": ConsentHow.SIGNED_PAPER,
        "given_on": TODAY,
        "until": LATER,
        "note": "",
        "now": NOW,
        **facts,
    }
    return service.agree(session, who, sample.entry_id, sample.id, **values)  # type: ignore[arg-type]  # a table


def test_edge_23_it_is_kept_on_show_only_as_its_owner_agreed(session: Session) -> None:
    lan, entry = valid(session)
    sample = brought(session, entry)

    def keep(until: date | None = LATER, where: str = "Phòng trưng bày") -> Sample:
        return service.keep(
            session,
            DESK,
            entry.id,
            sample.id,
            until=until,
            where=where,
            now=NOW,
        )

    with pytest.raises(Conflict, match="keep_without_consent"):
        keep()
    for who, how in ((DESK, ConsentHow.ONLINE), (lan.who, ConsentHow.BY_PHONE)):
        with pytest.raises(Conflict, match="consent_by_owner_only"):
            agree(session, who, sample, how=how)
    with pytest.raises(Invalid) as caught:
        agree(session, DESK, sample, given_by="", until=TODAY - timedelta(days=1))
    assert caught.value.fields == {"given_by": "missing", "until": "keep_until_past"}
    agree(session, DESK, sample, until=TODAY + timedelta(days=5))
    with pytest.raises(Conflict) as refused:
        keep()
    assert (refused.value.code, refused.value.facts) == (
        "keep_past_consent",
        {"until": TODAY + timedelta(days=5)},
    )
    agree(session, lan.who, sample, how=ConsentHow.ONLINE, given_by=lan.who.name)
    with pytest.raises(Invalid) as caught:
        keep(None, " ")
    assert caught.value.fields == {"kept_until": "missing", "kept_where": "missing"}
    kept = keep()
    assert (kept.kept_until, kept.kept_where, kept.consent and kept.consent.how) == (
        LATER,
        "Phòng trưng bày",
        ConsentHow.ONLINE,
    )
    service.give_back(
        session, DESK, entry.id, sample.id, returned_to="Chị Lan", condition="Tốt", now=NOW
    )
    assert (sample.kept_until, sample.kept_where) == (None, "")
    attempts: list[Callable[[], object]] = [keep, lambda: agree(session, DESK, sample)]
    for attempt in attempts:
        with pytest.raises(Conflict, match="sample_returned_before"):
            attempt()


def test_edge_22_the_chair_decides_how_to_judge_what_cannot_be_brought(session: Session) -> None:
    _, entry = valid(session)
    for way in (SampleWay.PHOTO, SampleWay.CATALOGUE):  # asking again replaces what waits
        service.ask_method(session, DESK, entry.id, way, "Nặng 2 tấn", "", NOW)
    waits = queries.find_waiting(session, entry.id)
    assert waits is not None
    assert (waits.way, queries.methods(session, [entry.id])) == (SampleWay.CATALOGUE, {})
    with pytest.raises(Invalid) as caught:
        service.decide_method(
            session, CHAIR, entry.id, SampleWay.SITE_VISIT, "Nặng 2 tấn", "", NOW
        )
    assert caught.value.fields == {"detail": "method_detail_missing"}
    where = "Xưởng ở xã, sáng 20/11"
    service.decide_method(session, CHAIR, entry.id, SampleWay.SITE_VISIT, "Nặng 2 tấn", where, NOW)
    stands = queries.methods(session, [entry.id])[entry.id]
    assert (stands.way, stands.detail, stands.decider, stands.asker) == (
        SampleWay.SITE_VISIT,
        where,
        CHAIR.name,
        DESK.name,
    )
    assert queries.find_waiting(session, entry.id) is None
    later = NOW + timedelta(hours=1)
    service.decide_method(session, CHAIR, entry.id, SampleWay.PHYSICAL, "Đã có xe", "", later)
    assert queries.methods(session, [entry.id])[entry.id].way is SampleWay.PHYSICAL
    assert len(queries.decisions(session, entry.id)) == 2  # the first stays on record
    entry.contest.stage = Stage.LOCKED
    with pytest.raises(Conflict, match="method_after_lock"):
        service.decide_method(session, CHAIR, entry.id, SampleWay.PHOTO, "x", "", NOW)


def test_the_desk_lists_every_product_with_a_code(session: Session) -> None:
    lan, entry = valid(session)
    brought(session, entry)
    other = register.product(session, lan.establishment, "Chậu")
    second = dossiers.filed(session, lan, entry.contest, product=other)
    entries.accept(session, DESK, second.id, ProductGroup.HANDICRAFT, NOW)
    service.ask_method(session, DESK, second.id, SampleWay.PHOTO, "Quá khổ", "", NOW)
    rows = queries.desk(session, entry.contest_id)
    assert [
        (row.entry.code, len(row.samples), row.way, row.waiting is not None) for row in rows
    ] == [("TC01", 1, SampleWay.PHYSICAL, False), ("TC02", 0, SampleWay.PHYSICAL, True)]
    assert replace(rows[0], samples=[]).held == []
