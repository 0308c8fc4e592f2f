"""From the district of 2024 to the province of today: nominations, an upper round that is open.

Two certificates are revoked on the way, as may happen.
"""

from datetime import datetime, timedelta

from contest.certificates import queries as certificate_reads
from contest.certificates import revoking
from contest.certificates.rules import Standing
from contest.contests import queries as contests
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries import papers, parts, returns
from contest.entries import service as entries
from contest.nominations import service as nominations
from contest.samples import queries as samples_of
from contest.samples import service as samples
from contest.samples.kinds import SampleWay
from core.clock import day_in_vietnam
from core.registry.kinds import ConsentHow, ProductGroup
from web import aftermath
from web.demo import rounds
from web.demo.rounds import Round
from web.demo.scene import MARK, Scene, at

NOMINATED = ("binh-gom", "banh-trang", "may-xoi", "den-gom")
BY_LETTER = ("nam-meo", "nui-gao", "sa-te", "keo-dau", "com-chay")
REVOKED = (
    ("mam-linh", at(2025, 9, 15), "Cơ sở không giữ chất lượng như đã cam kết trong hồ sơ."),
    ("banh-pia", at(2026, 3, 20), "Cơ sở đã ngừng làm sản phẩm này và trả lại giấy chứng nhận."),
)
"""Product, day, reason."""


def climb(scene: Scene) -> None:
    """The provincial round of this year receives dossiers; four products were put forward."""
    for key, when, why in REVOKED:
        _revoke(scene, key, when, why)
    year = day_in_vietnam(scene.now).year
    contest = rounds.hold(
        scene,
        Round(
            title=f"Bình chọn sản phẩm CNNT tiêu biểu tỉnh Vĩnh Long năm {year} (mô phỏng)",
            level=ContestLevel.PROVINCE,
            unit_id=scene.places.province,
            year=year,
            begins=scene.ago(14),
            until=Stage.OPEN,
            products=(),
            authority="Ủy ban nhân dân tỉnh Vĩnh Long",
        ),
    )
    secretary, when = scene.who("secretary"), scene.ago(10)
    for key in NOMINATED:
        _put_forward(scene, key, contest, when)
    filed = [
        rounds.enter(scene, contest, key, scene.ago(8 - i)).id
        for i, key in enumerate(NOMINATED[:3])
    ]
    papers.tick_all(scene.session, secretary, filed[0], scene.ago(4))
    entries.accept(scene.session, secretary, filed[0], ProductGroup.HANDICRAFT, scene.ago(4))
    missing = {"business_registration": papers.Tick(present=False, note="Hẹn nộp bổ sung" + MARK)}
    papers.tick(scene.session, secretary, filed[2], missing, scene.ago(3))
    returns.send_back(
        scene.session,
        secretary,
        filed[1],
        {
            parts.PHOTOS: "Ảnh bao bì chưa thấy rõ hạn sử dụng. Mong cơ sở chụp lại và gửi thêm.",
            "market": "Ghi thêm mỗi năm bán được bao nhiêu.",
        },
        scene.now + timedelta(days=2),
        scene.ago(3),
    )
    rounds.draft(scene, contest, NOMINATED[3], scene.ago(2), ("description", "market"))
    scene.open_contest_id = contest.id


def enter(scene: Scene) -> None:
    """What else came in: a winner of a commune of this year, and dossiers with a letter."""
    contest = contests.get_contest_by_id(scene.session, scene.open_contest_id)
    secretary = scene.who("secretary")
    _put_forward(scene, "mat-dua", contest, scene.ago(6))
    found = {
        key: rounds.enter(scene, contest, key, scene.ago(6 - i * 0.5)).id
        for i, key in enumerate(("mat-dua", *BY_LETTER))
    }
    accepted, refused, withdrawn = BY_LETTER[:3]
    entries.accept(
        scene.session,
        secretary,
        found[accepted],
        ProductGroup.PROCESSED_FOOD,
        scene.ago(2),
    )
    entries.refuse(
        scene.session,
        secretary,
        found[refused],
        "Sản phẩm chưa làm thành hàng loạt, mới có mẫu thử. Mong cơ sở dự kỳ sau.",
        scene.ago(2),
    )
    entries.withdraw(scene.session, scene.holder(withdrawn), found[withdrawn], scene.ago(1))
    _bring(scene, contest, found[accepted])


def _bring(scene: Scene, contest: Contest, by_photo: int) -> None:
    """A sample is brought, whose owner lets it be shown; of another product photographs do."""
    secretary, when = scene.who("secretary"), scene.ago(1)
    (first, *_) = samples_of.desk(scene.session, contest.id)
    brought = samples.receive(
        scene.session,
        secretary,
        first.entry.id,
        brought_by=f"Người giao{MARK}",
        pieces=2,
        condition="Nguyên vẹn, có hộp",
        stored_at="Kho tầng 1, kệ 3",
        now=when,
    )
    today = day_in_vietnam(when)
    samples.agree(
        scene.session,
        secretary,
        first.entry.id,
        brought.id,
        given_by=f"Người đại diện{MARK}",
        how=ConsentHow.SIGNED_PAPER,
        given_on=today,
        until=today + timedelta(days=180),
        note="",
        now=when,
    )
    why = "Mau hỏng, không để được đến ngày chấm."
    ask = (SampleWay.PHOTO, why, "Ảnh và bao bì rỗng kèm hồ sơ.")
    samples.ask_method(scene.session, secretary, by_photo, *ask, scene.ago(1))
    samples.decide_method(scene.session, scene.who("chair"), by_photo, *ask, scene.now)


def _put_forward(scene: Scene, key: str, contest: Contest, when: datetime) -> None:
    """Name the product in a letter, as long as its certificate holds: years go by after 2027."""
    (lower, *_older) = certificate_reads.of_product(scene.session, scene.products[key].id)
    day = day_in_vietnam(when)
    if certificate_reads.standing(lower, day) is Standing.IN_FORCE:
        letter = f"mô phỏng/UBND-KT{MARK}"
        secretary = scene.who("secretary")
        nominations.nominate(scene.session, secretary, lower.id, contest.id, letter, day, when)


def _revoke(scene: Scene, key: str, when: datetime, why: str) -> None:
    """The product's newest certificate is taken back, as may happen."""
    (newest, *_rest) = certificate_reads.of_product(scene.session, scene.products[key].id)
    paper = (newest.id, day_in_vietnam(when))
    number = f"mô phỏng/BB-HĐBC{MARK}"
    revoking.propose(scene.session, scene.who("secretary"), paper[0], number, paper[1], why, when)
    aftermath.revoke(
        scene.session,
        scene.who("secretary"),
        newest.id,
        day_in_vietnam(when),
        f"mô phỏng/QĐ-UBND{MARK}",
        why,
        when,
    )
