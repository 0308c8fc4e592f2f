"""The process in which pictures from strangers are decoded: `python -m media.decoder`.

It loads Pillow once and then forks a cell for each picture. A cell has little memory, little
time and no way to open anything; it serves one picture and dies, so that nothing done to it
reaches the next. media/sandbox.py is the other end and gives no secret to its environment.
"""

import contextlib
import io
import os
import resource
import signal
import sys
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PIL import Image

from core.errors import Refusal
from media import documents, pictures, wire
from media.rules import Wanted

SPENT = {signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL}
"""Deaths for what was consumed; any other is a decoder that fell over the bytes."""


def main() -> int:
    """Serve pictures until standard input ends, which it does when the parent goes away."""
    inward, outward = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)  # a library that prints must not speak in our place
    _warm_up()
    while (message := wire.read(inward)) is not None:
        outward.write(_in_a_cell(*message))
        outward.flush()
    return 0


def _in_a_cell(head: dict[str, Any], data: bytes) -> bytes:
    """The packed answer of a cell forked for this picture, or what its death says."""
    back, forth = os.pipe()
    cell = os.fork()
    if cell == 0:
        _live_and_die(head, data, forth)
    os.close(forth)
    with os.fdopen(back, "rb") as answer:
        packed = answer.read(wire.LONGEST)
    _, status, usage = os.wait4(cell, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        return packed
    died = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    refused = {"refused": "image_damaged", "facts": {}, **_spent(usage)}
    if died in SPENT:
        refused["refused"] = "image_too_heavy"
    if died == signal.SIGALRM and usage.ru_utime + usage.ru_stime < head["limits"]["seconds"] / 4:
        # The machine had no time for it: no fault of the picture, and worth another attempt.
        refused |= {"refused": wire.BUSY, "facts": {"seconds": head["limits"]["seconds"]}}
    return wire.pack(refused)


def _spent(usage: resource.struct_rusage) -> dict[str, float]:
    return {"peak_kb": usage.ru_maxrss, "processor": usage.ru_utime + usage.ru_stime}


def _live_and_die(head: dict[str, Any], data: bytes, forth: int) -> None:
    """One cell's life. Never returns: this is a copy of the process that forked it."""
    status = 1
    try:
        os.closerange(3, forth)
        os.closerange(forth + 1, 256)
        program = _size_of_program()
        _confine(head["limits"])
        packed = _answer(head, data, _allowance(program, head["limits"]["memory"]))
        with os.fdopen(forth, "wb") as answer:
            answer.write(packed)
        status = 0
    finally:
        os._exit(status)


def _confine(limits: dict[str, int]) -> None:
    """Give up what decoding does not need: `seconds` by the clock, `cpu` seconds, `memory` bytes.

    What is open stays usable; nothing more can be opened, not a file, not a socket.
    """
    signal.alarm(limits["seconds"])
    for kind, limit in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, limits["cpu"]),
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_NOFILE, 0),
    ):
        # Only Linux keeps every one of them; elsewhere what can be had is taken.
        unknown = () if sys.platform == "linux" else (ValueError, OSError)
        with contextlib.suppress(*unknown):
            resource.setrlimit(kind, (limit, limit))


def _size_of_program() -> int:
    """Bytes of address space before any picture; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _allowance(program: int, most: int) -> Callable[[int], None]:
    """What lowers the limit of memory to what one picture needs; it never rises above `most`."""

    def allow(needed: int) -> None:
        if program:
            resource.setrlimit(resource.RLIMIT_AS, (min(program + needed, most), most))

    return allow


def _answer(head: dict[str, Any], data: bytes, allow: Callable[[int], None]) -> bytes:
    answer: dict[str, Any] = {}
    made = []
    try:
        if head["task"] == "receive":
            examined, looks, first = pictures.receive(data, allow)
            taken = examined.taken_at.isoformat() if examined.taken_at else None
            answer = {"examined": asdict(examined) | {"taken_at": taken}, "looks": asdict(looks)}
            made = [first]
        elif head["task"] == "document":
            allow(documents.MEMORY)
            answer = {"document": asdict(documents.examine(data))}
        else:
            made = pictures.render(data, [Wanted(*one) for one in head["wanted"]], allow)
    except Refusal as refusal:
        answer = {"refused": refusal.code, "facts": refusal.facts}
    except MemoryError:
        answer = {"refused": "image_too_heavy", "facts": {}}
    except Exception as error:  # a fault of ours: told to the other end, which raises it
        answer = {"fault": f"{type(error).__name__}: {error}"}
    answer["made"] = [(one.kind, one.width, one.height, len(one.data)) for one in made]
    answer |= _spent(resource.getrusage(resource.RUSAGE_SELF))
    return wire.pack(answer, b"".join(one.data for one in made))


def _warm_up() -> None:
    """Load every coder and lazy module now: a cell can open no file, not even a module."""
    Image.init()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2026:01:02 03:04:05"
    exif.get_ifd(0x8825)[2] = (10.0, 14.0, 31.0)
    for name in ("PNG", "GIF", "TIFF", "BMP", "JPEG", "WEBP", "AVIF"):
        held = io.BytesIO()
        Image.new("RGB", (16, 16)).save(held, name, exif=exif)
        pictures.receive(held.getvalue())
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in ("[Content_Types].xml", "word/document.xml", "docProps/app.xml"):
            archive.writestr(part, "<Pages>1</Pages>")
    documents.examine(held.getvalue())


if __name__ == "__main__":
    sys.exit(main())
