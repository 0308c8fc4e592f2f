"""A role lent to somebody else while its holder is away: within dates, and on record."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit
from core.accounts import queries, rules
from core.accounts.model import RoleGrant
from core.clock import day_in_vietnam, end_of_day, start_of_day
from core.errors import Invalid, NotAllowed
from core.identity import Identity
from core.rights import Act

LONGEST = timedelta(days=366)
LEAST_REASON = 5


def lend(
    session: Session,
    who: Identity,
    grant_id: int,
    contact: str,
    first: date | None,
    last: date | None,
    why: str,
    now: datetime,
) -> RoleGrant:
    """Whoever signs in by `contact` holds this role too, from the first day to the last.

    The holder keeps it. The administrator lends; a role that comes with a seat or an establishment
    is nobody's to lend, and the administrator's own is given, not lent.

    Raises NotAllowed, NotFound, and Invalid for `contact` (`account_not_found`,
    `lent_to_oneself`, `lent_twice`), `first` and `last` (`missing`, `lent_days_order`,
    `lent_days_past`, `lent_too_long`), `why` (`missing`, `why_too_short`), `grant`
    (`role_not_lent`).
    """
    if not who.has(Act.ACCOUNT_MANAGE):
        raise NotAllowed("not_allowed")
    grant = queries.get_grant(session, grant_id)
    faults: dict[str, str | tuple[str, dict[str, object]]] = {}
    if grant.role not in rules.BY_PLACE or grant.lent_from is not None:
        faults["grant"] = "role_not_lent"
    other = queries.find_by_contact(session, contact)
    if other is None or other.disabled_at is not None:
        faults["contact"] = "account_not_found"
    elif other.id == grant.account_id:
        faults["contact"] = "lent_to_oneself"
    faults |= _faults_of_days(first, last, now)
    why = why.strip()
    if len(why) < LEAST_REASON:
        faults["why"] = ("why_too_short", {"least": LEAST_REASON}) if why else "missing"
    if other is not None and first and last and not faults:
        starts, ends = start_of_day(first), end_of_day(last)
        if _overlaps(session, grant.id, other.id, starts, ends):
            faults["contact"] = "lent_twice"
    if faults or other is None or first is None or last is None:
        raise Invalid(faults)
    made = RoleGrant(
        account_id=other.id,
        role=grant.role,
        unit_id=grant.unit_id,
        contest_id=grant.contest_id,
        fair_id=grant.fair_id,
        granted_by=who.account_id,
        granted_at=now,
        starts_at=start_of_day(first),
        ends_at=end_of_day(last),
        lent_from=grant.id,
        why=why[:200],
    )
    session.add(made)
    session.flush()
    audit.record(
        session,
        who,
        now,
        "role.lent",
        f"account:{grant.account_id}",
        role=grant.role.value,
        grant=made.id,
        to=other.name,
        account=other.id,
        starts=first.isoformat(),
        ends=last.isoformat(),
        why=why[:200],
    )
    return made


def end_lent(session: Session, grant_id: int, now: datetime) -> None:
    """What was lent from a grant ends with it."""
    for one in session.scalars(
        select(RoleGrant).where(RoleGrant.lent_from == grant_id, RoleGrant.ended_at.is_(None))
    ):
        one.ended_at = now


def _faults_of_days(
    first: date | None, last: date | None, now: datetime
) -> dict[str, str | tuple[str, dict[str, object]]]:
    if first is None or last is None:
        both = (("first", first), ("last", last))
        return {name: "missing" for name, day in both if day is None}
    if last < first:
        return {"last": "lent_days_order"}
    if last < day_in_vietnam(now):
        return {"last": "lent_days_past"}
    return {"last": "lent_too_long"} if last - first > LONGEST else {}


def _overlaps(
    session: Session, grant_id: int, account_id: int, starts: datetime, ends: datetime
) -> bool:
    query = select(RoleGrant.id).where(
        RoleGrant.lent_from == grant_id,
        RoleGrant.account_id == account_id,
        RoleGrant.ended_at.is_(None),
        RoleGrant.starts_at < ends,
        RoleGrant.ends_at > starts,
    )
    return session.scalars(query).first() is not None
