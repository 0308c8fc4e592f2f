"""An office's own templates of papers: take the one in use, change it in Word, send it back."""

import hashlib
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.papers import queries, service
from contest.papers.kinds import PaperKind
from core.errors import Invalid, NotFound
from core.rights import Act
from core.territory import queries as territory
from core.territory.rules import UnitKind
from web.deps import Form, Now, Query, Read, Show, Who, Wired, Write
from web.forms import Typed
from web.page import N_, Page
from web.papers.kinds import PAPERS
from web.papers.render import DOCX, template
from web.papers.sample import sample
from web.papers.uploaded import MOST_BYTES, check

router = APIRouter()

HOME = "/dieu-hanh/mau-van-ban"
ONE = HOME + "/{unit_id}/{kind}"
TITLES = {one.kind: one.title for one in PAPERS} | {PaperKind.SCORE_SHEET: N_("Phiếu chấm điểm")}
"""Kind → words, in the order in which a round needs them."""
ABOVE = (UnitKind.NATION, UnitKind.REGION, UnitKind.PROVINCE)


@router.get(HOME)
def home(session: Read, who: Who, page: Show) -> Response:
    """Each place this person keeps templates for, and what is in use there."""
    places = territory.places(session, who.units(Act.TEMPLATE_KEEP))
    kept = sorted(
        (one for one in places.values() if one.kind in ABOVE),
        key=lambda one: (ABOVE.index(one.kind), one.full_name),
    )
    return page.show(
        "papers/templates.html",
        rows=[(place, queries.in_use(session, place.id)) for place in kept],
        titles=TITLES,
        home=HOME,
    )


@router.get(ONE)
def one(session: Read, page: Show, unit_id: int, kind: str) -> Response:
    """One template: the file in use, every version, the form for a new one."""
    return page.show("papers/template.html", "form", **_shown(session, page, unit_id, kind))


@router.post(ONE)
def send(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    form: Form,
    now: Now,
    wired: Wired,
    unit_id: int,
    kind: str,
) -> Response:
    """Look at a template that was sent, and use it from now on."""
    known = _kind(kind)
    values = _shown(reads, page, unit_id, kind)
    try:
        sent = form.files("file")
        if not sent:
            raise Invalid({"file": "file_not_chosen"})
        name, stream = sent[0]
        data = stream.read(MOST_BYTES + 1)
        check(known, data)
        digest = hashlib.sha256(data).hexdigest()
        key = f"papers/{digest}.docx"
        wired.storage.put(key, data)
        service.keep_template(
            session,
            who,
            unit_id,
            known,
            key=key,
            sha256=digest,
            size=len(data),
            file_name=name,
            note=form.text("note"),
            now=now,
        )
    except Invalid as refusal:
        raise page.again(refusal, "papers/template.html", "form", **values, typed=form) from None
    return page.go(f"{HOME}/{unit_id}/{kind}")


@router.post(ONE + "/dung-lai")
def again(
    session: Write, who: Who, page: Show, form: Form, now: Now, unit_id: int, kind: str
) -> Response:
    """An earlier version is used again, or, when none is named, the template that ships."""
    _shown(session, page, unit_id, kind)
    if form.text("version"):
        service.use_again(session, who, unit_id, _kind(kind), _version(form), now)
    else:
        service.back_to_default(session, who, unit_id, _kind(kind), now)
    return page.go(f"{HOME}/{unit_id}/{kind}")


@router.get(ONE + "/mau.docx")
def file(
    session: Read, page: Show, query: Query, wired: Wired, unit_id: int, kind: str
) -> Response:
    """One version as it was sent (`version`), or the template that ships, to begin from."""
    known = _kind(kind)
    if not query.text("version"):
        return page.download(template(known.value), f"mau {known.value}.docx", DOCX)
    found = queries.get_version(session, unit_id, known, _version(query))
    return page.download(wired.storage.get(found.key), found.file_name, DOCX)


def _version(typed: Typed) -> int:
    said = typed.text("version")
    return int(said) if said.isdecimal() and len(said) < 9 else 0


def _kind(said: str) -> PaperKind:
    if said not in set(PaperKind):
        raise NotFound("not_found")
    return PaperKind(said)


def _shown(session: Read, page: Page, unit_id: int, said: str) -> dict[str, Any]:
    kind = _kind(said)
    place = territory.places(session, [unit_id]).get(unit_id)
    if place is None or place.kind not in ABOVE:
        raise NotFound("not_found")
    found = queries.history(session, unit_id, kind)
    return {
        "kind": kind,
        "title": TITLES[kind],
        "place": place,
        "versions": found,
        "own": bool(found and found[0].key),
        "address": f"{HOME}/{unit_id}/{kind}",
        "home": HOME,
        "fields": _fields(sample(kind)),
        "most_mb": MOST_BYTES // 1_000_000,
    }


def _fields(held: Mapping[str, Any], row: str = "") -> list[str]:
    """Every field a template may name, as it is written in one; a list by its loop."""
    found = [f"{{{{ {row}{name} }}}}" for name, one in held.items() if not isinstance(one, list)]
    for name, one in held.items():
        if isinstance(one, list):
            inner = "row" if not row else "cell"
            found.append(f"{{% for {inner} in {row}{name} %}}")
            if one and isinstance(one[0], Mapping):
                found += [f"  {said}" for said in _fields(one[0], f"{inner}.")]
            else:
                found.append(f"  {{{{ {inner} }}}}")
    return found
