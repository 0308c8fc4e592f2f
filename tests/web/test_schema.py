"""The migrations make exactly the tables that the models say, on every database."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from core.db import unit_of_work
from core.territory.model import Unit
from tests.web.conftest import wired
from web import schema
from web.tables import metadata


def test_from_nothing_to_the_tables_of_today(own_database: Callable[[], sa.Engine]) -> None:
    engine = own_database()
    with engine.execution_options(writes=True).begin() as connection:
        metadata.drop_all(connection)
    wiring = wired(engine)
    assert schema.migrate(wiring) is True
    assert schema.migrate(wiring) is False
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    with unit_of_work(wiring.reads) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Unit)) == 14_153
