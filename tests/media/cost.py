"""What a photo costs: the pipeline beside the bare library, in turn, in the same run."""

import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from media import rules
from media.sandbox import Sandbox
from tests.media import made

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one photo to all of its renditions: by the clock, of processor, at the peak."""

    seconds: float
    processor: float
    peak_kb: int


def photo_of_24_megapixels() -> bytes:
    """6000 x 4000, held upright, with all the metadata of a phone."""
    return made.saved(made.detailed(6000, 4000), quality=90, exif=made.exif(6), subsampling=2)


def measured(data: bytes, rounds: int) -> tuple[Cost, Cost]:
    """Ours and the bare library's, the best of so many rounds."""
    ours, bare = [], []
    with tempfile.TemporaryDirectory() as folder, Sandbox(1) as sandbox:
        file = Path(folder) / "photo.jpg"
        file.write_bytes(data)
        sandbox.receive(made.saved(made.scene(60, 40)))  # it has started
        for _ in range(rounds):
            ours.append(_ours(sandbox, data))
            bare.append(_bare(file))
    return _best(ours), _best(bare)


def _ours(sandbox: Sandbox, data: bytes) -> Cost:
    """As sent, received and drawn: two decodings, the first one small."""
    began, worked, spent = time.perf_counter(), time.process_time(), sandbox.processor
    examined, _, first = sandbox.receive(data)
    wanted = rules.wanted(examined.width, examined.height)
    have = (first.kind, first.width)
    sandbox.render(data, [one for one in wanted if (one.kind, one.width) != have])
    seconds = time.perf_counter() - began
    processor = time.process_time() - worked + sandbox.processor - spent
    return Cost(seconds, processor, sandbox.peak_kb)


def _bare(file: Path) -> Cost:
    ran = subprocess.run(
        [sys.executable, str(HERE / "bare.py"), str(file)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT)},
    )
    seconds, processor, peak = ran.stdout.split()
    return Cost(float(seconds), float(processor), int(peak))


def _best(costs: list[Cost]) -> Cost:
    return Cost(
        min(one.seconds for one in costs),
        min(one.processor for one in costs),
        max(one.peak_kb for one in costs),
    )
