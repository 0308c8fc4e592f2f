"""Contests, frames, entries, bodies: rows as a test needs them, past every rule."""

import itertools
from datetime import date, timedelta

from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind, Position, RecusalSource
from contest.bodies.model import Body, Recusal, Seat
from contest.contests import rulebook
from contest.contests.kinds import ContestLevel, FrameStatus, Stage
from contest.contests.model import Contest, Criterion, ScoringFrame
from contest.contests.ruleset import to_json
from contest.entries.kinds import EntryPath, EntryStatus
from contest.entries.model import Entry
from contest.plans.kinds import PlanStep
from contest.plans.model import Milestone
from core.accounts.model import Account
from core.registry.kinds import Origin, ProductGroup
from core.registry.model import Establishment, Product
from tests.build.people import NOW

_numbers = itertools.count(1)

NATIONAL_RULES: dict[str, object] = to_json(rulebook.national()[-2])
"""The rules of 16/8/2018 to 30/6/2025, with districts; a contest made here copies them."""

COMMUNE_RULES: dict[str, object] = to_json(rulebook.national()[-1])
"""The rules from 1/7/2025, with communes: those of a commune's contest, and of later years."""

FRAME = (
    ("I", None, "Đáp ứng thị trường và khả năng phát triển sản xuất", 4000, False),
    ("I.1", "I", "Đáp ứng nhu cầu thị trường", 2000, True),
    ("I.2", "I", "Khả năng phát triển sản xuất", 2000, True),
    ("II", None, "Kinh tế - kỹ thuật - xã hội và môi trường", 4000, False),
    ("II.1", "II", "Kinh tế", 1000, True),
    ("II.2", "II", "Kỹ thuật", 1000, True),
    ("II.3", "II", "Xã hội", 1000, True),
    ("II.4", "II", "Môi trường", 1000, True),
    ("III", None, "Văn hóa và thẩm mỹ", 1000, True),
    ("IV", None, "Tiêu chí khác", 1000, True),
)


def contest(
    session: Session,
    *,
    unit_id: int,
    level: ContestLevel = ContestLevel.DISTRICT,
    stage: Stage = Stage.OPEN,
    year: int = 2024,
    **facts: object,
) -> Contest:
    """A contest whose entries are received for ten days around `NOW`."""
    number = next(_numbers)
    later = level is ContestLevel.COMMUNE or (year > 2025 and level is not ContestLevel.DISTRICT)
    values: dict[str, object] = {
        "slug": f"binh-chon-{number}",
        "title": f"Bình chọn sản phẩm CNNT tiêu biểu lần {number} (mô phỏng)",
        "level": level,
        "unit_id": unit_id,
        "year": year,
        "round": number,
        "origin": Origin.SIMULATED,
        "stage": stage,
        "rules": dict(COMMUNE_RULES if later else NATIONAL_RULES),
        "organiser": "Hội đồng bình chọn (mô phỏng)",
        "authority": "Ủy ban nhân dân (mô phỏng)",
        "entries_open_at": NOW - timedelta(days=5),
        "entries_close_at": NOW + timedelta(days=5),
        "judging_from": NOW + timedelta(days=6),
        "judging_until": NOW + timedelta(days=10),
        "created_at": NOW,
        "created_by": 0,
        **facts,
    }
    made = Contest(**values)
    session.add(made)
    session.flush()
    return made


def frame(
    session: Session,
    contest: Contest,
    status: FrameStatus = FrameStatus.FROZEN,
    *,
    version: int = 1,
    scope: str = "",
) -> ScoringFrame:
    """The 40/40/10/10 tree with sub-points."""
    made = ScoringFrame(
        contest_id=contest.id,
        scope=scope,
        version=version,
        status=status,
        proposed_by=0,
        proposed_at=NOW,
        criteria=[
            Criterion(
                code=code, parent_code=parent, name=name, max_points=most, position=i, leaf=leaf
            )
            for i, (code, parent, name, most, leaf) in enumerate(FRAME)
        ],
    )
    session.add(made)
    session.flush()
    return made


def entry(
    session: Session,
    contest: Contest,
    product: Product,
    establishment: Establishment,
    status: EntryStatus = EntryStatus.VALID,
    **facts: object,
) -> Entry:
    """A dossier; valid ones carry a code and a group."""
    number = next(_numbers)
    values: dict[str, object] = {
        "path": EntryPath.LOWEST_LEVEL,
        "receipt": f"HS{number:06d}",
        "code": f"A{number:03d}" if status is EntryStatus.VALID else None,
        "group": ProductGroup.HANDICRAFT,
        "statement": {},
        "product_name": product.name,
        "establishment_name": establishment.name,
        "establishment_address": "Xã Long Hồ, tỉnh Vĩnh Long",
        "created_at": NOW,
        "created_by": 0,
        "filed_at": NOW,
        **facts,
    }
    made = Entry(
        contest_id=contest.id,
        product_id=product.id,
        establishment_id=establishment.id,
        status=status,
        **values,
    )
    session.add(made)
    session.flush()
    return made


def body(session: Session, contest: Contest, kind: BodyKind = BodyKind.JURY) -> Body:
    """A body founded by a decision."""
    made = Body(
        contest_id=contest.id,
        kind=kind,
        decision_number="12/QĐ-HĐBC",
        decision_date=date(2024, 9, 1),
        founder="Chủ tịch Hội đồng (mô phỏng)",
        founded_at=NOW,
    )
    session.add(made)
    session.flush()
    return made


def seat(
    session: Session, body: Body, account: Account | None, position: Position = Position.JUROR
) -> Seat:
    """A seat, held by an account or by a name only."""
    number = next(_numbers)
    made = Seat(
        body_id=body.id,
        account_id=account.id if account else None,
        person=account.name if account else f"Giám khảo {number} (mô phỏng)",
        position=position,
        rank=number,
    )
    session.add(made)
    session.flush()
    return made


def milestone(session: Session, contest: Contest, **facts: object) -> Milestone:
    """A line of the contest's calendar, due today."""
    values: dict[str, object] = {
        "step": PlanStep.OTHER,
        "title": "Họp chuẩn bị",
        "due_on": NOW.date(),
        "responsible": "Tổ giúp việc (mô phỏng)",
        "created_at": NOW,
        "created_by": 0,
        **facts,
    }
    made = Milestone(contest_id=contest.id, **values)
    session.add(made)
    session.flush()
    return made


def recusal(session: Session, seat: Seat, entry: Entry) -> Recusal:
    """The juror in that seat does not score this entry."""
    made = Recusal(
        seat_id=seat.id,
        entry_id=entry.id,
        source=RecusalSource.ADDED_BY_SECRETARY,
        reason="Người nhà của chủ cơ sở",
        recorded_at=NOW,
        recorded_by=0,
    )
    session.add(made)
    session.flush()
    return made
