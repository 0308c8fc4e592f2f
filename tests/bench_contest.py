"""A contest of 10 000 entries, nine jurors and twenty criteria: what its lock has to add up."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.contests.averaging import PLAIN_MEAN
from contest.contests.model import Criterion
from contest.entries.model import Entry
from contest.results import queries as results
from contest.results.ranking import rank
from contest.scoring import queries as scoring
from contest.scoring.model import Score, ScoreSheet
from core.db import unit_of_work
from core.registry.model import Product
from tests.benching import Figure, held
from tests.build import judging
from tests.build.judging import Hall
from tests.build.people import NOW
from web.wiring import Wiring

ENTRIES, JURORS, CRITERIA = 10_000, 9, 20
PIECE = 45_000


def measure(wiring: Wiring, database: str) -> Iterator[Figure]:
    """The lock's two parts, each against the least that any program would have to do."""
    with unit_of_work(wiring.writes) as session:
        hall = build(session)
        contest_id = hall.contest.id
    with unit_of_work(wiring.writes) as session:
        session.execute(sa.text("ANALYZE"))  # as a database that lives does by itself
    with unit_of_work(wiring.reads) as session:

        def ranked() -> None:
            rank(results.tallies(session, contest_id, PLAIN_MEAN), 7000)

        def bare_totals() -> None:
            added: dict[int, int] = {}
            for entry_id, total in session.execute(
                sa.select(ScoreSheet.entry_id, ScoreSheet.total_points)
            ):
                added[entry_id] = added.get(entry_id, 0) + (total or 0)

        def bare_points() -> None:
            added: dict[int, int] = {}
            for sheet_id, points in session.execute(sa.select(Score.sheet_id, Score.points)):
                added[sheet_id] = added.get(sheet_id, 0) + points

        yield held(
            "averages, eligibility, ranks of 10 000 entries",
            database,
            ranked,
            "a bare read of the 90 000 totals, summed",
            bare_totals,
            rounds=10,
        )
        yield held(
            "90 000 totals against 1.8 million points",
            database,
            lambda: scoring.wrong_totals(session, contest_id),
            "a bare read of the points, summed",
            bare_points,
            rounds=3,
        )


def build(session: Session) -> Hall:
    """The contest, written past the services: a million rows by hand would take the morning."""
    hall = judging.hall(session, jurors=JURORS, entries=1)
    leaves = [leaf.id for leaf in hall.leaves]
    for at in range(len(leaves), CRITERIA):
        extra = Criterion(
            frame_id=hall.frame.id,
            code=f"IV.{at}",
            parent_code="IV",
            name="Tiêu chí (mô phỏng)",
            max_points=500,
            position=100 + at,
            leaf=True,
        )
        session.add(extra)
        session.flush()
        leaves.append(extra.id)
    first = hall.entries[0]
    more = range(1, ENTRIES)
    copied = copy_of(session.get_one(Product, first.product_id))
    named = [{"id": first.product_id + i, "code": f"B{i}"} for i in more]
    insert(session, Product, [{**copied, **one} for one in named])
    copied = copy_of(first)
    again = [
        {"id": first.id + i, "product_id": first.product_id + i, "code": f"B{i}"} for i in more
    ]
    insert(session, Entry, [{**copied, **one, "receipt": one["code"]} for one in again])
    sheets, points = [], []
    for i in range(ENTRIES):
        for j, seat in enumerate(hall.seats):
            sheet_id = i * JURORS + j + 1
            given = [300 + (i * 7 + j * 13 + k) % 200 for k in range(CRITERIA)]
            sheets.append(
                {
                    "id": sheet_id,
                    "entry_id": first.id + i,
                    "seat_id": seat.id,
                    "frame_id": hall.frame.id,
                    "remark": "",
                    "saved_at": NOW,
                    "signed_at": NOW,
                    "total_points": sum(given),
                    "version": 1,
                }
            )
            points += [
                {"sheet_id": sheet_id, "criterion_id": leaf, "points": value, "note": ""}
                for leaf, value in zip(leaves, given, strict=True)
            ]
    session.execute(sa.delete(Score))
    session.execute(sa.delete(ScoreSheet))
    insert(session, ScoreSheet, sheets)
    insert(session, Score, points)
    return hall


def copy_of(row: Any) -> dict[str, Any]:
    """A row's columns by name."""
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}


def insert(session: Session, table: Any, rows: Sequence[dict[str, object]]) -> None:
    """In pieces, past the ORM."""
    for at in range(0, len(rows), PIECE):
        session.execute(sa.insert(table.__table__), rows[at : at + PIECE])
