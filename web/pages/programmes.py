"""Five-year programmes: targets against what was done, budgets by source, each with its source."""

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests.kinds import Stage
from contest.contests.queries import contests
from fairs.fairs.queries import counts
from fairs.programmes import queries, rules
from fairs.programmes.kinds import FundingSource, Indicator
from fairs.support.queries import marks_granted
from web.deps import Read, Show, Who

router = APIRouter()


@router.get("/dieu-hanh/chuong-trinh")
def own(session: Read, who: Who, page: Show) -> Response:
    """The programmes of one's places with their totals."""
    rows = [
        (one, rules.totals(queries.contents(one))) for one in queries.programmes_of(session, who)
    ]
    return page.show("programmes/list.html", rows=rows)


@router.get("/dieu-hanh/chuong-trinh/{programme}")
def one_programme(session: Read, page: Show, programme: str) -> Response:
    """Targets against actuals, counted here where they can be, and the budget by source."""
    found = queries.get_programme(session, programme)
    actuals = _actuals(session, found.unit_id, found.from_year, found.to_year)
    contents = queries.contents(found)
    return page.show(
        "programmes/programme.html",
        programme=found,
        progress=queries.progress(found, actuals),
        contents=contents,
        totals=rules.totals(contents),
        sources=list(FundingSource),
    )


def _actuals(session: Read, unit_id: int, from_year: int, to_year: int) -> dict[str, int]:
    """What the platform counts by itself in this place and these years, by indicator."""
    fairs = counts(session, [unit_id], from_year, to_year)
    decided = contests(session, units=[unit_id], stages=[Stage.ANNOUNCED])
    return {
        Indicator.CONTESTS: sum(from_year <= one.year <= to_year for one in decided),
        Indicator.FAIRS: fairs.fairs,
        Indicator.PARTICIPATIONS: fairs.participations,
        Indicator.TRADEMARKS: marks_granted(session, [unit_id], from_year, to_year),
    }
