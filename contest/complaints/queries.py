"""Reads of complaints: terms, one's own, the desk's list, and what `verify` finds wrong."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, object_session

from contest.complaints import rules
from contest.complaints.evidence import digest
from contest.complaints.kinds import Outcome, Wait
from contest.complaints.model import Complaint, ComplaintPack
from contest.complaints.rules import Term
from contest.contests.model import Contest
from contest.contests.queries import rules_of
from contest.entries.model import Entry
from contest.entries.queries import subject_of_dossier
from core import listing
from core.audit import AuditEntry
from core.clock import day_in_vietnam
from core.errors import NotFound
from core.identity import Identity
from core.listing import Listed, Window
from core.registry.model import Establishment
from core.rights import TABLE, Act, Subject
from core.territory.queries import in_place, reach, reached_from
from core.workdays import queries as workdays
from core.workdays import reference
from core.workdays.rules import Calendar, unclear_years

FILED = "complaint.filed"
Row = Complaint
"""A complaint as pages hand it on."""
Found = TypeVar("Found", bound=Select[*tuple[Any, ...]])


# ------------------------------------------------------------------------------------- the terms


def term_of(contest: Contest) -> Term | None:
    """How long makers may complain, by the contest's own rules; None before the announcement.

    It counts from the announcement, not from decision or ceremony (domain.md §11, 35).
    """
    if contest.announced_at is None:
        return None
    ruled = rules_of(contest)
    return rules.term(
        day_in_vietnam(contest.announced_at), ruled.complaint_days, _calendar(contest)
    )


def answer_term(contest: Contest, filed_on: date) -> Term:
    """How long the council has to settle a complaint filed on that day."""
    ruled = rules_of(contest)
    return rules.term(filed_on, ruled.resolve_days, _calendar(contest))


def unclear(contest: Contest, first: date, last: date) -> list[int]:
    """The years between two days whose swapped working days are not all known."""
    return list(unclear_years(first, last, _calendar(contest)))


def _calendar(contest: Contest) -> Calendar:
    """The contest's calendar, with the years that an administrator has loaded."""
    session, name = object_session(contest), rules_of(contest).calendar
    return workdays.calendar(session, name) if session else reference.calendar(name)


def refusal(entry: Entry, now: datetime) -> tuple[str, dict[str, object]] | None:
    """Why this entry's maker may not complain now, or None; the entry with its contest."""
    return rules.refusal_to_complain(
        entry.contest.stage,
        entry.status,
        term_of(entry.contest),
        now,
        rules_of(entry.contest).sources.get("complaint_days", ""),
    )


# ---------------------------------------------------------------------------------- one complaint


def _whole() -> Select[Complaint]:
    return select(Complaint).options(
        joinedload(Complaint.contest).joinedload(Contest.unit),
        joinedload(Complaint.entry),
        joinedload(Complaint.certificate),
        joinedload(Complaint.version),
    )


def find_complaint(session: Session, complaint_id: int) -> Complaint | None:
    """One complaint with contest, entry, certificate and version, or None."""
    return session.scalar(_whole().where(Complaint.id == complaint_id))


def get_complaint(session: Session, complaint_id: int) -> Complaint:
    """The same. Raises NotFound("not_found")."""
    if found := find_complaint(session, complaint_id):
        return found
    raise NotFound("not_found")


def evidence(session: Session, complaint_id: int) -> bytes:
    """The frozen pack. Raises NotFound("not_found")."""
    found = session.get(ComplaintPack, complaint_id)
    if found is None:
        raise NotFound("not_found")
    return found.data


def subject_of_complaint(session: Session, complaint_id: int) -> Subject | None:
    """A complaint as the contest's people see it: in the contest's place."""
    row = session.execute(
        select(Complaint.contest_id, Contest.unit_id)
        .join(Contest, Contest.id == Complaint.contest_id)
        .where(Complaint.id == complaint_id)
    ).first()
    if row is None:
        return None
    return Subject(reach=reach(session, row.unit_id), contest_id=row.contest_id)


def subject_of_own_complaint(session: Session, complaint_id: int) -> Subject | None:
    """The same as its maker's side sees it: in the establishment's place."""
    entry_id = session.scalar(select(Complaint.entry_id).where(Complaint.id == complaint_id))
    return subject_of_dossier(session, entry_id) if entry_id is not None else None


def of_entry(session: Session, entry_id: int) -> list[Complaint]:
    """Every complaint about one entry, the newest first."""
    found = _whole().where(Complaint.entry_id == entry_id).order_by(Complaint.id.desc())
    return list(session.scalars(found))


