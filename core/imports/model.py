"""Tables of imports. The file and the report of its rows lie sealed in the storage."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.imports.kinds import BatchState, Deed


class ImportBatch(Base):
    """One file that somebody sent to be loaded, and everything that became of it.

    `counts` are rows by standing (dry run) and by what was done (load); `decisions` are
    row number → Decision; `about` is what the dry run found around the rows (sheets, columns that
    were not known, notes). `sha256` is the digest of the file as sent.
    """

    __tablename__ = "import_batches"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    state: Mapped[BatchState] = mapped_column(index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(index=True)
    bytes: Mapped[int]
    file_key: Mapped[str]
    report_key: Mapped[str] = mapped_column(default="")
    sheet: Mapped[str] = mapped_column(default="")
    update_changed: Mapped[bool] = mapped_column(default=True)
    decisions: Mapped[dict[str, Any]]
    counts: Mapped[dict[str, Any]]
    about: Mapped[dict[str, Any]]
    refusal: Mapped[dict[str, Any]]
    job_id: Mapped[int | None]
    sent_by: Mapped[int] = mapped_column(index=True)
    sent_by_name: Mapped[str]
    sent_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None]
    confirmed_by_name: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[datetime | None]
    loaded_at: Mapped[datetime | None]
    undone_by: Mapped[int | None]
    undone_by_name: Mapped[str] = mapped_column(default="")
    undone_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]
    """When file and report were removed; the counts and what was made stay on record."""
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ImportItem(Base):
    """One record that a batch made or changed: what undoing takes back.

    `subject` is `kind:id` as in the record; `version` the record's own when the batch was done
    with it, 0 where it has none; `before` what a change replaced.
    """

    __tablename__ = "import_items"
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batches.id"), index=True)
    row: Mapped[int]
    subject: Mapped[str] = mapped_column(String(60))
    deed: Mapped[Deed]
    version: Mapped[int]
    before: Mapped[dict[str, Any]]
    undone: Mapped[bool] = mapped_column(default=False)
    kept_because: Mapped[str] = mapped_column(default="")
    """The code of why undoing left it; its sentence stands in web/wording."""


class ImportCreated(Base):
    """All records of one kind that a batch made at once: one row here, however many they are.

    `of` is the kind as in the record, `ids` and `rows` stand beside each other, `version` is
    theirs when the batch was done. After undoing `kept` says, id → code, which of them stay.
    """

    __tablename__ = "import_created"
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batches.id"), index=True)
    of: Mapped[str] = mapped_column(String(40))
    ids: Mapped[list[Any]]
    rows: Mapped[list[Any]]
    version: Mapped[int]
    kept: Mapped[dict[str, Any]]
    undone: Mapped[bool] = mapped_column(default=False)
