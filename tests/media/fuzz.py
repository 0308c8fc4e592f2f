"""Files that nobody would write, thrown at the decoder's entry: `make fuzz` (SECONDS=3600).

Every one gets an answer from the list, in time; afterwards no process is left. What breaks that
is written to a folder and named. The luck is seeded: the same seed, the same files.
"""

import argparse
import random
import struct
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from PIL import Image

from core.errors import Refusal, TooMany
from media import documents, rules, service
from media.sandbox import Sandbox
from tests.media import heic, icc, made
from tests.media.decoders import decoders

WORKERS = 2
SLOWEST = 30.0
"""Seconds after which an answer is a fault: its alarm rings at 9, waiting and grace beside."""

ANSWERS = rules.REFUSALS | documents.REFUSALS | {"accepted", "pictures_busy"}


def corpus() -> list[bytes]:
    """Good files of every kind, small, with everything that can be in them."""
    scene = made.scene(96, 64)
    profile = icc.profile("Display P3")
    found = [made.saved(scene, name, exif=made.exif(6)) for name in ("JPEG", "PNG", "WEBP")]
    found += [made.saved(scene, name, icc_profile=profile) for name in ("JPEG", "PNG", "WEBP")]
    found += [made.saved(scene, name) for name in ("TIFF", "BMP", "GIF", "AVIF")]
    found += [made.saved(scene, "TIFF", compression=kind) for kind in ("tiff_lzw", "jpeg")]
    found += [made.saved(scene.quantize(16), name) for name in ("PNG", "GIF", "BMP", "TIFF")]
    found += [made.saved(scene, progressive=True), made.saved(scene.convert("CMYK"))]
    found += [made.saved(scene.convert("LA"), "PNG"), made.saved(scene.convert("1"), "TIFF")]
    frames = [scene, scene.transpose(Image.Transpose.ROTATE_180)]
    for name in ("GIF", "PNG", "WEBP", "AVIF", "TIFF", "MPO"):
        found.append(made.saved(scene, name, save_all=True, append_images=frames))
    found.append(heic.file(heic.TURNS[5], exif=made.exif().tobytes(), profile=profile))
    found.append(b"%PDF-1.4\n1 0 obj << /Type /Page >> endobj startxref 0 %%EOF")
    return found


def _flip(data: bytearray, luck: random.Random) -> None:
    for _ in range(luck.choice((1, 1, 2, 4, 16, 64))):
        data[luck.randrange(len(data))] ^= 1 << luck.randrange(8)


def _overwrite(data: bytearray, luck: random.Random) -> None:
    at = luck.randrange(len(data))
    data[at : at + luck.randrange(1, 64)] = luck.randbytes(luck.randrange(1, 64))


def _number(data: bytearray, luck: random.Random) -> None:
    """A length, a size, an offset of someone's dreams."""
    value = luck.choice((0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 65535 * 4))
    packed = struct.pack(luck.choice(("<I", ">I")), value)
    at = luck.randrange(min(len(data), luck.choice((64, 512, len(data)))))
    width = luck.choice((2, 4))
    data[at : at + width] = packed[:width]


def _cut(data: bytearray, luck: random.Random) -> None:
    del data[luck.randrange(1, len(data) + 1) :]


def _double(data: bytearray, luck: random.Random) -> None:
    start = luck.randrange(len(data))
    piece = data[start : start + luck.randrange(1, 2000)]
    at = luck.randrange(len(data))
    data[at:at] = piece * luck.choice((1, 2, 50))


CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _flip,
    _number,
    _number,
    _overwrite,
    _cut,
    _double,
)


def strange(files: list[bytes], luck: random.Random) -> bytes:
    """One file, changed, or two grown together."""
    data = bytearray(luck.choice(files))
    if luck.random() < 0.1:
        other = luck.choice(files)
        data = data[: luck.randrange(len(data))] + other[luck.randrange(len(other)) :]
    for _ in range(luck.choice((1, 1, 1, 2, 3))):
        if data:
            luck.choice(CHANGES)(data, luck)
    return bytes(data)


@dataclass
class Outcome:
    """What a run saw."""

    files: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    peak_kb: int = 0
    faults: list[str] = field(default_factory=list)
    left: list[int] = field(default_factory=list)


def run(seconds: float, seed: int, folder: Path) -> Outcome:
    """Throw for so long; files that broke something are written below the folder."""
    luck, files, seen = random.Random(seed), corpus(), Outcome()  # noqa: S311 (repeatable)
    before = set(decoders())
    until = time.monotonic() + seconds

    def ask(data: bytes) -> tuple[bytes, str, float]:
        began = time.monotonic()
        try:
            if data[:5] == b"%PDF-":
                sandbox.read(data)
            else:
                examined, _, first = service.examine(data, sandbox)
                if not (examined.width and first.data.startswith(b"\xff\xd8\xff")):
                    return data, "no picture", 0
            answer = "accepted"
        except TooMany as busy:
            answer = busy.code
        except Refusal as refused:
            answer = refused.code
        except Exception as error:  # this is what we look for
            answer = f"{type(error).__name__}: {error}"
        return data, answer, time.monotonic() - began

    with Sandbox(WORKERS) as sandbox:
        with ThreadPoolExecutor(WORKERS) as threads:
            while time.monotonic() < until:
                batch = [strange(files, luck) for _ in range(WORKERS * 16)]
                for data, answer, took in threads.map(ask, batch):
                    seen.files += 1
                    seen.answers[answer] += 1
                    seen.slowest = max(seen.slowest, took)
                    if answer not in ANSWERS or took > SLOWEST:
                        name = folder / sha256(data).hexdigest()[:16]
                        folder.mkdir(parents=True, exist_ok=True)
                        name.write_bytes(data)
                        seen.faults.append(f"{name}: {answer} in {took:.1f} s")
        if len(set(decoders()) - before) > WORKERS:
            seen.faults.append(f"more than {WORKERS} decoders")
        if service.examine(made.saved(made.scene(60, 40)), sandbox)[0].width != 60:
            seen.faults.append("a good picture was not read afterwards")
        seen.peak_kb = sandbox.peak_kb
    seen.left = sorted(set(decoders()) - before)
    return seen


def main() -> int:
    """Run for an hour, or as long as asked, and say what happened."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--folder", type=Path, default=Path("var/fuzz"))
    given = parser.parse_args()
    seen = run(given.seconds, given.seed, given.folder)
    told = [f"seed {given.seed}: {seen.files} files, slowest {seen.slowest:.1f} s"]
    told += [f"peak {seen.peak_kb // 1024} MB, processes left: {len(seen.left)}"]
    told += [f"{count:>8} {answer}" for answer, count in seen.answers.most_common()]
    sys.stdout.write("\n".join([*told, *seen.faults]) + "\n")
    return 1 if seen.faults or seen.left else 0


if __name__ == "__main__":
    sys.exit(main())
