"""Migrations beside the tables.

migrations.py check               fails when the migrations do not lead to the tables
migrations.py new "Add a column"  writes the migration that leads from them to the tables
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from core.db import open_engine
from web.tables import metadata

ROOT = Path(__file__).parent.parent
MOST_LINES = 20


@contextmanager
def migrated() -> Iterator[tuple[Config, sa.Connection]]:
    """An empty SQLite database, led through every migration."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/migrated.db").execution_options(writes=True)
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            yield config, connection
        engine.dispose()


def check() -> int:
    """Exit status 1 when there are several heads, or a difference."""
    with migrated() as (config, connection):
        heads = ScriptDirectory.from_config(config).get_heads()
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    if len(heads) != 1:
        print(f"there must be one last migration, and there are {len(heads)}: {heads}")
    for line in [_words(difference) for difference in differences][:MOST_LINES]:
        print(f"the migrations do not lead to the tables: {line}")
    if differences:
        print(f"{len(differences)} differences; `make migration m=…` writes what is missing")
    return 1 if differences or len(heads) != 1 else 0


def _words(difference: Any) -> str:
    """One line for what Alembic found: an operation with its object, or a list of changes."""
    if isinstance(difference, list):
        return "; ".join(_words(one) for one in difference)
    operation, *about = difference
    names = [str(getattr(part, "name", part)) for part in about if part is not None]
    return f"{operation} {' '.join(names)}"


def new(message: str) -> int:
    """Write a migration; read it before you keep it."""
    with migrated() as (config, _connection):
        command.revision(config, message, autogenerate=True)
    folder = ROOT / "web/migrations/versions"
    return subprocess.run([Path(sys.executable).parent / "ruff", "format", folder]).returncode


if __name__ == "__main__":
    sys.exit(check() if sys.argv[1] == "check" else new(sys.argv[2]))
