"""What statistics say of a panel after its lock: for the council to think about, no result."""

from dataclasses import dataclass

from fastapi import APIRouter, Response
from markupsafe import Markup

from contest.advice import alpha, icc, queries
from contest.advice.estimate import Estimate
from contest.advice.queries import GroupPanel
from contest.advice.severity import Panel, severities
from contest.advice.stability import Stability, hinges, stability
from contest.contests import queries as contests
from contest.results import queries as results
from web import panel_charts, room, wording
from web.deps import About, Read, Show
from web.page import N_, Page

router = APIRouter()

MOST_CELLS = 2_000
"""Ratings above which fewer panels are drawn anew, so that the page stays quick."""

LEVELS = (
    (0.9, N_("rất cao")),
    (0.75, N_("cao")),
    (0.5, N_("vừa")),
    (-1.0, N_("thấp")),
)
"""Words for a correlation, as Koo & Li (2016) suggest them; they are a habit, not a law."""


@dataclass(frozen=True, slots=True)
class Said:
    """Everything the page says of one group."""

    panel: GroupPanel
    rows: int
    one: Estimate
    mean: Estimate
    alike: Estimate
    level: str
    jurors: Panel
    firm: Stability
    hinges: tuple[tuple[str, tuple[str, ...]], ...]
    agreement: Markup
    severity: Markup
    places: Markup

    @property
    def titles(self) -> dict[str, str]:
        """Code of a product → its name."""
        return dict(zip(self.panel.ratings.products, self.panel.names, strict=True))


@router.get("/dieu-hanh/binh-chon/{contest}/tham-khao")
def advice(session: Read, page: Show, about: About, contest: str) -> Response:
    """Agreement, severity, and how firmly the places stand; nothing before the lock."""
    found = contests.get_contest(session, contest)
    mark = contests.rules_of(found).pass_mark
    panels = queries.panels(session, found)
    return page.show(
        "results/advice.html",
        contest=found,
        room=room.links(page, found, about),
        readable=results.readable(found),
        pass_mark=mark,
        groups=[_said(page, panel, mark, f"g{at}") for at, panel in enumerate(panels)],
        because=lambda code: wording.sentence(code, {}, page._),
    )


def _said(page: Page, panel: GroupPanel, mark: int, name: str) -> Said:
    ratings = panel.ratings
    found = icc.correlations(ratings)
    draws = 1_000 if ratings.count <= MOST_CELLS else 200
    one, mean = found.forms["ICC(2,1)"], found.forms["ICC(2,k)"]
    alike = alpha.alpha(ratings, "interval")
    jurors, firm = severities(ratings), stability(ratings, panel.line, draws)
    return Said(
        panel,
        found.rows,
        one,
        mean,
        alike,
        "" if mean.value is None else page._(_level(mean.value)),
        jurors,
        firm,
        hinges(ratings, mark),
        panel_charts.agreement(page, name, one, mean, alike),
        panel_charts.severity(page, name, jurors),
        panel_charts.places(page, name, panel, firm),
    )


def _level(value: float) -> str:
    return next(words for least, words in LEVELS if value >= least)
