"""What jurors do: open a sheet, save it, sign it. The server knows who, which seat, which frame.

Locks: a saving holds the contest's row shared and its seat's row alone, the lock of the contest
takes the contest's row alone. So no score slips in after the lock, and two savings of one juror
follow one another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, attributes

from contest.bodies.facts import is_own_firm
from contest.bodies.model import Seat
from contest.bodies.recusals import refusal_for_own_firm
from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.contests.model import Contest, Criterion
from contest.contests.rulekeeping import lock_rules
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.scoring import queries, rules, savings
from contest.scoring.model import Score, ScoreChange, ScoreSheet
from contest.scoring.old_sheets import of_superseded_frame
from core import audit
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.identity import Identity

EMPTY: Mapping[int, int | None] = {}


@dataclass(frozen=True, slots=True)
class Bench:
    """One juror before one product: the entry, the seat, the frame frozen for its group, the
    juror's own sheet by that frame.

    `refusal` says why nothing may be written any more, or None.
    """

    entry: Entry
    contest: Contest
    seat: Seat
    frame_id: int
    criteria: tuple[Criterion, ...]
    sheet: ScoreSheet | None
    refusal: str | None

    @property
    def points(self) -> dict[int, int]:
        """Criterion id → hundredths, as stored."""
        return {s.criterion_id: s.points for s in self.sheet.scores} if self.sheet else {}

    @property
    def leaves(self) -> tuple[rules.Leaf, ...]:
        """The criteria that are scored."""
        return tuple(rules.Leaf(c.id, c.max_points) for c in self.criteria if c.leaf)

    @property
    def version(self) -> int:
        """The sheet's version; 0 before the first saving."""
        return self.sheet.version if self.sheet else 0

    @property
    def signed(self) -> bool:
        """Whether the sheet is final."""
        return self.sheet is not None and self.sheet.signed_at is not None

    @property
    def total(self) -> int:
        """The sum so far in hundredths."""
        return rules.total(self.points)

    def says(self, points: Mapping[int, int | None], remark: str | None) -> bool:
        """Whether the stored sheet says this already (a second click, a resent form)."""
        said = self.sheet.remark if self.sheet else ""
        return not rules.differing(self.points, points) and remark in (None, said)


def open_bench(
    session: Session,
    who: Identity,
    entry_id: int,
    now: datetime,
    *,
    writing: bool = False,
    shown: bool = True,
) -> Bench:
    """The entry as this juror may see it. `writing` holds the rows until the transaction ends;
    what is not `shown` comes without product and photos.

    Raises NotFound for an entry that is not there, not valid, or hidden from a recused juror;
    NotAllowed("not_on_jury"); Conflict("judging_not_open"), ("own_firm_on_list") for a product of
    the juror's own establishment, by the contest's clause, before anybody has recorded it.
    """
    entry = savings.entry_to_score(session, entry_id, shown=shown)
    if entry is None:
        raise NotFound("not_found")
    contest = entry.contest
    stage, until = contest.stage, contest.judging_until
    seat = queries.find_jury_seat(session, contest.id, who.account_id)
    if writing:
        stage, until = session.execute(
            select(Contest.stage, Contest.judging_until)
            .where(Contest.id == contest.id)
            .with_for_update(read=True)
        ).one()
        if seat is not None:
            session.execute(select(Seat.id).where(Seat.id == seat.id).with_for_update())
    sheet = queries.find_sheet(session, seat.id, entry_id) if seat else None
    facts = rules.BenchFacts(
        stage=stage,
        judging_until=until,
        now=now,
        has_seat=seat is not None,
        recused=seat is not None and queries.is_recused(session, seat.id, entry_id),
        entry_valid=entry.status is EntryStatus.VALID,
        signed=sheet is not None and sheet.signed_at is not None,
    )
    hidden = rules.refusal_to_see(facts)
    if hidden in ("recused", "entry_not_valid"):
        raise NotFound("not_found")
    if hidden == "judging_not_open":
        raise Conflict(hidden)
    if hidden or seat is None:
        raise NotAllowed(hidden or "not_on_jury")
    if is_own_firm(session, who.account_id, entry.establishment_id):
        raise refusal_for_own_firm(entry.product_name, seat.person)
    frame = contests.frozen_frame(session, contest.id, entry.group)
    return Bench(
        entry=entry,
        contest=contest,
        seat=seat,
        frame_id=frame.id,
        criteria=tuple(frame.criteria),
        sheet=sheet,
        refusal=rules.refusal_to_score(facts),
    )


