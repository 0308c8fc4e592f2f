"""Job name → handler: what is slow now, and what to record with "done" (web/worker.py).

A handler is `handler(wiring, **facts) -> Record`. One that takes long stands in `LONG` and is
`handler(wiring, report, **facts) -> Record`: it calls `report(done, total, note)` now and then,
while it holds no write transaction, so that people see how far it is and the lease is kept.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy.orm import Session

import media.service
from contest.certificates import service as certificates
from core import jobs, outbox
from core.db import unit_of_work
from core.notices import service as notices
from core.outbox import LetterState
from web import mail, routines
from web.imports import work as imports
from web.notify import notify
from web.telling import reminders
from web.wiring import Wiring

Record = Callable[[Session, datetime], None]


def nothing_to_record(session: Session, now: datetime) -> None:
    """For a job whose cause has gone away meanwhile."""


def send_letter(wiring: Wiring, *, letter_id: int) -> Record:
    """Send one letter by the mail server of the settings; without one it waits in the outbox.

    A refusal for good is kept with the letter and not asked again; any other fails the job, so
    that it is tried again later, and is kept with the letter too.
    """
    with unit_of_work(wiring.reads) as session:
        letter = session.get(outbox.Letter, letter_id)
    waits = letter is not None and letter.state in (LetterState.WAITING, LetterState.FAILED)
    if letter is None or not waits or not wiring.settings.smtp_url:
        return nothing_to_record
    try:
        mail.send(wiring.settings, mail.compose(wiring.settings, letter, datetime.now(UTC)))
    except mail.NotTaken as refusal:
        reason = str(refusal)
        if refusal.final:
            return lambda session, now: outbox.not_sent(session, letter_id, reason)
        with unit_of_work(wiring.writes) as session:
            outbox.not_sent(session, letter_id, reason)
        raise
    return lambda session, now: outbox.sent(session, letter_id, now)


def render_photo(wiring: Wiring, *, photo_id: int) -> Record:
    """Draw a photo in every size and kind that pages use."""
    record = media.service.render_photo(wiring.reads, wiring.storage, photo_id)
    return lambda session, now: record(session)


def typeset_certificate(wiring: Wiring, *, certificate_id: int) -> Record:
    """Print one certificate and keep it; recorded with "done"."""
    record = certificates.prepare_document(wiring.reads, wiring.storage, certificate_id)
    return lambda session, now: record(session)


def remind(wiring: Wiring, *, day: str) -> Record:
    """Tell everybody what is near (web/telling/reminders.py)."""

    def record(session: Session, now: datetime) -> None:
        for message in reminders.due(session, now):
            notify(session, wiring, message, now)

    return record


def tidy(wiring: Wiring, *, day: str) -> Record:
    """Drop finished jobs and read notices of long ago."""

    def record(session: Session, now: datetime) -> None:
        jobs.forget_old(session, now)
        notices.forget_old(session, now)

    return record


HANDLERS: dict[str, Callable[..., Record]] = {
    outbox.SEND: send_letter,
    routines.REMIND: remind,
    routines.TIDY: tidy,
    certificates.TYPESET: typeset_certificate,
    media.service.RENDER: render_photo,
    **imports.HANDLERS,
}

LONG: dict[str, Callable[..., Record]] = {**imports.LONG}
"""Job name → handler that reports how far it has come."""
