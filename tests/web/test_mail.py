"""Letters over a real connection: as mail wants them; refused, stalled and dropped lines."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from sqlalchemy.orm import Session

from core import jobs_seen, outbox
from core.identity import Identity
from core.jobs_seen import JobState
from core.outbox import Letter, LetterState
from tests.build.people import NOW
from tests.web.smtp import MailServer, mail_server
from web import mail
from web.wiring import Wiring
from web.worker import run_all

TITLE = "Đã nhận hồ sơ HS-12: Nước mắm “Cái Mơn”, chiếu hoa và bánh tráng Cù Lao Mây"
BODY = "Hồ sơ đã được nhận.\n\n.một dòng bắt đầu bằng dấu chấm\n" + "dài " * 300


@pytest.fixture
def post() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def posting(wiring: Wiring, post: MailServer) -> Wiring:
    """The same installation with a mail server."""
    settings = replace(
        wiring.settings, smtp_url=post.url, mail_from="Sở Công Thương <tinh@vidu.example>"
    )
    return replace(wiring, settings=settings)


def written(db: Session, recipient: str = "tu@vidu.example") -> Letter:
    letter = outbox.write_once(db, recipient, TITLE, BODY, NOW, "record:1", "dossier")
    assert letter is not None
    db.commit()
    return letter


def again(db: Session, letter: Letter) -> Letter:
    db.rollback()
    db.refresh(letter)
    return letter


def test_a_letter_goes_out_as_mail_wants_it(
    posting: Wiring, post: MailServer, db: Session
) -> None:
    letter = written(db)
    assert run_all(posting, NOW) == 1
    [told] = post.taken
    assert post.recipients == ["tu@vidu.example"]
    assert told["Subject"] == TITLE
    assert told["From"] == "Sở Công Thương <tinh@vidu.example>"
    assert told.get_content().splitlines() == BODY.splitlines()
    assert told.get_content_type() == "text/plain"
    assert (told["Auto-Submitted"], told["List-Unsubscribe"]) == (
        "auto-generated",
        "<http://testserver/ho-so/tai-khoan>",
    )
    assert told["Message-ID"].endswith("@vidu.example>")
    assert datetime.now(UTC) - parsedate_to_datetime(told["Date"]) < timedelta(minutes=1)
    raw = mail.compose(posting.settings, letter, NOW).as_bytes()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.isascii()
    assert again(db, letter).state is LetterState.SENT
    assert outbox.write_once(db, letter.recipient, TITLE, BODY, NOW, "record:1", "") is None


def test_what_always_comes_is_not_to_be_turned_off_and_keeps_no_link(
    posting: Wiring, post: MailServer, db: Session
) -> None:
    link = "http://testserver/dat-lai-mat-khau/abcDEF123-_xyz"
    letter = outbox.write(db, "tu@vidu.example", "Đặt lại\nmật khẩu", f"Mở {link} nhé", NOW)
    db.commit()
    run_all(posting, NOW)
    [told] = post.taken
    assert (told["Subject"], told["List-Unsubscribe"]) == ("Đặt lại mật khẩu", None)
    assert link in told.get_content()
    assert "abcDEF" not in again(db, letter).body


@pytest.mark.parametrize(
    ("manner", "said", "state"),
    [
        ("refuse", "refused: 550 5.1.1 no such user", JobState.DONE),
        ("later", "later: 451 4.3.0 busy", JobState.FAILED),
        ("drop", "unreachable: ", JobState.FAILED),
        ("stall", "unreachable: ", JobState.FAILED),
    ],
)
def test_what_is_not_taken_is_kept_with_its_reason(
    posting: Wiring,
    post: MailServer,
    db: Session,
    monkeypatch: pytest.MonkeyPatch,
    manner: str,
    said: str,
    state: JobState,
) -> None:
    monkeypatch.setattr(mail, "TIMEOUT_SECONDS", 0.3)
    post.manner = manner
    letter = written(db)
    run_all(posting, NOW)
    kept = again(db, letter)
    assert (kept.state, kept.error.startswith(said), post.taken) == (LetterState.FAILED, True, [])
    assert jobs_seen.counts(db, NOW)[outbox.SEND][state] == 1
    db.rollback()
    post.manner = "take"
    run_all(posting, NOW + timedelta(minutes=1))
    sent = again(db, letter).state is LetterState.SENT
    assert sent is (state is JobState.FAILED)  # a refusal for good is not asked again


def test_nobody_listens_and_nobody_is_asked(posting: Wiring, wiring: Wiring, db: Session) -> None:
    gone = replace(
        posting, settings=replace(posting.settings, smtp_url="smtps://u:p%40@127.0.0.1:9")
    )
    letter = written(db)
    assert run_all(wiring, NOW) == 1  # without a server the letter waits
    assert again(db, letter).state is LetterState.WAITING
    outbox.send_waiting(db, outbox_keeper(), NOW)
    db.commit()
    run_all(gone, NOW)
    assert again(db, letter).error.startswith("unreachable: ")


def outbox_keeper() -> Identity:
    return Identity(7, "Quản trị (mô phỏng)")
