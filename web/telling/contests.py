"""What a round tells: dossiers, frames, seats, results, certificates, nominations."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from contest.bodies.kinds import BodyKind, Position, RecusalSource
from contest.bodies.model import Body, Seat
from contest.certificates.model import Certificate
from contest.contests.kinds import Stage
from contest.contests.model import Contest, ScoringFrame
from contest.contests.queries import CANCEL
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.nominations.model import Nomination
from contest.results import records
from contest.results.model import Standing
from contest.scoring.model import ScoreSheet
from core.audit import AuditEntry
from web.notify import Message
from web.telling.audience import makers, seated
from web.telling.parts import Teller, cause_of, id_of, sentence

STILL = {
    "entry_accepted": EntryStatus.VALID,
    "entry_sent_back": EntryStatus.SUPPLEMENT,
    "entry_refused": EntryStatus.REFUSED,
    "entry_extended": EntryStatus.SUPPLEMENT,
    "entry_reopened": EntryStatus.FILED,
}
"""A decision that was overtaken before it was told is not told any more."""


def dossier(code: str) -> Teller:
    """A step of a dossier, to its makers and to whoever filed it for them."""

    def tell(session: Session, entry: AuditEntry) -> Iterator[Message]:
        found = session.scalar(
            select(Entry).where(Entry.id == id_of(entry)).options(joinedload(Entry.contest))
        )
        if found is None or STILL.get(code, found.status) is not found.status:
            return
        them = makers(session, [found.establishment_id])
        filer = {found.created_by} if found.on_behalf else set()
        yield Message(
            code,
            f"/ho-so/du-thi/{found.id}",
            cause_of(entry),
            them.of(found.establishment_id) | filer,
            {
                "receipt": found.receipt,
                "product": found.product_name,
                "contest": found.contest.title,
                "code": found.code or "",
                "reason": sentence(found.reason),
                "filed_at": found.filed_at.isoformat() if found.filed_at else None,
                "answer_by_at": found.answer_by.isoformat() if found.answer_by else None,
            },
            them.contact(found.establishment_id),
        )

    return tell


def step(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """A contest took a step: judging begins for the jury; the result is public."""
    contest = session.get(Contest, id_of(entry))
    reached = str(entry.detail.get("stage", ["", ""])[1])
    if contest is None or contest.stage is Stage.CANCELLED:
        return
    if reached == Stage.JUDGING and contest.stage is Stage.JUDGING:
        yield Message(
            "sheets_wait",
            f"/cham-diem/{contest.slug}",
            cause_of(entry),
            seated(session, contest.id, BodyKind.JURY),
            {"contest": contest.title, "until_at": contest.judging_until.isoformat()},
        )
    elif reached == Stage.ANNOUNCED and contest.stage is Stage.ANNOUNCED:
        yield from _results(session, contest)
        yield from _certificates(
            session, select(Certificate).where(Certificate.contest_id == contest.id)
        )


def _results(session: Session, contest: Contest) -> Iterator[Message]:
    """To every entrant whose dossier was scored (TT 26/2014 Đ17.2)."""
    rows = session.scalars(
        select(Standing)
        .where(Standing.contest_id == contest.id)
        .options(joinedload(Standing.entry), joinedload(Standing.merged))
        .order_by(Standing.entry_id)
    ).all()
    them = makers(session, [row.entry.establishment_id for row in rows])
    for row in rows:
        found = row.entry
        yield Message(
            "result_recognised" if row.recognised else "result_not_recognised",
            f"/ho-so/du-thi/{found.id}/ket-qua",
            f"result:{found.id}",
            them.of(found.establishment_id) | ({found.created_by} if found.on_behalf else set()),
            {"contest": contest.title, "product": found.product_name},
            them.contact(found.establishment_id),
        )


def _certificates(session: Session, query: Any) -> Iterator[Message]:
    found = list(session.scalars(query.where(Certificate.revoked_on.is_(None))))
    them = makers(session, [one.establishment_id for one in found])
    for one in found:
        yield Message(
            "certificate_issued",
            "/ho-so/giay-chung-nhan",
            f"certificate:{one.id}",
            them.of(one.establishment_id),
            {
                "number": one.number,
                "product": one.printed.get("product_name", ""),
                "until_on": one.valid_until.isoformat(),
            },
            them.contact(one.establishment_id),
        )


def issued(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """A certificate issued after the announcement; before it, the announcement tells."""
    yield from _certificates(
        session,
        select(Certificate)
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(Certificate.id == id_of(entry), Contest.stage == Stage.ANNOUNCED),
    )


def revoked(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """A certificate was taken back. What was never announced is not told of either."""
    one = session.scalar(
        select(Certificate)
        .join(Contest, Contest.id == Certificate.contest_id)
        .where(Certificate.id == id_of(entry), Contest.stage == Stage.ANNOUNCED)
    )
    if one is None or one.revoked_on is None:
        return
    them = makers(session, [one.establishment_id])
    yield Message(
        "certificate_revoked",
        "/ho-so/giay-chung-nhan",
        cause_of(entry),
        them.of(one.establishment_id),
        {
            "number": one.number,
            "product": one.printed.get("product_name", ""),
            "revoked_on": one.revoked_on.isoformat(),
            "decision": one.revoked_by_decision,
            "reason": sentence(one.revoked_why),
        },
        them.contact(one.establishment_id),
    )


def cancelled(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """A contest ended without a result: to everybody who has a dossier in it."""
    contest = session.get(Contest, id_of(entry))
    if contest is None:
        return
    rows = session.scalars(
        select(Entry)
        .where(Entry.contest_id == contest.id, Entry.status != EntryStatus.WITHDRAWN)
        .order_by(Entry.id)
    ).all()
    them = makers(session, [one.establishment_id for one in rows])
    reason = sentence(str(entry.detail.get("reason", "")))
    for one in rows:
        yield Message(
            "contest_cancelled",
            f"/ho-so/du-thi/{one.id}",
            f"cancelled:{one.id}",
            them.of(one.establishment_id) | ({one.created_by} if one.on_behalf else set()),
            {"contest": contest.title, "product": one.product_name, "reason": reason},
            them.contact(one.establishment_id),
        )


def frame(code: str) -> Teller:
    """A scoring frame waits for the council chair, or was approved."""

    def tell(session: Session, entry: AuditEntry) -> Iterator[Message]:
        contest = session.get(Contest, id_of(entry))
        number = entry.detail.get("version")
        found = session.scalar(
            select(ScoringFrame).where(
                ScoringFrame.contest_id == id_of(entry), ScoringFrame.version == number
            )
        )
        if contest is None or found is None:
            return
        chair = seated(session, contest.id, BodyKind.COUNCIL, Position.COUNCIL_CHAIR)
        heads = seated(session, contest.id, BodyKind.JURY, Position.JURY_HEAD)
        to = chair if code == "frame_waits" else heads | {found.proposed_by}
        yield Message(
            code,
            f"/dieu-hanh/binh-chon/{contest.slug}/khung-diem",
            cause_of(entry),
            to - {entry.account_id},
            {"contest": contest.title, "person": entry.account_name, "number": number},
        )

    return tell


def override(code: str) -> Teller:
    """The secretary asks the chair to lock with sheets missing; the chair does not agree."""

    def tell(session: Session, entry: AuditEntry) -> Iterator[Message]:
        contest = session.get(Contest, id_of(entry))
        if contest is None or contest.stage is not Stage.JUDGING:
            return
        asked = records.requests(session, contest.id)
        if not asked:
            return
        chair = seated(session, contest.id, BodyKind.COUNCIL, Position.COUNCIL_CHAIR)
        yield Message(
            code,
            f"/dieu-hanh/binh-chon/{contest.slug}/theo-doi",
            cause_of(entry),
            (chair if code == "lock_waits" else {asked[0].asked_by}) - {entry.account_id},
            {
                "contest": contest.title,
                "person": entry.account_name,
                "reason": sentence(str(entry.detail.get("reason", ""))),
                "count": len(asked[0].gaps),
            },
        )

    return tell


def rescored(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """Another version of the frame is in force: the jurors whose sheets it closed score anew."""
    contest = session.get(Contest, id_of(entry))
    if contest is None:
        return
    rows = session.execute(
        select(Seat.account_id, func.count())
        .join(ScoreSheet, ScoreSheet.seat_id == Seat.id)
        .join(Entry, Entry.id == ScoreSheet.entry_id)
        .where(
            Entry.contest_id == contest.id,
            ScoreSheet.superseded_at == entry.at,
            Seat.left_at.is_(None),
            Seat.account_id.is_not(None),
        )
        .group_by(Seat.account_id)
        .order_by(Seat.account_id)
    )
    for account_id, count in rows:
        yield Message(
            "frame_replaced_score_again",
            f"/cham-diem/{contest.slug}",
            cause_of(entry),
            {account_id or 0} - {entry.account_id},
            {
                "contest": contest.title,
                "number": entry.detail.get("version"),
                "count": count,
                "reason": sentence(str(entry.detail.get("reason", ""))),
            },
        )


def seat(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """Somebody was given a seat in a council or a jury."""
    row = session.execute(
        select(Seat, Body.kind, Contest)
        .join(Body, Body.id == Seat.body_id)
        .join(Contest, Contest.id == Body.contest_id)
        .where(Seat.id == entry.detail.get("seat_id"), Seat.left_at.is_(None))
    ).first()
    if row is None:
        return
    found, kind, contest = row
    to = {found.account_id} if found.account_id is not None else set()
    yield Message(
        "seat_given",
        f"/dieu-hanh/binh-chon/{contest.slug}",
        cause_of(entry),
        to - {entry.account_id},
        {"body": kind.value, "contest": contest.title},
    )


def nominated(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """A product goes up to a higher contest."""
    found = session.scalar(
        select(Nomination)
        .where(
            Nomination.certificate_id == id_of(entry),
            Nomination.to_contest_id == entry.detail.get("to_contest_id"),
        )
        .options(joinedload(Nomination.certificate), joinedload(Nomination.to_contest))
    )
    if found is None:
        return
    one, contest = found.certificate, found.to_contest
    them = makers(session, [one.establishment_id])
    yield Message(
        "nominated",
        f"/binh-chon/{contest.slug}",
        f"nomination:{found.id}",
        them.of(one.establishment_id),
        {
            "product": one.printed.get("product_name", ""),
            "number": one.number,
            "until_on": one.valid_until.isoformat(),
            "contest": contest.title,
            "letter": found.letter_number,
            "letter_on": found.letter_date.isoformat(),
            "closes_at": contest.entries_close_at.isoformat(),
        },
        them.contact(one.establishment_id),
    )


def claimed(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """An entrant said that a juror is tied to them: to the support team and to the jury head."""
    found = session.scalar(
        select(Entry).where(Entry.id == id_of(entry)).options(joinedload(Entry.contest))
    )
    seat_ = session.get(Seat, entry.detail.get("seat_id"))
    if found is None or seat_ is None:
        return
    to = seated(session, found.contest_id, BodyKind.SUPPORT_TEAM)
    to |= seated(session, found.contest_id, BodyKind.JURY, Position.JURY_HEAD)
    yield Message(
        "recusal_claimed",
        f"/dieu-hanh/binh-chon/{found.contest.slug}/hoi-tranh",
        cause_of(entry),
        to - {entry.account_id, seat_.account_id},
        {
            "contest": found.contest.title,
            "product": found.product_name,
            "juror": seat_.person,
            "reason": sentence(str(entry.detail.get("reason", ""))),
        },
    )


def claim_answered(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """What an entrant declared was confirmed or dismissed: to the entrant, with the reason."""
    found = session.scalar(
        select(Entry).where(Entry.id == id_of(entry)).options(joinedload(Entry.contest))
    )
    seat_ = session.get(Seat, entry.detail.get("seat_id"))
    source = entry.detail.get("source")
    if found is None or seat_ is None or source != RecusalSource.DECLARED_BY_ENTRANT:
        return
    them = makers(session, [found.establishment_id])
    confirmed = entry.action == "recusal.confirmed"
    yield Message(
        "recusal_confirmed" if confirmed else "recusal_dismissed",
        f"/ho-so/hoi-tranh/{found.id}",
        cause_of(entry),
        them.of(found.establishment_id) | ({found.created_by} if found.on_behalf else set()),
        {
            "contest": found.contest.title,
            "product": found.product_name,
            "juror": seat_.person,
            "reason": sentence(str(entry.detail.get("reason", ""))),
        },
        them.contact(found.establishment_id),
    )


TELLERS: dict[str, Teller] = {
    "recusal.claim": claimed,
    "recusal.confirmed": claim_answered,
    "recusal.dismissed": claim_answered,
    "entry.filed": dossier("entry_filed"),
    "entry.supplemented": dossier("entry_supplemented"),
    "entry.accepted": dossier("entry_accepted"),
    "entry.sent_back": dossier("entry_sent_back"),
    "entry.refused": dossier("entry_refused"),
    "entry.extended": dossier("entry_extended"),
    "entry.reopened": dossier("entry_reopened"),
    "contest.advance": step,
    CANCEL: cancelled,
    "certificate.issued": issued,
    "certificate.revoked": revoked,
    "frame.propose": frame("frame_waits"),
    "result.lock_asked": override("lock_waits"),
    "result.lock_declined": override("lock_declined"),
    "frame.approve": frame("frame_approved"),
    "frame.replace": rescored,
    "seat.appoint": seat,
    "seat.replace": seat,
    "nomination.made": nominated,
}
