"""Tables of contests and their scoring frames."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.contests.kinds import ContestLevel, FrameStatus, Stage
from core.db import Base
from core.registry.kinds import Origin, ProductGroup
from core.territory.model import Unit

EVERY_GROUP = ""
"""The scope of a frame that serves every product group without its own."""


class Contest(Base):
    """One round of bình chọn at one level in one territory.

    `rules` is the contest's own copy of its dated rule set (contest/contests/ruleset.py RuleSet).
    """

    __tablename__ = "contests"
    __table_args__ = (UniqueConstraint("level", "unit_id", "year", "round"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    level: Mapped[ContestLevel]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    year: Mapped[int]
    round: Mapped[int] = mapped_column(default=1)
    origin: Mapped[Origin]
    stage: Mapped[Stage] = mapped_column(index=True)
    rules: Mapped[dict[str, Any]]
    plan_number: Mapped[str] = mapped_column(default="")
    organiser: Mapped[str]  # the body that runs it, as printed on papers
    authority: Mapped[str]  # the body whose decision recognises the products
    intro: Mapped[str] = mapped_column(default="")
    entries_open_at: Mapped[datetime]
    entries_close_at: Mapped[datetime]
    judging_from: Mapped[datetime]
    judging_until: Mapped[datetime]
    locked_at: Mapped[datetime | None]
    announced_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by: Mapped[int]
    version: Mapped[int] = mapped_column()
    unit: Mapped[Unit] = relationship(lazy="raise")
    frames: Mapped[list["ScoringFrame"]] = relationship(
        lazy="raise", order_by="ScoringFrame.version"
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ScoringFrame(Base):
    """Khung điểm: the criteria tree with maxima, proposed by the jury head, approved by the
    council chair (TT 26/2014 Đ16.1). Frozen once judging begins; a change is a new version.

    `scope` is the product group it is made for, or EVERY_GROUP: that one serves every group
    without a frame of its own. Versions are counted within the contest, whatever their scope.
    """

    __tablename__ = "scoring_frames"
    __table_args__ = (
        UniqueConstraint("contest_id", "version"),
        Index(
            "uq_scoring_frames_frozen",
            "contest_id",
            "scope",
            unique=True,
            sqlite_where=text("status = 'frozen'"),
            postgresql_where=text("status = 'frozen'"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    scope: Mapped[str] = mapped_column(default=EVERY_GROUP, server_default=EVERY_GROUP)
    version: Mapped[int]
    status: Mapped[FrameStatus]
    reason: Mapped[str] = mapped_column(default="", server_default="")  # of a change in judging
    proposed_by: Mapped[int]
    proposed_at: Mapped[datetime]
    approved_by: Mapped[int | None]
    approved_at: Mapped[datetime | None]
    criteria: Mapped[list["Criterion"]] = relationship(
        lazy="raise", order_by="Criterion.position", cascade="all, delete-orphan"
    )

    @property
    def group(self) -> ProductGroup | None:
        """The product group it is made for; None for every group without its own."""
        return ProductGroup(self.scope) if self.scope else None


class Criterion(Base):
    """A node of the frame. Leaves are scored; a parent's maximum is the sum of its children's.

    `max_points` is in hundredths of a point (4000 is 40)."""

    __tablename__ = "criteria"
    __table_args__ = (UniqueConstraint("frame_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    frame_id: Mapped[int] = mapped_column(ForeignKey("scoring_frames.id"), index=True)
    code: Mapped[str]
    parent_code: Mapped[str | None]
    name: Mapped[str]
    guidance: Mapped[str] = mapped_column(default="")
    max_points: Mapped[int]
    position: Mapped[int]
    leaf: Mapped[bool]


class FrameSeal(Base):
    """What a frame said when it was frozen: the digest of its criteria. A frozen frame that says
    something else was written into by hand."""

    __tablename__ = "frame_seals"
    frame_id: Mapped[int] = mapped_column(ForeignKey("scoring_frames.id"), primary_key=True)
    digest: Mapped[str]
    sealed_at: Mapped[datetime]


class RuleVersion(Base):
    """A contest's rules from one change to the next: who, when, why. The last one is in force and
    stands in `Contest.rules` too. Rows are never updated.

    `basis` is what it was begun from: a national rule set's id or a provincial variant's.
    """

    __tablename__ = "rule_versions"
    __table_args__ = (UniqueConstraint("contest_id", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), index=True)
    version: Mapped[int]
    rules: Mapped[dict[str, Any]]
    digest: Mapped[str]
    basis: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    made_by: Mapped[int]


class RuleLock(Base):
    """The rules by which the first sheet was opened: their digest, and when. From then on the
    contest's rules are changed by nobody."""

    __tablename__ = "rule_locks"
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    digest: Mapped[str]
    locked_at: Mapped[datetime]
