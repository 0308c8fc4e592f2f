"""Reads of the jury's work. Before the lock pages show a juror's own sheets, and counts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from contest.bodies.kinds import BodyKind
from contest.bodies.model import Body, Recusal, Seat
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry, EntryPhoto
from contest.scoring.model import Score, ScoreSheet
from contest.scoring.rules import place_in_list
from core.registry.kinds import ProductGroup
from core.registry.model import Product


def _recused() -> ColumnElement[bool]:
    """For statements over Seat and Entry: that juror does not score that entry."""
    return exists().where(Recusal.seat_id == Seat.id, Recusal.entry_id == Entry.id)


def _sheet_of(
    seat: InstrumentedAttribute[int], entry: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """For a join: the sheet of that seat for that entry by the frame in force."""
    return and_(
        ScoreSheet.seat_id == seat,
        ScoreSheet.entry_id == entry,
        ScoreSheet.superseded_at.is_(None),
    )


def find_jury_seat(session: Session, contest_id: int, account_id: int) -> Seat | None:
    """The person's present seat in this contest's jury, or None."""
    return session.scalar(
        select(Seat)
        .join(Body, Body.id == Seat.body_id)
        .where(
            Body.contest_id == contest_id,
            Body.kind == BodyKind.JURY,
            Seat.account_id == account_id,
            Seat.left_at.is_(None),
        )
    )


def is_recused(session: Session, seat_id: int, entry_id: int) -> bool:
    """Whether the juror in this seat does not score this entry."""
    query = select(Recusal.id).where(Recusal.seat_id == seat_id, Recusal.entry_id == entry_id)
    return session.scalar(query) is not None


def find_sheet(session: Session, seat_id: int, entry_id: int) -> ScoreSheet | None:
    """The sheet of this seat for this entry with its scores, as it is now, or None."""
    return session.scalar(
        select(ScoreSheet)
        .where(
            ScoreSheet.seat_id == seat_id,
            ScoreSheet.entry_id == entry_id,
            ScoreSheet.superseded_at.is_(None),
        )
        .options(selectinload(ScoreSheet.scores))
        .execution_options(populate_existing=True)
    )


def sheets_of_seat(session: Session, seat_id: int) -> list[ScoreSheet]:
    """Every sheet of one seat by the frames in force, with its scores. For that juror, and for
    all after the lock."""
    return list(
        session.scalars(
            select(ScoreSheet)
            .where(ScoreSheet.seat_id == seat_id, ScoreSheet.superseded_at.is_(None))
            .order_by(ScoreSheet.entry_id)
            .options(selectinload(ScoreSheet.scores))
        )
    )


@dataclass(frozen=True, slots=True)
class JuryPlace:
    """A person's seat in one contest's jury, with how far they have come."""

    contest: Contest
    seat_id: int
    signed: int
    assigned: int


def places_of(session: Session, account_id: int) -> list[JuryPlace]:
    """The juries this person sits on, the nearest deadline first. Two statements."""
    seats = session.execute(
        select(Seat.id, Contest)
        .join(Body, Body.id == Seat.body_id)
        .join(Contest, Contest.id == Body.contest_id)
        .where(
            Seat.account_id == account_id,
            Seat.left_at.is_(None),
            Body.kind == BodyKind.JURY,
            Contest.stage.not_in((Stage.DRAFT, Stage.CANCELLED)),
        )
        .order_by(Contest.judging_until, Contest.id)
    ).all()
    counted = {
        row.seat_id: row
        for row in session.execute(_counts().where(Seat.account_id == account_id)).all()
    }
    return [
        JuryPlace(
            contest,
            seat_id,
            counted[seat_id].signed if seat_id in counted else 0,
            counted[seat_id].assigned if seat_id in counted else 0,
        )
        for seat_id, contest in seats
    ]


def _counts() -> Select[int, int, int, int]:
    """Per jury seat: entries to score, sheets signed, sheets begun. No score is touched."""
    return (
        select(
            Seat.id.label("seat_id"),
            func.count().label("assigned"),
            func.count(ScoreSheet.signed_at).label("signed"),
            func.count(ScoreSheet.id).label("begun"),
        )
        .join(Body, Body.id == Seat.body_id)
        .join(Entry, Entry.contest_id == Body.contest_id)
        .outerjoin(ScoreSheet, _sheet_of(Seat.id, Entry.id))
        .where(
            Body.kind == BodyKind.JURY,
            Entry.status == EntryStatus.VALID,
            ~_recused(),
        )
        .group_by(Seat.id)
    )


def outstanding(session: Session, contest_id: int) -> dict[int, int]:
    """Account → how many of its sheets are not signed; jurors without one are left out."""
    counted = _counts().where(Body.contest_id == contest_id, Seat.left_at.is_(None)).subquery()
    rows = session.execute(
        select(Seat.account_id, counted.c.assigned - counted.c.signed)
        .join(counted, counted.c.seat_id == Seat.id)
        .where(Seat.account_id.is_not(None), counted.c.assigned > counted.c.signed)
        .order_by(Seat.account_id)
    )
    return {account_id: count for account_id, count in rows if account_id is not None}


@dataclass(frozen=True, slots=True)
class Assigned:
    """One product in a juror's list, with the state of that juror's own sheet.

    `total` is the sum in hundredths of what this juror has given so far, None without a sheet;
    `photo_id` the first photograph of the dossier. `again`: there are points by an earlier
    version of the frame, and it is to be scored anew.
    """

    entry_id: int
    code: str
    product_name: str
    establishment_name: str
    group: ProductGroup | None
    plate: str
    photo_id: int | None
    filled: int
    total: int | None
    signed_at: datetime | None
    again: bool = False


def assigned(session: Session, contest_id: int, seat_id: int) -> list[Assigned]:
    """The valid entries this seat scores, by group, within it in the seat's own order.

    One statement. Entries the juror is recused from are not there.
    """
    first_photo = (
        select(EntryPhoto.photo_id)
        .where(EntryPhoto.entry_id == Entry.id)
        .order_by(EntryPhoto.position, EntryPhoto.id)
        .limit(1)
        .scalar_subquery()
    )
    old = exists().where(
        ScoreSheet.entry_id == Entry.id,
        ScoreSheet.seat_id == seat_id,
        ScoreSheet.superseded_at.is_not(None),
    )
    rows = session.execute(
        select(
            Entry.id,
            Entry.code,
            Entry.product_name,
            Entry.establishment_name,
            Entry.group,
            Product.plate,
            first_photo.label("photo_id"),
            func.count(Score.criterion_id).label("filled"),
            func.sum(Score.points).label("total"),
            func.max(ScoreSheet.signed_at).label("signed_at"),
            old.correlate(Entry).label("again"),
        )
        .join(Product, Product.id == Entry.product_id)
        .join(Seat, Seat.id == seat_id)
        .outerjoin(ScoreSheet, _sheet_of(Seat.id, Entry.id))
        .outerjoin(Score, Score.sheet_id == ScoreSheet.id)
        .where(
            Entry.contest_id == contest_id,
            Entry.status == EntryStatus.VALID,
            ~_recused(),
        )
        .group_by(
            Entry.id,
            Entry.code,
            Entry.product_name,
            Entry.establishment_name,
            Entry.group,
            Product.plate,
        )
    ).all()
    groups = list(ProductGroup)
    found = [
        Assigned(
            row.id,
            row.code or "",
            row.product_name,
            row.establishment_name,
            row.group,
            row.plate,
            row.photo_id,
            row.filled,
            int(row.total) if row.total is not None else None,
            row.signed_at,
            row.again,
        )
        for row in rows
    ]
    return sorted(
        found,
        key=lambda one: (
            groups.index(one.group) if one.group else len(groups),
            place_in_list(seat_id, one.entry_id),
        ),
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one seat has come: counts only, never a score. `left` seats still count sheets."""

    seat_id: int
    person: str
    title: str
    assigned: int
    signed: int
    begun: int
    last_saved_at: datetime | None
    left: bool
    has_account: bool


