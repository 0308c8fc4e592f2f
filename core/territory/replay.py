"""Plays dated changes over the lists: who ends, who begins, what went where. Pure.

The rows are those of `reference.Reference` before names and reach are worked out: a unit has id,
kind, code, full_name, parent_id, valid_from, valid_until.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from core.territory.addresses import KIND_WORDS
from core.territory.changes import Change, ChangeAct, Fault
from core.territory.rules import Extent, UnitKind, kind_of_code, split_name, unit_id

Row = dict[str, Any]

_FIRST_LIST = 10
_EPOCH = date(2025, 7, 1)
_LEAST_DAY = date(2025, 7, 2)
_MOST_LISTS = 2_146  # ids are 32-bit: this reaches the year 2066


@dataclass(slots=True)
class Lists:
    """The rows of each table, changed in place."""

    units: dict[int, Row] = field(default_factory=dict)
    names: list[Row] = field(default_factory=list)
    successions: list[Row] = field(default_factory=list)
    members: list[Row] = field(default_factory=list)


def new_id(day: date, code: str) -> int:
    """The id of a unit that began on that day: the same in every database."""
    number = _FIRST_LIST + (day - _EPOCH).days // 7
    return unit_id(number, kind_of_code(code), int(code))


def play(lists: Lists, changes: Iterable[Change], *, strict: bool = True) -> tuple[Fault, ...]:
    """Changes the lists, day by day. The faults of a day leave that day's rows unplayed.

    With `strict` off, rows about units that are not in the lists are passed over, and days that
    cannot be played: a part of the country is loaded.
    """
    by_day: dict[date, list[Change]] = defaultdict(list)
    for one in changes:
        by_day[one.day].append(one)
    faults: list[Fault] = []
    for day in sorted(by_day):
        found = _Day(lists, day, by_day[day], strict=strict).play()
        faults.extend(found if strict else ())
    return tuple(faults)


class _Day:
    """The changes of one day over the units that stood the day before."""

    def __init__(
        self, lists: Lists, day: date, changes: Sequence[Change], *, strict: bool
    ) -> None:
        self.lists, self.day = lists, day
        self.eve = day - timedelta(days=1)
        self.before = {
            row["code"]: row
            for row in lists.units.values()
            if row["valid_from"] <= self.eve
            and (row["valid_until"] is None or row["valid_until"] >= self.eve)
        }
        self.regions = {
            row["code"]: row for row in lists.units.values() if row["kind"] is UnitKind.REGION
        }
        if not strict:
            changes = [one for one in changes if one.old in self.before]
        self.renames = [one for one in changes if one.act is ChangeAct.RENAME]
        self.moves = [
            one
            for one in changes
            if one.act in (ChangeAct.MERGE, ChangeAct.SPLIT, ChangeAct.RECODE)
        ]
        self.lists_of_regions = [one for one in changes if one.act is ChangeAct.REGION]
        self.faults: list[Fault] = []
        self.stays = {
            one.old
            for one in self.moves
            if one.act is ChangeAct.SPLIT and one.old == one.new and not one.full_name
        }
        self.ends = {one.old for one in self.moves} - self.stays
        self.begins: dict[str, Row] = {}

    def play(self) -> list[Fault]:
        self._check()
        self._plan()
        self._check_children()
        if self.faults:
            return self.faults
        self._rename()
        self._move()
        self._carry_children()
        self._list_regions()
        return self.faults

    def _fault(self, change: Change, reason: str, /, **facts: object) -> None:
        if all(known.row != change.row for known in self.faults):  # the first reason is enough
            self.faults.append(Fault(change.row, reason, facts))

    # --- what is wrong

    def _check(self) -> None:
        for one in (*self.renames, *self.moves, *self.lists_of_regions):
            if one.day < _LEAST_DAY:
                self._fault(one, "change_day_before_lists", first=_LEAST_DAY)
            elif (one.day - _EPOCH).days // 7 + _FIRST_LIST > _MOST_LISTS:
                self._fault(one, "change_day_far")
            elif one.old not in self.before or self.before[one.old]["kind"] not in _CHANGING:
                self._fault(one, "change_unit_unknown", code=one.old, day=self.eve)
            elif not one.source or len(one.source) > 300:
                self._fault(one, "change_cell_empty", head="nguon")
        for one in self.renames:
            if one.old in self.ends:
                self._fault(one, "change_renamed_and_ended", code=one.old)
            elif one.old in self.before:
                self._check_name(one, one.full_name, self.before[one.old])
        for one in self.lists_of_regions:
            province = self.before.get(one.old)
            if one.new not in self.regions:
                names = tuple(sorted(self.regions))
                self._fault(one, "change_region_unknown", written=one.new, known=names)
            elif province is not None and province["kind"] is not UnitKind.PROVINCE:
                self._fault(one, "change_region_of_province", code=one.old)
        acts: dict[str, set[ChangeAct]] = defaultdict(set)
        targets: dict[str, set[str]] = defaultdict(set)
        for one in self.moves:
            acts[one.old].add(one.act)
            targets[one.old].add(one.new)
            if len(acts[one.old]) > 1 or (
                one.act is not ChangeAct.SPLIT and len(targets[one.old]) > 1
            ):
                self._fault(one, "change_two_ends", code=one.old)
            elif one.act is ChangeAct.MERGE and one.old == one.new and not one.full_name:
                self._fault(one, "change_into_itself", code=one.old)

    def _check_name(self, change: Change, full_name: str, old: Row) -> None:
        word, name = split_name(full_name)
        if not name or old["kind"] not in KIND_WORDS.get(word, ()):
            self._fault(change, "change_name_without_kind", written=full_name)
        elif len(full_name) > 120:
            self._fault(change, "change_name_long", most=120)
        elif full_name == old["full_name"] and change.act is ChangeAct.RENAME:
            self._fault(change, "change_same_name", name=full_name)

    # --- who begins

    def _plan(self) -> None:
        for one in self.moves:
            old = self.before.get(one.old)
            if old is None or old["kind"] not in _CHANGING:
                continue
            target = one.new or (one.old if one.act is ChangeAct.RECODE else "")
            if self._goes_on(target) and not one.full_name and one.act is not ChangeAct.RECODE:
                if self.before[target]["kind"] is not old["kind"] and one.old not in self.stays:
                    self._fault(one, "change_other_level", code=target)
                continue
            self._begin(one, target, old)

    def _goes_on(self, code: str) -> bool:
        return code in self.before and code not in self.ends

    def _begin(self, one: Change, code: str, old: Row) -> None:
        try:
            kind = kind_of_code(code)
        except ValueError:
            return self._fault(one, "change_code_unread", code=code)
        named = one.full_name or (
            old["full_name"] if one.act is ChangeAct.RECODE else self._name_given(code)
        )
        if not named:
            return self._fault(one, "change_target_unknown", code=code)
        self._check_name(one, named, {**old, "kind": kind})
        if self._goes_on(code):
            return self._fault(one, "change_code_taken", code=code)
        parent = self._parent(one, old, kind)
        if parent is None:
            return self._fault(one, "change_parent_unknown", code=one.parent)
        known = self.begins.get(code)
        if known is not None:
            if known["full_name"] != named or (one.parent and known["parent"] != parent):
                self._fault(one, "change_target_differs", code=code)
            return None
        identity = new_id(self.day, code)
        if identity in self.lists.units:
            return self._fault(one, "change_code_used", code=code)
        self.begins[code] = {
            "id": identity,
            "kind": kind,
            "code": code,
            "full_name": named,
            "parent": parent,
            "valid_from": self.day,
            "valid_until": None,
        }
        return None

    def _name_given(self, code: str) -> str:
        """A name that another row of the day gives the same new unit."""
        return next((o.full_name for o in self.moves if o.new == code and o.full_name), "")

    def _parent(self, one: Change, old: Row, kind: UnitKind) -> str | None:
        """The code of the unit above the new one; "" for the nation. None when there is none."""
        if kind is UnitKind.PROVINCE:
            return ""
        above = self.lists.units.get(old["parent_id"])
        code = one.parent or next(
            (o.parent for o in self.moves if o.new == one.new and o.parent), ""
        )
        code = code or (above["code"] if above is not None else "")
        starts = any(o.new == code and len(code) == 2 for o in self.moves)
        return code if starts or self._goes_on(code) else None

    # --- what happens

    def _rename(self) -> None:
        for one in self.renames:
            row = self.before[one.old]
            self.lists.names.append(
                {
                    "unit_id": row["id"],
                    "valid_until": self.eve,
                    "full_name": row["full_name"],
                    "source": one.source,
                }
            )
            row["full_name"] = one.full_name

    def _move(self) -> None:
        for row in self.begins.values():
            self.lists.units[row["id"]] = row
        for row in self.begins.values():
            row["parent_id"] = self._above(row.pop("parent"))
        for code in self.ends:
            self.before[code]["valid_until"] = self.eve
        for one in self.moves:
            if one.old in self.stays and one.old == one.new:
                continue
            target = one.new or one.old
            into = self.begins.get(target) or self.before[target]
            extent = {
                ChangeAct.MERGE: Extent.FULL,
                ChangeAct.SPLIT: Extent.PARTIAL,
                ChangeAct.RECODE: Extent.RENAMED,
            }[one.act]
            self._link(self.before[one.old], into, extent)

    def _above(self, code: str) -> int:
        if not code:
            units = self.lists.units.values()
            found = next(row for row in units if row["kind"] is UnitKind.NATION)
        else:
            found = self.begins.get(code) or self.before[code]
        return int(found["id"])

    def _link(self, old: Row, new: Row, extent: Extent) -> None:
        self.lists.successions.append({"old_id": old["id"], "new_id": new["id"], "extent": extent})

    def _left(self) -> list[tuple[Row, Change]]:
        """Units right below one that ends, of which no row speaks, with the row that ends it."""
        into = {one.old: one for one in self.moves}
        ended = {self.before[code]["id"]: into[code] for code in self.ends if code in self.before}
        return [
            (row, ended[row["parent_id"]])
            for row in self.before.values()
            if row["parent_id"] in ended and row["code"] not in self.ends
        ]

    def _check_children(self) -> None:
        for row, change in self._left():
            if change.act is ChangeAct.SPLIT:
                self._fault(change, "change_children_left", name=row["full_name"])
            elif new_id(self.day, row["code"]) in self.lists.units:
                self._fault(change, "change_code_used", code=row["code"])

    def _carry_children(self) -> None:
        """Communes of a unit that ended go on, with their codes, under the one that took it."""
        for row, change in self._left():
            target = change.new or change.old
            above = self.begins.get(target) or self.before[target]
            carried = {
                **row,
                "id": new_id(self.day, row["code"]),
                "parent_id": above["id"],
                "valid_from": self.day,
                "valid_until": None,
            }
            row["valid_until"] = self.eve
            self.lists.units[carried["id"]] = carried
            self._link(row, carried, Extent.RENAMED)

    def _list_regions(self) -> None:
        for one in self.lists_of_regions:
            province = self.begins.get(one.old) or self.before[one.old]
            for row in self.lists.members:
                if row["unit_id"] == province["id"] and (
                    row["valid_until"] is None or row["valid_until"] >= self.day
                ):
                    row["valid_until"] = self.eve
            self.lists.members.append(
                {
                    "region_id": self.regions[one.new]["id"],
                    "unit_id": province["id"],
                    "valid_from": self.day,
                    "valid_until": None,
                    "source": one.source,
                }
            )


_CHANGING = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
