"""Complaints as the maker's side and the council meet them: form, receipt, answer, new version."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.certificates import revoking
from contest.complaints.model import Complaint
from core.audit import AuditEntry
from core.clock import day_in_vietnam
from core.rights import Role
from tests.build import aftermath, people
from tests.build.places import Places, places
from tests.build.round import Round, round_
from tests.web.conftest import Visitor, plain_words
from tests.web.lists import steady

Visit = Callable[..., Visitor]
GROUNDS = "Giám khảo thứ ba chấm nhầm phiếu của sản phẩm khác."
ANSWER = "Hội đồng đã xem lại toàn bộ phiếu chấm của sản phẩm."
ENOUGH = timedelta(days=60)
"""More days than any term of 15 working days, Tết included."""


@pytest.fixture
def where(db: Session) -> Places:
    return places(db)


@pytest.fixture
def at(db: Session, where: Places) -> Round:
    """Announced a few minutes ago: the pages go by the clock of today."""
    made = round_(db, where.province, where.commune)
    now = datetime.now(UTC)
    made.contest.announced_at = now - timedelta(minutes=5)
    made.contest.locked_at = now - timedelta(days=10)
    for paper in made.papers.values():
        paper.issued_on = day_in_vietnam(now) - timedelta(days=1)
    db.flush()
    return made


def today() -> str:
    return f"{day_in_vietnam(datetime.now(UTC)):%d/%m/%Y}"


def form_of(at: Round, name: str = "Lọ gốm") -> str:
    return f"/ho-so/du-thi/{at.entries[name].id}/khieu-nai"


def file(visit: Visit, at: Round) -> str:
    answer = visit(at.holder).post(form_of(at), data={"grounds": GROUNDS})
    assert answer.status_code == 303
    return answer.headers["location"]


def test_a_maker_complains_and_holds_a_receipt_with_the_digest(
    db: Session, visit: Visit, at: Round
) -> None:
    maker = visit(at.holder)
    page = maker.get(form_of(at)).text
    assert "Thời hạn khiếu nại: 15 ngày làm việc" in plain_words(page)
    refused = maker.post(form_of(at), data={"grounds": "ngắn", "wishes": "Chấm lại"})
    assert refused.status_code == 422
    assert 'id="f-grounds-error"' in refused.text
    assert "Chấm lại</textarea>" in refused.text

    receipt = maker.get(file(visit, at))
    made = db.scalars(select(Complaint)).one()
    db.commit()
    assert made.receipt in receipt.text
    assert f"SHA-256 {made.evidence_digest}" in receipt.text
    assert f"{made.due_on:%d/%m/%Y}" in receipt.text
    assert GROUNDS in receipt.text
    assert made.receipt in maker.get("/ho-so/khieu-nai").text
    db.commit()

    again = maker.post(form_of(at), data={"grounds": "Một chuyện khác hẳn, cũng đáng nói."})
    assert again.status_code == 409
    assert "Một chuyện khác hẳn" in again.text, "what was typed stays"


def test_day_sixteen_is_refused_with_the_article_and_keeps_what_was_typed(
    db: Session, visit: Visit, at: Round
) -> None:
    at.contest.announced_at = datetime.now(UTC) - ENOUGH
    maker = visit(at.holder)
    page = maker.get(form_of(at)).text
    assert "Đã hết thời hạn khiếu nại" in page
    assert "Gửi khiếu nại</" not in page
    late = maker.post(form_of(at), data={"grounds": GROUNDS})
    assert late.status_code == 409
    assert "TT 26/2014/TT-BCT Đ20.1" in late.text
    assert GROUNDS in late.text
    assert db.scalars(select(Complaint)).all() == []


def test_a_stranger_and_a_collaborator_without_consent_are_kept_out(
    db: Session, visit: Visit, at: Round, where: Places
) -> None:
    helper = people.person(db, Role.COLLABORATOR, unit_id=where.province)
    stranger = people.account(db)
    for somebody in (helper, stranger):
        assert visit(somebody).get(form_of(at)).status_code in (403, 404)
        assert visit(somebody).post(form_of(at), data={"grounds": GROUNDS}).status_code in (
            403,
            404,
        )


def test_the_desk_reads_the_chair_answers_and_the_maker_is_told(
    db: Session, visit: Visit, at: Round, where: Places
) -> None:
    own = file(visit, at)
    made = db.scalars(select(Complaint)).one()
    address = f"/dieu-hanh/khieu-nai/{made.id}"
    secretary = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    assert made.receipt in secretary.get("/dieu-hanh/khieu-nai").text
    assert "Khiếu nại chờ trả lời" in secretary.get("/dieu-hanh").text
    assert "Ghi trả lời của Hội đồng" not in secretary.get(address).text
    assert secretary.post(f"{address}/giai-quyet").status_code == 403
    sheet = secretary.get("/dieu-hanh/khieu-nai.xlsx")
    assert sheet.content[:2] == b"PK"

    pack = secretary.get(f"{address}/chung-cu.zip")
    with zipfile.ZipFile(io.BytesIO(pack.content)) as found:
        assert json.loads(found.read("complaint.json"))["grounds"] == GROUNDS
    db.rollback()
    read = db.scalars(
        select(AuditEntry).where(AuditEntry.action == "complaint.evidence_read")
    ).all()
    assert len(read) == 1

    chair = visit(at.chair)
    assert "Ghi trả lời của Hội đồng" in chair.get(address).text
    typed = {"outcome": "rejected", "met_on": today(), "minutes_number": "07/BB", "answer": "ít"}
    refused = chair.post(f"{address}/giai-quyet", data=typed)
    assert refused.status_code == 422
    assert 'id="f-answer-error"' in refused.text
    assert 'value="07/BB"' in refused.text
    answer = chair.post(f"{address}/giai-quyet", data={**typed, "answer": ANSWER})
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    told = visit(at.holder).get(own).text
    assert ANSWER in told
    assert "Không chấp nhận" in told
    assert chair.post(f"{address}/giai-quyet", data={**typed, "answer": ANSWER}).status_code == 409


def test_a_corrected_result_is_a_new_version_and_the_old_one_is_read_by_everybody(
    db: Session, visit: Visit, at: Round
) -> None:
    own = file(visit, at)
    made = db.scalars(select(Complaint)).one()
    address = f"/dieu-hanh/khieu-nai/{made.id}/sua-ket-qua"
    chair = visit(at.chair)
    page = chair.get(address).text
    assert "Giám khảo 3 (mô phỏng)" in page
    chosen = [str(at.entries[name].id) for name in ("Bình gốm", "Lọ gốm")]
    typed = {
        "certified": chosen,
        "set_aside": f"{made.entry_id}-{at.seats[2].id}",
        "quota_handicraft": "2",
        "met_on": today(),
        "present": "7",
        "votes_for": "7",
        "votes_against": "0",
        "minutes_number": "07/BB-HĐBC",
        "note": "Giám khảo thứ ba có liên quan.",
        "answer": ANSWER,
    }
    refused = chair.post(address, data=typed)
    assert refused.status_code == 422
    assert "hãy ghi quyết định sửa đổi" in plain_words(refused.text)
    assert "hạng 3 · 68,66" in plain_words(refused.text), "what stands, not what would be"
    typed |= {"amendment_number": "1300/QĐ-UBND", "amendment_signed_on": today()}
    answer = chair.post(address, data=typed)
    base = f"/dieu-hanh/binh-chon/{at.contest.slug}/ban-ket-qua"
    assert (answer.status_code, answer.headers["location"]) == (303, base)

    assert "Bản 2" in chair.get(base).text
    new = plain_words(chair.get(f"{base}/2").text)
    assert "thêm vào danh sách" in new
    assert "không còn trong danh sách" in new
    assert chair.get(f"{base}/3").status_code == 404

    public = visit(None)
    result = public.get(f"/binh-chon/{at.contest.slug}/ket-qua").text
    assert "Kết quả đã được sửa sau khiếu nại" in result
    assert "Quyết định sửa đổi 1300/QĐ-UBND" in plain_words(result)
    old = public.get(f"/binh-chon/{at.contest.slug}/ban-ket-qua/1").text
    assert "Chậu gốm" in old
    assert "Lọ gốm" not in old
    assert "Bản này đã được thay" in old
    now = public.get(f"/binh-chon/{at.contest.slug}/ban-ket-qua/2").text
    assert "Lọ gốm" in now
    assert "Chậu gốm" not in now
    assert public.get(f"/binh-chon/{at.contest.slug}/ban-ket-qua/3").status_code == 404
    assert "Xem bản trước khi sửa" in visit(at.holder).get(own).text
    assert "phiếu" in plain_words(
        visit(at.holder).get(f"/ho-so/du-thi/{made.entry_id}/ket-qua").text
    )
    db.rollback()
    lost = at.papers["Chậu gốm"].id
    assert [one.number for one in revoking.proposals(db, [lost])[lost]] == ["07/BB-HĐBC"]


def test_what_is_overdue_is_shown_as_overdue_and_still_answered(
    db: Session, visit: Visit, at: Round, where: Places
) -> None:
    file(visit, at)
    made = db.scalars(select(Complaint)).one()
    made.due_at = datetime.now(UTC) - timedelta(hours=1)
    secretary = visit(people.person(db, Role.SECRETARY, unit_id=where.province))
    assert "Quá hạn: 1." in plain_words(secretary.get("/dieu-hanh").text)
    assert made.receipt in secretary.get("/dieu-hanh/khieu-nai?viec=overdue").text
    assert "Đã quá hạn trả lời" in secretary.get(f"/dieu-hanh/khieu-nai/{made.id}").text
    elsewhere = visit(people.person(db, Role.SECRETARY, unit_id=where.stranger))
    assert made.receipt not in elsewhere.get("/dieu-hanh/khieu-nai").text
    assert elsewhere.get(f"/dieu-hanh/khieu-nai/{made.id}").status_code == 404


def test_a_complaint_is_taken_back_by_its_maker(db: Session, visit: Visit, at: Round) -> None:
    own = file(visit, at)
    maker = visit(at.holder)
    assert "Rút khiếu nại" in maker.get(own).text
    assert maker.post(f"{own}/rut").status_code == 303
    page = maker.get(own).text
    assert "Khiếu nại đã được rút" in page
    assert f"{own}/rut" not in page


def test_the_lists_cost_as_many_statements_with_more_rows(
    db: Session, visit: Visit, at: Round, where: Places, statements: list[str]
) -> None:
    secretary = people.person(db, Role.SECRETARY, unit_id=where.province)
    aftermath.complaint(db, at.entries["Bình gốm"])
    aftermath.review(db, at.papers["Bình gốm"], unit_id=where.province)
    desk, maker = visit(secretary), visit(at.holder)

    def grow() -> None:
        for name in ("Chậu gốm", "Lọ gốm"):
            aftermath.complaint(db, at.entries[name])
            aftermath.review(db, at.papers["Chậu gốm"], unit_id=where.province)
        db.commit()

    addresses = ("/dieu-hanh/khieu-nai", "/dieu-hanh/can-xem-lai", "/dieu-hanh")

    def ask() -> None:
        for address in addresses:
            assert desk.get(address).status_code == 200
        assert maker.get("/ho-so/khieu-nai").status_code == 200

    steady(statements, ask, grow)
