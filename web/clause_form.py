"""The form of a contest's own clauses: rules → what its fields show, and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from contest.contests import clauses
from contest.contests.averaging import Average, Averaging
from contest.contests.kinds import ContestLevel
from contest.contests.ruleset import (
    TIE_STEPS,
    MissingSheet,
    PaperAsked,
    Prize,
    Quota,
    RuleSet,
    ScoresShown,
)
from contest.scoring.points import read_points
from core.errors import Invalid
from web import shown
from web.forms import Reading, Typed

PRIZE_ROWS = clauses.MOST_PRIZES
MORE_PAPERS = 3
"""Empty rows below the papers that are asked for."""
TIE_ROWS = 6

REQUIRED, IF_ANY, NOT = "required", "if_any", "not"
"""How far a paper of the dossier is asked for."""


def papers_shown(rules: RuleSet) -> int:
    """How many rows the form has for papers."""
    return min(len(rules.checklist) + MORE_PAPERS, clauses.MOST_PAPERS)


def typed_of(rules: RuleSet, level: ContestLevel) -> dict[str, Any]:
    """What the fields show before anybody types."""
    quota = {"total": rules.quota.total, **rules.quota.groups}
    found: dict[str, Any] = {
        "upper": rules.upper(level) or "",
        "needs_lower_certificate": level in rules.needs_lower_certificate,
        "forwarding_letter": level in rules.forwarding_letter,
        "council_sizes": _listed(rules.council_sizes.get(level, ())),
        "jury_odd": rules.jury_odd,
        "jury_sizes": _listed(rules.jury_sizes),
        "dossier_sets": str(rules.dossier_sets),
        "min_photos": str(rules.min_photos),
        "photo_angles": list(rules.photo_angles),
        "pass_mark": shown.points(rules.pass_mark),
        "averaging": rules.averaging.method.value,
        "drop": str(rules.averaging.drop or ""),
        "missing_sheet": rules.missing_sheet.value,
        "disparity_limit": _points(rules.disparity_limit),
        "validity_years": str(rules.validity_years or ""),
        "complaint_days": str(rules.complaint_days),
        "resolve_days": str(rules.resolve_days),
        "calendar": rules.calendar,
        "jurors_named": rules.jurors_named,
        "scores_shown": rules.scores_shown.value,
        "identity_covered": rules.identity_covered,
    }
    found |= {f"group-{key}": name for key, name in rules.groups.items()}
    found |= {f"part-{key}": shown.points(most) for key, most in rules.frame_maxima.items()}
    found |= {f"tie-{at}": step for at, step in enumerate(rules.tie_rule)}
    found |= {f"quota-{key}": str(number) for key, number in quota.items() if number}
    for at, prize in enumerate(rules.prizes):
        found[f"prize-{at}-name"] = prize.name
        found[f"prize-{at}-most"] = str(prize.most or "")
        found[f"prize-{at}-cash"] = shown.number(prize.cash_dong) if prize.cash_dong else ""
    for at, paper in enumerate(rules.checklist):
        found[f"paper-{at}-code"] = paper.code
        found[f"paper-{at}-name"] = paper.name
        found[f"paper-{at}-asked"] = REQUIRED if paper.required else IF_ANY
    return found


def _listed(sizes: tuple[int, ...]) -> str:
    return ", ".join(map(str, sizes))


def _points(hundredths: int | None) -> str:
    return "" if hundredths is None else shown.points(hundredths)


@dataclass
class Read:
    """What was read: the rules as typed, and for the rows of lists which field each came from."""

    rules: RuleSet
    rows: dict[str, str] = field(default_factory=dict)  # clause with its place → field

    def beside(self, refusal: Invalid) -> Invalid:
        """The refusal with each clause's fault beside its field."""
        return Invalid({self._field(name): fault for name, fault in refusal.fields.items()})

    def _field(self, clause: str) -> str:
        name, _, member = clause.partition(".")
        firsts = {
            "council_sizes": "council_sizes",
            "ladder": "upper",
            "averaging": "drop",
            "tie_rule": "tie-0",
            "prizes": "prize-0-name",
            "checklist": "paper-0-name",
            "groups": f"group-{next(iter(self.rules.groups), '')}",
            "frame_maxima": f"part-{next(iter(self.rules.frame_maxima), '')}",
        }
        inner = {"groups": "group", "frame_maxima": "part", "quota": "quota"}
        if clause in self.rows:
            return self.rows[clause]
        if member and name in inner:
            return f"{inner[name]}-{member}"
        return firsts.get(name, name)


