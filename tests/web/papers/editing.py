"""Changing a template as a person does in Word, and as somebody with other intentions does."""

import io
import zipfile
from collections.abc import Callable

from docx import Document

from tests.web.papers.reading import parts


def typed(docx: bytes, *lines: str) -> bytes:
    """The document with more paragraphs at its end."""
    document = Document(io.BytesIO(docx))
    for line in lines:
        document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def tampered(docx: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The archive with its parts changed by hand."""
    found = parts(docx)
    change(found)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in found.items():
            made.writestr(name, data)
    return kept.getvalue()


def with_part(name: str, data: bytes = b"x") -> Callable[[dict[str, bytes]], None]:
    """One part more."""

    def change(found: dict[str, bytes]) -> None:
        found[name] = data

    return change


def with_text(part: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    """Bytes replaced in a part, which must be there."""

    def change(found: dict[str, bytes]) -> None:
        assert old in found[part]
        found[part] = found[part].replace(old, new, 1)

    return change
