"""What honours a product in public: certificates, office history, published recognitions.

A certificate of an announced contest that was run here has a code and can be verified. An old
recognition rests on an office's papers (contest/history), a published one on a public source:
neither has a code. A product that a council put into a set has the set's certificate. Nothing
that is not announced is ever selected.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from contest.certificates.rules import CertificateDates, Standing, status
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.history import queries as history
from contest.history import rules
from contest.history.model import PastRecognition
from contest.history.rules import Recognised
from contest.results.model import MergedSet
from contest.results.queries import set_members
from core.registry.kinds import Origin
from core.registry.model import PublishedRecognition
from core.territory.model import Unit

LEVELS = tuple(ContestLevel)


@dataclass(frozen=True, slots=True)
class Honour:
    """One recognition. A certificate has a `code`; an old one a `paper` (decision or list) and,
    where the paper says it, a `number`; a published one has a `source` address."""

    product_id: int
    level: ContestLevel
    year: int | None
    place: str
    unit_id: int | None
    title: str = ""
    contest_slug: str = ""
    code: str = ""
    number: str = ""
    standing: Standing | None = None
    valid_until: date | None = None
    by_rule: bool = False
    revoked_on: date | None = None
    issued_on: date | None = None
    paper: str = ""
    decided: bool = False  # the paper is a decision, else a list
    decided_on: date | None = None
    prize: str = ""
    in_set: str = (
        ""  # the name of the set that the certificate is for, where the product is in one
    )
    source: str = ""
    level_as_printed: str = ""
    simulated: bool = False

    @property
    def _recognised(self) -> Recognised:
        return Recognised(self.level, self.year, self.issued_on, self.standing)


def list_order(one: Honour) -> tuple[Any, ...]:
    """The place in a product's list: the latest in force first (contest.history.rules)."""
    return *rules.list_order(one._recognised), one.code, one.paper, one.source


def honoured(product_id: Any) -> ColumnElement[bool]:
    """Whether a product (its column) has anything that the public may know."""
    certified = (
        select(Certificate.product_id)
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(Contest.stage == Stage.ANNOUNCED)
    )
    within = set_members().subquery()
    in_a_set = (
        select(within.c.product_id)
        .join(Certificate, Certificate.entry_id == within.c.lead_entry_id)
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(Contest.stage == Stage.ANNOUNCED)
    )
    return or_(
        product_id.in_(certified),
        product_id.in_(in_a_set),
        product_id.in_(select(PublishedRecognition.product_id)),
        product_id.in_(select(PastRecognition.product_id)),
    )


def honours_of(
    session: Session, on: date, product_ids: Collection[int] | None
) -> dict[int, tuple[Honour, ...]]:
    """Product → its honours as they stand on the day, in the order of `list_order`.

    None asks for those of all products. Three statements.
    """
    found = [
        *_certificates(session, on, product_ids),
        *_old(session, on, product_ids),
        *_published(session, product_ids),
    ]
    found.sort(key=lambda h: (h.product_id, list_order(h)))
    return {product: tuple(own) for product, own in groupby(found, key=lambda h: h.product_id)}


def _named(column: Any, product_ids: Collection[int] | None) -> ColumnElement[bool]:
    return true() if product_ids is None else column.in_(set(product_ids))


def _certificates(session: Session, on: date, product_ids: Collection[int] | None) -> list[Honour]:
    """Certificates of products, and of the sets that a council put products into."""
    within = set_members().subquery()
    in_front = MergedSet.lead_entry_id == Certificate.entry_id
    own = _held(Certificate.product_id, func.coalesce(MergedSet.name, "")).outerjoin(
        MergedSet, in_front
    )
    in_a_set = _held(within.c.product_id, within.c.name).join(
        within, within.c.lead_entry_id == Certificate.entry_id
    )
    rows = session.execute(
        own.where(_named(Certificate.product_id, product_ids)).union_all(
            in_a_set.where(_named(within.c.product_id, product_ids))
        )
    )
    return [
        Honour(
            product_id=row.product_id,
            level=row.level,
            year=row.year,
            place=row.full_name,
            unit_id=row.unit_id,
            title=row.title,
            contest_slug=row.slug,
            code=row.code,
            number=row.number,
            standing=status(CertificateDates(row.issued_on, row.valid_until, row.revoked_on), on),
            valid_until=row.valid_until,
            revoked_on=row.revoked_on,
            issued_on=row.issued_on,
            in_set=row.in_set,
            simulated=row.origin is Origin.SIMULATED,
        )
        for row in rows
    ]


def _held(product_id: Any, in_set: Any) -> Select[Any]:
    """Certificates of announced contests as `_certificates` reads them."""
    return (
        select(
            product_id.label("product_id"),
            in_set.label("in_set"),
            Certificate.level,
            Certificate.code,
            Certificate.number,
            Certificate.issued_on,
            Certificate.valid_until,
            Certificate.revoked_on,
            Contest.year,
            Contest.title,
            Contest.slug,
            Contest.unit_id,
            Contest.origin,
            Unit.full_name,
        )
        .select_from(Certificate)
        .join(Contest, Contest.id == Certificate.contest_id)
        .join(Unit, Unit.id == Contest.unit_id)
        .where(Contest.stage == Stage.ANNOUNCED)
    )


def _old(session: Session, on: date, product_ids: Collection[int] | None) -> list[Honour]:
    rows = session.execute(
        select(PastRecognition, Unit.line)
        .join(Unit, Unit.id == PastRecognition.unit_id)
        .where(_named(PastRecognition.product_id, product_ids))
    )
    made = []
    for row, line in rows:
        held = history.holding(row)
        made.append(
            Honour(
                product_id=row.product_id,
                level=row.level,
                year=row.year,
                place=line,
                unit_id=row.unit_id,
                number=row.certificate_number,
                standing=held.standing(on),
                valid_until=held.until,
                by_rule=not held.printed,
                revoked_on=row.revoked_on,
                issued_on=held.begins,
                paper=row.decision_number or row.source,
                decided=bool(row.decision_number),
                decided_on=row.decision_date,
                prize=row.prize,
                simulated=row.origin is Origin.SIMULATED,
            )
        )
    return made


def _published(session: Session, product_ids: Collection[int] | None) -> list[Honour]:
    rows = session.scalars(
        select(PublishedRecognition).where(_named(PublishedRecognition.product_id, product_ids))
    )
    return [
        Honour(
            product_id=row.product_id,
            level=ContestLevel(row.level),
            year=row.year,
            place=row.place_as_printed,
            unit_id=row.unit_id,
            source=row.source_url,
            level_as_printed=row.level_as_printed,
        )
        for row in rows
    ]
