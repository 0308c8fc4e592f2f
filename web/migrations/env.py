"""Alembic's door: the schema of web/tables.py, on the connection or address it is given."""

import os

import sqlalchemy as sa
from alembic import context

from core.db import open_engine, rebuilding
from web.tables import metadata


def run(connection: sa.Connection) -> None:
    """Upgrade on this connection; SQLite changes tables by copying them (batch)."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = open_engine(os.environ.get("DATABASE_URL", "sqlite:///var/tinh-hoa.db"))
    with rebuilding(engine) as connection:
        run(connection)
    engine.dispose()
