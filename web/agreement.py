"""`python -m web agreement TABLE`: how a panel agrees, in the contest's own statistics."""

import argparse
import json
import re
import sys
from pathlib import Path

from contest.advice import alpha, chance, icc
from contest.advice.estimate import Estimate
from contest.advice.ratings import Ratings
from contest.advice.severity import Panel, severities
from contest.advice.stability import Stability, stability
from core.errors import Refusal
from web import wording
from web.aligned import aligned
from web.sheets import read
from web.sheets.cells import Cell

MOST_ROWS = 20_000
MOST = 1e12
"""Beyond it squares would lose what ratings differ by."""

_NUMBER = re.compile(r"[-+\u2212]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?", re.ASCII)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command understands."""
    parser.add_argument("table", type=Path, help="CSV or XLSX: product, then a column per juror")
    parser.add_argument("--line", type=_places, default=None, help="how many places there are")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(given: argparse.Namespace) -> int:
    """Print the statistics; 2 and what is wrong by row when the table cannot be read."""
    try:
        ratings = ratings_of(given.table)
    except Refusal as refusal:
        row = refusal.facts.get("row")
        said = wording.sentence(refusal.code, refusal.facts, str)
        print(f"dòng {row}: {said}" if row else said, file=sys.stderr)
        return 2
    except OSError as refusal:
        print(refusal, file=sys.stderr)
        return 2
    found = icc.correlations(ratings)
    estimates = {
        **found.forms,
        "F_oneway": found.f_oneway,
        "F_twoway": found.f_twoway,
        **{f"alpha_{measure}": alpha.alpha(ratings, measure) for measure in alpha.MEASURES},
        **chance.coefficients(ratings),
    }
    panel, firm = severities(ratings), stability(ratings, given.line)
    if given.json:
        answer = as_json(ratings, found, estimates, panel, firm)
        print(json.dumps(answer, ensure_ascii=False, allow_nan=False))
    else:
        for line in as_text(ratings, found, estimates, panel, firm):
            print(line)
    return 0


def ratings_of(path: Path) -> Ratings:
    """The table: its first row names the jurors, its first column the products, whatever they are
    called; an empty cell is a product the juror did not score.

    Raises OSError, or Refusal for a file that cannot be read, a table without jurors, a cell that
    is no number (with its row).
    """
    rows = read.read(path.read_bytes(), words=(), most_rows=MOST_ROWS).rows
    filled = [(at, row) for at, row in enumerate(rows, 1) if any(map(_text, row))]
    if not filled:
        raise Refusal("table_without_jurors")
    head = [_text(cell) for cell in filled[0][1]]
    width = max(at for at, name in enumerate(head, 1) if name)
    if width < 2:
        raise Refusal("table_without_jurors")
    jurors = tuple(name or f"J{at}" for at, name in enumerate(head[1:width], 1))
    products, values = [], []
    for number, cells in filled[1:]:
        texts = [_text(cell) for cell in cells]
        if any(texts[width:]):
            raise Refusal("row_too_long", row=number)
        texts += [""] * (width - len(texts))
        products.append(texts[0] or str(number))
        values.append(
            tuple(
                _rating(text, number, juror)
                for text, juror in zip(texts[1:width], jurors, strict=True)
            )
        )
    return Ratings(tuple(products), jurors, tuple(values))


def _places(text: str) -> int:
    line = int(text)
    if line < 1:
        raise ValueError("a line after the first place or later")
    return line


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return repr(cell) if isinstance(cell, float) else str(cell).strip()


def _rating(text: str, row: int, juror: str) -> float | None:
    if not text:
        return None
    value = float("nan")
    if _NUMBER.fullmatch(text):
        value = float(text.replace("\N{MINUS SIGN}", "-").replace(",", "."))
    if not abs(value) < MOST:  # nor is what is no number
        raise Refusal("rating_not_a_number", row=row, column=juror, typed=text[:40])
    return value


def as_json(
    ratings: Ratings,
    found: icc.Correlations,
    estimates: dict[str, Estimate],
    panel: Panel,
    firm: Stability,
) -> dict[str, object]:
    """Each statistic under its published name; null ones with their reasons."""
    squares = found.squares
    return {
        "products": len(ratings.products),
        "jurors": len(ratings.jurors),
        "ratings": ratings.count,
        "rows_used": found.rows,
        **{name: one.value for name, one in estimates.items()},
        "intervals": {name: _interval(one) for name, one in found.forms.items()},
        "mean_squares": squares
        and {
            "MSR": squares.between,
            "MSC": squares.jurors,
            "MSE": squares.error,
            "MSW": squares.within,
        },
        "severity": [
            {
                "juror": one.juror,
                "rated": one.rated,
                "severity": one.estimate.value,
                "error": one.error,
                "interval": _interval(one.estimate),
                "reason": _because(one.estimate.reason),
            }
            for one in panel.jurors
        ],
        "spread": panel.spread,
        "without": [
            {
                "juror": one.juror,
                "moved": one.moved,
                "furthest": one.furthest,
                "crossed": list(one.crossed),
            }
            for one in firm.without
        ],
        "bands": [
            {
                "product": one.product,
                "mean": one.mean,
                "place": one.place,
                "best": one.best,
                "worst": one.worst,
                "within": one.within,
            }
            for one in firm.bands
        ],
        "deliberate": list(firm.deliberate),
        "few_jurors": firm.few_jurors,
        "reasons": {
            name: _because(one.reason) for name, one in estimates.items() if one.value is None
        },
    }


def _interval(one: Estimate) -> list[float] | None:
    return None if one.low is None or one.high is None else [one.low, one.high]


def _because(code: str) -> str | None:
    return wording.sentence(code, {}, str) if code else None


def as_text(
    ratings: Ratings,
    found: icc.Correlations,
    estimates: dict[str, Estimate],
    panel: Panel,
    firm: Stability,
) -> list[str]:
    """The same for people: what it says, and what it was drawn from."""
    lines = [
        f"{len(ratings.products)} sản phẩm, {len(ratings.jurors)} giám khảo, "
        f"{ratings.count} điểm. ICC dùng {found.rows} sản phẩm được mọi giám khảo chấm.",
        "",
    ]
    lines += aligned(
        [("Chỉ số", "Giá trị", "Khoảng 95 %"), *(_row(*one) for one in estimates.items())]
    )
    lines += ["", "Độ nghiêm của giám khảo (dương: cho thấp hơn cả ban)"]
    lines += aligned(
        [
            ("Giám khảo", "Số sản phẩm", "Độ nghiêm", "Sai số", "Khoảng 95 %"),
            *(
                (
                    one.juror,
                    str(one.rated),
                    _short(one.estimate.value),
                    _short(one.error),
                    _row("", one.estimate)[2],
                )
                for one in panel.jurors
            ),
        ]
    )
    lines += ["", "Nếu bỏ từng giám khảo"]
    lines += aligned(
        [
            ("Giám khảo", "Sản phẩm đổi hạng", "Đổi nhiều nhất", "Đổi bên ở vạch"),
            *(
                (one.juror, str(one.moved), str(one.furthest), ", ".join(one.crossed) or "–")
                for one in firm.without
            ),
        ]
    )
    if firm.deliberate:
        lines += ["", f"Nên bàn kỹ: {', '.join(firm.deliberate)}"]
    if firm.few_jurors:
        lines += ["", "Ít giám khảo: các khoảng hạng chỉ nói được rất ít."]
    return lines


def _row(name: str, one: Estimate) -> tuple[str, str, str]:
    between = _interval(one)
    said = "–" if between is None else f"{_short(between[0])} … {_short(between[1])}"
    if one.value is None:
        said = _because(one.reason) or said
    return name, _short(one.value), said


def _short(value: float | None) -> str:
    return (
        "–" if value is None else f"{value:.3f}".replace(".", ",").replace("-", "\N{MINUS SIGN}")
    )
