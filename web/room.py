"""What the pages of one contest's room share: the links beside them, and what a step needs."""

from datetime import datetime

from sqlalchemy.orm import Session

from contest.bodies import queries as bodies
from contest.contests import queries as contests
from contest.contests import rules
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.contests.rules import StepFacts
from contest.entries import queries as entries
from core.rights import Subject
from web import wording
from web.doors import DOORS
from web.page import N_, Page

BASE = "/dieu-hanh/binh-chon"

PAGES = (
    (N_("Tổng quan"), ""),
    (N_("Lịch"), "/lich"),
    (N_("Thể lệ"), "/the-le"),
    (N_("Hồ sơ dự thi"), "/ho-so"),
    (N_("Thống kê hồ sơ"), "/thong-ke"),
    (N_("Hiện vật"), "/hien-vat"),
    (N_("Hội đồng, Ban Giám khảo"), "/hoi-dong"),
    (N_("Khung điểm"), "/khung-diem"),
    (N_("Không chấm vì có liên quan"), "/hoi-tranh"),
    (N_("Theo dõi chấm điểm"), "/theo-doi"),
    (N_("Điểm đến muộn"), "/den-muon"),
    (N_("Kết quả"), "/ket-qua"),
    (N_("Tham khảo về việc chấm"), "/tham-khao"),
    (N_("Quyết định của Hội đồng"), "/quyet-dinh"),
    (N_("Tờ trình"), "/to-trinh"),
    (N_("Quyết định công nhận"), "/cong-nhan"),
    (N_("Giấy chứng nhận"), "/giay-chung-nhan"),
    (N_("Công bố kết quả"), "/cong-bo"),
    (N_("Các bản kết quả"), "/ban-ket-qua"),
    (N_("Đề cử lên cấp trên"), "/de-cu"),
    (N_("Địa phương gửi"), "/de-cu/dia-phuong"),
    (N_("Văn bản"), "/van-ban"),
)
"""Words and the end of the address. A page that has no door yet, or not for this person, is left
out; a room that has another page adds its row."""

PARTS = (
    (N_("Chuẩn bị"), ("", "/lich", "/the-le", "/hoi-dong", "/khung-diem")),
    (N_("Hồ sơ"), ("/ho-so", "/thong-ke", "/hien-vat", "/hoi-tranh")),
    (
        N_("Chấm và quyết định"),
        ("/theo-doi", "/den-muon", "/ket-qua", "/tham-khao", "/quyet-dinh"),
    ),
    (N_("Công nhận"), ("/to-trinh", "/cong-nhan", "/giay-chung-nhan", "/cong-bo")),
    (N_("Sau công bố"), ("/khieu-nai", "/ban-ket-qua", "/de-cu", "/de-cu/dia-phuong")),
)
"""What the pages stand under in the menu, by the ends of their addresses."""
OTHERS = N_("Giấy tờ")
"""What a page that no part names stands under, last."""

CONDITIONS: dict[str, tuple[str, str]] = {
    "closing_is_past": (N_("Hạn nhận hồ sơ ở phía trước"), "/sua"),
    "entries_still_open": (N_("Đã hết hạn nhận hồ sơ"), "/sua"),
    "entries_unscreened": (N_("Mọi hồ sơ đã xét xong"), "/ho-so"),
    "no_valid_entry": (N_("Có hồ sơ hợp lệ để chấm"), "/ho-so"),
    "council_size": (N_("Hội đồng đúng số người của cấp"), "/hoi-dong"),
    "council_without_chair": (N_("Hội đồng có Chủ tịch"), "/hoi-dong"),
    "jury_empty": (N_("Có Ban Giám khảo"), "/hoi-dong"),
    "jury_even": (N_("Ban Giám khảo có số người lẻ"), "/hoi-dong"),
    "jury_size": (N_("Ban Giám khảo đúng số người của thể lệ"), "/hoi-dong"),
    "jury_without_head": (N_("Ban Giám khảo có Trưởng ban"), "/hoi-dong"),
    "frame_not_approved": (N_("Chủ tịch Hội đồng đã duyệt khung điểm"), "/khung-diem"),
}
"""Code of a condition → what it says when it is met, and the page where it is seen to."""


