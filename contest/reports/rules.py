"""What a yearly report must say. Pure."""

from dataclasses import dataclass

MOST_TEXT = 4_000
MOST_NOTE = 500
MOST_DONG = 10**15
MOST_WORKERS = 100_000


@dataclass(frozen=True, slots=True)
class Statement:
    """A year in figures and words: money in whole đồng; `export_dong` None is not told, never 0;
    `support` says which support came from the state, `market` where the products went."""

    revenue_dong: int
    export_dong: int | None
    workers: int
    support_dong: int
    support: str
    market: str
    note: str


def faults(said: Statement) -> dict[str, str | tuple[str, dict[str, object]]]:
    """Field → what cannot be so."""
    found: dict[str, str | tuple[str, dict[str, object]]] = {}
    for name, amount in (
        ("revenue_dong", said.revenue_dong),
        ("export_dong", said.export_dong),
        ("support_dong", said.support_dong),
    ):
        if amount is not None and not 0 <= amount <= MOST_DONG:
            found[name] = "report_amount"
    if said.export_dong is not None and said.export_dong > said.revenue_dong:
        found["export_dong"] = "report_export_above_revenue"
    if not 0 <= said.workers <= MOST_WORKERS:
        found["workers"] = "report_workers"
    if said.support_dong and not said.support:
        found["support"] = "report_support_unsaid"
    for name, text in (("support", said.support), ("market", said.market), ("note", said.note)):
        if len(text) > MOST_TEXT:
            found[name] = "too_long", {"most": MOST_TEXT}
    return found
