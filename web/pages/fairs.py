"""Fairs for everybody, and for makers who want a booth."""

from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.certificates.lists import makers_on
from core.clock import day_in_vietnam
from core.errors import Invalid
from core.identity import Identity
from core.registry.queries import establishments, establishments_in, get_establishment, products_of
from core.rights import Act
from fairs.fairs import queries, rules, service
from web.catalogue import public_among
from web.deps import Form, Now, Query, Read, Show, Who, Write
from web.fair_plan import drawing
from web.forms import Reading
from web.winners import winner, winners

router = APIRouter()

OWN = "/ho-so/hoi-cho"
MOST_LISTED = 50


@router.get("/hoi-cho")
def fairs(session: Read, page: Show, now: Now) -> Response:
    """Coming fairs, then past ones."""
    today = day_in_vietnam(now)
    found = queries.public_fairs(session)
    coming = [fair for fair in found if fair.days[-1].day >= today]
    return page.show(
        "fairs/list.html",
        coming=sorted(coming, key=lambda fair: fair.days[0].day),
        past=[fair for fair in found if fair.days[-1].day < today],
        numbers=queries.figures(session, [fair.id for fair in found]),
        now=now,
    )


@router.get("/hoi-cho/{fair}")
def one_fair(session: Read, page: Show, now: Now, fair: str) -> Response:
    """A fair: days, place, how to get a booth, the plan. Who stands where only once published."""
    found = queries.get_public_fair(session, fair)
    shown = found.status in rules.SHOWN
    asked = queries.applications(session, found.id) if shown else []
    return page.show(
        "fairs/fair.html",
        fair=found,
        shown=shown,
        plan=drawing(found.booths, queries.stands(asked)),
        known=public_among(session, {one.product_id for one in asked}),
        receives=queries.receives(found, now),
        now=now,
    )


@router.get("/ho-so/hoi-cho")
def own_fairs(session: Read, who: Who, page: Show, now: Now) -> Response:
    """Fairs that receive applications, and what one's establishments have asked for."""
    mine = _own_establishments(session, who)
    asked = queries.applications_of(session, mine)
    there = {(one.fair_id, one.establishment_id) for one in asked if one.status != "withdrawn"}
    going = [one for one in queries.public_fairs(session) if queries.receives(one, now)]
    # a stall is for whoever holds a certificate on the fair's first day: others are told so
    holders = makers_on(session, list(mine), {fair.days[0].day for fair in going})
    free = {
        fair.id: [(id_, name) for id_, name in mine.items() if (fair.id, id_) not in there]
        for fair in going
    }
    return page.show(
        "fairs/own.html",
        open_fairs=[
            (fair, [one for one in free[fair.id] if one[0] in holders[fair.days[0].day]])
            for fair in going
        ],
        without={
            fair.id: sum(one[0] not in holders[fair.days[0].day] for one in free[fair.id])
            for fair in going
        },
        asked=[(one, queries.held(one), one.fair.status in rules.SHOWN) for one in asked],
        mine=mine,
    )


@router.get("/ho-so/co-so/{establishment_id}/hoi-cho")
def application_form(
    session: Read, page: Show, query: Query, now: Now, establishment_id: int
) -> Response:
    """The form to ask for booths at the fair named by `hoi-cho`."""
    if not query.text("hoi-cho"):
        return page.go(OWN)
    values = _form_values(session, establishment_id, query.text("hoi-cho"))
    return page.show("fairs/apply.html", "form", **values)


@router.post("/ho-so/co-so/{establishment_id}/hoi-cho")
def apply(
    session: Write, who: Who, page: Show, form: Form, now: Now, establishment_id: int
) -> Response:
    """Ask for booths. The certificate must be in force on the fair's first day."""
    reading = Reading(form)
    slug = reading.required("fair")
    reading.settle()
    fair = queries.get_public_fair(session, slug)
    try:
        product_id = reading.whole("product_id")
        wanted = reading.whole("booths_wanted")
        wishes = reading.text("wishes", service.MOST_WORDS)
        reading.settle()
        own = {one.id for one in products_of(session, [establishment_id])}
        if product_id is None or product_id not in own:
            raise Invalid({"product_id": "product_not_of_establishment"})
        service.apply(
            session,
            who,
            fair.id,
            establishment_id,
            product_id,
            winner(session, product_id, fair.days[0].day),
            wanted or 0,
            wishes,
            now,
        )
    except Invalid as refusal:
        values = _form_values(session, establishment_id, slug)
        raise page.again(refusal, "fairs/apply.html", "form", typed=form, **values) from None
    return page.go(OWN)


@router.post("/ho-so/co-so/{establishment_id}/hoi-cho/rut")
def withdraw(
    session: Write, who: Who, page: Show, form: Form, now: Now, establishment_id: int
) -> Response:
    """Take the application back; the booths are free again."""
    reading = Reading(form)
    slug = reading.required("fair")
    reading.settle()
    fair = queries.get_public_fair(session, slug)
    found = queries.find_application(session, fair.id, establishment_id)
    if found is None:
        raise Invalid({"fair": "application_missing"})
    service.withdraw(session, who, found.id, now)
    return page.go(OWN)


def _own_establishments(session: Read, who: Identity) -> dict[int, str]:
    """Ids and names: one's own, and for people of the field those of their place."""
    own = establishments(session, who.establishments())
    found = {id_: one.name for id_, one in own.items()}
    if units := who.units(Act.FAIR_APPLY):
        reached, _ = establishments_in(session, units, limit=MOST_LISTED)
        found |= {one.id: one.name for one in reached}
    return found


def _form_values(session: Read, establishment_id: int, slug: str) -> dict[str, Any]:
    fair = queries.get_public_fair(session, slug)
    first: date = fair.days[0].day
    made = products_of(session, [establishment_id])
    won = winners(session, [one.id for one in made], first)
    winning = [one for one in made if one.id in won]
    return {
        "fair": fair,
        "establishment": get_establishment(session, establishment_id),
        "products": [(one, won[one.id]) for one in winning if won[one.id].in_force],
        "lapsed": [(one, won[one.id]) for one in winning if not won[one.id].in_force],
        "there": queries.find_application(session, fair.id, establishment_id),
        "most": rules.MOST_WANTED,
    }
