"""A programme's figures as charts and as sheets, in the reader's language."""

from collections.abc import Sequence

from markupsafe import Markup

from fairs.programmes import queries, rules
from fairs.programmes.kinds import FundingSource
from fairs.programmes.model import Programme
from fairs.programmes.queries import Progress
from fairs.programmes.rules import Content
from web import charts, shown
from web.charts import Bar, Series, Stack
from web.page import N_, Page
from web.sheets.write import Column, Kind, Sheet

SOURCES = {
    FundingSource.LOCAL: (N_("Khuyến công địa phương"), "chart-local", ""),
    FundingSource.NATIONAL: (N_("Khuyến công quốc gia"), "chart-national", "lines"),
    FundingSource.COUNTERPART: (N_("Đối ứng"), "chart-counterpart", "dots"),
    FundingSource.OTHER: (N_("Nguồn khác"), "chart-other", "lines"),
}


def targets_chart(page: Page, rows: Sequence[Progress]) -> Markup:
    """Targets that something is known of, each against its figure; "" when there is none."""
    bars = []
    for row in rows:
        if row.done is None:
            continue
        planned = row.target.planned
        of = page._(N_("nguồn không nêu")) if planned is None else shown.number(planned)
        words = f"{shown.number(row.done)} / {of} {row.target.counted_in}"
        if row.percent is not None:
            words += f" ({row.percent} %)"
        bars.append(Bar(row.target.name, row.done, planned, words))
    if not bars:
        return Markup("")
    return charts.progress(
        "chart-targets",
        page._(N_("Kết quả so với mục tiêu")),
        "; ".join(f"{bar.label}: {bar.words}" for bar in bars),
        bars,
    )


def years_chart(page: Page, row: Progress) -> Markup:
    """One target year by year: planned and done."""
    planned, done = page._(N_("Kế hoạch của năm")), page._(N_("Đã làm"))
    said = "; ".join(
        f"{one.year}: {shown.number(one.done)}"
        + ("" if one.planned is None else f" / {shown.number(one.planned)}")
        for one in row.years
    )
    return charts.columns(
        "chart-years",
        page._(N_("Kết quả từng năm")),
        said,
        (Series(planned, "chart-planned", "dots"), Series(done, "chart-done")),
        [(str(one.year), one.planned, one.done) for one in row.years],
    )


def budget_chart(
    page: Page, title: str, contents: Sequence[Content], sources: Sequence[FundingSource]
) -> Markup:
    """Money by content, its sources one after another."""
    rows = [
        Stack(
            one.name,
            [one.amounts.get(source) or 0 for source in sources],
            shown.dong_short(one.total, page._),
        )
        for one in contents
        if one.total is not None
    ]
    if not rows:
        return Markup("")
    return charts.stacked(
        "chart-budget",
        title,
        "; ".join(f"{row.label}: {row.words}" for row in rows),
        [series(page, source) for source in sources],
        rows,
    )


def series(page: Page, source: FundingSource) -> Series:
    """A source of money with its look."""
    name, style, pattern = SOURCES[source]
    return Series(page._(name), style, pattern)


def sheets(page: Page, programme: Programme, rows: Sequence[Progress]) -> list[Sheet]:
    """Targets, their years, and the budget of the whole and of each year."""
    years = range(programme.from_year, programme.to_year + 1)
    note = page._(N_("Nguồn:")) + " " + programme.source
    return [
        Sheet(
            page._(N_("Chỉ tiêu")),
            (
                Column(page._(N_("Chỉ tiêu"))),
                Column(page._(N_("Đơn vị tính"))),
                Column(page._(N_("Mục tiêu")), Kind.WHOLE),
                Column(page._(N_("Đã làm")), Kind.WHOLE),
                Column(page._(N_("Đạt (%)")), Kind.WHOLE),
                *(
                    Column(f"{year} {page._(words)}", Kind.WHOLE)
                    for year in years
                    for words in (N_("kế hoạch"), N_("đã làm"))
                ),
                Column(page._(N_("Ghi chú"))),
            ),
            [
                (
                    row.target.name,
                    row.target.counted_in,
                    row.target.planned,
                    row.done,
                    row.percent,
                    *(
                        value
                        for one in row.years
                        for value in (one.planned, None if row.done is None else one.done)
                    ),
                    row.target.note,
                )
                for row in rows
            ],
            programme.name,
            (note,),
        ),
        _budget_sheet(
            page, page._(N_("Kinh phí")), programme, queries.contents(programme), programme.name
        ),
        *(
            _budget_sheet(
                page,
                f"{page._(N_('Năm'))} {plan.year}",
                programme,
                queries.plan_contents(programme, plan),
                f"{programme.name}, {plan.year}",
            )
            for plan in programme.plans
        ),
    ]


def _budget_sheet(
    page: Page, name: str, programme: Programme, contents: Sequence[Content], title: str
) -> Sheet:
    sources = rules.sources_used([contents])
    sums = rules.totals(contents)
    return Sheet(
        name,
        (
            Column(page._(N_("Nội dung"))),
            *(Column(page._(SOURCES[source][0]), Kind.DONG) for source in sources),
            Column(page._(N_("Cộng")), Kind.DONG),
        ),
        [
            *((one.name, *(one.amounts.get(s) for s in sources), one.total) for one in contents),
            (page._(N_("Tổng cộng")), *(sums.by_source[s] for s in sources), sums.total),
        ],
        title,
        (page._(N_("Đơn vị tính: đồng")), f"{page._(N_('Nguồn:'))} {programme.source}"),
    )
