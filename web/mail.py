"""One letter to one mail server: written by the rules of mail, and why it was not taken."""

import hashlib
import smtplib
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

from core.outbox import Letter
from web.settings import Settings

TIMEOUT_SECONDS = 20.0
"""How long each word of the mail server is waited for."""


class NotTaken(Exception):
    """The mail server did not take the letter. `final` when asking again is of no use.

    `code` names the reason: `unreachable`, `sign_in`, `refused`, `later`.
    """

    def __init__(self, code: str, said: str, *, final: bool) -> None:
        super().__init__(f"{code}: {said}")
        self.code, self.final = code, final


def compose(settings: Settings, letter: Letter, now: datetime) -> EmailMessage:
    """The letter as it goes out: UTF-8, never answered by machines, the same id each time.

    A notice says how it can be turned off (List-Unsubscribe); what always comes does not.
    """
    _name, sender = parseaddr(settings.mail_from)
    domain = sender.rpartition("@")[2] or "localhost"
    mark = hashlib.sha256(f"{settings.secret}:{letter.id}".encode()).hexdigest()[:16]
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.mail_from
    message["To"] = letter.recipient
    message["Subject"] = letter.title
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<letter-{letter.id}.{mark}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if letter.about:
        message["List-Id"] = f"Tinh Hoa <{letter.about}.tinh-hoa.{domain}>"
        message["List-Unsubscribe"] = f"<{settings.public_url}/ho-so/tai-khoan>"
    message.set_content(letter.body, cte="quoted-printable")
    return message


def send(settings: Settings, message: EmailMessage) -> None:
    """Hand the message to the server of the settings. Raises NotTaken."""
    server = urlsplit(settings.smtp_url)
    dial = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
    try:
        with dial(
            server.hostname or "localhost", server.port or 0, timeout=TIMEOUT_SECONDS
        ) as line:
            if server.scheme == "smtp+starttls":
                line.starttls()
            if server.username:
                line.login(unquote(server.username), unquote(server.password or ""))
            line.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        status, words = next(iter(refused.recipients.values()))
        raise _answered(status, words) from refused
    except smtplib.SMTPAuthenticationError as refused:
        raise NotTaken("sign_in", _words(refused.smtp_error), final=False) from refused
    except smtplib.SMTPResponseException as refused:
        raise _answered(refused.smtp_code, refused.smtp_error) from refused
    except (smtplib.SMTPException, OSError) as away:
        raise NotTaken("unreachable", str(away) or type(away).__name__, final=False) from away


def _answered(status: int, said: bytes | str) -> NotTaken:
    """5xx will stay so; 4xx asks to come again (RFC 5321 §4.2.1)."""
    final = 500 <= status < 600
    return NotTaken("refused" if final else "later", f"{status} {_words(said)}", final=final)


def _words(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
