"""Charts drawn on the server: accessible SVG without a library in the browser. Pure.

Every chart is one image with a title and a description in words; the figures stand in a table
beside it. Widths are percents of the place it is given and texts keep their size, so a chart is
as readable at 360 px as on paper. Colours and patterns come from classes (static/charts.css):
no chart speaks by colour alone.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_LETTERS = 38
"""Letters of a label that fit on one line of the narrowest phone."""
_LINE, _BAR, _GAP = 20, 18, 16
"""Heights in CSS pixels: a line of label, a bar, the room below."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled part of a whole: `done` of `whole`, with the words that stand at its right.

    `whole` None or 0: there is nothing to measure against, only the words are shown.
    """

    label: str
    done: int
    whole: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of value through all rows of a chart; `style` is a class of charts.css,
    `pattern` lines, dots or none."""

    name: str
    style: str
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """A row of a stacked chart: one value for each series, and the words of the whole."""

    label: str
    values: Sequence[int]
    words: str


@dataclass(frozen=True, slots=True)
class Span:
    """A row of a chart of ranges: `value` as a dot between `low` and `high`, None where there is
    none, and the words that say it."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    words: str


def progress(name: str, title: str, description: str, rows: Sequence[Bar]) -> Markup:
    """A bar for each row, filled as far as it is done, 100 % at the mark on its right."""
    body, at = [], 4
    for row in rows:
        lines = _lines(row.label)
        body.append(_text(lines, at))
        at += _LINE * len(lines) + 5
        body.append(_rect("chart-ground", 0, 100, at))
        if row.whole:
            share = min(100.0, row.done * 100 / row.whole)
            style = "chart-full" if row.done >= row.whole else "chart-part"
            if row.done:
                body.append(_rect(style, 0, max(share, 0.8), at))
        at += _BAR + _LINE
        body.append(_words(row.words, at - 2))
        at += _GAP
    return _drawing(name, title, description, at, body)


def stacked(
    name: str, title: str, description: str, series: Sequence[Series], rows: Sequence[Stack]
) -> Markup:
    """A bar for each row, its parts one after another; all rows to one scale, with a legend."""
    body, at = _legend(name, series, 4)
    most = max((sum(row.values) for row in rows), default=0)
    for row in rows:
        lines = _lines(row.label)
        body.append(_text(lines, at))
        at += _LINE * len(lines) + 5
        begin = 0.0
        for value, one in zip(row.values, series, strict=True):
            share = value * 100 / most if most else 0.0
            if value:
                body.append(_part(name, one, begin, max(share, 0.3), at, _BAR))
            begin += share
        at += _BAR + _LINE
        body.append(_words(row.words, at - 2))
        at += _GAP
    return _drawing(name, title, description, at, body)


def columns(
    name: str,
    title: str,
    description: str,
    series: tuple[Series, Series],
    rows: Sequence[tuple[str, int | None, int]],
) -> Markup:
    """Two columns for each row (a year): what was planned, None where nothing was, and done."""
    body, at = _legend(name, series, 4)
    top, high = at + _LINE, 130
    most = max((max(planned or 0, done) for _, planned, done in rows), default=0)
    step = 100 / len(rows) if rows else 100.0
    for index, (label, planned, done) in enumerate(rows):
        for value, one, place in ((planned, series[0], 0.12), (done, series[1], 0.5)):
            if value is None:
                continue
            tall = round(value * high / most) if most else 0
            left = (index + place) * step
            if tall:
                body.append(_part(name, one, left, step * 0.36, top + high - tall, tall))
            body.append(_centred(str(value), left + step * 0.18, top + high - tall - 5))
        body.append(_centred(label, (index + 0.5) * step, top + high + _LINE, "chart-year"))
    foot = top + high
    body.append(
        Markup('<line class="chart-axis" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(foot)
    )
    return _drawing(name, title, description, foot + _LINE + 10, body)


def spans(
    name: str,
    title: str,
    description: str,
    rows: Sequence[Span],
    ends: tuple[float, float],
    mark: float | None = None,
) -> Markup:
    """A range with its dot for each row, all on one scale between `ends`; `mark` is drawn down
    through all of them. What lies beyond the ends is drawn at the end."""
    first, last = ends
    reach = last - first or 1.0

    def place(value: float) -> float:
        return 1 + 98 * min(1.0, max(0.0, (value - first) / reach))

    body, at = [], 4
    for row in rows:
        lines = _lines(row.label)
        body.append(_text(lines, at))
        at += _LINE * len(lines) + 5
        body.append(_rect("chart-ground", 0, 100, at + 5, 8))
        if row.low is not None and row.high is not None:
            left, right = sorted((place(row.low), place(row.high)))
            body.append(_rect("chart-part", left, max(right - left, 0.6), at + 3, 12))
        if row.value is not None:
            body.append(
                Markup('<circle class="chart-dot" cx="{:.2f}%" cy="{}" r="6"/>').format(
                    place(row.value), at + 9
                )
            )
        if mark is not None:
            body.append(
                Markup(
                    '<line class="chart-mark" x1="{0:.2f}%" x2="{0:.2f}%" y1="{1}" y2="{2}"/>'
                ).format(place(mark), at - 2, at + _BAR + 2)
            )
        at += _BAR + _LINE
        body.append(_words(row.words, at - 2))
        at += _GAP
    return _drawing(name, title, description, at, body)


def _drawing(name: str, title: str, description: str, height: int, body: list[Markup]) -> Markup:
    return Markup(
        '<svg class="chart" role="img" aria-labelledby="{0}-t {0}-d" width="100%" height="{1}">'
        '<title id="{0}-t">{2}</title><desc id="{0}-d">{3}</desc>{4}{5}</svg>'
    ).format(name, height, title, description, _patterns(name), Markup("").join(body))


def _patterns(name: str) -> Markup:
    """What tells parts apart without colour; each drawing carries its own."""
    return Markup(
        '<defs><pattern id="{0}-lines" class="chart-lines" width="7" height="7" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V7"/></pattern>'
        '<pattern id="{0}-dots" class="chart-dots" width="7" height="7" '
        'patternUnits="userSpaceOnUse"><circle cx="3.5" cy="3.5" r="1.4"/></pattern></defs>'
    ).format(name)


def _part(name: str, one: Series, left: float, width: float, top: int, height: int) -> Markup:
    """One part of a bar: its colour, and its pattern above it."""
    box = Markup(
        '<rect class="chart-box {}" x="{:.2f}%" y="{}" width="{:.2f}%" height="{}"/>'
    ).format(one.style, left, top, width, height)
    if not one.pattern:
        return box
    return box + Markup(
        '<rect fill="url(#{}-{})" x="{:.2f}%" y="{}" width="{:.2f}%" height="{}"/>'
    ).format(name, one.pattern, left, top, width, height)


def _legend(name: str, series: Sequence[Series], at: int) -> tuple[list[Markup], int]:
    """A box with its words for each series, and where the drawing goes on."""
    body = []
    for one in series:
        box = Markup('<svg width="18" height="18" y="{}">{}</svg>')
        body.append(box.format(at, _part(name, one, 0, 100, 0, 18)))
        body.append(_text([one.name], at - 1, left=26))
        at += _LINE + 5
    return body, at + 8


def _lines(label: str) -> list[str]:
    return textwrap.wrap(label, _LETTERS) or [""]


def _text(lines: Sequence[str], top: int, left: int = 0) -> Markup:
    spans = Markup("").join(
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(left, top + 15 + _LINE * at, line)
        for at, line in enumerate(lines)
    )
    return Markup('<text class="chart-label">{}</text>').format(spans)


def _words(words: str, y: int) -> Markup:
    return Markup('<text class="chart-words" x="0" y="{}">{}</text>').format(y, escape(words))


def _centred(words: str, percent: float, y: int, style: str = "chart-words") -> Markup:
    return Markup('<text class="{} chart-centred" x="{:.2f}%" y="{}">{}</text>').format(
        style, percent, y, words
    )


def _rect(style: str, left: float, width: float, top: int, height: int = _BAR) -> Markup:
    return Markup('<rect class="{}" x="{:.2f}%" y="{}" width="{:.2f}%" height="{}"/>').format(
        style, left, top, width, height
    )
