"""A result corrected because a complaint is right: the council's form, and the new version."""

from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.complaints import queries, service
from contest.complaints.rules import MOST_ANSWER
from contest.contests.queries import rules_of
from contest.results import queries as results
from contest.results.rules import CouncilChoice
from contest.scoring import queries as scoring
from contest.versions import queries as versions
from contest.versions.rules import Amendment, Correction
from core.errors import Invalid
from core.registry.kinds import ProductGroup
from core.rights import Subject
from web import room
from web.deps import About, Form, Now, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.page import Page

router = APIRouter()


@router.get("/dieu-hanh/khieu-nai/{complaint_id}/sua-ket-qua")
def correcting(session: Read, page: Show, about: About, complaint_id: int) -> Response:
    """The result as it stands, to be decided anew because the complaint is right."""
    return page.show(
        "complaints/correct.html", **_correcting(session, page, about, complaint_id, None)
    )


@router.post("/dieu-hanh/khieu-nai/{complaint_id}/sua-ket-qua")
def correct(
    reads: Read,
    session: Write,
    who: Who,
    page: Show,
    about: About,
    form: Form,
    now: Now,
    complaint_id: int,
) -> Response:
    """Record the corrected result as a new version; the older one stays readable."""
    contest = queries.get_complaint(reads, complaint_id).contest
    try:
        service.correct(session, who, complaint_id, _correction(form), form.text("answer"), now)
    except Invalid as refusal:
        # What was computed anew for the check must not be shown: read what stands.
        values = _correcting(reads, page, about, complaint_id, form)
        raise page.again(refusal, "complaints/correct.html", "work", **values) from None
    return page.go(room.address(contest, "/ban-ket-qua"))


def _correction(form: Typed) -> Correction:
    """The decision as typed. Raises Invalid for what cannot be read."""
    reading = Reading(form)
    met_on = reading.day("met_on")
    present = reading.whole("present")
    votes_for, votes_against = reading.whole("votes_for"), reading.whole("votes_against")
    quotas = {
        group: most
        for group in ProductGroup
        if (most := reading.whole(f"quota_{group}", needed=False)) is not None
    }
    total = reading.whole("quota_total", needed=False)
    abstained = reading.whole("abstained", needed=False)
    minutes_number = reading.required("minutes_number", 100)
    number = reading.text("amendment_number", 100)
    signed_on = reading.day("amendment_signed_on", needed=bool(number))
    ticked = form.many("certified")
    aside = [one.partition("-") for one in form.many("set_aside")]
    if not all(_is_id(one) for one in ticked):
        reading.faults["certified"] = "entry_unknown"
    if not all(_is_id(entry) and _is_id(seat) for entry, _dash, seat in aside):
        reading.faults["set_aside"] = "sheet_unknown"
    reading.settle()
    choice = CouncilChoice(
        met_on=met_on or date.min,
        present=present or 0,
        votes_for=votes_for or 0,
        votes_against=votes_against or 0,
        quotas=quotas,
        certified=frozenset(map(int, ticked)),
        minutes_number=minutes_number,
        prizes={
            int(name.removeprefix("prize_")): text
            for name, text in form.items()
            if name.startswith("prize_") and _is_id(name.removeprefix("prize_")) and text
        },
        note=form.text("note"),
        quota_total=total,
        abstained=abstained or 0,
    )
    return Correction(
        choice,
        frozenset((int(entry), int(seat)) for entry, _dash, seat in aside),
        Amendment(number, signed_on) if number and signed_on else None,
    )


def _quotas(decision: Any) -> list[tuple[str, str]]:
    """The numbers that the council decided, as they would be typed."""
    if decision is None:
        return []
    told = [(f"quota_{group}", str(number)) for group, number in decision.quotas.items()]
    whole = decision.quota_total
    return told if whole is None else [*told, ("quota_total", str(whole))]


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) < 12


def _correcting(
    session: Read, page: Page, about: Subject, complaint_id: int, form: Typed | None
) -> dict[str, Any]:
    found = queries.get_complaint(session, complaint_id)
    rows = results.standings(session, found.contest_id)
    groups: dict[ProductGroup | None, list[results.Row]] = {}
    for row in rows:
        groups.setdefault(row.entry.group, []).append(row)
    decision = results.find_decision(session, found.contest_id)
    aside = versions.set_aside(session, found.contest_id)
    if form is None:
        form = Typed(
            [
                *(("certified", str(row.entry_id)) for row in rows if row.certified),
                *((f"prize_{row.entry_id}", row.prize) for row in rows),
                *_quotas(decision),
            ]
        )
    return {
        "complaint": found,
        "contest": found.contest,
        "room": room.links(page, found.contest, about),
        "groups": groups,
        "ticked": set(form.many("certified")),
        "sheets": [
            (
                f"{one.entry_id}-{one.seat_id}",
                one,
                (one.entry_id, one.seat_id) in aside,
            )
            for one in scoring.signed_totals(session, found.contest_id)
            if one.entry_id == found.entry_id
        ],
        "dropped": set(form.many("set_aside")),
        "council": results.council_size(session, found.contest_id),
        "grades": [(one.name, one.name) for one in rules_of(found.contest).prizes],
        "whole_quota": decision is not None and decision.quota_total is not None,
        "open_now": found.settled_at is None,
        "most": MOST_ANSWER,
        "typed": form,
    }
