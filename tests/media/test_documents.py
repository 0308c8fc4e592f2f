"""Papers: told by their bytes, counted, refused when they act; read in the confined process."""

import io
import re
import zipfile
import zlib

import docx
import pytest
import typst
from pypdf import PdfWriter

from core.errors import Invalid, Refusal
from media import documents, service
from media.documents import Document
from media.sandbox import Sandbox
from media.service import Paper
from media.storage import Memory
from web.wording import SENTENCES


def _typeset(pages: int) -> bytes:
    """As our own typesetter writes PDF: objects packed into streams."""
    text = " #pagebreak() ".join(f"Trang {number}" for number in range(pages))
    made = typst.compile(f"#set page(width: 5cm, height: 5cm)\n{text}".encode())
    assert isinstance(made, bytes)
    return made


def _scanned(pages: int, extra: bytes = b"") -> bytes:
    """As a scanner writes PDF: plain objects, in any order."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue().replace(b"/Type /Catalog", b"/Type /Catalog " + extra)


def _locked() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.encrypt("x", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def _word(pages: int | None = None, **more: bytes) -> bytes:
    held = io.BytesIO()
    paper = docx.Document()
    paper.add_paragraph("Thuyết minh sản phẩm")
    paper.save(held)
    if pages is None and not more:
        return held.getvalue()
    again = io.BytesIO()
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(again, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "docProps/app.xml" and pages is not None:
                content = re.sub(rb"<Pages>\d+</Pages>", b"<Pages>%d</Pages>" % pages, content)
            target.writestr(part.filename, content)
        for name, content in more.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return again.getvalue()


def _packed_bomb() -> bytes:
    """A stream of objects that unfolds to more than is ever unfolded."""
    packed = zlib.compress(bytes(80 << 20), 1)
    head = b"%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 >>\nstream\n"
    return head + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"


GOOD: dict[str, tuple[bytes, Document]] = {
    "typeset": (_typeset(3), Document("pdf", 3)),
    "scanned": (_scanned(7), Document("pdf", 7)),
    "Word": (_word(4), Document("docx", 4)),
}
BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty_document"),
    "a text": (b"Ho so", "document_kind_unknown"),
    "Word of old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "document_kind_unknown"),
    "a spreadsheet's archive": (
        _word().replace(b"word/document.xml", b"work/document.xml"),
        "document_kind_unknown",
    ),
    "too heavy": (b"%PDF-1.4" + bytes(documents.MAX_BYTES), "document_too_large_bytes"),
    "too many pages": (_scanned(documents.MAX_PAGES + 1), "document_too_many_pages"),
    "cut off": (_scanned(3)[:-400], "document_damaged"),
    "half an archive": (_word()[:-300], "document_damaged"),
    "an archive with a broken part": (
        _word(3)[:60] + bytes(40) + _word(3)[100:],
        "document_damaged",
    ),
    "no page at all": (b"%PDF-1.4\nstartxref\n0\n%%EOF", "document_damaged"),
    "with a password": (_locked(), "document_locked"),
    "with a script": (_scanned(1, b"/OpenAction << /S /JavaScript /JS (x) >>"), "document_acts"),
    "with a hidden script": (_scanned(1, b"/OpenAction << /S /Java#53cript >>"), "document_acts"),
    "with a program": (_scanned(1, b"/AA << /O << /S /Launch >> >>"), "document_acts"),
    "with a file inside": (_scanned(1, b"/Names << /EmbeddedFiles 9 0 R >>"), "document_acts"),
    "Word with macros": (_word(1, word__vbaProject_dot_bin=b"x"), "document_acts"),
    "Word with an object": (_word(1, word__embeddings__o_dot_bin=b"x"), "document_acts"),
    "a bomb": (_packed_bomb(), "document_damaged"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_paper_is_told_and_counted(sandbox: Sandbox, name: str) -> None:
    data, expected = GOOD[name]
    assert documents.examine(data) == expected
    storage = Memory()
    kept = service.receive_paper(storage, data, sandbox=sandbox)
    key = f"documents/{kept.sha256[:2]}/{kept.sha256[2:]}.{expected.kind}"
    assert kept == Paper(key, kept.sha256, len(data), expected.kind, expected.pages)
    assert storage.get(kept.key) == data


@pytest.mark.parametrize("name", BAD)
def test_a_paper_that_is_none_is_refused_and_leaves_nothing(sandbox: Sandbox, name: str) -> None:
    data, code = BAD[name]
    storage = Memory()
    with pytest.raises(Invalid) as refused:
        service.receive_paper(storage, data, field="papers", sandbox=sandbox)
    fault = refused.value.fields["papers"]
    assert fault[0] == code
    assert code in documents.REFUSALS
    assert code in SENTENCES
    assert list(storage.keys()) == []


def test_an_archive_of_many_parts_is_not_unfolded() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "word/document.xml"):
            archive.writestr(name, bytes(1 << 28))
    with pytest.raises(Refusal) as refused:
        documents.examine(held.getvalue())
    assert refused.value.code == "document_damaged"