def read(form: Typed, base: RuleSet, level: ContestLevel, source: str) -> Read:
    """The rules that the form says, on the ground of `base`; clauses that change name `source`.

    Raises Invalid by field for what cannot be understood; whether it can be obeyed is for
    contest.contests.rulekeeping.
    """
    reading = Reading(form)
    rows: dict[str, str] = {}
    wanted: dict[str, Any] = {
        "ladder": _ladder(reading, base, level),
        "needs_lower_certificate": _with(
            base.needs_lower_certificate, level, form.ticked("needs_lower_certificate")
        ),
        "forwarding_letter": _with(
            base.forwarding_letter, level, form.ticked("forwarding_letter")
        ),
        "council_sizes": {**base.council_sizes, level: _sizes(reading, "council_sizes")},
        "jury_odd": form.ticked("jury_odd"),
        "jury_sizes": _sizes(reading, "jury_sizes"),
        "groups": {key: reading.required(f"group-{key}") for key in base.groups},
        "frame_maxima": {
            key: _points_of(reading, f"part-{key}", needed=True) or 0 for key in base.frame_maxima
        },
        "photo_angles": tuple(one for one in clauses.ANGLES if one in form.many("photo_angles")),
        "dossier_sets": reading.whole("dossier_sets") or 0,
        "min_photos": reading.whole("min_photos") or 0,
        "pass_mark": _points_of(reading, "pass_mark", needed=True) or 0,
        "averaging": _averaging(reading),
        "missing_sheet": reading.choice("missing_sheet", MissingSheet),
        "disparity_limit": _points_of(reading, "disparity_limit"),
        "tie_rule": _tie_rule(form),
        "quota": _quota(reading, base.groups),
        "prizes": _prizes(reading, rows),
        "checklist": _checklist(reading, rows),
        "validity_years": reading.whole("validity_years", needed=False),
        "complaint_days": reading.whole("complaint_days") or 0,
        "resolve_days": reading.whole("resolve_days") or 0,
        "calendar": reading.required("calendar"),
        "jurors_named": form.ticked("jurors_named"),
        "scores_shown": reading.choice("scores_shown", ScoresShown),
        "identity_covered": form.ticked("identity_covered"),
    }
    reading.settle()
    return Read(clauses.amended(base, source, **wanted), rows)


def _with(levels: frozenset[ContestLevel], level: ContestLevel, there: bool) -> frozenset[Any]:
    return levels | {level} if there else levels - {level}


def _ladder(
    reading: Reading, base: RuleSet, level: ContestLevel
) -> Mapping[ContestLevel, ContestLevel | None]:
    text = reading.form.text("upper")
    if not text:
        return {**base.ladder, level: None}
    return {**base.ladder, level: reading.choice("upper", ContestLevel)}


def _sizes(reading: Reading, name: str) -> tuple[int, ...]:
    words = reading.form.text(name).replace("|", " ").replace(",", " ").replace(";", " ").split()
    if any(not one.isascii() or not one.isdigit() or len(one) > 3 for one in words):
        least, most = clauses.LEAST_SIZE, clauses.MOST_SIZE
        reading.faults[name] = "clause_sizes", {"least": least, "most": most}
        return ()
    return tuple(map(int, words))


def _points_of(reading: Reading, name: str, *, needed: bool = False) -> int | None:
    try:
        found = read_points(reading.form.text(name))
    except ValueError as fault:
        reading.faults[name] = str(fault)
        return None
    if found is None and needed:
        reading.faults[name] = "missing"
    return found


def _averaging(reading: Reading) -> Averaging:
    method = reading.choice("averaging", Average)
    if method is not Average.TRIMMED:
        return Averaging(method)
    drop = reading.whole("drop") or 0
    if "drop" not in reading.faults and not 1 <= drop <= 9:
        reading.faults["drop"] = "clause_number", {"least": 1, "most": 9}
    return Averaging(method, max(1, drop))


def _tie_rule(form: Typed) -> tuple[str, ...]:
    steps = (form.text(f"tie-{at}") for at in range(TIE_ROWS))
    return tuple(one for one in steps if one)


def _quota(reading: Reading, groups: Mapping[str, str]) -> Quota:
    own = {key: reading.whole(f"quota-{key}", needed=False) for key in groups}
    return Quota(
        reading.whole("quota-total", needed=False),
        {key: number for key, number in own.items() if number is not None},
    )


def _prizes(reading: Reading, rows: dict[str, str]) -> tuple[Prize, ...]:
    found: list[Prize] = []
    for at in range(PRIZE_ROWS):
        name = reading.text(f"prize-{at}-name")
        most = reading.whole(f"prize-{at}-most", needed=False)
        cash = reading.dong(f"prize-{at}-cash", needed=False)
        if name or most is not None or cash is not None:
            rows[f"prizes.{len(found)}"] = f"prize-{at}-name"
            found.append(Prize(name, most, cash))
    return tuple(found)


def _checklist(reading: Reading, rows: dict[str, str]) -> tuple[PaperAsked, ...]:
    """Papers that keep their codes; a new one gets a code of its own."""
    found: list[PaperAsked] = []
    codes = {reading.form.text(f"paper-{at}-code") for at in range(clauses.MOST_PAPERS)}
    for at in range(clauses.MOST_PAPERS):
        name = reading.text(f"paper-{at}-name")
        asked = reading.form.text(f"paper-{at}-asked")
        if not name or asked == NOT:
            continue
        code = reading.form.text(f"paper-{at}-code")[:60]
        if not code:
            code = next(c for n in range(1, 99) if (c := f"own_{n}") not in codes)
            codes.add(code)
        rows[f"checklist.{len(found)}"] = f"paper-{at}-name"
        found.append(PaperAsked(code, name, asked != IF_ANY))
    return tuple(found)


def tie_steps(rules: RuleSet) -> list[str]:
    """The steps that a tie rule may have, in an order to choose from."""
    return [*(f"part:{code}" for code in rules.frame_maxima), *TIE_STEPS]
