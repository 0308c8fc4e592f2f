"""Establishments, products and people of an establishment, kept and refused."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit
from core.accounts.model import Account
from core.db import sessions, unit_of_work
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.identity import SYSTEM
from core.registry import members, queries, service
from core.registry.kinds import EstablishmentKind, Membership, Origin, ProductGroup, SetCase
from core.registry.model import Establishment, Member, Product
from core.registry.rules import EstablishmentFacts, ProductFacts
from core.rights import Grant, Role
from core.sealing import Sealer
from tests.build import people, register
from tests.build.people import NOW
from tests.build.places import places

SEALER = Sealer("only-for-tests-only-for-tests-only")
PERSONAL = "086099000123"


def facts(unit_id: int | None, number: str = "0100112437", **more: object) -> EstablishmentFacts:
    values: dict[str, object] = {
        "name": "HTX Gốm đỏ (mô phỏng)",
        "kind": EstablishmentKind.COOPERATIVE,
        "representative": "Ông Mô Phỏng",
        **more,
    }
    return EstablishmentFacts(number=number, unit_id=unit_id, **values)  # type: ignore[arg-type]  # a builder


BOWL = ProductFacts("Bình gốm đỏ", ProductGroup.HANDICRAFT, plate="pottery")


def test_whoever_registers_his_own_is_its_first_holder(session: Session) -> None:
    here, lan = places(session), people.account(session, "Lan")
    who = people.identity(lan)
    made = service.create_establishment(session, who, SEALER, facts(here.commune), NOW)
    (own,) = queries.establishments_of(session, lan.id)
    assert (own.establishment.id, own.member.standing, own.member.first_holder) == (
        made.id,
        Membership.HELD,
        True,
    )
    assert (made.tax_number, made.owner_number_sealed) == ("0100112437", None)
    assert made.code.startswith("CS")
    assert len(made.code) == 8
    assert queries.get_establishment_by_code(session, made.code.lower()).id == made.id
    (entry,) = audit.entries_about(session, f"establishment:{made.id}")
    assert (entry.action, entry.account_id) == ("establishment.created", lan.id)


def test_an_officer_files_for_others_within_his_place(session: Session) -> None:
    here, officer = places(session), people.account(session)
    who = people.identity(officer, Grant(Role.OFFICER, unit_id=here.province))
    made = service.create_establishment(session, who, SEALER, facts(here.commune), NOW)
    assert queries.members_of(session, made.id) == []
    with pytest.raises(NotAllowed, match="not_your_place"):
        service.create_establishment(
            session, who, SEALER, facts(here.stranger_commune, ""), NOW, Origin.SIMULATED
        )


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"name": "  "}, {"name": "missing"}),
        ({"number": ""}, {"number": "number_missing"}),
        ({"number": "0100112438"}, {"number": "number_wrong_digit"}),
        ({"unit_id": None}, {"unit_id": "place_missing"}),
        ({"unit_id": 999_999}, {"unit_id": "place_not_valid"}),
        ({"workers": -1}, {"workers": "not_whole"}),
    ],
)
def test_what_is_refused(
    session: Session, change: dict[str, object], faults: dict[str, str]
) -> None:
    here, lan = places(session), people.account(session)
    given: dict[str, Any] = {"unit_id": here.commune, **change}
    with pytest.raises(Invalid) as refused:
        service.create_establishment(session, people.identity(lan), SEALER, facts(**given), NOW)
    assert refused.value.fields == faults
    assert session.scalar(sa.select(sa.func.count(Establishment.id))) == 0


def test_a_personal_number_is_kept_sealed_and_nowhere_plain(session: Session) -> None:
    here, lan = places(session), people.account(session)
    household = EstablishmentKind.HOUSEHOLD_BUSINESS
    made = service.create_establishment(
        session,
        people.identity(lan),
        SEALER,
        facts(here.commune, "086 099 000 123", kind=household),
        NOW,
    )
    assert (made.tax_number, made.owner_number_mask) == (None, "•••••••••123")
    assert SEALER.open(made.owner_number_sealed or "") == PERSONAL
    service.update_establishment(
        session,
        people.identity(lan),
        SEALER,
        made.id,
        facts(here.commune, PERSONAL, kind=household, story="Nghề ba đời"),
        NOW,
    )
    assert PERSONAL not in dump(session)
    minh = people.account(session)
    with pytest.raises(Conflict) as known:
        service.create_establishment(
            session,
            people.identity(minh),
            SEALER,
            facts(here.commune, PERSONAL, kind=household),
            NOW,
        )
    assert (known.value.code, known.value.facts) == (
        "establishment_exists",
        {"establishment_id": made.id, "name": made.name},
    )


def dump(session: Session) -> str:
    """Every column of every row."""
    rows = []
    for table in Establishment.metadata.sorted_tables:
        rows += [repr(row) for row in session.execute(sa.select(table))]
    return "\n".join(rows)


def test_two_at_once_register_one_establishment(own_database: Callable[[], sa.Engine]) -> None:
    engine = own_database()
    writes = sessions(engine, writes=True)
    with unit_of_work(writes) as session:
        commune = places(session).commune
        ids = [people.account(session, name).id for name in ("Lan", "Minh", "Hoa", "Tư")]
    ready, told = threading.Barrier(len(ids)), []

    def register_it(account_id: int) -> None:
        ready.wait(10)
        try:
            with unit_of_work(writes) as own:
                who = people.identity(own.get_one(Account, account_id))
                service.create_establishment(own, who, SEALER, facts(commune), NOW)
            told.append("kept")
        except Conflict as refused:
            told.append(refused.code)

    threads = [threading.Thread(target=register_it, args=(id_,)) for id_ in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(told) == [*["establishment_exists"] * 3, "kept"]
    with unit_of_work(sessions(engine, writes=False)) as session:
        assert session.scalar(sa.select(sa.func.count(Establishment.id))) == 1
        assert session.scalar(sa.select(sa.func.count(Member.id))) == 1


def test_changes_are_recorded_and_products_follow_the_name(session: Session) -> None:
    here, lan = places(session), people.account(session)
    who = people.identity(lan)
    made = service.create_establishment(session, who, SEALER, facts(here.commune), NOW)
    product = service.create_product(session, who, made.id, BOWL, NOW)
    version, slug = made.version, made.slug
    service.update_establishment(
        session,
        who,
        SEALER,
        made.id,
        facts(here.commune, "", name="HTX Cổ Chiên (mô phỏng)"),
        NOW,
        version=version,
    )
    assert (made.slug, made.tax_number) == (slug, "0100112437")
    assert "co chien" in product.search_text
    newest = audit.entries_about(session, f"establishment:{made.id}")[0]
    assert newest.detail == {
        "before": {"name": "HTX Gốm đỏ (mô phỏng)"},
        "after": {"name": "HTX Cổ Chiên (mô phỏng)"},
    }
    with pytest.raises(Conflict, match="changed_elsewhere"):
        service.update_establishment(
            session, who, SEALER, made.id, facts(here.commune, ""), NOW, version=version
        )


def test_joining_needs_the_first_holder_or_the_secretary(session: Session) -> None:
    here = places(session)
    lan, minh, tu, hoa = (people.account(session, name) for name in ("Lan", "Minh", "Tư", "Hoa"))
    maker = register.establishment(session, unit_id=here.commune, holder=lan)
    asked = members.ask_to_join(session, people.identity(minh), maker.id, NOW)
    assert members.ask_to_join(session, people.identity(minh), maker.id, NOW) is asked
    assert queries.memberships(session, minh.id) == []
    own = Grant(Role.PRODUCER, establishment_id=maker.id)
    officer = people.identity(hoa, Grant(Role.OFFICER, unit_id=here.commune))
    stranger = people.identity(hoa, Grant(Role.SECRETARY, unit_id=here.stranger))
    for nobody in (people.identity(minh), officer, stranger):
        with pytest.raises(NotFound):
            members.settle_join(session, nobody, asked.id, True, NOW)
    members.settle_join(session, people.identity(lan, own), asked.id, True, NOW)
    assert queries.memberships(session, minh.id) == [maker.id]
    waits = members.ask_to_join(session, people.identity(tu), maker.id, NOW)
    with pytest.raises(NotAllowed, match="first_holder_only"):
        members.settle_join(session, people.identity(minh, own), waits.id, True, NOW)
    secretary = people.identity(hoa, Grant(Role.SECRETARY, unit_id=here.province))
    members.settle_join(session, secretary, waits.id, False, NOW)
    assert queries.memberships(session, tu.id) == []
    with pytest.raises(Conflict, match="already_settled"):
        members.settle_join(session, secretary, waits.id, True, NOW)
    with pytest.raises(Conflict, match="already_member"):
        members.ask_to_join(session, people.identity(minh), maker.id, NOW)
    with pytest.raises(Conflict, match="last_first_holder"):
        members.end_member(
            session,
            people.identity(lan, own),
            next(m.id for m in queries.members_of(session, maker.id) if m.first_holder),
            NOW,
        )
    members.end_member(session, people.identity(lan, own), asked.id, NOW)
    assert queries.memberships(session, minh.id) == []


def test_the_first_who_joins_one_filed_for_nobody_holds_it(session: Session) -> None:
    here, lan, tu = places(session), people.account(session), people.account(session)
    maker = register.establishment(session, unit_id=here.commune)
    asked = members.ask_to_join(session, people.identity(lan), maker.id, NOW)
    secretary = people.identity(tu, Grant(Role.SECRETARY, unit_id=here.province))
    assert members.settle_join(session, secretary, asked.id, True, NOW).first_holder


def test_products_and_sets(session: Session) -> None:
    here, lan = places(session), people.account(session)
    who = people.identity(lan)
    maker = register.establishment(session, unit_id=here.commune, holder=lan)
    tea = ProductFacts(
        "Bộ ấm chén",
        ProductGroup.HANDICRAFT,
        is_set=True,
        set_case=SetCase.COMPLEMENTARY,
        set_members=("Ấm", " ", "Chén"),
    )
    made = service.create_product(session, who, maker.id, tea, NOW)
    session.expire_all()
    found = queries.get_product_by_code(session, f" {made.code[:4]}-{made.code[4:]} ".lower())
    assert found.id == made.id
    assert [one.name for one in found.set_members] == ["Ấm", "Chén"]
    assert found.establishment is not None
    assert found.establishment.unit is not None
    version = found.version
    service.update_product(session, who, made.id, BOWL, NOW, version=version)
    assert (found.name, found.set_members) == ("Bình gốm đỏ", [])
    with pytest.raises(Conflict, match="changed_elsewhere"):
        service.update_product(session, who, made.id, tea, NOW, version=version)
    with pytest.raises(NotFound, match="establishment_not_found"):
        service.create_product(session, who, None, BOWL, NOW)
    with pytest.raises(Invalid):
        service.create_product(session, who, maker.id, ProductFacts("Bình", None), NOW)
    published = service.create_product(
        session,
        SYSTEM,
        None,
        ProductFacts("Lotus tea", None, plate="tea"),
        NOW,
        Origin.PUBLISHED,
        language="en",
    )
    assert published.language == "en"
    assert session.scalar(sa.select(sa.func.count(Product.id))) == 2
