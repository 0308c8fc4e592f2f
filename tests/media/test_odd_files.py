"""Files as phones, cameras, scanners and chat programs really make them, and their kin."""

import io
import random
import struct
import zipfile

import pytest
from PIL import Image, PngImagePlugin

from core.errors import Refusal
from media import pictures, rules
from media.rules import Rendered
from tests.media import heic, icc, looking, made

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF")


def _held(format_: str, orientation: int) -> bytes:
    """The small scene as that format stores it when the camera was held so."""
    stored = made.scene(96, 64)
    if (turn := made.UPSIDE[orientation]) is not None:
        stored = stored.transpose(turn)
    if format_ != "HEIF":
        return made.saved(stored, format_, exif=made.exif(orientation), quality=90)
    return heic.file(heic.TURNS[orientation], exif=made.exif(orientation).tobytes())


@pytest.mark.parametrize("format_", FORMATS)
def test_all_eight_ways_to_hold_a_camera_in_every_format(format_: str) -> None:
    for orientation in range(1, 9):
        examined, _, first = pictures.receive(_held(format_, orientation))
        expected = made.scene(96, 64)
        if format_ == "HEIF" and (turn := made.SHOWN[orientation]) is not None:
            expected = expected.transpose(turn)  # its pixels are fixed; the boxes turn them
        shown = looking.opened(first.data)
        assert (examined.width, examined.height) == shown.size == expected.size
        assert (examined.orientation, examined.has_location) == (orientation, True)
        assert looking.difference(shown, expected) < 8, orientation


def test_a_heif_is_turned_by_its_boxes_and_not_again_by_exif() -> None:
    examined = pictures.examine(heic.file([("irot", 3)], exif=made.exif(6).tobytes()))
    assert (examined.width, examined.height, examined.orientation) == (64, 96, 6)
    unturned = pictures.receive(heic.file(exif=made.exif(6).tobytes()))[0]
    assert (unturned.width, unturned.height, unturned.orientation) == (96, 64, 1)
    both = pictures.receive(heic.file([("imir", 0), ("irot", 1)]))[0]
    assert both.orientation == 7


@pytest.mark.parametrize("number", [0, 9, 255])
def test_an_orientation_that_is_none_is_passed_over(number: int) -> None:
    data = made.saved(made.scene(96, 64), exif=made.exif(number))
    examined = pictures.examine(data)
    assert (examined.orientation, examined.width) == (1, 96)


XMP = (
    b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description '
    b'exif:GPSLatitude="10,14.5N" exif:GPSLongitude="105,58.2E"/></rdf:RDF></x:xmpmeta>'
)


def _raw_profile() -> bytes:
    """EXIF in a text of a PNG, as ImageMagick writes it."""
    exif = made.exif(6).tobytes()
    hexed = exif.hex()
    lines = "\n".join(hexed[at : at + 72] for at in range(0, len(hexed), 72))
    text = PngImagePlugin.PngInfo()
    text.add_text("Raw profile type exif", f"\nexif\n{len(exif):8d}\n{lines}\n", zip=True)
    return made.saved(made.scene(96, 64), "PNG", pnginfo=text)


def _located() -> dict[str, bytes]:
    scene, place = made.scene(96, 64), made.exif()
    found = {
        f"EXIF in {name}": made.saved(scene, name, exif=place)
        for name in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")
    }
    found["EXIF in HEIF"] = heic.file(exif=place.tobytes())
    found["EXIF in a text of PNG"] = _raw_profile()
    found |= {
        f"XMP in {name}": made.saved(scene, name, xmp=XMP) for name in ("JPEG", "WEBP", "AVIF")
    }
    found["XMP in HEIF"] = heic.file(xmp=XMP)
    found["XMP in PNG"] = _png_with_xmp(packed=False)
    found["XMP packed in PNG"] = _png_with_xmp(packed=True)
    found["XMP in GIF"] = _gif_with_xmp()
    found["XMP in TIFF"] = made.saved(scene, "TIFF", tiffinfo={700: XMP})
    found["XMP in UTF-16"] = made.saved(scene, "JPEG", xmp=XMP.decode().encode("utf-16"))
    return found