def save_sheet(
    session: Session,
    who: Identity,
    entry_id: int,
    points: Mapping[int, int | None],
    remark: str | None,
    now: datetime,
    *,
    version: int | None = None,
) -> ScoreSheet:
    """Keep points on the juror's own sheet; it may stay incomplete until it is signed.

    `points` are hundredths by criterion id: those named are set, None empties one, those not
    named stay. `remark` None leaves the remark. `version` is the one the juror looked at (0: no
    sheet yet): what was changed elsewhere after it is not overwritten, but refused unless the
    sheet says the same already. Saving the same twice changes nothing. The first sheet of a
    contest locks its rules.

    Raises Invalid keyed by criterion id as text ("remark" for the remark),
    Conflict("judging_closed" | "sheet_signed" | "sheet_changed_elsewhere"), ("frame_replaced")
    for points by a version of the frame that is superseded, and as `open_bench`.
    """
    bench = open_bench(session, who, entry_id, now, writing=True, shown=False)
    return _save(session, who, bench, points, remark, now, version)


def save_and_sign(
    session: Session,
    who: Identity,
    entry_id: int,
    points: Mapping[int, int | None],
    remark: str | None,
    now: datetime,
    *,
    version: int | None = None,
) -> ScoreSheet:
    """Keep points as `save_sheet` does and make the sheet final, from one look at it.

    Raises as `save_sheet` and `sign_sheet` do; what was kept goes with the transaction.
    """
    bench = open_bench(session, who, entry_id, now, writing=True, shown=False)
    sheet = _save(session, who, bench, points, remark, now, version)
    return _sign(session, who, replace(bench, sheet=sheet), now)


def _save(
    session: Session,
    who: Identity,
    bench: Bench,
    points: Mapping[int, int | None],
    remark: str | None,
    now: datetime,
    version: int | None,
) -> ScoreSheet:
    if bench.refusal:
        raise _conflict(bench.refusal, bench)
    strangers = set(points) - {one.id for one in bench.criteria}
    if strangers and of_superseded_frame(session, bench.contest.id, strangers):
        raise Conflict("frame_replaced")
    found: dict[str, rules.Fault] = {
        str(id_): fault for id_, fault in rules.faults(bench.leaves, points).items()
    }
    if remark is not None and len(remark) > rules.MOST_REMARK:
        found["remark"] = ("too_long", {"most": rules.MOST_REMARK})
    if found:
        raise Invalid(found)
    if bench.sheet is not None and bench.says(points, remark):
        return bench.sheet
    if version is not None and clashes(session, bench, points, remark, version):
        raise Conflict("sheet_changed_elsewhere")
    return write_sheet(session, who, bench, rules.merged(bench.points, points), remark, now)


def clashes(
    session: Session,
    bench: Bench,
    points: Mapping[int, int | None],
    remark: str | None,
    version: int,
) -> frozenset[str]:
    """What another tab or device has changed since `version` and this input says otherwise.

    Criterion ids as text, "remark" for the remark.
    """
    if bench.sheet is None or version == bench.version:
        return frozenset()
    changed = savings.changed_since(session, bench.sheet.id, version)
    codes = {one.id: one.code for one in bench.criteria}
    found = {str(id_) for id_ in rules.differing(bench.points, points) if codes[id_] in changed}
    if "remark" in changed and remark not in (None, bench.sheet.remark):
        found.add("remark")
    return frozenset(found)


