"""A few of the schedules of `make faults`, on the database of this run, with a kill or two."""

import pytest

from tests.databases import Databases
from tests.faults import __main__ as faults
from tests.faults.schedule import Tally

RUNS = 4


def test_nothing_acknowledged_is_lost_doubled_or_wrong(
    pytestconfig: pytest.Config, databases: Databases
) -> None:
    tally = Tally()
    faults.play(str(pytestconfig.getoption("--database")), RUNS, 3, tally)
    assert (tally.lost, tally.duplicated, tally.wrong) == (0, 0, 0)
    assert tally.schedules == RUNS
    assert tally.operations > 100
    assert tally.kills > 0
