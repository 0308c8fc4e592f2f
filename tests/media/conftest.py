"""The decoder process, shared by a run: starting one takes longer than most tests."""

from collections.abc import Iterator

import pytest

from media.sandbox import Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox
