"""Choosing a place inside a form, with and without JavaScript.

In the template: `{{ place_picker("unit_id", _("Địa bàn"), place, faults.get("unit_id")) }}` from
_parts/places.html. In the page: `place = picker.read(session, form, now)`; when
`picker.searching(form)` the person pressed "Tìm" within the form: show the form again with what
was typed, instead of taking it. The place chosen is `place.unit_id`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.clock import day_in_vietnam
from core.territory import queries
from core.territory.rules import Place, UnitKind
from web.forms import Typed

ACT = "find_place"
MOST = 12


@dataclass(frozen=True, slots=True)
class Picker:
    """What the part needs: what was looked for, what is chosen, what was found."""

    q: str
    chosen: Place | None
    found: tuple[Place, ...]
    kinds: tuple[str, ...]

    @property
    def unit_id(self) -> int | None:
        """The id of the place chosen."""
        return self.chosen.id if self.chosen else None


def searching(form: Typed, name: str = "unit_id") -> bool:
    """Whether the form was sent to look for a place, and not to be taken."""
    return form.text("act") == ACT and bool(form.text(f"{name}_q"))


def read(
    session: Session,
    form: Typed,
    now: datetime,
    name: str = "unit_id",
    *,
    stored: int | None = None,
    kinds: Collection[UnitKind] = (UnitKind.COMMUNE,),
    abolished: bool = False,
) -> Picker:
    """The picker as the form has it. `stored` is chosen while the form says nothing.

    Finds places that stand today, or with `abolished` those of earlier lists too.
    """
    typed = form.text(name)
    wanted = int(typed) if typed.isdecimal() and len(typed) < 12 else None
    if not typed and f"{name}_q" not in form:
        wanted = stored
    chosen = queries.places(session, [wanted]).get(wanted) if wanted is not None else None
    q = form.text(f"{name}_q")[:120]
    found = queries.search_units(
        session,
        q,
        None if abolished else day_in_vietnam(now),
        kinds=tuple(kinds),
        limit=MOST,
    )
    others = tuple(one for one in found if chosen is None or one.id != chosen.id)
    return Picker(q, chosen, others, tuple(kind.value for kind in kinds))
