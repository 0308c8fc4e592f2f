"""Fairs: who may ask, how booths stand in rows, in which order they are given. Pure."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.clock import start_of_day
from fairs.fairs.kinds import ApplicationStatus, FairStatus

Fault = tuple[str, dict[str, object]]
"""A refusal: its code, and the facts its sentence needs."""

ROW_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_ROWS = len(ROW_LETTERS)
MOST_IN_ROW = 40
MOST_DAYS = 31
MOST_WANTED = 6
STANDARD_MM = 3000
"""A standard booth is 3 m by 3 m (NĐ 81/2018, Điều 29 and the practice of fairs)."""

LEVELS = ("nation", "region", "province", "district", "commune")
"""Levels of certificates, the highest first."""

STEPS: dict[FairStatus, frozenset[FairStatus]] = {
    FairStatus.OPEN: frozenset({FairStatus.DRAFT}),
    FairStatus.ALLOTTING: frozenset({FairStatus.OPEN}),
    FairStatus.PUBLISHED: frozenset({FairStatus.ALLOTTING}),
    FairStatus.CLOSED: frozenset({FairStatus.PUBLISHED}),
    FairStatus.CANCELLED: frozenset(
        {FairStatus.DRAFT, FairStatus.OPEN, FairStatus.ALLOTTING, FairStatus.PUBLISHED}
    ),
}
"""What a fair may become → from what."""

PUBLIC = frozenset(
    {FairStatus.OPEN, FairStatus.ALLOTTING, FairStatus.PUBLISHED, FairStatus.CLOSED}
)
"""Fairs that everybody sees."""

SHOWN = frozenset({FairStatus.PUBLISHED, FairStatus.CLOSED})
"""Fairs whose plan says who stands where."""

ALLOTTABLE = frozenset({FairStatus.ALLOTTING, FairStatus.PUBLISHED})
"""Fairs whose booths may be given and taken back."""


@dataclass(frozen=True, slots=True)
class WinningCertificate:
    """A product's best certificate as the page found it; `in_force` on the day that matters.

    The room of certificates lies beside this one: its facts come as a value.
    """

    number: str
    level: str
    year: int
    in_force: bool


@dataclass(frozen=True, slots=True)
class BoothPlace:
    """Where one booth stands on the hall's plan, in millimetres from its upper left corner."""

    code: str
    position: int
    x_mm: int
    y_mm: int
    width_mm: int
    depth_mm: int
    corner: bool


def booth_rows(
    rows: int,
    per_row: int,
    *,
    width_mm: int = STANDARD_MM,
    depth_mm: int = STANDARD_MM,
    aisle_mm: int = STANDARD_MM,
) -> tuple[BoothPlace, ...]:
    """Rows of booths with an aisle after each: A01, A02 … B01 …; ends of rows are corners."""
    return tuple(
        BoothPlace(
            code=f"{ROW_LETTERS[row]}{at + 1:02d}",
            position=row * per_row + at,
            x_mm=at * width_mm,
            y_mm=row * (depth_mm + aisle_mm),
            width_mm=width_mm,
            depth_mm=depth_mm,
            corner=at in (0, per_row - 1),
        )
        for row in range(rows)
        for at in range(per_row)
    )


def faults_of_plan(
    *,
    first_day: date,
    last_day: date,
    apply_from: datetime,
    apply_until: datetime,
    rows: int,
    per_row: int,
    booth_price_dong: int,
    supported_percent: int,
) -> dict[str, str | Fault]:
    """What cannot be in a plan: field → code."""
    faults: dict[str, str | Fault] = {}
    if last_day < first_day:
        faults["last_day"] = "fair_ends_before_it_begins"
    elif (last_day - first_day).days >= MOST_DAYS:
        faults["last_day"] = ("fair_too_long", {"most": MOST_DAYS})
    if apply_until <= apply_from:
        faults["apply_until"] = "applying_ends_before_it_begins"
    elif apply_until >= start_of_day(first_day):
        faults["apply_until"] = "applying_ends_after_the_fair_begins"
    if not 1 <= rows <= MOST_ROWS:
        faults["rows"] = ("out_of_range", {"least": 1, "most": MOST_ROWS})
    if not 1 <= per_row <= MOST_IN_ROW:
        faults["per_row"] = ("out_of_range", {"least": 1, "most": MOST_IN_ROW})
    if not 0 <= booth_price_dong < 10**12:
        faults["booth_price_dong"] = "not_money"
    if not 0 <= supported_percent <= 100:
        faults["supported_percent"] = ("out_of_range", {"least": 0, "most": 100})
    return faults


