"""Fairs, support cases and programmes."""

import itertools
from datetime import date, timedelta

from sqlalchemy.orm import Session

from core.registry.kinds import Origin
from core.registry.model import Establishment, Product
from fairs.fairs.kinds import FairStatus
from fairs.fairs.model import Booth, Fair, FairDay
from fairs.programmes.kinds import Counted, Status
from fairs.programmes.model import AnnualPlan, HandEntry, Programme, Target
from fairs.support.kinds import CaseKind
from fairs.support.model import SupportCase
from tests.build.people import NOW

_numbers = itertools.count(1)


def fair(
    session: Session,
    *,
    unit_id: int,
    status: FairStatus = FairStatus.OPEN,
    booths: int = 2,
    days: int = 2,
    **facts: object,
) -> Fair:
    """A fair a month ahead, its booths in one row."""
    number = next(_numbers)
    first = NOW.date() + timedelta(days=30)
    values: dict[str, object] = {
        "slug": f"hoi-cho-{number}",
        "name": f"Hội chợ hàng CNNT lần {number} (mô phỏng)",
        "unit_id": unit_id,
        "origin": Origin.SIMULATED,
        "venue": "Sân vận động (mô phỏng)",
        "organiser": "Trung tâm Khuyến công (mô phỏng)",
        "status": status,
        "apply_from": NOW - timedelta(days=5),
        "apply_until": NOW + timedelta(days=5),
        "booth_price_dong": 6_000_000,
        "created_at": NOW,
        "created_by": 0,
        **facts,
    }
    made = Fair(
        **values,
        days=[FairDay(day=first + timedelta(days=i)) for i in range(days)],
        booths=[
            Booth(code=f"A{i + 1:02d}", position=i, x_mm=i * 3000, y_mm=0) for i in range(booths)
        ],
    )
    session.add(made)
    session.flush()
    return made


def case(
    session: Session,
    establishment: Establishment,
    product: Product,
    *,
    unit_id: int,
    **facts: object,
) -> SupportCase:
    """An open trademark case at its first stage."""
    number = next(_numbers)
    values: dict[str, object] = {
        "code": f"NH-{number:05d}",
        "kind": CaseKind.TRADEMARK,
        "certificate_number": "001/2024",
        "mark_text": product.name,
        "stage": "search",
        "cost_dong": 60_000_000,
        "asked_dong": 20_000_000,
        "rule_percent": 50,
        "rule_cap_dong": 35_000_000,
        "rule_source": "TT 28/2018/TT-BTC",
        "opened_at": NOW,
        "opened_by": 0,
        **facts,
    }
    made = SupportCase(
        establishment_id=establishment.id, product_id=product.id, unit_id=unit_id, **values
    )
    session.add(made)
    session.flush()
    return made


def programme(session: Session, *, unit_id: int, **facts: object) -> Programme:
    """A five-year programme with one target counted here and the plan of its first year."""
    number = next(_numbers)
    values: dict[str, object] = {
        "code": f"khuyen-cong-{number}",
        "name": "Chương trình khuyến công 2026–2030 (mô phỏng)",
        "unit_id": unit_id,
        "origin": Origin.SIMULATED,
        "from_year": 2026,
        "to_year": 2030,
        "decision_number": "01/QĐ-UBND",
        "decision_date": date(2026, 1, 2),
        "source": "mô phỏng",
        "status": Status.DRAFT,
        "targets": [
            Target(
                position=1,
                name="Cuộc bình chọn",
                indicator=Counted.CONTESTS,
                planned=3,
                counted_in="cuộc",
            )
        ],
        "lines": [],
        "tasks": [],
        "plans": [
            AnnualPlan(
                year=2026,
                origin=Origin.SIMULATED,
                status=Status.DRAFT,
                created_at=NOW,
                created_by=0,
                figures=[],
                lines=[],
            )
        ],
        **facts,
    }
    made = Programme(**values)
    session.add(made)
    session.flush()
    return made


def hand_entry(session: Session, target: Target, **facts: object) -> HandEntry:
    """Two of something, done outside the platform, with the number of a paper."""
    values: dict[str, object] = {
        "target_id": target.id,
        "happened_on": date(2026, 3, 1),
        "amount": 2,
        "words": "Làm ngoài nền tảng (mô phỏng)",
        "paper_number": "05/BB (mô phỏng)",
        "origin": Origin.SIMULATED,
        "entered_at": NOW,
        "entered_by": 0,
        "entered_by_name": "Phụ trách (mô phỏng)",
        **facts,
    }
    made = HandEntry(**values)
    session.add(made)
    session.flush()
    return made
