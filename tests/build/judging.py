"""A contest in judging with its jury, and sheets as if jurors had filled them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind, Position
from contest.bodies.model import Body, Seat
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest, Criterion, ScoringFrame
from contest.entries.model import Entry
from contest.results.model import DecisionVersion
from contest.scoring.kinds import Outcome
from contest.scoring.model import Score, ScoreOperation, ScoreSheet
from core.accounts.model import Account
from core.identity import Identity
from core.registry.kinds import ProductGroup
from core.rights import Grant, Role
from tests.build import contests, people, register
from tests.build.people import NOW
from tests.build.places import Places, places


@dataclass(frozen=True, slots=True)
class Hall:
    """Everything in one judging hall. `jurors[0]` heads the jury."""

    contest: Contest
    frame: ScoringFrame
    jury: Body
    seats: list[Seat]
    jurors: list[Account]
    entries: list[Entry]
    secretary: Account
    chair: Account
    unit_id: int
    commune_id: int

    @property
    def leaves(self) -> list[Criterion]:
        """The criteria that are scored: maxima 20, 20, 10, 10, 10, 10, 10, 10."""
        return [one for one in self.frame.criteria if one.leaf]

    def points(self, *hundredths: int) -> dict[int, int]:
        """Criterion id → points, for as many leaves as are given."""
        return {leaf.id: given for leaf, given in zip(self.leaves, hundredths, strict=False)}

    def adding_up_to(self, total: int) -> dict[int, int]:
        """A complete sheet of exactly this sum (hundredths, at most 10000)."""
        found = {}
        for leaf in self.leaves:
            found[leaf.id] = min(leaf.max_points, total)
            total -= found[leaf.id]
        return found


def hall(
    session: Session,
    *,
    jurors: int = 3,
    entries: int = 2,
    stage: Stage = Stage.JUDGING,
    now: datetime = NOW,
    ground: Places | None = None,
    **facts: object,
) -> Hall:
    """A provincial contest in judging: `entries` products of handicraft, seven in the council.

    `ground` where the database has its places already.
    """
    found = ground or places(session)
    times: dict[str, object] = {
        "entries_open_at": now - timedelta(days=20),
        "entries_close_at": now - timedelta(days=10),
        "judging_from": now - timedelta(days=1),
        "judging_until": now + timedelta(days=1),
        **facts,
    }
    contest = contests.contest(
        session,
        unit_id=found.province,
        level=ContestLevel.PROVINCE,
        year=2026,
        stage=stage,
        **times,
    )
    jury = contests.body(session, contest, BodyKind.JURY)
    council = contests.body(session, contest, BodyKind.COUNCIL)
    chair = people.account(session, "Chủ tịch Hội đồng (mô phỏng)")
    contests.seat(session, council, chair, Position.COUNCIL_CHAIR)
    for _ in range(6):
        contests.seat(session, council, None, Position.COUNCIL_MEMBER)
    cast = [people.account(session, f"Giám khảo {i + 1} (mô phỏng)") for i in range(jurors)]
    seats = [
        contests.seat(session, jury, one, Position.JUROR if i else Position.JURY_HEAD)
        for i, one in enumerate(cast)
    ]
    maker = register.establishment(session, unit_id=found.commune)
    made = []
    for i in range(entries):
        product = register.product(session, maker, f"Bình gốm số {i + 1}")
        made.append(contests.entry(session, contest, product, maker))
    secretary = people.person(session, Role.SECRETARY, unit_id=found.province)
    return Hall(
        contest=contest,
        frame=contests.frame(session, contest),
        jury=jury,
        seats=seats,
        jurors=cast,
        entries=made,
        secretary=secretary,
        chair=chair,
        unit_id=found.province,
        commune_id=found.commune,
    )


def more_entry(
    session: Session, hall: Hall, name: str, group: ProductGroup = ProductGroup.HANDICRAFT
) -> Entry:
    """One more valid entry, of another maker."""
    maker = register.establishment(session, f"HTX của {name} (mô phỏng)", unit_id=hall.commune_id)
    product = register.product(session, maker, name, group=group)
    made = contests.entry(session, hall.contest, product, maker, group=group)
    hall.entries.append(made)
    return made


def sheet(
    session: Session,
    hall: Hall,
    seat: Seat,
    entry: Entry,
    total: int | None = None,
    *,
    points: dict[int, int] | None = None,
    signed: bool = True,
    at: datetime = NOW,
    remark: str = "",
) -> ScoreSheet:
    """A sheet of this sum, signed unless said otherwise."""
    given = points if points is not None else hall.adding_up_to(total or 0)
    made = ScoreSheet(
        entry_id=entry.id,
        seat_id=seat.id,
        frame_id=hall.frame.id,
        remark=remark,
        saved_at=at,
        signed_at=at if signed else None,
        total_points=sum(given.values()) if signed else None,
        scores=[Score(criterion_id=id_, points=value) for id_, value in given.items()],
    )
    session.add(made)
    session.flush()
    return made


def sheets(session: Session, hall: Hall, totals: Sequence[Sequence[int | None]]) -> None:
    """Signed sheets: a row per entry, a column per juror; None leaves a gap."""
    for entry, row in zip(hall.entries, totals, strict=True):
        for seat, total in zip(hall.seats, row, strict=True):
            if total is not None:
                sheet(session, hall, seat, entry, total)


def taken_back(session: Session, contest: Contest) -> DecisionVersion:
    """A decision of the council that was taken back for correction, naming no product."""
    made = DecisionVersion(
        contest_id=contest.id,
        version=1,
        reason="Ghi nhầm số biên bản",
        kept={
            "met_on": "2026-11-20",
            "present": 7,
            "votes_for": 7,
            "votes_against": 0,
            "abstained": 0,
            "note": "",
            "quotas": {},
            "quota_total": 5,
            "minutes_number": "05/BB-HĐBC",
            "letter": None,
            "products": [],
        },
        taken_back_at=NOW,
        taken_back_by=0,
        taken_back_by_name="Chủ tịch Hội đồng (mô phỏng)",
    )
    session.add(made)
    session.flush()
    return made


def held(session: Session, seat: Seat, entry: Entry) -> ScoreOperation:
    """A remark that came after the juror had signed."""
    made = ScoreOperation(
        operation_id=f"held-{seat.id}-{entry.id}",
        seat_id=seat.id,
        entry_id=entry.id,
        device="máy",
        sequence=1,
        base=0,
        remark="Mẫu đẹp",
        received_at=NOW,
        outcome=Outcome.HELD,
        code="sheet_signed",
    )
    session.add(made)
    session.flush()
    return made


def juror(account: Account, contest: Contest) -> Identity:
    """The juror as services see them."""
    return Identity(account.id, account.name, (Grant(Role.JUROR, contest_id=contest.id),))


def desk(hall: Hall) -> Identity:
    """The secretary as services see them."""
    grant = Grant(Role.SECRETARY, unit_id=hall.unit_id)
    return Identity(hall.secretary.id, hall.secretary.name, (grant,))


def head_of_council(hall: Hall) -> Identity:
    """The council's chair as services see them."""
    grant = Grant(Role.COUNCIL_CHAIR, contest_id=hall.contest.id)
    return Identity(hall.chair.id, hall.chair.name, (grant,))
