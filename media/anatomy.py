"""Where a picture ends in its file, how many frames it has, and what else hides there. Pure.

Reads the skeleton only, never a pixel: a file that broke off is found before a decoder has
unfolded half of it, and a second file behind or inside the picture before anybody keeps it.
What cannot be followed is left to the decoder to judge.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anatomy:
    """`end` is where the picture stops, None when the file stops first.

    `frames` is how many there are, counted up to the number asked for and one more; None where
    the decoder tells without unfolding them.
    """

    end: int | None
    frames: int | None = None


def anatomy(data: bytes, name: str, most: int) -> Anatomy:
    """The skeleton of a file of that format (`formats.FORMATS`); frames are counted to `most`."""
    walk = _WALKS.get(name)
    return walk(data, most) if walk else Anatomy(len(data))


def stowaway(data: bytes, end: int) -> str | None:
    """What else the file is besides a picture that ends there, or None.

    Phones append much that is harmless: a film, a depth map, their own notes. What is named here
    is what another program would run or open: archives, programs, PDF, web pages, scripts.
    """
    if _is_archive(data):
        return "ZIP"
    if b"%PDF-" in data[:1024]:
        return "PDF"
    if _MARKUP.search(data):
        return "HTML"
    tail = data[end:].lstrip(b"\0\r\n\t ")
    return next((name for mark, name in _OTHERS if tail.startswith(mark)), None)


def canvas(data: bytes) -> tuple[int, int] | None:
    """Width and height of a WebP: its decoder takes room for all of it as it is opened."""
    kind, body = data[12:16], data[20:30]
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = (int.from_bytes(body[at : at + 2], "little") for at in (6, 8))
        return width & 0x3FFF, height & 0x3FFF
    return None


_MARKUP = re.compile(rb"<(?:\?php\s|script[\s>]|html[\s>]|!doctype html|iframe\s|svg\s)", re.I)
_OTHERS = (
    (b"%PDF-", "PDF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"PK\x03\x04", "ZIP"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"\x1f\x8b\x08", "GZIP"),
    (b"#!", "SCRIPT"),
)
_LONGEST_COMMENT = 65_557  # of an archive, with the record before it


def _is_archive(data: bytes) -> bool:
    """An archive is read from its end, wherever its beginning is hidden."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _LONGEST_COMMENT))
    if at < 0 or at + 22 > len(data):
        return False
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    return data[max(0, at - size) : at].startswith(b"PK\x01\x02")


# --- the formats ------------------------------------------------------------------------------

_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


def _jpeg(data: bytes, most: int) -> Anatomy:
    """Segments until the end of the image; the scans between are skipped by their marks."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return Anatomy(len(data))
        mark = data[at + 1]
        if mark == 0xD9:
            return Anatomy(at + 2)
        if mark == 0xFF or mark in _ALONE:
            at += 1 if mark == 0xFF else 2
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == 0xDA:
            found = _AFTER_SCAN.search(data, at)
            if found is None:
                return Anatomy(None)
            at = found.end() - 2
    return Anatomy(len(data) if data[at:] == b"\xff\xd9" else None)


def _png(data: bytes, most: int) -> Anatomy:
    at = 8
    while at + 12 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            return Anatomy(at if at <= len(data) else None)
    return Anatomy(None)


def _gif(data: bytes, most: int) -> Anatomy:
    """Blocks until the trailer, which some programs forget."""
    at, frames = 13 + _palette(data[10:11]), 0
    while at < len(data):
        kind = data[at]
        if kind == 0x3B:
            return Anatomy(at + 1, frames)
        if kind == 0x2C:
            frames += 1
            if frames > most:
                return Anatomy(len(data), frames)
            at += 11 + _palette(data[at + 9 : at + 10])
        elif kind == 0x21:
            at += 2
        else:
            return Anatomy(len(data) if frames else None, frames)
        while at < len(data) and data[at]:
            at += 1 + data[at]
        at += 1
    return Anatomy(len(data) if at == len(data) and frames else None, frames)


def _palette(flags: bytes) -> int:
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _webp(data: bytes, most: int) -> Anatomy:
    end = 8 + int.from_bytes(data[4:8], "little")
    return Anatomy(end if end <= len(data) else None)


def _bmp(data: bytes, most: int) -> Anatomy:
    """Some programs write no length, or a wrong one."""
    end = int.from_bytes(data[2:6], "little")
    return Anatomy(end if 54 <= end <= len(data) else len(data))


_BOXES = frozenset(
    {b"ftyp", b"meta", b"mdat", b"moov", b"moof", b"mfra", b"free", b"skip", b"wide", b"uuid"}
    | {b"idat", b"sidx", b"styp", b"jumb", b"mpvd", b"sefd", b"xml ", b"pdin"}
)


def _boxes(data: bytes, most: int) -> Anatomy:
    """HEIF and AVIF: boxes of known names; from the first unknown one on it is another's."""
    at = 0
    while at + 8 <= len(data) and data[at + 4 : at + 8] in _BOXES:
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size == 0:  # to the end of the file
            return Anatomy(len(data))
        if size < 8 or at + size > len(data):
            return Anatomy(None)
        at += size
    return Anatomy(at)


def _tiff(data: bytes, most: int) -> Anatomy:
    """Its parts may lie anywhere: only the chain of its pages is followed."""
    order = "little" if data[:2] == b"II" else "big"
    big = data[2:4] in (b"+\x00", b"\x00+")
    wide, count, entry = (8, 8, 20) if big else (4, 2, 12)

    def number(at: int, length: int) -> int:
        return int.from_bytes(data[at : at + length], order)  # type: ignore[arg-type]  # a literal

    at, pages = number(wide, wide), 0
    while 0 < at < len(data) and pages <= most:
        pages += 1
        at = number(at + count + number(at, count) * entry, wide)
    return Anatomy(len(data), pages)


_WALKS: dict[str, Callable[[bytes, int], Anatomy]] = {
    "JPEG": _jpeg,
    "PNG": _png,
    "GIF": _gif,
    "WEBP": _webp,
    "BMP": _bmp,
    "HEIF": _boxes,
    "AVIF": _boxes,
    "TIFF": _tiff,
}
