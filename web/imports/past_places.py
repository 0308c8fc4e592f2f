"""Which unit a place of an old list names: of the level of its round, in the year of it."""

from datetime import date

from contest.contests.kinds import ContestLevel
from contest.history.lists import NATION_WRITTEN, Find
from core.rights import Act, Subject
from core.territory import queries as territory
from core.territory.matching import Match, Outcome
from core.territory.queries import reach
from core.territory.rules import Place, UnitKind
from core.text import fold
from web.imports import places
from web.imports.kind import Bench, Row

_LAST_OF_OLD = date(2025, 6, 30)
_REGIONS = {"bac": "north", "trung": "central", "nam": "south"}
"""The word of a region's name that tells it from the others → its code."""


def finder(bench: Bench) -> Find:
    """Find, for all rows of a file: the index of places is built once."""
    index = places.matcher(bench.session)
    above = {
        one.code: one
        for one in (
            *territory.regions(bench.session, bench.today),
            *_nation(bench),
        )
    }

    def find(level: ContestLevel, line: str, year: int) -> Match:
        words = fold(line)
        if level is ContestLevel.NATION:
            place = above.get("VN") if words in NATION_WRITTEN else None
        elif level is ContestLevel.REGION:
            told = [code for word, code in _REGIONS.items() if word in words.split()]
            place = above.get(told[0]) if told else None
        else:
            kinds = (UnitKind(level.value),)
            found = index.match(line, date(max(year, 1), 12, 31), None, kinds)
            if found.place is None or found.outcome is Outcome.GONE:
                before = index.match(
                    line, min(_LAST_OF_OLD, date(max(year, 1), 12, 31)), None, kinds
                )
                if before.outcome is Outcome.FOUND:
                    return before
            return found
        return Match(Outcome.FOUND if place else Outcome.UNKNOWN, line, place, place)

    return find


def _nation(bench: Bench) -> list[Place]:
    found = territory.find_unit_by_code(bench.session, UnitKind.NATION, "VN", bench.today)
    return [territory.place(found)] if found else []


def refuse_elsewhere(bench: Bench, rows: list[Row], key: str = "unit_id") -> list[Row]:
    """Rows of places that the batch was not sent for, or whose history its sender may not keep;
    answers the others."""
    allowed: dict[int, bool] = {}
    for row in rows:
        unit_id = (row.record or {}).get(key)
        if unit_id is None:
            continue
        if unit_id not in allowed:
            within = reach(bench.session, unit_id)
            mine = bench.who.may(Act.HISTORY_KEEP, Subject(reach=within))
            allowed[unit_id] = mine and (bench.unit_id is None or bench.unit_id in within)
        if not allowed[unit_id]:
            row.refuse("place", "past_row_elsewhere", place=(row.record or {}).get("place", ""))
    return [row for row in rows if not row.faults]
