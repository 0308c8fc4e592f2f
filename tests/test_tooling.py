"""What comes from elsewhere is pinned and whole; the locks do not say where it came from."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.txt", "requirements-all.txt"]


def _pins(lock: str) -> dict[str, list[str]]:
    """Each requirement of a lock file with the lines that follow it."""
    pins: dict[str, list[str]] = {}
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if not line.startswith((" ", "#")):
            current = pins.setdefault(line, [])
        elif not line.lstrip().startswith("#"):
            current.append(line)
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_and_hashes_and_nothing_else(lock: str) -> None:
    pins = _pins(lock)
    assert len(pins) > 30
    for pin, hashes in pins.items():
        assert re.fullmatch(r"[a-z0-9-]+==[^\s/@]+( ; [^/@]+)? \\", pin), pin
        assert hashes
        assert [
            line
            for line in hashes
            if not re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line)
        ] == []


def test_the_full_lock_contains_the_short_one() -> None:
    short, full = ({re.split(r"[ ;\\]", pin)[0] for pin in _pins(lock)} for lock in LOCKS)
    assert short - full == set()


def test_the_locks_hold_every_declared_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {
        "requirements.txt": project["dependencies"],
        "requirements-all.txt": project["dependencies"] + project["optional-dependencies"]["dev"],
    }
    for lock, wishes in declared.items():
        locked = {pin.split("==")[0] for pin in _pins(lock)}
        named = {re.split(r"[\[<>=~; ]", wish)[0] for wish in wishes}
        assert named - locked == set()


@pytest.mark.parametrize("folder", ["web/static/vendor", "contest/certificates/fonts"])
def test_what_others_made_is_unchanged(folder: str) -> None:
    sums = (ROOT / folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    stated = {name: digest for digest, name in (line.split("  ", 1) for line in sums)}
    found = {
        name: hashlib.sha256((ROOT / folder / name).read_bytes()).hexdigest() for name in stated
    }
    assert found == stated
    carried = {file.name for file in (ROOT / folder).iterdir()} - {"SHA256SUMS"}
    assert carried - set(stated) == set()
