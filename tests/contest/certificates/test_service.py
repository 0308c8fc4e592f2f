"""Certificates issued, numbered, printed and revoked, on a real database."""

import io
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from contest.certificates import queries, rules, service
from contest.certificates.model import Certificate, CertificateSeries
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries.model import Entry
from core import audit, jobs
from core.db import sessions, unit_of_work
from core.errors import Conflict, Invalid, NotFound
from core.identity import Identity
from core.registry.kinds import Origin, ProductGroup
from core.registry.model import Establishment, Product
from media.rules import digest_in
from media.storage import Memory
from tests.build import certificates, contests, register
from tests.build.people import NOW
from tests.build.places import Places, places

DESK = Identity(900, "Tổ giúp việc (mô phỏng)")
SITE = "https://tinhhoa.example"
DAY = date(2026, 11, 5)


def recognised(
    session: Session,
    unit_id: int,
    names: Iterable[str] = ("Bình gốm đỏ",),
    *,
    level: ContestLevel = ContestLevel.PROVINCE,
    signed_on: date = date(2026, 11, 2),
    **facts: object,
) -> tuple[Contest, list[Entry]]:
    """A contest whose result the authority has signed, each product certified."""
    values = {"stage": Stage.RECOGNISED, "year": signed_on.year, **facts}
    contest = contests.contest(session, unit_id=unit_id, level=level, **values)  # type: ignore[arg-type]  # by name
    certificates.recognition(session, contest, signed_on=signed_on)
    maker = register.establishment(session, unit_id=unit_id)
    entries = []
    for rank, name in enumerate(names, start=1):
        entry = contests.entry(session, contest, register.product(session, maker, name), maker)
        certificates.standing(session, entry, rank=rank)
        entries.append(entry)
    return contest, entries


def issue(
    session: Session, contest: Contest, day: date = DAY, now: datetime = NOW
) -> list[Certificate]:
    return service.issue_all(session, DESK, contest.id, day, now, public_url=SITE)


def test_a_certified_product_gets_its_paper_and_only_once(session: Session) -> None:
    where = places(session)
    contest, [entry, second] = recognised(session, where.province, ["Bình gốm đỏ", "Chậu gốm"])
    second.group = ProductGroup.PROCESSED_FOOD
    left_out = contests.entry(
        session, contest, register.product(session, None, "Lọ gốm"), entry_maker(session, entry)
    )
    certificates.standing(session, left_out, certified=False)

    made = issue(session, contest)

    assert [(one.number, one.entry_id) for one in made] == [
        ("001/2026/GCN-CNNT", entry.id),
        ("002/2026/GCN-CNNT", second.id),
    ]
    one = made[0]
    assert rules.normalise_code(one.code) == one.code
    assert one.printed == {
        "number": "001/2026/GCN-CNNT",
        "code": one.code,
        "level_rank": 3,
        "level_name": "cấp tỉnh",
        "product_name": "Bình gốm đỏ",
        "is_set": False,
        "group_name": "Thủ công mỹ nghệ",
        "establishment_name": "HTX Gốm đỏ Cổ Chiên (mô phỏng)",
        "establishment_address": "Xã Long Hồ, tỉnh Vĩnh Long",
        "contest_title": "kỳ b" + contest.title[1:],
        "authority": "Ủy ban nhân dân tỉnh Vĩnh Long (mô phỏng)",
        "signer_title": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "signer_name": "Người Ký Mô Phỏng",
        "place_name": "Vĩnh Long",
        "decision_number": "1234/QĐ-UBND",
        "decision_date": "2026-11-02",
        "issued_on": "2026-11-05",
        "valid_until": "2029-12-31",
        "verify_url": f"HTTPS://TINHHOA.EXAMPLE/XAC-MINH/{one.code}",
        "simulated": True,
    }
    assert made[1].printed["group_name"] == "Chế biến nông, lâm, thủy sản và thực phẩm"
    assert queries.counts(session, contest.id) == queries.Counts(2, 2, 0, 0)
    assert [a.action for a in audit.entries_about(session, f"certificate:{one.id}")] == [
        "certificate.issued"
    ]
    waiting = session.scalars(select(jobs.Job).where(jobs.Job.name == service.TYPESET))
    assert [job.facts for job in waiting] == [{"certificate_id": one.id} for one in made]

    assert issue(session, contest) == []
    assert [one.id for one in queries.of_contest(session, contest.id)] == [m.id for m in made]


