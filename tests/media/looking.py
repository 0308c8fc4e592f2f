"""How tests look at a rendition: what it shows, and whether it carries anything else."""

import io

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
    known = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    known |= {"background", "loop", "timestamp", "duration", "dpi"}
    return found + [f"info {name}" for name in image.info if name not in known]


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
