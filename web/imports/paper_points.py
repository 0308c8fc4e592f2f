"""Points that jurors without an account gave on paper sheets, typed by the desk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from contest.bodies import queries as bodies
from contest.bodies.model import Seat
from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.contests.model import Contest, Criterion
from contest.contests.queries import Frames
from contest.entries import queries as entries
from contest.entries.model import Entry
from contest.scoring import queries as scoring
from contest.scoring import rules, typed
from contest.scoring.model import ScoreSheet
from contest.scoring.points import read_points
from core.identity import Identity
from core.imports.kinds import Deed, Standing
from core.rights import Act
from core.text import fold
from web.imports.contests_at import CONTEST, ContestsAt
from web.imports.kind import Bench, Fault, Field, Item, Kind, Made, Read, Row, Values
from web.shown import N_

_YES = frozenset({"x", "co", "roi", "da ky", "1", "yes", "true"})


@dataclass(frozen=True, slots=True)
class Hall:
    """One contest in judging: who may be typed for, its products by code, its frames."""

    contest: Contest
    seats: dict[str, list[Seat]]
    entries: dict[str, Entry]
    frames: Frames

    def criterion(self, entry: Entry, code: str) -> Criterion | None:
        """The criterion of that code that is scored for that product."""
        frame = self.frames.of(entry.group)
        wanted = _code(code)
        listed = frame.criteria if frame else ()
        return next((one for one in listed if one.leaf and _code(one.code) == wanted), None)


class PaperPoints(Kind):
    """One row a criterion of a sheet; the sheet becomes final when it is whole and signed."""

    code = "paper-points"
    title = N_("Điểm từ phiếu giấy")
    about = N_(
        "Mỗi dòng điểm một tiêu chí của một phiếu, cho giám khảo không có tài khoản. Tải bảng có "
        "sẵn từng dòng ở trang Theo dõi chấm điểm. Điểm đã có trên phiếu không bị ghi đè."
    )
    act = Act.SCORE_TYPE
    fields = (
        CONTEST,
        Field(
            "juror",
            N_("Giám khảo"),
            ("Họ và tên giám khảo", "Tên giám khảo", "Người chấm"),
            needed=True,
            most=120,
            example="Nguyễn Thị Mẫu (mô phỏng)",
        ),
        Field(
            "code",
            N_("Mã số"),
            ("Mã số bình chọn", "Mã sản phẩm", "Mã"),
            needed=True,
            most=20,
            example="TC01",
        ),
        Field(
            "criterion",
            N_("Tiêu chí"),
            ("TT", "Mã tiêu chí", "Mục", "Số mục"),
            needed=True,
            most=20,
            help=N_("Số mục như trên phiếu, ví dụ I.1.a; chỉ mục chấm điểm."),
            example="I.1.a",
        ),
        Field(
            "points",
            N_("Điểm"),
            ("Điểm bình chọn", "Điểm chấm", "Số điểm"),
            needed=True,
            most=10,
            example="8,5",
        ),
        Field(
            "signed",
            N_("Đã ký"),
            ("Phiếu đã ký", "Đã ký phiếu giấy", "Ký"),
            most=20,
            help=N_("Ghi “x” khi phiếu giấy đã ký; phiếu đủ điểm thì thành phiếu đã ký."),
            example="x",
        ),
    )

    def reader(self, bench: Bench, columns: frozenset[str]) -> Callable[[Values], Read]:
        """The rule of one row; a contest's hall is read once."""
        at = ContestsAt(bench, self.act, (Stage.JUDGING,))
        halls: dict[int, Hall] = {}

        def rule(values: Values) -> Read:
            faults = [
                Fault(key, "missing")
                for key in ("juror", "code", "criterion")
                if not values.get(key)
            ]
            points: int | None = None
            try:
                points = read_points(values.get("points") or "")
            except ValueError as fault:
                faults.append(Fault("points", str(fault)))
            else:
                if points is None:
                    faults.append(Fault("points", "missing"))
            contest = at.find(values.get("contest"))
            if isinstance(contest, Fault):
                faults.append(contest)
            if faults or isinstance(contest, Fault) or points is None:
                return Read(None, faults)
            if contest.id not in halls:
                halls[contest.id] = _hall(bench.session, contest)
            return _found(halls[contest.id], values, points)

        return rule

    def judge(self, bench: Bench, rows: Sequence[Row]) -> None:
        """Nothing twice, nothing overwritten, only while sheets are open."""
        at = ContestsAt(bench, self.act, (Stage.JUDGING,))
        ids = {(row.record or {})["contest_id"] for row in rows}
        recused = {
            (one.seat_id, one.entry_id)
            for id_ in ids
            for one in bodies.recusals(bench.session, id_)
        }
        juries = {
            id_
            for id_ in ids
            if scoring.find_jury_seat(bench.session, id_, bench.who.account_id) is not None
        }
        sheets = {
            (sheet.seat_id, sheet.entry_id): sheet
            for seat_id in {(row.record or {})["seat_id"] for row in rows}
            for sheet in scoring.sheets_of_seat(bench.session, seat_id)
        }
        seen: dict[tuple[int, int, int], int] = {}
        for row in rows:
            record = row.record or {}
            pair = record["seat_id"], record["entry_id"]
            key = *pair, record["criterion_id"]
            contest = at.by_id.get(record["contest_id"])
            sheet = sheets.get(pair)
            if key in seen:
                row.refuse("criterion", "paper_repeats", row=seen[key])
                continue
            seen[key] = row.number
            if contest is None or contest.stage is not Stage.JUDGING:
                row.refuse("contest", "judging_closed")
            elif rules.judging_over(contest.judging_until, bench.now):
                row.refuse("contest", "paper_time_over")
            elif contest.id in juries:
                row.refuse("", "typist_on_jury")
            elif pair in recused:
                row.refuse("code", "paper_recused")
            else:
                _against(row, sheet)

    def load(self, bench: Bench, rows: Sequence[Row]) -> list[Made]:
        """A sheet at a time."""
        by_sheet: dict[tuple[int, int], list[Row]] = {}
        for row in rows:
            record = row.record or {}
            by_sheet.setdefault((record["seat_id"], record["entry_id"]), []).append(row)
        made = []
        for (seat_id, entry_id), some in by_sheet.items():
            records = [row.record or {} for row in some]
            sheet = typed.type_sheet(
                bench.session,
                bench.who,
                seat_id,
                entry_id,
                {one["criterion_id"]: one["points"] for one in records},
                bench.now,
                signed=any(one["signed"] for one in records),
            )
            made.append(
                Made(some[0].number, f"score_sheet:{sheet.id}", Deed.CREATED, sheet.version)
            )
        return made

    def undo(self, bench: Bench, items: Sequence[Item]) -> dict[str, str]:
        """Sheets are emptied again while judging is open; what stood there stays on record."""
        kept = {}
        for item in items:
            if code := typed.take_back(
                bench.session, bench.who, item.record_id, item.version, bench.now
            ):
                kept[item.subject] = code
        return kept

    def closed_to(self, session: Session, who: Identity) -> bool:
        """Whoever sits in a jury that is judging sees nobody's points here."""
        return any(
            one.contest.stage is Stage.JUDGING
            for one in scoring.places_of(session, who.account_id)
        )

    def shown(self, record: Mapping[str, Any]) -> str:
        return f"{record['juror']}, {record['code']}, {record['criterion']}"

    def detail(self, record: Mapping[str, Any]) -> str:
        """The contest; never the points."""
        return str(record["contest"])


