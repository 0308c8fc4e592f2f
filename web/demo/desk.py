"""What lies on the office's desk: yearly reports, look-alikes in the register, consents, somebody
who asks to join, an invitation, a list that was sent in."""

from contest.reports import service as reports
from core.accounts import invitations
from core.errors import Conflict
from core.registry import consents, members
from core.registry import service as registry
from core.registry.kinds import EstablishmentKind, Origin
from core.registry.rules import EstablishmentFacts
from core.rights import Role
from web.demo.scene import MARK, Scene, at
from web.imports import work
from web.imports.known import KINDS

LATE = ("luc-binh-vl", "tre-tb", "go-vl", "mam-vl", "gia-vi", "nam-tb", "keo", "mam")
"""Makers that do not report."""

LOOK_ALIKE = (
    ("NEM BA GÓI", "859", "Vũng Liêm", "Huỳnh Văn Gói"),
    ("Tổ hợp tác đan lục bình Trung Thành", "859", "Trung Thành", "Phan Thị Bèo"),
    ("HTX Lúa gạo Đồng Cạn", "859", "Hiếu Nhơn", "Cao Thị Lúa"),
)
"""Written down a second time by another hand: name, district, commune, representative."""

LIST = "danh-sach-co-so-2026.csv"
ROWS = """Tên cơ sở,Loại cơ sở,Người đại diện,Địa chỉ,Xã/phường,Tỉnh,Số lao động,Sản phẩm
Cơ sở Bánh tét Sáu Nếp (mô phỏng),Hộ kinh doanh,Lê Thị Sáu (mô phỏng),Ấp Đông,Xã Trà Ôn,Vĩnh Long,6,Bánh tét lá cẩm
Hợp tác xã Bưởi da xanh Bảy Vườn (mô phỏng),Hợp tác xã,Ngô Văn Vườn (mô phỏng),Ấp Tây,Xã Chợ Lách,Vĩnh Long,21,Bưởi da xanh
Cơ sở Cốm dẹp Chín Giã (mô phỏng),Hộ kinh doanh,Thạch Văn Giã (mô phỏng),Khóm 3,Xã Trà Cú,Vĩnh Long,9,Cốm dẹp
Cơ sở Kẹo chuối Tám Lửa (mô phỏng),Hộ kinh doanh,Trần Thị Lửa (mô phỏng),Ấp Chợ,Xã Không Có,Vĩnh Long,4,Kẹo chuối
,Hộ kinh doanh,Phạm Văn Trống (mô phỏng),Ấp Chợ,Xã Cầu Kè,Vĩnh Long,3,Dừa sáp
"""  # noqa: E501 (rows of a table)
"""A list with two rows that cannot be taken: a place that is nowhere, a maker without a name."""


def pile_up(scene: Scene) -> None:
    """Everything of the above."""
    _reports(scene)
    _look_alikes(scene)
    _consents(scene)
    _joining(scene)
    _list(scene)


def _reports(scene: Scene) -> None:
    """Most holders reported for the two years before this one."""
    secretary = scene.who("secretary")
    this_year = scene.now.year
    for year in (this_year - 2, this_year - 1):
        for number, (key, made) in enumerate(scene.makers.items()):
            if key in LATE or (year == this_year - 1 and number % 4 == 0):
                continue
            when = at(year, 12, 5 + number % 20)
            try:
                reports.receive(scene.session, secretary, made.id, year, when.date(), "", when)
            except Conflict:  # held no certificate that year: owes nothing
                continue


def _look_alikes(scene: Scene) -> None:
    secretary, when = scene.who("secretary"), scene.ago(70)
    for name, district, commune, person in LOOK_ALIKE:
        registry.create_establishment(
            scene.session,
            secretary,
            scene.wiring.sealer,
            EstablishmentFacts(
                name=name + MARK,
                kind=EstablishmentKind.HOUSEHOLD_BUSINESS,
                number="",
                unit_id=scene.places.old_communes[district, commune],
                address="Ấp Chợ",
                representative=person + MARK,
            ),
            when,
            Origin.SIMULATED,
            on_behalf=True,
        )


def _consents(scene: Scene) -> None:
    """One maker lets the collaborator of his commune act for him; another needs none any more."""
    session, helper = scene.session, scene.people["collaborator"]
    own = scene.makers["dua"]
    note = "Nhờ lập giúp hồ sơ năm nay."
    consents.give(session, scene.who("producer-1"), own.id, helper.id, note, scene.ago(140))
    (given, *_older) = consents.consents_of(session, scene.makers["soi-to"].id)
    consents.end(session, scene.who("ctv-857"), given.id, scene.ago(25))
    scene.rights_changed()


def _joining(scene: Scene) -> None:
    """A producer asks to join another's establishment; a commune officer is invited."""
    when = scene.ago(3)
    made = scene.makers["gom"]
    members.ask_to_join(scene.session, scene.who("producer-2"), made.id, when)
    invitations.invite(
        scene.session,
        scene.who("secretary"),
        name=f"Cán bộ xã mới{MARK}",
        contact="can-bo-moi@mo-phong.example",
        role=Role.OFFICER,
        unit_id=scene.places.communes["quoi-thien"],
        now=scene.ago(1),
    )


def _list(scene: Scene) -> None:
    """The list waits for the worker to look through it."""
    work.receive(
        scene.session,
        scene.wiring,
        scene.who("secretary"),
        KINDS["roster"],
        scene.places.province,
        LIST,
        ROWS.encode("utf-8-sig"),
        min(scene.ago(0, 7), scene.now),
    )
