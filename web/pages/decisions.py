"""The council decides: lines drawn, products chosen, prizes, the vote; a decision taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter, Response

from contest.contests import queries as contests
from contest.contests.kinds import Stage
from contest.contests.ruleset import Prize
from contest.results import queries, records, service, weighing
from contest.results.ranking import Group, Quotas
from contest.results.rules import CouncilChoice
from core.errors import Invalid
from core.registry.kinds import ProductGroup
from core.rights import Subject
from web import forms, room, shown
from web.deps import About, Form, Now, Query, Read, Show, Who, Write
from web.forms import Reading, Typed
from web.page import Page

router = APIRouter()
DECISION = "results/decision.html"
DRAWING = {"ke", "chon"}  # draw the lines; draw them and tick what lies within
BASE = "/dieu-hanh/binh-chon/{contest}"


@router.get(BASE + "/quyet-dinh")
def deciding(session: Read, page: Show, about: About, query: Query, contest: str) -> Response:
    """The chair's form; asked again by the page's script it answers with the counts alone."""
    found = contests.get_contest(session, contest)
    typed = query if query else _begun(session, found)
    return page.show(DECISION, "counts", **_choosing(session, page, found, about, typed))


@router.post(BASE + "/quyet-dinh")
def decide(
    session: Write, who: Who, page: Show, about: About, form: Form, now: Now, contest: str
) -> Response:
    """Record structure, number, products and vote; asked for the lines, only draw them, and
    nothing is recorded."""
    found = contests.get_contest(session, contest)
    try:
        if form.text("act") in DRAWING:
            return _drawn(session, page, found, about, form)
        service.decide(session, who, found.id, _choice(form), now)
    except Invalid as refusal:
        values = _choosing(session, page, found, about, form)
        raise page.again(refusal, DECISION, "work", **values) from None
    return page.go(room.address(found, "/ket-qua"))


def _drawn(
    session: Read, page: Page, contest: queries.ContestRow, about: Subject, form: Typed
) -> Response:
    reading = Reading(form)
    quotas = _quotas(reading)
    if quotas.total is None and not quotas.groups:
        reading.faults["quota_total"] = "quota_needed"
    reading.settle()
    values = _choosing(session, page, contest, about, form)
    verdicts = values["verdicts"]
    # What is ticked already stays, unless the lines are to choose: a key pressed in a field
    # draws them too.
    if values["ticked"] and form.text("act") != "chon":
        return page.show(DECISION, "work", **values)
    proposed = {str(id_) for id_, one in verdicts.items() if one.certified}
    counts = _counts(values["groups"], proposed, form)
    return page.show(DECISION, "work", **{**values, "ticked": proposed, "counts": counts})


def _begun(session: Read, contest: queries.ContestRow) -> Typed:
    """What the form begins with: the decision that was taken back, else the rules' own quotas."""
    old = records.versions(session, contest.id)
    if contest.stage is Stage.LOCKED and old:
        kept = old[-1].kept
        quotas = {**kept["quotas"], "total": kept["quota_total"]}
        said: list[tuple[str, str]] = [
            ("present", str(kept["present"])),
            ("votes_for", str(kept["votes_for"])),
            ("votes_against", str(kept["votes_against"])),
            ("abstained", str(kept["abstained"])),
            ("minutes_number", kept["minutes_number"]),
            ("met_on", shown.day(date.fromisoformat(kept["met_on"]))),
            ("note", kept["note"]),
        ]
        for one in kept["products"]:
            if one["certified"]:
                said.append(("certified", str(one["entry_id"])))
            said.append((f"prize_{one['entry_id']}", one["prize"]))
            said.append((f"why_{one['entry_id']}", one["why"]))
    else:
        rules = contests.rules_of(contest)
        quotas, said = {**rules.quota.groups, "total": rules.quota.total}, []
    return Typed(said + [(f"quota_{key}", str(n)) for key, n in quotas.items() if n is not None])


def _quotas(reading: Reading) -> Quotas:
    """The numbers typed: of groups that have one, and in all."""
    groups: dict[Group, int] = {}
    for group in ProductGroup:
        number = reading.whole(f"quota_{group}", needed=False)
        if number is not None:
            groups[group] = number
    return Quotas(reading.whole("quota_total", needed=False), groups)