def entry_maker(session: Session, entry: Entry) -> Establishment:
    found = session.get(Establishment, entry.establishment_id)
    assert found is not None
    return found


def test_a_real_contest_on_a_real_installation_is_not_marked_as_simulated(
    session: Session,
) -> None:
    contest, _ = recognised(session, places(session).province, origin=Origin.REGISTERED)
    [one] = issue(session, contest)
    assert one.printed["simulated"] is False


@pytest.mark.parametrize(
    ("level", "issued_on", "number", "valid_until"),
    [
        (ContestLevel.PROVINCE, date(2018, 8, 15), "001/2018/GCN-CNNT", date(2020, 12, 31)),
        (ContestLevel.PROVINCE, date(2018, 8, 16), "001/2018/GCN-CNNT", date(2021, 12, 31)),
        (ContestLevel.DISTRICT, date(2024, 12, 31), "001/2024/GCN-CNNT-H", date(2027, 12, 31)),
        (ContestLevel.DISTRICT, date(2025, 1, 1), "001/2025/GCN-CNNT-H", date(2028, 12, 31)),
        (ContestLevel.COMMUNE, date(2026, 1, 5), "001/2026/GCN-CNNT-X", date(2029, 12, 31)),
    ],
)
def test_number_and_validity_follow_the_rules_of_the_day_of_issue(
    session: Session, level: ContestLevel, issued_on: date, number: str, valid_until: date
) -> None:
    contest, _ = recognised(
        session, places(session).old_district, level=level, signed_on=issued_on
    )
    [one] = issue(session, contest, issued_on, datetime(issued_on.year, 12, 31, tzinfo=UTC))
    assert (one.number, one.issued_on, one.valid_until) == (number, issued_on, valid_until)


def test_each_unit_level_and_year_counts_for_itself(session: Session) -> None:
    where = places(session)

    def numbers(unit_id: int, day: date = DAY, **facts: object) -> list[str]:
        contest, _ = recognised(session, unit_id, "ab", signed_on=day, **facts)  # type: ignore[arg-type]  # by name
        return [one.number.split("/")[0] for one in issue(session, contest, day)]

    assert numbers(where.province) == ["001", "002"]
    assert numbers(where.province) == ["003", "004"]
    assert numbers(where.stranger) == ["001", "002"]
    assert numbers(where.province, date(2025, 12, 1)) == ["001", "002"]
    assert numbers(where.province, level=ContestLevel.COMMUNE) == ["001", "002"]
    assert numbers(where.province) == ["005", "006"]


@pytest.mark.parametrize(
    ("stage", "day", "code"),
    [
        (Stage.DECIDED, DAY, "certificates_before_recognition"),
        (Stage.CANCELLED, DAY, "certificates_before_recognition"),
        (Stage.RECOGNISED, date(2026, 11, 1), "issued_before_decision"),
        (Stage.RECOGNISED, date(2027, 2, 21), "issued_too_far_ahead"),
    ],
)
def test_too_early_and_too_late_are_refused(
    session: Session, stage: Stage, day: date, code: str
) -> None:
    contest, _ = recognised(session, places(session).province, stage=stage)
    with pytest.raises((Conflict, Invalid)) as refused:
        issue(session, contest, day)
    told = refused.value
    if isinstance(told, Invalid):
        fault = told.fields["issued_on"]
        assert (fault if isinstance(fault, str) else fault[0]) == code
    else:
        assert told.code == code
    assert queries.of_contest(session, contest.id) == []


