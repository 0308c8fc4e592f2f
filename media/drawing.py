"""What is made of a clean picture: its renditions, and what stands for it before they load."""

import base64
import io
from collections.abc import Iterable
from typing import Any

from PIL import Image

from media import rules
from media.rules import Looks, Rendered, Wanted

ENCODINGS: dict[str, dict[str, Any]] = {
    # Measured on a 12-megapixel phone photo, all three widths, one core: AVIF 0.32 s for
    # 128 kB, WebP 0.26 s for 170 kB, JPEG 0.06 s for 267 kB. AVIF speed 6 takes three times
    # as long to save 3 %.
    "avif": {"format": "AVIF", "quality": 55, "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 75, "method": 4},
    "jpeg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}

PLACEHOLDER_LENGTH = 200


def encoded(shown: Image.Image, wanted: Iterable[Wanted]) -> list[Rendered]:
    """Renditions of a clean picture, in that order; each size is drawn once for all its kinds."""
    sized: dict[tuple[int, int], Image.Image] = {shown.size: shown}
    made = []
    for one in wanted:
        size = (one.width, one.height)
        if one.kind == rules.SHARED:
            drawn = _on_a_card(shown, size)
        elif (drawn := sized.get(size) or shown) is shown and shown.size != size:
            drawn = shown.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
            sized = {shown.size: shown, size: drawn}  # no more than one at a time
        options = ENCODINGS["jpeg" if one.kind == rules.SHARED else one.kind]
        made.append(Rendered(one.kind, *size, _bytes_of(drawn, **options)))
    return made


_NEARLY_AS_WIDE = 1.3
"""From this aspect on a picture fills the card of a link, losing its edges; others stand whole."""


def _on_a_card(shown: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture on a card of that size: filling it when it is nearly of its shape, else whole,
    in the middle, and never larger than it is."""
    fill = max(size[0] / shown.width, size[1] / shown.height)
    whole = min(size[0] / shown.width, size[1] / shown.height)
    aspect = shown.width / shown.height
    filling = fill <= 1 and _NEARLY_AS_WIDE <= aspect <= _NEARLY_AS_WIDE * 2
    scale = fill if filling else min(whole, 1)
    sized = shown.resize(
        (max(1, round(shown.width * scale)), max(1, round(shown.height * scale))),
        Image.Resampling.LANCZOS,
        reducing_gap=3.0,
    )
    card = Image.new("RGB", size, rules.CARD)
    card.paste(sized, ((size[0] - sized.width) // 2, (size[1] - sized.height) // 2))
    return card


def looks(shown: Image.Image) -> Looks:
    return Looks(placeholder=_placeholder(shown), colour=_colour(shown), dhash=_dhash(shown))


def _placeholder(shown: Image.Image) -> str:
    """The picture 16 pixels wide, or as many as fit, as a data URI."""
    for side, quality in ((16, 30), (16, 10), (12, 10), (8, 10), (4, 10)):
        scale = side / max(shown.size)
        tiny = shown.resize([max(1, round(length * scale)) for length in shown.size])
        made = _bytes_of(tiny, format="WEBP", quality=quality, method=6)
        uri = "data:image/webp;base64," + base64.b64encode(made).decode()
        if len(uri) <= PLACEHOLDER_LENGTH:
            return uri
    return ""


def _colour(shown: Image.Image) -> str:
    """The colour that most of the picture is near to."""
    few = shown.resize((32, 32), Image.Resampling.BOX).quantize(6)
    palette, counts = few.getpalette() or [], few.getcolors() or []
    _, index = max((count, index) for count, index in counts if isinstance(index, int))
    red, green, blue = palette[index * 3 : index * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _dhash(shown: Image.Image) -> str:
    """Of each of 8 x 8 cells, whether it is brighter than its right neighbour."""
    grey = shown.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (grey[at] > grey[at + 1])
    return f"{bits:016x}"


def _bytes_of(image: Image.Image, **options: Any) -> bytes:
    held = io.BytesIO()
    image.save(held, **options)
    return held.getvalue()
