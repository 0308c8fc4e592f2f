"""Contacts, passwords, tries, and who may do what for whom. Pure."""

import ipaddress
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from core.identity import Identity
from core.rights import Act, Role, Subject, roles_for
from core.text import fold

SHORTEST_PASSWORD = 8
"""NIST SP 800-63B §5.1.1.2: at least 8, no rule of composition, a list of common ones."""
LONGEST_PASSWORD = 200

COMMON_PASSWORDS = frozenset(
    """
    12345678 123456789 1234567890 0123456789 87654321 11111111 00000000 88888888 66666666
    99999999 12341234 11223344 12344321 123123123 123456788 147258369 789456123 1qaz2wsx
    password password1 password123 passw0rd qwertyui qwerty123 qwertyuiop asdfghjk asdfghjkl
    abc12345 abcd1234 abc123456 a1234567 a12345678 aa123456 aaaaaaaa iloveyou admin123 admin1234
    administrator welcome1 matkhau1 matkhau123 matkhau12345 matkhaumoi vietnam1
    vietnam123 vietnam2025 vietnam2026 xinchao1 xinchao123 anhyeuem emyeuanh anhyeuem123
    tinhhoa1 tinhhoa123 tinhhoa2026 thuongxinh khongbiet khongco1 deptrai1
    """.split()  # noqa: SIM905 (a list of words is easier to read)
)
"""The commonest in Vietnamese and English leaks' lists; compared without marks, case or spaces."""

SESSION_LASTS = timedelta(days=30)
RESET_LINK_LASTS = timedelta(hours=8)
RESET_CODE_LASTS = timedelta(hours=24)
RESET_CODE_LENGTH = 8
INVITATION_LASTS = timedelta(days=14)


def normal_password(text: str) -> str:
    """The password as it is hashed: NFKC, so that every keyboard's "ế" is the same letter."""
    return unicodedata.normalize("NFKC", text)


def refusal_of_password(text: str) -> str | tuple[str, dict[str, object]] | None:
    """Why this cannot be a password, or None."""
    plain = normal_password(text)
    if len(plain) < SHORTEST_PASSWORD:
        return "password_too_short", {"least": SHORTEST_PASSWORD}
    if len(plain) > LONGEST_PASSWORD:
        return "password_too_long", {"most": LONGEST_PASSWORD}
    if fold(plain).replace(" ", "") in COMMON_PASSWORDS or len(set(plain)) == 1:
        return "password_common"
    return None


def fold_email(text: str) -> str | None:
    """The e-mail in small letters, or None when it cannot be one. Delivery is not tried."""
    plain = text.strip().lower()
    fits = re.fullmatch(r"[^\s@,;<>\"()]{1,64}@(?:[^\s@.,;<>\"()]+\.)+[^\s@.,;<>\"()]{2,}", plain)
    return plain if fits and len(plain) <= 254 else None


def fold_phone(text: str) -> str | None:
    """The number as digits that begin with 0, or None when it cannot be a Vietnamese number.

    A mobile number has 10 digits, a landline 11 since 2017 (0 + 2x or 2xx). A well-formed number
    is not refused for its prefix: numbers move between carriers (since 2018).
    """
    digits = re.sub(r"[\s.\-()]", "", text)
    digits = re.sub(r"^(?:\+|00)84(?:\(0\))?0?", "0", digits)
    if re.fullmatch(r"84[235789]\d{8,9}", digits):
        digits = f"0{digits[2:]}"
    return digits if re.fullmatch(r"0[35789]\d{8}|02\d{9}", digits) else None


def fold_contact(text: str) -> tuple[str | None, str | None]:
    """(e-mail, phone) of what was typed into one field; both None when it is neither."""
    if "@" in text:
        return fold_email(text), None
    return None, fold_phone(text)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries within `within`, counted from the first of them."""

    name: str
    most: int
    within: timedelta


SIGN_IN_BY_CONTACT = Limit("sign-in:contact", 10, timedelta(minutes=15))
SIGN_IN_BY_SOURCE = Limit("sign-in:source", 60, timedelta(minutes=15))
REGISTER_BY_SOURCE = Limit("register:source", 20, timedelta(hours=1))
RESET_BY_CONTACT = Limit("reset:contact", 3, timedelta(hours=1))
RESET_BY_SOURCE = Limit("reset:source", 30, timedelta(hours=1))
CODE_BY_CONTACT = Limit("code:contact", 10, timedelta(minutes=15))


def source_of(address: str) -> str:
    """What tries are counted by: an IPv4 address, or the /64 of an IPv6 one (one household)."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


