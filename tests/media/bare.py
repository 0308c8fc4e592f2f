"""The same work with Pillow alone, in one process: what the pipeline is held against.

`python tests/media/bare.py FILE` decodes a JPEG (with the same draft), turns it, brings it to sRGB
and draws it in every kind and width; then it writes seconds by the clock, seconds of
processor, and kilobytes of memory at the peak. It knows nothing of hostile files.
"""

import io
import sys
import time
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from media.drawing import ENCODINGS
from media.rules import CARD, KINDS, SHARED_SIZE, sizes

_SRGB = ImageCms.createProfile("sRGB")


def draw(data: bytes) -> list[bytes]:
    """Every rendition of a photo with landscape pixels, upright, sRGB."""
    image = Image.open(io.BytesIO(data))
    turned = image.getexif().get(0x0112, 1) >= 5
    shown = image.size[::-1] if turned else image.size
    fitted = sizes(*shown)
    largest = fitted[-1]
    image.draft("RGB", largest[::-1] if turned else largest)
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image).resize(largest, Image.Resampling.LANCZOS)
    if profile:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(upright, source, _SRGB, outputMode="RGB")
        upright = made or upright
    upright.info = {}
    found = []
    for size in fitted:
        sized = upright if size == upright.size else upright.resize(
            size, Image.Resampling.LANCZOS, reducing_gap=3.0
        )  # fmt: skip
        found += [_saved(sized, kind) for kind in KINDS]
    card = Image.new("RGB", SHARED_SIZE, CARD)
    scale = min(SHARED_SIZE[0] / upright.width, SHARED_SIZE[1] / upright.height)
    whole = upright.resize((round(upright.width * scale), round(upright.height * scale)))
    card.paste(whole, ((SHARED_SIZE[0] - whole.width) // 2, 0))
    return [*found, _saved(card, "jpeg")]


def _saved(image: Image.Image, kind: str) -> bytes:
    held = io.BytesIO()
    image.save(held, **ENCODINGS[kind])
    return held.getvalue()


def _peak_kb() -> int:
    """Of this process since it began; not what its parent had when it started it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0


if __name__ == "__main__":
    content = Path(sys.argv[1]).read_bytes()
    Image.init()
    began, worked = time.perf_counter(), time.process_time()
    draw(content)
    spent = (time.perf_counter() - began, time.process_time() - worked, _peak_kb())
    sys.stdout.write(" ".join(map(str, spent)))
