"""Whether an establishment's place is one of rural industry, by the rule of the filing day. Pure,
but for reading its data file once.

The rules are data with dates (data/place_rules.json). What the data does not settle is `UNSURE`:
a person looks, and settles it with a reason.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Verdict(StrEnum):
    """What a rule says of a place."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One line of a rule: a kind of commune, under a kind of unit; None: under any."""

    commune: str
    above: str | None
    verdict: Verdict
    because: str


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """The rule between two days, the last one included; `unread`: its text was not read."""

    id: str
    source: str
    in_force_from: date
    in_force_until: date | None
    unread: bool
    places: tuple[PlaceLine, ...]

    def covers(self, day: date) -> bool:
        """Whether it was in force on the day."""
        return self.in_force_from <= day and (
            self.in_force_until is None or day <= self.in_force_until
        )


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A commune as it stood: its kind word, and that of the district above it ("" for none)."""

    commune: str
    above: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer, the code of its sentence, and the source of the rule."""

    verdict: Verdict
    because: str
    source: str


@cache
def place_rules() -> tuple[PlaceRule, ...]:
    """Every rule, the oldest first."""
    text = files("contest.entries").joinpath("data/place_rules.json").read_text("utf-8")
    return tuple(
        PlaceRule(
            id=one["id"],
            source=one["source"],
            in_force_from=date.fromisoformat(one["in_force_from"]),
            in_force_until=(
                date.fromisoformat(one["in_force_until"]) if one["in_force_until"] else None
            ),
            unread=one["unread"],
            places=tuple(
                PlaceLine(
                    line["commune"], line["above"], Verdict(line["verdict"]), line["because"]
                )
                for line in one["places"]
            ),
        )
        for one in json.loads(text)["rules"]
    )


def judge(rules: Iterable[PlaceRule], day: date, places: Sequence[PlaceFacts]) -> Judged:
    """What the rule of that day says of a place.

    `places` are what the place on record is or was on that day: one, or several when its borders
    changed; they must agree. Empty: the commune is not known. `because` is a code.
    """
    rule = next((one for one in rules if one.covers(day)), None)
    if rule is None:
        return Judged(Verdict.UNSURE, "place_without_rule", "")
    if not places:
        return Judged(Verdict.UNSURE, "place_not_stated", rule.source)
    found = {_line(rule, one) for one in places}
    if len(found) == 1:
        verdict, because = found.pop()
        return Judged(verdict, because, rule.source)
    if len({verdict for verdict, _ in found}) == 1:
        verdict, because = min(found)
        return Judged(verdict, because, rule.source)
    return Judged(Verdict.UNSURE, "place_of_several", rule.source)


def _line(rule: PlaceRule, place: PlaceFacts) -> tuple[Verdict, str]:
    for line in rule.places:
        if line.commune == place.commune and line.above in (None, place.above):
            return line.verdict, line.because
    return Verdict.UNSURE, "place_rule_unread" if rule.unread else "place_kind_not_settled"
