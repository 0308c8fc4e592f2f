"""Everybody who walks, and what they come to know on the way: addresses and numbers."""

from dataclasses import dataclass

from tests.walk.actors import Person
from tests.walk.stage import ADMINISTRATOR, Stage

MARK = " (mô phỏng)"


@dataclass
class Company:
    """One person for each role, each with a browser; the addresses they speak of."""

    stage: Stage
    administrator: Person
    secretary: Person
    officer: Person
    lan: Person  # makes lanterns; walks with a telephone
    binh: Person  # helps Lan
    cuc: Person  # weaves mats, another establishment
    chair: Person
    head: Person  # of the jury
    juror: Person
    other_juror: Person
    organiser: Person  # of fairs
    supporter: Person  # officer of support
    manager: Person  # of programmes
    inspector: Person
    stranger: Person

    lantern_maker: int = 0
    mat_maker: int = 0
    lantern: int = 0
    mat: int = 0
    late_mat: int = 0
    contest: str = ""  # the district's, by its slug
    entry: int = 0
    mat_entry: int = 0
    certificate: str = ""  # its code
    complaint: int = 0
    upper: str = ""  # the provincial contest, by its slug
    fair: str = ""  # by its slug
    case: int = 0


def gather(stage: Stage) -> Company:
    """Open a browser for each."""

    def one(name: str, contact: str, *, phone: bool = False) -> Person:
        return Person(stage, name + MARK, contact, phone=phone)

    email, password = ADMINISTRATOR
    return Company(
        stage=stage,
        administrator=Person(stage, "Quản trị viên", email, password=password),
        secretary=one("Thư ký Hạnh", "0912000001"),
        officer=one("Cán bộ xã Út", "0912000002"),
        lan=one("Chủ cơ sở Lan", "0912000003", phone=True),
        binh=one("Người giúp Bình", "binh@walk.example", phone=True),
        cuc=one("Chủ cơ sở Cúc", "cuc@walk.example"),
        chair=one("Chủ tịch Hội đồng Tâm", "tam@walk.example"),
        head=one("Trưởng ban Giám khảo Nghĩa", "nghia@walk.example"),
        juror=one("Giám khảo Mai", "mai@walk.example", phone=True),
        other_juror=one("Giám khảo Trúc", "truc@walk.example"),
        organiser=one("Ban tổ chức Phúc", "phuc@walk.example"),
        supporter=one("Cán bộ hỗ trợ Sen", "sen@walk.example"),
        manager=one("Quản lý chương trình Đức", "duc@walk.example"),
        inspector=one("Thanh tra Nam", "nam@walk.example"),
        stranger=Person(stage, phone=True),
    )
