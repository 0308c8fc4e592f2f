"""Rows of other rooms that point to a record, handed down as values when records are merged.

The register is below contest and fairs and may not know their tables. Whoever composes the parts
(web/references.py) names each column once; a test holds the list against every foreign key.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.errors import Conflict


class Reference(Protocol):
    """Something that points to an establishment or to a product."""

    @property
    def key(self) -> str:
        """`table.column`: how the record of a merger names it."""

    def move(self, session: Session, gone: int, kept: int) -> list[int]:
        """Point what points to `gone` to `kept`; the ids of the rows that moved."""

    def move_back(self, session: Session, ids: Sequence[int], gone: int, kept: int) -> None:
        """Undo `move` for rows that still point to `kept`."""


class ByColumn:
    """A plain column. A row that may not stand beside one of the kept record's either refuses the
    merger with the code `clash`, or stays where it is when there is no code."""

    def __init__(self, column: InstrumentedAttribute[Any], clash: str = "") -> None:
        self._column = column
        self._table = column.class_.__table__
        self._to = self._table.c[column.key]
        self._clash = clash

    @property
    def key(self) -> str:
        return f"{self._table.name}.{self._column.key}"

    def move(self, session: Session, gone: int, kept: int) -> list[int]:
        ids = session.scalars(
            sa.select(self._table.c.id).where(self._to == gone).order_by(self._table.c.id)
        ).all()
        return [id_ for id_ in ids if self._moved(session, id_, kept)]

    def move_back(self, session: Session, ids: Sequence[int], gone: int, kept: int) -> None:
        session.execute(
            sa.update(self._table)
            .where(self._table.c.id.in_(ids), self._to == kept)
            .values({self._to: gone})
        )

    def _moved(self, session: Session, id_: int, kept: int) -> bool:
        try:
            with session.begin_nested():
                session.execute(
                    sa.update(self._table).where(self._table.c.id == id_).values({self._to: kept})
                )
        except IntegrityError:
            if self._clash:
                raise Conflict(self._clash) from None
            return False
        return True
