"""A short run of what `make fuzz` does for an hour."""

from pathlib import Path

from tests.media import fuzz

SECONDS = 12


def test_strange_files_stop_nothing_and_leave_nothing(tmp_path: Path) -> None:
    seen = fuzz.run(SECONDS, seed=20261122, folder=tmp_path)
    assert seen.faults == []
    assert seen.left == []
    assert seen.files >= 32
    assert set(seen.answers) <= fuzz.ANSWERS
    assert seen.peak_kb < 1_300_000
