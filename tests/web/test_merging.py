"""Two records become one and two again: everything goes over, nothing printed changes."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from contest.entries.model import Entry
from core import audit
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry import duplicates, merging, numbers, queries
from core.registry.kinds import MergerKind, MergerOf
from core.registry.merging import Decision
from core.registry.model import Establishment, Member, Merger, Product
from core.rights import Grant, Role
from media.album import queries as albums
from tests.build import certificates, contests, dossiers, market, people, register
from tests.build.people import NOW
from tests.build.places import Places, places
from web import references
from web.tables import metadata

ONE_THING = Decision(MergerKind.DUPLICATE, frozenset(), "Một hợp tác xã ghi hai lần")


def desk(session: Session, where: Places) -> Identity:
    account = people.account(session, "secretary (mô phỏng)")
    return people.identity(account, Grant(Role.SECRETARY, unit_id=where.province))


def every_column_that_points_to(table: str) -> set[str]:
    return {
        f"{key.parent.table.name}.{key.parent.name}"
        for one in metadata.tables.values()
        for key in one.foreign_keys
        if key.column.table.name == table
    }


def test_every_foreign_key_goes_over() -> None:
    """A new table that points to the register has to say what a merger does with its rows."""
    own = {"establishments.merged_into_id", "establishment_states.establishment_id"}
    own |= {one.key for one in merging.OWN_OF_ESTABLISHMENT}
    above = {one.key for one in references.ESTABLISHMENTS}
    assert every_column_that_points_to("establishments") == own | above
    own = {"products.merged_into_id", "set_members.product_id"}
    own |= {one.key for one in merging.OWN_OF_PRODUCT}
    above = {one.key for one in references.PRODUCTS}
    assert every_column_that_points_to("products") == own | above


def test_an_establishment_goes_over_whole_and_comes_back(session: Session) -> None:
    where = places(session)
    who = desk(session, where)
    lan, hoa, both = (people.account(session, name) for name in ("Lan", "Hoa", "Cả hai"))
    kept = register.establishment(
        session, "HTX Gốm Đỏ", unit_id=where.commune, holder=lan, phone="0900000001"
    )
    gone = register.establishment(
        session,
        "Hợp tác xã gốm đỏ",
        unit_id=where.commune,
        holder=hoa,
        phone="0900000002",
        tax_number="0100112437",
        number_fingerprint="print",
    )
    register.member(session, kept, both)
    register.member(session, gone, both)
    bowl = register.product(session, gone)
    contest = contests.contest(session, unit_id=where.province)
    entry = contests.entry(session, contest, bowl, gone)
    paper = certificates.certificate(session, entry, contest)
    fair = market.fair(session, unit_id=where.province)
    case = market.case(session, gone, bowl, unit_id=where.province)
    printed = dict(paper.printed), entry.establishment_name
    versions = kept.version, gone.version
    decision = Decision(
        MergerKind.DUPLICATE,
        frozenset({"phone", "number"}),
        "Cùng người, cùng xưởng",
        versions=versions,
    )
    made = merging.merge_establishments(
        session, who, kept.id, gone.id, decision, references.ESTABLISHMENTS, NOW
    )
    session.expire_all()
    assert (kept.phone, kept.tax_number, gone.tax_number, gone.merged_into_id) == (
        "0900000002",
        "0100112437",
        None,
        kept.id,
    )
    owners = [bowl.establishment_id, entry.establishment_id, paper.establishment_id]
    assert [*owners, case.establishment_id] == [kept.id] * 4
    assert (dict(paper.printed), entry.establishment_name) == printed
    first = session.scalars(
        sa.select(Member.account_id).where(Member.first_holder, Member.establishment_id == kept.id)
    )
    assert list(first) == [lan.id]
    assert queries.memberships(session, hoa.id) == [kept.id]
    assert queries.memberships(session, both.id) == sorted([kept.id, gone.id])
    found, total = queries.establishments_in(session, [where.province], "hop tac xa", limit=9)
    assert ([one.id for one in found], total) == ([kept.id], 1)
    led = numbers.find_by_number(session, "print")
    assert led is not None
    assert led.id == kept.id
    assert (made.kept_before["phone"], made.gone_before["phone"]) == ("0900000001", "0900000002")
    assert made.moved["entries.establishment_id"] == [entry.id]
    with pytest.raises(Conflict, match="merged_away"):
        merging.merge_establishments(
            session, who, kept.id, gone.id, decision, references.ESTABLISHMENTS, NOW
        )
    actions = [one.action for one in audit.entries_about(session, f"establishment:{gone.id}")]
    assert actions == ["establishment.merged"]

    with pytest.raises(Invalid):
        merging.undo(session, who, made.id, " ", references.ESTABLISHMENTS, NOW)
    merging.undo(session, who, made.id, "Hai xưởng khác nhau", references.ESTABLISHMENTS, NOW)
    session.expire_all()
    assert (kept.phone, kept.tax_number, gone.tax_number, gone.merged_into_id) == (
        "0900000001",
        None,
        "0100112437",
        None,
    )
    owners = [bowl.establishment_id, entry.establishment_id, paper.establishment_id]
    assert [*owners, case.establishment_id] == [gone.id] * 4
    assert queries.memberships(session, hoa.id) == [gone.id]
    assert queries.has_first_holder(session, gone.id)
    with pytest.raises(Conflict, match="merge_undone"):
        merging.undo(session, who, made.id, "Lần nữa", references.ESTABLISHMENTS, NOW)
    assert fair.id


def test_what_was_changed_since_stays_changed(session: Session) -> None:
    where = places(session)
    who = desk(session, where)
    kept = register.establishment(session, "Một", unit_id=where.commune, phone="1", address="a")
    gone = register.establishment(session, "Hai", unit_id=where.commune, phone="2", address="b")
    decision = Decision(MergerKind.DUPLICATE, frozenset({"phone", "address"}), "Là một")
    made = merging.merge_establishments(
        session, who, kept.id, gone.id, decision, references.ESTABLISHMENTS, NOW
    )
    kept.phone = "3"
    session.flush()
    merging.undo(session, who, made.id, "Nhầm", references.ESTABLISHMENTS, NOW)
    assert (kept.phone, kept.address) == ("3", "a")


def test_refusals(session: Session) -> None:
    where = places(session)
    who = desk(session, where)
    one = register.establishment(session, "Một", unit_id=where.commune)
    two = register.establishment(session, "Hai", unit_id=where.commune)
    far = register.establishment(session, "Xa", unit_id=where.stranger_commune)

    def merge(kept: int, gone: int, decision: Decision = ONE_THING) -> Merger:
        return merging.merge_establishments(
            session, who, kept, gone, decision, references.ESTABLISHMENTS, NOW
        )

    with pytest.raises(Conflict, match="merge_with_itself"):
        merge(one.id, one.id)
    with pytest.raises(NotFound):
        merge(one.id, far.id)
    with pytest.raises(NotFound):
        merge(one.id, 999_999)
    stale = Decision(MergerKind.DUPLICATE, frozenset(), "Là một", versions=(one.version + 1, 1))
    with pytest.raises(Conflict, match="changed_elsewhere"):
        merge(one.id, two.id, stale)
    faults = [
        (Decision(MergerKind.DUPLICATE, frozenset(), " "), {"reason": "reason_missing"}),
        (
            Decision(MergerKind.LAWFUL, frozenset(), "Sáp nhập"),
            {"happened_on": "missing", "evidence": "paper_missing"},
        ),
        (
            Decision(
                MergerKind.LAWFUL,
                frozenset(),
                "Sáp nhập",
                happened_on=date(2030, 1, 1),
                evidence="QĐ 5",
            ),
            {"happened_on": "change_in_future"},
        ),
    ]
    for decision, said in faults:
        with pytest.raises(Invalid) as refusal:
            merge(one.id, two.id, decision)
        assert refusal.value.fields == said
    officer = people.identity(people.account(session), Grant(Role.OFFICER, unit_id=where.commune))
    with pytest.raises(NotFound):
        merging.merge_establishments(
            session, officer, one.id, two.id, ONE_THING, references.ESTABLISHMENTS, NOW
        )
    first = merge(one.id, two.id)
    three = register.establishment(session, "Ba", unit_id=where.commune)
    merge(three.id, one.id)
    with pytest.raises(Conflict, match="merge_not_newest"):
        merging.undo(session, who, first.id, "Nhầm", references.ESTABLISHMENTS, NOW)
    assert numbers.standing(session, two).id == three.id
    found = queries.search_establishments(session, "hai")
    assert [made.id for made in found] == [three.id]


def test_products_of_one_maker_become_one_with_both_albums(session: Session) -> None:
    where = places(session)
    who = desk(session, where)
    maker = register.establishment(session, unit_id=where.commune)
    kept = register.product(session, maker, "Trà Sâm Dứa", summary="Ngắn")
    gone = register.product(session, maker, "Trà Sấm Dứa", summary="Dài hơn")
    photos = dossiers.album(session, kept, 2), dossiers.album(session, gone, 2)
    contest = contests.contest(session, unit_id=where.province)
    entry = contests.entry(session, contest, gone, maker)
    paper = certificates.certificate(session, entry, contest)
    decision = Decision(MergerKind.DUPLICATE, frozenset({"summary"}), "Gõ nhầm dấu")
    made = merging.merge_products(
        session, who, kept.id, gone.id, decision, references.PRODUCTS, NOW
    )
    session.expire_all()
    assert (kept.summary, gone.merged_into_id) == ("Dài hơn", kept.id)
    assert (entry.product_id, paper.product_id, entry.product_name) == (
        kept.id,
        kept.id,
        "Trà Sấm Dứa",
    )
    assert [one.photo_id for one in albums.album(session, kept.id)] == [*photos[0], *photos[1]]
    assert " sam dua" in kept.search_text
    assert made.likeness["facts"] == ["name", "place", "group"]
    assert [one.id for one in queries.products_of(session, [maker.id])] == [kept.id]
    merging.undo(session, who, made.id, "Hai loại trà", references.PRODUCTS, NOW)
    session.expire_all()
    assert (kept.summary, entry.product_id, gone.merged_into_id) == ("Ngắn", gone.id, None)
    assert [one.photo_id for one in albums.album(session, gone.id)] == photos[1]


def test_products_that_cannot_be_one(session: Session) -> None:
    where = places(session)
    who = desk(session, where)
    maker = register.establishment(session, unit_id=where.commune)
    other = register.establishment(session, "Khác", unit_id=where.commune)
    one, two = register.product(session, maker), register.product(session, maker)
    foreign, whole = register.product(session, other), register.product_set(session, maker)

    def merge(gone: Product) -> None:
        merging.merge_products(session, who, one.id, gone.id, ONE_THING, references.PRODUCTS, NOW)

    with pytest.raises(Conflict, match="merge_other_maker"):
        merge(foreign)
    with pytest.raises(Conflict, match="merge_set_and_single"):
        merge(whole)
    contest = contests.contest(session, unit_id=where.province)
    contests.entry(session, contest, one, maker)
    contests.entry(session, contest, two, maker)
    with pytest.raises(Conflict, match="merge_both_entered"):
        merge(two)


def test_pairs_are_found_in_ones_places_and_can_be_set_apart(session: Session) -> None:
    where = places(session)
    who = desk(session, where)
    facts = {"unit_id": where.commune, "phone": "0912345678"}
    one = register.establishment(session, "HTX Gốm Đỏ", **facts)  # type: ignore[arg-type]  # a builder
    two = register.establishment(session, "Hợp tác xã gốm đỏ", **facts)  # type: ignore[arg-type]  # a builder
    register.establishment(
        session, "HTX Gốm Đỏ", unit_id=where.stranger_commune, phone="0912345678"
    )
    (pair,) = duplicates.establishment_pairs(session, [where.province])
    assert (pair.one, pair.other, pair.score) == (one.id, two.id, 85)
    with pytest.raises(Invalid):
        duplicates.set_apart(session, who, MergerOf.ESTABLISHMENT, one.id, two.id, "", NOW)
    for _ in range(2):
        duplicates.set_apart(
            session, who, MergerOf.ESTABLISHMENT, two.id, one.id, "Hai chị em", NOW
        )
    assert duplicates.establishment_pairs(session, [where.province]) == []
    assert session.scalars(sa.select(Establishment.merged_into_id)).all() == [None] * 3


def test_a_later_name_changes_neither_certificate_nor_entry_nor_minutes(session: Session) -> None:
    where = places(session)
    maker = register.establishment(session, "Tên cũ", unit_id=where.commune)
    product = register.product(session, maker)
    contest = contests.contest(session, unit_id=where.province)
    entry = contests.entry(session, contest, product, maker)
    paper = certificates.certificate(session, entry, contest)
    printed = dict(paper.printed)
    maker.name, product.name = "Tên mới", "Sản phẩm tên mới"
    session.flush()
    session.expire_all()
    again = session.get_one(Certificate, paper.id)
    assert dict(again.printed) == printed
    assert again.printed["establishment_name"] == "Tên cũ"
    assert session.get_one(Entry, entry.id).establishment_name == "Tên cũ"
