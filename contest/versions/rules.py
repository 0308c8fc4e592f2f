"""What a corrected result must say, and what its copy is made of. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from contest.results.rules import LEAST_REASON, CouncilChoice

Fault = tuple[str, dict[str, object]]
SheetKey = tuple[int, int]
"""A sheet: entry id and the id of the juror's seat."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """The authority's decision that amends the recognised list: it signs, the council proposes."""

    number: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class Correction:
    """What the council decided anew: sheets set aside, products, vote, and why.

    `choice.note` is the reason; `amendment` is needed where the list of the recognised changes.
    """

    choice: CouncilChoice
    set_aside: frozenset[SheetKey]
    amendment: Amendment | None


@dataclass(frozen=True, slots=True)
class Before:
    """How the result stands until now."""

    certified: frozenset[int]
    prizes: Mapping[int, str]
    set_aside: frozenset[SheetKey]
    signed_on: date | None  # the authority's last decision
    today: date


def correction_faults(correction: Correction, before: Before) -> dict[str, Fault]:
    """Field → what cannot be so, besides what `results.rules.council_faults` says.

    Fields: `note`, `certified`, `amendment_number`, `amendment_signed_on`.
    """
    found: dict[str, Fault] = {}
    choice = correction.choice
    if len(choice.note) < LEAST_REASON:
        found["note"] = "version_reason_short", {"least": LEAST_REASON}
    prizes = {entry: prize for entry, prize in choice.prizes.items() if prize}
    if (choice.certified, prizes, correction.set_aside) == (
        before.certified,
        {entry: prize for entry, prize in before.prizes.items() if prize},
        before.set_aside,
    ):
        found["certified"] = "version_without_change", {}
    if choice.certified != before.certified:
        if correction.amendment is None or not correction.amendment.number:
            found["amendment_number"] = "amendment_missing", {}
        elif correction.amendment.signed_on > before.today:
            found["amendment_signed_on"] = "day_ahead", {}
        elif correction.amendment.signed_on < choice.met_on:
            found["amendment_signed_on"] = "day_before", {"earliest": choice.met_on}
    return found


def digest(result: Mapping[str, Any]) -> str:
    """SHA-256 of the copy, in one spelling: sorted keys, no spaces, UTF-8."""
    spelled = json.dumps(result, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()
