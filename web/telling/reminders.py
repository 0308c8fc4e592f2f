"""What is near: asked once a day, told once for each deadline and distance."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from contest.bodies.kinds import BodyKind, Position
from contest.certificates.model import Certificate
from contest.complaints.model import Complaint
from contest.complaints.rules import NEAR
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.plans import queries as plans
from contest.reports import queries as reports
from contest.scoring.queries import outstanding
from core.clock import day_in_vietnam
from core.registry.model import Establishment
from fairs.support.model import CaseStep, SupportCase
from web.notify import Message
from web.telling.audience import makers, seated
from web.telling.market import stage_name

SUPPLEMENT = timedelta(days=2)
CLOSING = (timedelta(days=1), timedelta(days=7))
SHEETS = timedelta(days=1)
CASE = timedelta(days=7)
MILESTONE = timedelta(days=3)
EXPIRING = (timedelta(days=30), timedelta(days=90))
REPORTS = ((1, 5), (2, 5), (3, 5))
"""How long before its end something is near. Customs of the house, not terms of the law; of
several distances the nearest that fits is told, each once. `REPORTS` are the (month, day) from
which on those who have not reported last year are reminded, the last in force until the next."""


def due(session: Session, now: datetime) -> Iterator[Message]:
    """Everything that is near at this moment."""
    yield from supplements(session, now)
    yield from drafts(session, now)
    yield from sheets(session, now)
    yield from certificates(session, now)
    yield from milestones(session, now)
    yield from cases(session, now)
    yield from complaints(session, now)
    yield from yearly_reports(session, now)


def supplements(session: Session, now: datetime) -> Iterator[Message]:
    """Dossiers that were sent back and whose answer is due."""
    found = session.scalars(
        select(Entry)
        .where(
            Entry.status == EntryStatus.SUPPLEMENT,
            Entry.answer_by > now,
            Entry.answer_by <= now + SUPPLEMENT,
        )
        .order_by(Entry.id)
    ).all()
    them = makers(session, [one.establishment_id for one in found])
    for one in found:
        until = one.answer_by.isoformat() if one.answer_by else None
        yield Message(
            "supplement_near",
            f"/ho-so/du-thi/{one.id}",
            f"supplement-near:{one.id}:{until}",
            them.of(one.establishment_id) | ({one.created_by} if one.on_behalf else set()),
            {"receipt": one.receipt, "product": one.product_name, "answer_by_at": until},
            them.contact(one.establishment_id),
        )


def drafts(session: Session, now: datetime) -> Iterator[Message]:
    """Dossiers that are not filed while their contest soon receives no more."""
    found = session.scalars(
        select(Entry)
        .join(Contest, Contest.id == Entry.contest_id)
        .where(
            Entry.status == EntryStatus.DRAFT,
            Contest.stage == Stage.OPEN,
            Contest.entries_close_at > now,
            Contest.entries_close_at <= now + max(CLOSING),
        )
        .order_by(Entry.id)
        .options(joinedload(Entry.contest))
    ).all()
    them = makers(session, [one.establishment_id for one in found])
    for one in found:
        closes = one.contest.entries_close_at
        near = min(span for span in CLOSING if closes <= now + span)
        yield Message(
            "closing_near",
            f"/ho-so/du-thi/{one.id}",
            f"closing-near:{one.id}:{closes.isoformat()}:{near.days}",
            them.of(one.establishment_id) | ({one.created_by} if one.on_behalf else set()),
            {
                "product": one.product_name,
                "contest": one.contest.title,
                "closes_at": closes.isoformat(),
            },
            them.contact(one.establishment_id),
        )


def sheets(session: Session, now: datetime) -> Iterator[Message]:
    """Jurors whose sheets are not signed shortly before the end of judging."""
    contests = session.scalars(
        select(Contest)
        .where(
            Contest.stage == Stage.JUDGING,
            Contest.judging_until > now,
            Contest.judging_until <= now + SHEETS,
        )
        .order_by(Contest.id)
    ).all()
    for contest in contests:
        until = contest.judging_until.isoformat()
        for account_id, count in outstanding(session, contest.id).items():
            yield Message(
                "sheets_near",
                f"/cham-diem/{contest.slug}",
                f"sheets-near:{contest.id}:{until}",
                {account_id},
                {"contest": contest.title, "number": count, "until_at": until},
            )


def certificates(session: Session, now: datetime) -> Iterator[Message]:
    """Announced certificates in force whose last day is near."""
    today = day_in_vietnam(now)
    found = session.scalars(
        select(Certificate)
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(
            Contest.stage == Stage.ANNOUNCED,
            Certificate.revoked_on.is_(None),
            Certificate.valid_until >= today,
            Certificate.valid_until <= today + max(EXPIRING),
        )
        .order_by(Certificate.id)
    ).all()
    them = makers(session, [one.establishment_id for one in found])
    for one in found:
        near = min(span for span in EXPIRING if one.valid_until <= today + span)
        yield Message(
            "certificate_expiring",
            "/ho-so/giay-chung-nhan",
            f"expiring:{one.id}:{one.valid_until}:{near.days}",
            them.of(one.establishment_id),
            {
                "number": one.number,
                "product": one.printed.get("product_name", ""),
                "until_on": one.valid_until.isoformat(),
            },
            them.contact(one.establishment_id),
        )


def milestones(session: Session, now: datetime) -> Iterator[Message]:
    """Open milestones of a contest's calendar that are due soon: to its support team."""
    today = day_in_vietnam(now)
    for one in plans.due_between(session, today, today + MILESTONE):
        yield Message(
            "milestone_near",
            f"/dieu-hanh/binh-chon/{one.contest.slug}/lich",
            f"milestone:{one.id}:{one.due_on}",
            seated(session, one.contest_id, BodyKind.SUPPORT_TEAM),
            {
                "what": one.title,
                "who": one.responsible,
                "contest": one.contest.title,
                "due_on": one.due_on.isoformat(),
            },
        )


