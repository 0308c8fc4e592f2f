"""Pictures go in as people send them and come out upright, sRGB and clean."""

import base64
from datetime import UTC, datetime
from typing import Any

import pytest
from PIL import Image

from core.errors import Refusal
from media import likeness, pictures, rules
from media.rules import Examined, Wanted
from tests.media import looking, made
from tests.media.hostile import HOSTILE

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")
CARD = (0xFF, 0xFD, 0xF8)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_picture_is_examined_and_its_place_noted(format_: str) -> None:
    examined, _, _ = pictures.receive(made.tagged(format_, 6))
    assert examined == Examined(
        format=format_,
        width=900,
        height=600,
        orientation=6,
        frames=1,
        has_location=True,
        taken_at=datetime(2026, 2, 3, 0, 8, 9, tzinfo=UTC),
    )


@pytest.mark.parametrize("format_", ["GIF", "BMP"])
def test_formats_without_metadata_are_taken_in(format_: str) -> None:
    assert pictures.examine(made.saved(made.scene(), format_)) == Examined(
        format_, 900, 600, 1, 1, False, None
    )


@pytest.mark.parametrize("orientation", range(1, 9))
def test_however_the_camera_was_held_it_looks_the_same(orientation: int) -> None:
    upright = made.scene()
    for format_ in FORMATS if orientation in (3, 6) else ("JPEG",):
        data = made.tagged(format_, orientation)
        examined, looks, first = pictures.receive(data)
        shown = looking.opened(first.data)
        assert (examined.width, examined.height, examined.orientation) == (900, 600, orientation)
        assert shown.size == (720, 480)
        assert looking.difference(shown, upright) < 3
        plain = pictures.receive(made.saved(upright, "PNG"))[1]
        assert likeness.distance(looks.dhash, plain.dhash) <= 4


@pytest.mark.parametrize("format_", FORMATS)
def test_no_rendition_carries_anything_but_the_picture(format_: str) -> None:
    data = made.tagged(format_, 8)
    assert looking.leaks(data)  # the test can see what it looks for
    for one in [pictures.receive(data)[2], *pictures.render(data, rules.wanted(900, 600))]:
        assert looking.leaks(one.data) == []
    for wanted, one in zip(
        rules.wanted(900, 600), pictures.render(data, rules.wanted(900, 600)), strict=True
    ):
        assert (one.kind, one.width, one.height) == (wanted.kind, wanted.width, wanted.height)
        image = looking.opened(one.data)
        format_ = "JPEG" if one.kind == "og" else one.kind.upper()
        assert (image.format, image.size) == (format_, (one.width, one.height))
        if one.kind != "og":
            assert looking.difference(image, made.scene()) < 4


@pytest.mark.parametrize(
    ("size", "box"),
    [
        ((2400, 1600), (0, -85, 1200, 715)),  # fills the card, loses its upper and lower edge
        ((2400, 1260), (0, 0, 1200, 630)),
        ((900, 600), (150, 15, 1050, 615)),  # no larger than it is
        ((600, 1800), (495, 0, 705, 630)),  # high: whole, in the middle
        ((4000, 500), (0, 240, 1200, 390)),
    ],
)
def test_the_picture_beside_a_link_shows_the_product_on_a_card(
    size: tuple[int, int], box: tuple[int, int, int, int]
) -> None:
    data = made.saved(made.scene(*size), "PNG")
    (one,) = pictures.render(data, [rules.wanted(*size)[-1]])
    shown = looking.opened(one.data)
    expected = Image.new("RGB", (1200, 630), CARD)
    part = made.scene(*size).resize((box[2] - box[0], box[3] - box[1]))
    expected.paste(part, box[:2])
    assert (one.kind, shown.size) == ("og", (1200, 630))
    assert looking.difference(shown, expected) < 3


def test_a_place_is_noted_only_where_there_is_one() -> None:
    without = made.saved(made.scene(), exif=made.exif(located=False))
    assert not pictures.examine(without).has_location
    half = made.exif(located=False)
    half.get_ifd(0x8825)[2] = (10.0, 14.0, 31.0)
    assert not pictures.examine(made.saved(made.scene(), exif=half)).has_location
    in_xmp = b"<x:xmpmeta exif:GPSLatitude='10,14.5N'/>"
    assert pictures.examine(made.saved(made.scene(), xmp=in_xmp)).has_location


def _filled(mode: str, colour: Any, format_: str, **options: Any) -> bytes:
    return made.saved(Image.new(mode, (64, 48), colour), format_, **options)


def _see_through_palette() -> bytes:
    image = Image.new("P", (64, 48), 0)
    image.putpalette([0, 0, 0, 163, 39, 31])
    return made.saved(image, "PNG", transparency=0)


def _long(values: tuple[int, int]) -> bytes:
    image = Image.new("I", (64, 48), values[1])
    image.paste(values[0], (0, 0, 8, 8))
    return made.saved(image, "TIFF")


