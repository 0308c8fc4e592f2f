"""How a contest makes one figure of several sheets: its own clause, for the circular names only
an average (TT 26/2014 Đ17.1: "điểm bình quân") and drops nothing. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Average(StrEnum):
    """What one figure is made of several sheets by."""

    MEAN = "mean"  # the national reading: all sheets count the same
    MEDIAN = "median"
    TRIMMED = "trimmed"  # the mean of what is left when the extremes are put aside


@dataclass(frozen=True, slots=True)
class Averaging:
    """The method, and for a trimmed mean how many of the highest and of the lowest are put aside.

    Raises ValueError for a number that does not belong to the method.
    """

    method: Average = Average.MEAN
    drop: int = 0

    def __post_init__(self) -> None:
        if (self.drop > 0) != (self.method is Average.TRIMMED) or self.drop < 0:
            raise ValueError(f"{self.method} cannot put {self.drop} sheets aside at each end")


PLAIN_MEAN = Averaging()
