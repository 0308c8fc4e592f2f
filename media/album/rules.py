"""The order and the number of a product's photographs. Pure."""

from collections.abc import Sequence
from enum import StrEnum

MOST_PHOTOS = 20
"""Of one product; the dossier of a contest asks for far fewer (TT 14/2018 PL2)."""


class Way(StrEnum):
    """Where a photograph moves."""

    UP = "up"
    DOWN = "down"


def moved(order: Sequence[int], which: int, way: Way) -> list[int]:
    """The ids in their new order; the first cannot go up, nor the last down."""
    ids = list(order)
    if which not in ids:
        return ids
    at = ids.index(which)
    to = at - 1 if way is Way.UP else at + 1
    if 0 <= to < len(ids):
        ids[at], ids[to] = ids[to], ids[at]
    return ids


def room_left(have: int) -> int:
    """How many more photographs a product can take."""
    return max(0, MOST_PHOTOS - have)
