"""How one kind of notice speaks."""

from dataclasses import dataclass

from core.notices.kinds import Topic


@dataclass(frozen=True, slots=True)
class Worded:
    """How one kind of notice speaks."""

    topic: Topic
    title: str
    body: str
