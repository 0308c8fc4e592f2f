"""Old rounds and recognitions: rows as a test needs them, past every rule."""

from datetime import date

from sqlalchemy.orm import Session

from contest.contests.kinds import ContestLevel
from contest.history.model import PastRecognition, PastRound
from contest.history.queries import number_key
from core.registry.kinds import Origin
from core.registry.model import Product, PublishedRecognition
from core.text import search_text
from tests.build.people import NOW


def past_round(session: Session, *, unit_id: int | None, **facts: object) -> PastRound:
    """A provincial round of 2022 as an office keeps it: 45 received, 40 passed, 30 certified."""
    values: dict[str, object] = {
        "level": ContestLevel.PROVINCE,
        "year": 2022,
        "received": 45,
        "passed": 40,
        "certified": 30,
        "source": "Sổ theo dõi của Sở Công Thương",
        "search_text": search_text("Vĩnh Long"),
        "origin": Origin.REGISTERED,
        "entered_at": NOW,
        "entered_by": 0,
        **facts,
    }
    made = PastRound(unit_id=unit_id, **values)
    session.add(made)
    session.flush()
    return made


def past_recognition(
    session: Session, product: Product, *, unit_id: int, **facts: object
) -> PastRecognition:
    """A provincial recognition of 2022 by a decision of that year."""
    values: dict[str, object] = {
        "level": ContestLevel.PROVINCE,
        "year": 2022,
        "product_as_printed": product.name,
        "decision_number": "1493/QĐ-UBND",
        "decision_date": date(2022, 7, 7),
        "certificate_number": "07/GCN-CNNT",
        "origin": Origin.REGISTERED,
        "entered_at": NOW,
        "entered_by": 0,
        **facts,
    }
    made = PastRecognition(
        product_id=product.id,
        unit_id=unit_id,
        number_key=number_key(str(values["certificate_number"])),
        **values,
    )
    session.add(made)
    session.flush()
    return made


def published(
    session: Session, product: Product, *, unit_id: int | None, **facts: object
) -> PublishedRecognition:
    """A provincial recognition of 2022 as a public source prints it."""
    values: dict[str, object] = {
        "level": "province",
        "level_as_printed": "tỉnh",
        "year": 2022,
        "place_as_printed": "Vĩnh Long",
        "source_url": "https://bao.example/bai",
        **facts,
    }
    made = PublishedRecognition(product_id=product.id, unit_id=unit_id, **values)
    session.add(made)
    session.flush()
    return made
