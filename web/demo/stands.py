"""Fairs of the demonstration, past and coming: who asked, who stood where."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.clock import VIETNAM, day_in_vietnam
from core.registry.kinds import Origin
from fairs.fairs import service as fairs
from fairs.fairs.kinds import FairStatus
from fairs.fairs.model import Fair
from fairs.fairs.service import FairPlan
from web.demo.scene import MARK, Scene
from web.winners import winner

REASON = "Theo thứ tự cấp công nhận và ngày đăng ký."


@dataclass(frozen=True, slots=True)
class Held:
    """A fair of the story: its first day, how far it came, and whose products asked for booths.

    `refused` and `withdrawn` are among those that asked.
    """

    name: str
    first: date
    until: FairStatus
    asked: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    booths: int = 1
    in_old_province: bool = False


PAST: tuple[Held, ...] = (
    Held("Hội chợ làng nghề và trái cây", date(2019, 5, 17), FairStatus.CLOSED,
         ("banh-trang-cu-lao", "mat-nhan", "nem-chua"), in_old_province=True),
    Held("Hội chợ hàng công nghiệp nông thôn", date(2021, 8, 20), FairStatus.CANCELLED,
         in_old_province=True),
    Held("Hội chợ hàng công nghiệp nông thôn", date(2022, 11, 18), FairStatus.CLOSED,
         ("tra-mang-cau", "bot-ca-cao", "gom-phu-dieu", "cha-ca", "buoi-say"),
         in_old_province=True),
    Held("Hội chợ đặc sản đồng bằng", date(2023, 10, 13), FairStatus.CLOSED,
         ("dau-dua", "lap-xuong", "ghe-luc-binh", "den-tre", "cha-ca"), in_old_province=True),
    Held("Hội chợ hàng Việt về huyện", date(2024, 11, 22), FairStatus.CLOSED,
         ("mut-buoi", "tau-hu-ky", "nam-meo", "non-la"), in_old_province=True),
    Held("Hội chợ công thương", date(2025, 4, 18), FairStatus.CLOSED,
         ("gom-phu-dieu", "tra-mang-cau", "bun-cu-lao", "mat-nhan", "bot-ca-cao", "ruou-nep",
          "tranh-go", "muoi-sa", "khoai-deo"),
         refused=("muoi-sa",), withdrawn=("khoai-deo",), in_old_province=True),
)  # fmt: skip
"""Those of fixed days; the products had a certificate in force on the first day."""


def fairs_around(scene: Scene) -> tuple[Held, ...]:
    """Those whose days go with the day of filling: one in each stage that is not over."""

    def held(name: str, days: int, until: FairStatus, *asked: str) -> Held:
        first = day_in_vietnam(scene.now + timedelta(days=days))
        return Held(f"{name} {first.year}", first, until, asked)

    return (
        held("Hội chợ hàng công nghiệp nông thôn mùa xuân", -200, FairStatus.CLOSED,
             "binh-gom", "banh-trang", "may-xoi", "tau-hu-ky", "gom-phu-dieu", "cha-ca"),
        held("Hội chợ Tết làng nghề", 40, FairStatus.PUBLISHED,
             "binh-gom", "banh-trang", "may-xoi", "tinh-dau-hoa-buoi", "tra-mang-cau",
             "tranh-go", "so-co-la", "lap-xuong"),
        held("Phiên chợ quà quê cuối năm", 33, FairStatus.ALLOTTING,
             "dau-dua", "khoai-deo", "mat-nhan", "cha-bong-nam", "gao-thom"),
        held("Hội chợ đặc sản miền sông nước", 75, FairStatus.OPEN,
             "mat-dua", "hu-tieu-mem", "buoi-say", "bot-khoai"),
        held("Hội chợ công thương mùa hè", 190, FairStatus.DRAFT),
    )  # fmt: skip


def hold(scene: Scene) -> None:
    """Every fair, each as far as it came."""
    for one in (*PAST, *fairs_around(scene)):
        _hold(scene, one)


def _hold(scene: Scene, one: Held) -> None:
    organiser = scene.who("organiser")
    opened = _opened(scene, one)
    fair = _plan(scene, one, opened)
    if one.until is FairStatus.DRAFT:
        return
    fairs.open(scene.session, organiser, fair.id, opened)
    if one.until is FairStatus.CANCELLED:
        fairs.cancel(scene.session, organiser, fair.id, opened + timedelta(days=30))
        return
    applications = {}
    for index, key in enumerate(one.asked):
        if _has_won(scene, key, one.first):
            when = opened + timedelta(days=1 + index * 6 // max(1, len(one.asked)), hours=index)
            applications[key] = _apply(scene, one, fair, key, when)
    if one.until is FairStatus.OPEN:
        return
    if not applications:  # nobody has a certificate that holds: years went by
        fairs.cancel(scene.session, organiser, fair.id, opened + timedelta(days=7))
        return
    closed = opened + timedelta(days=8)
    fairs.close_applications(scene.session, organiser, fair.id, closed)
    for key in one.refused:
        reason = "Gian hàng dành cho sản phẩm chưa có dịp trưng bày."
        fairs.refuse(scene.session, organiser, applications[key], reason, closed)
    for key in one.withdrawn:
        fairs.withdraw(scene.session, scene.holder(key), applications[key], closed)
    if one.until is FairStatus.ALLOTTING:
        return
    staying = [a for key, a in applications.items() if key not in one.refused + one.withdrawn]
    for booth, application in zip(fair.booths, staying, strict=False):
        fairs.allot(
            scene.session,
            organiser,
            application,
            booth.id,
            [day.id for day in fair.days],
            REASON,
            closed + timedelta(days=1),
        )
    fairs.publish(scene.session, organiser, fair.id, closed + timedelta(days=2))
    if one.until is FairStatus.CLOSED:
        over = datetime.combine(one.first, opened.timetz(), VIETNAM) + timedelta(days=5)
        fairs.finish(scene.session, organiser, fair.id, over)


def _opened(scene: Scene, one: Held) -> datetime:
    """Sixty days before the first day, or a fortnight before the filling."""
    first = datetime.combine(one.first, scene.ago(0, 8).timetz(), VIETNAM)
    return min(first - timedelta(days=60), scene.ago(15, 8))


def _plan(scene: Scene, one: Held, opened: datetime) -> Fair:
    places = scene.places
    year = "" if str(one.first.year) in one.name else f" {one.first.year}"
    return fairs.create(
        scene.session,
        scene.who("organiser"),
        FairPlan(
            name=f"{one.name}{year}{MARK}",
            unit_id=places.old_province if one.in_old_province else places.province,
            venue=f"Quảng trường tỉnh Vĩnh Long{MARK}",
            organiser=f"Trung tâm Khuyến công và Xúc tiến thương mại{MARK}",
            first_day=one.first,
            last_day=one.first + timedelta(days=3),
            apply_from=opened,
            apply_until=opened + timedelta(days=45, hours=9),
            rows=2,
            per_row=8,
            booth_price_dong=6_000_000,
            supported_percent=80,
            intro="Hội chợ mô phỏng để xem thử nền tảng.",
            origin=Origin.SIMULATED,
        ),
        opened - timedelta(days=5),
    )


def _has_won(scene: Scene, key: str, on: date) -> bool:
    """Whether the product's best certificate still stands then: years go by after 2027."""
    found = winner(scene.session, scene.products[key].id, on)
    return found is not None and found.in_force


def _apply(scene: Scene, one: Held, fair: Fair, key: str, when: datetime) -> int:
    product = scene.products[key]
    made = fairs.apply(
        scene.session,
        scene.holder(key),
        fair.id,
        scene.makers[str(scene.details[key]["maker"])].id,
        product.id,
        winner(scene.session, product.id, fair.days[0].day),
        one.booths,
        "Mong được gần lối vào.",
        when,
    )
    return made.id
