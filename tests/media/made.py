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


def scene(width: int = 900, height: int = 600) -> Image.Image:
    """A picture that looks different however it is turned or mirrored."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 3, height // 4), fill="#a3271f")
    draw.ellipse((width // 2, height // 2, width * 7 // 8, height * 7 // 8), fill="#3c6640")
    draw.line((0, height, width // 2, height // 2), fill="#1e3f5a", width=max(1, width // 40))
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


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A grey PNG that claims this size and holds these rows, however few."""

    def chunk(name: bytes, content: bytes) -> bytes:
        mark = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", mark)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packed = zlib.compress(rows, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def gif(frames: int) -> bytes:
    """A GIF of so many one-pixel frames."""
    head = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    frame = b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00"
    return head + frame * frames + b";"


HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing at all": (b"", "empty_file"),
    "a text that calls itself a photo": ("Ảnh sản phẩm".encode() * 50, "not_an_image"),
    "a program": (b"MZ\x90\x00" + bytes(600), "not_an_image"),
    "a web page": (b"<!doctype html><script>alert(1)</script>", "not_an_image"),
    "a film": (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(300), "not_an_image"),
    "a drawing with a script": (
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        "image_kind_unknown",
    ),
    "a kind not taken in": (b"8BPS\x00\x01" + bytes(200), "image_kind_unknown"),
    "too many bytes": (b"\xff\xd8\xff" + bytes(25 * 1024 * 1024), "image_too_large_bytes"),
    "a bomb by its size": (png(19_000, 19_000), "image_too_many_pixels"),
    "a bomb that unfolds": (png(9_000, 7_000, bytes(9_001) * 7_000), "image_too_many_pixels"),
    "a needle": (png(30_000, 10, bytes(30_001) * 10), "image_side_too_long"),
    "four thousand frames": (gif(4_000), "image_too_many_frames"),
    "only a head": (tagged()[:200], "image_damaged"),
    "half a photo": (tagged()[:20_000], "image_damaged"),
    "half a PNG": (saved(scene(), "PNG")[:-2_000], "image_damaged"),
    "a WebP of noise": (b"RIFF\x40\x02\x00\x00WEBPVP8 " + bytes(range(256)) * 3, "image_damaged"),
    "an AVIF of noise": (
        b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00avifmif1" + bytes(range(256)) * 3,
        "image_damaged",
    ),
    "a HEIC of noise": (
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1" + bytes(range(256)) * 3,
        "image_damaged",
    ),
    "a TIFF of noise": (b"II*\x00" + bytes(range(256)) * 3, "image_damaged"),
}
"""What a stranger may send → the code it is refused with."""
