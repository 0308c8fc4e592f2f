"""Pillow: the bytes of a picture in; what it is, and clean bytes, out.

Only the sandboxed decoder (media/decoder.py) runs this on bytes from outside.
"""

import io
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pi_heif  # type: ignore[import-untyped]  # it ships no types
from PIL import ExifTags, Image, ImageFile

from core.errors import Refusal
from media import boxes, drawing, rules
from media.anatomy import anatomy, canvas, stowaway
from media.clean import TURNED_BY_DECODER, shown
from media.formats import HEAD, format_of
from media.rules import Examined, Looks, Rendered, Wanted

Image.MAX_IMAGE_PIXELS = rules.MAX_PIXELS  # warns above, and warnings are errors in _opened
ImageFile.LOAD_TRUNCATED_IMAGES = False
pi_heif.register_heif_opener(thumbnails=False)

_LARGEST_DRAWN = rules.WIDTHS[-1] ** 2 * rules.TALLEST

Allow = Callable[[int], None]
"""Told how many bytes of memory the decoding of this very picture may take."""


def _any(needed: int) -> None:
    """In a process of our own nothing is limited."""


def examine(data: bytes) -> Examined:
    """What the picture is. Decodes all of its first frame.

    Raises Refusal with one of `rules.REFUSALS`.
    """
    return receive(data)[0]


def receive(data: bytes, allow: Allow = _any) -> tuple[Examined, Looks, Rendered]:
    """Everything that is made while the sender waits, from one decoding.

    Raises Refusal with one of `rules.REFUSALS`.
    """
    with _opened(data, allow, rules.WIDTHS[1] ** 2 * rules.TALLEST) as (image, examined):
        first = rules.first_wanted(examined.width, examined.height)
        clean = shown(image, examined, (first.width, first.height))
    return examined, drawing.looks(clean), drawing.encoded(clean, [first])[0]


def render(data: bytes, wanted: Iterable[Wanted], allow: Allow = _any) -> list[Rendered]:
    """The renditions asked for, in that order, from one decoding: upright, sRGB, no metadata.

    Raises Refusal with one of `rules.REFUSALS`.
    """
    wanted = list(wanted)
    asked = [(one.width, one.height) for one in wanted if one.kind != rules.SHARED]
    drawn = max((width * height for width, height in asked), default=_LARGEST_DRAWN)
    with _opened(data, allow, drawn) as (image, examined):
        sizes = asked or rules.sizes(examined.width, examined.height)
        clean = shown(image, examined, max(sizes, key=lambda size: size[0] * size[1]))
    return drawing.encoded(clean, wanted)


# --- opening what a stranger sent -------------------------------------------------------------


@contextmanager
def _opened(data: bytes, allow: Allow, drawn: int) -> Iterator[tuple[Image.Image, Examined]]:
    """The picture, opened by the one decoder that its first bytes call for; its pixels later.

    A decoder in front of hostile bytes may raise anything at all, and decoding is lazy: it
    happens wherever pixels are first touched. Whatever is raised inside, the answer to the
    sender is that the file is damaged.
    """
    _refuse(rules.refusal_of_file(len(data), data[:HEAD]))
    name = format_of(data[:HEAD]) or ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            allow(rules.memory_for(name, _pixels_on_opening(data, name), 0))
            with Image.open(io.BytesIO(data), formats=[name]) as image:
                frames = _fits(image, data, name)
                allow(rules.memory_for(name, image.width * image.height, drawn))
                if name == "PNG":
                    # It decodes itself to look for EXIF at its end: not where a fault would
                    # pass for broken metadata. The others are read before they decode.
                    image.load()
                yield image, _examined(image, data, name, frames)
        except Refusal:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Refusal(rules.TOO_MANY_PIXELS[0], **rules.TOO_MANY_PIXELS[1]) from error
        except MemoryError as error:
            raise Refusal("image_too_heavy") from error
        except Exception as error:
            raise Refusal("image_damaged") from error


def _pixels_on_opening(data: bytes, name: str) -> int:
    """How many pixels are given room as soon as the file is opened."""
    size = canvas(data) if name == "WEBP" else None
    if size is None:
        return 0
    _refuse(rules.refusal_of_size(*size, 1))
    return size[0] * size[1]


def _fits(image: Image.Image, data: bytes, name: str) -> int:
    """How many frames there are. Refuses by size and by the file's skeleton, not a pixel read."""
    _refuse(rules.refusal_of_size(*image.size, 1))
    found = anatomy(data, name, rules.MAX_FRAMES)
    frames = found.frames
    if frames is None:
        frames = getattr(image, "n_frames", 1)
    _refuse(rules.refusal_of_size(*image.size, frames))
    if found.end is None:
        raise Refusal("image_damaged")
    if other := stowaway(data, found.end):
        raise Refusal("image_hides_another", format=other)
    return frames


def _refuse(refusal: tuple[str, dict[str, object]] | None) -> None:
    if refusal:
        raise Refusal(refusal[0], **refusal[1])


# --- what the metadata says -------------------------------------------------------------------


def _examined(image: Image.Image, data: bytes, name: str, frames: int) -> Examined:
    orientation = boxes.orientation(data) if name == "HEIF" else _orientation(image)
    width, height = image.size
    if orientation >= 5 and name not in TURNED_BY_DECODER:
        width, height = height, width
    stamp, offset = _stamp(image)
    return Examined(
        format=name,
        width=width,
        height=height,
        orientation=orientation,
        frames=frames,
        has_location=_has_location(image, data),
        taken_at=rules.taken_at(stamp, offset),
    )


def _orientation(image: Image.Image) -> int:
    """EXIF's number, 1 where there is none or nonsense."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # broken EXIF does not spoil a good picture
        return 1
    return value if value in range(1, 9) else 1


_XMP_PLACE = re.compile(rb"GPSLatitude|G\0P\0S\0L\0a\0t\0i\0t\0u\0d\0e")


def _has_location(image: Image.Image, data: bytes) -> bool:
    """Whether EXIF or XMP names a point on the earth, wherever in the file they stand."""
    try:
        place = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    except Exception:  # broken EXIF does not spoil a good picture
        place = {}
    gps = ExifTags.GPS
    if gps.GPSLatitude in place and gps.GPSLongitude in place:
        return True
    if gps.GPSDestLatitude in place and gps.GPSDestLongitude in place:
        return True
    # XMP is text: it is found in parts that the decoder does not hand out, too. Only a PNG may
    # have packed it.
    packed = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if isinstance(packed, str):
        packed = packed.encode("utf-8", "replace")
    return any(isinstance(text, bytes) and _XMP_PLACE.search(text) for text in (packed, data))


def _stamp(image: Image.Image) -> tuple[object, object]:
    try:
        details = image.getexif().get_ifd(ExifTags.IFD.Exif)
    except Exception:  # broken EXIF does not spoil a good picture
        return None, None
    base = ExifTags.Base
    return details.get(base.DateTimeOriginal), details.get(base.OffsetTimeOriginal)
