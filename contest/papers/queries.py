"""Reads of templates in use and their history, of what is written on papers, of dossiers that go
up by letter."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from contest.entries.kinds import EntryPath, EntryStatus
from contest.entries.model import Entry
from contest.papers.kinds import PaperKind
from contest.papers.model import PaperDetails, PaperTemplate
from core.errors import NotFound
from core.registry.kinds import ProductGroup
from core.registry.model import Establishment
from core.rights import Subject
from core.territory import queries as territory
from core.territory.rules import UnitKind


def subject_of_unit(session: Session, unit_id: int) -> Subject | None:
    """The place whose templates are meant, for the door; None when there is no such unit."""
    within = territory.reach(session, unit_id)
    return Subject(reach=within) if within else None


def keeper_of(session: Session, unit_id: int) -> int:
    """The unit whose templates a contest of this place uses: its province, or itself above one."""
    above = territory.ancestors(session, unit_id)
    return next((one.id for one in above if one.kind is UnitKind.PROVINCE), unit_id)


def history(session: Session, unit_id: int, kind: PaperKind) -> list[PaperTemplate]:
    """Every version of a place's template, the latest first."""
    return list(
        session.scalars(
            select(PaperTemplate)
            .where(PaperTemplate.unit_id == unit_id, PaperTemplate.kind == kind)
            .order_by(PaperTemplate.version.desc())
        )
    )


def get_version(session: Session, unit_id: int, kind: PaperKind, version: int) -> PaperTemplate:
    """One version. Raises NotFound("not_found"), also for a return to the default."""
    found = session.scalar(
        select(PaperTemplate).where(
            PaperTemplate.unit_id == unit_id,
            PaperTemplate.kind == kind,
            PaperTemplate.version == version,
        )
    )
    if found is None or not found.key:
        raise NotFound("not_found")
    return found


def in_use(session: Session, unit_id: int) -> dict[PaperKind, PaperTemplate]:
    """Kind → a place's own template, where one is in use. One statement."""
    latest = (
        select(PaperTemplate.kind, func.max(PaperTemplate.version).label("version"))
        .where(PaperTemplate.unit_id == unit_id)
        .group_by(PaperTemplate.kind)
        .subquery()
    )
    found = session.scalars(
        select(PaperTemplate)
        .join(
            latest,
            and_(PaperTemplate.kind == latest.c.kind, PaperTemplate.version == latest.c.version),
        )
        .where(PaperTemplate.unit_id == unit_id, PaperTemplate.key != "")
    )
    return {one.kind: one for one in found}


def details(session: Session, contest_id: int) -> Mapping[PaperKind, PaperDetails]:
    """What is written on the papers of a contest. One statement."""
    found = session.scalars(select(PaperDetails).where(PaperDetails.contest_id == contest_id))
    return {one.kind: one for one in found}


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A dossier that came by the letter of its locality, where no lower contest was held."""

    unit_id: int
    product: str
    establishment: str
    address: str
    group: ProductGroup | None
    letter: str


def forwarded(session: Session, contest_id: int) -> list[Forwarded]:
    """Dossiers of a contest that need a forwarding letter, by locality and name. One statement."""
    rows = session.execute(
        select(
            Establishment.unit_id,
            Entry.product_name,
            Entry.establishment_name,
            Entry.establishment_address,
            Entry.group,
            Entry.forwarding_letter,
        )
        .join(Establishment, Establishment.id == Entry.establishment_id)
        .where(
            Entry.contest_id == contest_id,
            Entry.path == EntryPath.FORWARDING_LETTER,
            Entry.status.not_in((EntryStatus.REFUSED, EntryStatus.WITHDRAWN)),
            Establishment.unit_id.is_not(None),
        )
        .order_by(Establishment.unit_id, Entry.product_name, Entry.id)
    )
    return [
        Forwarded(unit_id or 0, product, maker, address, group, letter)
        for unit_id, product, maker, address, group, letter in rows
    ]
