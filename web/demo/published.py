"""The published recognitions: real products that provinces, regions and the nation recognised.

They are facts printed by the sources named in each row (data/SOURCES.md), read here strictly and
kept as printed. No database.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contest.contests.kinds import ContestLevel
from core.territory.rules import UnitKind
from web.plates import Plate

FILE = Path(__file__).parent / "data" / "published_recognitions.csv"

COLUMNS = (
    "level",
    "region",
    "level_as_printed",
    "province_as_printed",
    "district_as_printed",
    "year",
    "product_name",
    "language",
    "establishment",
    "group",
    "plate",
    "unit_list",
    "unit_kind",
    "unit_code",
    "note",
    "source_url",
)

_LIST_DAYS = {"2008": date(2025, 6, 30), "2025": date(2025, 7, 1)}


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One recognition as printed; None means that the source does not say.

    `unit_day` is a day on which the code names the unit: codes are used again by later lists.
    """

    level: ContestLevel
    region: str | None
    level_as_printed: str
    province_as_printed: str
    district_as_printed: str | None
    year: int | None
    product_name: str
    language: str
    establishment: str | None
    group: str | None
    plate: Plate
    unit_kind: UnitKind | None
    unit_code: str | None
    unit_day: date | None
    note: str | None
    source_url: str

    @property
    def source_is_link(self) -> bool:
        """Whether the source is a whole address; some are kept with their middle left out."""
        return self.source_url.startswith("https://") and "…" not in self.source_url


def read_published(file: Path = FILE) -> tuple[PublishedRow, ...]:
    """Every row, in the order of the file. Raises ValueError naming the line that is wrong."""
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{file.name}: unexpected columns {reader.fieldnames}")
        rows = []
        for raw in reader:
            try:
                rows.append(_row(raw))
            except (ValueError, KeyError, TypeError) as fault:
                raise ValueError(f"{file.name}, line {reader.line_num}: {fault}") from fault
    return tuple(rows)


def _row(raw: dict[str, str]) -> PublishedRow:
    if set(raw) != set(COLUMNS) or None in raw.values():
        raise ValueError("too few or too many cells")
    if spaced := [name for name, value in raw.items() if value != value.strip()]:
        raise ValueError(f"spaces around {spaced}")
    for needed in ("level_as_printed", "province_as_printed", "product_name", "source_url"):
        if not raw[needed]:
            raise ValueError(f"no {needed}")
    level = ContestLevel(raw["level"])
    if (level is ContestLevel.REGION) != (raw["region"] in {"north", "central", "south"}):
        raise ValueError(f"region {raw['region']!r} at level {level}")
    if raw["language"] not in {"vi", "en"}:
        raise ValueError(f"language {raw['language']!r}")
    if raw["year"] and not re.fullmatch("20[0-9]{2}", raw["year"]):
        raise ValueError(f"year {raw['year']!r}")
    if len({bool(raw["unit_list"]), bool(raw["unit_kind"]), bool(raw["unit_code"])}) != 1:
        raise ValueError("a unit needs its list, its kind and its code")
    return PublishedRow(
        level=level,
        region=raw["region"] or None,
        level_as_printed=raw["level_as_printed"],
        province_as_printed=raw["province_as_printed"],
        district_as_printed=raw["district_as_printed"] or None,
        year=int(raw["year"]) if raw["year"] else None,
        product_name=raw["product_name"],
        language=raw["language"],
        establishment=raw["establishment"] or None,
        group=raw["group"] or None,
        plate=Plate(raw["plate"]),
        unit_kind=UnitKind(raw["unit_kind"]) if raw["unit_kind"] else None,
        unit_code=raw["unit_code"] or None,
        unit_day=_LIST_DAYS[raw["unit_list"]] if raw["unit_list"] else None,
        note=raw["note"] or None,
        source_url=raw["source_url"],
    )
