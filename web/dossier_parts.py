"""The parts of a dossier as pages name them, and what became of those that were sent back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contest.contests.model import Contest
from contest.contests.queries import rules_of
from contest.entries import parts
from contest.entries.model import Entry, EntryReturn, ReturnItem
from contest.entries.statement import sections
from web.page import N_, Page

SLUGS = {parts.PHOTOS: "anh", parts.GROUP: "nhom"}
PAPERS = "giay-to"


@dataclass(frozen=True, slots=True)
class Asked:
    """One part of a request as a page shows it; `slug` ends the maker's address of the part."""

    part: str
    title: str
    reason: str
    slug: str
    item: ReturnItem


def names(page: Page, entry: Entry) -> dict[str, str]:
    """Part → its name in this page's language, in the order of the form."""
    return all_names(page, entry.contest)


def all_names(page: Page, contest: Contest) -> dict[str, str]:
    """The same for every dossier of a contest."""
    found = {one.key: page._(one.title) for one in sections()}
    found[parts.PHOTOS] = page._(N_("Ảnh sản phẩm"))
    found[parts.GROUP] = page._(N_("Nhóm sản phẩm và giấy tờ"))
    for paper in rules_of(contest).checklist:
        found[parts.paper_part(paper.code)] = page._(paper.name)
    return found


def slug(part: str) -> str:
    """The end of the maker's address where this part is changed."""
    return PAPERS if parts.paper_of(part) is not None else SLUGS.get(part, part)


def asked(found: EntryReturn | None, named: Mapping[str, str]) -> list[Asked]:
    """The parts of a request in the order of the form."""
    items = found.items if found else []
    order = list(named)
    rows = [
        Asked(one.part, named.get(one.part, one.part), one.reason, slug(one.part), one)
        for one in items
    ]
    return sorted(rows, key=lambda row: order.index(row.part) if row.part in order else len(order))


def marks(history: Sequence[EntryReturn]) -> dict[str, ReturnItem]:
    """Part → what became of it in the newest request that was answered."""
    newest = next((one for one in history if one.answered_at is not None), None)
    return {one.part: one for one in newest.items} if newest else {}