def _png_with_xmp(*, packed: bool) -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=packed)
    return made.saved(made.scene(96, 64), "PNG", pnginfo=text)


def _gif_with_xmp() -> bytes:
    data = made.saved(made.scene(96, 64), "GIF")
    at = 13 + (3 << (data[10] & 7) + 1)
    magic = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    return data[:at] + b"\x21\xff\x0bXMP DataXMP" + XMP + magic + data[at:]


LOCATED = _located()


@pytest.mark.parametrize("name", LOCATED)
def test_a_place_is_noticed_wherever_it_stands_and_leaves_no_trace(name: str) -> None:
    examined, _, first = pictures.receive(LOCATED[name])
    assert examined.has_location
    assert looking.leaks(first.data) == []
    assert b"GPS" not in first.data


# --- colours ----------------------------------------------------------------------------------


def _colour(data: bytes) -> tuple[int, ...]:
    return looking.middle(pictures.receive(data)[2].data)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_a_wide_colour_is_brought_to_srgb(format_: str) -> None:
    """The same numbers are a stronger red in Display P3 and a stronger green in Adobe RGB."""

    def with_profile(name: str, colour: tuple[int, int, int]) -> bytes:
        quality = {"quality": 95} if format_ in ("JPEG", "WEBP", "AVIF") else {}
        image = Image.new("RGB", (64, 48), colour)
        return made.saved(image, format_, icc_profile=icc.profile(name), **quality)

    assert looking.near(_colour(with_profile("Display P3", (200, 100, 100))), (214, 94, 97), 6)
    assert looking.near(_colour(with_profile("Adobe RGB", (150, 180, 150))), (137, 181, 150), 5)


def test_a_wide_colour_in_a_heif_is_brought_to_srgb() -> None:
    plain = looking.opened(pictures.receive(heic.file())[2].data)
    wide = looking.opened(pictures.receive(heic.file(profile=icc.profile("Display P3")))[2].data)
    red, stronger = plain.getpixel((8, 4)), wide.getpixel((8, 4))
    assert isinstance(red, tuple)
    assert isinstance(stronger, tuple)
    assert stronger[0] > red[0] + 5
    assert stronger[1] <= red[1]


@pytest.mark.parametrize(
    "profile",
    [b"no", bytes(128), icc.profile("Display P3")[:200], b"\xff" * 5000],
    ids=["two letters", "nothing but zeros", "cut off", "noise"],
)
def test_a_broken_profile_is_left_out(profile: bytes) -> None:
    image = Image.new("RGB", (64, 48), (9, 99, 199))
    assert looking.near(_colour(made.saved(image, "PNG", icc_profile=profile)), (9, 99, 199))


def test_a_profile_of_another_kind_of_colour_is_left_out() -> None:
    grey = Image.new("L", (64, 48), 90)
    data = made.saved(grey, "PNG", icc_profile=icc.profile("Display P3"))
    assert looking.near(_colour(data), (90, 90, 90))


def test_more_kinds_of_pixels_come_out_as_they_look() -> None:
    kinds = {
        "progressive": made.saved(made.scene(), progressive=True),
        "without thinned colours": made.saved(made.scene(), subsampling=0),
        "restart marks": made.saved(made.scene(), restart_marker_rows=1),
        "a lossless WebP": made.saved(made.scene(), "WEBP", lossless=True),
        "a TIFF of strips": made.saved(made.scene(), "TIFF", compression="tiff_lzw"),
        "a TIFF with a JPEG inside": made.saved(made.scene(), "TIFF", compression="jpeg"),
        "a TIFF with deflate": made.saved(made.scene(), "TIFF", compression="tiff_adobe_deflate"),
        "256 colours": made.saved(made.scene().quantize(256), "PNG"),
        "a BMP of 256 colours": made.saved(made.scene().quantize(256), "BMP"),
    }
    for name, data in kinds.items():
        first = pictures.receive(data)[2]
        assert looking.difference(looking.opened(first.data), made.scene()) < 4, name


