"""What the regulation and a contest's own clauses say: the rule set. Pure.

Nothing legal is a constant here: a `RuleSet` is data with dates and sources (data/rule_sets.json),
and every contest keeps its own copy, so a later circular changes no contest that has begun. Where
the circular is silent ([ABSENT] in the sources) the value is this project's written default, named
in `unread`, and a contest may say otherwise.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from contest.contests.averaging import Average, Averaging
from contest.contests.kinds import ContestLevel


class MissingSheet(StrEnum):
    """What a missing score sheet does to the lock: the circular is silent, a contest says it."""

    REFUSE_LOCK = "refuse_lock"
    AVERAGE_PRESENT_WITH_REASON = "average_present_with_reason"


class ScoresShown(StrEnum):
    """Whose points the public reads after the announcement; the circular is silent."""

    CERTIFIED = "certified"  # of the certified products only
    ALL = "all"  # of every product, those not certified by code


TIE_STEPS = ("median", "lowest_sheet", "council")
"""What may follow in a tie rule, besides `part:<code of a part of the frame>`.

`part:I` prefers the higher mean of that part, `median` the higher median of the sheets,
`lowest_sheet` the higher lowest sheet; `council` leaves it to the council, and ends the list.
"""


@dataclass(frozen=True, slots=True)
class Prize:
    """A grade of prize: its name as printed, the most that may be given, cash in whole đồng."""

    name: str
    most: int | None
    cash_dong: int | None


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """A paper of the dossier's checklist (TT 26/2014 Đ12); `required` or "if any"."""

    code: str
    name: str
    required: bool


