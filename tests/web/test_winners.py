"""The best certificate of a product, wherever it was issued."""

from datetime import date

from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel, Stage
from fairs.fairs.rules import WinningCertificate
from tests.build import contests, history, register
from tests.build.certificates import certificate
from tests.build.places import places
from web.winners import winner, winners

TODAY = date(2026, 11, 22)


def test_an_old_certificate_in_force_wins_like_one_issued_here(session: Session) -> None:
    where = places(session)
    maker = register.establishment(session, unit_id=where.commune)
    here, old, both, none = (
        register.product(session, maker, name) for name in ("Chum", "Vại", "Bình", "Đĩa")
    )
    told = contests.contest(session, unit_id=where.old_district, stage=Stage.ANNOUNCED)
    for product in (here, both):
        entry = contests.entry(session, told, product, maker)
        certificate(session, entry, told, number=f"{product.name}/2024")
    province = where.old_province
    for product in (old, both):
        history.past_recognition(
            session, product, unit_id=province, year=2023, decision_date=date(2023, 8, 1)
        )
        history.past_recognition(
            session, product, unit_id=province, year=2011, level=ContestLevel.NATION,
            decision_date=None,
        )  # fmt: skip
    found = winners(session, [here.id, old.id, both.id, none.id], TODAY)
    assert {
        product_id: (one.number, one.level, one.in_force) for product_id, one in found.items()
    } == {
        here.id: ("Chum/2024", "district", True),
        old.id: ("07/GCN-CNNT", "province", True),
        both.id: ("07/GCN-CNNT", "province", True),
    }
    assert winner(session, old.id, date(2027, 1, 1)) == WinningCertificate(
        "07/GCN-CNNT", "nation", 2011, in_force=False
    )
