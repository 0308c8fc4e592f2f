"""A small territory: one new province with a commune, its old self with a district, a stranger."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from core.territory.model import Unit, UnitReach
from core.territory.rules import UnitKind
from core.text import fold, search_text

TODAY_SINCE = date(2025, 7, 1)
OLD_UNTIL = date(2025, 6, 30)


@dataclass(frozen=True, slots=True)
class Places:
    """Ids. The new province reaches its commune, and the old district of before 1/7/2025."""

    province: int
    commune: int
    old_province: int
    old_district: int
    stranger: int
    stranger_commune: int


def unit(
    session: Session,
    kind: UnitKind,
    full_name: str,
    *,
    code: str,
    parent: Unit | None = None,
    old: bool = False,
    reach: tuple[Unit, ...] = (),
) -> Unit:
    """A unit that its parent's office and those in `reach` reach, and itself."""
    word, _, name = full_name.partition(" ")
    made = Unit(
        kind=kind,
        code=code,
        full_name=full_name,
        name=name,
        type_word=word,
        name_fold=fold(name),
        sort_key=name.lower(),
        line=full_name if parent is None else f"{full_name}, {parent.line.lower()}",
        search=search_text(full_name),
        parent_id=parent.id if parent else None,
        valid_from=date(1976, 1, 1) if old else TODAY_SINCE,
        valid_until=OLD_UNTIL if old else None,
    )
    session.add(made)
    session.flush()
    within = {made.id, *(u.id for u in reach)}
    if parent is not None:
        within.add(parent.id)
    session.add_all(UnitReach(unit_id=made.id, within_id=id_) for id_ in within)
    session.flush()
    return made


def places(session: Session) -> Places:
    """Vĩnh Long new and old, and Hà Tĩnh as the place where one holds no right."""
    province = unit(session, UnitKind.PROVINCE, "Tỉnh Vĩnh Long", code="86")
    commune = unit(session, UnitKind.COMMUNE, "Xã Long Hồ", code="29713", parent=province)
    old = unit(
        session, UnitKind.PROVINCE, "Tỉnh Vĩnh Long", code="86", old=True, reach=(province,)
    )
    district = unit(
        session,
        UnitKind.DISTRICT,
        "Huyện Long Hồ",
        code="857",
        parent=old,
        old=True,
        reach=(province,),
    )
    stranger = unit(session, UnitKind.PROVINCE, "Tỉnh Hà Tĩnh", code="42")
    elsewhere = unit(session, UnitKind.COMMUNE, "Xã Đức Thọ", code="18229", parent=stranger)
    return Places(province.id, commune.id, old.id, district.id, stranger.id, elsewhere.id)
