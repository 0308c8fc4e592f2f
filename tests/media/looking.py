"""How tests look at a rendition: what it shows, and whether it carries anything else."""

import io
import re

from PIL import Image, ImageChops, ImageStat

from tests.media import made

TELLTALES = (
    made.CANARY.encode(),
    b"Exif",
    b"EXIF",
    b"ICC_PROFILE",
    b"ICCP",
    b"iCCP",
    b"acspMSFT",
    b"acspAPPL",
    b"XMP ",
    b"ns.adobe.com",
    b"x:xmpmeta",
    b"Photoshop",
    b"rICC",
)
"""Bytes that begin metadata in one format or another."""


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def leaks(data: bytes) -> list[str]:
    """What a served picture carries beside its pixels; [] when it is clean."""
    image = opened(data)
    found = [repr(mark) for mark in TELLTALES if mark in data]
    found += [f"exif {tag}" for tag in image.getexif()]
    found += [f"part {name}" for name in _parts(data) if name not in _OF_PIXELS]
    known = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    known |= {"background", "loop", "timestamp", "duration", "dpi"}
    return found + [f"info {name}" for name in image.info if name not in known]


_OF_PIXELS = frozenset(
    {"E0", "DB", "C0", "C2", "C4", "DA", "DD"}  # JFIF, tables, frame, scans
    | {"VP8 ", "VP8L"}
    | {"ftyp", "meta", "mdat", "av01"}
)


def _parts(data: bytes) -> list[str]:
    """Every part of a served picture by its name, read from the bytes and not by a library."""
    if data[:4] == b"RIFF":
        at, found = 12, []
        while at < len(data):
            found.append(data[at : at + 4].decode())
            at += 8 + int.from_bytes(data[at + 4 : at + 8], "little") + (data[at + 4] & 1)
        return found
    if data[:2] == b"\xff\xd8":
        at, found = 2, []
        while data[at : at + 2] != b"\xff\xd9":
            assert data[at] == 0xFF
            found.append(f"{data[at + 1]:02X}")
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
            if found[-1] == "DA":  # what was scanned, up to the next mark
                scanned = re.compile(rb"\xff[^\x00\xd0-\xd7]").search(data, at)
                assert scanned is not None
                at = scanned.start()
        return [*found, *(["trailing"] if at + 2 < len(data) else [])]
    kinds = [one.decode() for one in re.findall(rb"infe\x02\0\0.\0.\0\0(....)", data, re.DOTALL)]
    at = 0
    while at < len(data):
        kinds.append(data[at + 4 : at + 8].decode())
        at += int.from_bytes(data[at : at + 4], "big")
    return kinds


def difference(one: Image.Image, other: Image.Image) -> float:
    """How different two pictures look, from 0 (the same) to 255, at 60 pixels."""
    small = [image.convert("RGB").resize((60, 60)) for image in (one, other)]
    return max(ImageStat.Stat(ImageChops.difference(*small)).mean)


def middle(data: bytes) -> tuple[int, ...]:
    """The colour in the middle."""
    image = opened(data).convert("RGB")
    colour = image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(colour, tuple)
    return colour


def near(one: tuple[int, ...], other: tuple[int, ...], within: int = 6) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= within
