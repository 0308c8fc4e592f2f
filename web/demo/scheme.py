"""A smaller programme that runs beside the five-year one and is behind its years (mô phỏng)."""

from core.registry.kinds import Origin
from fairs.programmes import figures, queries, rules, service
from fairs.programmes.figures import ContentRow, TargetRow
from fairs.programmes.kinds import Counted, FundingSource
from fairs.programmes.service import ProgrammeDraft
from web.demo.scene import MARK, Scene, at

MILLION = 1_000_000
TARGETS = (
    TargetRow(None, "Nhãn hiệu của sản phẩm tiêu biểu được cấp", 20, "nhãn hiệu",
              Counted.TRADEMARKS),
    TargetRow(None, "Cơ sở được duyệt hỗ trợ nhãn hiệu", 25, "cơ sở", Counted.SUPPORTED),
    TargetRow(None, "Bao bì được thiết kế lại", 15, "bao bì", Counted.BY_HAND),
    TargetRow(None, "Lượt cơ sở mang nhãn mới ra hội chợ", 20, "lượt", Counted.PARTICIPATIONS),
)  # fmt: skip
CONTENTS = (
    ContentRow(None, "Đăng ký nhãn hiệu", {FundingSource.LOCAL: 700 * MILLION}),
    ContentRow(None, "Thiết kế bao bì", {FundingSource.LOCAL: 450 * MILLION}),
)


def run(scene: Scene) -> None:
    """Made and approved before its first year, without annual plans: even shares count."""
    session, manager = scene.session, scene.who("manager")
    first = scene.now.year - 2
    if first % 5 == 1:  # the five-year programme of the place begins in that year
        first -= 1
    drawn = at(first - 1, 12, 18)
    made = service.create(
        session,
        manager,
        ProgrammeDraft(
            name=f"Đề án nhãn hiệu và bao bì giai đoạn {first}–{first + 4}{MARK}",
            unit_id=scene.places.province,
            from_year=first,
            to_year=first + 4,
            decision_number="",
            decision_date=None,
            source=f"Số liệu của bản trình diễn{MARK}",
            origin=Origin.SIMULATED,
        ),
        drawn,
    )
    programme = queries.get_programme(session, made.code, fresh=True)
    figures.set_targets(session, manager, programme, TARGETS, programme.version, "", drawn)
    programme = queries.get_programme(session, made.code, fresh=True)
    stated = rules.totals([rules.Content(one.name, one.amounts) for one in CONTENTS])
    figures.set_lines(session, manager, programme, CONTENTS, stated, programme.version, "", drawn)
    number = f"57/QĐ-UBND{MARK}"
    service.approve(session, manager, programme, number, drawn.date(), programme.version, drawn)
