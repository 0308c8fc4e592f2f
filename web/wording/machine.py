"""Jobs, letters, notices, and the record: refusals, and the words for what the machine does."""

from collections.abc import Callable, Mapping
from datetime import date

from web.shown import N_, day

SENTENCES = {
    "job_done": N_("Việc này đã xong rồi."),
    "job_running": N_("Việc này đang được làm. Hãy đợi một lát rồi xem lại."),
    "job_cancelled": N_("Việc này đã được bỏ rồi. Muốn làm, hãy cho làm lại."),
    "job_waiting": N_("Việc này đang chờ và sẽ được làm, không cần cho làm lại."),
    "letter_gone": N_("Thư này đã gửi rồi, không giữ lại được nữa."),
    "letter_secret_gone": N_(
        "Thư này mang liên kết dùng một lần, đã gửi và không còn lưu ở đây. Hãy để người nhận xin "
        "một liên kết mới."
    ),
}

JOBS: dict[str, str] = {
    "letter.send": N_("Gửi thư"),
    "media.render": N_("Vẽ các cỡ ảnh"),
    "certificate.typeset": N_("In giấy chứng nhận"),
    "import.check": N_("Xem thử tệp danh sách"),
    "import.load": N_("Nạp danh sách"),
    "import.undo": N_("Hoàn tác lượt nhập"),
    "import.forget": N_("Xóa tệp đã hết hạn lưu"),
    "daily.reminders": N_("Nhắc hạn hằng ngày"),
    "daily.tidy": N_("Dọn việc đã xong từ lâu"),
}
"""Name of a job → what it does. One that is not here is shown by its name, made readable."""

NOTES: dict[str, str] = {
    "reading": N_("đang đọc tệp"),
    "checking": N_("đang kiểm tra từng dòng"),
    "loading": N_("đang nạp"),
    "undoing": N_("đang hoàn tác"),
    "rows": N_("dòng"),
}
"""What a long job says of where it is → words; another note is shown as it is."""

ABOUT: dict[str, tuple[str, str, str]] = {
    "letter_id": (N_("thư số %(id)s"), "/quan-tri/thu-di/%s", "account:manage"),
    "certificate_id": (
        N_("giấy chứng nhận, dòng %(id)s"),
        "/dieu-hanh/giay-chung-nhan/%s",
        "result:read",
    ),
    "entry_id": (N_("hồ sơ, dòng %(id)s"), "/dieu-hanh/ho-so/%s", "entry:read"),
    "photo_id": (N_("ảnh số %(id)s"), "", ""),
    "batch_id": (
        N_("lượt nhập số %(id)s"),
        "/dieu-hanh/nhap-danh-sach/%s",
        "list:import",
    ),
    "day": (N_("ngày %(id)s"), "", ""),
}
"""A job's fact → words, the address where that is seen, and the act that opens it."""


def job_words(name: str, translate: Callable[[str], str]) -> str:
    """What a job of this name does, in the reader's language."""
    said = JOBS.get(name)
    return translate(said) if said else name.replace(".", " · ").replace("_", " ")


def about(
    facts: Mapping[str, object], translate: Callable[[str], str], may: Callable[[str], bool]
) -> list[tuple[str, str | None]]:
    """What a job is about: (words, address or None). An address only for whoever may open it."""
    told: list[tuple[str, str | None]] = []
    for name, value in facts.items():
        words, address, act = ABOUT.get(name, (f"{name.replace('_', ' ')}: %(id)s", "", ""))
        shown = (
            day(date.fromisoformat(value)) if name == "day" and isinstance(value, str) else value
        )
        said = (translate(words) if name in ABOUT else words) % {"id": shown}
        told.append((said, address % value if address and may(act) else None))
    return told


def note_words(note: str, translate: Callable[[str], str]) -> str:
    """Where a long job is, in the reader's language."""
    return translate(NOTES[note]) if note in NOTES else note