def test_without_a_decision_and_without_a_contest_nothing_is_issued(session: Session) -> None:
    contest = contests.contest(session, unit_id=places(session).province, stage=Stage.RECOGNISED)
    with pytest.raises(Conflict, match="certificates_before_recognition"):
        issue(session, contest)
    with pytest.raises(NotFound):
        service.issue_all(session, DESK, contest.id + 1, DAY, NOW, public_url=SITE)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Trà 茶", "entry_letters_unshowable"), ("Bình gốm " * 30, "certificate_text_too_long")],
)
def test_what_cannot_be_printed_takes_no_number(session: Session, name: str, code: str) -> None:
    where = places(session)
    contest, [_, entry] = recognised(session, where.province, ["Bình gốm đỏ", name])
    with pytest.raises(Conflict) as refused, session.begin_nested():
        issue(session, contest)
    assert refused.value.code == code
    entry.product_name = "Trà sen"
    assert [one.number[:3] for one in issue(session, contest)] == ["001", "002"]


def test_a_later_renaming_changes_nothing_on_paper(session: Session) -> None:
    contest, [entry] = recognised(session, places(session).province)
    [one] = issue(session, contest)
    before = service.document(Memory(), one)
    product, maker = (
        session.get_one(Product, entry.product_id),
        entry_maker(session, entry),
    )
    product.name, maker.name = "Tên mới", "Công ty mới (mô phỏng)"
    entry.product_name, contest.title = "Tên mới", "Kỳ khác"
    session.flush()
    assert queries.facts(one).product_name == "Bình gốm đỏ"
    assert service.document(Memory(), one) == before


def test_the_paper_is_typeset_once_and_kept_under_its_digest(
    own_database: Callable[[], sa.Engine],
) -> None:
    engine, storage = own_database(), Memory()
    reads, writes = sessions(engine, writes=False), sessions(engine, writes=True)
    with unit_of_work(writes) as session:
        contest, _ = recognised(session, places(session).province)
        [one] = issue(session, contest)
    for _time in range(2):
        record = service.prepare_document(reads, storage, one.id)
        with unit_of_work(writes) as session:
            record(session)
    [key] = storage.keys()
    with unit_of_work(reads) as session:
        kept = queries.get_certificate(session, one.id)
        assert kept.document_key == key
        assert queries.counts(session, contest.id).typeset == 1
        assert service.document(storage, kept) == storage.get(key)
        assert service.document(Memory(), kept) == storage.get(key), "bytes lost: made again"
    assert key.startswith("documents/")
    assert key.endswith(".pdf")
    assert len(digest_in(key)) == 64
    said = PdfReader(io.BytesIO(storage.get(key))).pages[0].extract_text()
    assert one.code in said
    with unit_of_work(writes) as session:
        service.prepare_document(reads, storage, one.id + 1)(session)
        service.attach_document(session, one.id + 1, key)
    assert list(storage.keys()) == [key]


# ---------------------------------------------------------------------------------- side by side


def test_numbers_have_no_gap_and_no_double_under_eight_threads(
    own_database: Callable[[], sa.Engine],
) -> None:
    engine = own_database()
    writes = sessions(engine, writes=True)
    with unit_of_work(writes) as session:
        where = places(session)
        ids = [recognised(session, where.province, "abc")[0].id for _ in range(8)]
    start = Barrier(8)

    class Broken(Exception):
        pass

    def issue_one(contest_id: int, fails: bool) -> None:
        start.wait()
        try:
            with unit_of_work(writes) as session:
                service.issue_all(session, DESK, contest_id, DAY, NOW, public_url=SITE)
                if fails:
                    raise Broken
        except Broken:
            pass

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(issue_one, ids, [n in (2, 5) for n in range(8)]))

    with unit_of_work(writes) as session:
        rows = session.execute(select(Certificate.contest_id, Certificate.sequence)).all()
        assert sorted(row.sequence for row in rows) == list(range(1, 19))
        assert {row.contest_id for row in rows} == set(ids) - {ids[2], ids[5]}
        assert session.scalars(select(CertificateSeries.last)).all() == [18]
        for late in (ids[2], ids[5]):
            service.issue_all(session, DESK, late, DAY, NOW, public_url=SITE)
    with unit_of_work(writes) as session:
        numbers = session.scalars(select(Certificate.sequence)).all()
        assert sorted(numbers) == list(range(1, 25))


