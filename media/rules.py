"""What pictures are taken in, how large they may be, and what is made of them. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from core.clock import VIETNAM
from media.formats import FORMATS, format_of

MAX_BYTES = 15 * 1024 * 1024
"""The most bytes one picture may have."""
MAX_PIXELS = 60_000_000
"""The most pixels (width x height) a picture may unfold to."""
MAX_SIDE = 20_000
"""The longest side in pixels."""
MAX_FRAMES = 1_000
"""The most frames of an animation or pages of a TIFF; only the first is ever used."""

WIDTHS = (360, 720, 1280)
"""Widths in pixels that pages use: a card, a page on a phone, the enlarged view."""
FIRST_WIDTH = 720
"""The rendition made while the sender waits, so that there is a picture at once."""
TALLEST = 4
"""A rendition is at most this many times as high as its nominal width."""

CARD = "#FFFDF8"
"""What shows through transparent parts: the colour of a card (docs/design.md)."""

PRINT_SHORT, PRINT_LONG = 1181, 1772
"""10 x 15 cm at 300 dots an inch: the colour photos of a dossier, TT 14/2018/TT-BCT."""

KINDS = {
    "avif": ("image/avif", "avif"),
    "webp": ("image/webp", "webp"),
    "jpeg": ("image/jpeg", "jpg"),
}
"""Kinds of rendition, best first: name → (media type, file extension)."""

SHARED = "og"
"""The kind of the picture that other sites show beside a link (Open Graph): one, in JPEG."""
SHARED_SIZE = (1200, 630)
"""Its width and height in pixels, as most of them ask for."""

FILES = KINDS | {SHARED: KINDS["jpeg"]}
"""Every kind of file that is made of a picture: name → (media type, file extension)."""

REFUSALS = frozenset(
    {
        "empty_file",
        "image_damaged",
        "image_hides_another",
        "image_kind_unknown",
        "image_side_too_long",
        "image_too_heavy",
        "image_too_large_bytes",
        "image_too_many_frames",
        "image_too_many_pixels",
        "not_an_image",
    }
)
"""Every code with which a picture is refused."""

TOO_MANY_PIXELS: tuple[str, dict[str, object]] = (
    "image_too_many_pixels",
    {"most": MAX_PIXELS // 1_000_000},
)
"""The refusal of a picture that would unfold too far, whoever finds out."""

SMALL_FOR_PRINT = "photo_small_for_print"
"""Advice, never a refusal."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One rendition to make: a kind of `FILES` and its size in pixels, as shown."""

    kind: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """One rendition made."""

    kind: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Examined:
    """What a picture is, found by decoding it.

    `width` and `height` are pixels as shown, after `orientation` (the EXIF number 1 to 8) is
    applied. `has_location` says that the original tells where it was taken.
    """

    format: str
    width: int
    height: int
    orientation: int
    frames: int
    has_location: bool
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Looks:
    """What stands for a picture before it has loaded, and what finds its twins.

    `placeholder` is a data URI of at most 200 characters, `colour` is `#rrggbb`, `dhash` is a
    64-bit difference hash in 16 hexadecimal digits.
    """

    placeholder: str
    colour: str
    dhash: str


# --- what is refused --------------------------------------------------------------------------


def refusal_of_file(size: int, head: bytes) -> tuple[str, dict[str, object]] | None:
    """Why a file of so many bytes that begins so is refused unopened, or None."""
    if size == 0:
        return "empty_file", {}
    if size > MAX_BYTES:
        return "image_too_large_bytes", {"most": MAX_BYTES >> 20}
    name = format_of(head)
    if name is None:
        return "not_an_image", {}
    if name not in FORMATS:
        return "image_kind_unknown", {"format": name}
    return None


def refusal_of_size(width: int, height: int, frames: int) -> tuple[str, dict[str, object]] | None:
    """Why a picture of that size is refused before it is decoded, or None."""
    if width < 1 or height < 1 or frames < 1:
        return "image_damaged", {}
    if max(width, height) > MAX_SIDE:
        return "image_side_too_long", {"side": max(width, height), "most": MAX_SIDE}
    if width * height > MAX_PIXELS:
        return TOO_MANY_PIXELS
    if frames > MAX_FRAMES:
        return "image_too_many_frames", {"frames": frames, "most": MAX_FRAMES}
    return None


_PER_PIXEL = {
    # Measured at 60 megapixels, the costliest kind of each: a JPEG in four colours, progressive,
    # keeps every coefficient of every colour; a WebP is held three times by its decoder.
    "JPEG": 10,
    "WEBP": 18,
    "AVIF": 12,
    "HEIF": 12,
}
_PER_PIXEL_OF_OTHERS = 6
_PER_PIXEL_DRAWN = 32
_TO_BEGIN = 144 << 20


