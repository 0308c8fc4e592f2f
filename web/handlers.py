"""Job name → handler: what is slow now, and what to record with "done" (web/worker.py).

A handler is `handler(wiring, **facts) -> Record`. One that takes long stands in `LONG` and is
`handler(wiring, report, **facts) -> Record`: it calls `report(done, total, note)` now and then,
while it holds no write transaction, so that people see how far it is and the lease is kept.
"""

import smtplib
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from sqlalchemy.orm import Session

import media.service
from contest.certificates import service as certificates
from contest.nominations import service as nominations
from core import outbox
from core.db import unit_of_work
from web.entry_letters import write_entry_letter
from web.nomination_letters import write_nomination_letter
from web.settings import Settings
from web.wiring import Wiring

Record = Callable[[Session, datetime], None]


def nothing_to_record(session: Session, now: datetime) -> None:
    """For a job whose cause has gone away meanwhile."""


def send_letter(wiring: Wiring, *, letter_id: int) -> Record:
    """Send one letter by the mail server of the settings; without one it waits in the outbox."""
    with unit_of_work(wiring.reads) as session:
        letter = session.get(outbox.Letter, letter_id)
    if letter is None or letter.sent_at is not None or not wiring.settings.smtp_url:
        return nothing_to_record
    _send(wiring.settings, letter)

    def record(session: Session, now: datetime) -> None:
        if kept := session.get(outbox.Letter, letter_id):
            kept.sent_at = now

    return record


def _send(settings: Settings, letter: outbox.Letter) -> None:
    message = EmailMessage()
    message["From"], message["To"] = settings.mail_from, letter.recipient
    message["Subject"] = letter.title
    message.set_content(letter.body)
    server = urlsplit(settings.smtp_url)
    secure = server.scheme == "smtps"
    dial = smtplib.SMTP_SSL if secure else smtplib.SMTP
    with dial(server.hostname or "localhost", server.port or 0, timeout=20) as line:
        if server.scheme == "smtp+starttls":
            line.starttls()
        if server.username:
            line.login(unquote(server.username), unquote(server.password or ""))
        line.send_message(message)


def render_photo(wiring: Wiring, *, photo_id: int) -> Record:
    """Draw a photo in every size and kind that pages use."""
    record = media.service.render_photo(wiring.reads, wiring.storage, photo_id)
    return lambda session, now: record(session)


def typeset_certificate(wiring: Wiring, *, certificate_id: int) -> Record:
    """Print one certificate and keep it; recorded with "done"."""
    record = certificates.prepare_document(wiring.reads, wiring.storage, certificate_id)
    return lambda session, now: record(session)


HANDLERS: dict[str, Callable[..., Record]] = {
    "letter.send": send_letter,
    "letter.entry": write_entry_letter,
    nominations.TELL: write_nomination_letter,
    certificates.TYPESET: typeset_certificate,
    media.service.RENDER: render_photo,
}

LONG: dict[str, Callable[..., Record]] = {}
"""Job name → handler that reports how far it has come."""
