"""The one way to tell people: a notice on the page, and a letter for who wants it by mail."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from core import outbox
from core.notices import queries, service
from web.shown import N_
from web.wiring import LOCALES, Wiring
from web.wording.notices import NOTICES, TOPICS, Translate, said

SEEN_AT = N_("Xem tại %(address)s")
TURN_OFF = N_("Thư tự động về: %(topic)s. Chọn nhận hay thôi nhận tại %(address)s")


@dataclass(frozen=True, slots=True)
class Message:
    """What is told to whom. `cause` makes sure that nobody is told twice."""

    code: str
    address: str
    cause: str
    accounts: Collection[int]
    facts: Mapping[str, Any]
    contacts: Collection[str] = field(default=())
    """Addresses that get a letter without an account: what an establishment gave as its own."""


def notify(session: Session, wiring: Wiring, message: Message, now: datetime) -> int:
    """Put the notices and write the letters; how many people were told on the page."""
    topic = NOTICES[message.code].topic
    told = service.put(
        session,
        message.accounts,
        topic,
        message.code,
        message.facts,
        message.address,
        message.cause,
        now,
    )
    letters = dict(queries.mail_addresses(session, told, topic).values())
    refused = queries.refused_addresses(session, message.contacts, topic)
    for contact in message.contacts:
        if contact not in refused:
            letters.setdefault(contact, LOCALES[0])
    for recipient, locale in letters.items():
        title, body = letter_of(wiring, message, locale)
        outbox.write_once(session, recipient, title, body, now, message.cause, topic.value)
    return len(told)


def letter_of(wiring: Wiring, message: Message, locale: str) -> tuple[str, str]:
    """Title and body of the letter, in the reader's language."""
    translate = words(wiring, locale)
    public = wiring.settings.public_url
    title, body = said(message.code, message.facts, translate)
    topic = translate(TOPICS[NOTICES[message.code].topic])
    seen = translate(SEEN_AT) % {"address": f"{public}{message.address}"}
    off = translate(TURN_OFF) % {
        "topic": topic,
        "address": f"{public}/ho-so/tai-khoan",
    }
    return title, f"{body}\n\n{seen}\n\n-- \n{off}\n"


def words(wiring: Wiring, locale: str) -> Translate:
    """The sentences in one language; Vietnamese when there is none of that name."""
    env = wiring.templates.get(locale) or wiring.templates[LOCALES[0]]
    found: Translate = env.globals["gettext_plain"]  # type: ignore[assignment]  # jinja2 types globals loosely
    return found
