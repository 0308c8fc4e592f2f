"""Which unit a line of address names. Pure: an index built once, then thousands of lines.

How to use it (an import of a roster, a form with a typed address)::

    from core.territory import gazetteer
    from core.territory.matching import Outcome

    matcher = gazetteer.matcher(session)               # one read of the tables, ~0.5 s, keep it
    match = matcher.match("ấp 3, X. Hoà Phú, H. Long Hồ, Vĩnh Long", on=day, within=province_id)
    match.outcome    # FOUND, GONE, SPLIT, AMBIGUOUS or UNKNOWN
    match.place      # the unit to keep, standing on the day: for FOUND and GONE; else None
    match.named      # the unit that the line names, perhaps abolished: for FOUND, GONE and SPLIT
    match.candidates # what a person may choose from: for SPLIT and AMBIGUOUS, best first
    match.fault      # a code for wording: None for FOUND, "place_gone" for GONE (a notice) …
    match.rest       # what stands before the unit: "ấp 3"
    matcher.near(match)  # for UNKNOWN: names that look alike, to show beside the refusal

Columns apart ("Xã", "Huyện", "Tỉnh") are joined with commas, smallest first; empty ones may stay.
`on` is the day the line speaks of (None: any list, the newest first). `within` keeps to what
belongs, or belonged, to a unit. `kinds` says what is wanted: with COMMUNE, a line that names no
commune is UNKNOWN with "place_too_wide". Nothing is guessed: what does not follow from the line
is told with its candidates.
"""

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.territory import addresses
from core.territory.addresses import KIND_WORDS, Piece
from core.territory.lineage import Lineage, Link
from core.territory.rules import Place, UnitKind, split_name
from core.text import nfc

_KEPT_LINES = 20_000
_DIFFERENT = 2
"""The score of a name whose marks contradict what was typed."""


class Outcome(StrEnum):
    """What a line of address came to."""

    FOUND = "found"  # one unit, standing on the day
    GONE = "gone"  # one unit of another day, that is wholly one unit of the day
    SPLIT = "split"  # one unit of another day, divided over several
    AMBIGUOUS = "ambiguous"  # several units fit, or one whose marks differ
    UNKNOWN = "unknown"  # nothing fits


FAULTS = {
    Outcome.FOUND: None,
    Outcome.GONE: "place_gone",
    Outcome.SPLIT: "place_split",
    Outcome.AMBIGUOUS: "place_ambiguous",
    Outcome.UNKNOWN: "place_unknown",
}


