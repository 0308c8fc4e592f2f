"""Somebody saved the same thing meanwhile: both values side by side, and what was typed kept.

The answer is 409 with the form as it was typed, upon the newest version: sending it again is
then a decision and no accident. The template shows `clash` with `clash_of` of _parts/clash.html.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from web.page import Page, Redraw


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that reads otherwise by now."""

    label: str
    stored: str
    typed: str


def between(
    page: Page,
    labels: Mapping[str, str],
    stored: Mapping[str, object],
    typed: Mapping[str, str],
    choices: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Clash]:
    """The fields of `labels` whose stored and typed values differ, in that order.

    `choices` gives the words of a field's fixed values; a field that was not sent is left out.
    """
    words = choices or {}
    found = []
    for field, label in labels.items():
        if field not in typed:
            continue
        pair = [_plain(stored.get(field)), _plain(typed[field])]
        if pair[0] == pair[1]:
            continue
        told = [page._(words[field][one]) if one in words.get(field, {}) else one for one in pair]
        found.append(Clash(page._(label), *told))
    return found


def redraw(page: Page, template: str, clash: list[Clash], /, **values: Any) -> Redraw:
    """To raise: the form once more, 409, with both values; the transaction is rolled back."""
    return Redraw(page.show(template, status=409, **{**values, "clash": clash}))


def _plain(value: object) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
