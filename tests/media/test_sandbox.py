"""What strangers send is opened elsewhere: none of it stops, swells or enters the server."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from core.errors import Refusal, TooMany
from media import pictures, rules
from media.rules import Wanted
from media.sandbox import DecoderFailed, Limits, Sandbox
from tests.media import looking, made
from tests.media.decoders import decoders
from tests.media.hostile import HOSTILE

SCENE = made.tagged()
BRIEF = Limits(seconds=3, cpu=3, memory=1 << 30)
HARD_WORK = [Wanted("avif", 3000 + step, 3000) for step in range(4)]
"""More than any second of work."""


def test_the_answer_is_the_same_as_in_one_process(sandbox: Sandbox) -> None:
    for data in (SCENE, made.tagged("WEBP", 7), made.tagged("PNG", 3)):
        assert sandbox.receive(data) == pictures.receive(data)
        wanted = rules.wanted(900, 600)
        assert sandbox.render(data, wanted) == pictures.render(data, wanted)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_refusal_comes_back_with_its_reason(sandbox: Sandbox, name: str) -> None:
    data, code = HOSTILE[name]
    begun = time.monotonic()
    with pytest.raises(Refusal) as refused:
        sandbox.receive(data)
    assert (type(refused.value), refused.value.code) == (Refusal, code)
    assert time.monotonic() - begun < 10
    assert sandbox.receive(SCENE)[0].width == 900


def test_hostile_pictures_do_not_swell_the_decoder() -> None:
    with Sandbox(1) as sandbox:
        for data, _ in HOSTILE.values():
            with pytest.raises(Refusal):
                sandbox.receive(data)
        assert 0 < sandbox.peak_kb < 300_000


@pytest.mark.parametrize(
    "limits",
    [
        Limits(seconds=60, cpu=1, memory=1 << 30),
        Limits(seconds=1, cpu=60, memory=1 << 30),
        Limits(seconds=60, cpu=60, memory=160 << 20),
    ],
    ids=["processor", "clock", "memory"],
)
def test_work_beyond_a_limit_is_ended_and_the_next_picture_served(limits: Limits) -> None:
    with Sandbox(1, rendering=limits) as sandbox:
        sandbox.receive(SCENE)
        before = decoders()
        with pytest.raises(Refusal) as refused:
            sandbox.render(SCENE, HARD_WORK)
        # On a machine that gave it no time, the clock's verdict is that it was busy.
        late = {"pictures_busy"} if limits.seconds == 1 else set()
        assert refused.value.code in {"image_too_heavy"} | late
        assert sandbox.render(SCENE, [Wanted("jpeg", 90, 60)])[0].width == 90
        assert decoders() == before  # only the cell died


def test_a_decoder_killed_from_outside_is_replaced() -> None:
    with Sandbox(1) as sandbox:
        others = set(decoders())
        expected = sandbox.receive(SCENE)
        (first,) = set(decoders()) - others
        os.kill(first, signal.SIGKILL)
        assert sandbox.receive(SCENE) == expected
        (second,) = set(decoders()) - others
        assert second != first


def test_a_decoder_that_hangs_is_killed_and_replaced() -> None:
    with Sandbox(1, receiving=BRIEF, grace=0.2) as sandbox:
        others = set(decoders())
        sandbox.receive(SCENE)
        (first,) = set(decoders()) - others
        os.kill(first, signal.SIGSTOP)
        assert sandbox.receive(SCENE)[0].width == 900
        assert first not in decoders()


def test_nothing_is_left_running_afterwards() -> None:
    others = decoders()
    with Sandbox(2) as sandbox, ThreadPoolExecutor(2) as threads:
        list(threads.map(sandbox.receive, [SCENE] * 4))
        assert len(decoders()) > len(others)
    assert decoders() == others


def test_many_threads_share_fewdecoders() -> None:
    others = len(decoders())
    good, bad = made.tagged("JPEG", 6), HOSTILE["half a photo"][0]
    expected = pictures.receive(good)

    def ask(number: int) -> object:
        try:
            return sandbox.receive(bad if number % 3 == 0 else good)
        except Refusal as refused:
            return refused.code

    with Sandbox(2) as sandbox:
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(ask, range(24)))
        assert len(decoders()) <= others + 2
    wanted = ["image_damaged" if number % 3 == 0 else expected for number in range(24)]
    assert answers == wanted


def test_who_finds_every_decoder_busy_is_asked_to_come_back() -> None:
    with Sandbox(1, patience=0.05) as sandbox, ThreadPoolExecutor(1) as threads:
        sandbox.receive(SCENE)
        busy = threads.submit(sandbox.render, SCENE, HARD_WORK[:1])
        time.sleep(0.2)
        with pytest.raises(TooMany) as refused:
            sandbox.receive(SCENE)
        assert refused.value.code == "pictures_busy"
        assert len(busy.result()) == 1


def test_a_fault_of_ours_is_raised_and_not_blamed_on_the_picture(sandbox: Sandbox) -> None:
    with pytest.raises(DecoderFailed, match="KeyError"):
        sandbox.render(SCENE, [Wanted("bmp", 90, 60)])
    assert sandbox.receive(SCENE)[0].width == 900


def test_a_large_picture_stays_within_the_memory() -> None:
    """48 megapixels with transparency, the costliest to hold: 4 bytes a pixel and little more."""
    image = Image.new("RGBA", (8000, 6000), (163, 39, 31, 200))
    with Sandbox(1) as sandbox:
        examined, _, first = sandbox.receive(made.saved(image, "PNG", compress_level=1))
        assert (examined.width, examined.height) == (8000, 6000)
        assert looking.opened(first.data).size == (720, 540)
        assert sandbox.peak_kb < 8000 * 6000 * 4 * 1.5 / 1024


def test_the_server_does_not_even_load_a_decoder() -> None:
    """Nor does it need to: services and queries work without Pillow."""
    program = (
        "import sys, media.service, media.queries, media.storage;"
        "print([name for name in ('PIL', 'pi_heif', 'boto3') if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"


def test_a_decoder_knows_no_secret(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", made.CANARY)
    others = set(decoders())
    with Sandbox(1) as own:
        own.receive(SCENE)
        (decoder,) = set(decoders()) - others
        environment = Path(f"/proc/{decoder}/environ").read_bytes()
    assert made.CANARY.encode() not in environment
    assert b"PYTHONPATH" in environment


def test_a_server_killed_outright_leaves_no_decoder_behind() -> None:
    program = (
        "import os, sys, pathlib, signal;"
        "from media.sandbox import SHARED;"
        "SHARED.receive(sys.stdin.buffer.read());"
        "print(pathlib.Path(f'/proc/self/task/{os.getpid()}/children').read_text(), flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    ran = subprocess.run([sys.executable, "-c", program], input=SCENE, capture_output=True)
    assert ran.returncode == -signal.SIGKILL
    decoder = Path(f"/proc/{int(ran.stdout)}/cmdline")
    for _ in range(100):
        if not decoder.exists() or not decoder.read_bytes():
            break  # gone, or waiting to be buried by whoever inherits orphans here
        time.sleep(0.05)
    else:
        pytest.fail("the decoder outlived its server by 5 seconds")
