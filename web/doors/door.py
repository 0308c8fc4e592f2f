"""What one address asks of whoever opens it."""

from dataclasses import dataclass

from core.rights import Act


@dataclass(frozen=True, slots=True)
class Door:
    """The act it needs, None for none, and what that act is about (web/locate.py)."""

    act: Act | None
    about: str


PUBLIC = Door(None, "")
SIGNED_IN = Door(None, "oneself")
