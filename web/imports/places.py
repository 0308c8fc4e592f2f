"""The index of places, built once for a process and anew when the lists have changed."""

import threading

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.territory import gazetteer
from core.territory.matching import Matcher
from core.territory.model import Unit, UnitName, UnitSuccession

_LOCK = threading.Lock()
_BUILT: dict[tuple[object, ...], Matcher] = {}


def matcher(session: Session) -> Matcher:
    """The index for this database; half a second the first time, then three small reads."""
    units = session.execute(
        sa.select(
            sa.func.count(Unit.id),
            sa.func.count(Unit.valid_until),
            sa.func.max(Unit.id),
            sa.func.max(Unit.valid_from),
        )
    ).one()
    mark = (
        str(session.get_bind().engine.url),
        *units,
        session.scalar(sa.select(sa.func.count()).select_from(UnitName)),
        session.scalar(sa.select(sa.func.count()).select_from(UnitSuccession)),
    )
    with _LOCK:
        found = _BUILT.get(mark)
        if found is None:
            found = gazetteer.matcher(session)
            _BUILT.clear()  # one database a process; tests have many
            _BUILT[mark] = found
    return found
