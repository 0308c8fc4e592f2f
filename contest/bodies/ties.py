"""What may bind a juror to an entrant, found in what both have told. Pure; people decide.

The circular has no rule of recusal (TT 26/2014 asks for independence only, Đ16.2). A tie is shown
to the desk and to the jury head, who confirm or dismiss it with a reason; only a juror's own
establishment leaves no choice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contest.bodies.kinds import Tie
from core.text import fold, same_name

_KIND_WORDS = ("xa", "phuong", "thi tran", "dac khu", "huyen", "quan", "thi xa", "thanh pho", "tp")
_BASE_DIGITS = 10  # a branch has the number of its head office and three more digits


@dataclass(frozen=True, slots=True)
class Firm:
    """An establishment in which a juror works or that is the juror's own."""

    id: int | None
    tax_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""  # with its place: "Ấp An Hòa, Xã An Bình, …"


@dataclass(frozen=True, slots=True)
class JurorFacts:
    """What is known of a juror that could tie them to an entrant."""

    seat_id: int
    person: str
    account_id: int | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    address: str = ""
    firms: tuple[Firm, ...] = ()


@dataclass(frozen=True, slots=True)
class EntrantFacts:
    """What is known of the maker of an entry; `product` and `maker` as the dossier has them."""

    entry_id: int
    establishment_id: int | None = None
    owners: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    tax_number: str = ""
    address: str = ""
    product: str = ""
    maker: str = ""


Alike = tuple[Tie, str]
"""A tie and what is alike, for people to read."""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that ties one juror to one entry, the strongest first; never empty."""

    seat_id: int
    entry_id: int
    ties: tuple[Alike, ...]

    @property
    def own_firm(self) -> bool:
        """Whether the product is of the juror's own establishment."""
        return self.ties[0][0] is Tie.OWN_FIRM


def found(jurors: Sequence[JurorFacts], entrants: Sequence[EntrantFacts]) -> list[Found]:
    """Every pair that has something alike, by juror and then by entry, in the given orders."""
    by_key: dict[tuple[Tie, str], list[int]] = {}
    for place, entrant in enumerate(entrants):
        for kind_and_key in _keys_of_entrant(entrant):
            by_key.setdefault(kind_and_key, []).append(place)
    pairs = []
    for juror in jurors:
        alike: dict[int, dict[Tie, str]] = {}
        for tie, key, said in _keys_of_juror(juror):
            for place in by_key.get((tie, key), ()):
                if tie is Tie.SAME_OWNER and not any(
                    same_name(juror.person, one) for one in entrants[place].owners
                ):
                    continue
                alike.setdefault(place, {}).setdefault(tie, said or entrants[place].maker)
        for place in sorted(alike):
            told = alike[place]
            if Tie.OWN_FIRM in told:
                told.pop(Tie.SAME_TAX_NUMBER, None)
            ties = tuple((tie, told[tie]) for tie in Tie if tie in told)
            pairs.append(Found(juror.seat_id, entrants[place].entry_id, ties))
    return pairs


def _keys_of_entrant(one: EntrantFacts) -> set[tuple[Tie, str]]:
    keys = {(Tie.SAME_OWNER, fold(name)) for name in one.owners if fold(name)}
    keys |= {(Tie.SAME_PHONE, digits(phone)) for phone in one.phones if digits(phone)}
    keys |= {(Tie.SAME_EMAIL, mail.casefold()) for mail in one.emails if mail}
    if one.establishment_id is not None:
        keys.add((Tie.OWN_FIRM, f"id {one.establishment_id}"))
    if one.tax_number:
        keys.add((Tie.OWN_FIRM, one.tax_number))
        keys.add((Tie.SAME_TAX_NUMBER, one.tax_number[:_BASE_DIGITS]))
    if key := address_key(one.address):
        keys.add((Tie.SAME_ADDRESS, key))
    return keys


def _keys_of_juror(one: JurorFacts) -> Iterable[tuple[Tie, str, str]]:
    """(tie, key, what to tell of it); "" tells the maker's name."""
    yield Tie.SAME_OWNER, fold(one.person), one.person
    for firm in one.firms:
        if firm.id is not None:
            yield Tie.OWN_FIRM, f"id {firm.id}", ""
        if number := "".join(char for char in firm.tax_number if char.isdecimal()):
            yield Tie.OWN_FIRM, number, ""
            yield Tie.SAME_TAX_NUMBER, number[:_BASE_DIGITS], number
    for phone in (*one.phones, *(firm.phone for firm in one.firms)):
        if digits(phone):
            yield Tie.SAME_PHONE, digits(phone), f"…{digits(phone)[-3:]}"
    for mail in (*one.emails, *(firm.email for firm in one.firms)):
        if mail:
            yield Tie.SAME_EMAIL, mail.casefold(), _masked(mail)
    for address in (one.address, *(firm.address for firm in one.firms)):
        if key := address_key(address):
            yield Tie.SAME_ADDRESS, key, address


def digits(phone: str) -> str:
    """0912 345 678, +84 912 345 678 and 84912345678 are one number."""
    told = "".join(char for char in phone if char.isdecimal())
    return "0" + told[2:] if told.startswith("84") and len(told) > 10 else told


def address_key(address: str) -> str:
    """Street or hamlet and the unit it lies in, folded; "" when either is not told.

    "Ấp An Hòa, xã An Bình" and "ấp An Hoà, Xã An Bình, tỉnh Vĩnh Long" are one place.
    """
    parts = [_bare(fold(part)) for part in address.split(",")]
    parts = [part for part in parts if part]
    return ", ".join(parts[:2]) if len(parts) > 1 else ""


def _bare(part: str) -> str:
    word = next((word for word in _KIND_WORDS if part.startswith(f"{word} ")), "")
    return part[len(word) :].strip()


def _masked(mail: str) -> str:
    name, _, host = mail.partition("@")
    return f"{name[:1]}…@{host}"
