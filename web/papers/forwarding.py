"""Công văn chuyển hồ sơ: the letter by which a locality that held no contest of its own sends
products up (TT 26/2014 Đ12). The desk prepares it, the locality's committee numbers and signs."""

from core.errors import Conflict
from core.territory import queries as territory
from core.territory.rules import UnitKind
from web.papers import style
from web.papers.known import Asked, Fields, Known


def localities(known: Known) -> list[tuple[int, str]]:
    """(unit, its full name) of every locality whose products come by a letter of its own."""
    places = territory.places(known.session, known.forwarded)
    return [(id_, places[id_].full_name) for id_ in known.forwarded if id_ in places]


def forwarding_letter(known: Known, asked: Asked) -> Fields:
    """The letter of one locality; of the first when none is asked for.

    Raises Conflict("paper_needs_forwarding").
    """
    named = dict(localities(known))
    unit_id = asked.unit_id if asked.unit_id is not None else next(iter(named), None)
    if unit_id is None or unit_id not in named:
        raise Conflict("paper_needs_forwarding")
    above = territory.ancestors(known.session, unit_id)
    province = next((one for one in above[1:] if one.kind is UnitKind.PROVINCE), None)
    rows = known.forwarded[unit_id]
    name = named[unit_id]
    numbers = {one.letter for one in rows if one.letter}
    body = f"Ủy ban nhân dân {name[:1].lower()}{name[1:]}"
    known_number = next(iter(numbers)) if len(numbers) == 1 else f"{style.DOTS}/UBND-KT"
    head = known.head(body, known_number, None, parent="")
    if province is not None:
        head["parent"] = style.agency(
            f"Ủy ban nhân dân {province.full_name[:1].lower()}{province.full_name[1:]}"
        )
    return {
        **head,
        "place_day": style.place_day(territory.get_unit(known.session, unit_id).name, None),
        **known.signature(body),
        "goal_title": style.held(known.contest.title),
        "goal_organiser": known.contest.organiser,
        "count": style.count(len(rows)),
        "rows": [
            {
                "no": str(no),
                "product": one.product,
                "establishment": one.establishment,
                "address": one.address,
                "group": known.group(one.group),
            }
            for no, one in enumerate(rows, 1)
        ],
    }
