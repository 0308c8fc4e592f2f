"""What the wins are turned into: fairs past and coming, trademark cases, the programme."""

from datetime import datetime, timedelta

from core.clock import day_in_vietnam
from fairs.fairs import service as fairs
from fairs.fairs.model import Fair
from fairs.fairs.service import FairPlan
from fairs.programmes import service as programmes
from fairs.support import service as support
from fairs.support.kinds import CheckState
from fairs.support.model import SupportCase
from web.demo.scene import MARK, Scene
from web.winners import winner

WINNERS = ("binh-gom", "banh-trang", "may-xoi", "mat-dua")


def hold(scene: Scene) -> None:
    """Fairs and cases. The programme is loaded with its published figures."""
    past = _fair(scene, "Hội chợ hàng công nghiệp nông thôn mùa xuân", days_from_now=-200)
    _give(scene, past, days_before=230)
    fairs.finish(scene.session, scene.who("organiser"), past.id, scene.ago(195))
    planned = _fair(scene, "Hội chợ Tết làng nghề", days_from_now=40)
    _give(scene, planned, days_before=12)
    coming = _fair(scene, "Hội chợ đặc sản miền sông nước", days_from_now=75)
    _apply(scene, coming, "mat-dua", 2, scene.ago(3))
    _cases(scene)
    programmes.load_published(scene.session, scene.places.province, scene.ago(1))


def _fair(scene: Scene, name: str, days_from_now: int) -> Fair:
    organiser = scene.who("organiser")
    first = day_in_vietnam(scene.now + timedelta(days=days_from_now))
    opened_ago = max(60 - days_from_now, 15)
    opened = scene.ago(opened_ago, 8)
    made = fairs.create(
        scene.session,
        organiser,
        FairPlan(
            name=f"{name} {first.year}{MARK}",
            unit_id=scene.places.province,
            venue=f"Quảng trường tỉnh Vĩnh Long{MARK}",
            organiser=f"Trung tâm Khuyến công và Xúc tiến thương mại{MARK}",
            first_day=first,
            last_day=first + timedelta(days=3),
            apply_from=opened,
            apply_until=scene.ago(opened_ago - 45, 17),
            rows=2,
            per_row=8,
            booth_price_dong=6_000_000,
            supported_percent=80,
            intro="Hội chợ mô phỏng để xem thử nền tảng.",
        ),
        opened - timedelta(days=5),
    )
    fairs.open(scene.session, organiser, made.id, opened)
    return made


def _apply(scene: Scene, fair: Fair, key: str, booths: int, when: datetime) -> int:
    product = scene.products[key]
    made = fairs.apply(
        scene.session,
        scene.who(str(scene.details[key]["holder"])),
        fair.id,
        scene.makers[str(scene.details[key]["maker"])].id,
        product.id,
        winner(scene.session, product.id, fair.days[0].day),
        booths,
        "Mong được gần lối vào.",
        when,
    )
    return made.id


def _give(scene: Scene, fair: Fair, days_before: int) -> None:
    """Winners apply, the organiser gives each a booth for every day, the plan is published."""
    organiser = scene.who("organiser")
    when = scene.ago(days_before)
    applications = [_apply(scene, fair, key, 1, when) for key in WINNERS[:3]]
    fairs.close_applications(scene.session, organiser, fair.id, when + timedelta(days=2))
    for booth, application in zip(fair.booths, applications, strict=False):
        fairs.allot(
            scene.session,
            organiser,
            application,
            booth.id,
            [one.id for one in fair.days],
            "Theo thứ tự cấp công nhận và ngày đăng ký.",
            when + timedelta(days=3),
        )
    fairs.publish(scene.session, organiser, fair.id, when + timedelta(days=4))


def _cases(scene: Scene) -> None:
    pot = _case(scene, "binh-gom", "GỐM ĐỎ BẾN LÒ", [21], 40_000_000, 400)
    _walk(
        scene,
        pot,
        395,
        ("search", 0),
        ("drafting", 10),
        ("filed", 30),
        ("formal_examination", 58),
        ("publication", 110),
    )
    support.approve(
        scene.session, scene.who("manager"), pot.id, 20_000_000, "Đủ giấy tờ, trong mức hỗ trợ.",
        scene.ago(380),
    )  # fmt: skip
    cake = _case(scene, "banh-trang", "BA NẾP", [30], 60_000_000, 60)
    _walk(scene, cake, 55, ("search", 0), ("drafting", 7))
    _case(scene, "mat-dua", "CỒN CHIM", [30, 32], 35_000_000, 6)


def _case(
    scene: Scene, key: str, mark: str, classes: list[int], cost: int, days: int
) -> SupportCase:
    when = scene.ago(days)
    return support.open_case(
        scene.session,
        scene.who(str(scene.details[key]["holder"])),
        scene.products[key].id,
        mark,
        classes,
        cost,
        None,
        winner(scene.session, scene.products[key].id, day_in_vietnam(when)),
        scene.places.province,
        when,
    )


def _walk(scene: Scene, case: SupportCase, days: int, *steps: tuple[str, int]) -> None:
    officer = scene.who("support")
    for stage, after in steps:
        when = scene.ago(days - after)
        if stage == "filed":
            for item in case.checklist:
                if item.required and item.stage == "filed":
                    support.check(
                        scene.session, officer, case.id, item.id, CheckState.ACCEPTED, "", when
                    )
        number = "mô phỏng-4-2025" if stage == "filed" else ""
        support.step(
            scene.session, officer, case.id, stage, day_in_vietnam(when), number, "", when
        )