def test_a_scan_in_black_and_white_is_read() -> None:
    page = Image.new("1", (800, 1000), 1)
    page.paste(0, (100, 100, 700, 500))
    data = made.saved(page, "TIFF", compression="group4", save_all=True, append_images=[page] * 2)
    examined, _, first = pictures.receive(data)
    assert (examined.width, examined.height, examined.frames) == (800, 1000, 3)
    assert looking.opened(first.data).convert("L").getpixel((360, 270)) == 0


def test_of_moving_pictures_of_newer_kinds_the_first_frame_is_taken() -> None:
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("#a3271f", "#3c6640")] * 3
    for format_ in ("AVIF", "WEBP", "PNG"):
        data = made.saved(frames[0], format_, save_all=True, append_images=frames[1:])
        examined, _, first = pictures.receive(data)
        assert (examined.format, examined.frames) == (format_, 6)
        assert looking.near(looking.middle(first.data), (0xA3, 0x27, 0x1F), 12)


# --- what is appended, what is inside ---------------------------------------------------------


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return held.getvalue()


HARMLESS = {
    "zeros": bytes(4096),
    "a phone's film": b"MotionPhoto_Data\0\0\0\x18ftypmp42" + bytes(500),
    "a phone's notes": b"\0\0\x01\x0aSEFHe\0\0\0" + bytes(64) + b"SEFT",
    "another photo": made.saved(made.scene(60, 40), comment=made.CANARY.encode()),
}


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "GIF", "WEBP"])
@pytest.mark.parametrize("tail", HARMLESS)
def test_what_phones_append_does_no_harm(format_: str, tail: str) -> None:
    data = made.saved(made.scene(96, 64), format_) + HARMLESS[tail]
    examined, _, first = pictures.receive(data)
    assert (examined.format, examined.width) == (format_, 96)
    assert looking.leaks(first.data) == []


POLYGLOTS = {
    "an archive behind": (_zip(), "ZIP"),
    "a web page behind": (b"\n<!DOCTYPE html><p>x", "HTML"),
    "a script behind": (b"<script>alert(1)</script>", "HTML"),
    "PHP behind": (b"<?php system($_GET['c']); ?>", "HTML"),
    "a program behind": (b"\0\0MZ\x90\0" + bytes(200), "EXE"),
    "another program behind": (b"\x7fELF\x02\x01" + bytes(200), "ELF"),
    "PDF behind": (b"%PDF-1.7\n" + bytes(99), "PDF"),
    "a packed file behind": (b"7z\xbc\xaf\x27\x1c" + bytes(99), "7Z"),
}


@pytest.mark.parametrize("format_", [*FORMATS, "GIF", "BMP"])
def test_a_picture_that_is_another_file_too_is_refused(format_: str) -> None:
    plain = (
        heic.file() if format_ == "HEIF" else made.saved(made.scene(96, 64), format_)
    )  # fmt: skip
    assert pictures.examine(plain).format == format_
    for name, (tail, other) in POLYGLOTS.items():
        if format_ == "TIFF" and other not in ("ZIP", "HTML"):
            continue  # its parts lie anywhere: only what is found from the end or by its words
        with pytest.raises(Refusal) as refused:
            pictures.examine(plain + tail)
        said = (refused.value.code, refused.value.facts)
        assert said == ("image_hides_another", {"format": other}), name


def test_a_second_file_inside_the_picture_is_found_too() -> None:
    for name, data, other in (
        ("PHP in a comment", made.saved(made.scene(), comment=b"<?php system(1); ?>"), "HTML"),
        ("PDF in a comment", made.saved(made.scene(), comment=b"%PDF-1.4 obj"), "PDF"),
        ("an archive in a comment at the end", _comment_at_the_end(_zip()), "ZIP"),
    ):
        with pytest.raises(Refusal) as refused:
            pictures.examine(data)
        assert refused.value.facts == {"format": other}, name


def _comment_at_the_end(content: bytes) -> bytes:
    """Between the last scan and the end of the image."""
    data = made.saved(made.scene(96, 64))
    block = b"\xff\xfe" + (len(content) + 2).to_bytes(2, "big") + content
    return data[:-2] + block + data[-2:]


