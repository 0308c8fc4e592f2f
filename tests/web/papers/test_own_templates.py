"""An office keeps its own templates: who may, what is used from then on, the way back; and what
it writes on one paper."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind
from contest.contests.kinds import ContestLevel
from contest.entries.kinds import EntryPath
from contest.papers import queries
from contest.papers.kinds import PaperKind
from core.rights import Role
from core.territory.model import Unit
from core.territory.rules import UnitKind
from tests.build import contests, judging, people
from tests.build.judging import Hall
from tests.build.people import NOW
from tests.web.conftest import Visitor, plain_words
from tests.web.papers.editing import typed
from tests.web.papers.reading import words
from tests.web.papers.test_papers import address, decided, recognised
from web.papers.kinds import PAPERS, filled
from web.papers.known import Asked, Known
from web.papers.render import template
from web.papers.sample import sample

Visit = Callable[..., Visitor]
OWN = "Mẫu của Sở: {{ contest_title }}"


@pytest.fixture
def hall(db: Session) -> Hall:
    """Two products, three jurors, everything signed: 90 and 60 points."""
    made = judging.hall(db, entries=2, now=datetime.now(UTC))
    judging.sheets(db, made, [[9000, 9000, 9000], [6000, 6000, 6000]])
    return made


def page(hall: Hall, kind: str = "plan", unit_id: int | None = None) -> str:
    """The page of a template."""
    return f"/dieu-hanh/mau-van-ban/{unit_id or hall.unit_id}/{kind}"


def stranger(db: Session, hall: Hall) -> int:
    """Another province."""
    query = select(Unit.id).where(
        Unit.kind == UnitKind.PROVINCE, Unit.id != hall.unit_id, Unit.valid_until.is_(None)
    )
    return db.scalars(query).first() or 0


def send(browser: Visitor, where: str, docx: bytes, note: str = "") -> int:
    """Send a template; the status."""
    answer = browser.post(where, files={"file": ("kế hoạch.docx", docx)}, data={"note": note})
    return answer.status_code


def test_own_template_is_used_from_then_on(db: Session, hall: Hall, visit: Visit) -> None:
    browser = visit(hall.secretary)
    before = browser.get(address(hall, "ke-hoach")).content
    own = typed(template("plan"), OWN)
    assert send(browser, page(hall), own, "thêm một dòng") == 303
    assert f"Mẫu của Sở: {hall.contest.title}" in words(
        browser.get(address(hall, "ke-hoach")).content
    )
    shown = plain_words(browser.get(page(hall)).text)
    assert "kế hoạch.docx thêm một dòng" in shown
    assert browser.get(f"{page(hall)}/mau.docx?version=1").content == own
    assert browser.get(f"{page(hall)}/mau.docx").content == template("plan")
    listed = browser.get(f"/dieu-hanh/binh-chon/{hall.contest.slug}/van-ban").text
    assert plain_words(listed).count("theo mẫu của đơn vị") == 1
    assert browser.post(f"{page(hall)}/dung-lai").status_code == 303
    assert browser.get(address(hall, "ke-hoach")).content == before
    assert browser.post(f"{page(hall)}/dung-lai").status_code == 409
    assert browser.post(f"{page(hall)}/dung-lai", data={"version": "1"}).status_code == 303
    assert "Mẫu của Sở" in words(browser.get(address(hall, "ke-hoach")).content)
    db.rollback()
    versions = queries.history(db, hall.unit_id, PaperKind.PLAN)
    assert [(one.version, bool(one.key)) for one in versions] == [(3, True), (2, False), (1, True)]
    assert {one.made_by_name for one in versions} == {hall.secretary.name}
    # of one kind and one place only
    assert "Mẫu của Sở" not in words(browser.get(address(hall, "hoi-dong")).content)


def test_a_commune_uses_the_template_of_its_province(
    db: Session, hall: Hall, visit: Visit
) -> None:
    below = contests.contest(db, unit_id=hall.commune_id, level=ContestLevel.COMMUNE)
    browser = visit(hall.secretary)
    assert send(browser, page(hall), typed(template("plan"), OWN)) == 303
    path = f"/dieu-hanh/binh-chon/{below.slug}/van-ban/ke-hoach.docx"
    assert "Mẫu của Sở" in words(browser.get(path).content)


def test_who_keeps_templates(db: Session, hall: Hall, visit: Visit) -> None:
    own = template("plan")
    admin = people.person(db, Role.ADMINISTRATOR)
    for allowed in (hall.secretary, admin):
        assert visit(allowed).get(page(hall)).status_code == 200
        assert send(visit(allowed), page(hall), own) == 303
    elsewhere = people.person(db, Role.SECRETARY, unit_id=stranger(db, hall))
    of_commune = people.person(db, Role.SECRETARY, unit_id=hall.commune_id)
    for denied, status in (
        (hall.jurors[0], 403),
        (hall.chair, 403),
        (people.person(db, Role.INSPECTOR, unit_id=hall.unit_id), 403),
        (elsewhere, 404),
        (of_commune, 404),
    ):
        browser = visit(denied)
        assert browser.get(page(hall)).status_code == status
        assert browser.get(f"{page(hall)}/mau.docx?version=1").status_code == status
        assert send(browser, page(hall), own) == status
        assert browser.post(f"{page(hall)}/dung-lai").status_code == status
    # a commune keeps none of its own
    assert visit(of_commune).get(page(hall, unit_id=hall.commune_id)).status_code == 404
    assert send(visit(of_commune), page(hall, unit_id=hall.commune_id), own) == 404
    assert visit(hall.secretary).get(page(hall, "nonsense")).status_code == 404
    assert visit(hall.secretary).get("/dieu-hanh/mau-van-ban").status_code == 200


def test_a_refused_template_says_why_and_changes_nothing(
    db: Session, hall: Hall, visit: Visit
) -> None:
    browser = visit(hall.secretary)
    broken = typed(template("plan"), "Số: {{ so_van_ban }}")
    answer = browser.post(page(hall), files={"file": ("x.docx", broken)}, data={"note": "thử"})
    assert answer.status_code == 422
    said = plain_words(answer.text)
    assert "Văn bản này không có trường: so_van_ban (¶" in said
    assert "“Số: {{ so_van_ban }}”" in said
    assert browser.post(page(hall), data={"note": "x"}).status_code == 422
    db.rollback()
    assert queries.history(db, hall.unit_id, PaperKind.PLAN) == []


def test_what_the_office_writes_on_a_paper(db: Session, hall: Hall, visit: Visit) -> None:
    browser = visit(hall.secretary)
    form = f"/dieu-hanh/binh-chon/{hall.contest.slug}/van-ban/ke-hoach"
    listed = f"/dieu-hanh/binh-chon/{hall.contest.slug}/van-ban"
    assert "Chưa ghi ngày ký." in plain_words(browser.get(listed).text)
    typed_in = {
        "number": "15/KH-SCT",
        "signed_on": "05/02/2026",
        "capacity": "KT. Giám đốc\nPhó Giám đốc",
        "signer": "Trần Văn Mẫu (mô phỏng)",
        "recipients": "- UBND tỉnh (b/c);\nCác xã, phường;\n\n- Lưu: VT, QLCN.",
    }
    assert browser.post(form, data=typed_in).status_code == 303
    said = words(browser.get(address(hall, "ke-hoach")).content)
    for piece in (
        "Số: 15/KH-SCT",
        "ngày 05 tháng 02 năm 2026",
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Trần Văn Mẫu (mô phỏng)",
        "Nơi nhận: - UBND tỉnh (b/c); - Các xã, phường; - Lưu: VT, QLCN.",
    ):
        assert piece in said
    assert "Trần Văn Mẫu" in browser.get(form).text
    told = plain_words(browser.get(listed).text)
    assert "Chưa ghi ngày ký." not in told
    bad = browser.post(form, data={**typed_in, "signed_on": "31/02/2026"})
    assert (bad.status_code, "Trần Văn Mẫu" in bad.text) == (422, True)
    assert browser.get(f"{listed}/phieu-trang").status_code == 404
    assert browser.get(f"{listed}/nonsense").status_code == 404
    assert visit(hall.jurors[0]).post(form, data=typed_in).status_code == 403


def test_a_forwarding_letter_for_every_locality(db: Session, hall: Hall, visit: Visit) -> None:
    browser = visit(hall.secretary)
    assert browser.get(address(hall, "cong-van-chuyen")).status_code == 409
    hall.entries[0].path = EntryPath.FORWARDING_LETTER
    hall.entries[0].forwarding_letter = "45/UBND-KT"
    db.commit()
    listed = browser.get(f"/dieu-hanh/binh-chon/{hall.contest.slug}/van-ban").text
    link = address(hall, "cong-van-chuyen", f"?noi={hall.commune_id}")
    assert link in listed
    said = words(browser.get(link).content)
    for piece in ("Số: 45/UBND-KT", "V/v chuyển hồ sơ tham gia", "01 sản phẩm", "Bình gốm số 1"):
        assert piece in said
    assert "Bình gốm số 2" not in said
    assert browser.get(address(hall, "cong-van-chuyen", "?noi=999999")).status_code == 409


def test_the_list_reads_no_more_for_more_products(
    db: Session, hall: Hall, visit: Visit, statements: list[str]
) -> None:
    decided(db, hall)
    recognised(db, hall)
    browser = visit(hall.secretary)
    listed = f"/dieu-hanh/binh-chon/{hall.contest.slug}/van-ban"
    browser.get(listed)
    statements.clear()
    browser.get(listed)
    few = len(statements)
    assert not [one for one in statements if "score_sheets" in one or "FROM standings" in one]
    for no in range(5):
        judging.more_entry(db, hall, f"Chiếu {no}")
    db.commit()
    statements.clear()
    browser.get(listed)
    assert len(statements) == few <= 34


def shape(value: object) -> object:
    """The names in a template's fields, without what they hold."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return ""


def same(real: object, tried: object) -> bool:
    """Whether real fields are those of the sample; an empty list fits any."""
    if isinstance(real, dict) and isinstance(tried, dict):
        return real.keys() == tried.keys() and all(same(real[k], tried[k]) for k in real)
    if isinstance(real, list) and isinstance(tried, list):
        return not real or not tried or same(real[0], tried[0])
    return real == tried


def test_samples_have_the_fields_of_real_papers(db: Session, hall: Hall) -> None:
    hall.entries[0].path = EntryPath.FORWARDING_LETTER
    contests.body(db, hall.contest, BodyKind.SUPPORT_TEAM)
    decided(db, hall)
    recognised(db, hall)
    known = Known(db, hall.contest, NOW, True)
    seat = Asked(seat_id=hall.seats[0].id)
    tried = []
    for paper in PAPERS:
        if paper.lacks(known):
            continue
        real = filled(paper, known, seat if paper.slug == "phieu-cham" else Asked())
        assert same(shape(real), shape(sample(paper.kind))), paper.slug
        tried.append(paper.slug)
    assert len(tried) == len(PAPERS) - 2  # nothing was put forward
