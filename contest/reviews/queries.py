"""Reads of what needs to be looked at again, and what in the contests rests on a certificate."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from contest.certificates.model import Certificate
from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.nominations.model import Nomination
from contest.reviews.kinds import Built
from contest.reviews.model import Review
from core import listing
from core.listing import Listed, Window
from core.rights import Subject
from core.territory.queries import reach, reached_from

Row = Review
"""A review as pages hand it on."""

Scope = Mapping[Built, tuple[Collection[int], Collection[int]]]
"""For each kind the units whose offices look at it, and the contests named."""


@dataclass(frozen=True, slots=True)
class Rests:
    """One thing that rests on a certificate, and whose desk it lies on."""

    kind: Built
    subject_id: int
    label: str
    address: str
    unit_id: int
    contest_id: int | None = None


def rests_in_contests(session: Session, certificate_id: int) -> list[Rests]:
    """Nominations of this certificate, upper dossiers filed with it, the certificates these led
    to, and what rests on those in turn. Withdrawn and refused dossiers rest on nothing."""
    found: list[Rests] = []
    waiting, seen = [certificate_id], {certificate_id}
    while waiting:
        found += _nominations(session, waiting)
        entries = session.scalars(
            select(Entry)
            .where(
                Entry.lower_certificate_id.in_(waiting),
                Entry.status.not_in((EntryStatus.WITHDRAWN, EntryStatus.REFUSED)),
            )
            .options(joinedload(Entry.contest))
            .order_by(Entry.id)
        ).all()
        found += [
            Rests(
                Built.ENTRY,
                one.id,
                f"{one.receipt} {one.product_name} – {one.contest.title}",
                f"/dieu-hanh/ho-so/{one.id}",
                one.contest.unit_id,
                one.contest_id,
            )
            for one in entries
        ]
        uppers = session.scalars(
            select(Certificate)
            .where(
                Certificate.entry_id.in_([one.id for one in entries]),
                Certificate.revoked_on.is_(None),
            )
            .options(joinedload(Certificate.contest))
            .order_by(Certificate.id)
        ).all()
        found += [
            Rests(
                Built.CERTIFICATE,
                one.id,
                f"{one.number} {one.printed.get('product_name', '')} – {one.contest.title}",
                f"/dieu-hanh/giay-chung-nhan/{one.id}",
                one.contest.unit_id,
                one.contest_id,
            )
            for one in uppers
        ]
        waiting = [one.id for one in uppers if one.id not in seen]
        seen.update(waiting)
    return found


def _nominations(session: Session, certificate_ids: Collection[int]) -> list[Rests]:
    rows = session.scalars(
        select(Nomination)
        .where(Nomination.certificate_id.in_(certificate_ids))
        .options(joinedload(Nomination.to_contest), joinedload(Nomination.certificate))
        .order_by(Nomination.id)
    )
    return [
        Rests(
            Built.NOMINATION,
            one.id,
            f"{one.letter_number} {one.certificate.printed.get('product_name', '')} – "
            f"{one.to_contest.title}",
            f"/dieu-hanh/giay-chung-nhan/{one.certificate_id}",
            one.to_contest.unit_id,
            one.to_contest_id,
        )
        for one in rows
    ]


def subject_of_review(session: Session, review_id: int) -> Subject | None:
    """A review lies in the place whose desk looks at it."""
    row = session.execute(
        select(Review.unit_id, Review.contest_id).where(Review.id == review_id)
    ).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id), contest_id=row.contest_id)


def find_review(session: Session, review_id: int) -> Review | None:
    """One review with its certificate, or None."""
    return session.scalar(
        select(Review).where(Review.id == review_id).options(joinedload(Review.certificate))
    )


def of_certificate(session: Session, certificate_id: int) -> list[Review]:
    """Everything flagged because of this certificate, open ones first."""
    return list(
        session.scalars(
            select(Review)
            .where(Review.certificate_id == certificate_id)
            .order_by(Review.settled_at.is_not(None), Review.id)
        )
    )


def open_about(session: Session, kind: Built, subject_id: int) -> list[Review]:
    """What is open about this very thing, with the certificates it rested on."""
    return list(
        session.scalars(
            select(Review)
            .where(
                Review.kind == kind,
                Review.subject_id == subject_id,
                Review.settled_at.is_(None),
            )
            .options(joinedload(Review.certificate))
            .order_by(Review.id)
        )
    )


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """What narrows the list; what is not set does not narrow."""

    q: str = ""
    kind: Built | None = None
    settled: bool | None = None


def _where(scope: Scope, asked: ReviewFilter) -> list[ColumnElement[bool]]:
    mine = [
        and_(
            Review.kind == kind,
            or_(Review.unit_id.in_(reached_from(units)), Review.contest_id.in_(contests)),
        )
        for kind, (units, contests) in scope.items()
    ]
    where: list[ColumnElement[bool]] = [or_(*mine) if mine else Review.id.is_(None)]
    if asked.q:
        where.append(
            or_(
                Review.label.icontains(asked.q, autoescape=True),
                Certificate.number.startswith(asked.q, autoescape=True),
            )
        )
    if asked.kind is not None:
        where.append(Review.kind == asked.kind)
    if asked.settled is not None:
        where.append(
            Review.settled_at.is_not(None) if asked.settled else Review.settled_at.is_(None)
        )
    return where


def reviews(session: Session, scope: Scope, asked: ReviewFilter, window: Window) -> Listed[Review]:
    """What these desks look at, open ones first, the oldest first. Sorted by: opened, settled."""
    ids = listing.cut(
        session,
        select(Review.id, Review.label)
        .join(Certificate, Certificate.id == Review.certificate_id)
        .where(*_where(scope, asked)),
        window,
        {
            "": (Review.settled_at.is_not(None), Review.opened_at, Review.id),
            "opened": (Review.opened_at, Review.id),
            "settled": (Review.settled_at, Review.id),
        },
    )
    wanted = select(Review).options(joinedload(Review.certificate))
    return listing.load(session, wanted, Review.id, ids)


def waiting(session: Session, scope: Scope) -> int:
    """How many things wait for these desks. One statement."""
    found = (
        select(func.count(Review.id))
        .join(Certificate, Certificate.id == Review.certificate_id)
        .join(Contest, Contest.id == Certificate.contest_id)
    )
    return session.scalar(found.where(*_where(scope, ReviewFilter(settled=False)))) or 0
