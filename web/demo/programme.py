"""Programmes of the demonstration: Vĩnh Long's published one with simulated years and entries,
and a simulated one for the years that run now. Published figures are never added to."""

from datetime import date

from core.registry.kinds import Origin
from fairs.programmes import evidence, figures, plans, queries, rules, service
from fairs.programmes.evidence import Entered
from fairs.programmes.figures import ContentRow, TargetRow
from fairs.programmes.kinds import Counted, FundingSource
from fairs.programmes.model import AnnualPlan, Programme
from fairs.programmes.service import ProgrammeDraft
from web.demo.scene import MARK, Scene, at

M = 1_000_000
L, N, C, O = (  # noqa: E741 (as papers abbreviate them)
    FundingSource.LOCAL,
    FundingSource.NATIONAL,
    FundingSource.COUNTERPART,
    FundingSource.OTHER,
)
SPENT_PERCENT = {2021: 82, 2022: 94, 2023: 97, 2024: 100, 2025: 91}

ENTRIES: tuple[tuple[str, date, int, str], ...] = (
    ("Phòng trưng bày", date(2022, 9, 2), 1, "Phòng trưng bày tại Trung tâm Khuyến công"),
    ("Phòng trưng bày", date(2024, 6, 14), 1, "Phòng trưng bày gắn với điểm du lịch cù lao"),
    ("Cơ sở được thiết kế", date(2021, 11, 5), 2, "Thiết kế bao bì cho hai cơ sở bánh tráng"),
    ("Cơ sở được thiết kế", date(2023, 7, 21), 4, "Thiết kế bao bì cho bốn cơ sở chế biến dừa"),
    ("Cơ sở được thiết kế", date(2025, 3, 12), 3, "Thiết kế mẫu mã cho ba cơ sở gốm"),
    ("Tư vấn lập dự án", date(2023, 5, 18), 3, "Tư vấn lập phương án mở rộng xưởng"),
    ("Hội nghị", date(2021, 12, 10), 2, "Hội nghị tổng kết khuyến công"),
    ("Hội nghị", date(2022, 12, 9), 3, "Hội nghị, hội thảo trong năm"),
    ("Hội nghị", date(2023, 12, 8), 3, "Hội nghị, hội thảo trong năm"),
    ("Hội nghị", date(2024, 12, 6), 3, "Hội nghị, hội thảo trong năm"),
    ("Mô hình trình diễn", date(2022, 10, 20), 2, "Mô hình sấy nông sản, mô hình lò gốm"),
    ("Mô hình trình diễn", date(2024, 8, 15), 2, "Mô hình chế biến dừa"),
    ("Hỗ trợ ứng dụng máy móc", date(2021, 10, 30), 7, "Nghiệm thu máy móc năm 2021"),
    ("Hỗ trợ ứng dụng máy móc", date(2022, 10, 28), 11, "Nghiệm thu máy móc năm 2022"),
    ("Hỗ trợ ứng dụng máy móc", date(2023, 11, 3), 12, "Nghiệm thu máy móc năm 2023"),
    ("Hỗ trợ ứng dụng máy móc", date(2024, 11, 8), 10, "Nghiệm thu máy móc năm 2024"),
    ("Hỗ trợ ứng dụng máy móc", date(2025, 6, 20), 6, "Nghiệm thu máy móc năm 2025"),
    ("Chương trình truyền hình", date(2023, 8, 1), 4, "Phóng sự truyền hình, truyền thanh"),
    ("Tài liệu", date(2024, 3, 30), 15, "Tờ gấp, sổ tay, bản tin"),
    ("Khóa đào tạo", date(2022, 4, 22), 2, "Tập huấn quản lý và tập huấn bán hàng trên mạng"),
    ("Đoàn tham quan, học tập trong nước", date(2023, 6, 9), 2, "Học tập làng nghề hai tỉnh"),
    ("Mạng lưới cộng tác viên", date(2021, 5, 14), 1, "Quyết định lập mạng lưới cộng tác viên"),
)
"""(beginning of the target's name, day, amount, what): done outside the platform, simulated."""


