"""One row of a list of people for the bodies: values in, body and position or faults out. Pure."""

from collections.abc import Mapping
from typing import Any

from contest.bodies.kinds import BodyKind, Position
from contest.bodies.rules import POSITIONS
from core.text import fold

BODIES: dict[BodyKind, tuple[str, ...]] = {
    BodyKind.COUNCIL: ("hoi dong", "hdbc"),
    BodyKind.JURY: ("ban giam khao", "bgk", "giam khao"),
    BodyKind.SUPPORT_TEAM: ("to chuyen mon", "to giup viec", "to thu ky", "giup viec", "to"),
}
"""What the cell of a body begins with (folded)."""

WRITTEN: dict[BodyKind, tuple[tuple[str, Position], ...]] = {
    BodyKind.COUNCIL: (
        ("pho chu tich thuong truc", Position.STANDING_VICE_CHAIR),
        ("pho chu tich", Position.VICE_CHAIR),
        ("chu tich", Position.COUNCIL_CHAIR),
        ("uy vien", Position.COUNCIL_MEMBER),
        ("thanh vien", Position.COUNCIL_MEMBER),
    ),
    BodyKind.JURY: (
        ("pho truong ban", Position.JURY_VICE_HEAD),
        ("truong ban", Position.JURY_HEAD),
        ("giam khao", Position.JUROR),
        ("thanh vien", Position.JUROR),
        ("uy vien", Position.JUROR),
    ),
    BodyKind.SUPPORT_TEAM: (
        ("thu ky", Position.SECRETARY),
        ("to truong", Position.SECRETARY),
        ("to pho", Position.SECRETARY),
        ("thanh vien", Position.SECRETARY),
        ("uy vien", Position.SECRETARY),
    ),
}
"""What the cell of a position begins with (folded), the longer first."""

Fault = tuple[str, str, dict[str, Any]]
"""Field, code, facts."""


def read_member(values: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[Fault]]:
    """A record with person, title, body and position, or what is wrong.

    A row that names no body is of the one that alone has such a position. Codes: `missing`,
    `member_body_unknown`, `member_position_unknown`.
    """
    faults: list[Fault] = []
    person = values.get("person") or ""
    if not person:
        faults.append(("person", "missing", {}))
    said_body, said_position = values.get("body") or "", values.get("position") or ""
    body = _body(said_body)
    if said_body and body is None:
        faults.append(("body", "member_body_unknown", {}))
    position: Position | None = None
    if body is not None:
        position = _position(body, said_position)
    elif not said_body:
        fitting = [
            (kind, found)
            for kind in BodyKind
            if said_position and (found := _position(kind, said_position)) is not None
        ]
        if len(fitting) == 1:
            body, position = fitting[0]
        else:
            faults.append(("body", "missing", {}))
    if body is not None and position is None:
        faults.append(("position", "member_position_unknown", {}))
    if faults or body is None or position is None:
        return None, faults
    return {
        "person": person,
        "title": values.get("title") or "",
        "body": body.value,
        "position": position.value,
    }, []


def _body(said: str) -> BodyKind | None:
    words = fold(said)
    for kind, starts in BODIES.items():
        if any(words == start or words.startswith(f"{start} ") for start in starts):
            return kind
    return None


def _position(body: BodyKind, said: str) -> Position | None:
    """The position that the words begin with; an open cell is the plain member's."""
    words = fold(said)
    if not words:
        return POSITIONS[body][-1]
    return next((position for start, position in WRITTEN[body] if words.startswith(start)), None)
