"""Choosing a place inside a form, with and without JavaScript.

In the template: `{{ place_picker("unit_id", _("Địa bàn"), place, faults.get("unit_id")) }}` from
_parts/places.html. In the page: `place = picker.read(session, form, now)`; when
`picker.searching(form)` the person pressed "Tìm" within the form: show the form again with what
was typed, instead of taking it. The place chosen is `place.unit_id`.

Either geography is found, by any of a place's names and as people write them ("X. Hoà Phú, H. Long
Hồ"); beside a place that no longer stands is said what it is now, and that can be chosen too.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from core import text
from core.clock import day_in_vietnam
from core.territory import addresses, queries, readings
from core.territory.lineage import Reading
from core.territory.rules import Place, UnitKind
from web.forms import Typed

ACT = "find_place"
MOST = 12
MOST_PARTS = 4
"""So many units that an abolished one became are offered beside it; its own page tells all."""


@dataclass(frozen=True, slots=True)
class Picker:
    """What the part needs: what was looked for, what is chosen, what was found."""

    q: str
    chosen: Place | None
    found: tuple[Place, ...]
    kinds: tuple[str, ...]
    either: bool = True
    now: dict[int, Reading] = field(default_factory=dict)
    """Of the places shown that stand no more: what they are today."""

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
    abolished: bool = True,
) -> Picker:
    """The picker as the form has it. `stored` is chosen while the form says nothing.

    Finds places of either geography, those of today first; without `abolished` those of today.
    """
    typed, today = form.text(name), day_in_vietnam(now)
    wanted = int(typed) if typed.isdecimal() and len(typed) < 12 else None
    if not typed and f"{name}_q" not in form:
        wanted = stored
    chosen = queries.places(session, [wanted]).get(wanted) if wanted is not None else None
    q = form.text(f"{name}_q")[:120]
    found = search(session, q, None if abolished else today, kinds=kinds, limit=MOST)
    shown = (*found, chosen) if chosen else found
    gone = readings.gone(session, [one.id for one in shown if not one.stands(today)], today)
    others = dict.fromkeys(one for place in found for one in _offered(place, gone, kinds))
    return Picker(
        q,
        chosen,
        tuple(one for one in others if chosen is None or one.id != chosen.id),
        tuple(kind.value for kind in kinds),
        abolished,
        gone,
    )


def _offered(
    place: Place, gone: dict[int, Reading], kinds: Collection[UnitKind]
) -> tuple[Place, ...]:
    reading = gone.get(place.id)
    if reading is None or len(reading.parts) > MOST_PARTS:
        return (place,)
    return place, *(part.place for part in reading.parts if part.place.kind in kinds)


def search(
    session: Session,
    q: str,
    on: date | None = None,
    *,
    kinds: Collection[UnitKind] | None = None,
    limit: int = MOST,
) -> tuple[Place, ...]:
    """Places by the words typed; when there are none, by the names that a written address has."""
    narrowed = tuple(kinds) if kinds is not None else None
    found = queries.search_units(session, q, on, kinds=narrowed, limit=limit)
    if not found and q:
        # Kind words and their abbreviations are left out; "03" is 3, "Mĩ" is Mỹ.
        names = [one.name for one in addresses.pieces(q, lambda _word, _name: False)]
        plain = addresses.key(" ".join(names))
        if plain and plain != q:
            q, found = plain, queries.search_units(session, plain, on, kinds=narrowed, limit=limit)
    return _closest(q, found)


def _closest(q: str, found: Sequence[Place]) -> tuple[Place, ...]:
    """Without those that fit only by marks other than typed or by words only begun, where some
    fit wholly. A former name is not in the line: then all stay."""
    asked = addresses.spelling(q)
    ranks = [(one, text.rank(asked, addresses.spelling(one.line))) for one in found]
    if not ranks or min(rank[0] for _, rank in ranks):
        return tuple(found)
    best = min(rank[:2] for _, rank in ranks)
    near = [(one, rank[3]) for one, rank in ranks if rank[:2] == best]
    whole = [one for one, begun in near if not begun]
    return tuple(whole or [one for one, _ in near])
