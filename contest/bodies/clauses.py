"""Where the rules about bodies and recusals stand, read from the data file beside this one."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from contest.bodies.kinds import BodyKind

DATA = Path(__file__).parent / "data" / "clauses.json"


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return found


def of_change(kind: BodyKind) -> str:
    """The article by which people of this body are added or replaced."""
    return str(_read()["change"][kind.value])


def of_independence() -> str:
    """The article by which a juror scores independently."""
    return str(_read()["independence"])


def of_own_firm() -> str:
    """The contest's own clause about a juror's own establishment: the circular is silent."""
    return str(_read()["own_firm"])
