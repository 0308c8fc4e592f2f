"""The throw-away server: it serves, it goes, and it goes too when its test run is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import postgres
from tests.lacking import lack

_UNTIL_KILLED = """
import time
from tests.postgres import Postgres
server = Postgres()
print(server.url, flush=True)
time.sleep(60)
"""


def _folder(url: str) -> Path:
    return Path(str(sa.make_url(url).query["host"]))


def test_a_server_copies_databases_and_leaves_nothing_behind() -> None:
    try:
        server = postgres.Postgres()
    except postgres.NoPostgres:
        lack("PostgreSQL", postgres.HOW_TO_GET)
    with server:
        template = sa.create_engine(postgres.create_database(server.url, "model"))
        with template.begin() as connection:
            connection.execute(sa.text("CREATE TABLE cho (ten text)"))
            connection.execute(sa.text("INSERT INTO cho VALUES ('Đồng Văn')"))
        template.dispose()
        copy = sa.create_engine(postgres.create_database(server.url, "copy", template="model"))
        with copy.connect() as connection:
            assert connection.scalars(sa.text("SELECT ten FROM cho")).all() == ["Đồng Văn"]
            postgres.drop_database(server.url, "copy")
            with pytest.raises(sa.exc.OperationalError):
                connection.execute(sa.text("SELECT 1"))
            connection.invalidate()
        copy.dispose()
        folder = _folder(server.url)
        assert folder.exists()
    assert not folder.exists()


def test_a_killed_run_takes_its_server_with_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _UNTIL_KILLED],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    ) as run:
        assert run.stdout is not None
        url = run.stdout.readline().strip()
        if not url:
            assert run.stderr is not None
            if "NoPostgres" in run.stderr.read():
                lack("PostgreSQL", postgres.HOW_TO_GET)
        folder = _folder(url)
        run.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not folder.exists()
