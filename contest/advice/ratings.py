"""The table that every statistic here reads: products in rows, jurors in columns. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Ratings:
    """What each juror gave each product; None is a product the juror did not score.

    `values[i][j]` is the rating of `products[i]` by `jurors[j]`, in the table's own unit. Raises
    ValueError where the shape is not that.
    """

    products: tuple[str, ...]
    jurors: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]

    def __post_init__(self) -> None:
        if len(self.values) != len(self.products):
            raise ValueError("a row of ratings for each product")
        if any(len(row) != len(self.jurors) for row in self.values):
            raise ValueError("a rating, or None, for each juror")

    @cached_property
    def given(self) -> tuple[tuple[float, ...], ...]:
        """The ratings of each product without the gaps."""
        return tuple(tuple(value for value in row if value is not None) for row in self.values)

    @cached_property
    def complete(self) -> tuple[tuple[float, ...], ...]:
        """The rows of the products that every juror scored."""
        return tuple(row for row in self.given if len(row) == len(self.jurors))

    @property
    def count(self) -> int:
        """How many ratings there are."""
        return sum(map(len, self.given))


def of(rows: Sequence[Sequence[float | None]]) -> Ratings:
    """Ratings whose products and jurors are called by their places: "1", "2", … and "J1", …"""
    width = max(map(len, rows), default=0)
    return Ratings(
        tuple(str(at) for at in range(1, len(rows) + 1)),
        tuple(f"J{at}" for at in range(1, width + 1)),
        tuple(tuple(row) for row in rows),
    )
