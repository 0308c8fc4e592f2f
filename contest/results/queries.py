"""Reads of results. What may be shown to whom: see `readable` and `published`."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from contest.bodies import queries as bodies
from contest.bodies.kinds import BodyKind
from contest.contests.averaging import Average, Averaging
from contest.contests.kinds import Stage, reached
from contest.contests.model import Contest
from contest.contests.queries import rules_of
from contest.contests.ruleset import ScoresShown
from contest.entries import queries as entries
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.results import rules
from contest.results.model import (
    CouncilDecision,
    LockRecord,
    MergedSet,
    RecognitionDecision,
    Standing,
    Submission,
)
from contest.results.ranking import Tally, average
from contest.scoring import queries as scoring
from core.errors import NotFound
from core.registry.kinds import ProductGroup
from core.registry.model import Product

Row = Standing
"""A standing as pages get it: with its entry and product loaded."""


ContestRow = Contest
"""A contest as pages hand it on."""


def readable(contest: Contest) -> bool:
    """Whether averages of this contest exist and its own people may read them."""
    return reached(contest.stage, Stage.LOCKED)


def announced(contest: Contest) -> bool:
    """Whether everybody may read the result."""
    return contest.stage is Stage.ANNOUNCED


def standings(session: Session, contest_id: int) -> list[Standing]:
    """Every standing with its entry and product, by group and rank. Empty before the lock."""
    groups = list(ProductGroup)
    rows = session.scalars(
        select(Standing)
        .where(Standing.contest_id == contest_id)
        .options(joinedload(Standing.entry).joinedload(Entry.product), joinedload(Standing.merged))
    )
    return sorted(
        rows,
        key=lambda one: (
            groups.index(one.entry.group) if one.entry.group else len(groups),
            one.rank is None,
            one.rank or 0,
            len(one.entry.code or ""),
            one.entry.code or "",
        ),
    )


def find_scored(session: Session, contest_id: int, entry_id: int) -> Entry | None:
    """A valid entry of this contest with its product, or None."""
    return session.scalar(
        select(Entry)
        .where(
            Entry.id == entry_id,
            Entry.contest_id == contest_id,
            Entry.status == EntryStatus.VALID,
        )
        .options(joinedload(Entry.product))
    )


def get_scored(session: Session, contest_id: int, entry_id: int) -> Entry:
    """The same. Raises NotFound("not_found")."""
    found = find_scored(session, contest_id, entry_id)
    if found is None:
        raise NotFound("not_found")
    return found


def tallies(session: Session, contest_id: int, how: Averaging) -> list[Tally]:
    """Every valid entry with the average of its sheets, by id. Two statements; a plain mean is
    added up where the sheets lie."""
    if how.method is Average.MEAN:
        made = {
            entry_id: (total, count, count)
            for entry_id, (total, count) in scoring.sums_of_sheets(session, contest_id).items()
        }
    else:
        made = {
            entry_id: (*average(points, how), len(points))
            for entry_id, points in scoring.points_of_sheets(session, contest_id).items()
        }
    rows = session.execute(
        select(Entry.id, Entry.group)
        .where(Entry.contest_id == contest_id, Entry.status == EntryStatus.VALID)
        .order_by(Entry.id)
    )
    return [Tally(entry_id, group, *made.get(entry_id, (0, 0, 0))) for entry_id, group in rows]


def valid(one: Standing) -> bool:
    """Whether the product passed, and its dossier still is valid."""
    return one.eligible and one.entry.status is EntryStatus.VALID


def values(found: list[Standing]) -> list[rules.Standing]:
    """Standings as the rules take them; an entry that is no longer valid is not eligible."""
    return [
        rules.Standing(
            one.entry_id,
            one.entry.code or "",
            one.entry.group,
            one.total_points,
            one.divisor,
            valid(one),
        )
        for one in found
    ]


def find_lock(session: Session, contest_id: int) -> LockRecord | None:
    """When and by whom the sheets became final, or None."""
    return session.get(LockRecord, contest_id)


def find_decision(session: Session, contest_id: int) -> CouncilDecision | None:
    """What the council decided, or None."""
    return session.get(CouncilDecision, contest_id)


def find_submission(session: Session, contest_id: int) -> Submission | None:
    """The letter to the authority, or None."""
    return session.get(Submission, contest_id)


def find_recognition(session: Session, contest_id: int) -> RecognitionDecision | None:
    """The authority's decision, or None."""
    return session.get(RecognitionDecision, contest_id)


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything that is on record about a contest's result; None where it has not come to it."""

    lock: LockRecord | None
    decision: CouncilDecision | None
    submission: Submission | None
    recognition: RecognitionDecision | None