def progress(session: Session, contest_id: int) -> list[Progress]:
    """Every seat of the jury, in its rank. Two statements."""
    last = (
        select(func.max(ScoreSheet.saved_at))
        .where(ScoreSheet.seat_id == Seat.id)
        .scalar_subquery()
    )
    counted = {
        row.seat_id: row
        for row in session.execute(_counts().where(Body.contest_id == contest_id)).all()
    }
    rows = session.execute(
        select(Seat, last.label("last"))
        .join(Body, Body.id == Seat.body_id)
        .where(Body.contest_id == contest_id, Body.kind == BodyKind.JURY)
        .order_by(Seat.rank, Seat.id)
    ).all()
    return [
        Progress(
            seat.id,
            seat.person,
            seat.title,
            counted[seat.id].assigned if seat.id in counted else 0,
            counted[seat.id].signed if seat.id in counted else 0,
            counted[seat.id].begun if seat.id in counted else 0,
            saved,
            seat.left_at is not None,
            seat.account_id is not None,
        )
        for seat, saved in rows
    ]


@dataclass(frozen=True, slots=True)
class Gap:
    """A sheet that is owed: this juror has not signed one for this entry."""

    entry_id: int
    code: str
    product_name: str
    seat_id: int
    person: str


def gaps(session: Session, contest_id: int) -> list[Gap]:
    """Valid entry × present, not recused jury seat without a signed sheet. One statement."""
    rows = session.execute(
        select(Entry.id, Entry.code, Entry.product_name, Seat.id.label("seat_id"), Seat.person)
        .join(Body, Body.contest_id == Entry.contest_id)
        .join(Seat, Seat.body_id == Body.id)
        .where(
            Entry.contest_id == contest_id,
            Entry.status == EntryStatus.VALID,
            Body.kind == BodyKind.JURY,
            Seat.left_at.is_(None),
            ~_recused(),
            ~exists().where(
                ScoreSheet.entry_id == Entry.id,
                ScoreSheet.seat_id == Seat.id,
                ScoreSheet.signed_at.is_not(None),
                ScoreSheet.superseded_at.is_(None),
            ),
        )
        .order_by(Seat.rank, Seat.id, func.length(Entry.code), Entry.code)
    ).all()
    return [Gap(row.id, row.code or "", row.product_name, row.seat_id, row.person) for row in rows]