def write_sheet(
    session: Session,
    who: Identity,
    bench: Bench,
    after: Mapping[int, int],
    remark: str | None,
    now: datetime,
) -> ScoreSheet:
    """Put these points, and no others, on the juror's sheet; for a `bench` opened for writing
    whose input has been judged. `remark` None leaves the remark."""
    before = bench.points
    sheet = bench.sheet
    if sheet is None:
        lock_rules(session, who, bench.contest, now)
        sheet = ScoreSheet(
            entry_id=bench.entry.id,
            seat_id=bench.seat.id,
            frame_id=bench.frame_id,
            remark="",
            saved_at=now,
            scores=[],
        )
        session.add(sheet)
    said = sheet.remark
    if remark is not None:
        sheet.remark = remark
    sheet.saved_at = now
    kept = {score.criterion_id: score for score in sheet.scores}
    for id_, score in kept.items():
        if id_ not in after:
            sheet.scores.remove(score)
    for id_, value in after.items():
        if id_ in kept:
            kept[id_].points = value
        else:
            sheet.scores.append(Score(criterion_id=id_, points=value))
    if sheet.id is not None:
        attributes.flag_modified(sheet, "saved_at")  # a change of points alone counts as one too
    session.flush()
    changes: dict[str, object] = {
        one.code: [before.get(one.id), after.get(one.id)]
        for one in bench.criteria
        if before.get(one.id) != after.get(one.id)
    }
    if sheet.remark != said:
        changes["remark"] = [said, sheet.remark]
    session.add(
        ScoreChange(
            sheet_id=sheet.id,
            version=sheet.version,
            at=now,
            account_id=who.account_id,
            changes=changes,
        )
    )
    # The record is read before the lock, so it names criteria and no points.
    audit.record(
        session, who, now, "score.save", f"entry:{bench.entry.id}", changed=sorted(changes)
    )
    return sheet


def sign_sheet(
    session: Session,
    who: Identity,
    entry_id: int,
    now: datetime,
    *,
    version: int | None = None,
) -> ScoreSheet:
    """Make the juror's sheet final. Every leaf of the frame must have points.

    Raises Invalid (`missing` per criterion id), Conflict as `save_sheet`.
    """
    bench = open_bench(session, who, entry_id, now, writing=True, shown=False)
    return _sign(session, who, bench, now, version)


def _sign(
    session: Session, who: Identity, bench: Bench, now: datetime, version: int | None = None
) -> ScoreSheet:
    if bench.refusal:
        raise _conflict(bench.refusal, bench)
    if found := rules.faults(bench.leaves, {**EMPTY, **bench.points}, complete=True):
        raise Invalid({str(id_): fault for id_, fault in found.items()})
    if bench.sheet is None or (version is not None and version != bench.version):
        raise Conflict("sheet_changed_elsewhere")
    bench.sheet.signed_at, bench.sheet.total_points = now, bench.total
    session.flush()
    audit.record(session, who, now, "score.sign", f"entry:{bench.entry.id}")
    return bench.sheet


def _conflict(code: str, bench: Bench) -> Conflict:
    if code == "judging_closed" and bench.contest.stage is Stage.JUDGING:
        return Conflict("judging_time_over", closed=bench.contest.judging_until)
    return Conflict(code)


def move_judging_end(
    session: Session, who: Identity, contest_id: int, until: datetime, reason: str, now: datetime
) -> Contest:
    """Give the jury more time, or end it earlier once nobody needs it; on record with a reason.

    Raises Invalid (`until` not ahead of now, reason too short), Conflict("judging_closed") when
    the contest is not at that stage.
    """
    contest = contests.get_contest_by_id(session, contest_id)
    if contest.stage is not Stage.JUDGING:
        raise Conflict("judging_closed")
    found: dict[str, str | tuple[str, dict[str, object]]] = {}
    if until <= now:
        found["until"] = "judging_end_past"
    if len(reason) < rules.LEAST_REASON:
        found["reason"] = ("reason_too_short", {"least": rules.LEAST_REASON})
    if found:
        raise Invalid(found)
    before, contest.judging_until = contest.judging_until, until
    session.flush()
    audit.record(
        session,
        who,
        now,
        "contest.judging_end",
        f"contest:{contest.id}",
        until=[before.isoformat(), until.isoformat()],
        reason=reason,
    )
    return contest
