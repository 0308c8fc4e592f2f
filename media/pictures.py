"""Pillow: the bytes of a picture in; what it is, and clean bytes, out.

Only the sandboxed decoder (media/decoder.py) runs this on bytes from outside.
"""

import base64
import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import pi_heif  # type: ignore[import-untyped]  # it ships no types
from PIL import ExifTags, Image, ImageCms, ImageFile

from core.errors import Refusal
from media import rules
from media.rules import Examined, Looks, Rendered, Wanted

Image.MAX_IMAGE_PIXELS = rules.MAX_PIXELS  # warns above, and warnings are errors in _decoding
ImageFile.LOAD_TRUNCATED_IMAGES = False
pi_heif.register_heif_opener(thumbnails=False)

ENCODINGS: dict[str, dict[str, Any]] = {
    # Measured on a 12-megapixel phone photo, all three widths, one core: AVIF 0.32 s for
    # 128 kB, WebP 0.26 s for 170 kB, JPEG 0.06 s for 267 kB. AVIF speed 6 takes three times
    # as long to save 3 %.
    "avif": {"format": "AVIF", "quality": 55, "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 75, "method": 4},
    "jpeg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}

PLACEHOLDER_LENGTH = 200
_SRGB = ImageCms.createProfile("sRGB")
_STRIP = 4_000_000  # pixels converted at a time, so that a large picture is never held twice


def examine(data: bytes) -> Examined:
    """What the picture is. Decodes all of its first frame.

    Raises Refusal with one of `rules.REFUSALS`.
    """
    return receive(data)[0]


def receive(data: bytes) -> tuple[Examined, Looks, Rendered]:
    """Everything that is made while the sender waits, from one decoding.

    Raises Refusal with one of `rules.REFUSALS`.
    """
    with _opened(data) as (image, examined):
        first = rules.first_wanted(examined.width, examined.height)
        shown = _shown(image, examined, (first.width, first.height))
    return examined, _looks(shown), _encoded(shown, first)


def render(data: bytes, wanted: Iterable[Wanted]) -> list[Rendered]:
    """The renditions asked for, in that order, from one decoding: upright, sRGB, no metadata.

    Raises Refusal with one of `rules.REFUSALS`.
    """
    wanted = list(wanted)
    largest = max(wanted, key=lambda one: one.width * one.height)
    with _opened(data) as (image, examined):
        shown = _shown(image, examined, (largest.width, largest.height))
    return [_encoded(shown, one) for one in wanted]


# --- opening what a stranger sent -------------------------------------------------------------


@contextmanager
def _opened(data: bytes) -> Iterator[tuple[Image.Image, Examined]]:
    """The picture, opened by the one decoder that its first bytes call for; its pixels later.

    A decoder in front of hostile bytes may raise anything at all, and decoding is lazy: it
    happens wherever pixels are first touched. Whatever is raised inside, the answer to the
    sender is that the file is damaged.
    """
    if refusal := rules.refusal_of_file(len(data), data[: rules.HEAD]):
        raise Refusal(refusal[0], **refusal[1])
    name = rules.format_of(data[: rules.HEAD]) or ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=[name]) as image:
                frames = getattr(image, "n_frames", 1)
                if refusal := rules.refusal_of_size(*image.size, frames):
                    raise Refusal(refusal[0], **refusal[1])
                if name == "PNG":
                    # It decodes itself to look for EXIF at its end: not where a fault would
                    # pass for broken metadata. The others are read before they decode.
                    image.load()
                yield image, _examined(image, name)
        except Refusal:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Refusal(rules.TOO_MANY_PIXELS[0], **rules.TOO_MANY_PIXELS[1]) from error
        except MemoryError as error:
            raise Refusal("image_too_heavy") from error
        except Exception as error:
            raise Refusal("image_damaged") from error


_TURNED_BY_DECODER = frozenset({"TIFF", "HEIF"})


def _examined(image: Image.Image, name: str) -> Examined:
    orientation = _orientation(image)
    width, height = image.size
    if orientation >= 5 and name not in _TURNED_BY_DECODER:
        width, height = height, width
    stamp, offset = _stamp(image)
    return Examined(
        format=name,
        width=width,
        height=height,
        orientation=orientation,
        frames=getattr(image, "n_frames", 1),
        has_location=_has_location(image),
        taken_at=rules.taken_at(stamp, offset),
    )


def _orientation(image: Image.Image) -> int:
    """EXIF's number, 1 where there is none or nonsense."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # broken EXIF does not spoil a good picture
        return 1
    return value if value in range(1, 9) else 1


def _has_location(image: Image.Image) -> bool:
    try:
        place = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    except Exception:  # broken EXIF does not spoil a good picture
        place = {}
    gps = ExifTags.GPS
    if gps.GPSLatitude in place and gps.GPSLongitude in place:
        return True
    if gps.GPSDestLatitude in place and gps.GPSDestLongitude in place:
        return True
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if isinstance(xmp, str):
        xmp = xmp.encode("utf-8", "replace")
    return isinstance(xmp, bytes) and b"GPSLatitude" in xmp


def _stamp(image: Image.Image) -> tuple[object, object]:
    try:
        details = image.getexif().get_ifd(ExifTags.IFD.Exif)
    except Exception:  # broken EXIF does not spoil a good picture
        return None, None
    base = ExifTags.Base
    return details.get(base.DateTimeOriginal), details.get(base.OffsetTimeOriginal)


# --- one clean picture, as shown --------------------------------------------------------------


def _shown(image: Image.Image, examined: Examined, size: tuple[int, int]) -> Image.Image:
    """The picture upright, at `size`, in sRGB, on a card where transparent, without metadata."""
    orientation = 1 if examined.format in _TURNED_BY_DECODER else examined.orientation
    profile = image.info.get("icc_profile")
    raw = size[::-1] if orientation >= 5 else size
    # A JPEG decodes at 1/2, 1/4, 1/8 for less; asked with the picture's own aspect, for a
    # square would not fit the short side and nothing would be saved.
    image.draft("RGB", raw)
    image.load()
    small = _resized(_of_eight_bits(image), raw)
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


def _of_eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits a sample and more, brought to eight."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in ("I", "F"):
        low, high = cast("tuple[float, float]", image.getextrema())
        if image.mode == "I" and low >= 0 and high <= 0xFFFF:
            low, high = 0, 0xFFFF
        scale = 255 / (high - low or 1)
        return image.point(lambda value: value * scale + (-low * scale)).convert("L")
    return image


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """At `size`, in RGB, L, CMYK or LAB, or in RGBa: alpha multiplied in, lest edges bleed.

    What is more than four times too large is first averaged down in strips, so that the
    converted picture never stands in memory at full size.
    """
    factor = max(1, min(image.width // size[0], image.height // size[1]) // 2)
    if factor == 1:
        return _plain(image).resize(size, Image.Resampling.LANCZOS)
    rows = max(1, _STRIP // image.width // factor) * factor
    strips = [
        _plain(image.crop((0, top, image.width, min(top + rows, image.height)))).reduce(factor)
        for top in range(0, image.height, rows)
    ]
    small = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    top = 0
    for strip in strips:
        small.paste(strip, (0, top))
        top += strip.height
    return small.resize(size, Image.Resampling.LANCZOS)


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


# --- what is made of it -----------------------------------------------------------------------


def _encoded(shown: Image.Image, one: Wanted) -> Rendered:
    size = (one.width, one.height)
    sized = shown
    if shown.size != size:
        sized = shown.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return Rendered(one.kind, one.width, one.height, _bytes_of(sized, **ENCODINGS[one.kind]))


def _looks(shown: Image.Image) -> Looks:
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
