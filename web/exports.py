"""Whole tables to take along: establishments, products, certificates, contests, entries.

For whoever runs the installation (`python -m web export`). An owner's identity number leaves it
only as its mask. The columns of establishments are those that an import of a roster reads, so that
what went out comes in again and changes nothing.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from contest.contests.model import Contest
from contest.entries.model import Entry
from core.registry.model import Establishment, Product
from core.territory.model import Unit
from web import words
from web.sheets.write import Column, Kind, Sheet, Value, csv_text, workbook
from web.shown import N_

Rows = Iterator[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its words, (key, head, kind) of each column, and its rows."""

    title: str
    columns: tuple[tuple[str, str, Kind], ...]
    rows: Callable[[Session], Rows]


def establishments(session: Session) -> Rows:
    """Every establishment that was not merged into another, with its products in one cell."""
    named = sa.select(Product.establishment_id, Product.name).where(
        Product.merged_into_id.is_(None), Product.establishment_id.is_not(None)
    )
    products: dict[int, list[str]] = {}
    for maker, name in session.execute(named.order_by(Product.sort_key, Product.id)):
        products.setdefault(maker or 0, []).append(name)
    statement = (
        sa.select(Establishment, Unit.line)
        .outerjoin(Unit, Unit.id == Establishment.unit_id)
        .where(Establishment.merged_into_id.is_(None))
        .order_by(Establishment.sort_key, Establishment.id)
    )
    for one, line in session.execute(statement):
        yield (
            one.code,
            one.name,
            words.KINDS[one.kind],
            one.tax_number or one.owner_number_mask,
            line or one.place_as_printed,
            one.address,
            one.representative,
            one.phone,
            one.email,
            one.website,
            one.workers,
            "; ".join(products.get(one.id, ())),
            words.ORIGINS[one.origin],
            one.created_at,
        )


def products(session: Session) -> Rows:
    """Every product that was not merged into another, with its maker."""
    statement = (
        sa.select(Product, Establishment.name, Establishment.code)
        .outerjoin(Establishment, Establishment.id == Product.establishment_id)
        .where(Product.merged_into_id.is_(None))
        .order_by(Product.sort_key, Product.id)
    )
    for one, maker, code in session.execute(statement):
        yield (
            one.code,
            one.name,
            words.GROUPS[one.group] if one.group else None,
            "có" if one.is_set else None,
            maker,
            code,
            one.price_dong,
            one.summary,
            words.ORIGINS[one.origin],
            one.created_at,
        )


def certificates(session: Session) -> Rows:
    """Every certificate issued here."""
    statement = (
        sa.select(Certificate, Product.name, Product.code, Contest.title, Contest.year, Unit.line)
        .join(Product, Product.id == Certificate.product_id)
        .join(Contest, Contest.id == Certificate.contest_id)
        .join(Unit, Unit.id == Contest.unit_id)
        .order_by(Certificate.issued_on, Certificate.id)
    )
    for one, product, code, contest, year, place in session.execute(statement):
        yield (
            one.number,
            one.code,
            words.LEVELS[one.level],
            product,
            code,
            contest,
            year,
            place,
            one.issued_on,
            one.valid_until,
            one.revoked_on,
        )


def contests(session: Session) -> Rows:
    """Every contest."""
    statement = (
        sa.select(Contest, Unit.line)
        .join(Unit, Unit.id == Contest.unit_id)
        .order_by(Contest.year, Contest.id)
    )
    for one, place in session.execute(statement):
        yield (
            one.slug,
            one.title,
            words.LEVELS[one.level],
            place,
            one.year,
            words.STAGES[one.stage],
            one.entries_open_at,
            one.entries_close_at,
        )


def entries(session: Session) -> Rows:
    """Every entry, with its product and contest; no score."""
    statement = (
        sa.select(Entry, Product.name, Establishment.name, Contest.title)
        .join(Product, Product.id == Entry.product_id)
        .join(Establishment, Establishment.id == Entry.establishment_id)
        .join(Contest, Contest.id == Entry.contest_id)
        .order_by(Entry.contest_id, Entry.id)
    )
    for one, product, maker, contest in session.execute(statement):
        yield (
            contest,
            product,
            maker,
            one.receipt,
            one.code,
            words.ENTRIES[one.status],
            one.filed_at,
        )


_T, _D, _M, _W, _DONG = Kind.TEXT, Kind.DAY, Kind.MOMENT, Kind.WHOLE, Kind.DONG

