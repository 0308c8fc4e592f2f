"""Reads about certificates. What is not announced is seen by the contest's own desk only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from contest.certificates import codes, rules
from contest.certificates.model import Certificate
from contest.certificates.printing import from_json
from contest.certificates.rules import CertificateDates, CertificateFacts
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.entries.model import Entry
from contest.entries.rules import LowerCertificate
from contest.results.model import Standing
from core.errors import NotFound
from core.registry.model import Establishment, Product
from core.rights import Subject
from core.territory.queries import reach, reached_from

PAGE_SIZE = 50


def subject_of_certificate(session: Session, certificate_id: int) -> Subject | None:
    """A certificate lies in its contest's place."""
    row = session.execute(
        select(Certificate.contest_id, Contest.unit_id)
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(Certificate.id == certificate_id)
    ).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id), contest_id=row.contest_id)


# ------------------------------------------------------------------------------ what a row says


def standing(certificate: Certificate, on: date) -> rules.Standing:
    """How this certificate stands on a day (còn giá trị, hết hạn, thu hồi, chưa có hiệu lực)."""
    return rules.status(
        CertificateDates(certificate.issued_on, certificate.valid_until, certificate.revoked_on),
        on,
    )


def facts(certificate: Certificate) -> CertificateFacts:
    """What the paper says, as it was on the day of issue."""
    return from_json(certificate.printed)


@dataclass(frozen=True, slots=True)
class Seen:
    """A certificate on one day: the row, what its paper says, how it stands."""

    certificate: Certificate
    facts: CertificateFacts
    standing: rules.Standing


def seen(certificate: Certificate, on: date) -> Seen:
    """The certificate as a page shows it."""
    return Seen(certificate, facts(certificate), standing(certificate, on))


# ------------------------------------------------------------------------------------ the public


def _announced() -> Select[Certificate]:
    return (
        select(Certificate)
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(Contest.stage == Stage.ANNOUNCED)
        .options(joinedload(Certificate.contest), joinedload(Certificate.product))
        .order_by(Certificate.issued_on.desc(), Certificate.id.desc())
    )


def find_by_code(session: Session, code: str) -> Certificate | None:
    """The announced certificate behind a code, however it was typed, with contest and product.

    One whose contest is not announced is not there: verification must not tell the result early.
    """
    known = codes.normalise_code(code)
    if known is None:
        return None
    return session.scalar(_announced().where(Certificate.code == known))


def of_product(session: Session, product_id: int) -> list[Certificate]:
    """A product's announced certificates of any standing with their contests, newest first."""
    return list(session.scalars(_announced().where(Certificate.product_id == product_id)))


def of_products(session: Session, ids: Collection[int]) -> dict[int, list[Certificate]]:
    """The same for many products in one statement; products without any are left out."""
    found: dict[int, list[Certificate]] = {}
    if ids:
        for one in session.scalars(_announced().where(Certificate.product_id.in_(set(ids)))):
            found.setdefault(one.product_id, []).append(one)
    return found


def in_force_of_establishment(
    session: Session, establishment_id: int, on: date
) -> list[Certificate]:
    """An establishment's announced certificates that hold on the day, with product and contest."""
    return list(
        session.scalars(
            _announced().where(
                Certificate.establishment_id == establishment_id,
                Certificate.issued_on <= on,
                Certificate.valid_until >= on,
                or_(Certificate.revoked_on.is_(None), Certificate.revoked_on > on),
            )
        )
    )


def lowers(
    session: Session, product_ids: Collection[int], on: date
) -> dict[int, list[LowerCertificate]]:
    """Product → its certificates as `entries.service.file` takes them, judged on the filing day.

    The page fetches them and hands the best one down (`entries.rules.best_lower`).
    """
    return {
        product_id: [
            LowerCertificate(
                id=one.id,
                number=one.number,
                level=one.level,
                in_force_on_filing_day=standing(one, on) is rules.Standing.IN_FORCE,
                valid_until=one.valid_until,
            )
            for one in found
        ]
        for product_id, found in of_products(session, product_ids).items()
    }


