"""Reading a Word document as a test needs it."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

from docx import Document
from docx.document import Document as Doc

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(data: bytes) -> Doc:
    """The document, if it is one."""
    return Document(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    """Name → bytes of everything in the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {one: found.read(one) for one in found.namelist()}


def words(data: bytes) -> str:
    """All the text of the body, one space between pieces."""
    tree = ET.fromstring(parts(data)["word/document.xml"])  # noqa: S314 (our own file)
    lines = [
        "".join(piece.text or "" if piece.tag == f"{W}t" else " " for piece in line.iter())
        for line in tree.iter(f"{W}p")
    ]
    return re.sub(r"\s+", " ", " ".join(lines)).strip()
