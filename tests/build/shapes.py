"""A contest of any published shape, held from its opening to its nominations.

`Shape` holds what a source states, None where it says nothing. `held` leads a contest of that
shape through the services of every room; only its register, its dossiers' texts and its sheets are
written at once, past the makers' and jurors' many clicks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind, Position
from contest.bodies.model import Seat
from contest.certificates import queries as papers
from contest.certificates import service as certificates
from contest.contests import rulebook
from contest.contests import service as contest_service
from contest.contests.kinds import ContestLevel, FrameStatus, Stage
from contest.contests.model import Contest, Criterion
from contest.contests.ruleset import Prize, RuleSet
from contest.contests.service import ContestPlan
from contest.entries import queries as entries
from contest.entries import service as desk
from contest.entries.kinds import EntryPath, EntryStatus
from contest.entries.model import Entry
from contest.nominations import queries as nominations
from contest.nominations import service as nominating
from contest.results import council, queries, service
from contest.results.rules import CouncilChoice
from contest.scoring.model import Score, ScoreSheet
from core.clock import day_in_vietnam
from core.identity import Identity
from core.registry.kinds import ProductGroup, SetCase
from core.registry.model import Product
from core.rights import Grant, Role
from core.territory.model import Unit
from core.territory.rules import UnitKind
from tests.build import contests, people, places, register
from web import room

GROUP = ProductGroup.PROCESSED_FOOD
PASS = 7000
JURORS = 3
PRIZE = "Giải thưởng"
DAY = timedelta(days=1)
BEGINS = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
"""When communes did not hold contests yet and districts did."""

SIZES = {"district": 5, "province": 7, "region": 9, "nation": 11}


@dataclass(frozen=True, slots=True)
class Shape:
    """A round in numbers of products, as a source states them; None: it does not say.

    `merged`: the council made sets of all that passed, until as many were left as it certified.
    """

    received: int | None = None
    valid: int | None = None
    passed: int | None = None
    certified: int | None = None
    prized: int | None = None
    nominated: int | None = None
    merged: bool = False

    def stated(self) -> dict[str, int]:
        """The figures that the source states."""
        named = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "merged"}
        return {name: value for name, value in named.items() if value is not None}


def whole(shape: Shape) -> Shape:
    """The shape with a figure for each that is not stated: the fewest that what is stated needs.

    Raises ValueError where what is stated cannot be (a part larger than its whole).
    """
    least = max(shape.prized or 0, shape.nominated or 0)
    certified = shape.certified if shape.certified is not None else least
    passed = shape.passed if shape.passed is not None else certified
    valid = shape.valid if shape.valid is not None else shape.received
    valid = valid if valid is not None else max(passed, 1)
    received = shape.received if shape.received is not None else valid
    if not 0 <= least <= certified <= passed <= valid <= received or not valid:
        raise ValueError(f"no round can be like this: {shape}")
    return Shape(
        received, valid, passed, certified, shape.prized or 0, shape.nominated or 0, shape.merged
    )


def held(session: Session, shape: Shape, level: ContestLevel, year: int = 2024) -> Contest:
    """A contest of this shape, announced, with its nominations made."""
    full = whole(shape)
    unit, upper = _units(session, level)
    who = _person(session, Role.SECRETARY, unit)
    chair = _person(session, Role.COUNCIL_CHAIR, unit)
    contest = contest_service.create(
        session,
        who,
        ContestPlan(
            title=f"Bình chọn năm {year} (mô phỏng)",
            level=level,
            unit_id=unit.id,
            year=year,
            organiser="Hội đồng bình chọn (mô phỏng)",
            authority="Cơ quan công nhận (mô phỏng)",
            entries_open_at=BEGINS + DAY,
            entries_close_at=BEGINS + 20 * DAY,
            judging_from=BEGINS + 21 * DAY,
            judging_until=BEGINS + 30 * DAY,
            rules=_rules(level),
        ),
        BEGINS,
    )
    seats = _bodies(session, contest, level)
    frame = contests.frame(session, contest, FrameStatus.APPROVED)
    contest_service.open_entries(session, who, contest.id, BEGINS + DAY)
    filed = _dossiers(session, contest, full.received or 0, unit)
    for at, entry_id in enumerate(filed):
        if at < (full.valid or 0):
            desk.accept(session, who, entry_id, GROUP, BEGINS + 5 * DAY)
        else:
            desk.refuse(session, who, entry_id, "Thiếu giấy đăng ký kinh doanh", BEGINS + 5 * DAY)
    now = BEGINS + 21 * DAY
    facts = room.facts(session, contest, Stage.JUDGING, now)
    contest_service.advance(session, who, contest, Stage.JUDGING, facts, now)
    judged = filed[: full.valid or 0]
    leaves = [one for one in frame.criteria if one.leaf]
    _sheets(session, seats, frame.id, leaves, judged, full.passed or 0)
    service.lock(session, who, contest.id, BEGINS + 31 * DAY)
    _decide(session, chair, contest, judged[: full.passed or 0], full)
    _recognise(session, who, contest)
    if full.nominated and upper is not None:
        _nominate(session, who, contest, upper, full.nominated)
    return contest


def _rules(level: ContestLevel) -> RuleSet:
    """The national rules of the day with one grade of prize, for as many as there are."""
    national = rulebook.on(level, day_in_vietnam(BEGINS))
    assert national is not None
    return replace(national, prizes=(Prize(PRIZE, None, 2_000_000),))


def figures(session: Session, contest: Contest) -> dict[str, int | None]:
    """Every figure as the pages of the product read it."""
    told = queries.figures(session, contest)
    filed = entries.counts(session, contest.id)
    assert (filed.received, filed.valid) == (told.received, told.valid)
    return {
        "received": told.received,
        "valid": told.valid,
        "passed": told.passed,
        "certified": told.certified,
        "prized": told.prized,
        "nominated": len(nominations.from_contest(session, contest.id)),
    }


def _units(session: Session, level: ContestLevel) -> tuple[Unit, Unit | None]:
    """A place of the level as it stood in 2024, and the place one level up."""
    kinds = [UnitKind.NATION, UnitKind.REGION, UnitKind.PROVINCE, UnitKind.DISTRICT]
    found: dict[str, Unit] = {}
    parent: Unit | None = None
    for kind in kinds:
        there = session.scalar(sa.select(Unit).where(Unit.kind == kind, Unit.code == f"T{kind}"))
        made = there or places.unit(
            session,
            kind,
            f"Nơi {kind} (mô phỏng)",
            code=f"T{kind}",
            parent=parent if kind is UnitKind.DISTRICT else None,
            old=True,
        )
        found[kind.value] = parent = made
    order = [kind.value for kind in kinds]
    at = order.index(level.value)
    return found[level.value], found[order[at - 1]] if at else None


def _person(session: Session, role: Role, unit: Unit) -> Identity:
    account = people.account(session, f"{role} (mô phỏng)")
    return Identity(account.id, account.name, (Grant(role, unit_id=unit.id),))


def _bodies(session: Session, contest: Contest, level: ContestLevel) -> list[Seat]:
    jury = contests.body(session, contest, BodyKind.JURY)
    board = contests.body(session, contest, BodyKind.COUNCIL)
    contests.seat(session, board, None, Position.COUNCIL_CHAIR)
    for _ in range(SIZES[level] - 1):
        contests.seat(session, board, None, Position.COUNCIL_MEMBER)
    places_ = [Position.JURY_HEAD] + [Position.JUROR] * (JURORS - 1)
    return [contests.seat(session, jury, None, one) for one in places_]


def _dossiers(session: Session, contest: Contest, count: int, unit: Unit) -> list[int]:
    """Filed dossiers of one maker, as many as were received; their ids in order."""
    maker = register.establishment(
        session, f"Cơ sở của kỳ {contest.id} (mô phỏng)", unit_id=unit.id
    )
    product = register.product(session, maker, f"Sản phẩm 0 kỳ {contest.id}")
    products = _copies(session, product, count, code=f"S{contest.id}")
    first = contests.entry(
        session,
        contest,
        product,
        maker,
        EntryStatus.FILED,
        group=GROUP,
        path=EntryPath.LOWEST_LEVEL,
        filed_at=BEGINS + 3 * DAY,
        receipt=f"K{contest.id}-0",
    )
    row = _row(first)
    rest = [
        {**row, "id": first.id + at, "product_id": id_, "receipt": f"K{contest.id}-{at}"}
        for at, id_ in enumerate(products[1:], start=1)
    ]
    if rest:
        session.execute(sa.insert(Entry), rest)
    return [first.id + at for at in range(count)]


def _copies(session: Session, product: Product, count: int, code: str) -> list[int]:
    row = _row(product)
    rest = [
        {**row, "id": product.id + at, "code": f"{code}-{at}", "name": f"Sản phẩm {at}"}
        for at in range(1, count)
    ]
    if rest:
        session.execute(sa.insert(Product), rest)
    return [product.id + at for at in range(count)]


def _row(made: Any) -> dict[str, Any]:
    """A row's columns by name."""
    return {column.name: getattr(made, column.name) for column in made.__table__.columns}


