"""The versions of an announced result: the office reads all, everybody the recognised of each."""

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import queries as contests
from contest.results.queries import announced
from contest.versions import queries
from contest.versions.queries import Line
from core.errors import NotFound
from core.registry.kinds import ProductGroup
from web import room
from web.deps import About, Read, Show

router = APIRouter()


@router.get("/dieu-hanh/binh-chon/{contest}/ban-ket-qua")
def versions(session: Read, page: Show, about: About, contest: str) -> Response:
    """Every version with why it was made, the newest first."""
    found = contests.get_contest(session, contest)
    return page.show(
        "complaints/versions.html",
        contest=found,
        room=room.links(page, found, about),
        base=room.address(found, "/ban-ket-qua"),
        rows=queries.versions(session, found.id),
        announced=announced(found),
    )


@router.get("/dieu-hanh/binh-chon/{contest}/ban-ket-qua/{version_number}")
def version(
    session: Read, page: Show, about: About, contest: str, version_number: int
) -> Response:
    """One version in full, and what changed from the one before."""
    found = contests.get_contest(session, contest)
    shown = queries.get_version(session, found.id, version_number)
    before = (
        {
            one.entry_id: one
            for one in queries.lines(queries.get_version(session, found.id, version_number - 1))
        }
        if version_number > 1
        else {}
    )
    return page.show(
        "complaints/version.html",
        contest=found,
        room=room.links(page, found, about),
        base=room.address(found, "/ban-ket-qua"),
        version=shown,
        groups=_by_group(queries.lines(shown)),
        before=before,
    )


@router.get("/binh-chon/{contest}/ban-ket-qua/{version_number}")
def public_version(session: Read, page: Show, contest: str, version_number: int) -> Response:
    """The recognised products of one version: what was announced stays readable."""
    found = contests.get_public_contest(session, contest)
    if not announced(found):
        raise NotFound("version_missing")
    every = queries.versions(session, found.id)
    shown = queries.get_version(session, found.id, version_number)
    return page.show(
        "complaints/public_version.html",
        contest=found,
        version=shown,
        newest=every[0].number if every else version_number,
        groups=_by_group([one for one in queries.lines(shown) if one.certified]),
    )


def _by_group(lines: list[Line]) -> dict[ProductGroup | None, list[Line]]:
    groups: dict[ProductGroup | None, list[Line]] = {}
    for one in lines:
        groups.setdefault(one.group, []).append(one)
    return groups
