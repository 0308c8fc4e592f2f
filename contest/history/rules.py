"""What an old round and an old recognition may say, how long it holds, which one is current.

Unknown is None everywhere, and never 0: a round with 0 certified products recognised none, a round
with None is one whose number nobody wrote down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from contest.certificates.rules import CertificateDates, Standing, ValidityRegime, status
from contest.certificates.rules import valid_until as ruled_until
from contest.contests.kinds import ContestLevel
from contest.history.kinds import Told

FIRST_YEAR = 2008
"""The lists of units begin in 2008; the programme itself with TT 35/2010."""

MOST = 100_000
"""No round ever received so many products; a larger figure is a slip of the keyboard."""

MOST_ROUND = 99

Faults = dict[str, str | tuple[str, dict[str, object]]]


# ------------------------------------------------------------------------------- one old round


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of a round, as numbers of products (`entrants`: of establishments).

    `passed` counts products at 70 points or more; `target` is what the plan wanted certified.
    """

    received: int | None = None
    valid: int | None = None
    entrants: int | None = None
    passed: int | None = None
    certified: int | None = None
    prized: int | None = None
    nominated: int | None = None
    target: int | None = None

    def known(self) -> dict[str, int]:
        """The figures that are known, by name."""
        named = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in named.items() if value is not None}


FIGURES = tuple(one.name for one in fields(Figures))

NOT_MORE_THAN = (
    ("valid", "received"),
    ("entrants", "received"),
    ("passed", "received"),
    ("passed", "valid"),
    ("certified", "received"),
    ("certified", "valid"),
    ("certified", "passed"),
    ("prized", "received"),
    ("nominated", "received"),
)
"""The first is a part of the second (domain.md §3.4: screened, scored, chosen, in that order; no
product below 70 is ever certified). Prizes and nominations are not held against the certified:
sources give them for all that passed as well."""


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """An old round as it is entered. `round` counts the rounds of one place and year from 1."""

    level: ContestLevel
    unit_id: int | None
    year: int
    round: int = 1
    figures: Figures = Figures()
    decision_number: str = ""
    decision_date: date | None = None
    source: str = ""
    source_url: str = ""
    note: str = ""


def faults_of_round(facts: RoundFacts, this_year: int) -> Faults:
    """What cannot be kept of an old round: field → code. Figures may be unknown, but not all."""
    faults = faults_of_figures(facts.figures)
    if not FIRST_YEAR <= facts.year <= this_year:
        faults["year"] = ("past_year", {"first": FIRST_YEAR, "last": this_year})
    if not 1 <= facts.round <= MOST_ROUND:
        faults["round"] = "round_out_of_range"
    if not facts.source.strip():
        faults["source"] = "past_source_missing"
    if fault := decision_fault(facts.decision_date, facts.year):
        faults["decision_date"] = fault
    return faults


def faults_of_figures(figures: Figures) -> Faults:
    """None known, out of range, or a part larger than its whole."""
    known = figures.known()
    if not known:
        return {"received": "past_figures_missing"}
    faults: Faults = {
        name: "past_figure_out_of_range" for name, value in known.items() if not 0 <= value <= MOST
    }
    for part, whole in NOT_MORE_THAN:
        if part in known and whole in known and known[part] > known[whole]:
            faults.setdefault(part, (f"past_more_than_{whole}", {"most": known[whole]}))
    return faults


def decision_fault(signed_on: date | None, year: int) -> str | None:
    """A decision is signed in the year of its round or, after a late round, in the next."""
    if signed_on is None or year <= signed_on.year <= year + 1:
        return None
    return "past_decision_of_other_year"


# ------------------------------------------------------------------------- one old recognition


@dataclass(frozen=True, slots=True)
class RecognitionFacts:
    """An old recognition as an office's papers state it; names are copied as they stand there.

    `unit_id` is the place whose round recognised it, of the kind of the level. `issued_on` is the
    day of the certificate when it is known apart from the decision; `printed_until` the expiry
    that stands on the paper.
    """

    product_id: int
    level: ContestLevel
    unit_id: int | None
    year: int
    round: int = 1
    product_as_printed: str = ""
    maker_as_printed: str = ""
    decision_number: str = ""
    decision_date: date | None = None
    certificate_number: str = ""
    issued_on: date | None = None
    printed_until: date | None = None
    revoked_on: date | None = None
    prize: str = ""
    source: str = ""
    note: str = ""


