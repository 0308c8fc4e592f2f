"""What an address asks of a list, and what a list answers: pure, no page and no database."""

from datetime import date

import pytest

from core.listing import Listed, Window
from web.forms import Typed
from web.lists import Cell, Column, Days, Facet, Spec, View, picked, read

Row = tuple[str, int]
SPEC: Spec[Row] = Spec(
    address="/dieu-hanh/co-so",
    caption="Cơ sở",
    search="Tên",
    columns=(
        Column("name", "Tên", lambda row: Cell(row[0], "/x"), sort=True, lead=True),
        Column("products", "Sản phẩm", lambda row: row[1], kind="whole", sort=True),
        Column("phone", "Điện thoại", lambda row: "0900", paper_only=True),
    ),
    facets=(Facet("loai", "Loại", [("htx", "Hợp tác xã")]),),
    days=(Days("ghi", "Ghi ngày"),),
    by_place=True,
)


def asked(**fields: str) -> Typed:
    return Typed([(name.replace("_", "-"), said) for name, said in fields.items()])


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({}, "/dieu-hanh/co-so"),
        ({"q": "nước mắm"}, "/dieu-hanh/co-so?q=n%C6%B0%E1%BB%9Bc+m%E1%BA%AFm"),
        ({"loai": "htx", "trang": "3"}, "/dieu-hanh/co-so?loai=htx&trang=3"),
        ({"loai": "lạ", "xep": "phone", "so": "7", "trang": "-1"}, "/dieu-hanh/co-so"),
        ({"trang": "9" * 40, "dia_ban": "x"}, "/dieu-hanh/co-so"),
        ({"xep": "-products", "so": "20"}, "/dieu-hanh/co-so?xep=-products&so=20"),
        ({"dia_ban": "12", "so": "50"}, "/dieu-hanh/co-so?dia-ban=12"),
        ({"tu_ghi": "1/2/2026"}, "/dieu-hanh/co-so?tu-ghi=1%2F2%2F2026"),
    ],
)
def test_an_address_is_understood_and_written_again(fields: dict[str, str], url: str) -> None:
    assert read(asked(**fields), SPEC).url() == url


@pytest.mark.parametrize(
    ("fields", "span", "faults"),
    [
        ({"tu_ghi": "1/2/2026"}, (date(2026, 2, 1), None), {}),
        ({"den_ghi": "2026-02-01"}, (None, date(2026, 2, 1)), {}),
        ({"tu_ghi": "hôm qua"}, (None, None), {"tu-ghi": "not_a_day"}),
        ({"tu_ghi": "31/02/2026"}, (None, None), {"tu-ghi": "not_a_day"}),
        (
            {"tu_ghi": "2/2/2026", "den_ghi": "1/2/2026"},
            (date(2026, 2, 2), None),
            {"den-ghi": "days_turned_round"},
        ),
    ],
)
def test_days_that_cannot_be_read_are_said(
    fields: dict[str, str], span: object, faults: dict[str, str]
) -> None:
    found = read(asked(**fields), SPEC)
    assert (found.span("ghi"), found.faults) == (span, faults)


def test_a_changed_filter_leads_back_to_the_first_page() -> None:
    found = read(asked(loai="htx", trang="3", so="20", q="gom"), SPEC)
    assert found.window == Window(3, 20, "", False)
    assert found.url(loai="") == "/dieu-hanh/co-so?q=gom&so=20"
    assert found.workbook_url("/dieu-hanh/co-so.xlsx") == "/dieu-hanh/co-so.xlsx?q=gom&loai=htx"


def test_a_view_says_its_orders_chips_and_rows() -> None:
    found = read(asked(loai="htx", tu_ghi="1/2/2026", xep="name", so="20", trang="2"), SPEC)
    view = View(SPEC, found, Listed([("A", 1), ("B", 2)], 22, 2, 2), "Xã Long Hồ")
    assert [(head.words, head.order) for head in view.heads] == [
        ("Tên", "ascending"),
        ("Sản phẩm", ""),
    ]
    assert view.heads[0].url.endswith("xep=-name&so=20")
    assert [words for words, _ in view.chips] == ["Loại: Hợp tác xã", "Ghi ngày ≥ 1/2/2026"]
    assert (view.first, view.last) == (21, 22)
    assert view.kept("q", "loai") == {"tu-ghi": "1/2/2026", "xep": "name", "so": "20"}


@pytest.mark.parametrize(
    ("page", "total", "cut"),
    [(1, 0, (1, 1, 0, 20)), (9, 41, (3, 3, 40, 20)), (0, 41, (1, 3, 0, 20))],
)
def test_a_page_too_far_is_the_last_one(page: int, total: int, cut: object) -> None:
    assert Window(page, 20).slice(total) == cut


def test_rows_are_chosen_once_and_strange_ones_left_out() -> None:
    form = Typed([("chon", one) for one in ("3", "3", "x", "-1", "²", "7", "9" * 30)])
    assert picked(form) == [3, 7]
    assert len(picked(Typed([("chon", str(n)) for n in range(300)]))) == 100
