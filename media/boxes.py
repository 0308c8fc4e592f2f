"""How a HEIF turns and mirrors its picture: properties in boxes, not EXIF. Pure.

The decoder applies them and does not tell. ISO/IEC 23008-12: the primary item (`pitm`) is
associated (`ipma`) with properties (`ipco`), of which `irot` turns by quarters against the clock
and `imir` mirrors, in the order of their association.
"""

from collections.abc import Iterator

_UPRIGHT = (1, 0, 0, 1)
_QUARTER = (0, 1, -1, 0)  # against the clock: x' = y, y' = -x with y pointing down
_MIRRORS = {0: (1, 0, 0, -1), 1: (-1, 0, 0, 1)}  # top with bottom, left with right

_EXIF = {
    (1, 0, 0, 1): 1,
    (-1, 0, 0, 1): 2,
    (-1, 0, 0, -1): 3,
    (1, 0, 0, -1): 4,
    (0, 1, 1, 0): 5,
    (0, -1, 1, 0): 6,
    (0, -1, -1, 0): 7,
    (0, 1, -1, 0): 8,
}
"""What has to be done to the stored picture, as a matrix → the number EXIF has for it."""

_LONGEST = 1 << 20
"""Of a `meta` box that is read; a phone's has a few kilobytes."""


def orientation(data: bytes) -> int:
    """EXIF's number for what the file's properties do to its picture; 1 when that is nothing.

    1 also for a file whose boxes make no sense: whether it is a picture is not asked here.
    """
    try:
        return _EXIF[_matrix(data)]
    except (IndexError, KeyError, ValueError):
        return 1


def _matrix(data: bytes) -> tuple[int, int, int, int]:
    meta = next((body for name, body in _boxes(data) if name == b"meta"), b"")[4:]
    if len(meta) > _LONGEST:
        return _UPRIGHT
    inside = dict(_boxes(meta))
    primary = inside[b"pitm"]
    wide = 4 if primary[0] else 2
    item = int.from_bytes(primary[4 : 4 + wide], "big")
    properties = dict(_boxes(inside[b"iprp"]))
    owned = list(_boxes(properties[b"ipco"]))
    made = _UPRIGHT
    for number in _associated(properties[b"ipma"], item):
        name, body = owned[number - 1] if number else (b"", b"")
        if name == b"irot":
            for _ in range(body[0] & 3):
                made = _then(made, _QUARTER)
        elif name == b"imir":
            made = _then(made, _MIRRORS[body[0] & 1])
    return made


def _associated(box: bytes, wanted: int) -> list[int]:
    """The numbers of the properties of one item, in order, counted from 1."""
    wide_item = 4 if box[0] else 2
    wide_number = 2 if box[3] & 1 else 1
    at = 8
    for _ in range(int.from_bytes(box[4:8], "big")):
        item = int.from_bytes(box[at : at + wide_item], "big")
        count = box[at + wide_item]
        at += wide_item + 1
        if item == wanted:
            raw = (box[at + wide_number * step :][:wide_number] for step in range(count))
            mask = (1 << 8 * wide_number - 1) - 1  # the first bit says "essential"
            return [int.from_bytes(one, "big") & mask for one in raw]
        at += count * wide_number
    return []


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        head = 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = len(data) - at
        if size < head:
            return
        yield data[at + 4 : at + 8], data[at + head : at + size]
        at += size


def _then(
    first: tuple[int, int, int, int], second: tuple[int, int, int, int]
) -> tuple[int, int, int, int]:
    a, b, c, d = first
    e, f, g, h = second
    return (e * a + f * c, e * b + f * d, g * a + h * c, g * b + h * d)
