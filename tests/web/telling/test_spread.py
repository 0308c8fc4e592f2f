"""From the record to the people: who is told what, when, once; and who is not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind, Position
from contest.certificates.model import Certificate
from contest.contests import framing, rulebook
from contest.contests import service as contest_service
from contest.contests.kinds import ContestLevel, FrameStatus, Stage
from contest.contests.model import Contest
from contest.entries import returns
from contest.entries import service as entries
from contest.results import service as results
from contest.scoring import versions
from core import audit
from core.accounts import service as accounts
from core.identity import SYSTEM, Identity
from core.imports.kinds import BatchState
from core.imports.model import ImportBatch
from core.notices.model import Notice
from core.outbox import Letter
from core.registry import consents, members
from core.registry.kinds import ConsentHow, ProductGroup
from core.rights import Grant, Role
from fairs.fairs import service as fairs
from fairs.fairs.kinds import FairStatus
from fairs.fairs.model import Fair
from fairs.fairs.rules import WinningCertificate
from fairs.fairs.steps import get_fair
from fairs.support.kinds import CheckState
from tests.build import certificates, contests, dossiers, judging, market, people, places, register
from tests.build.dossiers import Maker
from web.telling.spread import TELLERS, spread
from web.wiring import Wiring
from web.wording import notices as wording

NOW = datetime.now(UTC)
DESK = Identity(0, "Tổ thư ký (mô phỏng)")
WIN = WinningCertificate("01/2026/GCN", "province", 2026, in_force=True)


def told(wiring: Wiring, db: Session, now: datetime = NOW) -> list[tuple[int, str]]:
    """What was told since: (account, title) of every notice, in order; a second time nothing."""
    db.commit()
    spread(wiring, now)
    assert spread(wiring, now) == 0
    db.expire_all()
    rows = db.scalars(select(Notice).order_by(Notice.id)).all()
    found = [(one.account_id, wording.said(one.code, one.facts, str)[0]) for one in rows]
    for one in rows:
        assert "%(" not in wording.said(one.code, one.facts, str)[1]
    return found


def letters(db: Session) -> list[tuple[str, str]]:
    return [(one.recipient, one.title) for one in db.scalars(select(Letter).order_by(Letter.id))]


def test_every_notice_has_a_teller_or_a_reminder_and_its_words() -> None:
    assert all(action.count(".") == 1 for action in TELLERS)
    for worded in wording.NOTICES.values():
        assert worded.title
        assert worded.body
    assert set(wording.TOPICS) == {worded.topic for worded in wording.NOTICES.values()}
    assert wording.said("not_yet_known", {}, str) == ("not yet known", "")


def test_a_dossier_from_receipt_to_decision(wiring: Wiring, db: Session) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    entry = dossiers.filed(db, lan, contest, NOW)
    title = f"Đã nhận hồ sơ {entry.receipt}: Bình gốm đỏ"
    assert told(wiring, db) == [(lan.account.id, title)]
    assert letters(db) == [(lan.account.email, title)]
    [letter] = db.scalars(select(Letter)).all()
    assert f"http://testserver/ho-so/du-thi/{entry.id}" in letter.body
    db.commit()
    lan.establishment.email = "coso@vidu.example"
    asked = {"photos": "Thiếu ảnh mặt sau"}
    returns.send_back(db, DESK, entry.id, asked, NOW + timedelta(days=5), NOW)
    assert told(wiring, db)[1:] == [(lan.account.id, f"Hồ sơ {entry.receipt} cần bổ sung")]
    assert [to for to, _title in letters(db)[1:]] == [lan.account.email, "coso@vidu.example"]


def test_a_decision_that_was_overtaken_is_not_told(wiring: Wiring, db: Session) -> None:
    lan = dossiers.maker(db)
    entry = dossiers.filed(db, lan, open_contest(db, lan), NOW)
    asked = {"photos": "Thiếu ảnh mặt sau"}
    returns.send_back(db, DESK, entry.id, asked, NOW + timedelta(days=5), NOW)
    entries.file(
        db,
        lan.who,
        entry.id,
        group=ProductGroup.HANDICRAFT,
        lower=None,
        declared=True,
        now=NOW,
    )
    entries.accept(db, DESK, entry.id, ProductGroup.HANDICRAFT, NOW)
    received = f"Đã nhận hồ sơ {entry.receipt}: Bình gốm đỏ"
    accepted = f"Hồ sơ {entry.receipt} hợp lệ, mã số bình chọn TC01"
    titles = [title for _who, title in told(wiring, db)]
    again = f"Đã nhận phần bổ sung của hồ sơ {entry.receipt}"
    assert titles == [received, again, accepted]


def test_old_news_is_no_news(wiring: Wiring, db: Session) -> None:
    lan = dossiers.maker(db)
    dossiers.filed(db, lan, open_contest(db, lan), NOW)
    assert told(wiring, db, NOW + timedelta(days=15)) == []


def test_edge_37_all_entrants_are_told_and_nobody_before_the_announcement(
    wiring: Wiring, db: Session
) -> None:
    lan = dossiers.maker(db)
    ba = dossiers.maker(db, lan.places, "Chiếu hoa")
    contest = contests.contest(db, unit_id=lan.places.province, stage=Stage.RECOGNISED, year=2026)
    won = contests.entry(db, contest, lan.product, lan.establishment)
    lost = contests.entry(db, contest, ba.product, ba.establishment)
    certificates.standing(db, won, certified=True)
    certificates.standing(db, lost, certified=False)
    paper = certificates.certificate(db, won, contest)
    audit.record(db, DESK, NOW, "certificate.issued", f"certificate:{paper.id}")
    audit.record(db, DESK, NOW, "result.recognise", f"contest:{contest.id}")
    assert told(wiring, db) == []
    db.commit()
    results.announce(db, DESK, contest.id, NOW, issued=1)
    assert told(wiring, db) == [
        (lan.account.id, "Sản phẩm “Bình gốm đỏ” được công nhận"),
        (ba.account.id, f"Kết quả kỳ bình chọn: {contest.title}"),
        (
            lan.account.id,
            f"Giấy chứng nhận số {paper.number} đã cấp cho “Bình gốm đỏ”",
        ),
    ]
    late = db.scalars(select(Certificate)).one()
    audit.record(db, DESK, NOW, "certificate.issued", f"certificate:{late.id}")
    assert len(told(wiring, db)) == 3  # its cause told them already
    late.revoked_on, late.revoked_by_decision = NOW.date(), "9/QĐ-UBND"
    late.revoked_why = "Không còn sản xuất"
    audit.record(db, DESK, NOW, "certificate.revoked", f"certificate:{late.id}")
    assert told(wiring, db)[3:] == [
        (lan.account.id, f"Giấy chứng nhận số {paper.number} đã bị thu hồi")
    ]


def test_a_cancelled_contest_tells_all_who_began(wiring: Wiring, db: Session) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    dossiers.written(db, lan, contest, NOW)
    contest_service.cancel(db, DESK, contest.id, "Chưa đủ cơ sở đăng ký", NOW)
    assert told(wiring, db) == [(lan.account.id, f"Kỳ bình chọn đã hủy: {contest.title}")]


def test_frames_seats_and_the_beginning_of_judging(wiring: Wiring, db: Session) -> None:
    lan = dossiers.maker(db)
    contest = open_contest(db, lan)
    chair, head, juror = (people.account(db, name) for name in ("Chủ tịch", "Trưởng", "Khảo"))
    council = contests.body(db, contest, BodyKind.COUNCIL)
    jury = contests.body(db, contest, BodyKind.JURY)
    contests.seat(db, council, chair, Position.COUNCIL_CHAIR)
    contests.seat(db, jury, head, Position.JURY_HEAD)
    seat = contests.seat(db, jury, juror)
    contests.frame(db, contest, FrameStatus.PROPOSED)
    about = f"contest:{contest.id}"
    head_of_jury = people.identity(head)
    audit.record(db, DESK, NOW, "seat.appoint", about, seat_id=seat.id)
    audit.record(db, head_of_jury, NOW, "frame.propose", about, version=1)
    audit.record(db, people.identity(chair), NOW, "frame.approve", about, version=1)
    contest.stage = Stage.JUDGING
    audit.record(db, DESK, NOW, "contest.advance", about, stage=["open", "judging"])
    title = contest.title
    assert told(wiring, db) == [
        (juror.id, "Bạn được cử vào Ban Giám khảo"),
        (chair.id, f"Khung điểm chờ bạn duyệt: {title}"),
        (head.id, f"Khung điểm đã được duyệt: {title}"),
        (head.id, f"Bắt đầu chấm điểm: {title}"),
        (juror.id, f"Bắt đầu chấm điểm: {title}"),
    ]


def test_a_nomination(wiring: Wiring, db: Session) -> None:
    lan = dossiers.maker(db)
    contest = contests.contest(db, unit_id=lan.places.commune, stage=Stage.ANNOUNCED)
    upper = contests.contest(db, unit_id=lan.places.province, level=ContestLevel.PROVINCE)
    entry = contests.entry(db, contest, lan.product, lan.establishment)
    paper = certificates.certificate(db, entry, contest)
    certificates.nomination(db, paper, upper)
    about = f"certificate:{paper.id}"
    audit.record(db, DESK, NOW, "nomination.made", about, to_contest_id=upper.id)
    title = "Sản phẩm “Bình gốm đỏ” được đề cử lên cấp trên"
    assert told(wiring, db) == [(lan.account.id, title)]


def test_joining_an_establishment(wiring: Wiring, db: Session) -> None:
    lan, minh = dossiers.maker(db), people.account(db, "Minh")
    member = members.ask_to_join(db, people.identity(minh), lan.establishment.id, NOW)
    name = lan.establishment.name
    assert told(wiring, db) == [(lan.account.id, f"Minh xin vào cơ sở “{name}”")]
    own = Grant(Role.PRODUCER, establishment_id=lan.establishment.id)
    keeper = people.identity(lan.account, own)
    members.settle_join(db, keeper, member.id, True, NOW)
    members.end_member(db, keeper, member.id, NOW)
    assert told(wiring, db)[1:] == [
        (minh.id, f"Bạn đã vào cơ sở “{name}”"),
        (minh.id, f"Bạn không còn thuộc cơ sở “{name}”"),
    ]


def test_roles(wiring: Wiring, db: Session) -> None:
    here, tu = places.places(db), people.account(db, "Tư")
    given = accounts.grant_role(db, SYSTEM, tu.id, Role.OFFICER, unit_id=here.commune, now=NOW)
    accounts.end_grant(db, SYSTEM, given.id, NOW)
    assert told(wiring, db) == [
        (tu.id, "Bạn được trao vai cán bộ địa phương"),
        (tu.id, "Bạn thôi giữ vai cán bộ địa phương"),
    ]


def test_booths_are_told_once_the_plan_is_public(wiring: Wiring, db: Session) -> None:
    lan = dossiers.maker(db)
    ba = dossiers.maker(db, lan.places, "Chiếu hoa")
    fair: Fair = market.fair(db, unit_id=lan.places.province, booths=1)
    apply: Callable[[Maker], int] = lambda maker: (  # noqa: E731 (two makers alike)
        fairs.apply(
            db, maker.who, fair.id, maker.establishment.id, maker.product.id, WIN, 1, "", NOW
        ).id
    )
    first, second = apply(lan), apply(ba)
    fairs.close_applications(db, DESK, fair.id, NOW)
    fair = get_fair(db, fair.id)
    days = [day.id for day in fair.days]
    fairs.allot(db, DESK, first, fair.booths[0].id, days, "", NOW)
    assert told(wiring, db) == []
    fairs.publish(db, DESK, fair.id, NOW)
    code = fair.booths[0].code
    name = fair.name
    assert told(wiring, db) == [
        (lan.account.id, f"Đã có gian hàng tại “{name}”: {code}"),
        (ba.account.id, f"Sơ đồ “{name}” đã công bố, chưa có gian cho bạn"),
    ]
    about = f"fair:{fair.id}"
    audit.record(db, DESK, NOW, "fair.allot", about, application=first)
    assert len(told(wiring, db)) == 2  # the same booth is told once
    fairs.refuse(db, DESK, second, "Hết gian", NOW)
    assert told(wiring, db)[2:] == [(ba.account.id, f"Đơn dự “{name}” không được nhận")]
    assert db.get_one(Fair, fair.id).status is FairStatus.PUBLISHED


def test_a_support_case(wiring: Wiring, db: Session) -> None:
    lan = dossiers.maker(db)
    case = market.case(db, lan.establishment, lan.product, unit_id=lan.places.province)
    about = f"case:{case.id}"
    officer = people.identity(people.account(db, "Cán bộ"))
    stages, states = ["search", "drafting"], ["missing", "handed_in"]
    audit.record(db, officer, NOW, "case.step", about, stage=stages, on="2026-11-20")
    audit.record(db, officer, NOW, "case.check", about, paper="Tờ khai", state=states)
    returned = CheckState.RETURNED.value
    audit.record(
        db, officer, NOW, "case.check", about, paper="Tờ khai", state=["", returned], reason="Mờ"
    )
    case.approved_dong = 1_000_000
    audit.record(db, officer, NOW, "case.approve", about, dong=[None, 1_000_000])
    audit.record(db, officer, NOW, "case.close", about, outcome="withdrawn")
    mark = case.mark_text
    assert [title for _who, title in told(wiring, db)] == [
        f"Nhãn hiệu “{mark}”: Soạn đơn",
        "Giấy tờ cần làm lại: Tờ khai",
        f"Đã duyệt hỗ trợ 1.000.000\N{NO-BREAK SPACE}đ cho nhãn hiệu “{mark}”",
        f"Hồ sơ nhãn hiệu “{mark}” đã kết thúc",
    ]


def test_an_import_that_is_done_is_told_to_its_sender(wiring: Wiring, db: Session) -> None:
    tu = people.account(db, "Tư")
    batch = ImportBatch(
        kind="roster",
        state=BatchState.LOADED,
        file_name="danh-sach.xlsx",
        sha256="0" * 64,
        bytes=1,
        file_key="",
        decisions={},
        counts={},
        about={},
        refusal={},
        sent_by=tu.id,
        sent_by_name=tu.name,
        sent_at=NOW,
    )
    db.add(batch)
    db.flush()
    audit.record(db, people.identity(tu), NOW, "import.loaded", f"import:{batch.id}", new=3)
    assert told(wiring, db) == [(tu.id, "Đã nhập xong danh sách “danh-sach.xlsx”")]


def test_one_that_cannot_be_told_stops_no_other(
    wiring: Wiring, db: Session, caplog: pytest.LogCaptureFixture
) -> None:
    tu = people.account(db, "Tư")
    audit.record(db, DESK, NOW, "role.granted", "account:none", role="officer")
    audit.record(db, DESK, NOW, "role.granted", f"account:{tu.id}", role="officer")
    assert told(wiring, db) == [(tu.id, "Bạn được trao vai cán bộ địa phương")]
    assert "could not be told" in caplog.text


def open_contest(db: Session, lan: Maker) -> Contest:
    return contests.contest(
        db,
        unit_id=lan.places.commune,
        stage=Stage.OPEN,
        entries_open_at=NOW - timedelta(days=1),
        entries_close_at=NOW + timedelta(days=20),
    )


def test_a_consent_is_told_to_the_other_side(wiring: Wiring, db: Session) -> None:
    lan = dossiers.maker(db)
    lan.establishment.email = "coso@vidu.example"
    helper = people.person(db, Role.COLLABORATOR, unit_id=lan.places.commune)
    helper.name = "Tư (mô phỏng)"
    who = people.identity(helper, Grant(Role.COLLABORATOR, unit_id=lan.places.commune))
    given = consents.give(db, lan.who, lan.establishment.id, helper.id, "", NOW)
    name = lan.establishment.name
    first = (helper.id, f"Bạn được làm thay cơ sở “{name}”")
    assert told(wiring, db) == [first]
    consents.end(db, who, given.id, NOW)
    alone = register.establishment(
        db, "Hộ Chín (mô phỏng)", unit_id=lan.places.commune, email="chin@vidu.example"
    )
    db.flush()
    consents.record(
        db,
        who,
        alone.id,
        given_by="Bà Chín (mô phỏng)",
        how=ConsentHow.IN_PERSON,
        given_on=NOW.date(),
        note="",
        now=NOW,
    )
    assert told(wiring, db) == [first]  # it has no people yet; its own address is written to
    assert letters(db)[-1] == (
        "chin@vidu.example",
        "Tư (mô phỏng) làm thay cơ sở “Hộ Chín (mô phỏng)”",
    )


def test_another_version_of_the_frame_asks_its_jurors_to_score_again(
    wiring: Wiring, db: Session
) -> None:
    hall = judging.hall(db, jurors=3, entries=2)
    judging.sheets(db, hall, [[8000, 8000, None], [8000, None, None]])
    reason = "Tiêu chí con của phần I cộng nhầm"
    made = framing.propose(
        db, people.identity(hall.jurors[0]), hall.contest.id, rulebook.default_frame(), NOW,
        reason=reason,
    )  # fmt: skip
    versions.approve(db, judging.head_of_council(hall), made.id, NOW)
    again = f"Khung điểm đã thay, cần chấm lại: {hall.contest.title}"
    # The third juror has not begun: there is nothing to score again.
    assert told(wiring, db)[-2:] == [(one.id, again) for one in hall.jurors[:2]]
