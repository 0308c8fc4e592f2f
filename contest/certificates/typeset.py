"""Facts → the printed certificate: one A4 page as PDF/A, through typst. No session, no network."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from contest.certificates.lettering import shown, shown_lines, unshowable
from contest.certificates.rules import CertificateFacts
from core.errors import Conflict

_HERE = Path(__file__).parent
_DOCUMENT = _HERE / "certificate.typ"
_FRAME = _HERE / "frame.typ"
_FONTS = _HERE / "fonts"
_TOO_LONG = "certificate_text_too_long"  # also the message of an assert in certificate.typ
_QUIET_ZONE = 4  # modules, ISO/IEC 18004

# A typst compiler refuses to be entered twice, so each thread keeps its own; it holds the fonts.
_kept = threading.local()


def _compiler() -> typst.Compiler:
    compiler: typst.Compiler | None = getattr(_kept, "compiler", None)
    if compiler is None:
        compiler = _kept.compiler = typst.Compiler(
            input=_DOCUMENT, root=_HERE, font_paths=[_FONTS], ignore_system_fonts=True
        )
    return compiler


def refuse_unshowable(facts: CertificateFacts) -> None:
    """Ask before issuing: a paper with holes in its words must not be signed.

    Raises Conflict `certificate_letters_unshowable` with the `letters` no typeface here has.
    """
    words = "".join(value for value in asdict(facts).values() if isinstance(value, str))
    if letters := unshowable(words):
        raise Conflict("certificate_letters_unshowable", letters=" ".join(letters))


def typeset(facts: CertificateFacts) -> bytes:
    """The certificate as PDF: A4 landscape, fonts inside, the same bytes for the same facts.

    PDF/A-2a, to be kept for decades, and PDF/UA-1, to be read aloud, as the engine declares it.

    Any text is safe: it travels as data, never as markup. What the typefaces lack is shown as
    `lettering.UNSHOWN`; `refuse_unshowable` tells before issuing. May be called from any thread;
    it is computation only: call it outside a write transaction.

    Raises Conflict `certificate_text_too_long` when the texts together do not fit the page at
    the smallest size (every single one may have 200 letters).
    """
    # Typst wants a moment of making for the archive's metadata: the day of issue is the fact.
    made = datetime.combine(facts.issued_on, time(), UTC)
    with _fitting():
        return _one(
            _compiler().compile(
                format="pdf",
                sys_inputs=_inputs(facts),
                pdf_standards=["a-2a", "ua-1"],
                timestamp=made,
            )
        )


def draw(facts: CertificateFacts, *, ppi: float = 144) -> bytes:
    """The same page as a PNG picture, for a preview on the screen."""
    with _fitting():
        return _one(_compiler().compile(format="png", ppi=ppi, sys_inputs=_inputs(facts)))


@contextmanager
def _fitting() -> Iterator[None]:
    """The document stops itself when even its smallest letters do not fit: that is a refusal."""
    try:
        yield
    except typst.TypstError as error:
        if _TOO_LONG not in error.message:
            raise
        raise Conflict(_TOO_LONG) from None


def _one(pages: bytes | list[bytes] | None) -> bytes:
    if not isinstance(pages, bytes):
        raise RuntimeError("a certificate is one page")
    return pages


def _inputs(facts: CertificateFacts) -> dict[str, str]:
    said: dict[str, Any] = {}
    for name, value in asdict(facts).items():
        if isinstance(value, date):
            said[name] = [value.year, value.month, value.day]
        elif name == "signer_title":
            said[name] = [_breakable(line) for line in shown_lines(value)]
        else:
            said[name] = _breakable(shown(value)) if isinstance(value, str) else value
    said["verify_place"] = _place(facts.verify_url)
    return {"facts": json.dumps(said), "qr": qr_svg(facts.verify_url), "frame": _frame()}


@cache
def _frame() -> str:
    """The frame as SVG, drawn once for the process: it is three quarters of a page's work."""
    svg = typst.compile(_FRAME, root=_HERE, format="svg", ignore_system_fonts=True)
    return _one(svg).decode()


def _breakable(line: str) -> str:
    """A run of letters too long for any column gets places where it may break, unseen."""
    return re.sub(r"\S{25,}", lambda run: "\u200b".join(re.findall(r".{1,12}", run[0])), line)


def _place(url: str) -> str:
    """The address a person types to reach the page of verification: no scheme, no code."""
    return shown(url).split("://", 1)[-1].rpartition("/")[0].lower()


def qr_svg(text: str) -> str:
    """A QR code as SVG: level Q, four modules of quiet around, one path so that no seam shows.

    Text in capitals and digits only (`codes.scan_address`) gives fewer, larger modules.
    """
    rows = segno.make_qr(text, error="q", boost_error=False).matrix_iter(border=_QUIET_ZONE)
    runs: list[str] = []
    size = 0
    for y, row in enumerate(rows):
        cells, start = [*row, 0], None
        size = len(cells) - 1
        for x, dark in enumerate(cells):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append(f"M{start} {y}h{x - start}v1H{start}z")
                start = None
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#000" d="{"".join(runs)}"/></svg>'
    )
