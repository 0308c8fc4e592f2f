"""The one table of who may open which address. A route without a row does not start.

A row is `METHOD path`: PUBLIC, SIGNED_IN, or the act it needs and what it is about
(web/locate.py). `somewhere` asks only that the act is held anywhere: the page scopes what it
lists, and a service or page checks the place that a form names. Which roles hold an act stands
in core/rights.TABLE. The rows stand in three files by whose doors they are.
"""

from web.doors import market, people, rounds
from web.doors.door import PUBLIC, SIGNED_IN, Door

__all__ = ["DOORS", "PUBLIC", "SIGNED_IN", "Door", "door_of"]

PARTS = (people.DOORS, rounds.DOORS, market.DOORS)
DOORS: dict[str, Door] = {address: door for part in PARTS for address, door in part.items()}
if len(DOORS) != sum(map(len, PARTS)):
    raise ValueError("two rows for one address: one of them would never be asked")


def door_of(method: str, path: str) -> Door:
    """The row of a route. Raises LookupError when there is none: a bug found at start."""
    method = "GET" if method == "HEAD" else method
    try:
        return DOORS[f"{method} {path}"]
    except KeyError:
        raise LookupError(f"no row in web/doors for {method} {path}") from None