@dataclass(frozen=True, slots=True)
class Match:
    """What a line came to; see the head of this module."""

    outcome: Outcome
    line: str
    named: Place | None = None
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    rest: str = ""
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A unit with all that it is called: its row for the index."""

    place: Place
    parent_id: int | None
    others: tuple[str, ...] = ()
    """Former full names and customary short ones ("TP.HCM")."""


@dataclass(frozen=True, slots=True)
class _Entry:
    id: int
    kind: UnitKind
    word: str
    spelling: str
    other: bool  # under a name that is not the unit's present one


_Score = tuple[int, ...]


class Matcher:
    """The index. Building reads every unit once; `match` reads no database."""

    def __init__(self, units: Iterable[Named], links: Iterable[Link] = ()) -> None:
        """`links` are (old id, new id, extent)."""
        self._places: dict[int, Place] = {}
        self._parents: dict[int, int | None] = {}
        self._entries: dict[str, list[_Entry]] = defaultdict(list)
        for unit in units:
            self._places[unit.place.id] = unit.place
            self._parents[unit.place.id] = unit.parent_id
            self._enter(unit)
        self.lineage = Lineage(self._places, self._parents, links)
        self._strict: dict[int, frozenset[int]] = {}
        self._loose: dict[int, frozenset[int]] = {}
        self._lines: dict[tuple[object, ...], Match] = {}

    def _enter(self, unit: Named) -> None:
        place = unit.place
        if place.kind in (UnitKind.NATION, UnitKind.REGION):
            return
        for full_name, other in ((place.full_name, False), *((one, True) for one in unit.others)):
            word, name = split_name(full_name)
            spelled = addresses.spelling(name)
            self._entries[addresses.key(name)].append(
                _Entry(place.id, place.kind, word, spelled, other)
            )

    # --- what is asked

    def match(
        self,
        line: str,
        on: date | None = None,
        within: int | None = None,
        kinds: Collection[UnitKind] | None = None,
    ) -> Match:
        """The unit that the line names, or why none can be told."""
        asked = (line, on, within, None if kinds is None else frozenset(kinds))
        known = self._lines.get(asked)
        if known is None:
            if len(self._lines) >= _KEPT_LINES:
                self._lines.clear()
            known = self._lines[asked] = self._match(line, on, within, kinds)
        return known

    def near(self, match: Match, within: int | None = None, limit: int = 3) -> tuple[Place, ...]:
        """Units whose names look like the one that was not found, within what the line says."""
        pieces = self._pieces(match.line)
        wide = [self._ids(piece) for piece in pieces if piece.known]
        unknown = next((p for p in pieces if not p.known and not p.is_hamlet), None)
        if unknown is None:
            return match.candidates[:limit]
        wide += [frozenset({within})] if within is not None else []
        spelled: dict[str, list[int]] = defaultdict(list)
        for key, entries in self._entries.items():
            for entry in entries:
                if entry.kind is UnitKind.COMMUNE and all(
                    ids & self._around(entry.id) for ids in wide
                ):
                    spelled[key].append(entry.id)
        alike = difflib.get_close_matches(addresses.key(unknown.name), spelled, limit, 0.7)
        ids = dict.fromkeys(one for key in alike for one in spelled[key])
        return tuple(self._places[one] for one in self._ordered(ids)[:limit])

    # --- how it is answered

    def _match(
        self,
        line: str,
        on: date | None,
        within: int | None,
        kinds: Collection[UnitKind] | None,
    ) -> Match:
        pieces = self._pieces(line)
        answer = self._told(line, pieces, on, within, kinds)
        # "Tỉnh Vĩnh Long, huyện Long Hồ, xã An Bình": some offices write the widest first.
        if answer.outcome is Outcome.UNKNOWN and len(pieces) > 1:
            turned = self._told(line, pieces[::-1], on, within, kinds)
            if turned.outcome is not Outcome.UNKNOWN:
                return replace(turned, rest="")
        return answer

    def _pieces(self, line: str) -> tuple[Piece, ...]:
        found = addresses.pieces(line, self._knows)
        return tuple(p for p in found if p.word or addresses.key(p.name) not in ("viet nam", "vn"))

    def _knows(self, word: str, name: str) -> bool:
        entries = self._entries.get(addresses.key(name))
        if not entries or not word:
            return bool(entries)
        return any(entry.kind in KIND_WORDS[word] for entry in entries)

    def _ids(self, piece: Piece) -> frozenset[int]:
        return frozenset(entry.id for entry, _ in self._fitting(piece))

    def _fitting(self, piece: Piece) -> list[tuple[_Entry, _Score]]:
        """Entries under the piece's name, with how well kind word, marks and name fit.

        In a line without any marks all marks fit; in another, a plain name is first the plain one
        ("Phường Sa Pa", beside "Phường Sa Pả"), and marks that differ are never taken as right.
        """
        spelled = addresses.spelling(piece.name)
        plain = not addresses.has_marks(piece.name)
        other_marks = _DIFFERENT if not plain else int(piece.among_marks)
        return [
            (
                entry,
                (
                    int(bool(piece.word) and piece.word != entry.word),
                    0 if spelled == entry.spelling else other_marks,
                    int(entry.other),
                ),
            )
            for entry in self._entries.get(addresses.key(piece.name), ())
            if not piece.word or entry.kind in KIND_WORDS[piece.word]
        ]

    def _told(
        self,
        line: str,
        pieces: Sequence[Piece],
        on: date | None,
        within: int | None,
        kinds: Collection[UnitKind] | None,
    ) -> Match:
        for index, piece in enumerate(pieces):
            if not piece.known:
                if piece.word:  # "xã Abc": a unit is meant, and there is none of the name
                    return _unknown(line, piece)
                continue
            later = pieces[index + 1 :]
            if any(other.word and not other.known for other in later):
                return _unknown(line, piece)
            scored = self._scored(piece, later, on, within)
            if not scored:
                if piece.word:
                    return _unknown(line, piece)
                continue  # a hamlet or a street that is called like a unit
            return self._decided(line, pieces, index, scored, on, kinds)
        return Match(Outcome.UNKNOWN, line, rest=line.strip(), fault="place_unknown")

    def _scored(
        self, piece: Piece, later: Sequence[Piece], on: date | None, within: int | None
    ) -> dict[int, _Score]:
        """Units that the piece may be, given what is written after it; lower is better."""
        wider = self._contexts(later)
        found: dict[int, _Score] = {}
        for entry, (kind, marks, other) in self._fitting(piece):
            if within is not None and within not in self._around(entry.id):
                continue
            loose = wrong = 0
            for ids in wider:
                above = self._above(entry.id) & ids.keys()
                if not above:
                    loose += 1
                    above = (self._around(entry.id) - {entry.id}) & ids.keys()
                if not above:
                    break
                wrong += min(ids[one] for one in above)
            else:
                off = _days_off(self._places[entry.id], on)
                score = (marks, kind, loose, wrong, off, other)
                found[entry.id] = min(score, found.get(entry.id, score))
        return found

    def _contexts(self, later: Sequence[Piece]) -> list[dict[int, int]]:
        """For each wider piece the units it may be, with 1 where its marks differ.

        From the widest inwards: "TP. Vĩnh Long, Vĩnh Long" is the city, since there is one in the
        province, though the province bears the name too.
        """
        found: list[dict[int, int]] = []
        for piece in reversed(later):
            if not piece.known:
                continue
            fitting = {
                entry.id: (score[1], score[0])
                for entry, score in self._fitting(piece)
                if all(entry.id in ids or self._around(entry.id) & ids.keys() for ids in found)
            }
            best = min(fitting.values(), default=(0, 0))
            found.append({one: score[0] for one, score in fitting.items() if score == best})
        return found

    def _decided(
        self,
        line: str,
        pieces: Sequence[Piece],
        index: int,
        scored: dict[int, _Score],
        on: date | None,
        kinds: Collection[UnitKind] | None,
    ) -> Match:
        rest = _before(line, pieces[index])
        wanted = {
            one: score
            for one, score in scored.items()
            if kinds is None or self._places[one].kind in kinds
        }
        if not wanted:
            return Match(Outcome.UNKNOWN, line, rest=rest, fault="place_too_wide")
        best = min(wanted.values())
        first = self._ordered(one for one, score in wanted.items() if score == best)
        candidates = tuple(self._places[one] for one in first)
        marks_differ = best[0] == _DIFFERENT
        # "Abc, Long Hồ, Vĩnh Long": Abc may be a commune of the district Long Hồ.
        doubtful = not pieces[index].word and len({self._places[one].kind for one in scored}) > 1
        doubtful = doubtful and any(not p.known and not p.is_hamlet for p in pieces[:index])
        doubtful = doubtful or any(not p.known and not p.is_hamlet for p in pieces[index + 1 :])
        if len(first) > 1 or marks_differ or doubtful:
            return _answer(Outcome.AMBIGUOUS, line, rest, candidates=candidates)
        return self._on_the_day(line, rest, candidates[0], on)

    def _on_the_day(self, line: str, rest: str, named: Place, on: date | None) -> Match:
        if on is None or named.stands(on):
            return _answer(Outcome.FOUND, line, rest, named=named, place=named)
        reading = self.lineage.reading(named.id, on)
        if reading.whole is not None:
            return _answer(Outcome.GONE, line, rest, named=named, place=reading.whole)
        parts = tuple(part.place for part in reading.parts)
        return _answer(Outcome.SPLIT, line, rest, named=named, candidates=parts)

    def _ordered(self, ids: Iterable[int]) -> list[int]:
        def order(one: int) -> tuple[bool, str]:
            return self._places[one].valid_until is not None, self._places[one].line

        return sorted(ids, key=order)

    def _above(self, unit_id: int) -> frozenset[int]:
        """The ids of all that the unit lies in by its own list."""
        known = self._strict.get(unit_id)
        if known is None:
            parent = self._parents.get(unit_id)
            known = frozenset() if parent is None else self._above(parent) | {parent}
            self._strict[unit_id] = known
        return known

    def _around(self, unit_id: int) -> frozenset[int]:
        """The unit, all above it, and all above what it was or became: people mix the lists."""
        known = self._loose.get(unit_id)
        if known is None:
            linked = [
                other
                for links in (self.lineage.after, self.lineage.before)
                for other, _ in links.get(unit_id, ())
            ]
            known = self._above(unit_id) | {unit_id}
            known = known.union(*(self._above(other) for other in linked))
            provinces = [
                other
                for one in known
                for other, _ in self.lineage.after.get(one, ())
                if self._places[one].kind is not UnitKind.COMMUNE
            ]
            known = self._loose[unit_id] = known.union(provinces)
        return known


def _days_off(place: Place, on: date | None) -> int:
    """How far the day lies outside the unit's time; without a day, the newest list is nearest."""
    on = on or date.max
    if place.valid_until is not None and place.valid_until < on:
        return (on - place.valid_until).days
    if place.valid_from is not None and on < place.valid_from:
        return (place.valid_from - on).days
    return 0


def _answer(
    outcome: Outcome,
    line: str,
    rest: str,
    *,
    named: Place | None = None,
    place: Place | None = None,
    candidates: tuple[Place, ...] = (),
) -> Match:
    return Match(outcome, line, named, place, candidates, rest, FAULTS[outcome])


def _before(line: str, piece: Piece) -> str:
    return nfc(line)[: piece.at].strip(" ,;.-–—|/(\n\t")


def _unknown(line: str, piece: Piece) -> Match:
    return _answer(Outcome.UNKNOWN, line, _before(line, piece))
