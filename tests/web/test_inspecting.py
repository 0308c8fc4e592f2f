"""`python -m web inspect`: the very gate, told a line a file."""

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.lacking import outside
from tests.media import heic, made
from tests.media.hostile import COSTLY, HOSTILE
from web.__main__ import main

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "photos_shared"


def told(capsys: pytest.CaptureFixture[str], *files: Path) -> tuple[int, list[dict[str, object]]]:
    status = main(["inspect", *map(str, files)])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_good_picture_is_told_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photo = tmp_path / "ảnh sản phẩm.heic"
    photo.write_bytes(heic.file(heic.TURNS[6], exif=made.exif(6).tobytes()))
    assert told(capsys, photo) == (
        0,
        [
            {
                "file": str(photo),
                "verdict": "accept",
                "reason": None,
                "said": None,
                "format": "HEIF",
                "width": 64,
                "height": 96,
                "orientation": 6,
                "orientation_applied": True,
                "location_removed": True,
                "frames": 1,
                "bytes": photo.stat().st_size,
            }
        ],
    )


def test_a_refusal_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawing, heavy = tmp_path / "anh.jpg", tmp_path / "nang.jpg"
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg'></svg>")
    heavy.write_bytes(b"\xff\xd8\xff" + bytes(20_000_000))
    status, lines = told(capsys, drawing, heavy)
    assert status == 1
    assert lines[0] == {
        "file": str(drawing),
        "verdict": "reject",
        "reason": "image_kind_unknown",
        "said": "Chưa nhận được loại ảnh SVG. Hãy lưu thành JPEG hoặc PNG rồi gửi lại.",
        "format": "SVG",
        "width": None,
        "height": None,
        "orientation": None,
        "orientation_applied": False,
        "location_removed": False,
        "frames": None,
        "bytes": drawing.stat().st_size,
    }
    assert [lines[1][key] for key in ("reason", "format", "bytes")] == [
        "image_too_large_bytes",
        "JPEG",
        20_000_003,
    ]


def test_a_file_that_cannot_be_read_is_told_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "b.png"
    good.write_bytes(made.saved(made.scene(60, 40), "PNG"))
    status, lines = told(capsys, tmp_path / "a.jpg", tmp_path, good)
    assert status == 2
    assert [(one["verdict"], one["reason"]) for one in lines] == [
        ("reject", "file_unreadable"),
        ("reject", "file_unreadable"),
        ("accept", None),
    ]


_MEASURED = """
import resource, subprocess, sys
ran = subprocess.run([sys.executable, "-m", "web", "inspect", *sys.argv[1:]])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(ran.returncode)
"""


def _ran(files: list[Path]) -> list[dict[str, object]]:
    """The command in a process of its own; neither it nor any that it starts takes 300 MB."""
    begun = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-c", _MEASURED, *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert int(ran.stderr) < 300_000
    assert time.monotonic() - begun < 10 * len(files)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_every_hostile_file_is_refused_within_the_limits(tmp_path: Path) -> None:
    hostile = HOSTILE | COSTLY
    files = []
    for number, (data, _) in enumerate(hostile.values()):
        files.append(tmp_path / f"{number:02}.jpg")
        files[-1].write_bytes(data)
    lines = _ran(files)
    assert [one["reason"] for one in lines] == [code for _, code in hostile.values()]


def test_every_shared_file_gets_what_its_manifest_expects() -> None:
    """The collection lies beside the project and is read in place."""
    manifest = SHARED / "manifest.csv"
    if not manifest.is_file():
        outside("the shared photographs", "the folder shared/ beside the project's folder")
    rows = list(csv.DictReader(io.StringIO(manifest.read_text("utf-8"))))
    lines = _ran([SHARED / row["file"] for row in rows])
    differing = []
    for row, line in zip(rows, lines, strict=True):
        expected = row["expected"].split("-")[0]
        always = ("plain.bmp", "plain.tif", "anim.gif", "anim.webp")
        if expected == "policy" and row["file"] not in always:
            continue
        if expected == "reject":
            good = line["verdict"] == "reject" and line["said"] != ""
        else:
            turned = int(row["orientation"] or 1) >= 5
            sides = (int(row["height"]), int(row["width"]))
            wanted = sides if turned else sides[::-1]
            good = (
                (line["format"], (line["width"], line["height"])) == (row["format"], wanted)
                and line["location_removed"] == (row["has_gps"] == "1")
                and line["orientation"] == int(row["orientation"] or 1)
                and line["verdict"] == "accept"
            )
        if not good:
            differing.append(line)
    assert differing == []
