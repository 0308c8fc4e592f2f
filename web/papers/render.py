"""A template and its fields → a Word document.

A template is a .docx with fields like {{ number }}; it runs in a sandbox and every value is
escaped, so neither an office's template nor a product's name can do more than stand there.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # it ships no types
from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from core.errors import Conflict

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FOLDER = Path(__file__).parent / "templates"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIP = 635
"""A twentieth of a point, in the unit of python-docx."""
_HELD_ROWS = 2
_NOT_XML = re.compile("[^\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, and the signs that would break a line, a paragraph or a page of their
own (a tab, a form feed): all but the line break."""


@cache
def template(name: str) -> bytes:
    """The template of a paper as it ships."""
    return (FOLDER / f"{name}.docx").read_bytes()


def environment() -> SandboxedEnvironment:
    """Where templates run: nothing can be called, and what is not there is an error."""
    env = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    env.globals.clear()
    return env


def render(docx: bytes, fields: Mapping[str, object]) -> bytes:
    """The paper with its fields filled in; the same fields give the same bytes.

    Raises Conflict("paper_template_broken") when the template asks for what is not there: one
    that an office sent is asked for it before it is kept, but fields may change with the program.
    """
    word = DocxTemplate(io.BytesIO(docx))
    cleaned = {key: _clean(value) for key, value in fields.items()}
    try:
        word.render(cleaned, environment(), autoescape=True)
    except (TemplateError, SecurityError) as fault:
        raise Conflict("paper_template_broken", said=str(fault)[:200]) from fault
    _fit(word.docx)
    _hold(word.docx)
    kept = io.BytesIO()
    word.save(kept)
    return _same_bytes(kept.getvalue())


def _fit(document: Any) -> None:
    """Tables that got columns while they were filled are no wider than the sheet allows."""
    section = document.sections[0]
    inner = (section.page_width - section.left_margin - section.right_margin) // _TWIP
    for table in document.element.body.iter(f"{_W}tbl"):
        grid = table.find(f"{_W}tblGrid")
        first = table.find(f"{_W}tr").findall(f"{_W}tc")
        widths = [int(cell.tcPr.find(f"{_W}tcW").get(f"{_W}w")) for cell in first]
        columns = grid.findall(f"{_W}gridCol")
        if widths == [int(float(one.get(f"{_W}w"))) for one in columns]:
            continue
        fitted = [width * inner // sum(widths) for width in widths]
        for one in columns[len(fitted) :]:
            grid.remove(one)
        for one, width in zip(columns, fitted, strict=False):
            one.set(f"{_W}w", str(width))
        for row in table.iter(f"{_W}tr"):
            for cell, width in zip(row.iter(f"{_W}tcW"), fitted, strict=False):
                cell.set(f"{_W}w", str(width))


def _hold(document: Any) -> None:
    """The end of a table goes with the text that closes the paper: a signature never stands on a
    page alone, or under one line."""
    for table in document.element.body.iter(f"{_W}tbl"):
        if _is_ruled(table):
            continue
        before = table.getprevious()
        while before is not None and before.tag == f"{_W}p" and _keeps(before):
            before = before.getprevious()
        if before is None or before is table.getprevious() or _text(before):
            continue
        gap, above = before, before.getprevious()
        if above is None or above.tag != f"{_W}tbl" or not _is_ruled(above):
            continue
        rows = above.findall(f"{_W}tr")[1:]
        for line in [gap, *(line for row in rows[-_HELD_ROWS:] for line in row.iter(f"{_W}p"))]:
            line.get_or_add_pPr().get_or_add_keepNext()


def _is_ruled(table: Any) -> bool:
    style = table.tblPr.find(f"{_W}tblStyle")
    return style is not None and style.get(f"{_W}val") == "TableGrid"


def _keeps(line: Any) -> bool:
    return line.pPr is not None and line.pPr.find(f"{_W}keepNext") is not None


def _text(line: Any) -> str:
    return "".join(piece.text or "" for piece in line.iter(f"{_W}t")).strip()


def _clean(value: object) -> object:
    if isinstance(value, str):
        return _NOT_XML.sub(" ", value)
    if isinstance(value, Mapping):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return value


def _same_bytes(docx: bytes) -> bytes:
    """The archive without the time of its making."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as found,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for one in found.infolist():
            entry = zipfile.ZipInfo(one.filename, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, found.read(one.filename))
    return made.getvalue()
