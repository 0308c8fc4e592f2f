"""Points as people write them, and nothing else: "8,5" and "8.5" are the same score. Pure."""

import re

_WRITTEN = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?")


def read_points(text: str) -> int | None:
    """Hundredths of a point: "8,5" and "8.5" → 850, "" → None, which is not 0.

    Raises ValueError("not_points") for anything else: letters, two separators, a third decimal.
    """
    written = text.strip()
    if not written:
        return None
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise ValueError("not_points")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
