"""What can be done with a fair: plan it, ask for booths, give and release them, publish."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry.kinds import Origin
from core.registry.queries import get_product
from core.rights import Act, Subject
from core.territory.queries import find_unit, reach
from core.text import slug
from fairs.fairs import queries, rules
from fairs.fairs.kinds import ApplicationStatus, FairStatus
from fairs.fairs.model import Allotment, Application, Booth, Fair, FairDay
from fairs.fairs.rules import Fault, WinningCertificate
from fairs.fairs.steps import free, get_fair, hold, hold_fair, holder, note, refuse_if

MOST_WORDS = 1000


@dataclass(frozen=True, slots=True)
class FairPlan:
    """What the organiser decides. Instants are aware; lengths are millimetres, money đồng."""

    name: str
    unit_id: int
    venue: str
    organiser: str
    first_day: date
    last_day: date
    apply_from: datetime
    apply_until: datetime
    rows: int
    per_row: int
    booth_price_dong: int = 0
    supported_percent: int = 0
    intro: str = ""
    width_mm: int = rules.STANDARD_MM
    depth_mm: int = rules.STANDARD_MM
    aisle_mm: int = rules.STANDARD_MM
    origin: Origin = Origin.REGISTERED


def create(session: Session, who: Identity, plan: FairPlan, now: datetime) -> Fair:
    """A fair in draft with its days and its booths in rows (A01, A02 …).

    Raises Invalid with codes beside the fields of the plan; `place_not_yours` for a unit in which
    the person may not hold fairs.
    """
    faults: dict[str, str | Fault] = {
        name: "missing" for name in ("name", "venue", "organiser") if not getattr(plan, name)
    }
    faults |= rules.faults_of_plan(
        first_day=plan.first_day,
        last_day=plan.last_day,
        apply_from=plan.apply_from,
        apply_until=plan.apply_until,
        rows=plan.rows,
        per_row=plan.per_row,
        booth_price_dong=plan.booth_price_dong,
        supported_percent=plan.supported_percent,
    )
    unit = find_unit(session, plan.unit_id)
    if unit is None or not who.may(Act.FAIR_CREATE, Subject(reach=reach(session, plan.unit_id))):
        faults["unit_id"] = "place_not_yours"
    if faults:
        raise Invalid(faults)
    length = (plan.last_day - plan.first_day).days + 1
    fair = Fair(
        slug=_free_slug(session, plan.name, plan.first_day.year),
        name=plan.name,
        unit_id=plan.unit_id,
        origin=plan.origin,
        venue=plan.venue,
        organiser=plan.organiser,
        intro=plan.intro,
        status=FairStatus.DRAFT,
        apply_from=plan.apply_from,
        apply_until=plan.apply_until,
        booth_price_dong=plan.booth_price_dong,
        supported_percent=plan.supported_percent,
        created_at=now,
        created_by=who.account_id,
        days=[FairDay(day=plan.first_day + timedelta(days=i)) for i in range(length)],
        booths=[
            Booth(
                code=at.code,
                position=at.position,
                x_mm=at.x_mm,
                y_mm=at.y_mm,
                width_mm=at.width_mm,
                depth_mm=at.depth_mm,
                corner=at.corner,
            )
            for at in rules.booth_rows(
                plan.rows,
                plan.per_row,
                width_mm=plan.width_mm,
                depth_mm=plan.depth_mm,
                aisle_mm=plan.aisle_mm,
            )
        ],
    )
    session.add(fair)
    session.flush()
    note(session, who, now, "fair.create", fair.id, name=fair.name, booths=len(fair.booths))
    return fair


def open(session: Session, who: Identity, fair_id: int, now: datetime) -> Fair:
    """Publish the fair; applications are received within their window. Twice is once."""
    return _step(session, who, fair_id, FairStatus.OPEN, now)


def close_applications(session: Session, who: Identity, fair_id: int, now: datetime) -> Fair:
    """No more applications; booths are given from now on. Twice is once."""
    return _step(session, who, fair_id, FairStatus.ALLOTTING, now)


def publish(session: Session, who: Identity, fair_id: int, now: datetime) -> Fair:
    """Everybody sees who stands where. Raises Conflict("nothing_allotted") for an empty plan."""
    fair = hold_fair(session, fair_id)
    if (
        fair.status is FairStatus.ALLOTTING
        and not queries.figures(session, [fair.id])[fair.id].taken
    ):
        raise Conflict("nothing_allotted")
    return _step(session, who, fair_id, FairStatus.PUBLISHED, now)


def finish(session: Session, who: Identity, fair_id: int, now: datetime) -> Fair:
    """The fair is over. Twice is once."""
    return _step(session, who, fair_id, FairStatus.CLOSED, now)


def cancel(session: Session, who: Identity, fair_id: int, now: datetime) -> Fair:
    """The fair will not be held. Twice is once."""
    return _step(session, who, fair_id, FairStatus.CANCELLED, now)


def apply(
    session: Session,
    who: Identity,
    fair_id: int,
    establishment_id: int,
    product_id: int,
    winner: WinningCertificate | None,
    booths_wanted: int,
    wishes: str,
    now: datetime,
) -> Application:
    """Ask for booths at a fair with a winning product; an establishment asks once for a fair.

    `winner.in_force` speaks of the fair's first day. A second press returns the same application;
    one that was withdrawn is asked for anew. Raises Conflict (`applications_closed`,
    `winning_certificate_missing` …) or Invalid beside the field.
    """
    fair = get_fair(session, fair_id)
    found = queries.find_application(session, fair_id, establishment_id)
    if found is not None and found.status is not ApplicationStatus.WITHDRAWN:
        return found
    refuse_if(
        rules.refusal_to_receive(fair.status, fair.apply_from, fair.apply_until, now)
        or rules.refusal_without_win(winner, fair.days[0].day)
    )
    faults: dict[str, str | Fault] = {}
    if get_product(session, product_id).establishment_id != establishment_id:
        faults["product_id"] = "product_not_of_establishment"
    if not 1 <= booths_wanted <= rules.MOST_WANTED:
        faults["booths_wanted"] = ("out_of_range", {"least": 1, "most": rules.MOST_WANTED})
    if len(wishes) > MOST_WORDS:
        faults["wishes"] = ("too_long", {"most": MOST_WORDS})
    if faults or winner is None:
        raise Invalid(faults)
    application = found or Application(fair_id=fair_id, establishment_id=establishment_id)
    application.product_id = product_id
    application.certificate_number = winner.number
    application.certificate_level = winner.level
    application.certificate_year = winner.year
    application.booths_wanted, application.wishes = booths_wanted, wishes
    application.status, application.reason = ApplicationStatus.ASKED, ""
    application.asked_at, application.asked_by = now, who.account_id
    try:
        with session.begin_nested():
            session.add(application)
            session.flush()
    except IntegrityError:  # the other press of a double click came first
        return _the_other_press(session, fair_id, establishment_id)
    note(
        session,
        who,
        now,
        "fair.apply",
        fair_id,
        application=application.id,
        establishment=establishment_id,
        certificate=winner.number,
    )
    return application


def withdraw(session: Session, who: Identity, application_id: int, now: datetime) -> Application:
    """The maker does not come; the booths it held are free again. Twice is once."""
    application = hold(session, application_id)
    if application.status is ApplicationStatus.WITHDRAWN:
        return application
    if application.fair.status in (FairStatus.CLOSED, FairStatus.CANCELLED):
        raise Conflict("application_over")
    free(queries.active(application), now)
    application.status = ApplicationStatus.WITHDRAWN
    session.flush()
    note(session, who, now, "fair.withdraw", application.fair_id, application=application.id)
    return application


def refuse(
    session: Session, who: Identity, application_id: int, reason: str, now: datetime
) -> Application:
    """The organiser refuses an application that holds nothing, with a reason.

    Raises Invalid without one, Conflict("application_over") when it is not waiting.
    """
    if not reason:
        raise Invalid({"reason": "reason_missing"})
    application = hold(session, application_id)
    if application.status is ApplicationStatus.REFUSED:
        return application
    if application.status is not ApplicationStatus.ASKED:
        raise Conflict("application_over")
    application.status, application.reason = ApplicationStatus.REFUSED, reason[:MOST_WORDS]
    session.flush()
    note(
        session,
        who,
        now,
        "fair.refuse",
        application.fair_id,
        application=application.id,
        reason=reason,
    )
    return application


def allot(
    session: Session,
    who: Identity,
    application_id: int,
    booth_id: int,
    day_ids: Collection[int],
    reason: str,
    now: datetime,
) -> list[Allotment]:
    """Give a booth to an application on these days: all of them, or none.

    The database refuses a second allotment of a booth and day (`uq_allotments_booth_day`), however
    many ask at once. A second press returns what is held. Raises Conflict("booth_taken", booth=…,
    by=…), Conflict when it is not the time or the booth is blocked, Invalid without days.
    """
    application = hold(session, application_id)
    booth = next((one for one in application.fair.booths if one.id == booth_id), None)
    if booth is None:
        raise NotFound("booth_missing")
    days = {day.id for day in application.fair.days}
    if not day_ids or not days.issuperset(day_ids):
        raise Invalid({"days": "fair_days_missing"})
    blocked = {booth.code: booth.blocked_reason} if booth.blocked_reason else {}
    refuse_if(rules.refusal_to_allot(application.fair.status, application.status, blocked))
    held = {
        one.fair_day_id: one for one in queries.active(application) if one.booth_id == booth_id
    }
    new = [
        Allotment(
            application_id=application.id,
            booth_id=booth_id,
            fair_day_id=day_id,
            active=True,
            reason=reason[:MOST_WORDS],
            allotted_at=now,
            allotted_by=who.account_id,
        )
        for day_id in sorted(set(day_ids) - held.keys())  # one order for all: no deadlock
    ]
    if not new:
        return list(held.values())
    try:
        with session.begin_nested():
            session.add_all(new)
            session.flush()
    except IntegrityError:
        raise Conflict(
            "booth_taken", booth=booth.code, by=holder(session, booth_id, day_ids)
        ) from None
    application.status = ApplicationStatus.ALLOTTED
    session.flush()
    session.expire(application, ["allotments"])
    note(
        session,
        who,
        now,
        "fair.allot",
        application.fair_id,
        application=application.id,
        booth=booth.code,
        days=[one.fair_day_id for one in new],
        reason=reason,
    )
    return [*held.values(), *new]


def release(
    session: Session,
    who: Identity,
    application_id: int,
    booth_id: int,
    reason: str,
    now: datetime,
) -> Application:
    """Take a booth back on all its days; it is free at once. Twice is once.

    Once the plan is public a reason is needed (Invalid `reason_missing`).
    """
    application = hold(session, application_id)
    refuse_if(rules.refusal_to_allot(application.fair.status, ApplicationStatus.ASKED, {}))
    if application.fair.status is FairStatus.PUBLISHED and not reason:
        raise Invalid({"reason": "reason_missing"})
    held = queries.active(application)
    given_back = [one for one in held if one.booth_id == booth_id]
    free(given_back, now)
    if given_back and len(given_back) == len(held):
        application.status = ApplicationStatus.ASKED
    session.flush()
    if given_back:
        note(
            session,
            who,
            now,
            "fair.release",
            application.fair_id,
            application=application.id,
            booth=given_back[0].booth.code,
            reason=reason,
        )
    return application


def adopt(session: Session, who: Identity, fair_id: int, seen: str, now: datetime) -> int:
    """Give the booths as the rule proposes (queries.proposal); how many were given.

    `seen` is the mark (rules.digest) of the proposal that was looked at. Raises
    Conflict("proposal_changed") when the facts have moved since, and what `allot` raises.
    """
    fair = hold_fair(session, fair_id)
    found = queries.applications(session, fair_id)
    proposed = queries.proposal(fair, found)
    if rules.digest(proposed) != seen:
        raise Conflict("proposal_changed")
    days = [day.id for day in fair.days]
    given = 0
    for one in proposed:
        for booth_id in one.booth_ids:
            allot(session, who, one.application_id, booth_id, days, "", now)
            given += 1
    note(session, who, now, "fair.adopt", fair_id, proposal=seen, booths=given)
    return given


# --- inside -----------------------------------------------------------------------------------


def _step(session: Session, who: Identity, fair_id: int, to: FairStatus, now: datetime) -> Fair:
    fair = hold_fair(session, fair_id)
    if fair.status is to:
        return fair
    refuse_if(rules.refusal_to_step(fair.status, to))
    before, fair.status = fair.status, to
    session.flush()
    note(session, who, now, "fair.step", fair.id, status=[before.value, to.value])
    return fair


def _the_other_press(session: Session, fair_id: int, establishment_id: int) -> Application:
    found = queries.find_application(session, fair_id, establishment_id)
    if found is None:
        raise Conflict("just_done")
    return found


def _free_slug(session: Session, name: str, year: int) -> str:
    # The name often says the year already.
    wanted = slug(name if str(year) in name else f"{name} {year}")
    taken = set(
        session.scalars(select(Fair.slug).where(Fair.slug.startswith(wanted, autoescape=True)))
    ) | {"moi"}  # an address of the organiser's desk
    free, again = wanted, 1
    while free in taken:
        again += 1
        free = f"{wanted}-{again}"
    return free