def refusal_to_step(status: FairStatus, to: FairStatus) -> Fault | None:
    """Why a fair cannot become that now."""
    return None if status in STEPS.get(to, ()) else ("fair_step_order", {})


def refusal_to_receive(
    status: FairStatus, apply_from: datetime, apply_until: datetime, now: datetime
) -> Fault | None:
    """Why applications are not received at this instant; the last minute still counts."""
    if status is FairStatus.CANCELLED:
        return "fair_cancelled", {}
    if status is FairStatus.DRAFT or now < apply_from:
        return "applications_not_open", {"opens": apply_from}
    if status is not FairStatus.OPEN or now >= apply_until.replace(second=59, microsecond=999999):
        return "applications_closed", {"closed": apply_until}
    return None


def refusal_without_win(winner: WinningCertificate | None, first_day: date) -> Fault | None:
    """A place at the fair is for products whose certificate is in force on its first day."""
    if winner is None:
        return "winning_certificate_missing", {}
    if not winner.in_force:
        return "winning_certificate_not_in_force", {"number": winner.number, "day": first_day}
    return None


# --- the proposal -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Applicant:
    """An application that waits for booths."""

    application_id: int
    level: str
    year: int
    asked_at: datetime
    wanted: int


@dataclass(frozen=True, slots=True)
class FreeBooth:
    """A booth that is free on every day of the fair."""

    booth_id: int
    code: str
    position: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """What the rule gives one applicant: his turn, and the booths (fewer than wanted, or none)."""

    application_id: int
    turn: int
    wanted: int
    booth_ids: tuple[int, ...]


def order_key(one: Applicant) -> tuple[int, int, datetime, int]:
    """Highest level first, then the newest certificate, then who asked first."""
    level = LEVELS.index(one.level) if one.level in LEVELS else len(LEVELS)
    return level, -one.year, one.asked_at, one.application_id


def shares(wanted: Sequence[int], supply: int) -> list[int]:
    """How many booths each gets, in order: everybody one before anybody a second.

    >>> shares([3, 1, 2], 4)
    [2, 1, 1]
    """
    given = [0] * len(wanted)
    while supply:
        hungry = [i for i, want in enumerate(wanted) if given[i] < want]
        if not hungry:
            break
        least = min(given[i] for i in hungry)
        for i in hungry:
            if supply and given[i] == least:
                given[i] += 1
                supply -= 1
    return given


def suggest(applicants: Collection[Applicant], free: Collection[FreeBooth]) -> list[Suggested]:
    """A proposal from facts alone: the same facts always give the same booths.

    In the order of `order_key`, everybody takes the first booths side by side in one row; where
    no row has so many left, the first that are free.
    """
    queue = sorted(applicants, key=order_key)
    left = sorted(free, key=lambda booth: (booth.position, booth.code))
    numbers = shares([max(one.wanted, 0) for one in queue], len(left))
    found = []
    for turn, (one, number) in enumerate(zip(queue, numbers, strict=True), start=1):
        taken = _side_by_side(left, number)
        left = [booth for booth in left if booth not in taken]
        booth_ids = tuple(booth.booth_id for booth in taken)
        found.append(Suggested(one.application_id, turn, one.wanted, booth_ids))
    return found


def _side_by_side(left: Sequence[FreeBooth], number: int) -> list[FreeBooth]:
    for start in range(len(left) - number + 1):
        run = list(left[start : start + number])
        steps = range(len(run) - 1)
        if all(
            run[i + 1].position == run[i].position + 1 and run[i + 1].code[0] == run[i].code[0]
            for i in steps
        ):
            return run
    return list(left[:number])


def digest(proposal: Sequence[Suggested]) -> str:
    """The mark of a proposal: what is adopted must be what was looked at."""
    said = ";".join(f"{one.application_id}:{one.booth_ids}" for one in proposal)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def refusal_to_allot(
    fair: FairStatus, application: ApplicationStatus, blocked: Mapping[str, str]
) -> Fault | None:
    """Why these booths cannot be given to that application; `blocked` is code → reason."""
    if fair not in ALLOTTABLE:
        return "allotting_not_now", {}
    if application in (ApplicationStatus.REFUSED, ApplicationStatus.WITHDRAWN):
        return "application_over", {}
    for code, reason in blocked.items():
        return "booth_blocked", {"booth": code, "reason": reason}
    return None
