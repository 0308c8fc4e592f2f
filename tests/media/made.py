"""Pictures that the tests make themselves, good and hostile. No photograph is kept here."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms, ImageDraw

CANARY = "CANARY-7741"
"""Stands in every metadata field that a tagged picture has; no rendition may contain it."""

UPSIDE = {
    # EXIF orientation → what a camera held so would have stored
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


SHOWN = UPSIDE | {6: Image.Transpose.ROTATE_270, 8: Image.Transpose.ROTATE_90}
"""EXIF orientation → what has to be done to the stored picture."""


def scene(width: int = 900, height: int = 600) -> Image.Image:
    """A picture that looks different however it is turned or mirrored."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 3, height // 4), fill="#a3271f")
    draw.ellipse((width // 2, height // 2, width * 7 // 8, height * 7 // 8), fill="#3c6640")
    draw.line((0, height, width // 2, height // 2), fill="#1e3f5a", width=max(1, width // 40))
    return image


def detailed(width: int, height: int) -> Image.Image:
    """The scene with grain of several sizes, so that it weighs what a phone's photo weighs."""
    image = scene(width, height)
    for cell, part in ((2, 0.10), (5, 0.12), (12, 0.15)):
        size = (-(-width // cell), -(-height // cell))
        grain = Image.merge("RGB", [Image.effect_noise(size, 70) for _ in "RGB"])
        image = Image.blend(image, grain.resize((width, height), Image.Resampling.BICUBIC), part)
    return image


def saved(image: Image.Image, format_: str = "JPEG", **options: Any) -> bytes:
    """The picture as the bytes of a file."""
    held = io.BytesIO()
    image.save(held, format_, **options)
    return held.getvalue()


def exif(orientation: int = 1, *, located: bool = True) -> Image.Exif:
    """Metadata as a phone writes it, a canary in each text."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = tags[0x0110] = tags[0x013B] = tags[0x8298] = tags[0x010E] = CANARY
    details = tags.get_ifd(0x8769)
    details[0x9003], details[0x9011] = "2026:02:03 07:08:09", "+07:00"
    details[0xA430] = details[0xA431] = details[0xA435] = CANARY  # owner, serial numbers
    if located:
        place = tags.get_ifd(0x8825)
        place[1], place[2] = "N", (10.0, 14.0, 31.0)
        place[3], place[4] = "E", (105.0, 58.0, 12.0)
        place[27] = CANARY.encode()
    read_back = Image.Exif()  # a TIFF is given only the parts that were read from a file
    read_back.load(tags.tobytes())
    return read_back


def tagged(format_: str = "JPEG", orientation: int = 1, **options: Any) -> bytes:
    """The scene, stored as a camera held that way stores it, with every kind of metadata."""
    image = scene()
    if (turn := UPSIDE[orientation]) is not None:
        image = image.transpose(turn)
    if format_ in ("JPEG", "PNG", "WEBP", "AVIF", "TIFF"):
        options.setdefault("exif", exif(orientation))
    if format_ in ("JPEG", "WEBP"):
        options.setdefault("xmp", f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode())
    if format_ == "JPEG":
        options.setdefault("comment", CANARY.encode())
    if format_ != "GIF":
        options.setdefault("icc_profile", ImageCms.ImageCmsProfile(_SRGB).tobytes())
    return saved(image, format_, **options)


_SRGB = ImageCms.createProfile("sRGB")


def chunk(name: bytes, content: bytes) -> bytes:
    """One part of a PNG."""
    mark = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", mark)


def png(width: int, height: int, rows: bytes = b"", between: bytes = b"") -> bytes:
    """A grey PNG that claims this size and holds these rows, however few, and other parts."""

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packed = zlib.compress(rows, 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + between
        + chunk(b"IDAT", packed)
        + chunk(b"IEND", b"")
    )


def gif(frames: int) -> bytes:
    """A GIF of so many one-pixel frames."""
    head = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    frame = b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00"
    return head + frame * frames + b";"