@dataclass(frozen=True, slots=True)
class SheetTotal:
    """One signed sheet's sum in hundredths."""

    entry_id: int
    seat_id: int
    person: str
    total: int
    remark: str


def signed_totals(session: Session, contest_id: int) -> list[SheetTotal]:
    """Every signed sheet that counts: of valid entries, by jurors not recused from them, by the
    version of the frame that is in force.

    For the lock, and for pages after it. One statement.
    A juror who has left keeps the sheets signed before.
    """
    rows = session.execute(
        select(
            ScoreSheet.entry_id,
            Seat.id.label("seat_id"),
            Seat.person,
            ScoreSheet.total_points.label("total"),
            ScoreSheet.remark,
        )
        .join(Entry, Entry.id == ScoreSheet.entry_id)
        .join(Seat, Seat.id == ScoreSheet.seat_id)
        .where(
            Entry.contest_id == contest_id,
            Entry.status == EntryStatus.VALID,
            ScoreSheet.signed_at.is_not(None),
            ScoreSheet.superseded_at.is_(None),
            ~_recused(),
        )
        .order_by(ScoreSheet.entry_id, Seat.rank, Seat.id)
    ).all()
    return [
        SheetTotal(row.entry_id, row.seat_id, row.person, row.total or 0, row.remark)
        for row in rows
    ]


def counting(contest_id: int) -> tuple[ColumnElement[bool], ...]:
    """For statements over ScoreSheet and Entry: the sheets that count (see `signed_totals`)."""
    return (
        Entry.contest_id == contest_id,
        Entry.status == EntryStatus.VALID,
        ScoreSheet.signed_at.is_not(None),
        ScoreSheet.superseded_at.is_(None),
        ~exists().where(
            Recusal.seat_id == ScoreSheet.seat_id, Recusal.entry_id == ScoreSheet.entry_id
        ),
    )


def sums_of_sheets(session: Session, contest_id: int) -> dict[int, tuple[int, int]]:
    """Entry id → (sum in hundredths, number) of its sheets that count. One statement; whole
    numbers add up exactly in SQL."""
    rows = session.execute(
        select(ScoreSheet.entry_id, func.sum(ScoreSheet.total_points), func.count())
        .join(Entry, Entry.id == ScoreSheet.entry_id)
        .where(*counting(contest_id))
        .group_by(ScoreSheet.entry_id)
    )
    return {entry_id: (int(total or 0), count) for entry_id, total, count in rows}


def points_of_sheets(session: Session, contest_id: int) -> dict[int, list[int]]:
    """Entry id → the totals in hundredths of its sheets that count, in no order. One statement."""
    rows = session.execute(
        select(ScoreSheet.entry_id, ScoreSheet.total_points)
        .join(Entry, Entry.id == ScoreSheet.entry_id)
        .where(*counting(contest_id))
    )
    found: dict[int, list[int]] = {}
    for entry_id, total in rows:
        found.setdefault(entry_id, []).append(total or 0)  # signed: the database sees to a total
    return found


def wrong_totals(session: Session, contest_id: int) -> list[int]:
    """The signed sheets whose total is not the sum of their points, by id; empty when all is well.

    One statement; whole numbers add up exactly in SQL.
    """
    sums = (
        select(Score.sheet_id, func.sum(Score.points).label("total"))
        .join(ScoreSheet, ScoreSheet.id == Score.sheet_id)
        .join(Entry, Entry.id == ScoreSheet.entry_id)
        .where(Entry.contest_id == contest_id)
        .group_by(Score.sheet_id)
        .subquery()
    )
    return list(
        session.scalars(
            select(ScoreSheet.id)
            .join(Entry, Entry.id == ScoreSheet.entry_id)
            .outerjoin(sums, sums.c.sheet_id == ScoreSheet.id)
            .where(
                Entry.contest_id == contest_id,
                ScoreSheet.signed_at.is_not(None),
                ScoreSheet.total_points != func.coalesce(sums.c.total, -1),
            )
            .order_by(ScoreSheet.id)
        )
    )
