"""Fields of the jury's papers: score sheets blank and filled, the summary, the minutes."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from contest.bodies import queries as bodies
from contest.bodies.kinds import BodyKind, Position
from contest.bodies.model import Seat
from contest.contests import queries as contests
from contest.contests.frame import CriterionDraft
from contest.contests.model import Criterion
from contest.results import queries as results
from contest.scoring import queries as scoring
from contest.scoring.model import ScoreSheet
from contest.scoring.queries import Assigned
from core.errors import Conflict, NotFound
from web import shown
from web.papers import style
from web.papers.known import COUNCIL, JURY, Asked, Fields, Known, by_group, groups, people, product

LINE = "…" * 20
"""A line to write on."""

Criteria = Iterable[Criterion | CriterionDraft]


# ---------------------------------------------------------------------------------- score sheets


def jurors(known: Known) -> list[tuple[int, str]]:
    """(seat, name) of everybody who sits or sat in the jury, in the order of papers."""
    jury = known.bodies.get(BodyKind.JURY)
    return [(one.id, one.person) for one in jury.seats] if jury else []


def blank_sheets(known: Known, asked: Asked) -> Fields:
    """Phiếu chấm điểm to fill in by hand: a juror's book with a sheet for each product he scores,
    one of them, or (no juror asked for) one sheet with every field open.

    Raises Conflict("frame_not_approved"), NotFound("seat_missing"),
    NotFound("paper_without_sheets").
    """
    frames = known.frames
    if not known.frames_settled:
        raise Conflict("frame_not_approved")
    if asked.seat_id is None:  # a form for each frame there is
        sheets = [
            _sheet(known, None, None, _rows(one.criteria, None), None, style.DOTS * 4, LINE)
            | ({"group": known.group(one.group)} if one.group else {})
            for _, one in sorted(frames.by_scope.items())
        ]
    else:
        seat = _seat(known, asked.seat_id)
        sheets = []
        for entry in _assigned(known, seat, asked.entry_id):
            frame = frames.of(entry.group)
            if frame is None:
                raise Conflict("frame_not_approved")
            rows = _rows(frame.criteria, None)
            sheets.append(_sheet(known, seat, entry, rows, None, style.DOTS * 4, LINE))
    return _book(known, sheets)


def filled_sheets(known: Known, asked: Asked) -> Fields:
    """The signed sheets of one juror, or the one for a product; only from the lock on.

    Raises Conflict("results_not_ready"), NotFound("seat_missing"),
    NotFound("paper_without_sheets").
    """
    if not results.readable(known.contest):
        raise Conflict("results_not_ready")
    if asked.seat_id is None:
        raise NotFound("seat_missing")
    seat = _seat(known, asked.seat_id)
    signed = {
        one.entry_id: one
        for one in scoring.sheets_of_seat(known.session, seat.id)
        if one.signed_at is not None
    }
    frames: dict[int, list[Criterion]] = {}
    sheets = []
    for entry in _assigned(known, seat, asked.entry_id):
        sheet = signed.get(entry.entry_id)
        if sheet is None:
            continue
        if sheet.frame_id not in frames:
            frames[sheet.frame_id] = contests.get_frame(known.session, sheet.frame_id).criteria
        rows = _rows(frames[sheet.frame_id], sheet)
        total = shown.points(sheet.total_points)
        sheets.append(_sheet(known, seat, entry, rows, sheet.signed_at, total, sheet.remark))
    return _book(known, sheets)


def _book(known: Known, sheets: list[Fields]) -> Fields:
    if not sheets:
        raise NotFound("paper_without_sheets")
    return {**known.head(COUNCIL, "", None), "sheets": sheets}


def _seat(known: Known, seat_id: int) -> Seat:
    """The seat, if it is one of this contest's jury, present or left."""
    jury = known.bodies.get(BodyKind.JURY)
    found = next((one for one in jury.seats if one.id == seat_id), None) if jury else None
    if found is None:
        raise NotFound("seat_missing")
    return found


def _assigned(known: Known, seat: Seat, entry_id: int | None) -> list[Assigned]:
    """What the seat scores, by code; one product when it is asked for."""
    found = [
        one
        for one in scoring.assigned(known.session, known.contest.id, seat.id)
        if entry_id is None or one.entry_id == entry_id
    ]
    return sorted(found, key=lambda one: (len(one.code), one.code))