MODES: dict[str, tuple[bytes, tuple[int, int, int]]] = {
    "CMYK": (_filled("CMYK", (0, 255, 255, 0), "JPEG"), (254, 0, 0)),
    "CMYK TIFF": (_filled("CMYK", (255, 0, 255, 0), "TIFF"), (0, 255, 0)),
    "grey": (_filled("L", 90, "PNG"), (90, 90, 90)),
    "grey and alpha": (_filled("LA", (90, 255), "PNG"), (90, 90, 90)),
    "black and white": (_filled("1", 1, "PNG"), (255, 255, 255)),
    "16 bits of grey": (_filled("I;16", 0x5A5A, "PNG"), (90, 90, 90)),
    "32 bits of grey": (_long((0, 0x10000)), (255, 255, 255)),
    "fractions": (_filled("F", 0.5, "TIFF"), (0, 0, 0)),  # a flat one has no range to show
    "palette": (_filled("P", 0, "GIF"), (0, 0, 0)),
    "see-through": (_filled("RGBA", (0, 0, 0, 0), "PNG"), CARD),
    "see-through WebP": (_filled("RGBA", (9, 9, 9, 0), "WEBP", lossless=True), CARD),
    "half see-through": (_filled("RGBA", (0, 0, 0, 128), "PNG"), (127, 126, 123)),
    "see-through palette": (_see_through_palette(), CARD),
    "see-through colour": (_filled("RGB", (1, 2, 3), "PNG", transparency=(1, 2, 3)), CARD),
    "Lab": (_filled("LAB", (128, 128, 128), "TIFF"), (119, 119, 119)),
    "YCbCr": (_filled("YCbCr", (76, 85, 255), "TIFF"), (254, 0, 0)),
    "a broken profile": (_filled("RGB", (9, 99, 199), "PNG", icc_profile=b"no"), (9, 99, 199)),
}


@pytest.mark.parametrize("name", MODES)
def test_every_way_to_store_colours_comes_out_as_the_colour(name: str) -> None:
    data, colour = MODES[name]
    first = pictures.receive(data)[2]
    assert looking.opened(first.data).mode == "RGB"
    assert looking.near(looking.middle(first.data), colour)


def test_a_large_picture_is_averaged_in_strips_without_seams_or_bleeding() -> None:
    """6000 pixels wide, see-through around a disc: reduced before it is resized."""
    image = Image.new("RGBA", (6000, 2400), (255, 0, 0, 0))
    image.paste((30, 63, 90, 255), (2000, 400, 4000, 2000))
    first = pictures.receive(made.saved(image, "PNG", compress_level=1))[2]
    shown = looking.opened(first.data)
    assert shown.size == (720, 288)
    assert looking.near(looking.middle(first.data), (30, 63, 90))
    red = [
        pixel
        for pixel in shown.get_flattened_data()
        if isinstance(pixel, tuple) and pixel[0] > pixel[1] + 40
    ]
    assert red == []
    expected = Image.new("RGB", (720, 288), CARD)
    expected.paste((30, 63, 90), (240, 48, 480, 240))
    assert looking.difference(shown, expected) < 2


def test_of_an_animation_the_first_frame_is_taken() -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("#a3271f", "#3c6640", "#1e3f5a")]
    for format_ in ("GIF", "WEBP", "PNG", "TIFF"):
        data = made.saved(frames[0], format_, save_all=True, append_images=frames[1:])
        examined, _, first = pictures.receive(data)
        assert (examined.format, examined.frames) == (format_, 3)
        assert looking.near(looking.middle(first.data), (0xA3, 0x27, 0x1F), 12)


def test_a_photo_with_a_second_one_inside_is_a_jpeg() -> None:
    """Many phones append a depth map or a second exposure (MPO)."""
    second = Image.new("RGB", (90, 60))
    data = made.saved(made.scene(), "MPO", save_all=True, append_images=[second])
    examined, _, first = pictures.receive(data)
    assert (examined.format, examined.width, examined.height) == ("JPEG", 900, 600)
    assert looking.difference(looking.opened(first.data), made.scene()) < 3


def test_broken_metadata_does_not_spoil_a_good_picture() -> None:
    data = made.saved(made.scene(), exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\x01" * 30)
    assert pictures.examine(data) == Examined("JPEG", 900, 600, 1, 1, False, None)


def test_what_stands_for_a_picture_before_it_has_loaded() -> None:
    for image in (made.scene(), Image.effect_noise((800, 800), 90), Image.new("L", (1, 900))):
        _, looks, _ = pictures.receive(made.saved(image, "PNG"))
        assert len(looks.placeholder) <= 200
        head, _, body = looks.placeholder.partition(",")
        assert head == "data:image/webp;base64"
        tiny = looking.opened(base64.b64decode(body))
        assert max(tiny.size) <= 16
        assert looking.leaks(base64.b64decode(body)) == []
    # Most of the scene is grey; a picture of one colour has that colour.
    assert pictures.receive(_filled("RGB", "#3c6640", "PNG"))[1].colour == "#3c6640"


def test_the_same_picture_is_found_again_and_another_is_not() -> None:
    def hash_of(image: Image.Image, format_: str = "JPEG", **options: Any) -> str:
        return pictures.receive(made.saved(image, format_, **options))[1].dhash

    scene = made.scene()
    own = hash_of(scene)
    assert likeness.distance(own, hash_of(scene.resize((450, 300)), quality=40)) <= 3
    assert likeness.distance(own, hash_of(scene, "WEBP")) <= 3
    assert likeness.distance(own, hash_of(scene.transpose(Image.Transpose.FLIP_LEFT_RIGHT))) > 10


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_good_picture_is_refused_with_its_reason(name: str) -> None:
    data, code = HOSTILE[name]
    for attempt in (pictures.examine, lambda data: pictures.render(data, [Wanted("jpeg", 9, 9)])):
        with pytest.raises(Refusal) as refused:
            attempt(data)
        assert refused.value.code == code
        assert code in rules.REFUSALS
