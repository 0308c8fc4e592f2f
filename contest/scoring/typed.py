"""Points from a paper sheet, typed by the desk for a juror who has no account here.

The juror judged and signed on paper, alone; the desk copies. So it is for seats without an
account only: whoever can sign in writes his own sheet. Nobody who sits in the jury types for
another, and what is on a sheet already is never overwritten. It stands on record as typed.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.bodies import queries as bodies
from contest.bodies.kinds import BodyKind
from contest.bodies.model import Seat
from contest.contests import queries as contests
from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.scoring import queries, rules, savings
from contest.scoring.model import ScoreSheet
from contest.scoring.service import EMPTY, Bench, write_sheet
from core import audit
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity


def type_sheet(
    session: Session,
    who: Identity,
    seat_id: int,
    entry_id: int,
    points: Mapping[int, int],
    now: datetime,
    *,
    signed: bool,
) -> ScoreSheet:
    """Put the points of a paper sheet (hundredths by criterion) on the sheet of that seat.

    `signed`: the paper is signed, so a sheet that is complete now becomes final; one that is not
    stays open. Raises NotFound, Conflict(`paper_seat_has_account`, `typist_on_jury`,
    `paper_points_there`, `judging_not_open`, `judging_closed`, `sheet_signed`, `paper_recused`),
    Invalid by criterion id as `save_sheet`.
    """
    bench = _bench(session, who, seat_id, entry_id, now)
    if bench.refusal:
        raise Conflict(bench.refusal)
    if found := rules.faults(bench.leaves, points):
        raise Invalid({str(id_): fault for id_, fault in found.items()})
    if any(bench.points.get(id_, given) != given for id_, given in points.items()):
        raise Conflict("paper_points_there")
    after = rules.merged(bench.points, points)
    sheet = bench.sheet
    if sheet is None or after != bench.points:
        sheet = write_sheet(session, who, bench, after, None, now)
    complete = not rules.faults(bench.leaves, {**EMPTY, **after}, complete=True)
    if signed and complete:
        sheet.signed_at, sheet.total_points = now, rules.total(after)
        session.flush()
    audit.record(
        session,
        who,
        now,
        "score.typed",
        f"entry:{entry_id}",
        seat_id=seat_id,
        signed=signed and complete,
    )
    return sheet


def take_back(session: Session, who: Identity, sheet_id: int, version: int, now: datetime) -> str:
    """Empty a sheet that was typed, as long as nothing was written on it since and judging is
    open; what stood there stays in its changes. "" when done, or the code of what is in the way.
    """
    sheet = session.get(ScoreSheet, sheet_id)
    if sheet is None or sheet.superseded_at is not None:
        return "gone_since"
    if sheet.version != version:
        return "changed_since"
    signed_at, sheet.signed_at, total, sheet.total_points = (
        sheet.signed_at,
        None,
        sheet.total_points,
        None,
    )
    session.flush()
    bench = _bench(session, who, sheet.seat_id, sheet.entry_id, now)
    if bench.refusal:
        sheet.signed_at, sheet.total_points = signed_at, total
        session.flush()
        return "used_since"
    write_sheet(session, who, bench, {}, None, now)
    return ""


def _bench(session: Session, who: Identity, seat_id: int, entry_id: int, now: datetime) -> Bench:
    """The sheet of that seat, its contest held shared and the seat alone, as saving does."""
    seat = bodies.get_seat(session, seat_id)
    entry = savings.entry_to_score(session, entry_id)
    contest = seat.body.contest
    if entry is None or entry.contest_id != contest.id or seat.body.kind is not BodyKind.JURY:
        raise NotFound("not_found")
    if seat.account_id is not None or seat.left_at is not None:
        raise Conflict("paper_seat_has_account")
    if queries.find_jury_seat(session, contest.id, who.account_id) is not None:
        raise Conflict("typist_on_jury")
    stage, until = session.execute(
        select(Contest.stage, Contest.judging_until)
        .where(Contest.id == contest.id)
        .with_for_update(read=True)
    ).one()
    session.execute(select(Seat.id).where(Seat.id == seat_id).with_for_update())
    sheet = queries.find_sheet(session, seat_id, entry_id)
    refusal = rules.refusal_to_score(
        rules.BenchFacts(
            stage=stage,
            judging_until=until,
            now=now,
            has_seat=True,
            recused=queries.is_recused(session, seat_id, entry_id),
            entry_valid=entry.status is EntryStatus.VALID,
            signed=sheet is not None and sheet.signed_at is not None,
        )
    )
    frame = contests.frozen_frame(session, contest.id, entry.group)
    return Bench(
        entry=entry,
        contest=contest,
        seat=seat,
        frame_id=frame.id,
        criteria=tuple(frame.criteria),
        sheet=sheet,
        refusal={"recused": "paper_recused", "entry_not_valid": "paper_entry_not_valid"}.get(
            refusal or "", refusal
        ),
    )