def cases(session: Session, now: datetime) -> Iterator[Message]:
    """Open cases whose next term ends soon: to the makers, and to whoever keeps the case."""
    today = day_in_vietnam(now)
    newest = (
        select(CaseStep.case_id, func.max(CaseStep.id).label("step_id"))
        .group_by(CaseStep.case_id)
        .subquery()
    )
    rows = session.execute(
        select(SupportCase, CaseStep)
        .join(newest, newest.c.case_id == SupportCase.id)
        .join(CaseStep, CaseStep.id == newest.c.step_id)
        .where(
            SupportCase.closed_at.is_(None),
            CaseStep.due_on >= today,
            CaseStep.due_on <= today + CASE,
        )
        .order_by(SupportCase.id)
    ).all()
    them = makers(session, [case.establishment_id for case, _step in rows])
    for case, step in rows:
        facts = {
            "code": case.code,
            "mark": case.mark_text,
            "stage": stage_name(case.stage),
            "due_on": str(step.due_on),
        }
        cause = f"case-due:{case.id}:{step.due_on}"
        makers_ = them.of(case.establishment_id)
        yield Message(
            "case_deadline",
            f"/ho-so/nhan-hieu/{case.id}",
            cause,
            makers_,
            facts,
            them.contact(case.establishment_id),
        )
        yield Message(
            "case_deadline",
            f"/dieu-hanh/nhan-hieu/{case.id}",
            cause,
            {step.recorded_by} - makers_,
            facts,
        )


def complaints(session: Session, now: datetime) -> Iterator[Message]:
    """Complaints whose term of answering is near or over: to the council's chair, once each."""
    found = session.scalars(
        select(Complaint)
        .where(Complaint.settled_at.is_(None), Complaint.due_at <= now + NEAR)
        .order_by(Complaint.id)
        .options(joinedload(Complaint.contest), joinedload(Complaint.entry))
    ).all()
    for one in found:
        code = "complaint_overdue" if one.due_at <= now else "complaint_near"
        yield Message(
            code,
            f"/dieu-hanh/khieu-nai/{one.id}",
            f"{code}:{one.id}",
            seated(session, one.contest_id, BodyKind.COUNCIL, Position.COUNCIL_CHAIR),
            {
                "receipt": one.receipt,
                "due_on": one.due_on.isoformat(),
                "product": one.entry.product_name,
                "contest": one.contest.title,
            },
        )


def yearly_reports(session: Session, now: datetime) -> Iterator[Message]:
    """Holders who have not reported for last year (TT 26/2014 Đ22.2): three times at most."""
    today = day_in_vietnam(now)
    rounds = [
        n for n, (month, day) in enumerate(REPORTS) if (month, day) <= (today.month, today.day)
    ]
    if not rounds or (today.month, today.day) > (REPORTS[-1][0], 31):
        return
    year = today.year - 1
    behind = reports.behind(session, year)
    names = dict(
        session.execute(
            select(Establishment.id, Establishment.name).where(Establishment.id.in_(behind))
        ).all()
    )
    them = makers(session, behind)
    for id_ in behind:
        yield Message(
            "report_due",
            f"/ho-so/co-so/{id_}/bao-cao-nam/{year}",
            f"report-due:{id_}:{year}:{rounds[-1]}",
            them.of(id_),
            {"year": year, "establishment": names.get(id_, "")},
            them.contact(id_),
        )
