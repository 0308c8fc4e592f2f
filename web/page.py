"""Turning a template into a response: the whole page, or just the named blocks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from unicodedata import combining, normalize
from urllib.parse import quote, urlsplit

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.errors import Invalid
from core.identity import Identity
from core.rights import ANYWHERE, Act, Subject
from web import wording
from web.shown import N_

__all__ = ["N_", "Page", "Redraw", "is_local"]


class Redraw(Exception):
    """The form is shown again with its faults; raising it rolls the transaction back."""

    def __init__(self, response: Response) -> None:
        super().__init__("redraw")
        self.response = response


@dataclass(frozen=True, slots=True)
class Page:
    """One request's way of answering. Templates see it as `page`."""

    request: Request
    env: jinja2.Environment
    identity: Identity | None
    locale: str
    demonstration: bool
    unread: int = 0
    """How many notices of the signed-in person are not read."""
    stalled: datetime | None = None
    """For an administrator: since when background jobs wait that nobody does."""

    @property
    def path(self) -> str:
        """The address asked for, without its query."""
        return self.request.url.path

    @property
    def wants_fragment(self) -> bool:
        """Whether htmx asks for blocks; boosted and restored pages want the whole."""
        headers = self.request.headers
        whole = ("hx-boosted", "hx-history-restore-request")
        return "hx-request" in headers and not any(name in headers for name in whole)

    def may(self, act: str, subject: Subject = ANYWHERE) -> bool:
        """Whether the signed-in person may do this: somewhere, or on this very subject."""
        if self.identity is None:
            return False
        if subject == ANYWHERE:
            return self.identity.has(Act(act))
        return self.identity.may(Act(act), subject)

    def _(self, text: str, **facts: object) -> str:
        """The sentence in this page's language."""
        translate = cast(Callable[[str], str], self.env.globals["gettext_plain"])
        said = translate(text)
        return said % facts if facts else said

    def show(self, template: str, *blocks: str, status: int = 200, **values: Any) -> HTMLResponse:
        """The full page; for htmx, the first block plus the rest out of band."""
        found = self.env.get_template(template)
        values = {"page": self, "faults": {}, "typed": {}, **values}
        if blocks and self.wants_fragment:
            html = "".join(
                self._block(found, name, values, oob=i > 0) for i, name in enumerate(blocks)
            )
        else:
            html = found.render({**values, "oob": False})
        return HTMLResponse(html, status, headers={"Vary": "HX-Request, Cookie"})

    def _block(
        self, template: jinja2.Template, name: str, values: dict[str, Any], *, oob: bool
    ) -> str:
        # A block sees what its template imports, sets and defines at the top once the template
        # has run that far: to the first piece of the page around it, which is thrown away.
        context = template.new_context({**values, "oob": oob})
        page = template.root_render_func(context)
        next(page, None)
        return self.env.concat(template.blocks[name](context))

    def again(self, refusal: Invalid, template: str, *blocks: str, **values: Any) -> Redraw:
        """To raise: the form once more, with `faults` worded and what was typed kept.

        422, or what a file that was refused calls for (`wording.status`).
        """
        values["faults"] = self.faults(refusal)
        status = wording.status(refusal)
        return Redraw(self.show(template, *blocks, status=status, **values))

    def faults(self, refusal: Invalid) -> dict[str, str]:
        """Field → sentence, in this page's language."""
        said = {}
        for field, fault in refusal.fields.items():
            code, facts = (fault, {}) if isinstance(fault, str) else fault
            said[field] = wording.sentence(code, facts, self._)
        return said

    def download(self, data: bytes, name: str, media_type: str) -> Response:
        """A file to keep. `name` may hold any letters; it is sent as RFC 6266 says."""
        spelled = normalize("NFD", name).replace("đ", "d").replace("Đ", "D")
        bare = (c for c in spelled if not combining(c))  # "Cơ sở" → "Co so"
        plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in bare)
        said = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
        headers = {"Content-Disposition": said, "Cache-Control": "private, no-cache"}
        return Response(data, media_type=media_type, headers=headers)

    def go(self, address: str) -> Response:
        """On to a page of this site: 303 for a browser, HX-Redirect for htmx.

        An address that leaves the site is refused (ValueError): no open redirects.
        """
        if not is_local(address):
            raise ValueError(f"not an address of this site: {address!r}")
        if self.wants_fragment:
            return Response(status_code=200, headers={"HX-Redirect": address})
        return RedirectResponse(address, status_code=303)


def is_local(address: str) -> bool:
    """Whether an address stays on this site: one leading slash, no host, no backslash."""
    parts = urlsplit(address)
    return (
        address.startswith("/")
        and not address.startswith(("//", "/\\"))
        and "\\" not in address
        and not parts.netloc
        and not parts.scheme
    )
