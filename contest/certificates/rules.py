"""What a certificate is: how long it holds, how it is numbered and stated. Values only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.errors import Conflict

# ------------------------------------------------------------------ how long a certificate holds


class Standing(StrEnum):
    """How a certificate stands on one day (còn giá trị, hết hạn, thu hồi, chưa có hiệu lực)."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class ValidityRegime:
    """One dated rule of validity: the certificate ends on 31/12 of its `years`-th year.

    The year of issue counts as the first. `first_day` and `last_day` bound the days of *issue*,
    both included; `last_day` None means still in force. `source` names the article.
    """

    first_day: date
    last_day: date | None
    years: int
    source: str

    def __post_init__(self) -> None:
        if self.years < 1:
            raise ValueError("a certificate holds for one year at least")
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError("a regime ends before it begins")

    def covers(self, day: date) -> bool:
        """Whether this rule speaks for a certificate issued on `day`."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


def valid_until(
    issued_on: date,
    regimes: Sequence[ValidityRegime],
    *,
    years: int | None = None,
    printed: date | None = None,
) -> date:
    """The last day the certificate holds (included), by the rule in force on the day of issue.

    `years` is what the contest's own rule set says (RuleSet.validity_years), counting the year of
    issue; None leaves it to the regimes. `printed` is the expiry that stands on an existing paper:
    the paper wins over the rule, because whether TT 14/2018 lengthened older certificates was
    never said.

    Raises Conflict `validity_rule_unknown` when no regime covers the day and nothing is printed,
    `expiry_before_issue` when the printed day lies before the issue.
    """
    if printed is not None:
        if printed < issued_on:
            raise Conflict("expiry_before_issue", issued_on=issued_on, valid_until=printed)
        return printed
    if years is not None:
        return _last_day(issued_on, years)
    covering = [regime for regime in regimes if regime.covers(issued_on)]
    if len(covering) != 1:
        raise Conflict("validity_rule_unknown", issued_on=issued_on)
    return _last_day(issued_on, covering[0].years)


def _last_day(issued_on: date, years: int) -> date:
    return date(issued_on.year + years - 1, 12, 31)


@dataclass(frozen=True, slots=True)
class CertificateDates:
    """The days that decide the standing; `valid_until` is the last good day."""

    issued_on: date
    valid_until: date
    revoked_on: date | None = None


def status(dates: CertificateDates, on: date) -> Standing:
    """How the certificate stood, stands or will stand on the day `on`, as far as is known.

    A revocation counts from its own day on, also for a paper that had expired by then;
    before that day the paper was good, and the answer for such a day says so.
    """
    if on < dates.issued_on:
        return Standing.NOT_YET
    if dates.revoked_on is not None and on >= dates.revoked_on:
        return Standing.REVOKED
    return Standing.IN_FORCE if on <= dates.valid_until else Standing.EXPIRED


def logo_until(dates: CertificateDates, on: date) -> date | None:
    """The last day on which the programme's logo may be printed on the product and its packaging,
    as known on the day `on`; None when the right has ended or not begun (TT 26/2014 Đ21.1: while
    the certificate is valid)."""
    if status(dates, on) is not Standing.IN_FORCE:
        return None
    if dates.revoked_on is not None:
        return min(dates.valid_until, dates.revoked_on - timedelta(days=1))
    return dates.valid_until


# --------------------------------------------------------------------------------- its number

_FIELD = re.compile(r"\{(?P<name>[^{}:]*)(?::(?P<width>[1-9]))?\}")
_MAX_PATTERN = 60


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """How one level writes its certificate numbers, from one day of issue to another.

    `unit_code` "" speaks for every unit of the level that has no pattern of its own.
    """

    level: str
    unit_code: str
    first_day: date
    last_day: date | None
    pattern: str
    source: str

    def __post_init__(self) -> None:
        if fault := pattern_fault(self.pattern):
            raise ValueError(f"{fault}: {self.pattern!r}")

    def covers(self, level: str, unit_code: str, day: date) -> bool:
        """Whether certificates of this level and unit, issued on `day`, are written this way."""
        return (
            self.level == level
            and self.unit_code in ("", unit_code)
            and self.first_day <= day
            and (self.last_day is None or day <= self.last_day)
        )


def pattern_fault(pattern: str) -> str | None:
    """Why `pattern` cannot write certificate numbers, as a code, or None when it can.

    A pattern holds `{sequence}` or `{sequence:3}` (at least so many digits) once and `{year}`
    once: without the year the same number would come again when the series restarts.
    """
    names = [match["name"] for match in _FIELD.finditer(pattern)]
    rest = _FIELD.sub("", pattern)
    if "{" in rest or "}" in rest or any(name not in ("sequence", "year") for name in names):
        return "number_pattern_field_unknown"
    if names.count("sequence") != 1:
        return "number_pattern_needs_sequence"
    if names.count("year") != 1:
        return "number_pattern_needs_year"
    if len(pattern) > _MAX_PATTERN:
        return "number_pattern_too_long"
    if not rest.isprintable():
        return "number_pattern_unprintable"
    if re.search(r"\}\{", pattern):
        return "number_pattern_runs_together"
    return None


def pattern_on(
    patterns: Sequence[NumberPattern], *, level: str, unit_code: str, day: date
) -> NumberPattern:
    """The pattern for a certificate issued on `day`; the unit's own goes before the level's.

    Raises Conflict `number_pattern_unknown` when there is none, or more than one that fits alike.
    """
    fitting = [pattern for pattern in patterns if pattern.covers(level, unit_code, day)]
    own = [pattern for pattern in fitting if pattern.unit_code] or fitting
    if len(own) != 1:
        raise Conflict("number_pattern_unknown", level=level, unit_code=unit_code, day=day)
    return own[0]


def format_number(pattern: str, sequence: int, year: int) -> str:
    """The printed number: "{sequence:3}/{year}/GCN-CNNT", 12, 2026 → "012/2026/GCN-CNNT".

    Raises ValueError for a faulty pattern or a sequence below 1: both are the caller's mistake.
    """
    if fault := pattern_fault(pattern):
        raise ValueError(f"{fault}: {pattern!r}")
    if sequence < 1:
        raise ValueError("the first number is 1")

    def written(match: re.Match[str]) -> str:
        value = sequence if match["name"] == "sequence" else year
        return f"{value:0{match['width'] or 1}}"

    return _FIELD.sub(written, pattern)


# ------------------------------------------------------------------------- what is printed

LEVEL_RANKS = range(1, 6)
"""1 commune, 2 district, 3 province, 4 region, 5 nation: the strokes of the level's seal."""


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """Everything a certificate says, copied on the day: a later renaming changes nothing.

    `level_name` follows "tiêu biểu" in the title ("cấp tỉnh"); `signer_title` may have several
    lines ("KT. CHỦ TỊCH\\nPHÓ CHỦ TỊCH"); `verify_url` is what the QR says, letter for letter.
    `group_name`, `establishment_address` and `signer_name` may be empty and are then left out.
    `simulated` marks a paper of the demonstration, which proves nothing.
    """

    number: str
    code: str
    level_rank: int
    level_name: str
    product_name: str
    is_set: bool
    group_name: str
    establishment_name: str
    establishment_address: str
    contest_title: str
    authority: str
    signer_title: str
    signer_name: str
    place_name: str
    decision_number: str
    decision_date: date
    issued_on: date
    valid_until: date
    verify_url: str
    simulated: bool

    def __post_init__(self) -> None:
        if self.level_rank not in LEVEL_RANKS:
            raise ValueError(f"no level has rank {self.level_rank}")