def _hall(session: Session, contest: Contest) -> Hall:
    seats: dict[str, list[Seat]] = {}
    for seat in bodies.jury_seats(session, contest.id):
        seats.setdefault(fold(seat.person), []).append(seat)
    valid = {(one.code or "").upper(): one for one in entries.valid_entries(session, contest.id)}
    return Hall(contest, seats, valid, contests.frames_in_force(session, contest.id))


def _found(hall: Hall, values: Values, points: int) -> Read:
    """The record, once juror, product and criterion are those of the contest."""
    faults = []
    seats = hall.seats.get(fold(values["juror"]), [])
    if len(seats) != 1:
        faults.append(Fault("juror", "paper_juror_unknown"))
    elif seats[0].account_id is not None:
        faults.append(Fault("juror", "paper_seat_has_account"))
    entry = hall.entries.get(values["code"].strip().upper())
    if entry is None:
        faults.append(Fault("code", "paper_code_unknown"))
    criterion = hall.criterion(entry, values["criterion"]) if entry else None
    if entry is not None and criterion is None:
        faults.append(Fault("criterion", "paper_criterion_unknown"))
    if criterion is not None and points > criterion.max_points:
        faults.append(Fault("points", "points_out_of_range", {"max_points": criterion.max_points}))
    if faults or entry is None or criterion is None:
        return Read(None, faults)
    return Read(
        {
            "contest_id": hall.contest.id,
            "contest": hall.contest.title,
            "seat_id": seats[0].id,
            "juror": seats[0].person,
            "entry_id": entry.id,
            "code": entry.code or "",
            "criterion_id": criterion.id,
            "criterion": criterion.code,
            "points": points,
            "signed": fold(values.get("signed") or "") in _YES,
        }
    )


def _against(row: Row, sheet: ScoreSheet | None) -> None:
    """What the sheet says already."""
    record = row.record or {}
    held = {one.criterion_id: one.points for one in sheet.scores} if sheet else {}
    there = held.get(record["criterion_id"])
    if there is not None and there != record["points"]:
        row.refuse("points", "paper_points_there")
    elif sheet is not None and sheet.signed_at is not None:
        if there is None:
            row.refuse("points", "sheet_signed")
        else:
            row.target, row.standing = sheet.id, Standing.UNCHANGED
    elif there is not None and not record["signed"]:
        row.target, row.standing = sheet.id if sheet else None, Standing.UNCHANGED
    else:
        row.standing = Standing.NEW


def _code(said: str) -> str:
    """II. 1 a, ii.1.a and II.1.a are one."""
    return "".join(sign for sign in said.casefold() if sign.isalnum())
