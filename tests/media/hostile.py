"""What a stranger may send to hurt the server, and with which code each is refused."""

import struct
import zlib

from PIL import Image

from tests.media import heic
from tests.media.made import chunk, gif, png, saved, scene, tagged


def _jpeg_of(width: int, height: int) -> bytes:
    """A small photo that claims to be larger."""
    data = bytearray(saved(scene(64, 48)))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def _bomb_of_scans() -> bytes:
    """A progressive photo whose last refinement comes again and again: little to send, hours of
    work."""
    flat = Image.new("L", (9000, 6600), 128)
    data = saved(flat, progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * 20_000 + data[-2:]


def _tiff_of(width: int, height: int) -> bytes:
    tags = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 1)]
    tags += [(273, 4, 8), (277, 3, 1), (278, 4, height), (279, 4, 100)]
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + entries + bytes(104)


def _tiff_in_a_circle() -> bytes:
    """Its page says that it is followed by itself."""
    data = bytearray(_tiff_of(64, 48))
    link = 8 + 2 + 9 * 12
    data[link : link + 4] = struct.pack("<I", 8)
    return bytes(data)


def _webp_of(width: int, height: int) -> bytes:
    canvas = struct.pack("<I", 0) + (width - 1).to_bytes(3, "little")
    canvas += (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + canvas + bytes(64)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _bmp_of(width: int, height: int) -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + 300, 0, 0, 54) + head + bytes(300)


def _text_bomb() -> bytes:
    """Two hundred texts of a megabyte each, in two hundred kilobytes."""
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(1_000_000), 9))
    return png(8, 8, bytes(9) * 8, text * 200)


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
    "too many bytes": (b"\xff\xd8\xff" + bytes(15 * 1024 * 1024), "image_too_large_bytes"),
    "a film renamed": (b"\x1a\x45\xdf\xa3" + bytes(300), "not_an_image"),
    "a bomb by its size": (png(19_000, 19_000), "image_too_many_pixels"),
    "a bomb that unfolds": (png(9_000, 7_000, bytes(9_001) * 7_000), "image_too_many_pixels"),
    "a needle": (png(30_000, 10, bytes(30_001) * 10), "image_side_too_long"),
    "four thousand frames": (gif(4_000), "image_too_many_frames"),
    "60 000 x 60 000": (png(60_000, 60_000), "image_too_many_pixels"),
    "70 megapixels": (png(10_000, 7_000, bytes(10_001) * 7_000), "image_too_many_pixels"),
    "a JPEG of 65 000 x 65 000": (_jpeg_of(65_000, 65_000), "image_too_many_pixels"),
    "a TIFF of 60 000 x 60 000": (_tiff_of(60_000, 60_000), "image_too_many_pixels"),
    "a TIFF that holds less than it says": (_tiff_of(7_000, 7_000), "image_damaged"),
    "a TIFF in a circle": (_tiff_in_a_circle(), "image_too_many_frames"),
    "a WebP of 16 384 x 16 384": (_webp_of(16_384, 16_384), "image_too_many_pixels"),
    "a WebP that holds less than it says": (_webp_of(7_000, 7_000), "image_damaged"),
    "a BMP of 60 000 x 60 000": (_bmp_of(60_000, 60_000), "image_too_many_pixels"),
    "a BMP that holds less than it says": (_bmp_of(7_000, 7_000), "image_damaged"),
    "a HEIC of 60 000 x 60 000": (heic.file(size=(60_000, 60_000)), "image_too_many_pixels"),
    "a GIF of 60 000 x 60 000": (
        b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + gif(1)[10:],
        "image_too_many_pixels",
    ),
    "texts that unfold": (_text_bomb(), "image_damaged"),
    "a moving PNG of four billion frames": (
        png(8, 8, bytes(9) * 8, chunk(b"acTL", struct.pack(">II", 1 << 31, 0))),
        "image_too_many_frames",
    ),
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

COSTLY: dict[str, tuple[bytes, str]] = {
    "a photo in thousands of scans": (_bomb_of_scans(), "image_too_heavy"),
}
"""What is refused only after all the time that a picture is given."""
