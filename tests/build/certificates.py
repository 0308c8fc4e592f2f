"""Certificates and nominations: rows as a test needs them, past every rule."""

import itertools
from datetime import date

from sqlalchemy.orm import Session

from contest.certificates.codes import CODE_BYTES, new_code
from contest.certificates.model import Certificate
from contest.certificates.printing import level_rank, level_words, to_json
from contest.certificates.rules import CertificateFacts
from contest.contests.model import Contest
from contest.entries.model import Entry
from contest.nominations.model import Nomination
from contest.results.model import RecognitionDecision, Standing
from tests.build.people import NOW

_numbers = itertools.count(1)


def standing(
    session: Session, entry: Entry, *, certified: bool | None = True, **facts: object
) -> Standing:
    """What the lock and the council left of an entry: 85,00 points of three sheets."""
    values: dict[str, object] = {
        "total_points": 25_500,
        "divisor": 3,
        "sheets": 3,
        "rank": 1,
        "eligible": True,
        **facts,
    }
    made = Standing(entry_id=entry.id, contest_id=entry.contest_id, certified=certified, **values)
    session.add(made)
    session.flush()
    return made


def recognition(session: Session, contest: Contest, **facts: object) -> RecognitionDecision:
    """The authority's decision."""
    values: dict[str, object] = {
        "number": "1234/QĐ-UBND",
        "signed_on": date(2026, 11, 2),
        "signer_name": "Người Ký Mô Phỏng",
        "signer_title": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "authority": "Ủy ban nhân dân tỉnh Vĩnh Long (mô phỏng)",
        "place": "Vĩnh Long",
        "recorded_at": NOW,
        "recorded_by": 0,
        **facts,
    }
    made = RecognitionDecision(contest_id=contest.id, **values)
    session.add(made)
    session.flush()
    return made


def certificate(session: Session, entry: Entry, contest: Contest, **facts: object) -> Certificate:
    """A certificate in force until the end of 2029, with everything it prints."""
    number = next(_numbers)
    values: dict[str, object] = {
        "code": new_code(number.to_bytes(CODE_BYTES, "little")),
        "number": f"{number:03d}/2026/GCN",
        "series": f"test-{contest.id}",
        "sequence": number,
        "level": contest.level,
        "issued_on": date(2026, 11, 1),
        "valid_until": date(2029, 12, 31),
        "issued_at": NOW,
        "issued_by": 0,
        **facts,
    }
    values.setdefault("printed", to_json(_printed(entry, contest, values)))
    made = Certificate(
        contest_id=contest.id,
        entry_id=entry.id,
        product_id=entry.product_id,
        establishment_id=entry.establishment_id,
        **values,
    )
    session.add(made)
    session.flush()
    return made


def _printed(entry: Entry, contest: Contest, values: dict[str, object]) -> CertificateFacts:
    said: dict[str, object] = {
        name: values[name] for name in ("number", "code", "issued_on", "valid_until")
    }
    return CertificateFacts(
        level_rank=level_rank(contest.level),
        level_name=level_words(contest.level),
        product_name=entry.product_name,
        is_set=False,
        group_name="Thủ công mỹ nghệ",
        establishment_name=entry.establishment_name,
        establishment_address=entry.establishment_address,
        contest_title="kỳ bình chọn (mô phỏng)",
        authority="Ủy ban nhân dân tỉnh Vĩnh Long (mô phỏng)",
        signer_title="CHỦ TỊCH",
        signer_name="Người Ký Mô Phỏng",
        place_name="Vĩnh Long",
        decision_number="1234/QĐ-UBND",
        decision_date=date(2026, 11, 1),
        verify_url=f"HTTP://TESTSERVER/XAC-MINH/{values['code']}",
        simulated=True,
        **said,  # type: ignore[arg-type]  # the row's own four facts
    )


def nomination(
    session: Session, certificate: Certificate, to: Contest, **facts: object
) -> Nomination:
    """Put forward in a letter."""
    values: dict[str, object] = {
        "letter_number": "56/UBND-KT",
        "letter_date": date(2026, 11, 20),
        "nominated_at": NOW,
        "nominated_by": 0,
        **facts,
    }
    made = Nomination(certificate_id=certificate.id, to_contest_id=to.id, **values)
    session.add(made)
    session.flush()
    return made
