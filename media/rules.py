"""What pictures are taken in, how large they may be, and what is made of them. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from core.clock import VIETNAM

MAX_BYTES = 25 * 1024 * 1024
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

FORMATS = {
    "JPEG": ("image/jpeg", "jpg"),
    "PNG": ("image/png", "png"),
    "WEBP": ("image/webp", "webp"),
    "GIF": ("image/gif", "gif"),
    "TIFF": ("image/tiff", "tif"),
    "BMP": ("image/bmp", "bmp"),
    "HEIF": ("image/heic", "heic"),
    "AVIF": ("image/avif", "avif"),
}
"""Formats taken in: name → (media type, file extension)."""

KINDS = {
    "avif": ("image/avif", "avif"),
    "webp": ("image/webp", "webp"),
    "jpeg": ("image/jpeg", "jpg"),
}
"""Kinds of rendition, best first: name → (media type, file extension)."""

REFUSALS = frozenset(
    {
        "empty_file",
        "image_damaged",
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
    """One rendition to make: a kind of `KINDS` and its size in pixels, as shown."""

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


# --- what a file is, by its first bytes -----------------------------------------------------

_SIGNATURES = (
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (8, b"CR\x02", "CR2"),  # a camera's raw file dressed as TIFF: before TIFF
    (0, b"II*\x00", "TIFF"),
    (0, b"MM\x00*", "TIFF"),
    (0, b"II+\x00", "TIFF"),
    (0, b"MM\x00+", "TIFF"),
    (0, b"\x00\x00\x00\x0cjP  ", "JPEG2000"),
    (0, b"\xff\x4f\xff\x51", "JPEG2000"),
    (0, b"\x00\x00\x00\x0cJXL ", "JXL"),
    (0, b"\xff\x0a", "JXL"),
    (0, b"8BPS", "PSD"),
    (0, b"\x00\x00\x01\x00", "ICO"),
    (0, b"FUJIFILMCCD-RAW", "RAF"),
    (4, b"\x11\xaf", "FLI"),
    (4, b"\x12\xaf", "FLI"),
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)
HEAD = 512
"""How many of its first bytes tell what a file is."""


def format_of(head: bytes) -> str | None:
    """The picture format that a file's first `HEAD` bytes announce, or None for no picture.

    It may be one that is not taken in (not in `FORMATS`). The file's name plays no part.
    """
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        return _format_of_boxes(head)
    for start, signature, name in _SIGNATURES:
        if head.startswith(signature, start):
            return name
    # "BM" alone is too little: the size of the header that follows has to be a known one.
    if head[:2] == b"BM" and head[14:15] in (
        b"\x0c",
        b"\x28",
        b"\x34",
        b"\x38",
        b"\x40",
        b"\x6c",
        b"\x7c",
    ):
        return "BMP"
    if re.search(rb"<svg[\s>]", head, re.IGNORECASE):
        return "SVG"
    return None


def _format_of_boxes(head: bytes) -> str | None:
    """HEIF, AVIF and films share one container; its brands tell them apart."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12]} | {head[at : at + 4] for at in range(16, end - 3, 4)}
    if brands & _AVIF_BRANDS:
        return "AVIF"
    if brands & _HEIF_BRANDS:
        return "HEIF"
    return "CR3" if b"crx " in brands else None


def refusal_of_file(size: int, head: bytes) -> tuple[str, dict[str, object]] | None:
    """Why a file of so many bytes that begins so is refused unopened, or None."""
    if size == 0:
        return "empty_file", {}
    if size > MAX_BYTES:
        return "image_too_large_bytes", {
            "megabytes": -(-size // (1 << 20)),
            "most": MAX_BYTES >> 20,
        }
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
    return tuple(Wanted(kind, w, h) for w, h in sizes(width, height) for kind in KINDS)


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
    return f"{_key('renditions', sha256)}.{KINDS[kind][1]}"


def document_key(sha256: str, extension: str) -> str:
    """Where a paper that this program made lies: named by the SHA-256 of its bytes."""
    return f"{_key('documents', sha256)}.{extension}"


def digest_in(key: str) -> str:
    """The SHA-256 that a key made here promises of its bytes."""
    return "".join(key.partition(".")[0].split("/")[1:])


def _key(shelf: str, sha256: str) -> str:
    if not _DIGEST.fullmatch(sha256):
        raise ValueError("not a SHA-256 in hexadecimal digits")
    return f"{shelf}/{sha256[:2]}/{sha256[2:]}"
