"""When the council may make one set of several products (bộ sản phẩm). Pure.

A set is of one establishment and fits one of three cases (TT 26/2014 Đ3.2 a, b, c); each member
has passed by itself (Đ17.1). The set counts as one product: one certificate, one prize (Đ4.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.registry.kinds import SetCase

Fault = tuple[str, dict[str, object]]

MOST_NAME = 200


@dataclass(frozen=True, slots=True)
class Member:
    """A product that is to be part of a set."""

    entry_id: int
    code: str
    establishment_id: int
    total: int
    divisor: int
    eligible: bool
    in_set: bool = False


def refusals(
    name: str, case: SetCase | None, members: Sequence[Member], reason: str, least: int
) -> dict[str, Fault]:
    """Field → why these are no set; empty when they are one. Fields: `name`, `case`, `members`,
    `reason`."""
    found: dict[str, Fault] = {}
    if not name:
        found["name"] = "missing", {}
    elif len(name) > MOST_NAME:
        found["name"] = "too_long", {"most": MOST_NAME}
    if case is None:
        found["case"] = "merged_case_missing", {}
    if len(reason) < least:
        found["reason"] = "reason_too_short", {"least": least}
    if fault := fault_of_members(members):
        found["members"] = fault
    return found


def fault_of_members(members: Sequence[Member]) -> Fault | None:
    """Why these products cannot be put together, or None."""
    if len(members) < 2:
        return "merged_too_small", {}
    if len({one.establishment_id for one in members}) > 1:
        return "merged_of_two_makers", {"codes": ", ".join(one.code for one in members)}
    if below := [one.code for one in members if not one.eligible]:
        return "merged_member_below", {"codes": ", ".join(below)}
    if taken := [one.code for one in members if one.in_set]:
        return "merged_member_taken", {"codes": ", ".join(taken)}
    return None


def lead(members: Sequence[Member]) -> Member:
    """The member by whose average the set is placed, and whose dossier carries the certificate:
    the highest. Of equal ones the shorter, then the lower code: they would place it alike."""
    return min(
        members,
        key=lambda one: (-Fraction(one.total, one.divisor or 1), len(one.code), one.code),
    )
