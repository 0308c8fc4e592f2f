"""The words of the letter that tells a maker of a nomination."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from contest.entries.queries import letter_addresses
from contest.nominations import queries
from contest.nominations.queries import Nominated
from core import outbox
from core.db import unit_of_work
from web.page import N_
from web.shown import day, moment
from web.wiring import Wiring

TITLE = N_("Sản phẩm “%(product)s” được đề cử lên cấp trên")
BODY = N_(
    "Sản phẩm “%(product)s” (giấy chứng nhận số %(number)s) được đề cử dự: %(contest)s.\n"
    "Văn bản đề cử: số %(letter)s ngày %(letter_date)s.\n\n"
    "Bạn cần nộp hồ sơ trước %(closes)s. Giấy chứng nhận phải còn giá trị vào ngày nộp "
    "(giấy này có giá trị đến hết ngày %(until)s).\n\n"
    "Nộp hồ sơ tại %(address)s"
)


def write_nomination_letter(
    wiring: Wiring, *, nomination_id: int
) -> Callable[[Session, datetime], None]:
    """Write to everybody the maker can be reached by; nobody with an e-mail, no letter."""
    with unit_of_work(wiring.reads) as session:
        found = queries.find_nominated(session, nomination_id)
        addresses = (
            letter_addresses(session, found.nomination.certificate.establishment_id)
            if found
            else []
        )
    if found is None:
        return lambda session, now: None
    title, body = letter_of(found, wiring.settings.public_url)

    def record(session: Session, now: datetime) -> None:
        for address in addresses:
            outbox.write(session, address, title, body, now)

    return record


def letter_of(found: Nominated, public_url: str) -> tuple[str, str]:
    """Title and body."""
    nomination, contest = found.nomination, found.nomination.to_contest
    facts = {
        "product": found.facts.product_name,
        "number": found.facts.number,
        "until": day(nomination.certificate.valid_until),
        "contest": contest.title,
        "letter": nomination.letter_number,
        "letter_date": day(nomination.letter_date),
        "closes": moment(contest.entries_close_at),
        "address": f"{public_url}/binh-chon/{contest.slug}",
    }
    return TITLE % facts, BODY % facts
