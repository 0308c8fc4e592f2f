"""Tables of people. A token or code is stored only as its SHA-256; a password as argon2id."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from core.db import Base
from core.rights import Role
from core.text import search_text, sort_key


class Account(Base):
    """A person who can sign in, by e-mail or phone. `email` is folded to lower case, `phone` to
    digits starting with 0; at least one is there."""

    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name="reachable"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    phone: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str]
    locale: Mapped[str] = mapped_column(default="vi")
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    disabled_why: Mapped[str] = mapped_column(default="", server_default="")
    demonstration_word: Mapped[str] = mapped_column(default="")
    """Offered on the sign-in page of a demonstration; always empty on a real account."""
    search_text: Mapped[str] = mapped_column(default="")
    """The name folded, for looking it up without marks; kept beside the name."""
    sort_key: Mapped[str] = mapped_column(default="", index=True)

    @validates("name")
    def _fold(self, _key: str, name: str) -> str:
        self.search_text, self.sort_key = search_text(name), sort_key(name)
        return name


class SignInSession(Base):
    """A browser that is signed in, until it ends, expires, or is ended by its owner."""

    __tablename__ = "sign_in_sessions"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(default="")
    account: Mapped[Account] = relationship(lazy="raise")


class RoleGrant(Base):
    """A role held by an account, with the limits it is held within; ended, never deleted."""

    __tablename__ = "role_grants"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    role: Mapped[Role]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    contest_id: Mapped[int | None]
    fair_id: Mapped[int | None]
    granted_by: Mapped[int]
    granted_at: Mapped[datetime]
    starts_at: Mapped[datetime | None]
    """From when it is held; None: from the granting."""
    ends_at: Mapped[datetime | None]
    """Until when it is held; None: until it is ended."""
    lent_from: Mapped[int | None] = mapped_column(ForeignKey("role_grants.id"))
    """The grant that stands in for somebody who is away; ends with it."""
    why: Mapped[str] = mapped_column(default="", server_default="")
    ended_at: Mapped[datetime | None]


class Throttle(Base):
    """How often something was tried within a window, shared by every process."""

    __tablename__ = "throttles"
    key: Mapped[str] = mapped_column(primary_key=True)
    window_started_at: Mapped[datetime] = mapped_column(index=True)
    count: Mapped[int]


class ResetCode(Base):
    """A one-time way to a new password: a link by mail, or a code that an officer hands over."""

    __tablename__ = "reset_codes"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    issued_by: Mapped[int | None]
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Invitation(Base):
    """A one-time link that makes an account with a role, or joins one to an establishment."""

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("token_hash"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str]
    contact: Mapped[str]
    name: Mapped[str]
    role: Mapped[Role]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    establishment_id: Mapped[int | None]
    invited_by: Mapped[int]
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    account_id: Mapped[int | None]
