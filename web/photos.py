"""Photos as the templates' `picture` takes them: addresses under /anh, sizes as a srcset."""

from collections.abc import Mapping
from dataclasses import dataclass

from media.queries import PhotoView

PREFIX = "/anh/"
"""Where pages serve renditions: `/anh/<token>/<width>.<ext>`."""


@dataclass(frozen=True, slots=True)
class Framed:
    """What the macro `picture` needs (docs/design.md)."""

    width: int
    height: int
    placeholder: str
    sources: tuple[tuple[str, str], ...]
    src: str
    alt: str
    shared: str = ""


def framed(view: PhotoView | None, alt: str = "") -> Framed | None:
    """One photo for the macro; None stays None, and the macro shows the plate."""
    if view is None:
        return None
    sources = tuple(
        (one.mime, ", ".join(f"{PREFIX}{address} {width}w" for width, address in one.addresses))
        for one in view.sources
    )
    return Framed(
        view.width,
        view.height,
        view.placeholder,
        sources,
        PREFIX + view.src,
        alt or view.alt,
        PREFIX + view.shared if view.shared else "",
    )


def framed_all(views: Mapping[int, PhotoView]) -> dict[int, Framed]:
    """The same for a whole page of them, by photo id."""
    return {id_: one for id_, view in views.items() if (one := framed(view))}
