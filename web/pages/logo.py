"""The right to the programme's logo: for which product, where, and until when."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from contest.certificates import queries
from contest.certificates.queries import Seen
from contest.certificates.rules import CertificateDates, logo_until
from core.clock import day_in_vietnam
from core.rights import Act
from web.deps import Now, Query, Read, Show, Who

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Right:
    """A certificate, and the last day its logo may be printed; None: not, or no longer."""

    seen: Seen
    until: date | None


@router.get("/ho-so/logo")
def rights(session: Read, who: Who, page: Show, query: Query, now: Now) -> Response:
    """For each certificate: whether the logo may stand on the product now, and until when."""
    today = day_in_vietnam(now)
    at = query.text("trang")
    held = queries.held(
        session,
        who.establishments() | who.helped(),
        who.units(Act.ENTRY_FILE),
        int(at) if at.isdecimal() and len(at) < 7 else 1,
    )
    rows = [
        Right(
            queries.seen(one, today),
            logo_until(CertificateDates(one.issued_on, one.valid_until, one.revoked_on), today),
        )
        for one in held.certificates
    ]
    return page.show("certificates/logo.html", "list", rows=rows, held=held)
