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