def _sheets(
    session: Session,
    seats: Sequence[Seat],
    frame_id: int,
    leaves: Sequence[Criterion],
    judged: Sequence[int],
    passed: int,
) -> None:
    """Whole signed sheets: the last that passes has 70 exactly, the first that does not 69,99…"""
    when = BEGINS + 25 * DAY
    sheets, scores = [], []
    next_id = (session.scalar(sa.select(sa.func.max(ScoreSheet.id))) or 0) + 1
    for at, entry_id in enumerate(judged):
        total = PASS + passed - 1 - at if at < passed else PASS - (at - passed)
        for place, seat in enumerate(seats):
            # One hundredth less on one sheet: 69,996…, which is not 70.
            given = total if at < passed or place else total - 1
            sheets.append(
                {
                    "id": next_id,
                    "entry_id": entry_id,
                    "seat_id": seat.id,
                    "frame_id": frame_id,
                    "remark": "",
                    "saved_at": when,
                    "signed_at": when,
                    "total_points": given,
                    "version": 1,
                }
            )
            left = given
            for leaf in leaves:
                value = min(leaf.max_points, left)
                left -= value
                score = {"sheet_id": next_id, "criterion_id": leaf.id, "points": value, "note": ""}
                scores.append(score)
            next_id += 1
    session.execute(sa.insert(ScoreSheet), sheets)
    session.execute(sa.insert(Score), scores)


