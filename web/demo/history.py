"""History in the demonstration: published rounds as printed, and older rounds of Vĩnh Long that
the office is said to keep (mô phỏng), from before the platform."""

from dataclasses import replace
from datetime import date

from contest.contests.kinds import ContestLevel
from contest.history import service
from contest.history.rules import Figures, RecognitionFacts, RoundFacts
from core.identity import SYSTEM
from core.registry.kinds import Origin
from core.territory import queries as territory
from core.territory.rules import UnitKind
from web.demo.changes import FORMER
from web.demo.published_rounds import read_rounds
from web.demo.scene import MARK, Scene

OLD_DAY = date(2025, 6, 30)


def load_published(scene: Scene) -> int:
    """Every published round as history; answers how many."""
    rows = read_rounds()
    when = scene.ago(300)
    for row in rows:
        unit = territory.find_unit_by_code(
            scene.session, row.unit_kind, row.unit_code, row.unit_day
        )
        service.add_round(
            scene.session,
            SYSTEM,
            replace(row.facts, unit_id=unit.id if unit else None),
            when,
            Origin.PUBLISHED,
            place_as_printed=row.place_as_printed,
        )
    return len(rows)


DISTRICTS: tuple[tuple[str, int, Figures], ...] = (
    ("857", 2012, Figures(received=11, certified=6, target=5)),
    ("858", 2012, Figures(received=9, valid=8, certified=5)),
    ("859", 2012, Figures(received=7, certified=3)),
    ("862", 2012, Figures(certified=4)),
    ("857", 2014, Figures(received=12, passed=9, certified=7, target=8)),
    ("860", 2014, Figures(received=8, certified=5)),
    ("861", 2014, Figures(received=10, entrants=8, certified=6)),
    ("863", 2014, Figures(received=6, certified=2, target=4)),
)
"""Code of the district, year, figures: one row each, as the districts reported (mô phỏng)."""

RECOGNISED: tuple[tuple[str, str, int, date | None], ...] = (
    ("mat-nhan", "857", 2014, date(2016, 12, 31)),
    ("ruou-nep", "862", 2012, date(2014, 12, 31)),
    ("nem-chua", "859", 2012, None),
    ("gom-phu-dieu", "858", 2012, date(2014, 12, 31)),
    ("tau-hu-ky", "861", 2014, date(2016, 12, 31)),
)
"""Product, code of the district, year, the expiry printed on the paper when it is known."""


def load_districts(scene: Scene) -> None:
    """What the districts reported of their rounds of 2012 and 2014, and some of the names."""
    secretary, when = scene.who("secretary"), scene.ago(190)
    decision = f"mô phỏng/QĐ-UBND{MARK}"
    report = f"Báo cáo khuyến công của huyện{MARK}"
    for code, year, figures in DISTRICTS:
        facts = RoundFacts(
            level=ContestLevel.DISTRICT,
            unit_id=scene.places.districts[code],
            year=year,
            figures=figures,
            decision_number=decision,
            decision_date=date(year, 9, 20),
            source=report,
        )
        service.add_round(scene.session, secretary, facts, when, Origin.SIMULATED)
    for number, (key, code, year, until) in enumerate(RECOGNISED, start=1):
        maker = str(scene.details[key]["maker"])
        name = FORMER[maker].former + MARK if maker in FORMER else scene.makers[maker].name
        service.add_recognition(
            scene.session,
            secretary,
            RecognitionFacts(
                product_id=scene.products[key].id,
                level=ContestLevel.DISTRICT,
                unit_id=scene.places.districts[code],
                year=year,
                product_as_printed=scene.products[key].name,
                maker_as_printed=name,
                decision_number=decision,
                decision_date=date(year, 9, 20),
                certificate_number=f"mô phỏng-{number:02d}/GCN",
                issued_on=date(year, 9, 25) if until else None,
                printed_until=until,
                source=report,
            ),
            when,
            Origin.SIMULATED,
        )


def load_office(scene: Scene, province_code: str) -> None:
    """What the secretary entered of the rounds of 2012 and 2014, and two names of their lists."""
    unit = territory.find_unit_by_code(scene.session, UnitKind.PROVINCE, province_code, OLD_DAY)
    if unit is None:
        return
    secretary, when = scene.who("secretary"), scene.ago(200)
    paper = f"Sổ theo dõi khuyến công{MARK}"
    for year, figures in (
        (2012, Figures(received=31, entrants=24, certified=18, target=20)),
        (2014, Figures(received=38, valid=36, entrants=29, passed=27, certified=22, target=20)),
    ):
        service.add_round(
            scene.session,
            secretary,
            RoundFacts(ContestLevel.PROVINCE, unit.id, year, figures=figures, source=paper),
            when,
            Origin.SIMULATED,
        )
    for key, year, number in (("non-la", 2014, "05"), ("chieu-hoa", 2012, "")):
        service.add_recognition(
            scene.session,
            secretary,
            RecognitionFacts(
                product_id=scene.products[key].id,
                level=ContestLevel.PROVINCE,
                unit_id=unit.id,
                year=year,
                decision_number=f"QĐ-UBND{MARK}" if year == 2014 else "",
                decision_date=date(2014, 11, 20) if year == 2014 else None,
                certificate_number=f"{number}/2014/GCN (mô phỏng)" if number else "",
                source=paper,
            ),
            when,
            Origin.SIMULATED,
        )
