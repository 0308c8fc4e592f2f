"""Papers that people send: what kind they are, whole or broken, how many pages. Pure Python.

Only the sandboxed decoder runs this on bytes from outside. Nothing is ever shown from here: a
paper is kept as it came and goes out as an attachment. A paper that acts when it is opened
(scripts, programs, files inside) is refused, for an officer will open it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import Refusal

MAX_BYTES = 20 * 1024 * 1024
"""The most bytes one paper may have."""
MAX_PAGES = 300
"""The most pages of one paper."""
MEMORY = 160 << 20
"""Bytes that reading one may take."""

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Kinds taken in: file extension → media type."""

REFUSALS = frozenset(
    {
        "document_acts",
        "document_damaged",
        "document_kind_unknown",
        "document_locked",
        "document_too_large_bytes",
        "document_too_many_pages",
        "empty_document",
    }
)
"""Every code with which a paper is refused, besides those of the process that reads it."""

_MOST_UNFOLDED = 64 << 20
_MOST_PARTS = 2_000


@dataclass(frozen=True, slots=True)
class Document:
    """What a paper is. `pages` is None where the file does not tell (Word that never counted)."""

    kind: str
    pages: int | None


def refusal_of_document(data: bytes) -> tuple[str, dict[str, object]] | None:
    """Why a paper is refused unopened, or None."""
    if not data:
        return "empty_document", {}
    if len(data) > MAX_BYTES:
        return "document_too_large_bytes", {"most": MAX_BYTES >> 20}
    if kind_of(data) is None:
        return "document_kind_unknown", {}
    return None


def kind_of(data: bytes) -> str | None:
    """The extension of the kind that its first bytes announce, or None. Its name plays no part."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    return "docx" if data.startswith(b"PK\x03\x04") else None


def examine(data: bytes) -> Document:
    """What the paper is. Raises Refusal with one of `REFUSALS`."""
    if refusal := refusal_of_document(data):
        raise Refusal(refusal[0], **refusal[1])
    try:
        found = Document("pdf", _pages_of_pdf(data)) if kind_of(data) == "pdf" else _word(data)
    except Refusal:
        raise
    except Exception as error:  # whatever a broken file makes a reader raise
        raise Refusal("document_damaged") from error
    if found.pages is not None and found.pages > MAX_PAGES:
        raise Refusal("document_too_many_pages", pages=found.pages, most=MAX_PAGES)
    return found


# --- PDF (ISO 32000) --------------------------------------------------------------------------

_ACTS = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|EmbeddedFiles|RichMedia)(?![A-Za-z])")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_COUNT = re.compile(rb"/Count\s+(\d{1,9})")
_PAGES = re.compile(rb"/Type\s*/Pages(?![A-Za-z])")
_STREAM = re.compile(rb"<<(?:[^<>]|<<[^<>]*>>|<[^<>]*>)*?/Type\s*/ObjStm.*?stream\r?\n", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def _pages_of_pdf(data: bytes) -> int:
    """Leaves of the page tree, also where objects are packed into streams (7.5.7)."""
    if b"%%EOF" not in data[-2048:] or b"startxref" not in data[-4096:]:
        raise Refusal("document_damaged")
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<", data):
        raise Refusal("document_locked")
    leaves = told = 0
    for text in _texts(data):
        plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)
        if _ACTS.search(plain):
            raise Refusal("document_acts")
        leaves += len(_PAGE.findall(plain))
        for found in _PAGES.finditer(plain):
            around = plain[max(0, found.start() - 300) : found.end() + 300]
            told = max([told, *(int(count) for count in _COUNT.findall(around))])
    if not leaves:
        raise Refusal("document_damaged")
    return min(leaves, told) if told else leaves


def _texts(data: bytes) -> Iterator[bytes]:
    """What stands between the streams, and what the streams of objects unfold to."""
    yield re.sub(rb"stream\r?\n.*?endstream", b"", data, flags=re.DOTALL)
    unfolded = 0
    for found in _STREAM.finditer(data):
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(data[found.end() :], _MOST_UNFOLDED - unfolded)
        unfolded += len(text)
        if unfolded >= _MOST_UNFOLDED:
            raise Refusal("document_damaged")
        yield text


# --- Word (ECMA-376) --------------------------------------------------------------------------


def _word(data: bytes) -> Document:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        unfolded = sum(part.file_size for part in parts)
        if not {"[Content_Types].xml", "word/document.xml"} <= names:
            raise Refusal("document_kind_unknown")
        if len(parts) > _MOST_PARTS or unfolded > _MOST_UNFOLDED * 4:
            raise Refusal("document_damaged")
        if any(name.endswith(("vbaProject.bin", ".exe", ".js")) for name in names) or any(
            name.startswith("word/embeddings/") for name in names
        ):
            raise Refusal("document_acts")
        if archive.testzip() is not None:
            raise Refusal("document_damaged")
        told = archive.read("docProps/app.xml") if "docProps/app.xml" in names else b""
    counted = re.search(rb"<Pages>(\d{1,6})</Pages>", told)
    return Document("docx", int(counted[1]) if counted else None)
