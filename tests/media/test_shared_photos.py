"""The collection of good and hostile pictures that lies beside the project, read in place."""

import csv
import io
import time
from pathlib import Path

import pytest

from core.errors import Refusal
from media import rules
from media.formats import HEAD
from media.rules import Examined, Rendered
from media.sandbox import Sandbox
from tests.lacking import outside
from tests.media import looking

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "photos_shared"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    manifest = FOLDER / "manifest.csv"
    if not manifest.is_file():
        outside("the shared photographs", "the folder shared/ beside the project's folder")
    return list(csv.DictReader(io.StringIO(manifest.read_text("utf-8"))))


Verdict = tuple[Examined, list[Rendered]] | str


@pytest.fixture(scope="module")
def verdicts(rows: list[dict[str, str]]) -> dict[str, Verdict]:
    """What the gate says of every file, each within the time and memory it is allowed."""
    made: dict[str, Verdict] = {}
    with Sandbox(1) as sandbox:
        for row in rows:
            data = (FOLDER / row["file"]).read_bytes()
            begun = time.monotonic()
            try:
                if refusal := rules.refusal_of_file(len(data), data[:HEAD]):
                    raise Refusal(refusal[0])
                examined, _, first = sandbox.receive(data)
                smallest = rules.wanted(examined.width, examined.height)[: len(rules.KINDS)]
                made[row["file"]] = examined, [*sandbox.render(data, smallest), first]
            except Refusal as refused:
                made[row["file"]] = refused.code
            assert time.monotonic() - begun < 10, row["file"]
        assert sandbox.peak_kb < 300_000
    return made


def test_every_file_gets_what_its_manifest_expects(
    rows: list[dict[str, str]], verdicts: dict[str, Verdict]
) -> None:
    differing = []
    for row in rows:
        verdict, expected = verdicts[row["file"]], row["expected"].split("-")[0]
        if isinstance(verdict, str):
            assert verdict in rules.REFUSALS
            if expected == "accept" or row["file"] in ("plain.bmp", "plain.tif"):
                differing.append((row["file"], verdict))
            continue
        examined = verdict[0]
        # The manifest gives the size as stored; a HEIC is stored as shown.
        orientation = int(row["orientation"] or 1)
        stored = (int(row["width"] or 0), int(row["height"] or 0))
        shown = stored[::-1] if orientation >= 5 else stored
        wanted = (row["format"], *shown, orientation, row["has_gps"] == "1")
        found = (
            examined.format,
            examined.width,
            examined.height,
            examined.orientation,
            examined.has_location,
        )
        if expected == "reject" or found != wanted:
            differing.append((row["file"], str(found)))
    assert differing == []
    assert len(rows) == 53


def test_no_rendition_of_any_file_carries_anything_but_the_picture(
    verdicts: dict[str, Verdict],
) -> None:
    leaking = {
        (name, one.kind, one.width): leaks
        for name, verdict in verdicts.items()
        if not isinstance(verdict, str)
        for one in verdict[1]
        if (leaks := looking.leaks(one.data))
    }
    assert leaking == {}


def test_all_eight_ways_to_hold_a_camera_look_the_same(verdicts: dict[str, Verdict]) -> None:
    for prefix, numbers in (("orient_landscape_", range(1, 9)), ("orient_F_", (2, 5, 6, 8))):
        shown = []
        for number in numbers:
            verdict = verdicts[f"{prefix}{number}.jpg"]
            assert not isinstance(verdict, str)
            shown.append(looking.opened(verdict[1][-1].data))
        assert {image.size for image in shown} == {shown[0].size}
        assert max(looking.difference(shown[0], other) for other in shown[1:]) < 4


def test_colours_and_transparency_come_out_right(verdicts: dict[str, Verdict]) -> None:
    def corner(name: str, at: tuple[int, int]) -> tuple[int, ...]:
        verdict = verdicts[name]
        assert not isinstance(verdict, str)
        colour = looking.opened(verdict[1][-1].data).convert("RGB").getpixel(at)
        assert isinstance(colour, tuple)
        return colour

    assert looking.near(corner("png_p3.png", (4, 4)), (255, 0, 0))
    assert looking.near(corner("png_transparent.png", (2, 2)), (0xFF, 0xFD, 0xF8))
    assert looking.near(corner("webp_transparent.webp", (2, 2)), (0xFF, 0xFD, 0xF8))
    assert looking.near(corner("png_16bit_rgb.png", (9, 9)), (174, 28, 40), 8)
