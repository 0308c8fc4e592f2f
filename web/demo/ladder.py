"""From the district of 2024 to the province of today: nominations, an upper round that is open.

One district certificate is revoked on the way, as may happen.
"""

from datetime import timedelta

from contest.certificates import queries as certificate_reads
from contest.certificates import service as certificates
from contest.contests import queries as contests
from contest.contests.kinds import ContestLevel, Stage
from contest.entries import service as entries
from contest.nominations import service as nominations
from core.clock import day_in_vietnam
from core.registry.kinds import ProductGroup
from web.demo import rounds
from web.demo.rounds import Round
from web.demo.scene import MARK, Scene, at

NOMINATED = ("binh-gom", "banh-trang", "may-xoi", "den-gom")


def climb(scene: Scene) -> None:
    """The provincial round of this year receives dossiers; four products were put forward."""
    _revoke(scene)
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
        (lower, *_older) = certificate_reads.of_product(scene.session, scene.products[key].id)
        nominations.nominate(
            scene.session,
            secretary,
            lower.id,
            contest.id,
            f"mô phỏng/UBND-KT{MARK}",
            day_in_vietnam(when),
            when,
        )
    filed = [_file(scene, contest.id, key, 8 - i) for i, key in enumerate(NOMINATED[:3])]
    entries.accept(scene.session, secretary, filed[0], ProductGroup.HANDICRAFT, scene.ago(4))
    entries.send_back(
        scene.session,
        secretary,
        filed[1],
        "Ảnh bao bì chưa thấy rõ hạn sử dụng. Mong cơ sở chụp lại và gửi thêm.",
        scene.now + timedelta(days=5),
        scene.ago(3),
    )
    rounds.draft(scene, contest, NOMINATED[3], scene.ago(2), ("description", "market"))


def _file(scene: Scene, contest_id: int, key: str, days: int) -> int:
    holder = scene.who(str(scene.details[key]["holder"]))
    when = scene.ago(days)
    entry = rounds.draft(scene, contests.get_contest_by_id(scene.session, contest_id), key, when)
    entries.file(
        scene.session,
        holder,
        entry.id,
        group=ProductGroup(str(scene.details[key]["group"])),
        lower=rounds.lower_certificate(scene, key, day_in_vietnam(when)),
        declared=True,
        now=when,
    )
    return entry.id


def _revoke(scene: Scene) -> None:
    """The fish sauce of 2024: its maker stopped keeping what the dossier promised."""
    when = at(2025, 9, 15)
    (newest, *_rest) = certificate_reads.of_product(scene.session, scene.products["mam-linh"].id)
    certificates.revoke(
        scene.session,
        scene.who("secretary"),
        newest.id,
        day_in_vietnam(when),
        f"mô phỏng/QĐ-UBND{MARK}",
        "Cơ sở không giữ chất lượng như đã cam kết trong hồ sơ.",
        when,
    )