def test_a_button_pressed_four_times_at_once_issues_once(
    own_database: Callable[[], sa.Engine],
) -> None:
    engine = own_database()
    writes = sessions(engine, writes=True)
    with unit_of_work(writes) as session:
        contest, _ = recognised(session, places(session).province, "abc")
    start = Barrier(4)

    def press(_time: int) -> int:
        start.wait()
        with unit_of_work(writes) as session:
            return len(service.issue_all(session, DESK, contest.id, DAY, NOW, public_url=SITE))

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(press, range(4))) == [0, 0, 0, 3]


# --------------------------------------------------------------------------- what others may know


def announced(session: Session, where: Places) -> tuple[Contest, Certificate]:
    contest, _ = recognised(session, where.province)
    [one] = issue(session, contest)
    contest.stage = Stage.ANNOUNCED
    session.flush()
    return contest, one


def test_nothing_is_known_outside_the_desk_before_the_announcement(session: Session) -> None:
    contest, one = announced(session, places(session))
    product, maker = one.product_id, one.establishment_id

    def known() -> list[bool]:
        return [
            queries.find_by_code(session, one.code) is not None,
            bool(queries.of_product(session, product)),
            bool(queries.of_products(session, [product])),
            bool(queries.in_force_of_establishment(session, maker, DAY)),
            bool(queries.lowers(session, [product], DAY)),
            bool(queries.held(session, [maker], []).certificates),
        ]

    assert known() == [True] * 6
    for stage in (Stage.RECOGNISED, Stage.CANCELLED):
        contest.stage = stage
        session.flush()
        assert known() == [False] * 6
        assert queries.of_contest(session, contest.id) == [one]
    assert queries.of_products(session, []) == {}


def test_a_certificate_is_found_however_its_code_is_typed(session: Session) -> None:
    _, one = announced(session, places(session))
    for typed in (one.code, one.code.lower(), one.code[3:].replace("-", ""), f" {one.code} "):
        assert queries.find_by_code(session, typed) == one
    wrong = one.code[:-1] + ("0" if one.code[-1] != "0" else "1")
    for typed in (wrong, rules.new_code(b"other!"), "", "001/2026/GCN-CNNT"):
        assert queries.find_by_code(session, typed) is None


def test_what_the_maker_holds_on_a_day(session: Session) -> None:
    where = places(session)
    _, one = announced(session, where)
    maker = one.establishment_id

    def held(day: date) -> list[int]:
        return [c.id for c in queries.in_force_of_establishment(session, maker, day)]

    days = [date(2026, 11, 4), DAY, date(2029, 12, 31), date(2030, 1, 1)]
    assert [held(day) for day in days] == [[], [one.id], [one.id], []]
    [lower] = queries.lowers(session, [one.product_id], DAY)[one.product_id]
    assert (lower.number, lower.in_force_on_filing_day) == (one.number, True)
    service.revoke(session, DESK, one.id, date(2026, 11, 20), "9/QĐ", "Vi phạm chất lượng", NOW)
    assert [held(day) for day in (date(2026, 11, 19), date(2026, 11, 20))] == [[one.id], []]
    assert queries.held(session, [maker], []).certificates == [one]
    assert queries.held(session, [], [where.province]).certificates == [one]
    assert queries.held(session, [], [where.stranger]).total == 0


# --------------------------------------------------------------------------------------- revoking


def test_only_an_authoritys_decision_revokes_and_the_paper_stays(session: Session) -> None:
    contest, one = announced(session, places(session))
    day, why = date(2026, 11, 20), "Sản phẩm vi phạm nhãn hiệu đã được bảo hộ"
    again = [
        service.revoke(session, DESK, one.id, day, "77/QĐ-UBND", why, NOW) for _time in range(2)
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
    assert told == ["certificate.revoked", "certificate.issued"]
    with pytest.raises(Conflict) as refused:
        service.revoke(session, DESK, one.id, day, "78/QĐ-UBND", why, NOW)
    assert refused.value.code == "certificate_already_revoked"
    assert refused.value.facts == {"decision": "77/QĐ-UBND", "revoked_on": day}
    with pytest.raises(NotFound):
        service.revoke(session, DESK, one.id + 1, day, "77/QĐ-UBND", why, NOW)


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
    with pytest.raises(Invalid) as refused:
        service.revoke(session, DESK, one.id, day, decision, why, NOW)
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
