"""The rule of one row of a list of old rounds, and of a list of old recognitions. Pure.

Values as a spreadsheet holds them in, a record (plain JSON) or faults by field out. What a cell
leaves open stays None.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as has
from datetime import date
from typing import Any

from contest.contests.kinds import ContestLevel
from contest.history import rules
from contest.history.rules import FIGURES, Figures, RecognitionFacts, RoundFacts
from core.territory.matching import Match
from core.territory.rules import Place
from core.text import fold

Find = Callable[[ContestLevel, str, int], Match]
"""(level, place as written, year) → the unit of that level that it names in that year."""

_LEVELS = {
    ContestLevel.COMMUNE: ("xa", "phuong", "thi tran", "dac khu", "commune"),
    ContestLevel.DISTRICT: ("huyen", "quan", "thi xa", "thanh pho thuoc tinh", "district"),
    ContestLevel.PROVINCE: ("tinh", "thanh pho truc thuoc trung uong", "province"),
    ContestLevel.REGION: ("khu vuc", "vung", "region"),
    ContestLevel.NATION: ("quoc gia", "toan quoc", "ca nuoc", "trung uong", "nation"),
}
NATION_WRITTEN = ("", "viet nam", "ca nuoc", "toan quoc", "quoc gia")
"""How lists write the place of a national round, folded."""

_NEAR = 5
"""So many places are named to choose from."""


@dataclass(slots=True)
class Told:
    """What a row came to: `record`, unless there are `faults` (field, code, facts)."""

    record: dict[str, Any] | None = None
    faults: list[tuple[str, str, dict[str, Any]]] = has(default_factory=list)

    def refuse(self, field: str, code: str, **facts: Any) -> None:
        """One more thing that is wrong with the row."""
        self.faults.append((field, code, facts))


def read_level(written: str) -> ContestLevel | None:
    """The level that a cell names: "Cấp tỉnh", "tỉnh", "Khu vực", "toàn quốc"; None if none."""
    words = fold(written).removeprefix("cap ")
    return next(
        (
            level
            for level, names in _LEVELS.items()
            if any(words == name or words.startswith(f"{name} ") for name in names)
        ),
        None,
    )


def read_round(values: Mapping[str, Any], find: Find, this_year: int) -> Told:
    """One old round: level, place and year, and whatever figures the row has."""
    told = Told()
    level, place, year = _round_of(values, find, told)
    facts = RoundFacts(
        level=level,
        unit_id=place.id if place else None,
        year=year,
        round=_or(values, "round", 1),
        figures=Figures(**{name: values.get(name) for name in FIGURES}),
        decision_number=_or(values, "decision_number", ""),
        decision_date=values.get("decision_date"),
        source=_or(values, "source", ""),
        source_url=_or(values, "source_url", ""),
        note=_or(values, "note", ""),
    )
    _keep(told, rules.faults_of_round(facts, this_year))
    if not told.faults and place is not None:
        told.record = {**round_record(facts), "place": place.line}
    return told


def read_recognition(values: Mapping[str, Any], find: Find, today: date) -> Told:
    """One name of an old list. Which product of the register it is, others find out."""
    told = Told()
    level, place, year = _round_of(values, find, told)
    facts = RecognitionFacts(
        product_id=0,
        level=level,
        unit_id=place.id if place else None,
        year=year,
        round=_or(values, "round", 1),
        product_as_printed=_or(values, "product", ""),
        maker_as_printed=_or(values, "maker", ""),
        decision_number=_or(values, "decision_number", ""),
        decision_date=values.get("decision_date"),
        certificate_number=_or(values, "certificate_number", ""),
        issued_on=values.get("issued_on"),
        printed_until=values.get("printed_until"),
        prize=_or(values, "prize", ""),
        source=_or(values, "source", ""),
        note=_or(values, "note", ""),
    )
    if not (facts.product_as_printed or values.get("code")):
        told.refuse("product", "missing")
    _keep(told, rules.faults_of_recognition(facts, today))
    if not told.faults and place is not None:
        told.record = {
            **recognition_record(facts),
            "place": place.line,
            "code": _or(values, "code", ""),
            "group": _or(values, "group", ""),
            "home": _or(values, "home", ""),
        }
    return told


def round_record(facts: RoundFacts) -> dict[str, Any]:
    """An old round as plain JSON; `round_facts` reads it back."""
    return {
        "level": facts.level.value,
        "unit_id": facts.unit_id,
        "year": facts.year,
        "round": facts.round,
        **{name: getattr(facts.figures, name) for name in FIGURES},
        "decision_number": facts.decision_number,
        "decision_date": _iso(facts.decision_date),
        "source": facts.source,
        "source_url": facts.source_url,
        "note": facts.note,
    }


def round_facts(record: Mapping[str, Any]) -> RoundFacts:
    """What `round_record` wrote, or what the record of deeds tells of a row."""
    return RoundFacts(
        level=ContestLevel(record["level"]),
        unit_id=record["unit_id"],
        year=record["year"],
        round=record["round"],
        figures=Figures(**{name: record[name] for name in FIGURES}),
        decision_number=record["decision_number"],
        decision_date=_day(record["decision_date"]),
        source=record["source"],
        source_url=record["source_url"],
        note=record["note"],
    )


def recognition_record(facts: RecognitionFacts) -> dict[str, Any]:
    """An old recognition as plain JSON; `recognition_facts` reads it back."""
    return {
        "product_id": facts.product_id,
        "product": facts.product_as_printed,
        "maker": facts.maker_as_printed,
        "level": facts.level.value,
        "unit_id": facts.unit_id,
        "year": facts.year,
        "round": facts.round,
        "decision_number": facts.decision_number,
        "decision_date": _iso(facts.decision_date),
        "certificate_number": facts.certificate_number,
        "issued_on": _iso(facts.issued_on),
        "printed_until": _iso(facts.printed_until),
        "revoked_on": _iso(facts.revoked_on),
        "prize": facts.prize,
        "source": facts.source,
        "note": facts.note,
    }


def recognition_facts(record: Mapping[str, Any]) -> RecognitionFacts:
    """What `recognition_record` wrote, or what the record of deeds tells of a row."""
    return RecognitionFacts(
        product_id=record["product_id"],
        level=ContestLevel(record["level"]),
        unit_id=record["unit_id"],
        year=record["year"],
        round=record["round"],
        product_as_printed=record["product"],
        maker_as_printed=record["maker"],
        decision_number=record["decision_number"],
        decision_date=_day(record["decision_date"]),
        certificate_number=record["certificate_number"],
        issued_on=_day(record["issued_on"]),
        printed_until=_day(record["printed_until"]),
        revoked_on=_day(record["revoked_on"]),
        prize=record["prize"],
        source=record["source"],
        note=record["note"],
    )


def _round_of(
    values: Mapping[str, Any], find: Find, told: Told
) -> tuple[ContestLevel, Place | None, int]:
    """Level, place and year; the level may follow from the word before the place's name."""
    written, line = _or(values, "level", ""), _or(values, "place", "")
    level = read_level(written) or (None if written else read_level(line))
    year = values.get("year") or 0
    if level is None:
        told.refuse("level", "past_level_unknown" if written else "missing", typed=written[:60])
    if not year:
        told.refuse("year", "missing")
    if not line and level is not ContestLevel.NATION:
        told.refuse("place", "missing")
    if told.faults or level is None:
        return level or ContestLevel.PROVINCE, None, year
    match = find(level, line, year)
    if match.place is None:
        near = ", ".join(place.line for place in match.candidates[:_NEAR])
        code = "past_place_unclear" if near else "past_place_unknown"
        told.refuse("place", code, typed=line[:100], near=near, year=year)
    return level, match.place, year


def _keep(told: Told, faults: rules.Faults) -> None:
    """The faults of the form's own rule, but for fields that are faulty already."""
    there = {field for field, _code, _facts in told.faults}
    for field, fault in faults.items():
        code, facts = (fault, {}) if isinstance(fault, str) else fault
        if field not in there:
            told.refuse(field, code, **facts)


def _or(values: Mapping[str, Any], key: str, empty: Any) -> Any:
    value = values.get(key)
    return empty if value is None else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
