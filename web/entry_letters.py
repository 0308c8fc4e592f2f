"""The words of letters about a dossier: its receipt, and what the desk decided."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from contest.entries import queries
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from core import outbox
from core.db import unit_of_work
from web.page import N_
from web.shown import moment
from web.wiring import Wiring

LETTERS: dict[str, tuple[str, str]] = {
    "filed": (
        N_("Đã nhận hồ sơ %(receipt)s: %(product)s"),
        N_(
            "Hồ sơ dự thi của sản phẩm “%(product)s” đã được nhận lúc %(filed)s.\n"
            "Mã hồ sơ: %(receipt)s. Kỳ bình chọn: %(contest)s.\n\n"
            "Tổ giúp việc sẽ xét hồ sơ. Xem tình trạng tại %(address)s"
        ),
    ),
    "accepted": (
        N_("Hồ sơ %(receipt)s hợp lệ, mã số bình chọn %(code)s"),
        N_(
            "Hồ sơ của sản phẩm “%(product)s” hợp lệ.\n"
            "Mã số bình chọn: %(code)s. Kỳ bình chọn: %(contest)s.\n\n"
            "Xem hồ sơ tại %(address)s"
        ),
    ),
    "sent_back": (
        N_("Hồ sơ %(receipt)s cần bổ sung"),
        N_(
            "Hồ sơ của sản phẩm “%(product)s” cần bổ sung:\n\n%(reason)s\n\n"
            "Hạn gửi lại: %(answer_by)s. Mở hồ sơ, sửa rồi gửi lại tại %(address)s"
        ),
    ),
    "refused": (
        N_("Hồ sơ %(receipt)s không hợp lệ"),
        N_(
            "Hồ sơ của sản phẩm “%(product)s” không hợp lệ, vì:\n\n%(reason)s\n\n"
            "Kỳ bình chọn: %(contest)s. Xem hồ sơ tại %(address)s"
        ),
    ),
}
"""Kind of step → title and body. Letters are written in Vietnamese."""

STILL = {
    "accepted": EntryStatus.VALID,
    "sent_back": EntryStatus.SUPPLEMENT,
    "refused": EntryStatus.REFUSED,
}
"""A decision that was overtaken before its letter was written is not told any more."""


def write_entry_letter(
    wiring: Wiring, *, entry_id: int, kind: str
) -> Callable[[Session, datetime], None]:
    """Write to everybody the maker can be reached by; nobody with an e-mail, no letter."""
    with unit_of_work(wiring.reads) as session:
        entry = queries.find_entry(session, entry_id)
        addresses = queries.letter_addresses(session, entry.establishment_id) if entry else []
    overtaken = entry is None or STILL.get(kind, entry.status) is not entry.status
    if entry is None or overtaken:
        return lambda session, now: None
    title, body = letter_of(entry, kind, wiring.settings.public_url)

    def record(session: Session, now: datetime) -> None:
        for address in addresses:
            outbox.write(session, address, title, body, now)

    return record


def letter_of(entry: Entry, kind: str, public_url: str) -> tuple[str, str]:
    """Title and body of one letter."""
    facts = {
        "receipt": entry.receipt,
        "product": entry.product_name,
        "contest": entry.contest.title,
        "code": entry.code or "",
        "reason": entry.reason,
        "filed": moment(entry.filed_at),
        "answer_by": moment(entry.answer_by),
        "address": f"{public_url}/ho-so/du-thi/{entry.id}",
    }
    title, body = LETTERS[kind]
    return title % facts, body % facts
