"""Who can sign in to the demonstration: one person and more for every role, each marked."""

from core.accounts import service as accounts
from core.identity import SYSTEM
from core.rights import Role
from web.demo.scene import MARK, Scene

PLACE_ROLES: tuple[tuple[str, str, Role, str], ...] = (
    ("admin", "Quản trị viên", Role.ADMINISTRATOR, ""),
    ("secretary", "Thư ký Sở Công Thương", Role.SECRETARY, "province"),
    ("organiser", "Ban tổ chức hội chợ", Role.FAIR_ORGANISER, "province"),
    ("support", "Cán bộ hỗ trợ nhãn hiệu", Role.SUPPORT_OFFICER, "province"),
    ("manager", "Quản lý chương trình khuyến công", Role.PROGRAMME_MANAGER, "province"),
    ("inspector", "Thanh tra", Role.INSPECTOR, "province"),
    ("officer", "Cán bộ xã", Role.OFFICER, "a"),
    ("collaborator", "Cộng tác viên khuyến công", Role.COLLABORATOR, "a"),
)
SEATED: tuple[tuple[str, str], ...] = (
    ("chair", "Chủ tịch Hội đồng"),
    ("member-1", "Phó Chủ tịch thường trực Hội đồng"),
    ("head", "Trưởng ban Giám khảo"),
    ("juror-1", "Giám khảo Mai"),
    ("juror-2", "Giám khảo Trúc"),
    ("juror-3", "Giám khảo Cúc"),
    ("juror-4", "Giám khảo Tùng"),
)
"""They hold their roles by seats in councils and juries."""

PRODUCERS: tuple[tuple[str, str], ...] = (
    ("producer-1", "Chủ cơ sở Trần Văn Lò"),
    ("producer-2", "Chủ cơ sở Lê Thị Lá"),
    ("producer-3", "Chủ cơ sở Nguyễn Thị Nếp"),
)
WORD = "lang-nghe-2026"
"""The password of everybody in a demonstration; it is shown on the sign-in page."""


def assemble(scene: Scene) -> None:
    """Make the accounts and give the roles that are held in a place."""
    when = scene.ago(3000)
    everybody = [(key, name) for key, name, _role, _place in PLACE_ROLES]
    for key, name in (*everybody, *SEATED, *PRODUCERS):
        scene.people[key] = accounts.make_account(
            scene.session,
            name=name + MARK,
            email=f"{key}@mo-phong.example",
            phone=None,
            password=WORD,
            now=when,
            demonstration_word=WORD,
        )
    for key, _name, role, place in PLACE_ROLES:
        known = {"": None, "province": scene.places.province, **scene.places.communes}
        accounts.grant_role(
            scene.session, SYSTEM, scene.people[key].id, role, unit_id=known[place], now=when
        )
