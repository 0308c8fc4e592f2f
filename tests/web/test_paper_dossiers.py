"""The desk types in what came on paper; whose signature it carries is seen."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.entries.statement import sections
from core.clock import in_vietnam
from core.rights import Role
from tests.build import dossiers, people
from tests.build.dossiers import Maker
from tests.web.conftest import Visitor, plain_words
from tests.web.test_screening import open_contest, secretary, status_of

Visit = Callable[..., Visitor]


def came(contest: Contest, lan: Maker, **facts: str) -> dict[str, str]:
    yesterday = in_vietnam(datetime.now(UTC) - timedelta(hours=2))
    return {
        "q": lan.establishment.name,
        "product_id": str(lan.product.id),
        "received_on": f"{yesterday:%d/%m/%Y}",
        "received_on_time": f"{yesterday:%H:%M}",
        "brought_by": "Anh Ba",
        "signed_by": "Chị Lan",
        "signed_on": f"{yesterday:%d/%m/%Y}",
        "sets": "1",
        **facts,
    }


def test_a_paper_dossier_from_the_counter_to_the_desk(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    office = visit(secretary(db, lan))
    room = f"/dieu-hanh/binh-chon/{contest.slug}/ho-so"
    assert "Nhập hồ sơ giấy" in office.get(room).text
    assert "Không thấy cơ sở" in office.get(f"{room}/giay?q=khong co").text
    found = office.get(f"{room}/giay", params={"q": lan.establishment.name}).text
    assert f'name="product_id" value="{lan.product.id}"' in found
    data = came(contest, lan)
    for change, fault in (
        ({"product_id": ""}, "#f-product_id"),
        ({"received_on": "mai"}, "#f-received_on"),
        ({"received_on_time": "25:00"}, "#f-received_on_time"),
        ({"received_on": "1/1/2099"}, "#f-received_on"),
        ({"signed_by": ""}, "#f-signed_by"),
        ({"signed_on": "1/1/2099"}, "#f-signed_on"),
        ({"sets": "99"}, "#f-sets"),
    ):
        refused = office.post(f"{room}/giay", data={**data, **change})
        assert (refused.status_code, f'<a href="{fault}">' in refused.text) == (422, True), change
    early = in_vietnam(contest.entries_open_at - timedelta(days=1))
    before = f"{early:%d/%m/%Y}"
    told = office.post(f"{room}/giay", data={**data, "received_on": before, "signed_on": before})
    assert (told.status_code, "bắt đầu nhận hồ sơ" in told.text) == (409, True)
    assert 'value="Anh Ba"' in told.text  # what was typed is there
    begun = office.post(f"{room}/giay", data=data)
    base = begun.headers["location"]
    again = office.post(f"{room}/giay", data=data)
    assert (again.status_code, "đã có hồ sơ trong kỳ" in again.text) == (409, True)
    assert "Đang nhập dở" in office.get(f"{room}/giay").text
    texts = {one.key: f"{one.title}: có." for one in sections()}
    refused = office.post(base, data={"market": "4.000 chiếc", "act": "nop"})
    assert (refused.status_code, "4.000 chiếc" in refused.text) == (422, True)
    assert 'href="#f-photos"' in refused.text
    assert office.post(base, data={"market": "4.000 chiếc"}).headers["location"] == base
    assert "4.000 chiếc" in office.get(base).text
    photos = {f"photo_{id_}": "1" for id_ in lan.photos}
    whole = {**texts, **photos, "group": "handicraft", "act": "nop"}
    done = office.post(base, data=whole)
    entry_id = db.scalars(select(Entry.id)).one()
    db.rollback()
    assert done.headers["location"] == f"/dieu-hanh/ho-so/{entry_id}"
    assert office.get(base).headers["location"] == f"/dieu-hanh/ho-so/{entry_id}"
    assert office.post(base, data=whole).headers["location"] == f"/dieu-hanh/ho-so/{entry_id}"
    assert status_of(db, entry_id)[0] is EntryStatus.FILED
    page = plain_words(office.get(f"/dieu-hanh/ho-so/{entry_id}").text)
    assert "người nộp: Anh Ba" in page
    assert "Phiếu đăng ký do Chị Lan ký ngày" in page
    assert "Hồ sơ giấy có 1 bộ, cần 2 bộ" in page
    own = plain_words(visit(lan.account).get(f"/ho-so/du-thi/{entry_id}").text)
    assert "Hồ sơ được lập thay cơ sở Chị Lan" in own
    assert "Tổ giúp việc nhận hồ sơ giấy" in own


def test_what_did_not_come_on_paper_is_not_typed_by_the_desk(db: Session, visit: Visit) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    draft = dossiers.written(db, lan, contest, datetime.now(UTC))
    office = visit(secretary(db, lan))
    assert office.get(f"/dieu-hanh/ho-so/{draft.id}/nhap").status_code == 404
    assert office.post(f"/dieu-hanh/ho-so/{draft.id}/nhap").status_code == 404
    room = f"/dieu-hanh/binh-chon/{contest.slug}/ho-so/giay"
    stranger = people.person(db, Role.SECRETARY, unit_id=lan.places.stranger)
    assert visit(stranger).get(room).status_code == 404
    assert visit(lan.account).post(room).status_code == 403
