"""Complaints, versions and reviews: rows as a test needs them, past every rule."""

import itertools
from datetime import timedelta

from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from contest.complaints import evidence
from contest.complaints.model import Complaint, ComplaintPack
from contest.complaints.queries import FILED
from contest.entries.model import Entry
from contest.reviews.kinds import Built
from contest.reviews.model import Review
from contest.versions.model import ResultVersion
from contest.versions.queries import copy_of
from contest.versions.rules import digest
from core import audit
from core.clock import day_in_vietnam
from core.identity import SYSTEM
from tests.build.people import NOW

_numbers = itertools.count(1)


def complaint(session: Session, entry: Entry, **facts: object) -> Complaint:
    """A complaint that waits for an answer, with a pack of its own, as on record."""
    number = next(_numbers)
    pack = evidence.packed({"complaint": {"number": number}})
    values: dict[str, object] = {
        "receipt": f"KN-261122-{number:06d}",
        "grounds": "Phiếu của một giám khảo chấm nhầm sản phẩm khác.",
        "filed_at": NOW,
        "filed_by": 0,
        "filed_by_name": "Người gửi (mô phỏng)",
        "term_over_at": NOW + timedelta(days=20),
        "due_on": day_in_vietnam(NOW) + timedelta(days=14),
        "due_at": NOW + timedelta(days=14),
        "evidence_digest": evidence.digest(pack),
        **facts,
    }
    made = Complaint(contest_id=entry.contest_id, entry_id=entry.id, **values)
    session.add(made)
    session.flush()
    session.add(ComplaintPack(complaint_id=made.id, data=pack))
    audit.record(session, SYSTEM, NOW, FILED, f"complaint:{made.id}", digest=made.evidence_digest)
    session.flush()
    return made


def version(session: Session, contest_id: int, number: int = 1) -> ResultVersion:
    """The result as it stands now, kept as this version."""
    result = copy_of(session, contest_id)
    made = ResultVersion(
        contest_id=contest_id,
        number=number,
        made_at=NOW,
        made_by=0,
        made_by_name="Chủ tịch Hội đồng (mô phỏng)",
        set_aside=[],
        result=result,
        digest=digest(result),
    )
    session.add(made)
    session.flush()
    return made


def review(
    session: Session, certificate: Certificate, kind: Built = Built.ENTRY, *, unit_id: int
) -> Review:
    """Something that rested on the certificate and waits to be looked at."""
    number = next(_numbers)
    made = Review(
        certificate_id=certificate.id,
        kind=kind,
        subject_id=number,
        label=f"Hồ sơ {number} (mô phỏng)",
        address="/dieu-hanh",
        unit_id=unit_id,
        opened_at=NOW,
    )
    session.add(made)
    session.flush()
    return made
