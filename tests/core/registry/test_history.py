"""Names, legal forms and numbers through time: identity follows the number's history."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.registry import bulk, history, kinship, queries, service
from core.registry.kinds import ChangeReason, EstablishmentKind, ProductGroup
from core.registry.model import Establishment, EstablishmentState, Product
from core.registry.numbers import find_by_number
from core.registry.rules import EstablishmentFacts, ProductFacts, check_digit
from core.registry.timeline import Change, Legal
from core.sealing import Sealer
from tests.build import people, register
from tests.build.people import NOW
from tests.build.places import places

SEALER = Sealer("only-for-tests-only-for-tests-only")
PERSONAL = "086099000123"
COMPANY = "0100112437"
KIND = EstablishmentKind


def household(session: Session) -> tuple[Establishment, Identity]:
    lan = people.identity(people.account(session))
    facts = EstablishmentFacts(
        "Hộ Lan", KIND.HOUSEHOLD_BUSINESS, PERSONAL, places(session).commune
    )
    made = service.create_establishment(session, lan, SEALER, facts, NOW)
    facts_of_product = ProductFacts("Mắm rươi", ProductGroup.PROCESSED_FOOD)
    service.create_product(session, lan, made.id, facts_of_product, NOW)
    return made, lan


def change(**more: object) -> Change:
    values: dict[str, object] = {
        "name": "Công ty Mắm Lan",
        "kind": KIND.ENTERPRISE,
        "number": COMPANY,
        "day": date(2025, 3, 1),
        "reason": ChangeReason.CONVERTED,
        "evidence": "GCN đăng ký doanh nghiệp ngày 1/3/2025",
        **more,
    }
    return Change(**values)  # type: ignore[arg-type]  # a builder


def test_a_household_becomes_a_company_and_stays_itself(session: Session) -> None:
    made, lan = household(session)
    code, sealed = made.code, made.owner_number_sealed
    history.record_change(session, lan, SEALER, made.id, change(), NOW)
    renamed = change(
        name="Công ty Nước mắm Lan",
        number="",
        day=date(2026, 5, 2),
        reason=ChangeReason.RENAMED,
        evidence="GCN thay đổi lần 1",
    )
    history.record_change(session, lan, SEALER, made.id, renamed, NOW)
    assert (made.code, made.name, made.kind, made.tax_number, made.owner_number_sealed) == (
        code,
        "Công ty Nước mắm Lan",
        KIND.ENTERPRISE,
        COMPANY,
        None,
    )
    told = {
        day: history.as_of(session, made.id, day)
        for day in (date(2020, 1, 1), date(2025, 2, 28), date(2025, 3, 1), date(2026, 5, 2))
    }
    before = Legal("Hộ Lan", KIND.HOUSEHOLD_BUSINESS, "•••••••••123")
    assert told == {
        date(2020, 1, 1): before,
        date(2025, 2, 28): before,
        date(2025, 3, 1): Legal("Công ty Mắm Lan", KIND.ENTERPRISE, COMPANY),
        date(2026, 5, 2): Legal("Công ty Nước mắm Lan", KIND.ENTERPRISE, COMPANY),
    }
    states = history.states_of(session, made.id)
    assert [(one.since, one.until) for one in states] == [
        (None, date(2025, 3, 1)),
        (date(2025, 3, 1), date(2026, 5, 2)),
        (date(2026, 5, 2), None),
    ]
    kept = session.scalars(sa.select(EstablishmentState).order_by(EstablishmentState.id)).first()
    assert kept is not None
    assert (kept.owner_number_sealed, kept.number_fingerprint) == (
        sealed,
        SEALER.fingerprint(PERSONAL),
    )
    assert PERSONAL not in repr(states)
    assert PERSONAL not in repr(
        [e.detail for e in audit.entries_about(session, f"establishment:{made.id}")]
    )


def test_it_is_found_by_every_name_it_had_and_so_are_its_products(session: Session) -> None:
    made, lan = household(session)
    history.record_change(session, lan, SEALER, made.id, change(), NOW)
    for name in ("ho lan", "cong ty mam lan"):
        assert [one.id for one in queries.search_establishments(session, name)] == [made.id]
    (text,) = session.scalars(sa.select(Product.search_text))
    assert " ho lan" in text
    assert " cong ty mam lan" in text


def test_a_number_it_had_leads_to_it_and_is_not_registered_again(session: Session) -> None:
    made, lan = household(session)
    history.record_change(session, lan, SEALER, made.id, change(), NOW)
    other = f"030123456{check_digit('030123456')}"
    assert check_digit("030123456") is not None
    renumbered = change(
        name=made.name, number=other, day=date(2026, 1, 1), reason=ChangeReason.RENUMBERED
    )
    history.record_change(session, lan, SEALER, made.id, renumbered, NOW)
    found = find_by_number(session, SEALER.fingerprint(COMPANY))
    assert found is not None
    assert (found.id, found.tax_number) == (made.id, other)
    again = EstablishmentFacts("Công ty khác", KIND.ENTERPRISE, COMPANY, made.unit_id)
    with pytest.raises(Conflict, match="establishment_exists"):
        service.create_establishment(session, lan, SEALER, again, NOW)
    # The owner's own number is hers: she may open another household.
    hers = EstablishmentFacts("Hộ mới", KIND.HOUSEHOLD_BUSINESS, PERSONAL, made.unit_id)
    assert service.create_establishment(session, lan, SEALER, hers, NOW).id != made.id


def test_an_earlier_change_and_a_former_name_complete_the_past(session: Session) -> None:
    made, lan = household(session)
    history.record_change(session, lan, SEALER, made.id, change(day=date(2025, 3, 1)), NOW)
    between = change(
        name="Hộ Lan Cổ Chiên",
        kind=KIND.HOUSEHOLD_BUSINESS,
        number="",
        day=date(2022, 1, 1),
        reason=ChangeReason.RENAMED,
    )
    history.record_change(session, lan, SEALER, made.id, between, NOW)
    former = change(
        name="Lò mắm bà Lan",
        kind=KIND.HOUSEHOLD_BUSINESS,
        number="",
        day=date(2015, 1, 1),
        reason=ChangeReason.RENAMED,
        former=True,
    )
    history.record_change(session, lan, SEALER, made.id, former, NOW)
    assert made.name == "Công ty Mắm Lan"
    assert [
        history.as_of(session, made.id, date(year, 6, 1)).name for year in (2010, 2018, 2023, 2026)
    ] == ["Lò mắm bà Lan", "Hộ Lan", "Hộ Lan Cổ Chiên", "Công ty Mắm Lan"]


REFUSED = [
    ({"name": " "}, {"name": "missing"}),
    ({"day": None}, {"day": "missing"}),
    ({"day": date(2027, 1, 1)}, {"day": "change_in_future"}),
    ({"evidence": " "}, {"evidence": "paper_missing"}),
    ({"number": ""}, {"number": "number_of_company_missing"}),
    ({"number": "0100112438"}, {"number": "number_wrong_digit"}),
    ({"number": "12"}, {"number": "number_not_valid"}),
    ({"reason": ChangeReason.BEGINNING}, {"reason": "unknown_choice"}),
    (
        {"name": "Hộ Lan", "kind": KIND.HOUSEHOLD_BUSINESS, "number": ""},
        {"name": "nothing_changed"},
    ),
]


@pytest.mark.parametrize(("wrong", "faults"), REFUSED)
def test_what_is_refused(
    session: Session, wrong: dict[str, object], faults: dict[str, str]
) -> None:
    made, lan = household(session)
    with pytest.raises(Invalid) as refusal:
        history.record_change(session, lan, SEALER, made.id, change(**wrong), NOW)
    assert refusal.value.fields == faults
    assert history.states_of(session, made.id) == []


def test_two_changes_on_one_day_and_a_stale_one(session: Session) -> None:
    made, lan = household(session)
    version = made.version
    history.record_change(session, lan, SEALER, made.id, change(), NOW)
    with pytest.raises(Invalid) as refusal:
        history.record_change(session, lan, SEALER, made.id, change(name="Khác"), NOW)
    assert refusal.value.fields == {"day": "change_day_taken"}
    with pytest.raises(Conflict, match="changed_elsewhere"):
        history.record_change(
            session, lan, SEALER, made.id, change(day=date(2026, 1, 1)), NOW, version=version
        )


def test_the_newest_change_is_taken_back(session: Session) -> None:
    made, lan = household(session)
    history.record_change(session, lan, SEALER, made.id, change(), NOW)
    first, last = history.states_of(session, made.id)
    with pytest.raises(Conflict, match="not_newest_change"):
        history.withdraw_change(session, lan, made.id, first.id, "Nhầm", NOW)
    with pytest.raises(Invalid):
        history.withdraw_change(session, lan, made.id, last.id, " ", NOW)
    history.withdraw_change(session, lan, made.id, last.id, "Ghi nhầm cơ sở", NOW)
    assert (made.name, made.tax_number, made.owner_number_mask) == ("Hộ Lan", None, "•••••••••123")
    assert history.states_of(session, made.id) == []
    assert [one.id for one in queries.search_establishments(session, "cong ty mam")] == []


def test_a_correction_corrects_the_newest_state_too(session: Session) -> None:
    made, lan = household(session)
    history.record_change(session, lan, SEALER, made.id, change(), NOW)
    typo = EstablishmentFacts("Công ty Mắm Bà Lan", KIND.ENTERPRISE, "", made.unit_id)
    service.update_establishment(session, lan, SEALER, made.id, typo, NOW)
    assert [one.legal.name for one in history.states_of(session, made.id)] == [
        "Hộ Lan",
        "Công ty Mắm Bà Lan",
    ]


def test_a_branch_knows_its_parent(session: Session) -> None:
    where = places(session)
    parent = register.establishment(
        session, "Công ty Lan", unit_id=where.commune, tax_number=COMPANY
    )
    branch = register.establishment(
        session, "Chi nhánh", unit_id=where.commune, tax_number=f"{COMPANY}-001"
    )
    alone = register.establishment(
        session, "Khác", unit_id=where.commune, tax_number="0301234567-001"
    )
    found = kinship.parent_of(session, branch)
    assert found is not None
    assert (found.id, [one.id for one in kinship.branches_of(session, parent)]) == (
        parent.id,
        [branch.id],
    )
    assert (kinship.parent_of(session, alone), kinship.parent_of(session, parent)) == (None, None)
    assert kinship.branches_of(session, branch) == []


def test_a_list_that_changes_who_represents_it_keeps_its_former_names(session: Session) -> None:
    made, lan = household(session)
    history.record_change(session, lan, SEALER, made.id, change(), NOW)
    bulk.update(session, lan, {made.id: {"representative": "Bà Mới"}}, NOW)
    for words in ("ho lan", "ba moi", "cong ty mam"):
        assert [one.id for one in queries.search_establishments(session, words)] == [made.id]
