"""Keeping an office's templates, and what it writes on a paper."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contest.contests.queries import get_contest_by_id
from contest.papers import queries
from contest.papers.kinds import PaperKind
from contest.papers.model import PaperDetails, PaperTemplate
from core import audit
from core.errors import Conflict
from core.identity import Identity
from core.territory.model import Unit

MOST_NOTE = 300


def keep_template(
    session: Session,
    who: Identity,
    unit_id: int,
    kind: PaperKind,
    *,
    key: str,
    sha256: str,
    size: int,
    file_name: str,
    note: str,
    now: datetime,
) -> PaperTemplate:
    """A new version whose bytes are stored and checked already; in use from now on."""
    made = _add(
        session,
        who,
        unit_id,
        kind,
        PaperTemplate(
            key=key,
            sha256=sha256,
            size=size,
            file_name=file_name[-200:],
            note=note[:MOST_NOTE],
        ),
        now,
    )
    audit.record(
        session,
        who,
        now,
        "paper.template",
        f"unit:{unit_id}",
        kind=kind.value,
        version=made.version,
        sha256=sha256,
    )
    return made


def use_again(
    session: Session, who: Identity, unit_id: int, kind: PaperKind, version: int, now: datetime
) -> PaperTemplate:
    """An earlier version becomes the latest. Raises NotFound("not_found")."""
    former = queries.get_version(session, unit_id, kind, version)
    return keep_template(
        session,
        who,
        unit_id,
        kind,
        key=former.key,
        sha256=former.sha256,
        size=former.size,
        file_name=former.file_name,
        note=former.note,
        now=now,
    )


def back_to_default(
    session: Session, who: Identity, unit_id: int, kind: PaperKind, now: datetime
) -> PaperTemplate:
    """The template that ships is used again. Raises Conflict("paper_default_in_use")."""
    found = queries.history(session, unit_id, kind)
    if not found or not found[0].key:
        raise Conflict("paper_default_in_use")
    made = _add(session, who, unit_id, kind, PaperTemplate(), now)
    audit.record(
        session,
        who,
        now,
        "paper.default",
        f"unit:{unit_id}",
        kind=kind.value,
        version=made.version,
    )
    return made


def _add(
    session: Session,
    who: Identity,
    unit_id: int,
    kind: PaperKind,
    made: PaperTemplate,
    now: datetime,
) -> PaperTemplate:
    # The place's row is held: two who send at once follow one another.
    session.execute(select(Unit.id).where(Unit.id == unit_id).with_for_update())
    last = session.scalar(
        select(func.max(PaperTemplate.version)).where(
            PaperTemplate.unit_id == unit_id, PaperTemplate.kind == kind
        )
    )
    made.unit_id, made.kind, made.version = unit_id, kind, (last or 0) + 1
    made.made_at, made.made_by, made.made_by_name = now, who.account_id, who.name
    session.add(made)
    session.flush()
    return made


def write_details(
    session: Session,
    who: Identity,
    contest_id: int,
    kind: PaperKind,
    *,
    number: str,
    signed_on: date | None,
    capacity: str,
    signer: str,
    recipients: str,
    now: datetime,
) -> PaperDetails:
    """What stands on this paper of this contest: number, day, who signs, who receives it."""
    get_contest_by_id(session, contest_id)
    found = session.get(PaperDetails, (contest_id, kind))
    if found is None:
        found = PaperDetails(contest_id=contest_id, kind=kind)
        session.add(found)
    after = {
        "number": number,
        "signed_on": signed_on,
        "capacity": capacity,
        "signer": signer,
        "recipients": recipients,
    }
    changed = {
        name: [str(before or ""), str(value or "")]
        for name, value in after.items()
        if (before := getattr(found, name, None)) != value and (before or value)
    }
    for name, value in after.items():
        setattr(found, name, value)
    found.written_at, found.written_by = now, who.account_id
    session.flush()
    if changed:
        audit.record(
            session,
            who,
            now,
            "paper.details",
            f"contest:{contest_id}",
            kind=kind.value,
            changes=changed,
        )
    return found
