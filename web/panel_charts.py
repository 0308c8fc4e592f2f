"""The pictures of a panel: how it agrees, who leans where, how firmly the places stand."""

from markupsafe import Markup

from contest.advice.estimate import Estimate
from contest.advice.queries import GroupPanel
from contest.advice.severity import Panel
from contest.advice.stability import Stability
from web import charts, wording
from web.charts import Span
from web.page import N_, Page

MOST_DRAWN = 60
"""Products in a picture of places; all of them stand in the table."""


def decimal(value: float | None, digits: int = 2) -> str:
    """0.846 → "0,85"; None → "–"."""
    if value is None:
        return "–"
    return f"{value:.{digits}f}".replace(".", ",").replace("-", "\N{MINUS SIGN}")


def _between(page: Page, low: float | None, high: float | None, digits: int = 2) -> str:
    if low is None or high is None:
        return ""
    words = N_("95 %% trong khoảng %(low)s đến %(high)s")
    return page._(words, low=decimal(low, digits), high=decimal(high, digits))


def agreement(page: Page, name: str, one: Estimate, mean: Estimate, alike: Estimate) -> Markup:
    """From 0 to 1: one juror, the mean of the panel, and agreement beyond chance."""
    rows = [
        Span(page._(words), found.value, found.low, found.high, _figure(page, found))
        for words, found in (
            (N_("Một giám khảo nói thay được cho cả ban"), one),
            (N_("Điểm bình quân của ban"), mean),
            (N_("Điểm gần nhau hơn ngẫu nhiên"), alike),
        )
    ]
    title = page._(N_("Mức thống nhất, từ 0 đến 1"))
    return charts.spans(f"{name}-icc", title, _told(rows), rows, (0, 1))


def _figure(page: Page, found: Estimate) -> str:
    if found.value is None:
        return wording.sentence(found.reason, {}, page._)
    between = _between(page, found.low, found.high)
    return decimal(found.value) + (f" · {between}" if between else "")


def severity(page: Page, name: str, found: Panel) -> Markup:
    """Each juror about the panel's own level, in points (the table has hundredths)."""
    known = [one for one in found.jurors if one.estimate.value is not None]
    if not known:
        return Markup("")
    rows = [
        Span(
            one.juror,
            (one.estimate.value or 0) / 100,
            None if one.estimate.low is None else one.estimate.low / 100,
            None if one.estimate.high is None else one.estimate.high / 100,
            page._(severity_words(one.estimate.value or 0))
            % {"points": decimal(abs(one.estimate.value or 0) / 100)},
        )
        for one in known
    ]
    reach = max(
        1.0,
        *(abs(end) for row in rows for end in (row.value, row.low, row.high) if end is not None),
    )
    title = page._(N_("Chấm rộng ở bên trái, chấm chặt ở bên phải; vạch giữa là mức chung"))
    return charts.spans(f"{name}-sev", title, _told(rows), rows, (-reach, reach), 0)


def severity_words(hundredths: float) -> str:
    """How a juror leans, for a sentence."""
    if abs(hundredths) < 0.5:
        return N_("đúng mức chung")
    if hundredths > 0:
        return N_("thấp hơn mức chung %(points)s điểm")
    return N_("cao hơn mức chung %(points)s điểm")


def places(page: Page, name: str, panel: GroupPanel, firm: Stability) -> Markup:
    """Each product's place between those that a panel drawn anew would give it."""
    bands = [band for band in firm.bands if band.place is not None][:MOST_DRAWN]
    if len(bands) < 2:
        return Markup("")
    titles = dict(zip(panel.ratings.products, panel.names, strict=True))
    rows = [
        Span(
            f"{band.product} {titles[band.product]}",
            band.place,
            band.best,
            band.worst,
            page._(N_("hạng %(place)s, từ %(best)s đến %(worst)s"))
            % {"place": band.place, "best": band.best, "worst": band.worst},
        )
        for band in bands
    ]
    last = max(band.worst or 1 for band in bands)
    line = None if panel.line is None or panel.line >= last else panel.line + 0.5
    title = page._(N_("Hạng và khoảng hạng, hạng 1 ở bên trái"))
    return charts.spans(f"{name}-places", title, _told(rows), rows, (1, max(2, last)), line)


def _told(rows: list[Span]) -> str:
    return "; ".join(f"{row.label}: {row.words}" for row in rows)
