"""Reads of versions: the list, one of them as pages show it, and what `verify` finds wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from contest.contests.model import Contest
from contest.results import queries as results
from contest.results.model import RecognitionDecision
from contest.scoring import queries as scoring
from contest.versions.model import ResultVersion
from contest.versions.rules import SheetKey, digest
from core.db import Base
from core.errors import NotFound
from core.registry.kinds import ProductGroup

Version = ResultVersion
"""A version as pages hand it on."""


def versions(session: Session, contest_id: int) -> list[ResultVersion]:
    """Every version, the newest first, without the copies themselves; none while the result stands
    as it was announced."""
    return list(
        session.scalars(
            select(ResultVersion)
            .where(ResultVersion.contest_id == contest_id)
            .options(defer(ResultVersion.result, raiseload=True))
            .order_by(ResultVersion.number.desc())
        )
    )


def latest(session: Session, contest_id: int) -> ResultVersion | None:
    """The newest version, or None while the result stands as it was announced."""
    return session.scalar(
        select(ResultVersion)
        .where(ResultVersion.contest_id == contest_id)
        .order_by(ResultVersion.number.desc())
        .limit(1)
    )


def get_version(session: Session, contest_id: int, number: int) -> ResultVersion:
    """One version with its copy. Raises NotFound("version_missing")."""
    found = session.scalar(
        select(ResultVersion).where(
            ResultVersion.contest_id == contest_id, ResultVersion.number == number
        )
    )
    if found is None:
        raise NotFound("version_missing")
    return found


def set_aside(session: Session, contest_id: int) -> frozenset[SheetKey]:
    """The sheets that a correction set aside, as (entry id, seat id)."""
    found = latest(session, contest_id)
    return frozenset((entry, seat) for entry, seat in found.set_aside) if found else frozenset()


# ------------------------------------------------------------------------------ a version, shown


@dataclass(frozen=True, slots=True)
class Line:
    """One product in a version, as it was then."""

    entry_id: int
    code: str
    group: ProductGroup | None
    product_name: str
    establishment_name: str
    total: int
    divisor: int
    sheets: int
    rank: int | None
    tied: bool
    eligible: bool
    certified: bool
    prize: str


def lines(version: ResultVersion) -> list[Line]:
    """The products of a version in the order of its copy: by group and rank."""
    return [
        Line(
            entry_id=one["entry_id"],
            code=one["code"] or "",
            group=ProductGroup(one["group"]) if one["group"] else None,
            product_name=one["product_name"],
            establishment_name=one["establishment_name"],
            total=one["total_points"],
            divisor=one["divisor"],
            sheets=one["sheets"],
            rank=one["rank"],
            tied=one["tied"],
            eligible=one["eligible"],
            certified=bool(one["recognised"]),
            prize=one["prize"],
        )
        for one in version.result["standings"]
    ]


# ----------------------------------------------------------------------------------- the copying


def row_values(row: Base) -> dict[str, Any]:
    """Every column of a row as JSON can hold it: days and instants as ISO texts."""
    return {column.key: _plain(getattr(row, column.key)) for column in row.__mapper__.column_attrs}


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def copy_of(session: Session, contest_id: int) -> dict[str, Any]:
    """The whole result as it stands now: standings with what they name, sheets, papers."""
    session.flush()
    kept = results.papers(session, contest_id)
    return {
        "standings": [
            {
                **row_values(one),
                "code": one.entry.code,
                "group": one.entry.group.value if one.entry.group else None,
                "product_name": one.recognised_name,
                "recognised": one.recognised,
                "establishment_name": one.entry.establishment_name,
            }
            for one in results.standings(session, contest_id)
        ],
        "sheets": [
            {"entry_id": one.entry_id, "seat_id": one.seat_id, "total": one.total}
            for one in scoring.signed_totals(session, contest_id)
        ],
        "lock": row_values(kept.lock) if kept.lock else None,
        "decision": row_values(kept.decision) if kept.decision else None,
        "submission": row_values(kept.submission) if kept.submission else None,
        "recognition": row_values(kept.recognition) if kept.recognition else None,
    }


# -------------------------------------------------------------------- the authority's decision


@dataclass(frozen=True, slots=True)
class Recognised:
    """The authority's decision that a certificate prints."""

    number: str
    signed_on: date
    signer_name: str
    signer_title: str
    authority: str
    place: str


def recognised(session: Session, contest_id: int) -> Recognised | None:
    """The decision in force for what is recognised now: the last amendment, signed like the first,
    or the first itself; None before it."""
    first = session.get(RecognitionDecision, contest_id)
    if first is None:
        return None
    amended = session.execute(
        select(ResultVersion.amended_by, ResultVersion.amended_on)
        .where(ResultVersion.contest_id == contest_id, ResultVersion.amended_by != "")
        .order_by(ResultVersion.number.desc())
        .limit(1)
    ).first()
    number, signed_on = first.number, first.signed_on
    if amended is not None:
        number, signed_on = amended.amended_by, amended.amended_on or signed_on
    return Recognised(
        number, signed_on, first.signer_name, first.signer_title, first.authority, first.place
    )


# ----------------------------------------------------------------------------------- verification


@dataclass(frozen=True, slots=True)
class Wrong:
    """A version that is not as it was made: its copy was altered (`altered`), or the newest one
    is not what the result says now (`differs`)."""

    fault: str
    contest: str
    number: int


def verify(session: Session) -> list[Wrong]:
    """Every version held against its digest, and every newest one against the result itself."""
    found: list[Wrong] = []
    rows = session.execute(
        select(ResultVersion, Contest.slug)
        .join(Contest, Contest.id == ResultVersion.contest_id)
        .order_by(ResultVersion.contest_id, ResultVersion.number.desc())
    )
    seen: set[int] = set()
    for version, slug in rows:
        if digest(version.result) != version.digest:
            found.append(Wrong("altered", slug, version.number))
        if version.contest_id not in seen:
            seen.add(version.contest_id)
            if not _same(version.result["standings"], copy_of(session, version.contest_id)):
                found.append(Wrong("differs", slug, version.number))
    return found


def _same(kept: Sequence[Mapping[str, Any]], now: Mapping[str, Any]) -> bool:
    """Whether the standings say what they said; a column added later is not compared."""
    there = {one["entry_id"]: one for one in now["standings"]}
    return len(kept) == len(there) and all(
        one["entry_id"] in there
        and all(
            there[one["entry_id"]].get(name) == value
            for name, value in one.items()
            if name in there[one["entry_id"]]
        )
        for one in kept
    )
