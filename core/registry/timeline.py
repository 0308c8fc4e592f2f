"""What an establishment was on a day, from its dated states. Pure.

Identity follows the history of the registration number: one establishment keeps its record, its
products and its certificates through every name, legal form and number it ever had.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.registry.kinds import ChangeReason, EstablishmentKind
from core.registry.rules import WITH_NUMBER
from core.text import same_name


@dataclass(frozen=True, slots=True)
class Legal:
    """What an establishment is in law: `number` as it may be shown, never an identity number."""

    name: str
    kind: EstablishmentKind
    number: str


@dataclass(frozen=True, slots=True)
class State:
    """What held from a day on; `since` None: from before the first recorded change.

    `until` is the day of the next change, None while it holds.
    """

    id: int
    since: date | None
    until: date | None
    legal: Legal
    reason: ChangeReason
    evidence: str
    note: str

    @property
    def last(self) -> date | None:
        """The last day on which it held."""
        return self.until - timedelta(days=1) if self.until else None


@dataclass(frozen=True, slots=True)
class Change:
    """A change as it was typed. `number` empty: it stays. `day` is the first day it holds.

    With `former`, name, kind and number are those that held until that day, recorded later.
    """

    name: str
    kind: EstablishmentKind
    number: str
    day: date | None
    reason: ChangeReason
    evidence: str
    note: str = ""
    former: bool = False


def faults_of_change(
    change: Change, before: Legal, taken: Sequence[date], today: date, *, personal: bool
) -> dict[str, str]:
    """Why a change cannot be recorded: field → code; empty when it can.

    `before` is what it is compared with; `taken` are the days that have a change; `personal`
    says that the number it would go on with is its owner's own.
    """
    faults = {}
    if not change.name.strip():
        faults["name"] = "missing"
    if change.day is None:
        faults["day"] = "missing"
    elif change.day > today:
        faults["day"] = "change_in_future"
    elif change.day in taken:
        faults["day"] = "change_day_taken"
    elif change.former and taken and change.day > min(taken):
        faults["day"] = "former_after_first_change"
    if not change.evidence.strip():
        faults["evidence"] = "paper_missing"
    if change.reason is ChangeReason.BEGINNING:
        faults["reason"] = "unknown_choice"
    renamed = not same_name(change.name, before.name) or change.name.strip() != before.name
    if not (renamed or change.kind is not before.kind or change.number.strip()):
        faults.setdefault("name", "nothing_changed")
    registers = change.kind in WITH_NUMBER and not change.former
    if registers and personal and not change.number.strip():
        faults["number"] = "number_of_company_missing"
    return faults


def as_of(states: Sequence[State], current: Legal, day: date) -> Legal:
    """What it was on that day. `states` are in order of time; without any it never changed."""
    held = [one for one in states if one.since is None or one.since <= day]
    return held[-1].legal if held else (states[0].legal if states else current)


def former_names(states: Sequence[State], name: str) -> tuple[str, ...]:
    """The names it had and has no more, the newest first, each once."""
    kept: list[str] = []
    for one in reversed(states):
        known = (name, *kept)
        if not any(same_name(one.legal.name, other) for other in known):
            kept.append(one.legal.name)
    return tuple(kept)
