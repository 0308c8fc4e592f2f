"""Lists cut in the database: totals, pages, orders, and the best fit first."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import listing
from core.listing import WHOLE, Window
from core.registry.model import Establishment
from tests.build import register
from tests.build.places import places

NAMES = ("Đường phèn", "Dương Hòa", "Dưỡng sinh", "Gốm đỏ", "Ấm trà", "An Bình")
ORDERS: listing.Orders = {
    "": (Establishment.sort_key, Establishment.id),
    "workers": (Establishment.workers, Establishment.id),
}


@pytest.fixture
def made(session: Session) -> Session:
    where = places(session)
    for number, name in enumerate(NAMES):
        register.establishment(
            session, name, unit_id=where.commune, workers=number if number % 2 else None
        )
    return session


def found(session: Session, window: Window, query: str = "") -> tuple[list[str], int, int]:
    """Names, total, page."""
    ids = listing.cut(
        session,
        select(Establishment.id, Establishment.name).where(
            *listing.words(Establishment.search_text, query)
        ),
        window,
        ORDERS,
        query,
    )
    rows = listing.load(session, select(Establishment), Establishment.id, ids)
    return [row.name for row in rows.rows], rows.total, rows.page


@pytest.mark.parametrize(
    ("window", "query", "names"),
    [
        (WHOLE, "", ["An Bình", "Ấm trà", "Dương Hòa", "Dưỡng sinh", "Đường phèn", "Gốm đỏ"]),
        (WHOLE, "duong", ["Dương Hòa", "Đường phèn", "Dưỡng sinh"]),
        (WHOLE, "đường", ["Đường phèn", "Dưỡng sinh", "Dương Hòa"]),
        (WHOLE, "dưỡng", ["Dưỡng sinh", "Dương Hòa", "Đường phèn"]),
        (WHOLE, "hoà", ["Dương Hòa"]),
        (WHOLE, "?!", []),
        (Window(2, 4), "", ["Đường phèn", "Gốm đỏ"]),
        (Window(9, 4), "", ["Đường phèn", "Gốm đỏ"]),
        (Window(1, 4, "workers"), "", ["Dương Hòa", "Gốm đỏ", "An Bình", "Đường phèn"]),
        (Window(1, 2, "workers", True), "", ["An Bình", "Gốm đỏ"]),
        (Window(1, 2, "unknown", True), "", ["An Bình", "Ấm trà"]),
    ],
)
def test_pages_orders_and_fits(
    made: Session, window: Window, query: str, names: list[str]
) -> None:
    assert set(found(made, window, query)[0]) == set(names)
    if query not in ("đường", "dưỡng", "duong"):
        assert found(made, window, query)[0] == names
    else:  # what carries the marks that were typed stands first
        first = {"đường": "Đường phèn", "dưỡng": "Dưỡng sinh", "duong": "Dương Hòa"}[query]
        assert found(made, window, query)[0][0] == first


def test_too_many_finds_stand_in_alphabetical_order(
    made: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "RANKED", 2)
    assert found(made, Window(1, 2), "duong") == (["Dương Hòa", "Dưỡng sinh"], 3, 1)


def test_words_of_a_list_without_a_folded_column() -> None:
    assert listing.fits("binh chon", "Bình chọn tỉnh", "Vĩnh Long")
    assert listing.fits("vinh binh", "Bình chọn tỉnh", "Vĩnh Long")
    assert not listing.fits("!", "Bình chọn")
    assert not listing.fits("ha tinh", "Bình chọn tỉnh")
