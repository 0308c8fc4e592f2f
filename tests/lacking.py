"""What this machine lacks is said in plain words at the end; where CI=true it is a failure.

A test that misses something beyond Python says so with `lack(...)`; nothing is skipped in silence.
"""

import os
from pathlib import Path
from typing import NoReturn

import pytest

_LACKING = "not on this machine: "
_OUTSIDE = "not in this repository: "


def in_ci() -> bool:
    """Whether a missing thing must fail the run."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def lack(thing: str, how_to_get: str) -> NoReturn:
    """Say that `thing` is missing: the test did not run, and the summary says so.

    `how_to_get` is one line a stranger can follow. With CI=true the test fails instead.
    """
    words = f"{_LACKING}{thing}. To get it: {how_to_get}"
    if in_ci():
        pytest.fail(words, pytrace=False)
    pytest.skip(words)


def outside(thing: str, where: str) -> NoReturn:
    """Say that an extra test needs `thing`, which no clone of this repository contains.

    The summary names it; it never fails a run, because nobody could get it from here. What must
    always be tested needs a test that makes its own material.
    """
    pytest.skip(f"{_OUTSIDE}{thing}. It is looked for in {where}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI=true a test that did not run fails the run, for whatever reason it did not."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if in_ci() and reporter is not None and _skipped_without_leave(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name each missing thing once, with the number of tests that wanted it."""
    lines = [
        f"tests that did NOT run: {many}. Missing: {thing}"
        for thing, many in _wanted(terminalreporter, _LACKING).items()
    ]
    if lines:
        terminalreporter.section("what this machine lacks", yellow=True)
    extra = [
        f"extra tests that did not run: {many}. Not in this repository: {thing}"
        for thing, many in _wanted(terminalreporter, _OUTSIDE).items()
    ]
    for line in lines + extra:
        terminalreporter.line(line)
    if in_ci() and _skipped_without_leave(terminalreporter):
        terminalreporter.line("CI=true: tests that did not run make this run fail.", red=True)
    # `make test` runs twice and repeats both lists at the very end.
    if report_to := os.environ.get("LACKING_REPORT"):
        with Path(report_to).open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)


def _wanted(reporter: pytest.TerminalReporter, mark: str) -> dict[str, int]:
    """Each missing thing, with the number of tests that asked for it."""
    wanted: dict[str, int] = {}
    for outcome in ("skipped", "failed", "error"):
        for report in reporter.stats.get(outcome, []):
            _, found, thing = report.longreprtext.strip("()'\"").partition(mark)
            if found:
                thing = thing.splitlines()[0]
                wanted[thing] = wanted.get(thing, 0) + 1
    return wanted


def _skipped_without_leave(reporter: pytest.TerminalReporter) -> bool:
    return any(_OUTSIDE not in one.longreprtext for one in reporter.stats.get("skipped", []))
