"""The panels of one contest after its lock, as tables of ratings."""

from collections.abc import Hashable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from contest.advice.ratings import Ratings
from contest.contests import queries as contests
from contest.contests.model import Contest
from contest.results import queries as results
from contest.scoring import queries as scoring


@dataclass(frozen=True, slots=True)
class GroupPanel:
    """One product group: its totals in hundredths, products in the order of their places.

    `names` are the products' names beside the codes in `ratings.products`; `line` is how many
    places the council or the contest's rules give the group, None where neither says.
    """

    group: Hashable
    ratings: Ratings
    names: tuple[str, ...]
    line: int | None


def panels(session: Session, contest: Contest) -> list[GroupPanel]:
    """Of every group that has valid entries; empty before the lock, when nothing may be known."""
    if not results.readable(contest):
        return []
    sheets = scoring.signed_totals(session, contest.id)
    jurors: dict[int, str] = {}
    for sheet in sheets:
        jurors.setdefault(sheet.seat_id, sheet.person)
    given = {(sheet.entry_id, sheet.seat_id): float(sheet.total) for sheet in sheets}
    decision = results.find_decision(session, contest.id)
    quota = contests.rules_of(contest).quota
    lines = dict(decision.quotas) if decision else dict(quota.groups)
    found: dict[Hashable, list[results.Row]] = {}
    for row in results.standings(session, contest.id):
        found.setdefault(row.entry.group, []).append(row)
    return [
        GroupPanel(
            group,
            Ratings(
                tuple(row.entry.code or str(row.entry_id) for row in rows),
                tuple(jurors.values()),
                tuple(tuple(given.get((row.entry_id, seat)) for seat in jurors) for row in rows),
            ),
            tuple(row.entry.product_name for row in rows),
            lines.get(str(group)),
        )
        for group, rows in found.items()
    ]
