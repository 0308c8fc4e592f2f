"""`make faults RUNS=200 SEED=1`: seeded schedules of faults on SQLite and on PostgreSQL."""

import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.db import open_engine
from core.territory.model import Unit
from core.territory.rules import UnitKind
from tests.build.places import Places
from tests.faults import schedule
from tests.faults.schedule import Tally
from tests.faults.server import Server
from tests.postgres import NoPostgres, Postgres, create_database


def main() -> int:
    """Run them and print one line; 1 when anything was lost, applied twice or is wrong."""
    runs, seed = int(os.environ.get("RUNS", "200")), int(os.environ.get("SEED", "1"))
    wanted = os.environ.get("DATABASES", "sqlite,postgresql").split(",")
    tally = Tally()
    for name in wanted:
        try:
            play(
                name, runs // len(wanted) + (name == wanted[0] and runs % len(wanted)), seed, tally
            )
        except NoPostgres:
            print("no PostgreSQL here: its schedules were not run", file=sys.stderr)
            return 1
    print(tally)
    return 0 if tally.clean else 1


def play(name: str, runs: int, seed: int, tally: Tally) -> None:
    """`runs` schedules on one database, which is set as in production and killed like the server.

    Raises NoPostgres where it cannot be had.
    """
    with tempfile.TemporaryDirectory() as folder:
        if name == "sqlite":
            _on(Path(folder), f"sqlite:///{folder}/faults.db", None, runs, seed, tally)
            return
        with Postgres(durable=True) as postgres:
            url = create_database(postgres.url, "faults")
            _on(Path(folder), url, postgres, runs, seed, tally)


def _on(
    folder: Path, url: str, postgres: Postgres | None, runs: int, seed: int, tally: Tally
) -> None:
    begun = time.monotonic()
    with Server(folder, url) as server:
        engine = open_engine(url).execution_options(writes=True)
        print(f"{engine.dialect.name}: {_settings(engine)}", flush=True)
        ground = _ground(engine)

        def blow(chance: Random) -> None:
            if postgres is not None and chance.random() < 0.5:
                postgres.kill_and_restart()
                engine.dispose()
            else:
                server.kill()
                server.start()

        for number in range(runs):
            chance = Random(f"{seed} {number} {engine.dialect.name}")
            schedule.run(engine, server.port, ground, number, chance, blow, tally)
        engine.dispose()
    print(
        f"{engine.dialect.name}: {runs} schedules in {time.monotonic() - begun:.0f} s, "
        f"{tally.kills} kills, {tally.held} held after a lock so far",
        flush=True,
    )


def _settings(engine: sa.Engine) -> str:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
            level = connection.exec_driver_sql("PRAGMA synchronous").scalar()
            return f"journal_mode={mode} synchronous={'FULL' if level == 2 else level}"
        asked = ("fsync", "synchronous_commit", "full_page_writes")
        return " ".join(
            f"{one}={connection.exec_driver_sql(f'SHOW {one}').scalar()}" for one in asked
        )


def _ground(engine: sa.Engine) -> Places:
    """A province of today with one of its communes, from the lists the program brings."""
    with Session(engine) as session:
        commune = session.scalars(
            sa.select(Unit)
            .where(Unit.kind == UnitKind.COMMUNE, Unit.valid_until.is_(None))
            .order_by(Unit.id)
        ).first()
        assert commune is not None
        province = commune.parent_id or 0
        return Places(province, commune.id, 0, 0, 0, 0)


if __name__ == "__main__":
    sys.exit(main())
