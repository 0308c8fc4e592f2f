"""Decoding at arm's length: pictures from strangers are opened in another, confined process.

The process that serves pages never decodes one; it does not even load Pillow.
"""

import atexit
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from core.errors import Refusal, TooMany
from media import wire
from media.documents import Document
from media.rules import Examined, Looks, Rendered, Wanted

HOME = str(Path(__file__).resolve().parent.parent)


class DecoderFailed(RuntimeError):
    """The decoder is broken, or was killed from outside; the picture is not to blame."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one picture may cost: seconds by the clock and of processor, bytes of memory."""

    seconds: int
    cpu: int
    memory: int


RECEIVING = Limits(seconds=9, cpu=5, memory=1280 << 20)
RENDERING = Limits(seconds=90, cpu=60, memory=1280 << 20)


class Sandbox:
    """At most `workers` decoders, started when first needed and kept for the next picture.

    May be used from many threads at once. Who finds all decoders busy for `patience` seconds is
    refused with TooMany("pictures_busy"). A picture's own alarm ends it in time; a decoder that
    outlives that by `grace` seconds is killed from here.
    """

    def __init__(
        self,
        workers: int = 2,
        *,
        patience: float = 30,
        grace: float = 5,
        receiving: Limits = RECEIVING,
        rendering: Limits = RENDERING,
    ) -> None:
        self.receiving, self.rendering = receiving, rendering
        self.peak_kb = 0
        """The most memory that any picture has taken so far."""
        self.processor = 0.0
        """Seconds of processor that all pictures have taken so far."""
        self._patience, self._grace = patience, grace
        self._free = threading.BoundedSemaphore(workers)
        self._lock = threading.Lock()
        self._idle: list[_Decoder] = []

    def receive(self, data: bytes) -> tuple[Examined, Looks, Rendered]:
        """What a picture is, what stands for it, and its first rendition.

        Raises Refusal with one of `rules.REFUSALS`, TooMany, DecoderFailed.
        """
        head, made = self._ask({"task": "receive"}, data, self.receiving)
        examined, stamp = head["examined"], head["examined"]["taken_at"]
        examined["taken_at"] = datetime.fromisoformat(stamp) if stamp else None
        return Examined(**examined), Looks(**head["looks"]), made[0]

    def render(self, data: bytes, wanted: Iterable[Wanted]) -> list[Rendered]:
        """The renditions asked for, in that order. Raises as `receive` does."""
        request = {"task": "render", "wanted": [astuple(one) for one in wanted]}
        return self._ask(request, data, self.rendering)[1]

    def read(self, data: bytes) -> Document:
        """What kind of paper this is and how many pages it has.

        Raises Refusal with one of `documents.REFUSALS`, TooMany, DecoderFailed.
        """
        return Document(**self._ask({"task": "document"}, data, self.receiving)[0]["document"])

    def close(self) -> None:
        """End the decoders that are idle. The sandbox may be used again."""
        with self._lock:
            idle, self._idle = self._idle, []
        for decoder in idle:
            decoder.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(
        self, request: dict[str, Any], data: bytes, limits: Limits
    ) -> tuple[dict[str, Any], list[Rendered]]:
        request["limits"] = {
            "seconds": limits.seconds,
            "cpu": limits.cpu,
            "memory": limits.memory,
        }
        if not self._free.acquire(timeout=self._patience):
            raise TooMany(wire.BUSY, seconds=limits.seconds)
        try:
            head, body = self._exchange(wire.pack(request, data), limits.seconds + self._grace)
        finally:
            self._free.release()
        with self._lock:
            self.peak_kb = max(self.peak_kb, head["peak_kb"])
            self.processor += head["processor"]
        if head.get("refused") == wire.BUSY:
            raise TooMany(wire.BUSY, **head["facts"])
        if "refused" in head:
            raise Refusal(head["refused"], **head["facts"])
        if "fault" in head:
            raise DecoderFailed(head["fault"])
        made, at = [], 0
        for kind, width, height, length in head["made"]:
            made.append(Rendered(kind, width, height, body[at : at + length]))
            at += length
        return head, made

    def _exchange(self, message: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        """One question and its answer. A decoder found dead is replaced once."""
        with self._lock:
            decoder = self._idle.pop() if self._idle else None
        if decoder is not None:
            try:
                return self._keep(decoder, decoder.ask(message, seconds))
            except DecoderFailed:
                decoder.kill()
        decoder = _Decoder()
        try:
            return self._keep(decoder, decoder.ask(message, seconds))
        except BaseException:
            decoder.kill()
            raise

    def _keep(
        self, decoder: "_Decoder", answer: tuple[dict[str, Any], bytes]
    ) -> tuple[dict[str, Any], bytes]:
        with self._lock:
            self._idle.append(decoder)
        return answer


class _Decoder:
    """One running `python -m media.decoder`, used by one thread at a time."""

    def __init__(self) -> None:
        # It learns where the program lies and nothing else: no address, no password.
        environment = {
            name: os.environ[name] for name in ("LD_LIBRARY_PATH", "TZDIR") if name in os.environ
        }
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "media.decoder"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=environment | {"PYTHONPATH": HOME, "MALLOC_ARENA_MAX": "2"},
            start_new_session=True,
        )

    def ask(self, message: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        """Send one message and wait for the answer; at most `seconds`."""
        inward, outward = self._process.stdin, self._process.stdout
        if inward is None or outward is None:
            raise DecoderFailed("no pipes")
        watch = threading.Timer(seconds, self._slay)
        watch.daemon = True
        watch.start()
        try:
            inward.write(message)
            inward.flush()
            answer = wire.read(outward)
        except (OSError, EOFError, ValueError) as error:
            raise DecoderFailed(str(error)) from error
        finally:
            watch.cancel()
            watch.join()
        if answer is None:
            raise DecoderFailed("the decoder ended")
        return answer

    def kill(self) -> None:
        """End it, with any cell it has, and take back what it held."""
        self._slay()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # what was not sent is of no use now

    def _slay(self) -> None:
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


SHARED = Sandbox()
"""The one that services use unless they are given another."""
atexit.register(SHARED.close)
