"""Fairs in a browser: asking for a booth, giving it, publishing; what the public may not see."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from contest.contests.kinds import Stage
from core.accounts.model import Account
from core.identity import Identity
from core.registry.model import Establishment, Product
from core.rights import Role
from fairs.fairs import queries, service
from fairs.fairs.kinds import ApplicationStatus, FairStatus
from fairs.fairs.model import Application, Fair
from fairs.fairs.rules import WinningCertificate
from tests.build import market, people
from tests.build.people import NOW
from tests.build.world import Half, World, world
from tests.web.conftest import HTMX, Visitor

Visit = Callable[..., Visitor]
WHO = Identity(1, "Ban tổ chức (mô phỏng)")
WIN = WinningCertificate("01/GCN", "province", 2026, in_force=True)


@pytest.fixture
def made(db: Session) -> World:
    """Two provinces whose contests are announced; fairs open around the real now."""
    found = world(db, Stage.ANNOUNCED)
    for half in (found.here, found.there):
        half.establishment.phone = "0912345678"
    return found


def applied(db: Session, here: Half, maker: Establishment, product: Product) -> Application:
    return service.apply(db, WHO, here.fair.id, maker.id, product.id, WIN, 1, "", NOW)


def test_a_maker_asks_and_sees_the_booth_once_published(
    db: Session, visit: Visit, made: World
) -> None:
    here = made.here
    owner, organiser = here.people[Role.PRODUCER], here.people[Role.FAIR_ORGANISER]
    here.fair.apply_from = NOW - timedelta(days=800)
    here.fair.apply_until = NOW + timedelta(days=20)
    browser, desk, stranger = visit(owner), visit(organiser), visit(None)
    url = f"/ho-so/co-so/{here.establishment.id}/hoi-cho"
    assert here.fair.name in browser.get("/ho-so/hoi-cho").text
    form = browser.get(f"{url}?hoi-cho={here.fair.slug}")
    assert here.certificate.number in form.text
    given = {"fair": here.fair.slug, "product_id": str(here.product.id), "booths_wanted": "2"}
    refused = browser.post(url, data={**given, "booths_wanted": "nhiều"})
    assert refused.status_code == 422
    assert "Hãy viết một số nguyên" in refused.text
    assert 'value="nhiều"' in refused.text
    for _ in range(2):
        sent = browser.post(url, data=given)
        assert (sent.status_code, sent.headers["location"]) == (303, "/ho-so/hoi-cho")
    db.expire_all()
    (application,) = queries.applications(db, here.fair.id)
    assert (application.booths_wanted, application.certificate_number) == (
        2,
        here.certificate.number,
    )
    name = here.establishment.name
    db.commit()
    base = f"/dieu-hanh/hoi-cho/{here.fair.slug}"
    assert desk.post(f"{base}/buoc", data={"to": "allotting"}).status_code == 303
    board = desk.get(base)
    assert "A01, A02" in board.text
    seen = board.text.split('name="seen" value="')[1].split('"')[0]
    fragment = desk.post(f"{base}/theo-de-xuat", data={"seen": seen}, headers=HTMX)
    assert fragment.status_code == 200
    assert "<html" not in fragment.text
    assert "Gỡ gian A01" in fragment.text
    assert desk.post(f"{base}/theo-de-xuat", data={"seen": seen}).status_code == 409
    before = stranger.get(f"/hoi-cho/{here.fair.slug}").text
    assert name not in before
    assert "Chưa công bố ai đứng ở gian nào" in before
    assert "A01" not in browser.get("/ho-so/hoi-cho").text
    assert desk.post(f"{base}/buoc", data={"to": "published"}).status_code == 303
    after = stranger.get(f"/hoi-cho/{here.fair.slug}").text
    assert name in after
    assert "0912345678" not in after + before
    assert f'aria-label="A01: đã xếp, {name}"' in after
    assert '<tr id="gian-A01">' in after
    product = f"{here.product.slug}-{here.product.code}"
    assert f'href="/san-pham/{product}"' in after
    assert stranger.get(f"/san-pham/{product}").status_code == 200
    assert "A01" in browser.get("/ho-so/hoi-cho").text
    gone = browser.post(f"{url}/rut", data={"fair": here.fair.slug})
    assert gone.status_code == 303
    assert name not in stranger.get(f"/hoi-cho/{here.fair.slug}").text


def test_without_a_certificate_in_force_there_is_no_form_and_no_way(
    db: Session, visit: Visit, made: World
) -> None:
    here = made.here
    here.fair.apply_from = NOW - timedelta(days=800)
    here.certificate.valid_until = NOW.date()
    browser = visit(here.people[Role.PRODUCER])
    url = f"/ho-so/co-so/{here.establishment.id}/hoi-cho"
    page = browser.get(f"{url}?hoi-cho={here.fair.slug}").text
    assert "Chưa có sản phẩm đủ điều kiện" in page
    assert "booths_wanted" not in page
    given = {"fair": here.fair.slug, "product_id": str(here.product.id), "booths_wanted": "1"}
    told = browser.post(url, data=given)
    assert told.status_code == 409
    assert "không còn giá trị vào ngày" in told.text
    foreign = {**given, "product_id": str(made.there.product.id)}
    refused = browser.post(url, data=foreign, headers=HTMX)
    assert refused.status_code == 422
    assert "<html" not in refused.text


def test_a_booth_is_given_to_one_and_the_other_is_told(
    db: Session, visit: Visit, made: World
) -> None:
    here = made.here
    first = applied(db, here, here.establishment, here.product)
    second = applied(db, here, made.there.establishment, made.there.product)
    here.fair.status = FairStatus.ALLOTTING
    booth, days = here.fair.booths[0].id, [str(day.id) for day in here.fair.days]
    desk = visit(here.people[Role.FAIR_ORGANISER])
    url = f"/dieu-hanh/hoi-cho/{here.fair.slug}"
    given = {"application": str(first.id), "booth": str(booth), "days": days, "reason": "gần cửa"}
    assert desk.post(f"{url}/xep", data={**given, "days": []}).status_code == 422
    assert desk.post(f"{url}/xep", data=given).status_code == 303
    taken = desk.post(f"{url}/xep", data={**given, "application": str(second.id)})
    assert taken.status_code == 409
    assert f"Gian A01 đã xếp cho {here.establishment.name}" in taken.text
    foreign = market.fair(db, unit_id=made.there.unit_id)
    db.commit()
    wrong = desk.post(f"/dieu-hanh/hoi-cho/{foreign.slug}/xep", data=given)
    assert wrong.status_code == 404
    assert desk.post(f"{url}/xep", data={**given, "application": "999999"}).status_code == 404
    refused = desk.post(f"{url}/tu-choi", data={"application": str(second.id)})
    assert refused.status_code == 422
    assert "Hãy ghi rõ lý do" in refused.text
    said = {"application": str(second.id), "reason": "Hết gian"}
    assert desk.post(f"{url}/tu-choi", data=said).status_code == 303
    back = {"application": str(first.id), "booth": str(booth)}
    assert "Gỡ gian" not in desk.post(f"{url}/go", data=back, headers=HTMX).text
    db.expire_all()
    assert {one.id: one.status for one in queries.applications(db, here.fair.id)} == {
        first.id: ApplicationStatus.ASKED,
        second.id: ApplicationStatus.REFUSED,
    }


def test_a_fair_is_planned_in_the_form(db: Session, visit: Visit, made: World) -> None:
    desk = visit(made.here.people[Role.FAIR_ORGANISER])
    given = {
        "name": "Hội chợ Xuân (mô phỏng)",
        "unit_id": str(made.here.unit_id),
        "venue": "Quảng trường",
        "organiser": "Sở Công Thương (mô phỏng)",
        "first_day": "20/01/2027",
        "last_day": "24/01/2027",
        "apply_from": "01/12/2026",
        "apply_until": "31/12/2026",
        "rows": "2",
        "per_row": "10",
        "booth_price_dong": "6tr",
        "supported_percent": "80",
    }
    wrong = {**given, "last_day": "19/01/2027", "unit_id": str(made.there.unit_id)}
    refused = desk.post("/dieu-hanh/hoi-cho/moi", data=wrong)
    assert refused.status_code == 422
    assert "Ngày kết thúc phải từ ngày khai mạc trở đi." in refused.text
    assert "Hãy chọn một địa bàn mà bạn được giao phụ trách." in refused.text
    assert 'value="Quảng trường"' in refused.text
    sent = desk.post("/dieu-hanh/hoi-cho/moi", data=given)
    url = "/dieu-hanh/hoi-cho/hoi-cho-xuan-mo-phong-2027"
    assert (sent.status_code, sent.headers["location"]) == (303, url)
    page = desk.get(url).text
    assert page.count('<tr id="gian-') == 20
    assert visit(None).get("/hoi-cho/hoi-cho-xuan-mo-phong-2027").status_code == 404
    assert desk.post(f"{url}/buoc", data={"to": "open"}).status_code == 303
    public = visit(None).get("/hoi-cho/hoi-cho-xuan-mo-phong-2027").text
    assert "6.000.000" in public
    assert "Hội chợ Xuân (mô phỏng)" in visit(None).get("/hoi-cho").text
    assert desk.post(f"{url}/buoc", data={"to": "published"}).status_code == 409
    assert desk.post(f"{url}/buoc", data={"to": "draft"}).status_code == 422


def people_of_fair(db: Session, fair: Fair) -> Account:
    """An organiser who holds this one fair by name."""
    account = people.account(db, "Người giữ một hội chợ (mô phỏng)")
    people.grant(db, account, Role.FAIR_ORGANISER, fair_id=fair.id)
    return account


def test_lists_are_scoped_and_take_a_fixed_number_of_statements(
    db: Session, visit: Visit, made: World, statements: list[str]
) -> None:
    other = market.fair(db, unit_id=made.here.unit_id)
    desk, one = visit(made.here.people[Role.FAIR_ORGANISER]), visit(people_of_fair(db, other))
    counted = []
    for more in (0, 3):
        for _ in range(more):
            market.fair(db, unit_id=made.here.unit_id)
        db.commit()
        numbers = []
        for browser, url in ((desk, "/dieu-hanh/hoi-cho"), (visit(None), "/hoi-cho")):
            statements.clear()
            page = browser.get(url).text
            numbers.append(len([s for s in statements if not s.startswith("PRAGMA")]))
            assert made.here.fair.name in page
        counted.append(numbers)
    assert counted[0] == counted[1]
    assert made.there.fair.name not in desk.get("/dieu-hanh/hoi-cho").text
    page = one.get("/dieu-hanh/hoi-cho").text
    assert other.name in page
    assert made.here.fair.name not in page