def _choice(form: Typed) -> CouncilChoice:
    """The decision as typed. Raises Invalid for what cannot be read."""
    reading = Reading(form)
    met_on = reading.day("met_on")
    present = reading.whole("present")
    votes_for, votes_against = reading.whole("votes_for"), reading.whole("votes_against")
    abstained = reading.whole("abstained", needed=False) or 0
    quotas = _quotas(reading)
    minutes_number = reading.required("minutes_number")
    note = reading.text("note", service.MOST_NOTE)
    reading.settle()
    if met_on is None or present is None or votes_for is None or votes_against is None:
        raise Invalid({"": "missing"})
    return CouncilChoice(
        met_on=met_on,
        present=present,
        votes_for=votes_for,
        votes_against=votes_against,
        quotas={ProductGroup(str(group)): n for group, n in quotas.groups.items()},
        certified=_chosen(form),
        minutes_number=minutes_number,
        prizes=_by_entry(form, "prize_"),
        note=note,
        quota_total=quotas.total,
        abstained=abstained,
        reasons=_by_entry(form, "why_"),
    )


def _by_entry(form: Typed, prefix: str) -> dict[int, str]:
    """Entry id → what was typed at it, where something was."""
    found: dict[int, str] = {}
    for name, text in form.items():
        id_ = name.removeprefix(prefix)
        if name.startswith(prefix) and text and id_.isdecimal() and len(id_) < 12:
            found[int(id_)] = text
    return found


def _chosen(form: Typed) -> frozenset[int]:
    ticked = form.many("certified")
    if not all(one.isdecimal() and len(one) < 12 for one in ticked):
        raise Invalid({"certified": "entry_unknown"})
    return frozenset(int(one) for one in ticked)


Rows = dict[ProductGroup | None, list[queries.Row]]


def _choosing(
    session: Read, page: Page, contest: queries.ContestRow, about: Subject, form: Typed
) -> dict[str, Any]:
    rows = queries.standings(session, contest.id)
    rules = contests.rules_of(contest)
    groups: Rows = {}
    for row in rows:
        groups.setdefault(row.entry.group, []).append(row)
    ticked = set(form.many("certified"))
    quotas = _quotas(Reading(form))
    drawn = quotas.total is not None or bool(quotas.groups)
    lines = weighing.draw(session, contest.id, rows, rules, quotas) if drawn else None
    return {
        "contest": contest,
        "room": room.links(page, contest, about),
        "base": room.address(contest),
        "stage_is_right": contest.stage is Stage.LOCKED,
        "may_take_back": contest.stage is Stage.DECIDED,
        "readable": queries.readable(contest),
        "groups": groups,
        "ticked": ticked,
        "counts": _counts(groups, ticked, form),
        "council": queries.council_size(session, contest.id),
        "rules": rules,
        "prizes": [(one.name, _prize(one)) for one in rules.prizes],
        "decision": queries.find_decision(session, contest.id),
        "versions": records.versions(session, contest.id),
        "verdicts": lines.verdicts if lines else {},
        "ballots": records.ballots(session, contest.id),
        "typed": form,
    }


def _prize(prize: Prize) -> str:
    """A grade as the list of choices names it."""
    return f"{prize.name} ({shown.dong(prize.cash_dong)})" if prize.cash_dong else prize.name


def _counts(
    groups: Rows, ticked: set[str], form: Typed
) -> list[tuple[ProductGroup | str | None, int, int | None]]:
    """How many are chosen, of how many at most: by group, and in all."""
    found: list[tuple[ProductGroup | str | None, int, int | None]] = [
        (group, sum(1 for row in members if str(row.entry_id) in ticked), _quota(form, group))
        for group, members in groups.items()
    ]
    return [*found, ("total", sum(one[1] for one in found), _quota(form, "total"))]


def _quota(form: Mapping[str, str], group: ProductGroup | str | None) -> int | None:
    try:
        return forms.whole(form.get(f"quota_{group}", ""))
    except ValueError:
        return None


@router.post(BASE + "/quyet-dinh/sua")
def take_back(
    session: Write, who: Who, page: Show, about: About, form: Form, now: Now, contest: str
) -> Response:
    """Take the recorded decision back to correct it; the old one stays readable."""
    found = contests.get_contest(session, contest)
    try:
        service.take_back(session, who, found.id, form.text("reason"), now)
    except Invalid as refusal:
        values = _choosing(session, page, found, about, form)
        raise page.again(refusal, DECISION, "work", **values) from None
    return page.go(room.address(found, "/quyet-dinh"))
