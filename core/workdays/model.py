"""Table of what offices were told of a year's working days after this release."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class CalendarYear(Base):
    """A year's notice, loaded by an administrator (data/SOURCES.md says its form).

    The newest row of a year counts, before what this release ships; older ones stay readable.
    """

    __tablename__ = "calendar_years"
    id: Mapped[int] = mapped_column(primary_key=True)
    calendar: Mapped[str] = mapped_column(index=True)
    year: Mapped[int]
    said: Mapped[dict[str, Any]]
    loaded_at: Mapped[datetime]
    loaded_by: Mapped[int]
