"""The evidence pack: everything a complaint is judged by, as it was when the complaint was filed.

A ZIP of JSON files that comes out the same for the same facts, so that its digest speaks for it.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from contest.bodies.model import Recusal
from contest.certificates.model import Certificate
from contest.contests.model import Contest, ScoringFrame
from contest.entries.model import Entry, EntryEvent
from contest.scoring.model import ScoreChange, ScoreSheet
from contest.versions.queries import copy_of, row_values
from core.audit import AuditEntry

_MADE = (1980, 1, 1, 0, 0, 0)
"""The time a ZIP notes for each file: one and the same, or the digest would change with it."""


def gather(
    session: Session, contest: Contest, entry: Entry, complaint: Mapping[str, Any]
) -> bytes:
    """The pack about one entry of an announced contest. `complaint` is what was said, when."""
    parts: dict[str, object] = {
        "complaint": dict(complaint),
        "contest": row_values(contest),
        "entry": _entry(session, entry),
        "sheets": _sheets(session, entry.id),
        "recusals": [
            row_values(one)
            for one in session.scalars(
                select(Recusal).where(Recusal.entry_id == entry.id).order_by(Recusal.id)
            )
        ],
        "frames": _frames(session, contest.id),
        "result": copy_of(session, contest.id),
        "certificates": [
            row_values(one)
            for one in session.scalars(
                select(Certificate)
                .where(Certificate.contest_id == contest.id)
                .order_by(Certificate.series, Certificate.sequence)
            )
        ],
        "record": _record(session, contest.id, entry.id),
    }
    return packed(parts)


def packed(parts: Mapping[str, object]) -> bytes:
    """The parts as one ZIP: `<name>.json`, in order of their names, the same bytes each time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as pack:
        for name in sorted(parts):
            info = zipfile.ZipInfo(f"{name}.json", _MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            spelled = json.dumps(parts[name], ensure_ascii=False, sort_keys=True, indent=1)
            pack.writestr(info, spelled.encode())
    return made.getvalue()


def digest(pack: bytes) -> str:
    """SHA-256 in 64 hexadecimal digits, as `sha256sum` prints it."""
    return hashlib.sha256(pack).hexdigest()


def _entry(session: Session, entry: Entry) -> dict[str, object]:
    events = session.scalars(
        select(EntryEvent).where(EntryEvent.entry_id == entry.id).order_by(EntryEvent.id)
    )
    found = session.scalars(
        select(Entry)
        .where(Entry.id == entry.id)
        .options(selectinload(Entry.photos))
        .execution_options(populate_existing=True)
    ).one()
    return {
        **row_values(found),
        "photos": [row_values(one) for one in found.photos],
        "events": [row_values(one) for one in events],
    }


def _sheets(session: Session, entry_id: int) -> list[dict[str, object]]:
    rows = session.scalars(
        select(ScoreSheet)
        .where(ScoreSheet.entry_id == entry_id)
        .options(joinedload(ScoreSheet.seat), selectinload(ScoreSheet.scores))
        .order_by(ScoreSheet.seat_id, ScoreSheet.id)
    ).all()
    changes: dict[int, list[dict[str, object]]] = {}
    for one in session.scalars(
        select(ScoreChange)
        .where(ScoreChange.sheet_id.in_([row.id for row in rows]))
        .order_by(ScoreChange.id)
    ):
        changes.setdefault(one.sheet_id, []).append(row_values(one))
    return [
        {
            **row_values(row),
            "juror": row.seat.person,
            "scores": sorted(
                (row_values(one) for one in row.scores), key=lambda one: one["criterion_id"]
            ),
            "changes": changes.get(row.id, []),
        }
        for row in rows
    ]


def _frames(session: Session, contest_id: int) -> list[dict[str, object]]:
    rows = session.scalars(
        select(ScoringFrame)
        .where(ScoringFrame.contest_id == contest_id)
        .options(selectinload(ScoringFrame.criteria))
        .order_by(ScoringFrame.id)
    )
    return [
        {**row_values(row), "criteria": [row_values(one) for one in row.criteria]} for row in rows
    ]


def _record(session: Session, contest_id: int, entry_id: int) -> list[dict[str, object]]:
    rows = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject.in_((f"contest:{contest_id}", f"entry:{entry_id}")))
        .order_by(AuditEntry.id)
    )
    return [row_values(one) for one in rows]
