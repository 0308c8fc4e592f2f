"""The report of localities, and a product's way up, in a browser."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from contest.entries.kinds import EntryPath, EntryStatus
from core.registry.kinds import ProductGroup
from core.rights import Role
from core.territory.model import Unit
from core.territory.rules import UnitKind
from tests.build import certificates, contests, dossiers, people, register
from tests.build.places import unit
from tests.contest.nominations.test_lineage import put_forward
from tests.web.conftest import HTMX, Visitor, plain_words
from tests.web.room import entered, room

Visit = Callable[..., Visitor]


def test_a_locality_that_sends_nothing_has_a_line(
    visit: Visit, db: Session, statements: list[str]
) -> None:
    made = room(db)
    parent = db.get_one(Unit, made.where.province)
    unit(db, UnitKind.COMMUNE, "Xã An Bình", code="29584", parent=parent)
    entered(db, made)
    path = f"{made.path}/de-cu/dia-phuong"
    browser = visit(made.secretary)
    page = plain_words(browser.get(path).text)
    assert "Xã An Bình chưa gửi 0 0 0" in page
    assert "1/2 địa phương có gửi" in page
    part = browser.get(f"{path}?dia-gioi=nay", headers=HTMX).text
    assert part.strip().startswith('<div id="report"')
    assert browser.get(f"{path}.xlsx").status_code == 200
    statements.clear()
    browser.get(path)
    first = len(statements)
    for _ in range(2):
        entered(db, made)
    db.commit()
    statements.clear()
    browser.get(path)
    assert len(statements) == first


def test_the_lowest_level_says_that_nobody_sends(visit: Visit, db: Session) -> None:
    made = room(db)
    commune = contests.contest(
        db, unit_id=made.where.commune, level=ContestLevel.COMMUNE, year=2026
    )
    path = f"/dieu-hanh/binh-chon/{commune.slug}/de-cu/dia-phuong"
    browser = visit(made.secretary)
    assert "Cấp thấp nhất" in browser.get(path).text
    stranger = people.person(db, Role.SECRETARY, unit_id=made.where.stranger)
    assert visit(stranger).get(path).status_code == 404


def test_the_way_up_stands_on_the_products_page(visit: Visit, db: Session) -> None:
    made = room(db, Stage.ANNOUNCED)
    maker = register.establishment(db, unit_id=made.where.commune)
    product = register.product(db, maker)
    district = contests.contest(db, unit_id=made.where.old_district, stage=Stage.ANNOUNCED)
    low = certificates.certificate(
        db, contests.entry(db, district, product, maker), district, issued_on=date(2024, 10, 5)
    )
    address = f"/san-pham/{product.slug}-{product.code}"
    browser = visit(None)
    assert "Từ cấp dưới lên" not in browser.get(address).text  # one level tells nothing more
    put_forward(db, low, made.contest)
    entry = contests.entry(
        db,
        made.contest,
        product,
        maker,
        path=EntryPath.LOWER_CERTIFICATE,
        lower_certificate_id=low.id,
    )
    high = certificates.certificate(db, entry, made.contest, issued_on=date(2026, 6, 1))
    db.commit()
    page = plain_words(browser.get(address).text)
    way = page[page.index("Từ cấp dưới lên") :]
    assert way.index(district.title) < way.index(made.contest.title)
    for told in (low.number, high.number, "Được đề cử theo văn bản số 56/UBND-KT", "2024", "2026"):
        assert told in way


def test_a_letter_is_refused_where_a_lower_contest_was_held(visit: Visit, db: Session) -> None:
    made = room(db)
    lan = dossiers.maker(db, made.where)
    now = datetime.now(UTC)
    entry = dossiers.written(db, lan, made.contest, now)
    entry.group, entry.forwarding_letter = ProductGroup.HANDICRAFT, "12/UBND-KT"
    held = contests.contest(
        db,
        unit_id=made.where.commune,
        level=ContestLevel.COMMUNE,
        stage=Stage.ANNOUNCED,
        year=2026,
    )
    browser, path = visit(lan.account), f"/ho-so/du-thi/{entry.id}"
    refused = browser.post(f"{path}/nop", data={"declared": "1"})
    assert refused.status_code == 409
    assert f"đã tổ chức bình chọn cấp dưới ({held.title})" in plain_words(refused.text)
    assert "Đ12.2d" in refused.text
    held.stage = Stage.CANCELLED
    db.commit()
    assert browser.post(f"{path}/nop", data={"declared": "1"}).status_code == 303
    db.refresh(entry)
    assert (entry.status, entry.path) == (EntryStatus.FILED, EntryPath.FORWARDING_LETTER)
