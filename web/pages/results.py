"""Results: the standings for those who may read them, and the announced result for everybody."""

from typing import Any

from fastapi import APIRouter, Response

from contest.bodies import queries as bodies
from contest.bodies.kinds import BodyKind
from contest.certificates import queries as certificates
from contest.contests import queries as contests
from contest.contests.ruleset import ScoresShown
from contest.results import queries, records, weighing
from contest.results.explained import quotas_of
from contest.results.lines import Lines
from contest.scoring import queries as scoring
from contest.scoring.queries import SheetTotal
from contest.versions import queries as versions
from core.errors import Conflict
from core.registry.kinds import ProductGroup
from web import room, shown, words
from web.deps import About, Read, Show
from web.page import N_, Page
from web.sheets import answer
from web.sheets.write import Column, Kind, Sheet, Value

router = APIRouter()
BASE = "/dieu-hanh/binh-chon/{contest}"


@router.get(BASE + "/ket-qua")
def standings(session: Read, page: Show, about: About, contest: str) -> Response:
    """Every product's exact mean, rank and sheets; nothing before the lock."""
    found = contests.get_contest(session, contest)
    values: dict[str, Any] = {"groups": {}}
    if queries.readable(found):
        values = _readable(session, found)
    return page.show(
        "results/standings.html",
        "standings",
        **{
            "contest": found,
            "room": room.links(page, found, about),
            "base": room.address(found),
            "readable": queries.readable(found),
            "announced": queries.announced(found),
            **values,
        },
    )


def _readable(session: Read, contest: queries.ContestRow) -> dict[str, Any]:
    rows = queries.standings(session, contest.id)
    totals = scoring.signed_totals(session, contest.id)
    rules = contests.rules_of(contest)
    papers = queries.papers(session, contest.id)
    noted: dict[int, int] = {}
    for one in records.notes(session, contest.id):
        noted[one.entry_id] = noted.get(one.entry_id, 0) + 1
    return {
        "figures": queries.figures(session, contest),
        "groups": _by_group(rows),
        "sheets": _by_entry(totals),
        "papers": papers,
        "rules": rules,
        "apart": weighing.disparities(rows, totals, rules.disparity_limit),
        "noted": noted,
        "verdicts": _verdicts(_lines(session, contest, rows, papers)),
        "versions": records.versions(session, contest.id),
        "override": next((r for r in records.requests(session, contest.id) if r.granted), None),
    }


def _lines(
    session: Read, contest: queries.ContestRow, rows: list[queries.Row], papers: queries.Papers
) -> Lines | None:
    """The lines of the quotas that count now; None where nothing is said of any."""
    rules = contests.rules_of(contest)
    quotas = quotas_of(rules, papers.decision)
    if quotas.total is None and not quotas.groups:
        return None
    return weighing.draw(session, contest.id, rows, rules, quotas)


def _verdicts(lines: Lines | None) -> dict[int, Any]:
    return dict(lines.verdicts) if lines else {}


@router.get(BASE + "/ket-qua.xlsx")
def workbook(session: Read, page: Show, contest: str) -> Response:
    """The same as a workbook: a row for each product, a column for each juror."""
    found = contests.get_contest(session, contest)
    if not queries.readable(found):
        raise Conflict("results_not_ready")
    _ = page._
    rows = queries.standings(session, found.id)
    totals = scoring.signed_totals(session, found.id)
    jurors = list({one.seat_id: one.person for one in totals}.items())
    points = {(one.entry_id, one.seat_id): one.total for one in totals}
    decided = queries.find_decision(session, found.id) is not None
    columns = [
        Column(_(N_("Nhóm"))),
        Column(_(N_("Hạng")), Kind.WHOLE),
        Column(_(N_("Bằng điểm"))),
        Column(_(N_("Mã số"))),
        Column(_(N_("Sản phẩm"))),
        Column(_(N_("Cơ sở"))),
        *(Column(person, Kind.POINTS) for _seat, person in jurors),
        Column(_(N_("Tổng được tính")), Kind.POINTS),
        Column(_(N_("Chia cho")), Kind.WHOLE),
        Column(_(N_("Bình quân, cắt hai số lẻ"))),
        Column(_(N_("Số phiếu")), Kind.WHOLE),
        Column(_(N_("Phiếu thiếu")), Kind.WHOLE),
        Column(_(N_("Đủ điểm"))),
        Column(_(N_("Kết quả"))),
        Column(_(N_("Bộ sản phẩm"))),
        Column(_(N_("Giải thưởng"))),
        Column(_(N_("Tiền thưởng")), Kind.DONG),
        Column(_(N_("Lý do của Hội đồng"))),
    ]
    lines: list[list[Value]] = [
        [
            _(words.GROUPS[row.entry.group]) if row.entry.group else "",
            row.rank,
            _(N_("có")) if row.tied else "",
            row.entry.code or "",
            row.entry.product_name,
            row.entry.establishment_name,
            *(points.get((row.entry_id, seat)) for seat, _person in jurors),
            row.total_points if row.divisor else None,
            row.divisor or None,
            shown.average(row.total_points, row.divisor),
            row.sheets,
            row.missing,
            _(N_("có")) if row.eligible else _(N_("không")),
            _outcome(page, row) if decided else "",
            row.merged.name if row.merged else "",
            row.prize,
            row.prize_dong,
            row.why,
        ]
        for row in rows
    ]
    sheet = Sheet(_(N_("Kết quả")), columns, lines, title=found.title)
    return answer.xlsx(page, f"ket-qua-{found.slug}", [sheet])


def _outcome(page: Page, row: queries.Row) -> str:
    if row.recognised:
        return page._(N_("Được công nhận"))
    return page._(N_("Đủ điểm, không chọn")) if row.eligible else page._(N_("Không đủ điểm"))


@router.get(BASE + "/bang-diem")
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
    """What everybody may read: the recognised products; the others, by their code, where the
    contest's rules say so."""
    found = contests.get_public_contest(session, contest)
    if not queries.announced(found):
        return page.show("results/not_announced.html", status=404, contest=found)
    rows = queries.published(session, found)
    rules = contests.rules_of(found)
    groups: dict[ProductGroup | None, list[queries.Published]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    figures = queries.figures(session, found)
    return page.show(
        "results/public.html",
        contest=found,
        groups=groups,
        figures=figures,
        all_shown=rules.scores_shown is ScoresShown.ALL,
        rules=rules,
        recognition=queries.find_recognition(session, found.id),
        certificates={one.entry_id: one for one in certificates.of_contest(session, found.id)},
        address=certificates.public_slug,
        versions=versions.versions(session, found.id),
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
