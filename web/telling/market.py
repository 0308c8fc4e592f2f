"""What fairs and support cases tell their makers."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from core.audit import AuditEntry
from core.registry.model import Establishment
from fairs.fairs.kinds import ApplicationStatus, FairStatus
from fairs.fairs.model import Allotment, Application, Booth, Fair, FairDay
from fairs.support import reference
from fairs.support.kinds import CheckState
from fairs.support.model import SupportCase
from web.notify import Message
from web.telling.audience import makers
from web.telling.parts import Teller, cause_of, id_of, sentence


def _applications(session: Session, *conditions: Any) -> list[Application]:
    query = select(Application).where(*conditions).order_by(Application.id)
    options = joinedload(Application.establishment), joinedload(Application.fair)
    return list(session.scalars(query.options(*options)))


def _address(one: Application) -> str:
    return f"/ho-so/co-so/{one.establishment_id}/hoi-cho"


def refused(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """An application was refused, with the reason."""
    for one in _applications(session, Application.id == entry.detail.get("application")):
        if one.status is not ApplicationStatus.REFUSED:
            continue
        them = makers(session, [one.establishment_id])
        yield Message(
            "fair_refused",
            _address(one),
            cause_of(entry),
            them.of(one.establishment_id),
            {
                "fair": one.fair.name,
                "establishment": one.establishment.name,
                "reason": sentence(one.reason),
            },
            them.contact(one.establishment_id),
        )


def invited(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """A maker is asked to come to a fair."""
    fair = session.get(Fair, id_of(entry))
    maker_id = entry.detail.get("establishment")
    if fair is None or fair.status is not FairStatus.OPEN or not isinstance(maker_id, int):
        return
    maker = session.get(Establishment, maker_id)
    if maker is None:
        return
    them = makers(session, [maker_id])
    yield Message(
        "fair_invited",
        f"/ho-so/co-so/{maker_id}/hoi-cho",
        cause_of(entry),
        them.of(maker_id),
        {"fair": fair.name, "establishment": maker.name, "closes_at": fair.apply_until},
        them.contact(maker_id),
    )


def allotted(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """A booth given after the plan was made public; before that the publication tells."""
    found = _applications(session, Application.id == entry.detail.get("application"))
    for one in found:
        if one.fair.status is FairStatus.PUBLISHED:
            yield from _booths(session, one.fair, [one])


def step(session: Session, entry: AuditEntry) -> Iterator[Message]:
    """The plan became public, or the fair is not held."""
    fair = session.get(Fair, id_of(entry))
    reached = str(entry.detail.get("status", ["", ""])[1])
    if fair is None or fair.status.value != reached:
        return
    waiting = Application.status.in_((ApplicationStatus.ASKED, ApplicationStatus.ALLOTTED))
    found = _applications(session, Application.fair_id == fair.id, waiting)
    if fair.status is FairStatus.PUBLISHED:
        yield from _booths(session, fair, found)
    elif fair.status is FairStatus.CANCELLED:
        them = makers(session, [one.establishment_id for one in found])
        for one in found:
            facts = {"fair": fair.name, "establishment": one.establishment.name}
            yield Message(
                "fair_cancelled",
                _address(one),
                f"fair-cancelled:{one.id}",
                them.of(one.establishment_id),
                facts,
                them.contact(one.establishment_id),
            )


def _booths(session: Session, fair: Fair, found: list[Application]) -> Iterator[Message]:
    """Who has which booth. The same booths are told once, by whatever entry is read first."""
    held: dict[int, list[str]] = {}
    for application_id, code in session.execute(
        select(Allotment.application_id, Booth.code)
        .join(Booth, Booth.id == Allotment.booth_id)
        .where(Allotment.application_id.in_([one.id for one in found]), Allotment.active)
        .distinct()
        .order_by(Allotment.application_id, Booth.code)
    ):
        held.setdefault(application_id, []).append(code)
    begins = session.scalar(select(func.min(FairDay.day)).where(FairDay.fair_id == fair.id))
    them = makers(session, [one.establishment_id for one in found])
    for one in found:
        booths = held.get(one.id, [])
        yield Message(
            "fair_allotted" if booths else "fair_without_booth",
            _address(one),
            f"booths:{one.id}:{','.join(booths)}",
            them.of(one.establishment_id),
            {
                "fair": fair.name,
                "establishment": one.establishment.name,
                "booths": booths,
                "begins_on": begins.isoformat() if begins else None,
            },
            them.contact(one.establishment_id),
        )


def case(code: str) -> Teller:
    """A support case went on: to its makers; the notes of the desk stay there."""

    def tell(session: Session, entry: AuditEntry) -> Iterator[Message]:
        found = session.get(SupportCase, id_of(entry))
        if found is None:
            return
        if code == "case_paper_returned" and entry.detail.get("state", [""])[-1] != RETURNED:
            return
        them = makers(session, [found.establishment_id])
        yield Message(
            code,
            f"/ho-so/nhan-hieu/{found.id}",
            cause_of(entry),
            them.of(found.establishment_id) - {entry.account_id},
            {
                "code": found.code,
                "mark": found.mark_text,
                "stage": stage_name(str(entry.detail.get("stage", [found.stage])[-1])),
                "step_on": entry.detail.get("on"),
                "approved_dong": found.approved_dong,
                "paper": entry.detail.get("paper", ""),
                "reason": sentence(str(entry.detail.get("reason", ""))),
            },
            them.contact(found.establishment_id),
        )

    return tell


RETURNED = CheckState.RETURNED.value


def stage_name(key: str) -> str:
    """The name of a stage of a case, as the data state it."""
    return next((one.name for one in reference.stages() if one.key == key), key)


TELLERS: dict[str, Teller] = {
    "fair.invite": invited,
    "fair.refuse": refused,
    "fair.allot": allotted,
    "fair.step": step,
    "case.step": case("case_step"),
    "case.approve": case("case_approved"),
    "case.close": case("case_closed"),
    "case.check": case("case_paper_returned"),
}
