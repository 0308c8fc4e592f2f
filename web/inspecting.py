"""`python -m web inspect FILE…`: what the gate for pictures says of files, and why.

One JSON object a line and file, in the order given: `file`, `verdict` ("accept" or "reject"),
`reason` (a code, null when accepted) and `said` (its sentence), `format`, `width` and `height` in
pixels as shown, `orientation` (EXIF's number, 1 to 8) and whether one was applied
(`orientation_applied`), `location_removed`, `frames`, `bytes`. It asks for no database and keeps
nothing.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from core.errors import Refusal
from media import rules, service
from media.formats import HEAD, format_of
from media.sandbox import Sandbox
from web import wording

ACCEPTED, REFUSED, UNREADABLE = 0, 1, 2
"""Exit status: every file accepted; some refused; some could not be read."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")


def run(given: argparse.Namespace) -> int:
    """Print a line for each file as soon as it is examined; the exit status."""
    status = ACCEPTED
    for found in examine(given.files):
        print(json.dumps(found, ensure_ascii=False), flush=True)
        if found["reason"] == "file_unreadable":
            status = UNREADABLE
        elif found["verdict"] == "reject":
            status = max(status, REFUSED)
    return status


def examine(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """What the gate says of each file; never raises for what a file holds."""
    with Sandbox(1) as sandbox:
        for path in files:
            try:
                with path.open("rb") as file:
                    data = file.read(rules.MAX_BYTES + 1)
                    size = len(data) if len(data) <= rules.MAX_BYTES else path.stat().st_size
            except OSError as error:
                refusal = Refusal("file_unreadable", why=error.strerror or str(error))
                yield _line(path, None, None, refusal)
                continue
            try:
                yield _line(path, size, format_of(data[:HEAD]), service.examine(data, sandbox)[0])
            except Refusal as refused:
                yield _line(path, size, format_of(data[:HEAD]), refused)


def _line(
    path: Path, size: int | None, announced: str | None, found: rules.Examined | Refusal
) -> dict[str, Any]:
    if isinstance(found, Refusal):
        verdict: dict[str, Any] = {
            "verdict": "reject",
            "reason": found.code,
            "said": wording.sentence(found.code, found.facts, str),
            "format": announced,
            "width": None,
            "height": None,
            "orientation": None,
            "orientation_applied": False,
            "location_removed": False,
            "frames": None,
        }
    else:
        verdict = {
            "verdict": "accept",
            "reason": None,
            "said": None,
            "format": found.format,
            "width": found.width,
            "height": found.height,
            "orientation": found.orientation,
            "orientation_applied": found.orientation != 1,
            "location_removed": found.has_location,
            "frames": found.frames,
        }
    return {"file": str(path)} | verdict | {"bytes": size}
