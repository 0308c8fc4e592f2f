"""What a juror's device sends, read into operations: every one judged alone. Pure."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from contest.scoring.operations import MOST_AT_ONCE, Operation
from contest.scoring.points import read_points
from core.errors import Refusal

MOST_BYTES = 1_000_000
_MOST_NUMBER = 2**53
"""Beyond it a browser's own numbers are not whole any more."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An operation that cannot be taken as it is, with its id as far as it has one."""

    id: str
    code: str


def operations(body: bytes) -> list[Operation | Unreadable]:
    """The operations of `{"operations": [{id, entry, device, sequence, base, criterion, value,
    at}]}`.

    `value` is text as typed: points of a criterion, "" an empty field, the remark where
    `criterion` is null. Raises Refusal for the whole: "unreadable_request",
    "too_many_operations", "sending_too_large".
    """
    if len(body) > MOST_BYTES:
        raise Refusal("sending_too_large", most=MOST_BYTES // 1_000_000)
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal("unreadable_request") from None
    listed = told.get("operations") if isinstance(told, dict) else None
    if not isinstance(listed, list):
        raise Refusal("unreadable_request")
    if len(listed) > MOST_AT_ONCE:
        raise Refusal("too_many_operations", most=MOST_AT_ONCE)
    return [_operation(one) for one in listed]


def _operation(told: object) -> Operation | Unreadable:
    if not isinstance(told, dict):
        return Unreadable("", "operation_unreadable")
    given = told.get("id")
    id_ = given[:64] if isinstance(given, str) else ""
    device, value, criterion = told.get("device"), told.get("value"), told.get("criterion")
    whole = {key: _whole(told.get(key)) for key in ("entry", "sequence", "base")}
    entry, sequence, base = whole.values()
    if (
        not id_
        or not isinstance(device, str)
        or not isinstance(value, str)
        or entry is None
        or sequence is None
        or base is None
        or (criterion is not None and _whole(criterion) is None)
    ):
        return Unreadable(id_, "operation_unreadable")
    points, remark = None, None
    if criterion is None:
        remark = value
    else:
        try:
            points = read_points(value)
        except ValueError as fault:
            return Unreadable(id_, str(fault))
    return Operation(
        id=given if isinstance(given, str) else "",
        entry_id=entry,
        device=device,
        sequence=sequence,
        base=base,
        criterion_id=criterion,
        points=points,
        remark=remark,
        device_at=_moment(told.get("at")),
    )


def _whole(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value < _MOST_NUMBER else None


def _moment(value: object) -> datetime | None:
    """Milliseconds since 1970 by the device's clock; None where they are no time of ours."""
    number = _whole(value)
    if number is None or number > 4_102_444_800_000:  # beyond the year 2099
        return None
    return datetime.fromtimestamp(number / 1000, UTC)
