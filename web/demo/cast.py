"""Who can sign in to the demonstration: one person and more for every role, each marked."""

from collections.abc import Mapping

from core.accounts import passwords
from core.accounts import service as accounts
from core.identity import SYSTEM
from core.rights import Role
from web.demo.scene import MARK, Scene, at

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
NETWORK: tuple[tuple[str, str], ...] = (
    ("855", "Cộng tác viên thành phố Vĩnh Long"),
    ("857", "Cộng tác viên huyện Long Hồ"),
    ("858", "Cộng tác viên huyện Mang Thít"),
    ("859", "Cộng tác viên huyện Vũng Liêm"),
    ("860", "Cộng tác viên huyện Tam Bình"),
    ("862", "Cộng tác viên huyện Trà Ôn"),
)
"""Who filed for makers in the districts that stood until 30/6/2025: code of the district, name."""

WORD = "lang-nghe-2026"
"""The password of everybody in a demonstration; of the main ones it is shown when signing in."""
BEGUN = at(2015, 12, 1)
"""The story begins with its first accounts."""


def assemble(scene: Scene, makers: Mapping[str, str]) -> None:
    """Make the accounts and give the roles that are held in a place.

    `makers` are further holders of establishments: key → name.
    """
    hashed = passwords.hashed(WORD)  # once: a salt of each own hides nothing of a known word
    main = [(key, name) for key, name, _role, _place in PLACE_ROLES]
    for key, name in (*main, *SEATED, *PRODUCERS):
        _account(scene, key, name, hashed, offered=True)
    others = [(f"ctv-{code}", name) for code, name in NETWORK]
    for key, name in (*others, *makers.items()):
        _account(scene, key, name, hashed, offered=False)
    for key, _name, role, place in PLACE_ROLES:
        known = {"": None, "province": scene.places.province, **scene.places.communes}
        _grant(scene, key, role, known[place])
    for code, _name in NETWORK:
        _grant(scene, f"ctv-{code}", Role.COLLABORATOR, scene.places.districts[code])


def _account(scene: Scene, key: str, name: str, hashed: str, *, offered: bool) -> None:
    scene.people[key] = accounts.make_account(
        scene.session,
        name=name + MARK,
        email=f"{key}@mo-phong.example",
        phone=None,
        password=WORD,
        now=BEGUN,
        demonstration_word=WORD if offered else "",
        password_hash=hashed,
    )


def _grant(scene: Scene, key: str, role: Role, unit_id: int | None) -> None:
    account_id = scene.people[key].id
    accounts.grant_role(scene.session, SYSTEM, account_id, role, unit_id=unit_id, now=BEGUN)
    scene.rights_changed()
