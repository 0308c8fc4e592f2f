"""What is taken in, in which sizes it is drawn, where it lies: decided without any I/O."""

from datetime import UTC, datetime

import pytest

from media import rules
from media.formats import format_of
from media.rules import Wanted


@pytest.mark.parametrize(
    ("head", "format_"),
    [
        (b"\xff\xd8\xff\xe1\x00\x10Exif", "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "WEBP"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", None),
        (b"GIF87a", "GIF"),
        (b"II*\x00\x08\x00\x00\x00", "TIFF"),
        (b"II*\x00\x10\x00\x00\x00CR\x02\x00", "CR2"),
        (b"BM\x8a\xc0\x00\x00\x00\x00\x00\x00\x8a\x00\x00\x00\x7c\x00", "BMP"),
        (b"BMW la mot hang xe hoi", None),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1heichevc", "HEIF"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf", "AVIF"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomavc1", None),
        # The brand has to stand in its own box, not somewhere behind it.
        (b"\x00\x00\x00\x10ftypisom\x00\x00\x02\x00avifavif", None),
        (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG2000"),
        (b"\n<!-- hi -->\n<SVG width='1'>", "SVG"),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_first_bytes_say(head: bytes, format_: str | None) -> None:
    assert format_of(head) == format_


def test_a_file_is_refused_by_its_size_before_its_kind() -> None:
    jpeg = b"\xff\xd8\xff"
    assert rules.refusal_of_file(0, b"") == ("empty_file", {})
    assert rules.refusal_of_file(rules.MAX_BYTES, jpeg) is None
    too_large = ("image_too_large_bytes", {"most": 15})
    assert rules.refusal_of_file(rules.MAX_BYTES + 1, jpeg) == too_large
    assert rules.refusal_of_file(rules.MAX_BYTES + 1, b"MZ") == too_large
    assert rules.refusal_of_file(9, b"8BPS") == ("image_kind_unknown", {"format": "PSD"})
    assert rules.refusal_of_file(9, b"MZ") == ("not_an_image", {})


@pytest.mark.parametrize(
    ("size", "code"),
    [
        ((10_000, 6_000, 1), None),
        ((10_000, 6_001, 1), "image_too_many_pixels"),
        ((20_000, 3_000, 1), None),
        ((20_001, 1, 1), "image_side_too_long"),
        ((1, 20_001, 1), "image_side_too_long"),
        ((1, 1, 1_000), None),
        ((1, 1, 1_001), "image_too_many_frames"),
        ((0, 5, 1), "image_damaged"),
    ],
)
def test_a_picture_is_refused_by_its_size(size: tuple[int, int, int], code: str | None) -> None:
    refusal = rules.refusal_of_size(*size)
    assert (refusal and refusal[0]) == code


@pytest.mark.parametrize(
    ("shown", "sizes"),
    [
        ((4032, 3024), ((360, 270), (720, 540), (1280, 960))),
        ((3024, 4032), ((360, 480), (720, 960), (1280, 1707))),
        ((1280, 720), ((360, 202), (720, 405), (1280, 720))),
        ((1000, 500), ((360, 180), (720, 360), (1000, 500))),
        ((360, 360), ((360, 360),)),
        ((200, 150), ((200, 150),)),
        ((1, 1), ((1, 1),)),
        ((1, 20_000), ((1, 5120),)),
        ((20_000, 1), ((360, 1), (720, 1), (1280, 1))),
        ((500, 15_000), ((48, 1440), (96, 2880), (171, 5120))),
    ],
)
def test_renditions_keep_the_aspect_and_are_never_larger(
    shown: tuple[int, int], sizes: tuple[tuple[int, int], ...]
) -> None:
    assert rules.sizes(*shown) == sizes


def test_the_first_rendition_is_a_jpeg_among_those_wanted() -> None:
    for shown in ((4032, 3024), (800, 600), (100, 80), (1, 20_000)):
        first, wanted = rules.first_wanted(*shown), rules.wanted(*shown)
        assert first in wanted
        assert len(wanted) == len(rules.sizes(*shown)) * len(rules.KINDS) + 1
        assert wanted[-1] == Wanted("og", 1200, 630)
    assert rules.first_wanted(4032, 3024) == Wanted("jpeg", 720, 540)
    assert rules.first_wanted(500, 400) == Wanted("jpeg", 500, 400)


def test_a_photo_too_small_for_print_is_advised_on_either_way_up() -> None:
    assert rules.advice_on_size(1772, 1181) is None
    assert rules.advice_on_size(1181, 1772) is None
    assert rules.advice_on_size(1771, 1181) == rules.SMALL_FOR_PRINT
    assert rules.advice_on_size(4000, 1180) == rules.SMALL_FOR_PRINT


@pytest.mark.parametrize(
    ("stamp", "offset", "instant"),
    [
        ("2026:02:03 07:08:09", "+07:00", datetime(2026, 2, 3, 0, 8, 9, tzinfo=UTC)),
        ("2026:02:03 07:08:09", "-03:30", datetime(2026, 2, 3, 10, 38, 9, tzinfo=UTC)),
        ("2026:02:03 07:08:09\0", None, datetime(2026, 2, 3, 0, 8, 9, tzinfo=UTC)),
        ("2026:02:03 07:08:09", "+99:99", datetime(2026, 2, 3, 0, 8, 9, tzinfo=UTC)),
        ("0000:00:00 00:00:00", None, None),
        ("    :  :     :  :  ", None, None),
        ("yesterday", "+07:00", None),
        (20260203, None, None),
        (None, None, None),
    ],
)
def test_when_a_photo_was_taken(stamp: object, offset: object, instant: datetime | None) -> None:
    assert rules.taken_at(stamp, offset) == instant


def test_keys_are_made_of_digests_and_give_them_back() -> None:
    digest = "ab" + "c1" * 31
    assert rules.original_key(digest) == "originals/ab/" + "c1" * 31
    assert rules.rendition_key(digest, "jpeg") == "renditions/ab/" + "c1" * 31 + ".jpg"
    for key in (rules.original_key(digest), rules.rendition_key(digest, "avif")):
        assert rules.is_key(key)
        assert rules.digest_in(key) == digest
    for wrong in ("", "AB" * 32, "../" * 21 + "a", "a" * 63):
        with pytest.raises(ValueError, match="not a SHA-256"):
            rules.original_key(wrong)


@pytest.mark.parametrize("key", ["a", "a/b", "originals/ab/cd", "x/y-1_2.jpg", "a/b.tar"])
def test_what_may_name_bytes(key: str) -> None:
    assert rules.is_key(key)


NO_KEYS = ["", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/..", "a/.b", "A", "a\\b"]
NO_KEYS += ["a\n", "a\0", "a b", "á", "a.b/c", "a.b.c", "~", "c:/a", "a" * 201]


@pytest.mark.parametrize("key", NO_KEYS)
def test_what_may_not_name_bytes(key: str) -> None:
    assert not rules.is_key(key)
