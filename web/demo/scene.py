"""What the parts of the demonstration share: the session, the days, the cast, the places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from core.accounts.model import Account
from core.clock import VIETNAM, day_in_vietnam
from core.identity import Identity
from core.registry.kinds import EstablishmentKind
from core.registry.model import Establishment, Product
from core.territory import queries as territory
from core.territory.rules import UnitKind, split_name
from web import identify
from web.wiring import Wiring

MARK = " (mô phỏng)"
"""Stands behind the name of every body and person that is invented."""

OLD_DAY = date(2024, 6, 1)
"""A day of the three-tier time, by which its units are looked up."""


@dataclass(slots=True)
class Places:
    """Ids of the units the story plays in; all of Vĩnh Long's geography."""

    province: int
    old_province: int
    old_district: int
    long_ho: int  # a commune of the old district, for makers who were there in 2024
    communes: dict[str, int]  # "a" … "g" and one by name → communes of today
    districts: dict[str, int]  # code → district, until 30/6/2025
    old_communes: dict[tuple[str, str], int]  # (code of the district, name) → commune


def find_places(
    session: Session, now: datetime, province_code: str, district_code: str
) -> Places | None:
    """The units, looked up by code and name; None when they are not loaded."""
    today = day_in_vietnam(now)
    province = territory.find_unit_by_code(session, UnitKind.PROVINCE, province_code, today)
    before = territory.find_unit_by_code(session, UnitKind.PROVINCE, province_code, OLD_DAY)
    if province is None or before is None:
        return None
    districts = territory.children(session, before.id, OLD_DAY)
    below = {one.code: territory.children(session, one.id, OLD_DAY) for one in districts}
    by_code = {one.code: one.id for one in districts}
    new = territory.children(session, province.id, today)
    by_name = {split_name(one.full_name)[1]: one.id for one in new}
    lettered = {key: one.id for key, one in zip("abcdefg", new, strict=False)}
    return Places(
        province=province.id,
        old_province=before.id,
        old_district=by_code[district_code],
        long_ho=below[district_code][0].id,
        communes={**lettered, "quoi-thien": by_name["Quới Thiện"]},
        districts=by_code,
        old_communes={
            (code, split_name(one.full_name)[1]): one.id
            for code, found in below.items()
            for one in found
        },
    )


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
    details: dict[str, Mapping[str, object]] = field(default_factory=dict)
    album: dict[str, list[int]] = field(default_factory=dict)
    open_contest_id: int = 0  # the provincial round of this year
    renamed_to: dict[str, tuple[str, EstablishmentKind]] = field(default_factory=dict)
    renamed: set[str] = field(default_factory=set)
    _known: dict[str, Identity] = field(default_factory=dict)

    def who(self, name: str) -> Identity:
        """That person with the rights held at this point of the story."""
        if name not in self._known:
            account = self.people[name]
            self._known[name] = identify.identity_of(self.session, account, self.now)
        return self._known[name]

    def rights_changed(self) -> None:
        """A role, a seat or an establishment was given: everybody is looked up anew."""
        self._known.clear()

    def holder(self, product: str) -> Identity:
        """Whoever acts for the maker of that product."""
        return self.who(str(self.details[product]["holder"]))

    def ago(self, days: float, hour: int = 9) -> datetime:
        """That many days before now, at an hour of Vietnam's day."""
        day = day_in_vietnam(self.now - timedelta(days=days))
        return datetime.combine(day, time(hour), VIETNAM)


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """An instant on Vietnam's clock."""
    return datetime.combine(date(year, month, day), time(hour), VIETNAM)
