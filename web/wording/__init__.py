"""Refusal code → sentence, and nowhere else; a test holds the table against every code used.

Sentences are Vietnamese and say what to do; English stands in the catalogue. `%(name)s` are facts.
Each room keeps its own module.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from core.errors import Invalid
from web import shown
from web.shown import N_
from web.wording import (
    advice,
    bodies,
    catalogue,
    certificates,
    complaints,
    contests,
    entries,
    everywhere,
    history,
    imports,
    machine,
    market,
    papers,
    people,
    pictures,
    places,
    programmes,
    register,
    results,
)

__all__ = ["N_", "SENTENCES", "sentence", "status"]

ROOMS = (
    everywhere,
    places,
    people,
    register,
    pictures,
    contests,
    bodies,
    entries,
    advice,
    results,
    certificates,
    complaints,
    market,
    papers,
    programmes,
    catalogue,
    machine,
    history,
    imports,
)

SENTENCES: dict[str, str] = {code: said for room in ROOMS for code, said in room.SENTENCES.items()}
if len(SENTENCES) != sum(len(room.SENTENCES) for room in ROOMS):
    raise ValueError("two rooms word the same code: one of them would never be heard")


STATUS: dict[str, int] = pictures.STATUS


def status(refusal: Invalid) -> int:
    """With which number of HTTP a form is refused: 422, or what the refused file calls for."""
    codes = [fault if isinstance(fault, str) else fault[0] for fault in refusal.fields.values()]
    return min((STATUS.get(code, 422) for code in codes), default=422)


def sentence(code: str, facts: Mapping[str, object], translate: Callable[[str], str]) -> str:
    """What to tell the person. An unknown code is a bug and raises KeyError."""
    said = translate(SENTENCES[code])
    return (
        said % {name: _shown(name, value, translate) for name, value in facts.items()}
        if facts
        else said
    )


def _shown(name: str, value: object, translate: Callable[[str], str]) -> str:
    """A fact named `…_points` is hundredths of a point, `…_dong` money; a tuple lists several."""
    if name.endswith("_points") and isinstance(value, int):
        return shown.points(value)
    if name.endswith("_dong") and isinstance(value, int):
        return shown.dong(value)
    if isinstance(value, tuple):
        return ", ".join(_shown(name, one, translate) for one in value)
    if isinstance(value, datetime):
        return shown.moment(value, translate)
    if isinstance(value, date):
        return shown.day(value)
    return str(value)
