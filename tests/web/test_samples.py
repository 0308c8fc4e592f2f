"""Samples on pages: desk, chair, maker, jury; labels without a name; slips to sign."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind, Position
from contest.contests.kinds import Stage
from contest.contests.model import Contest
from contest.entries import service as entries
from contest.entries.model import Entry
from contest.samples import service
from contest.samples.kinds import SampleWay
from contest.samples.model import Sample
from core.accounts.model import Account
from core.registry.kinds import ProductGroup
from core.rights import Role
from tests.build import contests, dossiers, people, samples
from tests.build.dossiers import Maker
from tests.web.conftest import Visitor, plain_words
from tests.web.test_screening import DESK, filed, open_contest, secretary

Visit = Callable[..., Visitor]


def valid(db: Session, by: Maker) -> tuple[Contest, Entry]:
    contest = open_contest(db, by)
    (entry,) = filed(db, by, contest)
    entries.accept(db, DESK, entry.id, ProductGroup.HANDICRAFT, datetime.now(UTC))
    return contest, entry


def chair(db: Session, contest: Contest) -> Account:
    account = people.account(db, "Chủ tịch (mô phỏng)")
    body = contests.body(db, contest, BodyKind.COUNCIL)
    contests.seat(db, body, account, Position.COUNCIL_CHAIR)
    return account


def test_a_sample_is_received_kept_and_given_back(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest, entry = valid(db, lan)
    id_ = entry.id
    office, base = visit(secretary(db, lan)), f"/dieu-hanh/ho-so/{id_}/hien-vat"
    desk = f"/dieu-hanh/binh-chon/{contest.slug}/hien-vat"
    assert "Chưa mang tới" in office.get(desk).text
    refused = office.post(base, data={"pieces": "hai"})
    assert (refused.status_code, 'href="#f-pieces"' in refused.text) == (422, True)
    refused = office.post(base, data={"pieces": "2", "brought_by": "Chị Lan"})
    assert (refused.status_code, 'href="#f-condition"' in refused.text) == (422, True)
    assert 'value="Chị Lan"' in refused.text
    given = {"pieces": "2", "brought_by": "Chị Lan", "condition": "Sứt một góc"}
    assert office.post(base, data=given).headers["location"] == f"{base}#mau-1"
    sample_id = db.scalars(select(Sample.id)).one()
    db.rollback()
    slip = plain_words(office.get(f"{base}/{sample_id}/phieu-nhan").text)
    assert "PHIẾU NHẬN HIỆN VẬT" in slip
    assert "Sứt một góc" in slip
    assert office.get(f"{base}/{sample_id}/phieu-tra").headers["location"] == base
    assert office.get(f"{base}/999/phieu-nhan").status_code == 404
    kept = {"kept_until": "1/1/2099", "kept_where": "Phòng trưng bày"}
    told = office.post(f"{base}/{sample_id}/giu", data=kept)
    assert (told.status_code, "đồng ý của chủ sở hữu" in told.text) == (409, True)
    # the owner agrees on his own page
    browser, mine = visit(lan.account), f"/ho-so/hien-vat/{id_}"
    assert "Sứt một góc" in browser.get(mine).text
    assert mine in browser.get(f"/ho-so/du-thi/{id_}").text
    until = datetime.now(UTC) + timedelta(days=20)
    for data, fault in (
        ({"sample_id": str(sample_id)}, "#f-until"),
        ({"sample_id": str(sample_id), "until": "mai"}, "#f-until"),
        ({"sample_id": "999", "until": f"{until:%d/%m/%Y}"}, "#f-sample_id"),
    ):
        refused = browser.post(mine, data=data)
        assert (refused.status_code, f'href="{fault}"' in refused.text) == (422, True), data
    done = browser.post(mine, data={"sample_id": str(sample_id), "until": f"{until:%d/%m/%Y}"})
    assert done.headers["location"] == mine
    kept["kept_until"] = f"{until:%d/%m/%Y}"
    assert office.post(f"{base}/{sample_id}/giu", data=kept).status_code == 303
    assert "Phòng trưng bày" in browser.get(mine).text
    back = {"returned_to": "Anh Ba", "returned_condition": "Như lúc nhận"}
    refused = office.post(f"{base}/{sample_id}/tra", data={})
    assert (refused.status_code, 'href="#f-returned_to"' in refused.text) == (422, True)
    assert office.post(f"{base}/{sample_id}/tra", data=back).status_code == 303
    slip = plain_words(office.get(f"{base}/{sample_id}/phieu-tra").text)
    assert ("PHIẾU TRẢ HIỆN VẬT" in slip, "Anh Ba" in slip) == (True, True)
    assert "Đã trả" in office.get(desk).text
    assert office.get(f"{desk}.xlsx").content[:2] == b"PK"


def test_a_consent_told_to_the_desk_is_noted(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    _, entry = valid(db, lan)
    sample = samples.sample(db, entry)
    office = visit(secretary(db, lan))
    base = f"/dieu-hanh/ho-so/{entry.id}/hien-vat/{sample.id}/dong-y"
    refused = office.post(base, data={"how": "online"})
    assert refused.status_code == 409
    refused = office.post(base, data={"how": "by_phone", "given_on": "hôm qua"})
    assert (refused.status_code, 'href="#f-given_on"' in refused.text) == (422, True)
    today = datetime.now(UTC)
    given = {
        "how": "by_phone",
        "given_by": "Chị Lan",
        "given_on": f"{today - timedelta(days=1):%d/%m/%Y}",
        "until": f"{today + timedelta(days=9):%d/%m/%Y}",
    }
    assert office.post(base, data=given).status_code == 303
    page = plain_words(office.get(f"/dieu-hanh/ho-so/{entry.id}/hien-vat").text)
    assert "Chị Lan đồng ý cho giữ trưng bày đến" in page
    assert "qua điện thoại" in page


def test_edge_24_labels_bear_the_code_and_no_makers_name(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest, entry = valid(db, lan)
    maker = lan.establishment.name
    office = visit(secretary(db, lan))
    base = f"/dieu-hanh/binh-chon/{contest.slug}/hien-vat/nhan"
    page = office.get(f"{base}?ban=2").text
    assert page.count('<p class="label-code">TC01</p>') == 2
    assert page.count("<svg") == 2
    assert maker not in page
    assert entry.product_name not in page
    assert "label-code" not in office.get(f"{base}?ma=TP09").text
    assert "label-code" not in office.get(f"{base}?nhom=other").text
    assert office.get(f"{base}?ban=9999").text.count("label-code") == 1
    assert visit(chair(db, contest)).get(base).status_code == 403


def test_the_chair_decides_and_the_jury_reads_it(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest, entry = valid(db, lan)
    office, base = visit(secretary(db, lan)), f"/dieu-hanh/ho-so/{entry.id}/hien-vat"
    refused = office.post(f"{base}/de-nghi", data={"way": "lạ"})
    assert (refused.status_code, 'href="#f-way"' in refused.text) == (422, True)
    asked = {"way": "site_visit", "why": "Nặng 2 tấn", "detail": "Xưởng, sáng 20/11"}
    assert office.post(f"{base}/de-nghi", data=asked).status_code == 303
    assert office.post(f"{base}/quyet-dinh", data=asked).status_code == 403
    head = visit(chair(db, contest))
    page = head.get(base).text
    assert "Chờ Chủ tịch Hội đồng quyết định" in page
    assert "Nặng 2 tấn" in page
    refused = head.post(f"{base}/quyet-dinh", data={"way": "video", "why": "Nặng"})
    assert (refused.status_code, 'href="#f-detail"' in refused.text) == (422, True)
    assert head.post(f"{base}/quyet-dinh", data=asked).status_code == 303
    assert "Chấm cách khác" in office.get(
        f"/dieu-hanh/binh-chon/{contest.slug}/hien-vat"
    ).text.replace("chấm cách khác", "Chấm cách khác")
    assert "Xưởng, sáng 20/11" in visit(lan.account).get(f"/ho-so/hien-vat/{entry.id}").text
    body = contests.body(db, contest, BodyKind.JURY)
    juror = people.account(db, "Giám khảo (mô phỏng)")
    contests.seat(db, body, juror, Position.JUROR)
    contests.frame(db, contest)
    contest.stage = Stage.JUDGING
    contest.judging_from = datetime.now(UTC) - timedelta(days=1)
    db.commit()
    sheet = plain_words(visit(juror).get(f"/cham-diem/phieu/{entry.id}").text)
    assert "Sản phẩm này không mang hiện vật tới" in sheet
    assert "Xem tại cơ sở. Nặng 2 tấn Xưởng, sáng 20/11" in sheet


def test_a_stranger_and_a_helper_see_no_sample_of_others(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest, entry = valid(db, lan)
    service.decide_method(db, DESK, entry.id, SampleWay.PHOTO, "Quá khổ", "", datetime.now(UTC))
    stranger = people.person(db, Role.SECRETARY, unit_id=lan.places.stranger)
    for path in (
        f"/dieu-hanh/binh-chon/{contest.slug}/hien-vat",
        f"/dieu-hanh/ho-so/{entry.id}/hien-vat",
    ):
        assert visit(stranger).get(path).status_code == 404
        assert visit(lan.account).get(path).status_code == 403
    hoa = dossiers.maker(db, lan.places, "Chiếu")
    assert visit(hoa.account).get(f"/ho-so/hien-vat/{entry.id}").status_code == 404