TABLES: dict[str, Table] = {
    "establishments": Table(
        N_("Cơ sở"),
        (
            ("code", N_("Mã"), _T),
            ("name", N_("Tên cơ sở"), _T),
            ("kind", N_("Loại cơ sở"), _T),
            ("number", N_("Mã số thuế"), _T),
            ("place", N_("Địa bàn"), _T),
            ("address", N_("Địa chỉ"), _T),
            ("representative", N_("Người đại diện"), _T),
            ("phone", N_("Điện thoại"), _T),
            ("email", N_("E-mail"), _T),
            ("website", N_("Trang web"), _T),
            ("workers", N_("Số lao động"), _W),
            ("product", N_("Sản phẩm"), _T),
            ("origin", N_("Nguồn"), _T),
            ("created_at", N_("Ghi lúc"), _M),
        ),
        establishments,
    ),
    "products": Table(
        N_("Sản phẩm"),
        (
            ("code", N_("Mã"), _T),
            ("name", N_("Tên sản phẩm"), _T),
            ("group", N_("Nhóm sản phẩm"), _T),
            ("is_set", N_("Bộ sản phẩm"), _T),
            ("maker", N_("Cơ sở"), _T),
            ("maker_code", N_("Mã cơ sở"), _T),
            ("price", N_("Giá bán"), _DONG),
            ("summary", N_("Giới thiệu"), _T),
            ("origin", N_("Nguồn"), _T),
            ("created_at", N_("Ghi lúc"), _M),
        ),
        products,
    ),
    "certificates": Table(
        N_("Giấy chứng nhận"),
        (
            ("number", N_("Số"), _T),
            ("code", N_("Mã xác minh"), _T),
            ("level", N_("Cấp"), _T),
            ("product", N_("Sản phẩm"), _T),
            ("product_code", N_("Mã sản phẩm"), _T),
            ("contest", N_("Kỳ bình chọn"), _T),
            ("year", N_("Năm"), _W),
            ("place", N_("Nơi tổ chức"), _T),
            ("issued_on", N_("Ngày cấp"), _D),
            ("valid_until", N_("Giá trị đến"), _D),
            ("revoked_on", N_("Thu hồi ngày"), _D),
        ),
        certificates,
    ),
    "contests": Table(
        N_("Kỳ bình chọn"),
        (
            ("slug", N_("Địa chỉ"), _T),
            ("title", N_("Tên"), _T),
            ("level", N_("Cấp"), _T),
            ("place", N_("Nơi tổ chức"), _T),
            ("year", N_("Năm"), _W),
            ("stage", N_("Bước"), _T),
            ("entries_open_at", N_("Nhận hồ sơ từ"), _M),
            ("entries_close_at", N_("Nhận hồ sơ đến"), _M),
        ),
        contests,
    ),
    "entries": Table(
        N_("Hồ sơ dự thi"),
        (
            ("contest", N_("Kỳ bình chọn"), _T),
            ("product", N_("Sản phẩm"), _T),
            ("maker", N_("Cơ sở"), _T),
            ("receipt", N_("Mã biên nhận"), _T),
            ("code", N_("Mã số bình chọn"), _T),
            ("status", N_("Tình trạng"), _T),
            ("filed_at", N_("Nộp lúc"), _M),
        ),
        entries,
    ),
}
"""What can be exported, by name."""

FORMATS = ("xlsx", "csv", "json")


def export(session: Session, name: str, form: str, *, simulated: bool) -> bytes:
    """One whole table in one of FORMATS. `simulated` puts the line that says so above the sheet
    (a field of its own in JSON). Raises KeyError for a table that is not there."""
    table = TABLES[name]
    if form == "json":
        keys = [key for key, _, _ in table.columns]
        body = {
            "table": name,
            "simulated": simulated,
            "rows": [
                dict(zip(keys, map(_plain, row), strict=True)) for row in table.rows(session)
            ],
        }
        return json.dumps(body, ensure_ascii=False, indent=1).encode()
    columns = tuple(Column(head, kind) for _, head, kind in table.columns)
    notes = (SIMULATED,) if simulated else ()
    sheet = Sheet(table.title, columns, table.rows(session), notes=notes)
    return workbook([sheet]) if form == "xlsx" else csv_text(sheet)


SIMULATED = N_("Mô phỏng: mọi số liệu trong tệp này là của bản trình diễn, không có thật.")


def _plain(value: Value) -> str | int | None:
    return value.isoformat() if isinstance(value, date | datetime) else value
