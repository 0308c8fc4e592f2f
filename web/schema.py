"""Bringing a database to this version's schema and reference data."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from core.db import rebuilding, unit_of_work
from core.territory import service as territory
from web.wiring import HERE, Wiring


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE / "migrations"))
    config.attributes["connection"] = connection
    return config


def is_current(wiring: Wiring) -> bool:
    """Whether the database already has this version's schema."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    with wiring.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def migrate(wiring: Wiring) -> bool:
    """Upgrade the schema, and load the administrative units where this version's lists differ
    from those loaded last; False when nothing was to be done."""
    upgraded = not is_current(wiring)
    if upgraded:
        with rebuilding(wiring.engine) as connection:
            command.upgrade(_config(connection), "head")
    with unit_of_work(wiring.writes) as session:
        loaded = territory.bring_up_to_date(session, datetime.now(UTC))
    return upgraded or loaded is not None