def address(contest: Contest, end: str = "") -> str:
    """The address of a page of the contest's room."""
    return f"{BASE}/{contest.slug}{end}"


def place_of(slug: str, end: str) -> str:
    """The address of that page of the room, or of the room itself when there is no such page."""
    there = f"GET {BASE}/{{contest}}{end}" in DOORS
    return f"{BASE}/{slug}{end}" if there else f"{BASE}/{slug}"


Link = tuple[str, str, None, str]
"""Words, address, no count, and the words of the part it stands under."""


def links(page: Page, contest: Contest, about: Subject) -> list[Link]:
    """The pages of the room that this person may open, part by part."""
    parts: dict[str, list[Link]] = {words: [] for words, _ in (*PARTS, (OTHERS, ()))}
    home = {end: words for words, ends in PARTS for end in ends}
    for words, end in PAGES:
        door = DOORS.get(f"GET {BASE}/{{contest}}{end}")
        if door is not None and door.act is not None and page.may(door.act, about):
            part = home.get(end, OTHERS)
            parts[part].append((page._(words), address(contest, end), None, page._(part)))
    return [link for part in parts.values() for link in part]


def jury_note(session: Session, page: Page, contest: Contest) -> str:
    """What every page of the watch tells of a jury that turned even; "" while it is odd."""
    found = bodies.find_even_jury(session, contest)
    if found is None:
        return ""
    rule = contests.rules_of(contest)
    told: dict[str, object] = {
        "size": found.size,
        "source": rule.sources.get("jury_odd", rule.name),
    }
    if found.since is None:
        return wording.sentence("jury_turned_even", told, page._)
    told |= {"person": found.person, "since": found.since, "why": found.why}
    return wording.sentence("jury_turned_even_by", told, page._)


def facts(session: Session, contest: Contest, to: Stage, now: datetime) -> StepFacts:
    """Everything the steps up to judging are judged by. Facts of later steps keep their defaults:
    who takes those steps adds them (dataclasses.replace)."""
    kept = contests.rules_of(contest)
    filed = entries.counts(session, contest.id)
    seated = bodies.counts(session, contest.id)
    return StepFacts(
        stage=contest.stage,
        to=to,
        now=now,
        entries_close_at=contest.entries_close_at,
        frame_status=contests.frame_status_for(
            session, contest.id, entries.groups(session, contest.id)
        ),
        council_size=seated.council,
        council_sizes=kept.council_sizes.get(contest.level, ()),
        council_has_chair=seated.council_has_chair,
        jury_size=seated.jury,
        jury_odd=kept.jury_odd,
        council_source=kept.sources.get("council_sizes", kept.name),
        jury_sizes=kept.jury_sizes,
        jury_source=kept.sources.get("jury_odd", kept.name),
        jury_has_head=seated.jury_has_head,
        valid_entries=filed.valid,
        unscreened_entries=filed.unscreened + filed.supplement,
    )


def tasks(
    page: Page, contest: Contest, step: StepFacts, about: Subject
) -> list[dict[str, object]]:
    """The conditions of a step as rows for the macro `tasks`: ticked, or with what is missing,
    and for whom may open it the page where it is seen to."""
    rows: list[dict[str, object]] = []
    for one in rules.conditions(step):
        if one.code not in CONDITIONS:
            continue
        words, end = CONDITIONS[one.code]
        act = DOORS[f"GET {BASE}/{{contest}}{end}"].act
        leads = not one.met and act is not None and page.may(act, about)
        rows.append(
            {
                "label": page._(words),
                "url": address(contest, end) if leads else None,
                "hint": None if one.met else wording.sentence(one.code, one.facts, page._),
                "kind": "done" if one.met else "near",
                "word": page._(N_("Xong")) if one.met else page._(N_("Chưa xong")),
            }
        )
    return rows