def _decide(
    session: Session, chair: Identity, contest: Contest, passed: Sequence[int], full: Shape
) -> None:
    now, size = BEGINS + 35 * DAY, SIZES[contest.level]
    chosen = list(passed[: full.certified])
    if full.merged:
        chosen = _merge(session, chair, contest, passed, full.certified or 0, now)
    service.decide(
        session,
        chair,
        contest.id,
        CouncilChoice(
            met_on=day_in_vietnam(now),
            present=size,
            votes_for=size,
            votes_against=0,
            quotas={GROUP: full.certified or 0},
            certified=frozenset(chosen),
            minutes_number="05/BB-HĐBC",
            prizes=dict.fromkeys(chosen[: full.prized], PRIZE),
        ),
        now,
    )


def _merge(
    session: Session,
    chair: Identity,
    contest: Contest,
    passed: Sequence[int],
    left: int,
    now: datetime,
) -> list[int]:
    """Sets until `left` are left of all that passed: pairs first, the last takes what is over."""
    over = len(passed) - left
    if not over or not left:
        return list(passed[:left])
    pairs = min(over, left)
    groups = [[passed[2 * at], passed[2 * at + 1]] for at in range(min(pairs, len(passed) // 2))]
    taken = 2 * len(groups)
    more = over - len(groups)  # still too many: into the last set
    groups[-1] += passed[taken : taken + more]
    alone = passed[taken + more :]
    fronts = [
        council.merge(
            session,
            chair,
            contest.id,
            f"Bộ sản phẩm {at}",
            SetCase.SHARED_DESIGN,
            members,
            "Cùng kiểu dáng và công dụng",
            now,
        ).lead_entry_id
        for at, members in enumerate(groups, start=1)
    ]
    return [*fronts, *alone]


def _recognise(session: Session, who: Identity, contest: Contest) -> None:
    now = BEGINS + 40 * DAY
    today = day_in_vietnam(now)
    service.record_submission(session, who, contest.id, "12/TTr-HĐBC", today, now)
    service.record_recognition(
        session,
        who,
        contest.id,
        "1505/QĐ-UBND",
        today,
        "Nguyễn Văn Mẫu (mô phỏng)",
        "Chủ tịch",
        "Cơ quan công nhận (mô phỏng)",
        "Vĩnh Long",
        now,
    )
    issued = certificates.issue_all(
        session, who, contest.id, today, now, public_url="https://vi-du.example"
    )
    service.announce(session, who, contest.id, now, issued=len(issued))


def _nominate(session: Session, who: Identity, contest: Contest, upper: Unit, count: int) -> None:
    now = BEGINS + 60 * DAY
    goal = contests.contest(
        session,
        unit_id=upper.id,
        level=ContestLevel(upper.kind.value),
        stage=Stage.OPEN,
        entries_open_at=now - DAY,
        entries_close_at=now + DAY,
    )
    ids = [one.id for one in papers.of_contest(session, contest.id)][:count]
    nominating.nominate_all(
        session, who, contest.id, ids, goal.id, "15/CV-HĐBC", day_in_vietnam(now), now
    )
