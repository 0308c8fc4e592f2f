"""Complaints on a real database: filed with frozen evidence, taken back, settled, verified."""

import io
import json
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.certificates import revoking
from contest.complaints import queries, service
from contest.complaints.evidence import digest
from contest.complaints.kinds import Outcome, Wait
from contest.complaints.model import Complaint, ComplaintPack
from contest.complaints.rules import Answer
from contest.contests.kinds import Stage
from contest.results.rules import CouncilChoice
from contest.scoring.model import ScoreSheet
from contest.versions import queries as versions
from contest.versions.rules import Amendment, Correction
from core import audit
from core.db import sessions, unit_of_work
from core.errors import Conflict, Invalid
from core.identity import Identity
from core.listing import WHOLE
from core.registry.kinds import ProductGroup
from tests.build.people import NOW
from tests.build.places import places
from tests.build.round import Round, round_

GROUNDS = "Giám khảo thứ ba chấm nhầm phiếu của sản phẩm khác."
ANSWER = Answer(date(2026, 11, 24), "07/BB-HĐBC", "Hội đồng đã xem lại toàn bộ phiếu chấm.")
LATER = NOW + timedelta(days=3)


@pytest.fixture
def at(session: Session) -> Round:
    where = places(session)
    return round_(session, where.province, where.commune)


def file(session: Session, at: Round, name: str = "Lọ gốm", grounds: str = GROUNDS) -> Complaint:
    return service.file(session, at.maker(name), at.entries[name].id, grounds, "", NOW)


def test_a_complaint_is_received_with_its_evidence_frozen(session: Session, at: Round) -> None:
    made = file(session, at)
    assert made.receipt == f"KN{made.entry_id:05d}-1"
    assert (made.filed_at, made.due_on, made.on_behalf) == (NOW, date(2026, 12, 4), False)
    assert queries.standing(made, NOW) is Wait.OPEN
    pack = queries.evidence(session, made.id)
    assert digest(pack) == made.evidence_digest
    with zipfile.ZipFile(io.BytesIO(pack)) as found:
        names = found.namelist()
        said = {name: json.loads(found.read(name)) for name in names}
    assert names == [
        f"{part}.json"
        for part in (
            "certificates",
            "complaint",
            "contest",
            "entry",
            "frames",
            "record",
            "recusals",
            "result",
            "sheets",
        )
    ]
    assert [one["total_points"] for one in said["sheets.json"]] == [7200, 7400, 6000]
    assert said["complaint.json"]["grounds"] == GROUNDS
    assert len(said["result.json"]["standings"]) == 3
    assert said["entry.json"]["product_name"] == "Lọ gốm"
    [noted] = audit.entries_about(session, f"complaint:{made.id}")
    assert (noted.action, noted.detail["digest"]) == (queries.FILED, made.evidence_digest)
    assert queries.verify(session) == []


def test_what_changes_later_does_not_change_the_pack(session: Session, at: Round) -> None:
    made = file(session, at)
    before = queries.evidence(session, made.id)
    at.entries["Lọ gốm"].product_name = "Tên khác"
    session.execute(sa.update(ScoreSheet).values(total_points=9999))
    assert queries.evidence(session, made.id) == before


def test_a_pack_altered_by_hand_is_found_and_named(session: Session, at: Round) -> None:
    first, second = file(session, at), file(session, at, "Chậu gốm")
    third = file(session, at, "Bình gốm")
    session.execute(
        sa.update(ComplaintPack).where(ComplaintPack.complaint_id == first.id).values(data=b"x")
    )
    session.execute(sa.delete(ComplaintPack).where(ComplaintPack.complaint_id == second.id))
    # Pack and receipt altered together: the record of that day still knows.
    other = digest(b"another pack")
    session.execute(
        sa.update(ComplaintPack)
        .where(ComplaintPack.complaint_id == third.id)
        .values(data=b"another pack")
    )
    third.evidence_digest = other
    session.flush()
    session.expire_all()
    assert [(one.fault, one.receipt) for one in queries.verify(session)] == [
        ("altered", first.receipt),
        ("missing", second.receipt),
        ("altered", third.receipt),
    ]


