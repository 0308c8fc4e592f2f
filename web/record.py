"""The record as pages read it: who may read how much of it, and what its subjects are called."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from contest.certificates.model import Certificate
from contest.complaints.model import Complaint
from contest.contests.model import Contest
from contest.entries.model import Entry
from contest.history.model import PastRecognition, PastRound
from contest.reviews.model import Review
from core.accounts.model import Account
from core.db import Base
from core.identity import Identity
from core.registry.model import Establishment, Product
from core.rights import Act, Role
from core.territory.queries import reached_from
from fairs.fairs.model import Fair
from fairs.support.model import SupportCase


@dataclass(frozen=True, slots=True)
class Named:
    """What an entry is about, in words, and where that is seen (None: nowhere)."""

    words: str
    address: str | None
    act: Act | None


def reads_all(who: Identity) -> bool:
    """Whether this person reads the whole record: an administrator, who holds no place."""
    return Role.ADMINISTRATOR in who.roles()


def scope(unit_ids: Collection[int]) -> Select[str]:
    """The subjects that lie in these places: contests with their dossiers and certificates,
    establishments with their products, dossiers and certificates, fairs, cases, history."""
    inside = reached_from(unit_ids)
    contests = select(Contest.id).where(Contest.unit_id.in_(inside))
    makers = select(Establishment.id).where(Establishment.unit_id.in_(inside))
    parts = (
        _subjects("contest", Contest.id, Contest.unit_id.in_(inside)),
        _subjects(
            "entry", Entry.id, Entry.contest_id.in_(contests) | Entry.establishment_id.in_(makers)
        ),
        _subjects(
            "certificate",
            Certificate.id,
            Certificate.contest_id.in_(contests) | Certificate.establishment_id.in_(makers),
        ),
        _subjects("complaint", Complaint.id, Complaint.contest_id.in_(contests)),
        _subjects("review", Review.id, Review.unit_id.in_(inside)),
        _subjects("establishment", Establishment.id, Establishment.unit_id.in_(inside)),
        _subjects("product", Product.id, Product.establishment_id.in_(makers)),
        _subjects("fair", Fair.id, Fair.unit_id.in_(inside)),
        _subjects("case", SupportCase.id, SupportCase.unit_id.in_(inside)),
        _subjects("past_round", PastRound.id, PastRound.unit_id.in_(inside)),
        _subjects(
            "past_recognition",
            PastRecognition.id,
            PastRecognition.product_id.in_(
                select(Product.id).where(Product.establishment_id.in_(makers))
            ),
        ),
    )
    every = sa.union_all(*parts).subquery()
    return select(every.c.subject)


def _subjects(
    kind: str, id_: InstrumentedAttribute[int], condition: sa.ColumnElement[bool]
) -> Select[str]:
    return select((sa.literal(f"{kind}:") + sa.cast(id_, sa.String)).label("subject")).where(
        condition
    )


def named(session: Session, subjects: Collection[str]) -> dict[str, Named]:
    """What these subjects are called. One statement for each kind among them."""
    by_kind: dict[str, set[int]] = {}
    for subject in subjects:
        kind, _colon, number = subject.partition(":")
        if kind in _KINDS and number.isdecimal() and len(number) < 12:
            by_kind.setdefault(kind, set()).add(int(number))
    found: dict[str, Named] = {}
    for kind, ids in by_kind.items():
        model, words, key, address, act = _KINDS[kind]
        rows = session.execute(
            select(model.id, words, key).where(model.id.in_(ids))  # type: ignore[attr-defined]  # every table here has one
        )
        for id_, said, at in rows:
            found[f"{kind}:{id_}"] = Named(str(said), address % at if address else None, act)
    return found


_KINDS: dict[
    str,
    tuple[type[Base], InstrumentedAttribute[str], InstrumentedAttribute[str | int], str, Act],
] = {
    "contest": (
        Contest,
        Contest.title,
        Contest.slug,
        "/dieu-hanh/binh-chon/%s",
        Act.CONTEST_READ,
    ),
    "entry": (Entry, Entry.receipt, Entry.id, "/dieu-hanh/ho-so/%s", Act.ENTRY_READ),
    "certificate": (
        Certificate,
        Certificate.number,
        Certificate.id,
        "/dieu-hanh/giay-chung-nhan/%s",
        Act.RESULT_READ,
    ),
    "complaint": (
        Complaint,
        Complaint.receipt,
        Complaint.id,
        "/dieu-hanh/khieu-nai/%s",
        Act.COMPLAINT_READ,
    ),
    "review": (
        Review,
        Review.label,
        Review.id,
        "/dieu-hanh/can-xem-lai/%s",
        Act.REVIEW_SETTLE,
    ),
    "establishment": (
        Establishment,
        Establishment.name,
        Establishment.id,
        "/ho-so/co-so/%s",
        Act.ESTABLISHMENT_READ,
    ),
    "product": (Product, Product.name, Product.id, "/ho-so/san-pham/%s", Act.ESTABLISHMENT_READ),
    "fair": (Fair, Fair.name, Fair.slug, "/dieu-hanh/hoi-cho/%s", Act.FAIR_READ),
    "case": (
        SupportCase,
        SupportCase.code,
        SupportCase.id,
        "/dieu-hanh/nhan-hieu/%s",
        Act.CASE_WATCH,
    ),
    "past_round": (
        PastRound,
        PastRound.source,
        PastRound.id,
        "/dieu-hanh/lich-su/ky/%s",
        Act.HISTORY_READ,
    ),
    "past_recognition": (
        PastRecognition,
        PastRecognition.product_as_printed,
        PastRecognition.id,
        "/dieu-hanh/lich-su/cong-nhan/%s",
        Act.HISTORY_READ,
    ),
    "account": (Account, Account.name, Account.id, "/quan-tri/tai-khoan/%s", Act.ACCOUNT_MANAGE),
}
