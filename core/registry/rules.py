"""Numbers of establishments, and who may settle what in the register. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import mul

from core.registry.kinds import ConsentHow, EstablishmentKind, Origin, ProductGroup, SetCase

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_ZEROS = ord("0") * sum(_WEIGHTS)

WITH_NUMBER = frozenset({EstablishmentKind.ENTERPRISE, EstablishmentKind.COOPERATIVE})
"""Legal persons always have a number; a cooperative group or a household may have none yet."""

CODE_RANDOM = 6
"""Random signs after "CS" or "SP": 32 to the 6th, a thousand million codes of each."""


@dataclass(frozen=True, slots=True)
class EstablishmentFacts:
    """What is written about an establishment. `number` is as typed, empty when there is none
    (or, in an update, when it stays). `unit_id` may be unknown only for published sources.
    """

    name: str
    kind: EstablishmentKind
    number: str
    unit_id: int | None
    address: str = ""
    representative: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    story: str = ""
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """What is written about a product or a set. `price_dong` is whole đồng.

    `set_members` are the names of a set's products in order; None leaves those that are there.
    """

    name: str
    group: ProductGroup | None
    is_set: bool = False
    set_case: SetCase | None = None
    set_members: tuple[str, ...] | None = ()
    summary: str = ""
    description: str = ""
    materials: str = ""
    dimensions: str = ""
    price_dong: int | None = None
    plate: str = "other"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was read. `plain` has digits only; `personal` when it is its owner's own."""

    plain: str
    personal: bool

    @property
    def printed(self) -> str:
        """As it is written on papers: "0100112437", "0100112437-001"."""
        return self.plain if len(self.plain) <= 10 else f"{self.plain[:10]}-{self.plain[10:]}"

    def __repr__(self) -> str:
        """Never the number: a repr ends up in logs."""
        return f"Number(personal={self.personal})"


def check_digit(first_nine: str) -> int | None:
    """The tenth digit of a tax number; None where no number begins so.

    10 minus the weighted sum modulo 11 (weights 31 29 23 19 17 13 7 5 3); what would give 10 is
    not issued. Holds for every published number we have (81 of 81).
    """
    # Of the signs as bytes, less what as many zeros would give.
    rest = (sum(map(mul, _WEIGHTS, first_nine.encode())) - _ZEROS) % 11
    return 10 - rest if rest else None


def read_number(text: str) -> Number:
    """A tax number (10 digits, 13 for a branch) or an owner's 12-digit identity number.

    Dots, spaces and hyphens do not count. Raises ValueError: `number_not_valid` for another
    shape, `number_wrong_digit` when the check digit does not fit.
    """
    plain = text if text.isdigit() else re.sub(r"[\s.\-–]", "", text)
    if not (plain.isascii() and plain.isdigit()):
        raise ValueError("number_not_valid")
    if len(plain) == 12 and len(set(plain)) > 1:
        return Number(plain, personal=True)
    if len(plain) not in {10, 13} or plain[2:9] == "0000000" or plain[10:] == "000":
        raise ValueError("number_not_valid")
    if check_digit(plain[:9]) != int(plain[9]):
        raise ValueError("number_wrong_digit")
    return Number(plain, personal=False)


def lacks_number(facts: EstablishmentFacts, origin: Origin) -> bool:
    """Whether a legal person registers without its number. What is simulated or taken from a
    published source invents none."""
    registers = origin is Origin.REGISTERED and facts.kind in WITH_NUMBER
    return registers and not facts.number.strip()


def mask(personal: str) -> str:
    """What its own people see of an identity number: the last three digits."""
    return f"{'•' * (len(personal) - 3)}{personal[-3:]}"


def cleaned_members(names: Iterable[str]) -> tuple[str, ...]:
    """The names of a set's products, trimmed, empty ones left out."""
    return tuple(name.strip() for name in names if name.strip())


LEAST_MEMBERS, MOST_MEMBERS = 2, 60
"""Products in one set; the largest sets published have some twenty."""


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """One product of a set. `trademark_number` is that of the application or of the title."""

    name: str
    trademark: str = ""
    trademark_number: str = ""


def faults_of_product(
    facts: ProductFacts, *, members: int = 0, case_known: bool = True
) -> dict[str, str]:
    """What cannot be kept of a product: field → code.

    A set has at least two members and one of the three cases of TT 26/2014 Đ3.2. `members` it
    has already; `case_known` False for a published source, which does not say the case.
    """
    faults = {}
    if not facts.name.strip():
        faults["name"] = "missing"
    if facts.is_set:
        names = facts.set_members
        count = members if names is None else len(cleaned_members(names))
        if count < LEAST_MEMBERS:
            faults["set_members"] = "set_too_small"
        elif count > MOST_MEMBERS:
            faults["set_members"] = "set_too_large"
        if facts.set_case is None and case_known:
            faults["set_case"] = "set_case_missing"
    if facts.price_dong is not None and facts.price_dong < 0:
        faults["price_dong"] = "not_money"
    return faults


LONGEST_NOTE = 1_000


def faults_of_consent(
    given_by: str, given_on: date | None, how: ConsentHow, note: str, today: date
) -> dict[str, str | tuple[str, dict[str, object]]]:
    """Why a consent cannot be noted: who agreed, how, and on which day has to be said."""
    faults: dict[str, str | tuple[str, dict[str, object]]] = {}
    if not given_by.strip():
        faults["given_by"] = "consent_giver_missing"
    elif len(given_by) > LONGEST_NOTE:
        faults["given_by"] = ("too_long", {"most": LONGEST_NOTE})
    if how is ConsentHow.ONLINE:
        faults["how"] = "unknown_choice"  # given only by its own people
    if given_on is None:
        faults["given_on"] = "missing"
    elif given_on > today:
        faults["given_on"] = "consent_in_future"
    if len(note) > LONGEST_NOTE:
        faults["note"] = ("too_long", {"most": LONGEST_NOTE})
    return faults