def test_edge_35_day_sixteen_is_refused_with_its_article(session: Session, at: Round) -> None:
    entry = at.entries["Lọ gốm"].id
    with pytest.raises(Conflict) as refused:
        service.file(session, at.maker(), entry, GROUNDS, "", NOW + timedelta(days=8))
    assert refused.value.code == "complaint_term_over"
    assert refused.value.facts == {
        "announced_on": date(2026, 11, 6),
        "days": 15,
        "last_day": date(2026, 11, 27),
        "clause": "TT 26/2014/TT-BCT Đ20.1: 15 ngày làm việc kể từ ngày công bố",
    }
    at.contest.rules = {**at.contest.rules, "complaint_days": 16}
    session.flush()
    late = service.file(session, at.maker(), entry, GROUNDS, "", NOW + timedelta(days=8))
    assert late.settled_at is None, "the contest's own rules say how long"


def test_before_the_announcement_there_is_nothing_to_complain_of(
    session: Session, at: Round
) -> None:
    at.contest.stage, at.contest.announced_at = Stage.RECOGNISED, None
    session.flush()
    with pytest.raises(Conflict, match="complaint_before_announcement"):
        file(session, at)


def test_one_open_complaint_at_a_time_and_a_second_press_is_the_first(
    session: Session, at: Round
) -> None:
    made = file(session, at)
    assert file(session, at) is made
    with pytest.raises(Conflict, match="complaint_open"):
        file(session, at, grounds="Một chuyện khác hẳn, cũng đáng nói.")
    with pytest.raises(Invalid) as refused:
        file(session, at, "Chậu gốm", "ngắn")
    assert refused.value.fields == {"grounds": ("words_too_few", {"least": 20})}
    for _press in range(2):
        service.withdraw(session, at.maker(), made.id, LATER)
    assert (made.outcome, made.settled_at) == (Outcome.WITHDRAWN, LATER)
    entry = at.entries["Lọ gốm"].id
    again = service.file(session, at.maker(), entry, GROUNDS, "", NOW + timedelta(seconds=1))
    assert (again.id != made.id, again.receipt) == (True, f"KN{entry:05d}-2")
    with pytest.raises(Conflict, match="complaint_settled"):
        service.settle(session, at.who(), made.id, Outcome.REJECTED, ANSWER, LATER)


def test_filed_for_somebody_else_says_so(session: Session, at: Round) -> None:
    helper = Identity(77, "Cộng tác viên (mô phỏng)")
    made = service.file(session, helper, at.entries["Lọ gốm"].id, GROUNDS, "", NOW)
    assert (made.on_behalf, made.filed_by_name) == (True, "Cộng tác viên (mô phỏng)")


def test_the_council_rejects(session: Session, at: Round) -> None:
    made = file(session, at)
    with pytest.raises(Invalid) as refused:
        service.settle(session, at.who(), made.id, Outcome.CORRECTED, ANSWER, LATER)
    assert refused.value.fields == {"outcome": "unknown_choice"}
    service.settle(session, at.who(), made.id, Outcome.REJECTED, ANSWER, LATER)
    assert (made.outcome, made.met_on, made.minutes_number, made.answer) == (
        Outcome.REJECTED,
        ANSWER.met_on,
        ANSWER.minutes_number,
        ANSWER.words,
    )
    assert versions.versions(session, at.contest.id) == []


def test_a_late_answer_is_taken_and_shown_as_late(session: Session, at: Round) -> None:
    made = file(session, at)
    late = NOW + timedelta(days=20)
    assert queries.standing(made, late) is Wait.OVERDUE
    scope = queries.Scope([at.contest.unit_id], [])
    assert queries.waiting(session, scope, late) == queries.Waiting(1, 1)
    service.settle(session, at.who(), made.id, Outcome.REJECTED, ANSWER, late)
    assert queries.standing(made, late) is Wait.SETTLED_LATE
    assert queries.waiting(session, scope, late) == queries.Waiting(0, 0)
    assert audit.entries_about(session, f"complaint:{made.id}")[0].detail["late"] is True


def test_the_council_asks_the_authority_and_does_not_revoke_itself(
    session: Session, at: Round
) -> None:
    made, paper = file(session, at), at.papers["Bình gốm"]
    with pytest.raises(Invalid) as refused:
        service.settle(session, at.who(), made.id, Outcome.REVOCATION, ANSWER, LATER)
    assert refused.value.fields == {"certificate_id": "complaint_certificate_missing"}
    service.settle(
        session, at.who(), made.id, Outcome.REVOCATION, ANSWER, LATER, certificate_id=paper.id
    )
    assert (made.certificate_id, paper.revoked_on) == (paper.id, None)
    [proposal] = revoking.proposals(session, [paper.id])[paper.id]
    assert (proposal.number, proposal.proposed_on, proposal.basis) == (
        "07/BB-HĐBC",
        ANSWER.met_on,
        made.receipt,
    )


