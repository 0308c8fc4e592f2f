"""From one home to the other and back, stopped and repeated."""

import hashlib
import os
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pytest

from media import moving, rules
from media.moving import Step
from media.storage import Disk, Memory, Storage, StorageAway
from tests.media.test_storage import _s3, s3_endpoint

__all__ = ["s3_endpoint"]  # a fixture


def _filled(storage: Storage, count: int = 6) -> dict[str, bytes]:
    held = {}
    for number in range(count):
        data = os.urandom(1000 + number)
        held[rules.original_key(hashlib.sha256(data).hexdigest())] = data
    held["imports/0123.sealed"] = b"a mere name"
    for key, data in held.items():
        storage.put(key, data)
    return held


def _held(storage: Storage) -> dict[str, bytes]:
    return {key: storage.get(key) for key in storage.keys("")}


def test_there_and_back_again(s3_endpoint: str, tmp_path: Path) -> None:
    folder, bucket = Disk(tmp_path / "one"), _s3(s3_endpoint, "moving")
    held = _filled(folder)
    stopped = list(islice(moving.copy_all(folder, bucket), 3))  # somebody pulled the plug
    assert [step.outcome for step in stopped] == ["copied"] * 3
    rest = [step.outcome for step in moving.copy_all(folder, bucket)]
    assert rest == ["there"] * 3 + ["copied"] * 4
    assert _held(bucket) == held
    assert {step.outcome for step in moving.copy_all(folder, bucket, again=True)} == {"there"}
    other = Disk(tmp_path / "two")
    assert {step.outcome for step in moving.copy_all(bucket, other)} == {"copied"}
    assert _held(other) == _held(folder) == held


def test_what_is_damaged_there_is_mended_when_asked_to_compare() -> None:
    source, target = Memory(), Memory()
    held = _filled(source)
    list(moving.copy_all(source, target))
    key = min(held)
    target.put(key, bytes(len(held[key])))
    assert {step.outcome for step in moving.copy_all(source, target)} == {"there"}
    found = {step.key: step.outcome for step in moving.copy_all(source, target, again=True)}
    assert [name for name, outcome in found.items() if outcome == "copied"] == [key]
    assert _held(target) == held


class _Failing(Memory):
    """Takes nothing whose key is named."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def put(self, key: str, data: bytes | BinaryIO) -> None:
        if key == self._key:
            raise StorageAway("no")
        super().put(key, data)


def test_one_that_fails_does_not_stop_the_others_and_a_damaged_source_is_not_spread() -> None:
    source = Memory()
    held = _filled(source)
    first, second = sorted(held)[1:3]
    source.put(second, b"rotten")
    target = _Failing(first)
    steps = {step.key: step for step in moving.copy_all(source, target)}
    assert steps[first] == Step(first, "failed", "no")
    assert steps[second] == Step(second, "failed", "the source itself is damaged")
    assert not target.exists(second)
    assert sorted(target.keys()) == sorted(set(held) - {first, second})


def test_the_command_says_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from web.__main__ import main  # noqa: PLC0415 (this test alone is about the command)

    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/x.db")
    monkeypatch.setenv("VAR", str(tmp_path))
    monkeypatch.setenv("SECRET", "s" * 40)
    monkeypatch.setenv("MEDIA_URL", str(tmp_path / "one"))
    _filled(Disk(tmp_path / "one"))
    assert main(["move-media", str(tmp_path / "two")]) == 0
    assert capsys.readouterr().out == "7 copied, 0 there, 0 failed\n"
    assert main(["move-media", str(tmp_path / "two"), "--again"]) == 0
    assert capsys.readouterr().out == "0 copied, 7 there, 0 failed\n"