@dataclass(frozen=True, slots=True)
class Quota:
    """The most that may be certified, in all and by group; None and no entry: no limit."""

    total: int | None
    groups: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The regulation of bình chọn as it stood between two days, the last one included.

    Points are hundredths. `sources` says for each field where its value stands; `unread` names the
    values whose text was not read and that are therefore this project's defaults.
    """

    id: str
    name: str
    source: str
    in_force_from: date
    in_force_until: date | None
    ladder: Mapping[ContestLevel, ContestLevel | None]  # level → the level it leads to
    council_sizes: Mapping[ContestLevel, tuple[int, ...]]  # exact alternatives, never a range
    jury_odd: bool
    jury_sizes: tuple[int, ...]  # exact alternatives; empty: any number
    min_photos: int
    photo_angles: tuple[str, ...]  # angles asked for by name; empty: any different angles
    dossier_sets: int
    pass_mark: int
    groups: Mapping[str, str]  # product group → its name in the text
    frame_maxima: Mapping[str, int]  # part of the frame → its points; 4000/4000/1000/1000
    missing_sheet: MissingSheet
    complaint_days: int  # working days from the announcement
    needs_lower_certificate: frozenset[ContestLevel]
    forwarding_letter: frozenset[ContestLevel]  # where a letter may stand for that certificate
    averaging: Averaging
    disparity_limit: int | None  # hundredths between a product's sheets that ask for discussion
    tie_rule: tuple[str, ...]  # TIE_STEPS in order, shown to everybody before the first sheet
    quota: Quota
    prizes: tuple[Prize, ...]  # highest first; empty: certificates only
    validity_years: int | None  # counting the year of issue; None: by the day of issue
    resolve_days: int  # working days in which the council settles a complaint
    calendar: str  # which list of holidays and swapped days counts working days
    checklist: tuple[PaperAsked, ...]
    jurors_named: bool  # whether entrants read their jurors' names, or codes
    scores_shown: ScoresShown
    identity_covered: bool  # whether jurors see the product without its maker
    sources: Mapping[str, str]
    unread: tuple[str, ...]

    @property
    def levels(self) -> tuple[ContestLevel, ...]:
        """The levels on which contests are held, lowest first."""
        return tuple(level for level in ContestLevel if level in self.ladder)

    def upper(self, level: ContestLevel) -> ContestLevel | None:
        """The level that a contest of this level nominates to; None at the top."""
        return self.ladder.get(level)

    def lower(self, level: ContestLevel) -> ContestLevel | None:
        """The level whose certificate opens the way to this one; None at the bottom."""
        return next((low for low, high in self.ladder.items() if high is level), None)

    def covers(self, day: date) -> bool:
        """Whether these rules were in force on the day."""
        return self.in_force_from <= day and (
            self.in_force_until is None or day <= self.in_force_until
        )


def to_json(rules: RuleSet) -> dict[str, Any]:
    """The copy that a contest keeps."""
    return {name: _plain(value) for name, value in asdict(rules).items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(one) for one in value)
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, StrEnum) else value


def digest(rules: RuleSet) -> str:
    """SHA-256 of everything the rules say."""
    return digest_of_copy(to_json(rules))


def digest_of_copy(kept: Mapping[str, Any]) -> str:
    """SHA-256 of a contest's own copy as it is kept: what its first sheet locks. A field that
    later versions of this program add changes no digest of a copy kept before."""
    said = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


ADDED: Mapping[str, Any] = {
    "jury_sizes": [],
    "averaging": {"method": "mean", "drop": 0},
    "disparity_limit": None,
    "tie_rule": ["council"],
    "quota": {"total": None, "groups": {}},
    "prizes": [],
    "validity_years": None,
    "resolve_days": 10,
    "calendar": "vn",
    "checklist": [],
    "jurors_named": False,
    "scores_shown": "all",
    "identity_covered": False,
}
"""What a copy kept before these clauses existed meant without saying it."""


_WHOLE = ("min_photos", "dossier_sets", "pass_mark", "complaint_days", "resolve_days")
_WHOLE_OR_NONE = ("disparity_limit", "validity_years")
_TRUTHS = ("jury_odd", "jurors_named", "identity_covered")
_TEXTS = ("id", "name", "source", "calendar")


def _check_kinds(kept: Mapping[str, Any]) -> None:
    """Raises ValueError naming the field that is not of its kind: 70.5 is no number of hundredths,
    "7" no size, 1 no truth."""
    whole: list[tuple[str, Any]] = [(name, kept[name]) for name in _WHOLE]
    whole += [(name, kept[name]) for name in _WHOLE_OR_NONE if kept[name] is not None]
    whole += [("frame_maxima", one) for one in kept["frame_maxima"].values()]
    whole += [("council_sizes", one) for sizes in kept["council_sizes"].values() for one in sizes]
    whole += [("jury_sizes", one) for one in kept["jury_sizes"]]
    whole += [("averaging", kept["averaging"]["drop"])]
    quota = kept["quota"]
    whole += [("quota", one) for one in (quota["total"], *quota["groups"].values()) if one]
    for prize in kept["prizes"]:
        amounts = (prize["most"], prize["cash_dong"])
        whole += [("prizes", one) for one in amounts if one is not None]
    wrong = [name for name, one in whole if type(one) is not int]
    wrong += [name for name in _TRUTHS if type(kept[name]) is not bool]
    wrong += ["checklist" for one in kept["checklist"] if type(one["required"]) is not bool]
    texts = [(name, kept[name]) for name in _TEXTS]
    texts += [("groups", one) for one in kept["groups"].values()]
    texts += [("prizes", one["name"]) for one in kept["prizes"]]
    texts += [("checklist", one[part]) for one in kept["checklist"] for part in ("code", "name")]
    texts += [("tie_rule", one) for one in kept["tie_rule"]]
    wrong += [name for name, one in texts if type(one) is not str]
    if wrong:
        raise ValueError(f"rule set with a value of another kind: {', '.join(sorted(set(wrong)))}")


def from_json(kept: Mapping[str, Any]) -> RuleSet:
    """The rules from their copy. Raises ValueError for a missing or unknown field or word, and
    for a value of another kind."""
    kept = {**ADDED, **kept}
    names = {field.name for field in fields(RuleSet)}
    if names != set(kept):
        raise ValueError(f"rule set with other fields: {sorted(names ^ set(kept))}")
    _check_kinds(kept)
    until = kept["in_force_until"]
    levels = ("needs_lower_certificate", "forwarding_letter")
    read: dict[str, Any] = {
        "in_force_from": date.fromisoformat(kept["in_force_from"]),
        "in_force_until": date.fromisoformat(until) if until else None,
        "ladder": {
            ContestLevel(low): ContestLevel(high) if high else None
            for low, high in kept["ladder"].items()
        },
        "council_sizes": {
            ContestLevel(level): tuple(sizes) for level, sizes in kept["council_sizes"].items()
        },
        "jury_sizes": tuple(kept["jury_sizes"]),
        "photo_angles": tuple(kept["photo_angles"]),
        "missing_sheet": MissingSheet(kept["missing_sheet"]),
        "averaging": Averaging(Average(kept["averaging"]["method"]), kept["averaging"]["drop"]),
        "tie_rule": tuple(kept["tie_rule"]),
        "quota": Quota(kept["quota"]["total"], dict(kept["quota"]["groups"])),
        "prizes": tuple(Prize(**one) for one in kept["prizes"]),
        "checklist": tuple(PaperAsked(**one) for one in kept["checklist"]),
        "scores_shown": ScoresShown(kept["scores_shown"]),
        "unread": tuple(kept["unread"]),
        **{name: frozenset(map(ContestLevel, kept[name])) for name in levels},
    }
    return RuleSet(**{**kept, **read})


def rule_set_on(sets: Iterable[RuleSet], level: ContestLevel, day: date) -> RuleSet | None:
    """The rules for a contest of this level that begins on the day; None where there are none:
    before the first circular, a district after 30/6/2025, a commune before."""
    found = [rules for rules in sets if rules.covers(day) and level in rules.ladder]
    return found[0] if found else None
