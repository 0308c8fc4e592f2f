"""Results: the standings for those who may read them, and the announced result for everybody."""

from fastapi import APIRouter, Response

from contest.bodies import queries as bodies
from contest.bodies.kinds import BodyKind
from contest.certificates import queries as certificates
from contest.contests import queries as contests
from contest.results import queries
from contest.scoring import queries as scoring
from contest.scoring.queries import SheetTotal
from core.errors import Conflict
from core.registry.kinds import ProductGroup
from web import room
from web.deps import About, Read, Show

router = APIRouter()


@router.get("/dieu-hanh/binh-chon/{contest}/ket-qua")
def standings(session: Read, page: Show, about: About, contest: str) -> Response:
    """Every product's exact mean, rank and sheets; nothing before the lock."""
    found = contests.get_contest(session, contest)
    readable = queries.readable(found)
    rows = queries.standings(session, found.id) if readable else []
    return page.show(
        "results/standings.html",
        "standings",
        contest=found,
        room=room.links(page, found, about),
        base=room.address(found),
        readable=readable,
        groups=_by_group(rows),
        sheets=_by_entry(scoring.signed_totals(session, found.id) if readable else []),
        papers=queries.papers(session, found.id) if readable else None,
        pass_mark=contests.rules_of(found).pass_mark,
        announced=queries.announced(found),
    )


@router.get("/dieu-hanh/binh-chon/{contest}/bang-diem")
def summary_paper(session: Read, page: Show, contest: str) -> Response:
    """Bảng tổng hợp điểm, to print and sign."""
    found = contests.get_contest(session, contest)
    if not queries.readable(found):
        raise Conflict("results_not_ready")
    rows = queries.standings(session, found.id)
    seats = bodies.seats(session, found.id, BodyKind.JURY)
    totals = scoring.signed_totals(session, found.id)
    seated = {seat.id for seat in seats}
    left = {one.seat_id: one.person for one in totals if one.seat_id not in seated}
    return page.show(
        "results/score_summary.html",
        contest=found,
        rules=contests.rules_of(found),
        groups=_by_group(rows),
        columns=[(seat.id, seat.person) for seat in seats] + list(left.items()),
        points={(one.entry_id, one.seat_id): one.total for one in totals},
        head_of_jury=next((s.person for s in seats if s.position == "jury_head"), ""),
        lock=queries.find_lock(session, found.id),
        back=room.address(found, "/ket-qua"),
    )


@router.get("/binh-chon/{contest}/ket-qua")
def announced_result(session: Read, page: Show, contest: str) -> Response:
    """What everybody may read: the recognised products; the others by their code."""
    found = contests.get_public_contest(session, contest)
    if not queries.announced(found):
        return page.show("results/not_announced.html", status=404, contest=found)
    rows = queries.published(session, found)
    ruled = contests.rules_of(found)
    groups: dict[ProductGroup | None, list[queries.Published]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return page.show(
        "results/public.html",
        contest=found,
        groups=groups,
        certified=sum(1 for row in rows if row.certified),
        count=len(rows),
        rules=ruled,
        recognition=queries.find_recognition(session, found.id),
        certificates={one.entry_id: one for one in certificates.of_contest(session, found.id)},
        address=certificates.public_slug,
    )


def _by_group(
    rows: list[queries.Row],
) -> dict[ProductGroup | None, list[queries.Row]]:
    groups: dict[ProductGroup | None, list[queries.Row]] = {}
    for row in rows:
        groups.setdefault(row.entry.group, []).append(row)
    return groups


def _by_entry(totals: list[SheetTotal]) -> dict[int, list[SheetTotal]]:
    found: dict[int, list[SheetTotal]] = {}
    for one in totals:
        found.setdefault(one.entry_id, []).append(one)
    return found
