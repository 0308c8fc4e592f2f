"""After an announcement: two complaints, a certificate taken back that others were built on, and
reports that makers wrote themselves."""

from datetime import timedelta

from contest.certificates import queries as certificates
from contest.certificates import revoking
from contest.complaints import service as complaints
from contest.complaints.kinds import Outcome
from contest.complaints.rules import Answer
from contest.contests.kinds import Stage
from contest.entries import queries as entries
from contest.entries.model import Entry
from contest.reports import queries as report_reads
from contest.reports import service as reports
from contest.reports.rules import Statement
from core.clock import day_in_vietnam
from web import aftermath
from web.demo.scene import MARK, Scene

ANSWERED, WAITING = "gao-dua", "keo-dua"
REVOKED = "may-xoi"
"""Its certificate opened the way to the province; the dossier there must be looked at again."""

STATEMENTS = (
    ("gom", Statement(2_850_000_000, 620_000_000, 24, 35_000_000,
                      "Khuyến công địa phương hỗ trợ đăng ký nhãn hiệu.",
                      "Miền Tây, Thành phố Hồ Chí Minh; xuất khẩu chậu gốm đỏ.", "")),
    ("dua", Statement(1_240_000_000, None, 15, 0, "",
                      "Trong tỉnh và các siêu thị ở Cần Thơ.",
                      "Mong được hỗ trợ thiết kế bao bì.")),
)  # fmt: skip


def follow(scene: Scene) -> None:
    """Everything of the above."""
    _complaints(scene)
    _revocation(scene)
    _statements(scene)


def _entry_of(scene: Scene, product: str) -> Entry:
    """The product's dossier in the round that was announced last."""
    made = scene.products[product]
    found = [
        one
        for one in entries.dossiers_of(scene.session, [made.establishment_id or 0])
        if one.product_id == made.id and one.contest.stage is Stage.ANNOUNCED
    ]
    return max(found, key=lambda one: one.contest.announced_at or one.created_at)


def _complaints(scene: Scene) -> None:
    """One was answered, one waits."""
    first = complaints.file(
        scene.session,
        scene.holder(ANSWERED),
        _entry_of(scene, ANSWERED).id,
        "Điểm phần bao bì thấp hơn hẳn hai phần kia, trong khi bao bì đã có mã truy xuất nguồn "
        "gốc. Đề nghị Hội đồng xem lại phần này.",
        "Xem lại điểm phần văn hóa, thẩm mỹ.",
        scene.ago(8),
    )
    met = scene.ago(4, 14)
    complaints.settle(
        scene.session,
        scene.who("chair"),
        first.id,
        Outcome.REJECTED,
        Answer(
            day_in_vietnam(met),
            f"mô phỏng/BB-HĐBC{MARK}",
            "Hội đồng đã xem lại phiếu của các giám khảo. Điểm từng phần nằm trong khung đã "
            "duyệt, mỗi phiếu có nhận xét; không có căn cứ để thay đổi kết quả.",
        ),
        met + timedelta(hours=1),
    )
    complaints.file(
        scene.session,
        scene.holder(WAITING),
        _entry_of(scene, WAITING).id,
        "Một giám khảo là người nhà của cơ sở khác cùng nhóm, theo chúng tôi biết.",
        "Không tính phiếu của giám khảo đó nếu đúng như vậy.",
        min(scene.ago(1), scene.now),
    )


def _revocation(scene: Scene) -> None:
    session, secretary, when = scene.session, scene.who("secretary"), scene.ago(2)
    (paper, *_older) = certificates.of_product(session, scene.products[REVOKED].id)
    day = day_in_vietnam(when)
    why = "Máy giao cho khách không đúng chất liệu đã cam kết trong hồ sơ."
    revoking.propose(session, secretary, paper.id, f"mô phỏng/TTr-HĐBC{MARK}", day, why, when)
    decision = f"mô phỏng/QĐ-UBND{MARK}"
    aftermath.revoke(session, secretary, paper.id, day, decision, why, when)


def _statements(scene: Scene) -> None:
    """Written by the makers themselves, beside those that came on paper."""
    year = day_in_vietnam(scene.now).year - 1
    for key, said in STATEMENTS:
        made = scene.makers[key]
        if not report_reads.held_in(scene.session, [made.id], year):
            continue
        who = next(
            scene.holder(product)
            for product, one in scene.products.items()
            if one.establishment_id == made.id
        )
        reports.file(scene.session, who, made.id, year, said, scene.ago(20))
