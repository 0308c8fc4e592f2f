"""Establishments and products."""

import itertools

from sqlalchemy.orm import Session

from core.accounts.model import Account
from core.registry.kinds import (
    ChangeReason,
    ConsentHow,
    EstablishmentKind,
    Membership,
    MergerKind,
    MergerOf,
    Origin,
    ProductGroup,
    SetCase,
)
from core.registry.model import (
    Consent,
    Establishment,
    EstablishmentState,
    Member,
    Merger,
    Product,
    SetMember,
)
from core.text import search_text, slug, sort_key
from tests.build.people import NOW

_numbers = itertools.count(1)


def establishment(
    session: Session,
    name: str = "HTX Gốm đỏ Cổ Chiên (mô phỏng)",
    *,
    unit_id: int,
    holder: Account | None = None,
    **facts: object,
) -> Establishment:
    """A cooperative; `holder` becomes its first holder."""
    values: dict[str, object] = {
        "code": f"CS{next(_numbers):05d}",
        "slug": slug(name),
        "name": name,
        "search_text": search_text(name),
        "sort_key": sort_key(name),
        "kind": EstablishmentKind.COOPERATIVE,
        "origin": Origin.REGISTERED,
        "unit_id": unit_id,
        "created_at": NOW,
        "created_by": holder.id if holder else 0,
        **facts,
    }
    made = Establishment(**values)
    session.add(made)
    session.flush()
    if holder is not None:
        member(session, made, holder, first_holder=True)
    return made


def member(
    session: Session, establishment: Establishment, account: Account, **facts: object
) -> Member:
    """Somebody who belongs to it."""
    values: dict[str, object] = {
        "standing": Membership.HELD,
        "asked_at": NOW,
        "settled_at": NOW,
        **facts,
    }
    made = Member(establishment_id=establishment.id, account_id=account.id, **values)
    session.add(made)
    session.flush()
    return made


def product(
    session: Session,
    establishment: Establishment | None,
    name: str = "Bình gốm đỏ",
    **facts: object,
) -> Product:
    """A product of a group."""
    values: dict[str, object] = {
        "code": f"SP{next(_numbers):05d}",
        "slug": slug(name),
        "name": name,
        "search_text": search_text(name, establishment.name if establishment else None),
        "sort_key": sort_key(name),
        "origin": Origin.REGISTERED,
        "establishment_id": establishment.id if establishment else None,
        "group": ProductGroup.HANDICRAFT,
        "plate": "pottery",
        "created_at": NOW,
        "created_by": 0,
        **facts,
    }
    made = Product(**values)
    session.add(made)
    session.flush()
    return made


def product_set(
    session: Session,
    establishment: Establishment,
    *members: str,
    name: str = "Bộ ấm chén gốm đỏ",
    **facts: object,
) -> Product:
    """A set of these members (an ấm and a chén when none is named)."""
    named = members or ("Ấm gốm", "Chén gốm")
    made = product(
        session,
        establishment,
        name,
        is_set=True,
        set_case=SetCase.COMPLEMENTARY,
        set_members=[SetMember(position=at, name=one) for at, one in enumerate(named)],
        **facts,
    )
    return made


def consent(
    session: Session, establishment: Establishment, helper: Account, **facts: object
) -> Consent:
    """The establishment agreed that this account acts for it."""
    values: dict[str, object] = {
        "given_by": "Bà Chủ Mô Phỏng",
        "how": ConsentHow.SIGNED_PAPER,
        "given_on": NOW.date(),
        "recorded_at": NOW,
        "recorded_by": helper.id,
        **facts,
    }
    made = Consent(establishment_id=establishment.id, account_id=helper.id, **values)
    session.add(made)
    session.flush()
    return made


def merger(session: Session, kept: Establishment, gone: Establishment) -> Merger:
    """The record of a merger; nothing is moved."""
    gone.merged_into_id = kept.id
    made = Merger(
        of=MergerOf.ESTABLISHMENT,
        kind=MergerKind.DUPLICATE,
        kept_id=kept.id,
        gone_id=gone.id,
        reason="Ghi hai lần (mô phỏng)",
        likeness={"score": 55, "facts": ["name", "place"]},
        kept_before={"name": kept.name},
        gone_before={"name": gone.name},
        chosen={"name": "kept"},
        moved={},
        merged_at=NOW,
        merged_by=0,
    )
    session.add(made)
    session.flush()
    return made


def state(session: Session, establishment: Establishment, **facts: object) -> EstablishmentState:
    """What it was before anything changed."""
    values: dict[str, object] = {
        "name": establishment.name,
        "kind": establishment.kind,
        "reason": ChangeReason.BEGINNING,
        "recorded_at": NOW,
        "recorded_by": 0,
        **facts,
    }
    made = EstablishmentState(establishment_id=establishment.id, **values)
    session.add(made)
    session.flush()
    return made