def _sheet(
    known: Known,
    seat: Seat | None,
    entry: Assigned | None,
    rows: list[Fields],
    signed_at: datetime | None,
    total: str,
    remark: str,
) -> Fields:
    return {
        "place_day": style.place_day(known.place, signed_at),
        "product": entry.product_name if entry else LINE,
        "group": known.group(entry.group) if entry else LINE,
        "code": entry.code if entry else style.DOTS * 2,
        "juror": seat.person if seat else LINE,
        "signer": seat.person if seat else "",
        "juror_title": (seat.title if seat else "") or LINE,
        "rows": rows,
        "total": total,
        "remark": remark,
    }


def _rows(criteria: Criteria, sheet: ScoreSheet | None) -> list[Fields]:
    """The frame with the points given; a part shows the sum of what is below it."""
    listed = list(criteria)
    given = {one.criterion_id: one for one in sheet.scores} if sheet else {}
    points: dict[str, int] = {}
    notes: dict[str, str] = {}
    above = {one.code: one.parent_code for one in listed}
    for one in listed:
        score = given.get(one.id) if isinstance(one, Criterion) else None
        if score is None:
            continue
        notes[one.code] = score.note
        code: str | None = one.code
        while code is not None:
            points[code] = points.get(code, 0) + score.points
            code = above.get(code)
    return [
        {
            "code": one.code,
            "name": one.name,
            "most": shown.points(one.max_points),
            "points": shown.points(points[one.code]) if one.code in points else "",
            "note": notes.get(one.code, ""),
        }
        for one in listed
    ]


# ------------------------------------------------------------------------- summary and minutes


def score_summary(known: Known, asked: Asked) -> Fields:
    """Bảng tổng hợp điểm. Raises Conflict("results_not_ready")."""
    _locked(known)
    totals = scoring.signed_totals(known.session, known.contest.id)
    seats = {seat.id: seat.person for seat in known.seats(BodyKind.JURY)}
    for one in totals:
        seats.setdefault(one.seat_id, one.person)  # who left keeps the sheets signed before
    marks = {seat_id: f"GK{no}" for no, seat_id in enumerate(seats, 1)}
    points = {(one.entry_id, one.seat_id): one.total for one in totals}
    return {
        **known.head(JURY, "", known.contest.locked_at, parent=COUNCIL),
        **_lock(known),
        "jurors": [{"mark": marks[id_], "person": person} for id_, person in seats.items()],
        "jurors_line": "; ".join(f"{marks[id_]}: {person}" for id_, person in seats.items()),
        "groups": [
            {
                "name": known.group(group),
                "rows": [
                    {
                        **product(row, no, scored=True),
                        "cells": [_exact(points.get((row.entry_id, id_))) for id_ in seats],
                        "total": _exact(row.total_points),
                        "sheets": str(row.sheets),
                    }
                    for no, row in enumerate(rows, 1)
                ],
            }
            for group, rows in by_group(known.rows)
        ],
    }


def _exact(hundredths: int | None) -> str:
    """With two decimals always, so that a column of them lines up; – where there is none."""
    return "–" if hundredths is None else shown.average(hundredths, 1)


def jury_minutes(known: Known, asked: Asked) -> Fields:
    """Biên bản tổng hợp kết quả chấm điểm. Raises Conflict("results_not_ready")."""
    _locked(known)
    eligible = [row for row in known.rows if row.eligible]
    recused = bodies.recusals(known.session, known.contest.id)
    number = f"{style.DOTS}/BB-BGK"
    return {
        **known.head(JURY, number, known.contest.locked_at, parent=COUNCIL),
        **_lock(known),
        "jury_decision": known.decision_of(BodyKind.JURY),
        "jury_count": style.count(len(known.seats(BodyKind.JURY))),
        "jury": people(known.seats(BodyKind.JURY)),
        "valid_count": style.count(len(known.rows)),
        "sheet_count": style.count(sum(row.sheets for row in known.rows)),
        "recusals": [
            {
                "no": str(no),
                "person": one.seat.person,
                "code": one.entry.code or "",
                "product": one.entry.product_name,
                "reason": one.reason,
            }
            for no, one in enumerate(recused, 1)
        ],
        "eligible_count": style.count(len(eligible)),
        "groups": groups(known, eligible, scored=True),
        "secretary": known.person(BodyKind.SUPPORT_TEAM, Position.SECRETARY),
    }


def _locked(known: Known) -> None:
    if not results.readable(known.contest):
        raise Conflict("results_not_ready")


def _lock(known: Known) -> Mapping[str, object]:
    lock = known.records.lock
    return {
        "locked": style.moment(known.contest.locked_at),
        "pass_mark": shown.points(known.rules.pass_mark),
        "gaps": str(lock.gaps) if lock and lock.gaps else "",
        "gaps_reason": lock.reason if lock else "",
        "jury_head": known.person(BodyKind.JURY, Position.JURY_HEAD),
    }
