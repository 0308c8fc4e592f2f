"""What this machine lacks is said in plain words at the end; where CI=true it is a failure.

A test that misses something beyond Python says so with `lack(...)`; nothing is skipped in silence.
"""

import os
from pathlib import Path
from typing import NoReturn

import pytest

_MARK = "not on this machine: "


def in_ci() -> bool:
    """Whether a missing thing must fail the run."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def lack(thing: str, how_to_get: str) -> NoReturn:
    """Say that `thing` is missing: the test did not run, and the summary says so.

    `how_to_get` is one line a stranger can follow. With CI=true the test fails instead.
    """
    words = f"{_MARK}{thing} (to get it: {how_to_get})"
    if in_ci():
        pytest.fail(words, pytrace=False)
    pytest.skip(words)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name each missing thing once, with the number of tests that wanted it."""
    wanted: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        words = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if _MARK in words:
            thing = words.split(_MARK, 1)[1]
            wanted[thing] = wanted.get(thing, 0) + 1
    lines = [f"{count} tests did NOT run. Missing: {thing}" for thing, count in wanted.items()]
    if lines:
        terminalreporter.section("what this machine lacks", yellow=True)
        for line in lines:
            terminalreporter.line(line)
    # `make test` runs twice and repeats both lists at the very end.
    if report_to := os.environ.get("LACKING_REPORT"):
        with Path(report_to).open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
