"""One clean picture from an opened one: upright, at its size, in sRGB, without metadata.

Only the sandboxed decoder (media/decoder.py) runs this on bytes from outside.
"""

import io
from collections.abc import Callable
from typing import Any, cast

from PIL import Image, ImageCms

from media import rules
from media.rules import Examined

TURNED_BY_DECODER = frozenset({"TIFF", "HEIF"})
"""Formats that come upright out of their decoder."""

_SRGB = ImageCms.createProfile("sRGB")
_STRIP = 4_000_000  # pixels converted at a time, so that a large picture is never held twice


def shown(image: Image.Image, examined: Examined, size: tuple[int, int]) -> Image.Image:
    """The picture upright, at `size`, in sRGB, on a card where transparent, without metadata."""
    orientation = 1 if examined.format in TURNED_BY_DECODER else examined.orientation
    profile = image.info.get("icc_profile")
    raw = size[::-1] if orientation >= 5 else size
    # A JPEG decodes at 1/2, 1/4, 1/8 for less; asked with the picture's own aspect, for a
    # square would not fit the short side and nothing would be saved.
    image.draft("RGB", raw)
    image.load()
    small = _resized(image, raw)
    alpha = None
    if small.mode in ("RGBa", "La"):
        small = small.convert("RGBA" if small.mode == "RGBa" else "LA")
        alpha = small.getchannel("A")
        small = small.convert("RGB")
    small = _in_srgb(small, profile)
    if alpha is not None:
        card = Image.new("RGB", small.size, rules.CARD)
        card.paste(small, mask=alpha)
        small = card
    small = _turned(small, orientation)
    small.info = {}
    return small


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """At `size`, in RGB, L, CMYK or LAB, or in RGBa: alpha multiplied in, lest edges bleed.

    What is more than four times too large is first averaged down in strips, so that the
    converted picture never stands in memory at full size.
    """
    plain = _to_plain(image)
    factor = max(1, min(image.width // size[0], image.height // size[1]) // 2)
    if factor == 1:
        return plain(image).resize(size, Image.Resampling.LANCZOS)
    rows = max(1, _STRIP // image.width // factor) * factor
    strips = [
        plain(image.crop((0, top, image.width, min(top + rows, image.height)))).reduce(factor)
        for top in range(0, image.height, rows)
    ]
    small = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    top = 0
    for strip in strips:
        small.paste(strip, (0, top))
        top += strip.height
    return small.resize(size, Image.Resampling.LANCZOS)


def _to_plain(image: Image.Image) -> Callable[[Image.Image], Image.Image]:
    """What brings any part of this picture to eight bits of a mode that can be averaged."""
    if image.mode.startswith("I;16"):
        return lambda part: part.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode not in ("I", "F"):
        return _plain
    low, high = cast("tuple[float, float]", image.getextrema())
    if image.mode == "I" and low >= 0 and high <= 0xFFFF:
        low, high = 0, 0xFFFF
    scale = 255 / (high - low or 1)
    return lambda part: part.point(lambda value: value * scale + (-low * scale)).convert("L")


def _plain(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        return image.convert("RGBA").convert("RGBa")
    if image.mode in ("RGB", "L", "CMYK", "LAB"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours brought to sRGB; a profile that is broken or not for this picture is left out."""
    try:
        if image.mode == "LAB":
            source: Any = ImageCms.createProfile("LAB")
        elif profile:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        else:
            return image.convert("RGB")
        made = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        made = None
    return image.convert("RGB") if made is None else made


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _turned(image: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)
