"""Makes web/demo/data/published_recognitions.csv from a collected table of published results.

    PYTHONPATH=. python scripts/published_recognitions.py <table.csv>

The table has the columns level, province, district, year, product, group, establishment and
source_url, as printed by the sources. Nothing printed is changed here: rows are chosen, and
columns derived from what is printed are added (level, region, language, plate, unit).
"""

import csv
import re
import sys
from functools import cache
from pathlib import Path

from core import text
from core.territory import reference
from core.territory.rules import UnitKind, split_name
from web.demo.published import COLUMNS, FILE
from web.plates import plate_for

LEVELS = {
    "huyện": ("district", ""),
    "tỉnh": ("province", ""),
    "khu vực (phía Bắc)": ("region", "north"),
    "khu vực (phía Nam)": ("region", "south"),
    "quốc gia": ("nation", ""),
}
NOT_RECOGNISED = {
    "tỉnh (đăng ký dự thi, chưa phải kết quả)",
    "khu vực (đề cử từ cấp tỉnh)",
}
"""Registered or nominated, not recognised: left out."""

ENGLISH_PAGES = (
    "m.en.baobacgiang.com.vn/",
    "old.baolangson.vn/en/",
    "socongthuong.daklak.gov.vn/en/",
    "vietreader.com/",
    "ven.vn/",
)
"""Names are tagged by the language of the page that printed them."""

NOTE = re.compile(r"^(?P<name>[^(]+) \((?P<note>tên thương hiệu; [^)]+)\)$")
"""A remark of the collector after a name; it is no part of the name."""

SHORT = {"TP": "Thành phố", "TX": "Thị xã", "xã": "Xã"}
"""Kind words as newspapers shorten them."""


@cache
def all_units() -> reference.Reference:
    """The lists, read once."""
    return reference.read()


def unit(province: str, district: str, year: str) -> tuple[str, str, str]:
    """(list, kind, code) of the smallest printed place that is exactly one unit, or blanks.

    Results of 2025 were announced after 30/6/2025 and name places of the new list.
    """
    name, number = ("2025", 2) if year == "2025" else ("2008", 1)
    lists = all_units()
    rows = [row for row in lists.units if row["id"] // 1_000_000 == number]
    former = {row["unit_id"]: row["full_name"] for row in lists.names}

    def bears(row: reference.Row, printed: str) -> bool:
        names = (row["full_name"], former.get(row["id"], row["full_name"]))
        return any(text.same_name(split_name(one)[1], printed) for one in names)

    above = [r for r in rows if r["kind"] is UnitKind.PROVINCE and bears(r, province)]
    if len(above) != 1:
        return "", "", ""
    found = above
    if district:
        short, _, rest = district.partition(" ")
        word, bare = (SHORT[short], rest) if short in SHORT else ("", district)
        below = [r for r in rows if r["parent_id"] == above[0]["id"]]
        named = [r for r in below if bears(r, bare)]
        exact = [r for r in named if r["type_word"] == word]
        found = exact or named
        if len(found) != 1:  # Kỳ Anh is a district and a town: only the province is sure
            found = above
    return name, str(found[0]["kind"]), found[0]["code"]


def row(source: dict[str, str]) -> dict[str, str]:
    """One row of the file."""
    level, region = LEVELS[source["level"]]
    remark = NOTE.match(source["establishment"])
    list_name, kind, code = unit(source["province"], source["district"], source["year"])
    return {
        "level": level,
        "region": region,
        "level_as_printed": source["level"],
        "province_as_printed": source["province"],
        "district_as_printed": source["district"],
        "year": source["year"],
        "product_name": source["product"],
        "language": "en" if any(p in source["source_url"] for p in ENGLISH_PAGES) else "vi",
        "establishment": remark["name"] if remark else source["establishment"],
        "group": source["group"],
        "plate": plate_for(source["product"], source["establishment"]),
        "unit_list": list_name,
        "unit_kind": kind,
        "unit_code": code,
        "note": remark["note"] if remark else "",
        "source_url": source["source_url"],
    }


def main(path: str) -> None:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        kept = [one for one in csv.DictReader(file) if one["level"] not in NOT_RECOGNISED]
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(row, kept))
    print(f"{len(kept)} rows in {FILE}")


if __name__ == "__main__":
    main(sys.argv[1])
