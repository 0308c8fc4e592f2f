"""What rests on a revoked certificate: found up the ladder, flagged once, settled."""

import pytest
from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.reviews import queries, service
from contest.reviews.kinds import Built
from contest.reviews.queries import ReviewFilter
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.listing import WHOLE
from core.registry.model import Establishment, Product
from tests.build import certificates, contests
from tests.build.issued import announced
from tests.build.people import NOW
from tests.build.places import Places, places

DESK = Identity(900, "Tổ giúp việc (mô phỏng)")


@pytest.fixture
def where(session: Session) -> Places:
    return places(session)


@pytest.fixture
def lower(session: Session, where: Places) -> Certificate:
    _contest, one = announced(session, where)
    return one


def upper(
    session: Session,
    where: Places,
    lower: Certificate,
    level: ContestLevel,
    status: EntryStatus = EntryStatus.VALID,
) -> tuple[Contest, Entry]:
    contest = contests.contest(
        session, unit_id=where.province, level=level, stage=Stage.ANNOUNCED, year=2026
    )
    return contest, contests.entry(
        session,
        contest,
        session.get_one(Product, lower.product_id),
        session.get_one(Establishment, lower.establishment_id),
        status,
        lower_certificate_id=lower.id,
    )


def test_edge_36_what_was_built_on_a_certificate_is_flagged_up_the_ladder_and_stays(
    session: Session, where: Places, lower: Certificate
) -> None:
    held, region = upper(session, where, lower, ContestLevel.REGION)
    above = certificates.certificate(session, region, held)
    _, nation = upper(session, where, above, ContestLevel.NATION)
    upper(session, where, lower, ContestLevel.REGION, EntryStatus.WITHDRAWN)
    put_forward = certificates.nomination(session, lower, held)
    found = queries.rests_in_contests(session, lower.id)
    assert [(one.kind, one.subject_id, one.contest_id) for one in found] == [
        (Built.NOMINATION, put_forward.id, region.contest_id),
        (Built.ENTRY, region.id, region.contest_id),
        (Built.CERTIFICATE, above.id, region.contest_id),
        (Built.ENTRY, nation.id, nation.contest_id),
    ]
    made = service.flag(session, DESK, lower.id, found, NOW)
    assert len(made) == 4
    assert service.flag(session, DESK, lower.id, found, NOW) == [], "once for each thing"
    [about] = queries.open_about(session, Built.ENTRY, nation.id)
    assert about.certificate_id == lower.id
    assert queries.open_about(session, Built.CASE, nation.id) == []
    assert (region.status, above.revoked_on) == (EntryStatus.VALID, None), "nothing is deleted"


def test_each_is_settled_with_a_note(session: Session, where: Places, lower: Certificate) -> None:
    _, entry = upper(session, where, lower, ContestLevel.REGION)
    [one] = service.flag(
        session, DESK, lower.id, queries.rests_in_contests(session, lower.id), NOW
    )
    for note, fault in (
        ("ngắn", ("why_too_short", {"least": 10})),
        ("x" * 1001, ("too_long", {"most": 1000})),
    ):
        with pytest.raises(Invalid) as refused:
            service.settle(session, DESK, one.id, note, NOW)
        assert refused.value.fields == {"note": fault}
    note = "Giữ nguyên: sản phẩm đã có giấy khác còn giá trị."
    for _press in range(2):
        service.settle(session, DESK, one.id, note, NOW)
    assert (one.note, one.settled_by_name) == (note, DESK.name)
    assert queries.open_about(session, Built.ENTRY, entry.id) == []
    with pytest.raises(Conflict, match="review_settled"):
        service.settle(session, DESK, one.id, "Một ý kiến khác về việc này", NOW)
    with pytest.raises(NotFound):
        service.settle(session, DESK, one.id + 1, note, NOW)


def test_each_desk_sees_its_own_kinds_in_its_own_places(
    session: Session, where: Places, lower: Certificate
) -> None:
    _, entry = upper(session, where, lower, ContestLevel.REGION)
    service.flag(session, DESK, lower.id, queries.rests_in_contests(session, lower.id), NOW)

    def seen(scope: queries.Scope, **asked: object) -> list[int]:
        narrowed = ReviewFilter(**asked)  # type: ignore[arg-type]  # by name
        rows = queries.reviews(session, scope, narrowed, WHOLE).rows
        assert (len(rows) == 1) == (queries.waiting(session, scope) == 1) or bool(asked)
        return [one.subject_id for one in rows]

    mine: queries.Scope = {Built.ENTRY: ([where.province], [])}
    assert seen(mine) == [entry.id]
    assert seen({Built.ENTRY: ([], [entry.contest_id])}) == [entry.id]
    assert seen({Built.STAND: ([where.province], [])}) == []
    assert seen({Built.ENTRY: ([where.stranger], [])}) == []
    assert seen({}) == []
    assert seen(mine, q=entry.receipt) == seen(mine, q=lower.number) == [entry.id]
    assert seen(mine, settled=True) == seen(mine, kind=Built.CASE) == []
