"""What a unit of one day is on another: the many-to-many links, followed either way. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from core.territory.rules import Extent, Place, UnitKind

Link = tuple[int, int, Extent]
"""Old id, new id, how much of the old one went over."""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit of the day that holds the territory asked about, or (PARTIAL) a part of it."""

    place: Place
    extent: Extent


@dataclass(frozen=True, slots=True)
class Reading:
    """A unit read on a day. `parts` is the unit itself when it stands that day."""

    place: Place
    on: date
    parts: tuple[Part, ...]

    @property
    def stands(self) -> bool:
        """Whether the unit itself stands on the day, so that nothing need be told."""
        return self.place.stands(self.on)

    @property
    def whole(self) -> Place | None:
        """The one unit of the day that holds all of it; None when that cannot be said."""
        if len(self.parts) == 1 and self.parts[0].extent is not Extent.PARTIAL:
            return self.parts[0].place
        return None


class Lineage:
    """Units with who is above, before and after them."""

    def __init__(
        self,
        places: Mapping[int, Place],
        parents: Mapping[int, int | None],
        links: Iterable[Link],
    ) -> None:
        self.places = places
        self.parents = parents
        self.after: dict[int, list[tuple[int, Extent]]] = defaultdict(list)
        self.before: dict[int, list[tuple[int, Extent]]] = defaultdict(list)
        self._children: dict[int, list[int]] = defaultdict(list)
        for one, parent in parents.items():
            if parent is not None:
                self._children[parent].append(one)
        for old, new, extent in links:
            self.after[old].append((new, extent))
            self.before[new].append((old, extent))

    def reading(self, unit_id: int, on: date) -> Reading:
        """The unit on the day. A district that nothing succeeded is what its communes became.

        No parts when it is not known: no list reaches back to the day.
        """
        parts = self._parts(unit_id, on)
        order = sorted(
            parts, key=lambda one: (parts[one] is Extent.PARTIAL, self.places[one].line)
        )
        return Reading(
            self.places[unit_id], on, tuple(Part(self.places[one], parts[one]) for one in order)
        )

    def _parts(self, unit_id: int, on: date) -> dict[int, Extent]:
        place = self.places[unit_id]
        if place.stands(on):
            return {unit_id: Extent.RENAMED}
        later = place.valid_until is not None and place.valid_until < on
        links = (self.after if later else self.before).get(unit_id, [])
        found: dict[int, Extent] = {}
        if later and not links:
            for child in self._children.get(unit_id, ()):
                found |= dict.fromkeys(self._parts(child, on), Extent.PARTIAL)
        for other, extent in links:
            if other not in self.places:
                continue
            # Backwards "full" says that the other was wholly merged, not that it was all.
            all_of_it = extent is not Extent.PARTIAL and (later or len(links) == 1)
            for one, further in self._parts(other, on).items():
                kept = extent if all_of_it and further is not Extent.PARTIAL else Extent.PARTIAL
                if found.get(one, Extent.PARTIAL) is Extent.PARTIAL:
                    found[one] = kept
        return found

    def above(self, unit_id: int, kind: UnitKind) -> int | None:
        """The unit itself or the one above it of that kind; None when there is none."""
        one: int | None = unit_id
        while one is not None and one in self.places:
            if self.places[one].kind is kind:
                return one
            one = self.parents.get(one)
        return None