def of_makers(session: Session, establishment_ids: Collection[int]) -> list[Complaint]:
    """Every complaint of these establishments, the newest first."""
    found = (
        _whole()
        .join(Entry, Entry.id == Complaint.entry_id)
        .where(Entry.establishment_id.in_(establishment_ids))
        .order_by(Complaint.id.desc())
    )
    return list(session.scalars(found))


def standing(complaint: Complaint, now: datetime) -> Wait:
    """How it stands against its term."""
    return rules.wait(complaint.due_at, complaint.settled_at, now)


# -------------------------------------------------------------------------------- the desk's list


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose complaints somebody sees: of contests in these units, and of those named."""

    units: Collection[int]
    contests: Collection[int]


def scope_of(who: Identity) -> Scope:
    """Whose complaints this person sees."""
    return Scope(who.units(Act.COMPLAINT_READ), who.contests(*TABLE[Act.COMPLAINT_READ]))


class Shown(StrEnum):
    """What the list is narrowed to."""

    OPEN = "open"
    OVERDUE = "overdue"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class ComplaintFilter:
    """What narrows the list; what is not set does not narrow."""

    q: str = ""
    unit_id: int | None = None
    shown: Shown | None = None
    outcome: Outcome | None = None


def _where(scope: Scope, asked: ComplaintFilter, now: datetime) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [
        or_(
            Contest.unit_id.in_(reached_from(scope.units)),
            Contest.id.in_(scope.contests),
        )
    ]
    if typed := asked.q.strip():
        where.append(
            or_(
                Complaint.receipt.startswith(typed, autoescape=True),
                and_(*listing.words(Establishment.search_text, typed)),
                Entry.product_name.icontains(typed, autoescape=True),
            )
        )
    if asked.unit_id is not None:
        where.append(Contest.unit_id.in_(in_place(asked.unit_id)))
    if asked.shown is not None:
        where.append(
            {
                Shown.OPEN: Complaint.settled_at.is_(None),
                Shown.OVERDUE: and_(Complaint.settled_at.is_(None), Complaint.due_at <= now),
                Shown.SETTLED: Complaint.settled_at.is_not(None),
            }[asked.shown]
        )
    if asked.outcome is not None:
        where.append(Complaint.outcome == asked.outcome)
    return where


def _joined(found: Found) -> Found:
    return (
        found.select_from(Complaint)
        .join(Contest, Contest.id == Complaint.contest_id)
        .join(Entry, Entry.id == Complaint.entry_id)
        .join(Establishment, Establishment.id == Entry.establishment_id)
    )


def complaints(
    session: Session, scope: Scope, asked: ComplaintFilter, window: Window, now: datetime
) -> Listed[Complaint]:
    """Complaints of the scope: open ones first by their term. Sorted by: filed, due, maker."""
    ids = listing.cut(
        session,
        _joined(select(Complaint.id, Establishment.name)).where(*_where(scope, asked, now)),
        window,
        {
            "": (Complaint.settled_at.is_not(None), Complaint.due_at, Complaint.id),
            "filed": (Complaint.filed_at, Complaint.id),
            "due": (Complaint.due_at, Complaint.id),
            "maker": (Establishment.sort_key, Complaint.id),
        },
    )
    return listing.load(session, _whole(), Complaint.id, ids)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many complaints wait for an answer, and how many of them too long."""

    open: int
    overdue: int


def waiting(session: Session, scope: Scope, now: datetime) -> Waiting:
    """The figures of the first page. One statement."""
    found = _joined(
        select(func.count(Complaint.id), func.count(Complaint.id).filter(Complaint.due_at <= now))
    )
    row = session.execute(
        found.where(*_where(scope, ComplaintFilter(shown=Shown.OPEN), now))
    ).one()
    return Waiting(*row)


# ----------------------------------------------------------------------------------- verification


@dataclass(frozen=True, slots=True)
class Wrong:
    """A pack that is gone (`missing`) or is not what its receipt said (`altered`)."""

    fault: str
    receipt: str


def verify(session: Session) -> list[Wrong]:
    """Every frozen pack held against the digest on its receipt and in the record of that day."""
    noted = {
        entry.subject: entry.detail.get("digest")
        for entry in session.scalars(select(AuditEntry).where(AuditEntry.action == FILED))
    }
    found: list[Wrong] = []
    rows: list[tuple[int, str, str]] = [
        (row.id, row.receipt, row.evidence_digest)
        for row in session.execute(
            select(Complaint.id, Complaint.receipt, Complaint.evidence_digest).order_by(
                Complaint.id
            )
        )
    ]
    for complaint_id, receipt, said in rows:
        pack = session.get(ComplaintPack, complaint_id)
        if pack is None:
            found.append(Wrong("missing", receipt))
            continue
        if not digest(pack.data) == said == noted.get(f"complaint:{complaint_id}"):
            found.append(Wrong("altered", receipt))
        session.expunge(pack)
    return found
