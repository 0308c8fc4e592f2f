"""What the parts of the demonstration share: the session, the days, the cast, the places."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from core.accounts.model import Account
from core.clock import VIETNAM, day_in_vietnam
from core.identity import Identity
from core.registry.model import Establishment, Product
from web import identify
from web.wiring import Wiring

MARK = " (mô phỏng)"
"""Stands behind the name of every body and person that is invented."""


@dataclass(slots=True)
class Places:
    """Ids of the units the story plays in; all of Vĩnh Long's geography."""

    province: int
    old_district: int
    long_ho: int  # a commune of the old district, for makers who were there in 2024
    communes: dict[str, int]  # "a" … → communes of today


@dataclass(slots=True)
class Scene:
    """One filling of one database."""

    wiring: Wiring
    session: Session
    now: datetime
    places: Places
    people: dict[str, Account] = field(default_factory=dict)
    makers: dict[str, Establishment] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    details: dict[str, dict[str, object]] = field(default_factory=dict)
    album: dict[str, list[int]] = field(default_factory=dict)

    def who(self, name: str) -> Identity:
        """That person with the rights held at this point of the story."""
        return identify.identity_of(self.session, self.people[name])

    def ago(self, days: float, hour: int = 9) -> datetime:
        """That many days before now, at an hour of Vietnam's day."""
        day = day_in_vietnam(self.now - timedelta(days=days))
        return datetime.combine(day, time(hour), VIETNAM)


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """An instant on Vietnam's clock."""
    return datetime.combine(date(year, month, day), time(hour), VIETNAM)
