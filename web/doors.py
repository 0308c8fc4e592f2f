"""The one table of who may open which address. A route without a row does not start.

A row is `METHOD path`: PUBLIC, SIGNED_IN, or the act it needs and what it is about
(web/locate.py). `somewhere` asks only that the act is held anywhere: the page scopes what it
lists, and a service or page checks the place that a form names. Which roles hold an act stands
in core/rights.TABLE.
"""

from dataclasses import dataclass

from core.rights import Act


@dataclass(frozen=True, slots=True)
class Door:
    """What one address asks of whoever opens it."""

    act: Act | None
    about: str


PUBLIC = Door(None, "")
SIGNED_IN = Door(None, "oneself")
A = Act

DOORS: dict[str, Door] = {
    # --- for the machine
    "GET /healthz": PUBLIC,
    "GET /readyz": PUBLIC,
    # --- public pages
    # --- sign-in, accounts
    # --- the producer's side
    # --- pictures
    # --- contests: organiser
    # --- entries and screening
    # --- bodies and frame
    # --- judging
    # --- results, certificates, nominations
    "GET /xac-minh": PUBLIC,
    "GET /xac-minh/{code}": PUBLIC,
    "GET /xac-minh/{code}/tep": PUBLIC,
    "GET /XAC-MINH": PUBLIC,
    "GET /XAC-MINH/{code}": PUBLIC,
    # --- fairs
    # --- support
    # --- programmes
    # --- administration
}


def door_of(method: str, path: str) -> Door:
    """The row of a route. Raises LookupError when there is none: a bug found at start."""
    method = "GET" if method == "HEAD" else method
    try:
        return DOORS[f"{method} {path}"]
    except KeyError:
        raise LookupError(f"no row in web/doors.py for {method} {path}") from None