def run(scene: Scene) -> None:
    """Both programmes, each as far as its years have come."""
    finished = service.load_published(scene.session, scene.places.province, at(2020, 12, 1))
    for year in range(finished.from_year, finished.to_year + 1):
        _year(scene, finished, year)
        finished = queries.get_programme(scene.session, finished.code, fresh=True)
    _enter(scene, finished)
    _running(scene)


WEIGHTS = (15, 19, 23, 22, 21)
"""How a five-year figure falls on its years, in percent."""


def _share(whole: int | None, nth: int, step: int = 1) -> int | None:
    """The part of the nth year, in whole steps: all years together are the whole."""
    if whole is None:
        return None
    parts = whole // step
    before, after = (parts * sum(WEIGHTS[:upto]) // 100 for upto in (nth, nth + 1))
    last = nth == len(WEIGHTS) - 1
    return (after - before) * step + (whole - parts * step if last else 0)


def _year(scene: Scene, programme: Programme, year: int) -> None:
    """A year's plan with its share, approved before it begins, settled after it."""
    manager, session = scene.who("manager"), scene.session
    nth = year - programme.from_year
    drawn = at(year - 1, 12, 15)
    plan = plans.add(session, manager, programme, year, drawn, Origin.SIMULATED)
    asked = {one.id: _share(one.planned, nth) or None for one in programme.targets}
    plans.set_figures(session, manager, programme, plan, asked, plan.version, "", drawn)
    money = {
        (line.position, line.source): _share(line.amount_dong, nth, M) for line in programme.lines
    }
    stated = rules.added(money.values())
    plans.set_lines(session, manager, programme, plan, money, stated, plan.version, "", drawn)
    plans.approve(
        session, manager, programme, plan, f"{year % 100}/KH-SCT{MARK}", drawn.date(),
        plan.version, drawn,
    )  # fmt: skip
    if at(year + 1, 1, 20) < scene.now:
        _settle(scene, programme, plan)


def _settle(scene: Scene, programme: Programme, plan: AnnualPlan) -> None:
    manager, after = scene.who("manager"), at(plan.year + 1, 1, 20)
    percent = SPENT_PERCENT.get(plan.year, 100)
    spent = {
        (line.position, line.source): (line.amount_dong or 0) // M * percent // 100 * M
        for line in plan.lines
    }
    plans.settle(scene.session, manager, programme, plan, spent, plan.version, after)
    plans.close(scene.session, manager, programme, plan, plan.version, after)


def _enter(scene: Scene, programme: Programme) -> None:
    """What the platform does not count, with papers; one entry is corrected."""
    manager = scene.who("manager")
    for number, (name, day, amount, words) in enumerate(ENTRIES, start=1):
        [target] = [one for one in programme.targets if one.name.startswith(name)]
        entered = Entered(
            happened_on=day,
            amount=amount,
            words=words + MARK,
            paper_number=f"{number:02d}/BC-TTKC{MARK}",
            paper_date=day,
            origin=Origin.SIMULATED,
        )
        noted = at(day.year, day.month, day.day, 15)
        made = evidence.enter(scene.session, manager, programme, target, entered, noted)
    [target] = [one for one in programme.targets if one.name.startswith("Tài liệu")]
    wrong = Entered(
        date(2023, 2, 10), 20, f"Tờ gấp giới thiệu sản phẩm{MARK}", f"31/BC-TTKC{MARK}",
        origin=Origin.SIMULATED,
    )  # fmt: skip
    made = evidence.enter(scene.session, manager, programme, target, wrong, at(2023, 2, 11))
    right = Entered(
        date(2023, 2, 10), 2, f"Tờ gấp giới thiệu sản phẩm{MARK}", f"31/BC-TTKC{MARK}",
        origin=Origin.SIMULATED,
    )  # fmt: skip
    evidence.correct(
        scene.session, manager, programme, target, made.id, right,
        "Gõ nhầm 20 thay cho 2.", at(2023, 2, 13),
    )  # fmt: skip


TARGETS = (
    TargetRow(None, "Cuộc bình chọn cấp xã và cấp tỉnh", 30, "cuộc", Counted.CONTESTS,
              levels="commune,province"),
    TargetRow(None, "Sản phẩm được chứng nhận cấp tỉnh", 150, "sản phẩm", Counted.CERTIFIED,
              levels="province"),
    TargetRow(None, "Hội chợ được tổ chức", 5, "hội chợ", Counted.FAIRS),
    TargetRow(None, "Lượt cơ sở tham gia hội chợ", 60, "lượt", Counted.PARTICIPATIONS),
    TargetRow(None, "Cơ sở tham gia hội chợ", 40, "cơ sở", Counted.EXHIBITORS),
    TargetRow(None, "Nhãn hiệu được cấp", 20, "nhãn hiệu", Counted.TRADEMARKS),
    TargetRow(None, "Cơ sở được duyệt hỗ trợ nhãn hiệu", 25, "cơ sở", Counted.SUPPORTED),
    TargetRow(None, "Cộng tác viên khuyến công", 12, "người", Counted.COLLABORATORS,
              at_least=True),
    TargetRow(None, "Phòng trưng bày", 2, "phòng", Counted.BY_HAND),
)  # fmt: skip
CONTENTS = (
    ContentRow(None, "Bình chọn, hội chợ, nhãn hiệu", {L: 4_200 * M, N: 1_800 * M, C: 600 * M},
               6_600 * M),
    ContentRow(None, "Tư vấn, thiết kế bao bì", {L: 1_250 * M, C: 700 * M}, 1_950 * M),
    ContentRow(None, "Thông tin, chuyển đổi số", {L: 900 * M, O: 350 * M}, 1_250 * M),
    ContentRow(None, "Mô hình, máy móc", {L: 15_500 * M, N: 3_000 * M, C: 21_000 * M},
               39_500 * M),
)  # fmt: skip


def _running(scene: Scene) -> None:
    """The years that run now: approved, this year's plan at work, next year's in draft."""
    session, manager = scene.session, scene.who("manager")
    first = scene.now.year - scene.now.year % 5 + (1 if scene.now.year % 5 else -4)
    drawn = at(first - 1, 12, 20)
    made = service.create(
        session,
        manager,
        ProgrammeDraft(
            name=f"Chương trình khuyến công giai đoạn {first}–{first + 4}{MARK}",
            unit_id=scene.places.province,
            from_year=first,
            to_year=first + 4,
            decision_number="",
            decision_date=None,
            source="Số liệu của bản trình diễn (mô phỏng)",
            origin=Origin.SIMULATED,
        ),
        drawn,
    )
    programme = queries.get_programme(session, made.code, fresh=True)
    figures.set_targets(session, manager, programme, TARGETS, programme.version, "", drawn)
    programme = queries.get_programme(session, made.code, fresh=True)
    stated = rules.totals([rules.Content(one.name, one.amounts) for one in CONTENTS])
    figures.set_lines(session, manager, programme, CONTENTS, stated, programme.version, "", drawn)
    number, day = f"99/QĐ-UBND{MARK}", drawn.date()
    service.approve(session, manager, programme, number, day, programme.version, drawn)
    for year in range(first, scene.now.year + 1):
        programme = queries.get_programme(session, made.code, fresh=True)
        _year(scene, programme, year)
    if scene.now.year < first + 4:
        programme = queries.get_programme(session, made.code, fresh=True)
        plans.add(session, manager, programme, scene.now.year + 1, scene.ago(3), Origin.SIMULATED)
