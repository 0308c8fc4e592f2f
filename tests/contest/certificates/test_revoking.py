"""A certificate taken back by the authority, and what was built on it."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from contest.certificates import queries, revoking, rules
from contest.contests.kinds import ContestLevel
from core import audit
from core.errors import Conflict, Invalid, NotFound
from core.registry.model import Establishment, Product
from tests.build import contests
from tests.build.issued import DAY, DESK, announced, proposed
from tests.build.people import NOW
from tests.build.places import places


def test_edge_36_only_an_authoritys_decision_revokes_and_the_paper_stays(session: Session) -> None:
    contest, one = announced(session, places(session))
    proposed(session, one, date(2026, 11, 18))
    day, why = date(2026, 11, 20), "Sản phẩm vi phạm nhãn hiệu đã được bảo hộ"
    again = [
        revoking.revoke(session, DESK, one.id, day, "77/QĐ-UBND", why, NOW) for _time in range(2)
    ]
    assert again == [one, one]
    assert (one.revoked_on, one.revoked_by_decision, one.revoked_why) == (day, "77/QĐ-UBND", why)
    assert [
        queries.standing(one, on)
        for on in (date(2026, 11, 4), DAY, day - timedelta(1), day, date(2031, 1, 1))
    ] == [
        rules.Standing.NOT_YET,
        rules.Standing.IN_FORCE,
        rules.Standing.IN_FORCE,
        rules.Standing.REVOKED,
        rules.Standing.REVOKED,
    ]
    assert queries.find_by_code(session, one.code) == one
    assert queries.counts(session, contest.id) == queries.Counts(1, 1, 0, 1)
    told = [a.action for a in audit.entries_about(session, f"certificate:{one.id}")]
    assert told == [
        "certificate.revoked",
        "certificate.revocation_proposed",
        "certificate.issued",
    ]
    with pytest.raises(Conflict) as refused:
        revoking.revoke(session, DESK, one.id, day, "78/QĐ-UBND", why, NOW)
    assert refused.value.code == "certificate_already_revoked"
    assert refused.value.facts == {"decision": "77/QĐ-UBND", "revoked_on": day}
    with pytest.raises(NotFound):
        revoking.revoke(session, DESK, one.id + 1, day, "77/QĐ-UBND", why, NOW)


@pytest.mark.parametrize(
    ("day", "decision", "why", "faults"),
    [
        (
            date(2026, 11, 4),
            "",
            "",
            {
                "decision_number": "missing",
                "revoked_on": ("revoked_before_issue", {"issued_on": DAY}),
                "why": ("why_too_short", {"least": 10}),
            },
        ),
        (
            date(2026, 11, 23),
            "7" * 101,
            "x" * 1001,
            {
                "decision_number": ("too_long", {"most": 100}),
                "revoked_on": "revoked_in_future",
                "why": ("too_long", {"most": 1000}),
            },
        ),
    ],
)
def test_a_revocation_that_cannot_be_is_refused(
    session: Session, day: date, decision: str, why: str, faults: dict[str, object]
) -> None:
    _, one = announced(session, places(session))
    proposed(session, one, DAY)
    with pytest.raises(Invalid) as refused:
        revoking.revoke(session, DESK, one.id, day, decision, why, NOW)
    assert refused.value.fields == faults
    assert one.revoked_on is None


def test_upper_dossiers_built_on_a_certificate_are_found_for_review(session: Session) -> None:
    where = places(session)
    _, one = announced(session, where)
    upper = contests.contest(session, unit_id=where.province, level=ContestLevel.REGION)
    entry = contests.entry(
        session,
        upper,
        session.get_one(Product, one.product_id),
        session.get_one(Establishment, one.establishment_id),
        lower_certificate_id=one.id,
    )
    assert queries.built_on(session, [one.id]) == {one.id: [entry]}
    assert queries.built_on(session, [one.id + 1]) == {}


def test_without_the_councils_proposal_nothing_is_revoked(session: Session) -> None:
    _, one = announced(session, places(session))
    decision = (date(2026, 11, 20), "77/QĐ-UBND", "Vi phạm chất lượng", NOW)
    with pytest.raises(Conflict, match="revocation_without_proposal"):
        revoking.revoke(session, DESK, one.id, *decision)
    with pytest.raises(Conflict, match="revocation_without_proposal"):
        revoking.decline(session, DESK, one.id, DAY, "Cơ quan cấp không đồng ý", NOW)
    proposed(session, one, date(2026, 11, 18))
    proposed(session, one, date(2026, 11, 18))  # pressed twice
    assert len(revoking.proposals(session, [one.id])[one.id]) == 1
    with pytest.raises(Conflict, match="revocation_proposed"):
        revoking.propose(session, DESK, one.id, "06/TTr", DAY, "Vi phạm chất lượng", NOW)
    with pytest.raises(Invalid) as refused:
        revoking.revoke(session, DESK, one.id, date(2026, 11, 17), *decision[1:])
    assert refused.value.fields == {"revoked_on": ("day_before", {"earliest": date(2026, 11, 18)})}
    revoking.decline(session, DESK, one.id, date(2026, 11, 20), "Chưa đủ căn cứ thu hồi", NOW)
    assert one.revoked_on is None
    with pytest.raises(Conflict, match="revocation_without_proposal"):
        revoking.revoke(session, DESK, one.id, *decision)


@pytest.mark.parametrize(
    ("number", "day", "why", "faults"),
    [
        (
            "",
            date(2026, 11, 4),
            "ngắn",
            {
                "proposal_number": "missing",
                "proposed_on": ("proposed_before_issue", {"issued_on": DAY}),
                "proposal_why": ("why_too_short", {"least": 10}),
            },
        ),
        (
            "7" * 101,
            date(2026, 11, 23),
            "x" * 1001,
            {
                "proposal_number": ("too_long", {"most": 100}),
                "proposed_on": "day_ahead",
                "proposal_why": ("too_long", {"most": 1000}),
            },
        ),
    ],
)
def test_a_proposal_that_cannot_be_is_refused(
    session: Session, number: str, day: date, why: str, faults: dict[str, object]
) -> None:
    _, one = announced(session, places(session))
    with pytest.raises(Invalid) as refused:
        revoking.propose(session, DESK, one.id, number, day, why, NOW)
    assert refused.value.fields == faults