# ---------------------------------------------------------------------------------- the producer


@dataclass(frozen=True, slots=True)
class Held:
    """One page of the certificates that somebody looks after."""

    certificates: Sequence[Certificate]
    total: int
    page: int
    pages: int


def held(
    session: Session,
    establishment_ids: Collection[int],
    unit_ids: Collection[int],
    page: int = 1,
) -> Held:
    """Announced certificates of these establishments and of those in the units' reach: good ones
    before expired ones, revoked ones last."""
    mine = or_(
        Certificate.establishment_id.in_(establishment_ids),
        Certificate.establishment_id.in_(
            select(Establishment.id).where(Establishment.unit_id.in_(reached_from(unit_ids)))
        ),
    )
    total = (
        session.scalar(
            select(func.count())
            .select_from(Certificate)
            .join(Contest, Contest.id == Certificate.contest_id)
            .where(Contest.stage == Stage.ANNOUNCED, mine)
        )
        or 0
    )
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    found = session.scalars(
        _announced()
        .where(mine)
        .order_by(None)
        .order_by(
            Certificate.revoked_on.is_not(None), Certificate.valid_until.desc(), Certificate.id
        )
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return Held(list(found), total, page, pages)


# -------------------------------------------------------------------------------------- the desk


def find_certificate(session: Session, certificate_id: int) -> Certificate | None:
    """The certificate with contest and product, announced or not, or None."""
    return session.scalar(
        select(Certificate)
        .where(Certificate.id == certificate_id)
        .options(joinedload(Certificate.contest), joinedload(Certificate.product))
    )


def get_certificate(session: Session, certificate_id: int) -> Certificate:
    """The same. Raises NotFound("not_found")."""
    if found := find_certificate(session, certificate_id):
        return found
    raise NotFound("not_found")


def is_announced(certificate: Certificate) -> bool:
    """Whether the public knows of it; from a certificate loaded with its contest."""
    return certificate.contest.stage is Stage.ANNOUNCED


def of_contest(session: Session, contest_id: int) -> list[Certificate]:
    """Every certificate of a contest in the order of its numbers, with product and contest."""
    return list(
        session.scalars(
            select(Certificate)
            .where(Certificate.contest_id == contest_id)
            .options(joinedload(Certificate.product), joinedload(Certificate.contest))
            .order_by(Certificate.series, Certificate.sequence)
        )
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a contest's certificates have come. `waiting` products are certified without one."""

    certified: int
    issued: int
    typeset: int
    revoked: int

    @property
    def waiting(self) -> int:
        return self.certified - self.issued


def counts(session: Session, contest_id: int) -> Counts:
    """The figures of one contest, in two statements."""
    certified = session.scalar(
        select(func.count()).where(Standing.contest_id == contest_id, Standing.certified.is_(True))
    )
    issued, typeset, revoked = session.execute(
        select(
            func.count(),
            func.count().filter(Certificate.document_key != ""),
            func.count(Certificate.revoked_on),
        ).where(Certificate.contest_id == contest_id)
    ).one()
    return Counts(certified or 0, issued, typeset, revoked)


def built_on(session: Session, certificate_ids: Collection[int]) -> dict[int, list[Entry]]:
    """Upper dossiers that were filed with these certificates, by certificate, with their contests.

    When a certificate is revoked they need review, never an automatic end (domain.md §11, 36).
    """
    found: dict[int, list[Entry]] = {}
    rows = session.scalars(
        select(Entry)
        .where(Entry.lower_certificate_id.in_(set(certificate_ids)))
        .options(joinedload(Entry.contest))
        .order_by(Entry.id)
    )
    for entry in rows:
        if entry.lower_certificate_id is not None:
            found.setdefault(entry.lower_certificate_id, []).append(entry)
    return found


def public_slug(product: Product) -> str:
    """The end of the permanent address, "<slug>-<code>", of a product with an announced paper."""
    return f"{product.slug}-{product.code}"
