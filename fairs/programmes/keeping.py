"""Every change of a programme: on the version that was seen, in a state that allows it, noted."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from core import audit
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.registry.kinds import Origin
from fairs.programmes import rules
from fairs.programmes.model import Programme

Faults = dict[str, str | tuple[str, dict[str, object]]]


def subject(programme: Programme) -> str:
    """What the record of deeds calls this programme."""
    return f"programme:{programme.id}"


def fresh(programme: Programme, version: int) -> None:
    """Raises Conflict("changed_elsewhere") when somebody changed it since that version."""
    if programme.version != version:
        raise Conflict("changed_elsewhere")


def changeable(programme: Programme, version: int, reason: str) -> None:
    """Raises Conflict for a stale version, a published or a closed programme; Invalid at `reason`
    when an approved one is changed without the decision or reason that the change rests on.
    """
    fresh(programme, version)
    published = programme.origin is Origin.PUBLISHED
    code = rules.refusal_to_change(programme.status, published=published, reason=reason)
    if code == "adjustment_reason_missing":
        raise Invalid({"reason": "adjustment_reason_missing"})
    if code:
        raise Conflict(code)


def changed(
    session: Session,
    who: Identity,
    programme: Programme,
    now: datetime,
    action: str,
    reason: str,
    **detail: Any,
) -> None:
    """Make a new version of the whole, and note who did what and why."""
    flag_modified(programme, "note")  # its parts changed: a new version of the whole
    session.flush()
    if reason:
        detail["reason"] = reason
    audit.record(session, who, now, action, subject(programme), **detail)
