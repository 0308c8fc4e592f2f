"""Paper dossiers: the day of receipt counts, the signature is the consent, late is late."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.contests.rulebook import on as rules_on
from contest.entries import on_paper, queries, returns, service
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.entries.on_paper import Receipt
from contest.entries.rules import LowerCertificate
from contest.entries.statement import sections
from core.clock import day_in_vietnam
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry.kinds import ProductGroup
from tests.build import contests, dossiers, register
from tests.build.dossiers import Maker
from tests.build.people import NOW

DESK = Identity(900, "Tổ giúp việc (mô phỏng)")
TODAY = day_in_vietnam(NOW)
CAME = Receipt(NOW, "Anh Ba", "Chị Lan", TODAY, 2, True)
EVERY = {one.key: f"{one.title}: có." for one in sections()}


def world(session: Session) -> tuple[Maker, Contest]:
    lan = dossiers.maker(session)
    return lan, contests.contest(session, unit_id=lan.places.commune)


def typed(
    session: Session, lan: Maker, entry: Entry, now: datetime = NOW, **facts: object
) -> Entry:
    values: dict[str, object] = {
        "group": ProductGroup.HANDICRAFT,
        "forwarding_letter": "",
        "photo_ids": lan.photos,
        "now": now,
        **facts,
    }
    return on_paper.type_in(session, DESK, entry.id, EVERY, **values)  # type: ignore[arg-type]  # a table


def test_it_is_typed_in_later_and_filed_as_of_its_receipt(session: Session) -> None:
    lan, contest = world(session)
    closes = contest.entries_close_at
    after = closes + timedelta(hours=3)
    came = replace(CAME, received_at=closes, by_post=True)
    entry = on_paper.receive(session, DESK, contest.id, lan.product.id, came, after)
    assert (entry.status, entry.on_behalf, entry.created_by, entry.consent_note) == (
        EntryStatus.DRAFT,
        True,
        900,
        f"Chị Lan, {TODAY:%d/%m/%Y}",
    )
    assert on_paper.in_hand(session, contest.id) == [entry]
    with pytest.raises(Invalid) as caught:
        on_paper.file(session, DESK, entry.id, None, after)
    assert {"photos", "market"} <= set(caught.value.fields)
    typed(session, lan, entry, after)
    for _ in range(2):
        on_paper.file(session, DESK, entry.id, None, after)
    assert (entry.status, entry.filed_at, on_paper.in_hand(session, contest.id)) == (
        EntryStatus.FILED,
        closes,
        [],
    )
    found = on_paper.find(session, entry.id)
    assert found is not None
    assert (found.signed_by, found.signed_on, found.sets, found.actor, found.by_post) == (
        "Chị Lan",
        TODAY,
        2,
        DESK.name,
        True,
    )
    steps = [one.action for one in queries.events(session, entry.id)]
    assert steps == ["filed", "paper_received"]


def test_paper_that_came_after_the_term_is_told_when_it_closed(session: Session) -> None:
    lan, contest = world(session)
    closes = contest.entries_close_at
    late = replace(CAME, received_at=closes + timedelta(minutes=1))
    with pytest.raises(Conflict) as caught:
        on_paper.receive(
            session, DESK, contest.id, lan.product.id, late, closes + timedelta(hours=1)
        )
    assert (caught.value.code, caught.value.facts) == ("entries_closed", {"closed": closes})
    entry = on_paper.receive(session, DESK, contest.id, lan.product.id, CAME, NOW)
    contest.stage = Stage.JUDGING
    with pytest.raises(Conflict, match="screening_over"):
        typed(session, lan, entry)
    with pytest.raises(Conflict, match="entries_closed"):
        on_paper.receive(session, DESK, contest.id, lan.product.id, CAME, NOW)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"brought_by": " ", "signed_by": ""}, {"brought_by": "missing", "signed_by": "missing"}),
        ({"received_at": NOW + timedelta(hours=1)}, {"received_on": "received_to_come"}),
        ({"signed_on": TODAY + timedelta(days=1)}, {"signed_on": "signed_after_receipt"}),
        ({"sets": 0}, {"sets": ("sets_out_of_range", {"most": 20})}),
    ],
)
def test_what_cannot_be_so_is_refused(
    session: Session, change: dict[str, object], faults: dict[str, object]
) -> None:
    lan, contest = world(session)
    with pytest.raises(Invalid) as caught:
        on_paper.receive(
            session,
            DESK,
            contest.id,
            lan.product.id,
            replace(CAME, **change),  # type: ignore[arg-type]  # a table of facts
            NOW,
        )
    assert caught.value.fields == faults


def test_one_dossier_a_product_however_it_comes(session: Session) -> None:
    lan, contest = world(session)
    begun = service.start(session, lan.who, contest.id, lan.product.id, NOW)
    with pytest.raises(Conflict) as caught:
        on_paper.receive(session, DESK, contest.id, lan.product.id, CAME, NOW)
    assert (caught.value.code, caught.value.facts) == (
        "entry_there_already",
        {"receipt": begun.receipt},
    )
    for attempt in (typed, lambda *_: on_paper.file(session, DESK, begun.id, None, NOW)):
        with pytest.raises(NotFound):  # it did not come on paper: it is its maker's alone
            attempt(session, lan, begun)
    elsewhere = register.establishment(session, unit_id=lan.places.stranger_commune)
    product = register.product(session, elsewhere, "Xa")
    with pytest.raises(Conflict, match="outside_contest_place"):
        on_paper.receive(session, DESK, contest.id, product.id, CAME, NOW)
    with pytest.raises(NotFound):
        on_paper.receive(session, DESK, contest.id, 0, CAME, NOW)


def test_typing_refuses_what_the_form_cannot_hold(session: Session) -> None:
    lan, contest = world(session)
    entry = on_paper.receive(session, DESK, contest.id, lan.product.id, CAME, NOW)
    other = dossiers.photo(session).id
    for facts, faults in (
        ({"photo_ids": [other]}, {"photos": "photo_not_of_product"}),
        ({"photo_ids": [lan.photos[0]] * 2}, {"photos": "photo_not_of_product"}),
        (
            {"forwarding_letter": "x" * 1001},
            {"forwarding_letter": ("too_long", {"most": 1000})},
        ),
    ):
        with pytest.raises(Invalid) as caught:
            typed(session, lan, entry, **facts)
        assert caught.value.fields == faults


def test_edge_19_the_certificate_is_asked_about_the_day_the_paper_came(session: Session) -> None:
    lan = dossiers.maker(session)
    contest = contests.contest(session, unit_id=lan.places.province, level=ContestLevel.PROVINCE)
    entry = on_paper.receive(session, DESK, contest.id, lan.product.id, CAME, NOW)
    typed(session, lan, entry)
    lapsed = LowerCertificate(7, "07", ContestLevel.COMMUNE, False, date(2024, 12, 31))
    with pytest.raises(Conflict, match="lower_certificate_expired"):
        on_paper.file(session, DESK, entry.id, lapsed, NOW)
    good = replace(lapsed, in_force_on_filing_day=True)
    on_paper.file(session, DESK, entry.id, good, NOW)
    assert (entry.lower_certificate_number, entry.lower_certificate_until) == (
        "07",
        date(2024, 12, 31),
    )


def test_a_supplement_on_paper_changes_only_what_was_asked_for(session: Session) -> None:
    lan, contest = world(session)
    entry = on_paper.receive(session, DESK, contest.id, lan.product.id, CAME, NOW)
    typed(session, lan, entry)
    on_paper.file(session, DESK, entry.id, None, NOW)
    day = NOW + timedelta(days=1)
    returns.send_back(session, DESK, entry.id, {"market": "Nêu số lượng"}, day, NOW)
    on_paper.type_in(
        session,
        DESK,
        entry.id,
        {"market": "4.000 chiếc", "social": ""},
        group=None,
        forwarding_letter="",
        photo_ids=[],
        now=NOW,
    )
    assert (entry.statement["market"], entry.statement["social"]) == (
        "4.000 chiếc",
        EVERY["social"],
    )
    assert (len(entry.photos), entry.group) == (3, ProductGroup.HANDICRAFT)
    with pytest.raises(Conflict, match="supplement_closed"):
        on_paper.file(session, DESK, entry.id, None, day + timedelta(minutes=1))
    on_paper.file(session, DESK, entry.id, None, NOW)
    (done,) = returns.of_entry(session, entry.id)
    assert (entry.status, [one.changed for one in done.items]) == (EntryStatus.FILED, [True])


def test_edge_21_how_many_sets_a_contest_asks_for_goes_by_its_day() -> None:
    asked = {
        day: found.dossier_sets
        for day in (date(2016, 5, 1), date(2018, 8, 15), date(2018, 8, 16), date(2026, 5, 1))
        if (found := rules_on(ContestLevel.PROVINCE, day))
    }
    assert asked == {
        date(2016, 5, 1): 1,
        date(2018, 8, 15): 1,
        date(2018, 8, 16): 2,
        date(2026, 5, 1): 2,
    }
