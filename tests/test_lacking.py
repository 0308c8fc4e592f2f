"""A lack is said aloud, and fails where CI=true; and no test reaches the world."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.loopback import WorldReached

_A_TEST = """
from tests.lacking import lack

def test_wants_a_telescope():
    lack("a telescope", "ask the observatory")

def test_wants_it_too():
    lack("a telescope", "ask the observatory")
"""


_A_SKIP = """
import pytest

@pytest.mark.skip(reason="not today")
def test_never():
    pass
"""


_AN_EXTRA = """
from tests.lacking import outside

def test_with_what_others_have():
    outside("a planet", "../sky")
"""


@pytest.mark.parametrize(
    ("test", "ci", "code", "words"),
    [
        (_A_SKIP, "", 0, "1 skipped"),
        (_A_SKIP, "true", 1, "CI=true: tests that did not run make this run fail."),
        (
            _A_TEST,
            "",
            0,
            "tests that did NOT run: 2. Missing: a telescope. To get it: ask the observatory",
        ),
        (
            _AN_EXTRA,
            "true",
            0,
            "extra tests that did not run: 1. Not in this repository: a planet. It is looked for",
        ),
        (_A_TEST, "true", 1, "tests that did NOT run: 2. Missing: a telescope. To get it"),
    ],
)
def test_a_lack_is_said_aloud(tmp_path: Path, test: str, ci: str, code: int, words: str) -> None:
    (tmp_path / "test_it.py").write_text(test, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.lacking", "--rootdir", tmp_path, tmp_path],
        capture_output=True,
        text=True,
        env={"CI": ci, "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
    )
    assert (ended.returncode, words in ended.stdout) == (code, True), ended.stdout + ended.stderr


def test_a_test_cannot_reach_the_world() -> None:
    with pytest.raises(WorldReached, match=r"asked for the address of 'example\.org'"):
        socket.create_connection(("example.org", 80))
    with (
        socket.socket() as outwards,
        pytest.raises(WorldReached, match=r"connected to 192\.0\.2\.1"),
    ):
        outwards.connect(("192.0.2.1", 80))
