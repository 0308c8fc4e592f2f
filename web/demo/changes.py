"""How simulated makers changed: another name, another form, from a day on."""

from dataclasses import dataclass
from datetime import date, datetime

from core.registry import history as states
from core.registry.kinds import ChangeReason, EstablishmentKind
from core.registry.timeline import Change
from web.demo.scene import Scene, at


@dataclass(frozen=True, slots=True)
class Renamed:
    """A maker that bore another name, in another form, until a day."""

    maker: str
    former: str
    form: EstablishmentKind
    day: date
    paper: str


RENAMED = (
    Renamed(
        "gom-mt",
        "Tổ hợp tác Gốm Mỹ An",
        EstablishmentKind.COOPERATIVE_GROUP,
        date(2019, 3, 1),
        "Giấy chứng nhận đăng ký hợp tác xã số mô phỏng-12",
    ),
    Renamed(
        "thuy-san",
        "Cơ sở Cá bè Vàm Sông",
        EstablishmentKind.HOUSEHOLD_BUSINESS,
        date(2021, 7, 15),
        "Giấy chứng nhận đăng ký doanh nghiệp số mô phỏng-45",
    ),
    Renamed(
        "mat-ong",
        "Tổ hợp tác Nuôi ong An Bình",
        EstablishmentKind.COOPERATIVE_GROUP,
        date(2023, 5, 4),
        "Giấy chứng nhận đăng ký hợp tác xã số mô phỏng-31",
    ),
)
"""In order of time; older certificates keep the former name."""

FORMER = {one.maker: one for one in RENAMED}


def rename_until(scene: Scene, when: datetime) -> None:
    """Record every change of name and form that falls before then."""
    for one in RENAMED:
        if one.maker in scene.renamed or at(one.day.year, one.day.month, one.day.day) > when:
            continue
        made = scene.makers[one.maker]
        name, kind = scene.renamed_to[one.maker]
        states.record_change(
            scene.session,
            scene.who("secretary"),
            scene.wiring.sealer,
            made.id,
            Change(name, kind, "", one.day, ChangeReason.CONVERTED, one.paper),
            at(one.day.year, one.day.month, one.day.day, 15),
        )
        scene.renamed.add(one.maker)
