"""The plan of a fair's hall as it is drawn: millimetres in, the same booths as a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from fairs.fairs.queries import Stand

MARGIN_MM = 600


class PlacedBooth(Protocol):
    """What a plan needs to know of a booth."""

    id: int
    code: str
    x_mm: int
    y_mm: int
    width_mm: int
    depth_mm: int
    corner: bool
    blocked_reason: str


@dataclass(frozen=True, slots=True)
class DrawnBooth:
    """A booth with its state (free, taken, blocked) and who stands there."""

    booth: PlacedBooth
    state: str
    stands: Sequence[Stand]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything a template needs to draw the hall, and to list it."""

    width_mm: int
    height_mm: int
    booths: Sequence[DrawnBooth]

    @property
    def taken(self) -> list[DrawnBooth]:
        """Booths in which somebody stands."""
        return [one for one in self.booths if one.stands]


def drawing(booths: Sequence[PlacedBooth], stands: Mapping[int, Sequence[Stand]]) -> Drawing:
    """The hall with who stands where; pass no stands while the plan is not public."""
    width = max((one.x_mm + one.width_mm for one in booths), default=0)
    height = max((one.y_mm + one.depth_mm for one in booths), default=0)
    return Drawing(
        width + 2 * MARGIN_MM,
        height + 2 * MARGIN_MM,
        [DrawnBooth(one, _state(one, stands), stands.get(one.id, ())) for one in booths],
    )


def _state(booth: PlacedBooth, stands: Mapping[int, Sequence[Stand]]) -> str:
    if booth.blocked_reason:
        return "blocked"
    return "taken" if stands.get(booth.id) else "free"