def papers(session: Session, contest_id: int) -> Papers:
    """The four records of a contest. Four statements at most."""
    return Papers(
        find_lock(session, contest_id),
        find_decision(session, contest_id),
        find_submission(session, contest_id),
        find_recognition(session, contest_id),
    )


def council_size(session: Session, contest_id: int) -> int:
    """How many seats the council has now."""
    return len(bodies.seats(session, contest_id, BodyKind.COUNCIL))


def certified_count(session: Session, contest_id: int) -> int:
    """How many products the council chose; 0 before it decided."""
    query = select(func.count()).where(
        Standing.contest_id == contest_id, Standing.certified.is_(True)
    )
    return session.scalar(query.select_from(Standing)) or 0


def certified(session: Session, contest_id: int) -> list[Standing]:
    """The standings the council chose, with entry and product, by group and rank."""
    return [one for one in standings(session, contest_id) if one.certified]


def set_members() -> Select[int, int, int, str]:
    """Entries that stand within a set behind another one: `entry_id`, `product_id`, the entry in
    front (`lead_entry_id`) and the set's `name`. To be joined: what the one in front has, they
    have."""
    return (
        select(
            Standing.entry_id,
            Entry.product_id,
            MergedSet.lead_entry_id,
            MergedSet.name,
        )
        .join(Entry, Entry.id == Standing.entry_id)
        .join(MergedSet, MergedSet.id == Standing.set_id)
        .where(MergedSet.lead_entry_id != Standing.entry_id)
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """A contest in numbers of products. None is not known yet, and never 0.

    `received` were filed, `valid` passed the desk, `passed` reach the pass mark;
    `certified` counts certificates, a set as one; `prized` those of them with a prize.
    """

    received: int
    valid: int
    passed: int | None
    certified: int | None
    prized: int | None


def figures(session: Session, contest: Contest) -> Figures:
    """The contest's figures as far as they are known. Two statements."""
    filed = entries.counts(session, contest.id)
    passed, certified, prized = session.execute(
        select(
            func.count().filter(Standing.eligible),
            func.count().filter(Standing.certified.is_(True)),
            func.count().filter(Standing.prize != ""),
        ).where(Standing.contest_id == contest.id)
    ).one()
    decided = reached(contest.stage, Stage.DECIDED)
    return Figures(
        filed.received,
        filed.valid,
        passed if readable(contest) else None,
        certified if decided else None,
        prized if decided else None,
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A product within a recognised set, with its own average."""

    product_name: str
    total: int
    divisor: int


@dataclass(frozen=True, slots=True)
class Published:
    """One line of an announced result.

    `certified` products are named; of the others only the code is public, and only where the
    contest's rules say so (promise 2). `total` hundredths over `sheets` sheets. `parts` are the
    products of a recognised set, which stands in one line.
    """

    entry_id: int
    code: str
    group: ProductGroup | None
    rank: int | None
    tied: bool
    total: int
    divisor: int
    sheets: int
    eligible: bool
    certified: bool
    prize: str
    product: Product | None
    product_name: str
    establishment_name: str
    parts: tuple[Part, ...] = ()


def published(session: Session, contest: Contest) -> list[Published]:
    """What everybody may read of this contest's result; empty before the announcement."""
    if not announced(contest):
        return []
    everybody = rules_of(contest).scores_shown is ScoresShown.ALL
    rows = standings(session, contest.id)
    return [
        Published(
            entry_id=one.entry_id,
            code=one.entry.code or "",
            group=one.entry.group,
            rank=one.rank,
            tied=one.tied,
            total=one.total_points,
            divisor=one.divisor,
            sheets=one.sheets,
            eligible=one.eligible,
            certified=bool(one.certified),
            prize=one.prize if one.certified else "",
            product=one.entry.product if one.certified else None,
            product_name=one.recognised_name if one.certified else "",
            establishment_name=one.entry.establishment_name if one.certified else "",
            parts=_parts(one, rows) if one.certified else (),
        )
        for one in rows
        if one.certified or (everybody and not one.recognised)
    ]


def _parts(lead: Standing, rows: list[Standing]) -> tuple[Part, ...]:
    if lead.set_id is None:
        return ()
    return tuple(
        Part(one.entry.product_name, one.total_points, one.divisor)
        for one in rows
        if one.set_id == lead.set_id
    )
