"""An announced contest with a jury, signed sheets, standings, a council's decision and papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind, Position
from contest.bodies.model import Seat
from contest.certificates.model import Certificate
from contest.contests.kinds import ContestLevel, FrameStatus, Stage
from contest.contests.model import Contest
from contest.entries.model import Entry
from contest.results.model import CouncilDecision, LockRecord, Standing
from contest.scoring.model import ScoreSheet
from core.accounts.model import Account
from core.identity import Identity
from core.registry.kinds import ProductGroup
from core.registry.model import Establishment
from core.rights import Grant, Role
from tests.build import certificates, contests, people, register
from tests.build.people import NOW

ANNOUNCED = datetime(2026, 11, 6, 2, 0, tzinfo=UTC)
"""A Friday, 9 in the morning in Vietnam."""
FILING = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
"""Within the 15 working days that follow."""
SHEETS: Mapping[str, Sequence[int]] = {
    "Bình gốm": (9000, 8000, 8500),
    "Chậu gốm": (8000, 8000, 8000),
    "Lọ gốm": (7200, 7400, 6000),  # 68,66: below; 73,00 without the third sheet
}


@dataclass(frozen=True, slots=True)
class Round:
    """What is there: entries, certificates and makers by the product's name."""

    contest: Contest
    seats: list[Seat]
    chair: Account
    entries: dict[str, Entry]
    makers: dict[str, Establishment]
    papers: dict[str, Certificate]
    holder: Account

    def who(self) -> Identity:
        """The council's chair."""
        return Identity(self.chair.id, self.chair.name)

    def maker(self, name: str = "Lọ gốm") -> Identity:
        """Somebody of the establishment that made this product."""
        return Identity(
            self.holder.id,
            self.holder.name,
            (Grant(Role.PRODUCER, establishment_id=self.makers[name].id),),
        )


def round_(session: Session, unit_id: int, commune_id: int) -> Round:
    """The first two products are certified; the third is below the mark because of one sheet."""
    contest = contests.contest(
        session,
        unit_id=unit_id,
        level=ContestLevel.PROVINCE,
        stage=Stage.ANNOUNCED,
        year=2026,
        announced_at=ANNOUNCED,
        locked_at=datetime(2026, 10, 20, tzinfo=UTC),
    )
    frame = contests.frame(session, contest, FrameStatus.FROZEN)
    jury = contests.body(session, contest, BodyKind.JURY)
    council = contests.body(session, contest, BodyKind.COUNCIL)
    seats = [
        contests.seat(session, jury, people.account(session, f"Giám khảo {n} (mô phỏng)"))
        for n in range(1, 4)
    ]
    chair = people.account(session, "Chủ tịch (mô phỏng)")
    contests.seat(session, council, chair, Position.COUNCIL_CHAIR)
    for n in range(6):
        someone = people.account(session, f"Ủy viên {n} (mô phỏng)")
        contests.seat(session, council, someone, Position.COUNCIL_MEMBER)
    holder = people.account(session, "Chủ cơ sở (mô phỏng)")
    entries: dict[str, Entry] = {}
    makers: dict[str, Establishment] = {}
    papers: dict[str, Certificate] = {}
    certificates.recognition(session, contest, signed_on=date(2026, 11, 2))
    for rank, (name, totals) in enumerate(SHEETS.items(), start=1):
        maker = register.establishment(
            session, f"Cơ sở {name} (mô phỏng)", unit_id=commune_id, holder=holder
        )
        entry = contests.entry(session, contest, register.product(session, maker, name), maker)
        entries[name], makers[name] = entry, maker
        for seat, total in zip(seats, totals, strict=True):
            session.add(
                ScoreSheet(
                    entry_id=entry.id,
                    seat_id=seat.id,
                    frame_id=frame.id,
                    saved_at=NOW,
                    signed_at=NOW,
                    total_points=total,
                )
            )
        certified = sum(totals) >= 7000 * 3
        session.add(
            Standing(
                entry_id=entry.id,
                contest_id=contest.id,
                total_points=sum(totals),
                divisor=3,
                sheets=3,
                rank=rank,
                eligible=certified,
                certified=certified,
            )
        )
        if certified:
            papers[name] = certificates.certificate(
                session, entry, contest, issued_on=date(2026, 11, 5)
            )
    session.add(LockRecord(contest_id=contest.id, locked_at=NOW, locked_by=0, gaps=0))
    session.add(
        CouncilDecision(
            contest_id=contest.id,
            met_on=date(2026, 10, 25),
            present=7,
            votes_for=7,
            votes_against=0,
            quotas={ProductGroup.HANDICRAFT.value: 2},
            minutes_number="01/BB-HĐBC",
            decided_at=NOW,
            decided_by=chair.id,
        )
    )
    session.flush()
    return Round(contest, seats, chair, entries, makers, papers, holder)