def faults_of_recognition(facts: RecognitionFacts, today: date) -> Faults:
    """What cannot be kept of an old recognition: field → code."""
    faults: Faults = {}
    if not FIRST_YEAR <= facts.year <= today.year:
        faults["year"] = ("past_year", {"first": FIRST_YEAR, "last": today.year})
    if not 1 <= facts.round <= MOST_ROUND:
        faults["round"] = "round_out_of_range"
    if not (facts.decision_number.strip() or facts.source.strip()):
        faults["decision_number"] = "past_paper_missing"
    for name in ("decision_date", "issued_on"):
        day: date | None = getattr(facts, name)
        if fault := decision_fault(day, facts.year):
            faults[name] = fault
        elif day is not None and day > today:
            faults[name] = "past_day_to_come"
    begins = facts.issued_on or facts.decision_date
    for name in ("printed_until", "revoked_on"):
        day = getattr(facts, name)
        if day is not None and begins is not None and day < begins:
            faults[name] = "past_ends_before_it_begins"
    return faults


@dataclass(frozen=True, slots=True)
class Holding:
    """How long a recognition holds: both days None when no paper and no rule says it."""

    begins: date | None = None
    until: date | None = None
    printed: bool = False  # the expiry stands on the paper; else the rule of that day gives it
    revoked_on: date | None = None

    def standing(self, on: date) -> Standing | None:
        """How it stands on the day; None when its days are not known."""
        if self.revoked_on is not None and on >= self.revoked_on:
            return Standing.REVOKED
        if self.begins is None or self.until is None:
            return None
        return status(CertificateDates(self.begins, self.until, self.revoked_on), on)


def holding(
    *,
    decision_date: date | None,
    issued_on: date | None,
    printed_until: date | None,
    revoked_on: date | None,
    regimes: Sequence[ValidityRegime],
) -> Holding:
    """The days of an old recognition, by the rule in force on its day of issue.

    The paper's own expiry wins over the rule. Without a day of issue the day of the decision
    stands for it; a day before the first rule that we know (21/10/2014) gives no expiry.
    """
    begins = issued_on or decision_date
    if printed_until is not None:
        return Holding(begins, printed_until, True, revoked_on)
    if begins is None or not any(regime.covers(begins) for regime in regimes):
        return Holding(begins, None, False, revoked_on)
    return Holding(begins, ruled_until(begins, regimes), False, revoked_on)


# ------------------------------------------------------- which recognition is the current one


@dataclass(frozen=True, slots=True)
class Recognised:
    """What decides the order of a product's recognitions, wherever they come from."""

    level: ContestLevel
    year: int | None
    day: date | None
    standing: Standing | None

    @property
    def _newness(self) -> tuple[int, int]:
        year = self.day.year if self.day is not None else self.year
        return -(year or 0), -(self.day.toordinal() if self.day is not None else 0)

    @property
    def _height(self) -> int:
        return -LEVELS.index(self.level)


LEVELS = tuple(ContestLevel)


def list_order(one: Recognised) -> tuple[object, ...]:
    """The place in a product's list, the first of which is the current one and stands on cards:
    what is in force first, the latest before the older; then the rest, the newest first. So an
    older one that is added later never replaces the one that was shown."""
    return one.standing is not Standing.IN_FORCE, *one._newness, one._height


# --------------------------------------------------------------------- counting without doubles


@dataclass(frozen=True, slots=True)
class RoundKey:
    """What makes two rows one round."""

    level: ContestLevel
    unit_id: int
    year: int
    round: int = 1


@dataclass(frozen=True, slots=True)
class Claim:
    """One telling of a round. `number` is its contest, past round or None for a list of names."""

    told: Told
    key: RoundKey
    certified: int | None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A telling, and whether it is the one that counts for its round."""

    claim: Claim
    counts: bool


def settle(claims: Iterable[Claim]) -> tuple[Line, ...]:
    """Of several tellings of one round exactly one counts: run here, then the office, then a
    public source, then a list of names. The others are kept beside it and not counted.

    A telling that knows the number of certified products goes before one that does not, except
    that a round run here always counts itself.
    """
    order = tuple(Told)
    by_key: dict[RoundKey, list[Claim]] = {}
    for claim in claims:
        by_key.setdefault(claim.key, []).append(claim)
    lines: list[Line] = []
    for found in by_key.values():
        ranked = sorted(
            found,
            key=lambda one: (
                one.told is not Told.HERE,
                one.certified is None,
                order.index(one.told),
                one.number or 0,
            ),
        )
        lines += [Line(one, place == 0) for place, one in enumerate(ranked)]
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                -line.claim.key.year,
                -LEVELS.index(line.claim.key.level),
                line.claim.key.unit_id,
                line.claim.key.round,
                not line.counts,
            ),
        )
    )


def lies_in(year: int, day: date | None, first: date, last: date) -> bool:
    """Whether something lies in a period: by its day, or without one by its whole year."""
    if day is not None:
        return first <= day <= last
    return first <= date(year, 1, 1) and date(year, 12, 31) <= last
