"""From a district's certificate by letter to the province, and the dossier filed there."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.certificates import queries as certificate_queries
from contest.certificates import revoking
from contest.certificates.model import Certificate
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries import service as entries
from contest.entries.kinds import EntryPath, EntryStatus
from contest.entries.model import Entry
from contest.entries.queries import way_of
from contest.entries.rules import best_lower
from contest.nominations import queries, service
from contest.nominations.model import Nomination
from core import audit
from core.clock import day_in_vietnam
from core.db import sessions, unit_of_work
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry.kinds import ProductGroup
from tests.build import certificates, contests, dossiers
from tests.build.dossiers import Maker
from tests.build.people import NOW
from tests.build.places import places

DESK = Identity(900, "Tổ giúp việc (mô phỏng)")
TODAY = day_in_vietnam(NOW)
LETTER = ("56/UBND-KT", date(2026, 11, 20))


@dataclass(frozen=True, slots=True)
class Ladder:
    """A district's contest of 2024 with its certificate, and the province's of 2026, open."""

    lan: Maker
    district: Contest
    certificate: Certificate
    province: Contest


def ladder(session: Session, valid_until: date = date(2027, 12, 31)) -> Ladder:
    where = places(session)
    lan = dossiers.maker(session, where)
    district = contests.contest(session, unit_id=where.old_district, stage=Stage.ANNOUNCED)
    entry = contests.entry(session, district, lan.product, lan.establishment)
    made = certificates.certificate(
        session, entry, district, issued_on=date(2024, 10, 5), valid_until=valid_until
    )
    province = contests.contest(
        session, unit_id=where.province, level=ContestLevel.PROVINCE, year=2026
    )
    return Ladder(lan, district, made, province)


def nominate(session: Session, at: Ladder, now: datetime = NOW) -> Nomination:
    return service.nominate(session, DESK, at.certificate.id, at.province.id, *LETTER, now)


def file_upward(session: Session, at: Ladder, now: datetime = NOW) -> Entry:
    """As the page does it: the certificates of the day are fetched and the best is handed down."""
    product_id, day = at.lan.product.id, day_in_vietnam(now)
    found = certificate_queries.lowers(session, [product_id], day).get(product_id, [])
    entry = dossiers.written(session, at.lan, at.province, now)
    return entries.file(
        session,
        at.lan.who,
        entry.id,
        group=ProductGroup.HANDICRAFT,
        lower=best_lower(way_of(at.province), found),
        declared=True,
        now=now,
    )


def test_the_whole_ladder(session: Session) -> None:
    at = ladder(session)
    assert queries.upper_level(at.district) is ContestLevel.PROVINCE
    [choice] = queries.choices(session, at.district, at.province, TODAY, NOW)
    assert (choice.certificate, choice.refusal, choice.nominated) == (at.certificate, None, None)

    made = nominate(session, at)

    assert (made.letter_number, made.letter_date) == LETTER
    assert nominate(session, at) is made
    [choice] = queries.choices(session, at.district, at.province, TODAY, NOW)
    assert choice.nominated == made
    [row] = queries.to_contest(session, at.province.id)
    assert (row.nomination, row.facts.product_name, row.entry) == (made, "Bình gốm đỏ", None)
    assert [
        entry.action for entry in audit.entries_about(session, f"certificate:{at.certificate.id}")
    ] == ["nomination.made"]

    entry = file_upward(session, at)

    assert (entry.status, entry.path, entry.lower_certificate_id) == (
        EntryStatus.FILED,
        EntryPath.LOWER_CERTIFICATE,
        at.certificate.id,
    )
    assert [n.entry for n in queries.from_contest(session, at.district.id)] == [entry]
    assert queries.from_contest(session, at.province.id) == []
    assert list(queries.of_certificates(session, [at.certificate.id])) == [at.certificate.id]
    assert queries.of_certificates(session, []) == {}


def test_a_certificate_that_expires_between_letter_and_dossier_does_not_open_the_way(
    session: Session,
) -> None:
    at = ladder(session, valid_until=TODAY)
    nominate(session, at)
    with pytest.raises(Conflict) as refused:
        file_upward(session, at, NOW + timedelta(days=1))
    assert refused.value.code == "lower_certificate_expired"
    assert refused.value.facts["until"] == TODAY
    assert file_upward(session, at, NOW).status is EntryStatus.FILED


def test_a_revoked_certificate_neither_goes_up_nor_opens_the_way(session: Session) -> None:
    at = ladder(session)
    nominate(session, at)
    asked = ("05/TTr-HĐBC", TODAY, "Vi phạm chất lượng", NOW)
    revoking.propose(session, DESK, at.certificate.id, *asked)
    revoking.revoke(
        session, DESK, at.certificate.id, TODAY, "9/QĐ-UBND", "Vi phạm chất lượng", NOW
    )
    with pytest.raises(Conflict, match="lower_certificate_"):
        file_upward(session, at)
    other = contests.contest(
        session, unit_id=at.province.unit_id, level=ContestLevel.PROVINCE, year=2026
    )
    with pytest.raises(Conflict, match="nomination_certificate_revoked"):
        service.nominate(session, DESK, at.certificate.id, other.id, *LETTER, NOW)


def test_edge_19_a_certificate_that_lapsed_yesterday_is_refused_with_the_article(
    session: Session,
) -> None:
    at = ladder(session, valid_until=TODAY - timedelta(days=1))
    facts = {"until": TODAY - timedelta(days=1), "source": "TT 26/2014/TT-BCT Đ12"}
    with pytest.raises(Conflict) as named:
        nominate(session, at)
    with pytest.raises(Conflict) as filed:
        file_upward(session, at)
    for refused, code in (
        (named.value, "nomination_certificate_expired"),
        (filed.value, "lower_certificate_expired"),
    ):
        assert (refused.code, refused.facts) == (
            code,
            {"number": at.certificate.number, **facts},
        )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("expired", "nomination_certificate_expired"),
        ("unannounced", "nomination_before_announcement"),
        ("closed", "nomination_contest_closed"),
        ("elsewhere", "nomination_outside_place"),
        ("region", "nomination_wrong_level"),
    ],
)
def test_what_may_not_go_up(session: Session, change: str, code: str) -> None:
    at = ladder(session)
    match change:
        case "expired":
            at.certificate.valid_until = TODAY - timedelta(days=1)
        case "unannounced":
            at.district.stage = Stage.RECOGNISED
        case "closed":
            at.province.entries_close_at = NOW - timedelta(hours=1)
        case "elsewhere":
            at.province.unit_id = at.lan.places.stranger
        case "region":
            at.province.level = ContestLevel.REGION
    session.flush()
    with pytest.raises(Conflict) as refused:
        nominate(session, at)
    assert refused.value.code == code
    assert queries.to_contest(session, at.province.id) == []


def test_the_letter_needs_a_number_and_a_day_that_can_be(session: Session) -> None:
    at = ladder(session)
    for number, day, faults in [
        ("", date(2024, 10, 4), {"letter_number", "letter_date"}),
        ("5" * 101, TODAY + timedelta(days=1), {"letter_number", "letter_date"}),
    ]:
        with pytest.raises(Invalid) as refused:
            service.nominate(session, DESK, at.certificate.id, at.province.id, number, day, NOW)
        assert set(refused.value.fields) == faults


def test_what_is_not_there_is_not_found(session: Session) -> None:
    at = ladder(session)
    for certificate_id, contest_id in [(0, at.province.id), (at.certificate.id, 0)]:
        with pytest.raises(NotFound):
            service.nominate(session, DESK, certificate_id, contest_id, *LETTER, NOW)


def test_one_letter_names_several_products_of_the_same_contest_only(session: Session) -> None:
    at = ladder(session)
    other = ladder_of(session, at)

    def all_of(*ids: int) -> list[Nomination]:
        return service.nominate_all(
            session, DESK, at.district.id, ids, at.province.id, *LETTER, NOW
        )

    with pytest.raises(Invalid) as refused:
        all_of()
    assert refused.value.fields == {"certificates": "nobody_chosen"}
    with pytest.raises(NotFound):
        all_of(at.certificate.id, other.id)
    assert [one.certificate_id for one in all_of(at.certificate.id)] == [at.certificate.id]


def ladder_of(session: Session, at: Ladder) -> Certificate:
    """A certificate of another contest."""
    contest = contests.contest(
        session, unit_id=at.lan.places.stranger, stage=Stage.ANNOUNCED, level=ContestLevel.COMMUNE
    )
    entry = contests.entry(session, contest, at.lan.product, at.lan.establishment)
    return certificates.certificate(session, entry, contest)


def test_a_double_click_is_one_nomination(own_database: Callable[[], sa.Engine]) -> None:
    writes = sessions(own_database(), writes=True)
    with unit_of_work(writes) as session:
        at = ladder(session)
    start = Barrier(4)

    def press(_time: int) -> int:
        start.wait()
        with unit_of_work(writes) as session:
            return nominate(session, at).id

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(press, range(4)))) == 1
    with unit_of_work(writes) as session:
        assert len(session.scalars(select(Nomination)).all()) == 1
