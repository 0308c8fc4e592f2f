"""What this installation is: real or a demonstration. The mark lives in the database."""

from datetime import datetime

from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base


class Installation(Base):
    """The single row (id 1) that says whether every record here is a demonstration."""

    __tablename__ = "installation"
    id: Mapped[int] = mapped_column(primary_key=True)
    demonstration: Mapped[bool]
    made_at: Mapped[datetime]


def is_demonstration(session: Session) -> bool:
    """Whether this database was filled by `demo`; an unmarked database is a real one."""
    row = session.get(Installation, 1)
    return row is not None and row.demonstration


def mark_demonstration(session: Session, now: datetime) -> None:
    """Mark this database as a demonstration, for good."""
    session.merge(Installation(id=1, demonstration=True, made_at=now))
