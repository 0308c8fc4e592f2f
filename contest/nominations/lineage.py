"""The way a product came up: each level's contest, year and certificate, for the public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contest.certificates import queries as certificates
from contest.certificates.model import Certificate
from contest.certificates.rules import Standing
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries.kinds import EntryPath
from contest.entries.model import Entry
from contest.nominations.model import Nomination


@dataclass(frozen=True, slots=True)
class Onward:
    """A nomination whose upper contest has not announced yet."""

    contest_title: str
    contest_slug: str
    level: ContestLevel
    letter_number: str
    letter_date: date


@dataclass(frozen=True, slots=True)
class Rung:
    """One level that the product was certified at.

    `letter_number` and `letter_date` are of the lower council's nomination to this contest;
    `forwarded` says that no lower contest was held and a committee's letter opened the way.
    """

    level: ContestLevel
    contest_title: str
    contest_slug: str
    year: int
    number: str
    code: str
    issued_on: date
    valid_until: date
    standing: Standing
    letter_number: str
    letter_date: date | None
    forwarded: bool
    onward: tuple[Onward, ...]


def ladders(session: Session, product_id: int, on: date) -> list[tuple[Rung, ...]]:
    """Every way the product came up, each from its lowest level; the newest way first.

    Only certificates of announced contests. Four statements at most.
    """
    found = certificates.of_product(session, product_id)
    if not found:
        return []
    ids = [one.id for one in found]
    entries = {
        one.id: one
        for one in session.scalars(
            select(Entry).where(Entry.id.in_([one.entry_id for one in found]))
        )
    }
    nominations = list(
        session.scalars(
            select(Nomination)
            .where(Nomination.certificate_id.in_(ids))
            .order_by(Nomination.id)
            .options(joinedload(Nomination.to_contest))
        )
    )
    by_id = {one.id: one for one in found}
    below = {one.id: _below(one, entries.get(one.entry_id), nominations, by_id) for one in found}
    built_on = set(below.values())
    return [
        tuple(
            _rung(one, entries.get(one.entry_id), nominations, by_id, on)
            for one in _way(top, below, by_id)
        )
        for top in found
        if top.id not in built_on
    ]


def _below(
    one: Certificate,
    entry: Entry | None,
    nominations: Sequence[Nomination],
    by_id: dict[int, Certificate],
) -> int | None:
    """The certificate that opened the way to this one: its dossier's, else a nominated one."""
    if entry is not None and entry.lower_certificate_id in by_id:
        return entry.lower_certificate_id
    if entry is not None and entry.path is not EntryPath.LOWER_CERTIFICATE:
        return None
    named = [n.certificate_id for n in nominations if n.to_contest_id == one.contest_id]
    return named[-1] if named else None


def _way(
    top: Certificate, below: dict[int, int | None], by_id: dict[int, Certificate]
) -> list[Certificate]:
    way, at = [top], below[top.id]
    while at is not None and by_id[at] not in way:
        way.append(by_id[at])
        at = below[at]
    return way[::-1]


def _rung(
    one: Certificate,
    entry: Entry | None,
    nominations: Sequence[Nomination],
    by_id: dict[int, Certificate],
    on: date,
) -> Rung:
    contest = one.contest
    letter = next((n for n in nominations if n.to_contest_id == one.contest_id), None)
    reached = {other.contest_id for other in by_id.values()}
    return Rung(
        level=one.level,
        contest_title=contest.title,
        contest_slug=contest.slug,
        year=contest.year,
        number=one.number,
        code=one.code,
        issued_on=one.issued_on,
        valid_until=one.valid_until,
        standing=certificates.standing(one, on),
        letter_number=letter.letter_number if letter else "",
        letter_date=letter.letter_date if letter else None,
        forwarded=entry is not None and entry.path is EntryPath.FORWARDING_LETTER,
        onward=tuple(
            Onward(
                n.to_contest.title,
                n.to_contest.slug,
                n.to_contest.level,
                n.letter_number,
                n.letter_date,
            )
            for n in nominations
            if n.certificate_id == one.id
            and n.to_contest_id not in reached
            and _under_way(n.to_contest)
        ),
    )


def _under_way(contest: Contest) -> bool:
    return contest.stage not in (Stage.DRAFT, Stage.ANNOUNCED, Stage.CANCELLED)