# --- broken off, broken -----------------------------------------------------------------------


def _whole() -> dict[str, bytes]:
    noise = Image.blend(
        made.scene(300, 200), Image.effect_noise((300, 200), 60).convert("RGB"), 0.4
    )
    frames = [noise, noise.transpose(Image.Transpose.ROTATE_180)]
    found = {name: made.saved(noise, name) for name in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")}
    found |= {name: made.saved(noise, name) for name in ("GIF", "BMP")}
    found["progressive"] = made.saved(noise, progressive=True)
    found["lossless"] = made.saved(noise, "WEBP", lossless=True)
    found["packed TIFF"] = made.saved(noise, "TIFF", compression="tiff_lzw")
    found["HEIF"] = heic.file(exif=made.exif().tobytes())
    for name in ("GIF", "WEBP", "PNG", "AVIF"):
        found[f"moving {name}"] = made.saved(noise, name, save_all=True, append_images=frames)
    return found


WHOLE = _whole()


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_broke_off_anywhere_is_refused(name: str) -> None:
    data = WHOLE[name]
    pictures.examine(data)
    cuts = {len(data) * step // 24 for step in range(24)} | {len(data) - 30, len(data) - 13}
    for length in sorted(cuts):
        with pytest.raises(Refusal) as refused:
            pictures.examine(data[:length])
        assert refused.value.code in {"empty_file", "not_an_image", "image_damaged"}


def test_a_gif_without_its_last_byte_shows_everything() -> None:
    assert pictures.examine(WHOLE["GIF"][:-1]).format == "GIF"


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_metadata_of_noise_never_spoils_a_good_picture(format_: str) -> None:
    luck = random.Random(11)  # noqa: S311 (repeatable, not secret)
    whole = made.exif(3).tobytes()
    for attempt in range(25):
        noise = bytearray(whole)
        for _ in range(1 + attempt * 4):
            noise[luck.randrange(6, len(noise))] = luck.randrange(256)
        if format_ == "HEIF":
            data = heic.file(exif=bytes(noise))
        else:
            data = made.saved(made.scene(96, 64), format_, exif=bytes(noise))
        examined, _, first = pictures.receive(data)
        assert {examined.width, examined.height} == {96, 64}
        assert looking.leaks(first.data) == []


def test_the_small_picture_inside_the_metadata_is_not_served() -> None:
    """A camera's thumbnail may still show what was cut away; here it is as red as no other."""
    tags = made.exif()
    thumbnail = made.saved(Image.new("RGB", (160, 120), "#ff0000"), comment=made.CANARY.encode())
    tags.get_ifd(0x8769)[0x927C] = made.CANARY.encode() * 20  # a maker's note
    blob = _with_thumbnail(tags.tobytes(), thumbnail)
    data = made.saved(Image.new("RGB", (300, 200), "#1e3f5a"), exif=blob)
    assert thumbnail in data
    for one in _all(data):
        assert looking.leaks(one.data) == []
        assert looking.near(looking.middle(one.data), (0x1E, 0x3F, 0x5A), 8)
        assert b"\xff\xd8\xff" not in one.data[3:]


def _with_thumbnail(exif: bytes, thumbnail: bytes) -> bytes:
    """A second directory behind the first that points to a JPEG (EXIF 2.3, 4.5.4)."""
    head, body = exif[:6], bytearray(exif[6:])
    order = "<" if body[:2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}I", body, 4)
    (count,) = struct.unpack_from(f"{order}H", body, first)
    struct.pack_into(f"{order}I", body, first + 2 + count * 12, len(body))
    where = len(body) + 30
    entries = (2, 0x0201, 4, 1, where, 0x0202, 4, 1, len(thumbnail), 0)
    return head + bytes(body) + struct.pack(f"{order}HHHIIHHIII", *entries) + thumbnail


def _all(data: bytes) -> list[Rendered]:
    examined, _, first = pictures.receive(data)
    return [first, *pictures.render(data, rules.wanted(examined.width, examined.height))]
