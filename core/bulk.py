"""One act done to several things: each by itself, what was refused said beside what was done.

A preview does everything and undoes it, so what it says is what would happen. What was done is
kept as a run: its page can be opened again by whoever pressed the button.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core import audit
from core.db import Base
from core.errors import Invalid, NotFound, Refusal
from core.identity import Identity

DONE = "bulk.done"
"""The word on record for a run."""


class BulkRun(Base):
    """An act on several things as it went: for each its id, its name, done or the refusal."""

    __tablename__ = "bulk_runs"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(index=True)
    at: Mapped[datetime]
    act: Mapped[str]
    back: Mapped[str]  # the address of the list it began in
    outcomes: Mapped[list[Any]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went with one of them. `code` and `facts` of the refusal, "" when it was done."""

    id: int
    name: str
    said: str = ""  # what was done, when a word helps: the code that was given
    code: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Whether it was done."""
        return not self.code


Done = tuple[str, str]
"""The name of the thing, and a word about what was done to it, or ""."""


def each(
    session: Session,
    ids: Sequence[int],
    act: Callable[[int], Done],
    *,
    keep: bool,
    name_of: Callable[[int], str] = str,
) -> list[Outcome]:
    """Do `act` to each id in a savepoint of its own; a refusal undoes that one alone.

    Without `keep` everything is undone at the end. `name_of` names one that was refused.
    """
    found: list[Outcome] = []
    around = session.begin_nested()
    for id_ in ids:
        one = session.begin_nested()
        try:
            name, said = act(id_)
            session.flush()
        except Refusal as refusal:
            one.rollback()
            code, facts = _reason(refusal)
            # what is not in this person's places is not named either
            name = "" if isinstance(refusal, NotFound) else name_of(id_)
            found.append(Outcome(id_, name, code=code, facts=facts))
        else:
            one.commit()
            found.append(Outcome(id_, name, said))
    if keep:
        around.commit()
    else:
        around.rollback()
    return found


def _reason(refusal: Refusal) -> tuple[str, dict[str, Any]]:
    """The refusal's code and facts; of a form with faults the first one."""
    if isinstance(refusal, Invalid):
        fault = next(iter(refusal.fields.values()))
        code, facts = (fault, {}) if isinstance(fault, str) else fault
    else:
        code, facts = refusal.code, refusal.facts
    return code, {name: _plain(value) for name, value in facts.items()}


def _plain(value: object) -> object:
    """A fact as JSON keeps it: days and instants as the page words them later."""
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if isinstance(value, (int, str, bool)) else str(value)


def facts_of(outcome: Outcome) -> dict[str, object]:
    """The facts of a refusal as they were."""
    return {name: _was(value) for name, value in outcome.facts.items()}


def _was(value: Any) -> object:
    if isinstance(value, dict):
        return (
            datetime.fromisoformat(value["at"])
            if "at" in value
            else date.fromisoformat(value["on"])
        )
    return tuple(_was(one) for one in value) if isinstance(value, list) else value


def keep(
    session: Session,
    who: Identity,
    act: str,
    back: str,
    outcomes: Sequence[Outcome],
    now: datetime,
) -> BulkRun:
    """Note a run, and put it on record."""
    run = BulkRun(
        account_id=who.account_id,
        at=now,
        act=act,
        back=back,
        outcomes=[asdict(one) for one in outcomes],
    )
    session.add(run)
    session.flush()
    audit.record(
        session,
        who,
        now,
        DONE,
        f"bulk:{run.id}",
        act=act,
        done=[one.id for one in outcomes if one.done],
        refused={str(one.id): one.code for one in outcomes if not one.done},
    )
    return run


def get_run(session: Session, who: Identity, run_id: int) -> BulkRun:
    """A run of this very person. Raises NotFound("not_found")."""
    found = session.scalar(
        select(BulkRun).where(BulkRun.id == run_id, BulkRun.account_id == who.account_id)
    )
    if found is None:
        raise NotFound("not_found")
    return found


def outcomes_of(run: BulkRun) -> list[Outcome]:
    """How it went, thing by thing."""
    return [Outcome(**one) for one in run.outcomes]
