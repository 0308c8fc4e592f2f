"""Tables of notices. Words stand in the page: a notice is a code with facts."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.notices.kinds import Topic


class Notice(Base):
    """One thing told to one person, once for each cause."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("account_id", "cause"),
        Index(
            "ix_notices_unread",
            "account_id",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    topic: Mapped[Topic]
    code: Mapped[str]
    facts: Mapped[dict[str, Any]]
    """What its sentence needs: names as they were then; days and instants in ISO form."""
    address: Mapped[str]
    cause: Mapped[str]
    """What it comes from, in one line: no cause tells one person twice."""
    made_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class MailChoice(Base):
    """Whether a person wants the notices of a topic by mail; no row means yes."""

    __tablename__ = "mail_choices"
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    topic: Mapped[Topic] = mapped_column(primary_key=True)
    by_mail: Mapped[bool]


class ToldEntry(Base):
    """An entry of the record whose notices are written. `entry_id` is an audit entry's."""

    __tablename__ = "told_entries"
    entry_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    told_at: Mapped[datetime]
