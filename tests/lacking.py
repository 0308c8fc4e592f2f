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
    words = f"{_MARK}{thing}. To get it: {how_to_get}"
    if in_ci():
        pytest.fail(words, pytrace=False)
    pytest.skip(words)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI=true a test that did not run, for whatever reason, fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if in_ci() and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name each missing thing once, with the number of tests that wanted it."""
    wanted: dict[str, int] = {}
    for outcome in ("skipped", "failed", "error"):
        for report in terminalreporter.stats.get(outcome, []):
            _, found, thing = report.longreprtext.strip("()'\"").partition(_MARK)
            if found:
                thing = thing.splitlines()[0]
                wanted[thing] = wanted.get(thing, 0) + 1
    lines = [f"tests that did NOT run: {many}. Missing: {thing}" for thing, many in wanted.items()]
    if lines:
        terminalreporter.section("what this machine lacks", yellow=True)
        for line in lines:
            terminalreporter.line(line)
    if in_ci() and terminalreporter.stats.get("skipped"):
        terminalreporter.line("CI=true: tests that did not run make this run fail.", red=True)
    # `make test` runs twice and repeats both lists at the very end.
    if report_to := os.environ.get("LACKING_REPORT"):
        with Path(report_to).open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