BY_PLACE = frozenset(
    {
        Role.COLLABORATOR,
        Role.OFFICER,
        Role.SECRETARY,
        Role.FAIR_ORGANISER,
        Role.SUPPORT_OFFICER,
        Role.PROGRAMME_MANAGER,
        Role.INSPECTOR,
    }
)
"""Roles held in a place (or for one contest or fair); an empty place would mean everywhere."""

BY_SEAT = frozenset({Role.JUROR, Role.JURY_HEAD, Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR})
"""Roles of a contest's bodies: they come with the seat, or are given for one contest."""

_NOT_PLACES = frozenset({Role.PRODUCER, Role.ADMINISTRATOR})

MAY_INVITE: dict[Role, frozenset[Role]] = {
    Role.OFFICER: frozenset({Role.PRODUCER, Role.COLLABORATOR}),
    Role.SECRETARY: frozenset({Role.PRODUCER, Role.COLLABORATOR, Role.OFFICER, Role.SECRETARY}),
    Role.ADMINISTRATOR: BY_PLACE | _NOT_PLACES,
}
"""Which roles each role may give away by invitation, within its own place."""

MAY_RESET: dict[Role, frozenset[Role]] = {
    Role.OFFICER: frozenset({Role.PRODUCER, Role.COLLABORATOR}),
    Role.SECRETARY: frozenset({Role.PRODUCER, Role.COLLABORATOR, Role.OFFICER}),
    Role.ADMINISTRATOR: frozenset(Role),
}
"""Whose password each role may reset: nobody who may do more than oneself."""

Held = tuple[Role, Subject]
"""A role somebody holds, and what it is held about."""


def refusal_of_grant(
    role: Role, unit_id: int | None, contest_id: int | None, fair_id: int | None
) -> dict[str, str]:
    """Why a role cannot be held within these limits: field → code; empty when it can."""
    if role is Role.PRODUCER:
        return {"role": "role_by_membership"}
    if role is Role.ADMINISTRATOR:
        stated = unit_id is not None or contest_id is not None or fair_id is not None
        return {"role": "role_without_place"} if stated else {}
    if role in BY_SEAT:
        return {} if contest_id is not None else {"role": "role_by_seat"}
    if unit_id is None and contest_id is None and fair_id is None:
        return {"unit_id": "place_missing"}
    return {}


def may_invite(who: Identity, role: Role, place: Subject) -> bool:
    """Whether this person may give this role in this place; people of an establishment are
    invited by whoever holds that act about it."""
    if role is Role.PRODUCER and place.establishment_id is not None:
        return who.may(Act.MEMBER_INVITE, place)
    through = roles_for(who.grants, Act.ACCOUNT_INVITE, place)
    return any(role in MAY_INVITE.get(one, frozenset()) for one in through)


def roles_to_invite(who: Identity) -> tuple[Role, ...]:
    """The roles this person may give somewhere, in the order of `Role`."""
    given = frozenset().union(*(MAY_INVITE.get(role, frozenset()) for role in who.roles()))
    return tuple(role for role in Role if role in given)


def refusal_to_reset(who: Identity, held: Iterable[Held]) -> str | None:
    """Why this person may not hand out a new password to one who holds these roles, or None.

    An administrator may for everybody. Others only where each role of that person is one they
    may reset, in a place they reach; somebody without any role is known to nobody in the field.
    """
    if Role.ADMINISTRATOR in roles_for(who.grants, Act.ACCOUNT_RESET, Subject()):
        return None
    roles = list(held)
    reached = all(
        any(
            role in MAY_RESET.get(one, frozenset())
            for one in roles_for(who.grants, Act.ACCOUNT_RESET, subject)
        )
        for role, subject in roles
    )
    return None if roles and reached else "reset_beyond_reach"
