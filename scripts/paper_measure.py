"""A PDF of papers held against Nghị định 30/2020/NĐ-CP, Phụ lục I: what is really on the sheet.

A file may hold many papers (a juror's book, a notice to each entrant): each begins with the
Quốc hiệu, an annex with that word, and counts its own pages. Lengths are millimetres.
"""

import ctypes
import re
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium

from scripts.paper_style import BOTTOM, LEFT, RIGHT, TOP

FONTS = re.compile(r"^([A-Z]{6}\+)?(TimesNewRoman|LiberationSerif|Tinos)")
"""Times New Roman, or letters of the very same widths."""
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
ANNEX = "Phụ lục"
POINT = 25.4 / 72
NEAR = 0.7
"""How far a letter's ink may lie outside: italics lean over their own width."""
ENDS_PAGE = 7
"""A last page has at least so many lines: a signature does not stand there alone."""


WORD = 0.8
"""The least room between two words."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its ink, and the foot of its line."""

    sign: str
    left: float
    right: float
    bottom: float
    foot: float


@dataclass(slots=True)
class Measured:
    """One file: its pages, how many papers they make up, what is wrong with them."""

    file: Path
    pages: int = 0
    papers: list[int] = field(default_factory=list)  # the pages of each
    faults: list[str] = field(default_factory=list)


def measure(file: Path) -> Measured:
    """Look at every page of a PDF."""
    found = Measured(file)
    with pdfium.PdfDocument(file) as document:
        found.pages = len(document)
        for no, page in enumerate(document, 1):
            found.faults += [f"trang {no}: {said}" for said in _page(page, found.papers)]
    return found


def picture(file: Path, into: Path, scale: float = 1.4) -> int:
    """Every page as PNG beside the PDF; how many."""
    with pdfium.PdfDocument(file) as document:
        for no, page in enumerate(document, 1):
            page.render(scale=scale).to_pil().save(into / f"{file.stem} {no:02d}.png")
        return len(document)


def _page(page: pdfium.PdfPage, papers: list[int]) -> list[str]:
    width, height = (round(one * POINT, 1) for one in page.get_size())
    faults = []
    if sorted((round(width), round(height))) != [210, 297]:
        faults.append(f"khổ {width} × {height}")
    text = page.get_textpage()
    letters = _letters(text)
    body = [one for one in letters if one.bottom < height - TOP]
    above = [one for one in letters if one.bottom >= height - TOP]
    said = lines(body)
    if any(NATION in one for one in said) or said[:1] == [ANNEX]:
        papers.append(1)
    elif papers:
        papers[-1] += 1
    if not papers:
        return [*faults, "không có Quốc hiệu"]
    faults += _edges(body, width)
    faults += _number(above, width, papers[-1])
    if papers[-1] > 1 and len(said) < ENDS_PAGE:
        faults.append("chỉ còn vài dòng")
    names = {
        piece.get_font().get_base_name()
        for piece in page.get_objects([pdfium.raw.FPDF_PAGEOBJ_TEXT], textpage=text)
        if piece.extract().strip()
    }
    return faults + [f"phông chữ {name}" for name in names if not FONTS.match(name)]


def _letters(text: pdfium.PdfTextPage) -> list[Letter]:
    found = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        sign = text.get_text_range(at, 1)
        if sign.strip():
            ink = [edge * POINT for edge in text.get_charbox(at)]
            pdfium.raw.FPDFText_GetCharOrigin(text, at, ctypes.byref(x), ctypes.byref(y))
            found.append(Letter(sign, ink[0], ink[2], ink[1], y.value * POINT))
    return found


def lines(letters: list[Letter]) -> list[str]:
    """What stands on a sheet line by line, from its top down, as the eye reads it."""
    found: dict[int, list[Letter]] = {}
    for one in sorted(letters, key=lambda one: -one.foot):
        near = next((key for key in found if abs(key - one.foot * 10) < 5), None)
        found.setdefault(round(one.foot * 10) if near is None else near, []).append(one)
    said = []
    for row in found.values():
        row.sort(key=lambda one: one.left)
        text = ""
        for before, one in zip([None, *row], row, strict=False):
            gap = before is not None and one.left - before.right > WORD
            text += (" " if gap else "") + one.sign
        said.append(text)
    return said


def _edges(letters: list[Letter], width: float) -> list[str]:
    """Letters that lie in a margin."""
    if not letters:
        return ["trang trắng"]
    left, right = min(one.left for one in letters), max(one.right for one in letters)
    bottom = min(one.bottom for one in letters)
    found = []
    if left < LEFT - NEAR:
        found.append(f"chữ lấn lề trái: {left:.1f}")
    if right > width - RIGHT + NEAR:
        found.append(f"chữ lấn lề phải: còn {width - right:.1f}")
    if bottom < BOTTOM - NEAR:
        found.append(f"chữ lấn lề dưới: {bottom:.1f}")
    return found


def _number(above: list[Letter], width: float, wanted: int) -> list[str]:
    """The page's number: none on the first page, from the second on in the middle on top."""
    said = "".join(lines(above))
    if said != ("" if wanted == 1 else str(wanted)):
        return [f"số trang “{said}” ở trang thứ {wanted}"]
    if not above:
        return []
    left, right = min(one.left for one in above), max(one.right for one in above)
    middle = LEFT + (width - LEFT - RIGHT) / 2
    return ["số trang không ở giữa"] if abs((left + right) / 2 - middle) > 1 else []