def memory_for(name: str, pixels: int, drawn: int) -> int:
    """Bytes that decoding a picture of that format and size may take, and drawing one of `drawn`
    pixels from it, beyond the program itself.

    A small file that swells is stopped by what it announced, not by what the largest may take.
    """
    of_format = _PER_PIXEL.get(name, _PER_PIXEL_OF_OTHERS)
    return _TO_BEGIN + pixels * of_format + drawn * _PER_PIXEL_DRAWN


def advice_on_size(width: int, height: int) -> str | None:
    """`SMALL_FOR_PRINT` when a print of 10 x 15 cm would be coarser than 300 dpi, else None."""
    short, long = sorted((width, height))
    return SMALL_FOR_PRINT if short < PRINT_SHORT or long < PRINT_LONG else None


# --- what is made of it -----------------------------------------------------------------------


def sizes(width: int, height: int) -> tuple[tuple[int, int], ...]:
    """The sizes of the renditions of a picture of that size as shown, small to large by width.

    Never larger than the picture itself, never higher than `TALLEST` times the nominal width.
    """
    fitted: dict[int, int] = {}
    for nominal in WIDTHS:
        scale = min(nominal / width, nominal * TALLEST / height, 1)
        fitted[max(1, round(width * scale))] = max(1, round(height * scale))
    return tuple(fitted.items())


def wanted(width: int, height: int) -> tuple[Wanted, ...]:
    """Every rendition that a picture of that size as shown shall have."""
    sized = [Wanted(kind, w, h) for w, h in sizes(width, height) for kind in KINDS]
    return (*sized, Wanted(SHARED, *SHARED_SIZE))


def first_wanted(width: int, height: int) -> Wanted:
    """The rendition made at once: a JPEG, which every browser shows."""
    fitting = [size for size in sizes(width, height) if size[0] <= FIRST_WIDTH]
    return Wanted("jpeg", *fitting[-1])


def taken_at(stamp: object, offset: object) -> datetime | None:
    """EXIF's DateTimeOriginal with OffsetTimeOriginal as an instant, or None if it is not one.

    A camera that does not tell its offset is taken to run on Vietnam's time.
    """
    if not isinstance(stamp, str):
        return None
    try:
        naive = datetime.strptime(stamp.strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 (zone follows)
    except ValueError:
        return None
    match = (
        re.fullmatch(r"([+-])(\d\d):(\d\d)", offset.strip("\0 "))
        if isinstance(offset, str)
        else None
    )
    if match is None:
        return naive.replace(tzinfo=VIETNAM)
    minutes = int(match[2]) * 60 + int(match[3])
    if minutes > 15 * 60:
        return naive.replace(tzinfo=VIETNAM)
    return naive.replace(
        tzinfo=timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))
    )


_NAME = re.compile(r"(\d{1,5})\.([a-z0-9]{2,5})")


def name_of(kind: str, width: int) -> str:
    """What a rendition is called in its photo's addresses: `720.avif`, `og.jpg`."""
    return f"{SHARED if kind == SHARED else width}.{FILES[kind][1]}"


def named(name: str) -> tuple[str, int] | None:
    """The kind and width that a name says, or None."""
    if name == name_of(SHARED, 0):
        return SHARED, SHARED_SIZE[0]
    match = _NAME.fullmatch(name)
    kinds = [kind for kind, (_, ext) in KINDS.items() if match and match[2] == ext]
    return (kinds[0], int(match[1])) if match and kinds else None


# --- where it is kept -------------------------------------------------------------------------

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*(\.[a-z0-9]+)?")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def is_key(key: str) -> bool:
    """Whether a text may name stored bytes: small letters, digits, `_ - /`, one extension."""
    return len(key) <= 200 and _KEY.fullmatch(key) is not None


def original_key(sha256: str) -> str:
    """Where an original lies: named by the SHA-256 of its bytes, 64 hexadecimal digits."""
    return _key("originals", sha256)


def rendition_key(sha256: str, kind: str) -> str:
    """Where a rendition lies: named by the SHA-256 of its own bytes."""
    return f"{_key('renditions', sha256)}.{FILES[kind][1]}"


def document_key(sha256: str, extension: str) -> str:
    """Where a paper that this program made lies: named by the SHA-256 of its bytes."""
    return f"{_key('documents', sha256)}.{extension}"


def digest_in(key: str) -> str:
    """The SHA-256 that a key made here promises of its bytes."""
    return "".join(key.partition(".")[0].split("/")[1:])


def promised_digest(key: str) -> str | None:
    """The SHA-256 that a key promises of its bytes; None where it is a mere name."""
    digest = digest_in(key)
    promises = key.startswith(("originals/", "renditions/", "documents/"))
    return digest if promises and _DIGEST.fullmatch(digest) else None


def incoming_key(account_id: int, token: str) -> str:
    """Where bytes lie that came past us and have not been examined; `token` is random."""
    return f"incoming/{account_id}/{token}"


def _key(shelf: str, sha256: str) -> str:
    if not _DIGEST.fullmatch(sha256):
        raise ValueError("not a SHA-256 in hexadecimal digits")
    return f"{shelf}/{sha256[:2]}/{sha256[2:]}"