def corrected(at: Round, *names: str, aside: int | None = None) -> Correction:
    """The council certifies these, and sets the third juror's sheet of "Lọ gốm" aside."""
    entry = at.entries["Lọ gốm"].id
    return Correction(
        CouncilChoice(
            met_on=date(2026, 11, 24),
            present=7,
            votes_for=7,
            votes_against=0,
            quotas={ProductGroup.HANDICRAFT: 3},
            certified=frozenset(at.entries[name].id for name in names),
            minutes_number="07/BB-HĐBC",
            note="Giám khảo thứ ba có liên quan nên phiếu không được tính.",
        ),
        frozenset() if aside is None else frozenset({(entry, at.seats[aside].id)}),
        Amendment("1300/QĐ-UBND", date(2026, 11, 25)),
    )


def test_an_upheld_complaint_corrects_the_result_as_a_new_version(
    session: Session, at: Round
) -> None:
    made = file(session, at)
    frozen = queries.evidence(session, made.id)
    service.correct(
        session,
        at.who(),
        made.id,
        corrected(at, "Bình gốm", "Lọ gốm", aside=2),
        ANSWER.words,
        LATER,
    )
    assert made.outcome is Outcome.CORRECTED
    [new, old] = versions.versions(session, at.contest.id)
    assert (new.number, new.basis, new.amended_by, made.version_id) == (
        2,
        made.receipt,
        "1300/QĐ-UBND",
        new.id,
    )
    assert old.number == 1
    # The product that is no longer recognised: its paper is proposed for revocation, no more.
    lost = at.papers["Chậu gốm"]
    assert lost.revoked_on is None
    assert [one.basis for one in revoking.proposals(session, [lost.id])[lost.id]] == [made.receipt]
    assert revoking.proposals(session, [at.papers["Bình gốm"].id]) == {}
    assert queries.evidence(session, made.id) == frozen
    assert queries.verify(session) == []
    assert versions.verify(session) == []


def test_a_correction_that_cannot_be_settles_nothing(session: Session, at: Round) -> None:
    made = file(session, at)
    with pytest.raises(Invalid) as refused, session.begin_nested():
        service.correct(
            session, at.who(), made.id, corrected(at, "Bình gốm", "Lọ gốm"), "ngắn", LATER
        )
    assert set(refused.value.fields) == {"certified", "answer"}
    code = refused.value.fields["certified"]
    assert code[0] == "below_pass_mark", "without setting the sheet aside it is at 68,66"
    session.expire_all()
    assert queries.get_complaint(session, made.id).settled_at is None
    assert versions.versions(session, at.contest.id) == []


def test_who_sees_which_complaints(session: Session, at: Round) -> None:
    made = file(session, at)
    where = at.contest.unit_id

    def seen(scope: queries.Scope, **asked: object) -> list[int]:
        narrowed = queries.ComplaintFilter(**asked)  # type: ignore[arg-type]  # by name
        rows = queries.complaints(session, scope, narrowed, WHOLE, NOW).rows
        return [one.id for one in rows]

    mine = queries.Scope([where], [])
    assert seen(mine) == seen(queries.Scope([], [at.contest.id])) == [made.id]
    assert seen(queries.Scope([], [])) == []
    assert seen(mine, q=made.receipt[:7]) == seen(mine, q="co so lo") == [made.id]
    assert seen(mine, q="không có") == []
    assert seen(mine, shown=queries.Shown.OPEN) == [made.id]
    assert seen(mine, shown=queries.Shown.SETTLED) == []
    assert seen(mine, shown=queries.Shown.OVERDUE) == []
    assert seen(mine, outcome=Outcome.REJECTED) == []
    assert [one.id for one in queries.of_makers(session, [at.makers["Lọ gốm"].id])] == [made.id]
    assert queries.of_makers(session, [at.makers["Chậu gốm"].id]) == []


def test_a_button_pressed_four_times_at_once_files_once(
    own_database: Callable[[], sa.Engine],
) -> None:
    writes = sessions(own_database(), writes=True)
    with unit_of_work(writes) as session:
        where = places(session)
        at = round_(session, where.province, where.commune)
        who, entry = at.maker(), at.entries["Lọ gốm"].id
    start = Barrier(4)

    def press(_time: int) -> int:
        start.wait()
        with unit_of_work(writes) as session:
            return service.file(session, who, entry, GROUNDS, "", NOW).id

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(press, range(4)))) == 1
