"""Trademark cases of the demonstration: one and more at every stage, with papers and money."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.clock import day_in_vietnam
from fairs.support import service as support
from fairs.support.kinds import CheckState, Outcome
from fairs.support.model import SupportCase
from web.demo.scene import Scene, at
from web.winners import winner

WAY = (
    ("drafting", 10),
    ("filed", 30),
    ("formal_examination", 58),
    ("publication", 110),
    ("substantive_examination", 375),
    ("granted", 420),
)
"""Stages and the days after the opening at which a case usually comes to them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case of the story. `until` is the last stage it came to; "" when it was only opened.

    `approved_dong` 0 for nothing yet. It ends with `outcome` ten days after its last stage.
    `shift` moves its stages by so many days: some are quicker than others.
    """

    product: str
    mark: str
    classes: tuple[int, ...]
    cost_dong: int
    opened: datetime
    until: str = ""
    approved_dong: int = 0
    outcome: Outcome | None = None
    shift: int = 0


def cases(scene: Scene) -> tuple[Case, ...]:
    """Every case, in the order in which they were opened."""
    return (
        Case("tra-mang-cau", "GIỒNG CÁT", (30,), 50_000_000, at(2021, 3, 8), "granted",
             25_000_000, Outcome.GRANTED),
        Case("gom-phu-dieu", "GỐM CỔ CHIÊN", (21,), 80_000_000, at(2021, 9, 6), "granted",
             35_000_000, Outcome.GRANTED),
        Case("mam-linh", "TƯ SÔNG", (30,), 30_000_000, at(2022, 9, 12),
             "substantive_examination", 15_000_000, Outcome.REFUSED),
        Case("cha-ca", "VÀM SÔNG", (29,), 46_000_000, at(2022, 10, 3), "granted", 23_000_000,
             Outcome.GRANTED),
        Case("keo-ong", "ONG VƯỜN NHÃN", (30,), 28_000_000, at(2023, 2, 20), "drafting",
             outcome=Outcome.WITHDRAWN),
        Case("ghe-luc-binh", "BÈO SÔNG", (20,), 36_000_000, at(2023, 5, 15), "granted",
             18_000_000, Outcome.GRANTED, -12),
        Case("lap-xuong", "CHỢ QUÊ", (29,), 52_000_000, at(2024, 10, 14),
             "substantive_examination", 26_000_000),
        Case("binh-gom", "GỐM ĐỎ BẾN LÒ", (21,), 40_000_000, scene.ago(400), "publication",
             20_000_000, shift=5),
        Case("dau-dua", "DỪA QUỚI THIỆN", (29, 3), 44_000_000, scene.ago(215),
             "formal_examination", 22_000_000),
        Case("banh-trang", "BA NẾP", (30,), 60_000_000, scene.ago(60), "drafting"),
        Case("bun-cu-lao", "SÔNG TIỀN", (30,), 38_000_000, scene.ago(55), "filed", 19_000_000),
        Case("tau-hu-ky", "MỸ HÒA", (29,), 32_000_000, scene.ago(25), "drafting"),
        Case("mat-dua", "CỒN CHIM", (30, 32), 35_000_000, scene.ago(6)),
    )  # fmt: skip


def open_all(scene: Scene) -> None:
    """Lead every case as far as it came; those whose product has no certificate then are not
    there (years go by after 2027)."""
    for one in cases(scene):
        found = winner(scene.session, scene.products[one.product].id, day_in_vietnam(one.opened))
        if found is not None and found.in_force:
            _lead(scene, one)


def _lead(scene: Scene, one: Case) -> None:
    product_id = scene.products[one.product].id
    case = support.open_case(
        scene.session,
        scene.holder(one.product),
        product_id,
        one.mark,
        list(one.classes),
        one.cost_dong,
        None,
        winner(scene.session, product_id, day_in_vietnam(one.opened)),
        scene.places.province,
        one.opened,
    )
    if not one.until:
        return
    keys = [stage for stage, _ in WAY]
    last = one.opened
    for stage, after in WAY[: keys.index(one.until) + 1]:
        last = one.opened + timedelta(days=max(1, after + one.shift))
        _step(scene, case, stage, last)
    if one.until == "drafting" and one.outcome is None:
        _papers_at_hand(scene, case, last)
    if one.approved_dong:
        when = one.opened + timedelta(days=20)
        support.approve(
            scene.session,
            scene.who("manager"),
            case.id,
            one.approved_dong,
            "Đủ giấy tờ, trong mức hỗ trợ.",
            when,
        )
    if one.outcome is not None:
        support.close(
            scene.session,
            scene.who("support"),
            case.id,
            one.outcome,
            NOTES[one.outcome],
            last + timedelta(days=10),
        )


NOTES = {
    Outcome.GRANTED: "Đã bàn giao giấy chứng nhận cho cơ sở.",
    Outcome.REFUSED: "Trùng với nhãn hiệu đã đăng ký; cơ sở không khiếu nại.",
    Outcome.WITHDRAWN: "Cơ sở xin dừng để đổi tên nhãn hiệu.",
}


def _step(scene: Scene, case: SupportCase, stage: str, when: datetime) -> None:
    officer = scene.who("support")
    if stage == "filed":
        for item in case.checklist:
            if item.required and item.stage == "filed":
                support.check(
                    scene.session, officer, case.id, item.id, CheckState.ACCEPTED, "", when
                )
    number = {"filed": "mô phỏng-4", "granted": "mô phỏng-GCN"}.get(stage, "")
    day = day_in_vietnam(when)
    full = f"{number}-{day.year}-{case.id:03d}" if number else ""
    support.step(scene.session, officer, case.id, stage, day, full, "", when)


def _papers_at_hand(scene: Scene, case: SupportCase, when: datetime) -> None:
    """Some papers are in, one was returned."""
    officer = scene.who("support")
    first, second, *_ = [item for item in case.checklist if item.required]
    support.check(scene.session, officer, case.id, first.id, CheckState.HANDED_IN, "", when)
    reason = "Mẫu nhãn hiệu mờ, gửi lại ảnh rõ hơn."
    support.check(scene.session, officer, case.id, second.id, CheckState.RETURNED, reason, when)
