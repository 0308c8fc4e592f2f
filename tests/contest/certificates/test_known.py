"""What others may know of a certificate, and when."""

from datetime import date

from sqlalchemy.orm import Session

from contest.certificates import codes, queries, revoking
from contest.contests.kinds import Stage
from tests.build.issued import DAY, DESK, announced, proposed
from tests.build.people import NOW
from tests.build.places import places


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
    for typed in (wrong, codes.new_code(b"other!"), "", "001/2026/GCN-CNNT"):
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
    proposed(session, one, date(2026, 11, 18))
    revoking.revoke(session, DESK, one.id, date(2026, 11, 20), "9/QĐ", "Vi phạm chất lượng", NOW)
    assert [held(day) for day in (date(2026, 11, 19), date(2026, 11, 20))] == [[one.id], []]
    assert queries.held(session, [maker], []).certificates == [one]
    assert queries.held(session, [], [where.province]).certificates == [one]
    assert queries.held(session, [], [where.stranger]).total == 0
