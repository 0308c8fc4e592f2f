"""A contest's rules: every clause in words with its source, changed until the first sheet."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import clauses as checks
from contest.contests import queries, rulebook, rulekeeping
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.ruleset import RuleSet, from_json
from contest.trials import queries as trials
from core.accounts.queries import names
from core.errors import Invalid, NotFound
from core.rights import Act
from core.workdays import reference
from web import clause_form, room
from web.clauses import ANGLES, AVERAGES, CALENDARS, LEVELS, MISSING, SHOWN, clauses, tie_words
from web.deps import About, Form, Now, Query, Read, Show, Who, Write
from web.page import N_, Page

router = APIRouter()

NATIONAL = "quoc-gia"


@router.get("/dieu-hanh/binh-chon/{contest}/the-le")
def shown(
    session: Read, who: Who, page: Show, query: Query, about: About, contest: str
) -> Response:
    """The rules in force, or with `ban` an earlier version; `sua` opens the form, which `mau`
    fills from a published variant."""
    values = _values(session, page, about, contest, query.text("ban"))
    if query.ticked("sua") and values["may_change"]:
        start = _start(values["rules"], query.text("mau"))
        filled = _form_values(page, values, start, query.text("mau"))
        typed = clause_form.typed_of(start, values["contest"].level)
        typed["source"] = _source(page, values["contest"])
        filled |= _tried(session, who, start, "")
        return page.show("rules/form.html", **{**values, **filled, "typed": typed})
    return page.show("rules/shown.html", **values)


@router.post("/dieu-hanh/binh-chon/{contest}/the-le")
def change(
    session: Write, who: Who, page: Show, form: Form, about: About, now: Now, contest: str
) -> Response:
    """Another version of the rules, in force at once."""
    of = queries.get_contest(session, contest)
    begun = form.text("mau")
    start = _start(queries.rules_of(of), begun)
    read = None
    try:
        source = form.text("source")[:300]
        if not source:
            raise Invalid({"source": "missing"})
        read = clause_form.read(form, start, of.level, source)
        rulekeeping.change(
            session,
            who,
            of.id,
            read.rules,
            form.text("why"),
            now,
            basis=begun if begun != NATIONAL else "",
            calendars=reference.names(),
        )
    except Invalid as refusal:
        values = _values(session, page, about, contest)
        filled = _form_values(page, values, start, begun)
        raise page.again(
            read.beside(refusal) if read else refusal,
            "rules/form.html",
            "form",
            **{**values, **filled, **_tried(session, who, start, ""), "typed": _redrawn(form)},
        ) from None
    return page.go(room.address(of, "/the-le"))


@router.get("/dieu-hanh/binh-chon/{contest}/the-le/thu")
def trial(
    session: Read, who: Who, page: Show, query: Query, about: About, contest: str
) -> Response:
    """How a judged contest (`ky`) would come out under these rules, or under a variant (`mau`)."""
    values = _values(session, page, about, contest)
    begun = query.text("mau")
    start = _start(values["rules"], begun)
    found = _tried(session, who, start, query.text("ky"))
    return page.show(
        "rules/trial.html",
        "trial",
        **{**values, **found, "begun": begun, "starts": _starts(page), "tried_rules": start},
    )


@router.post("/dieu-hanh/binh-chon/{contest}/the-le/thu")
def trial_of_form(
    session: Read, who: Who, page: Show, form: Form, about: About, contest: str
) -> Response:
    """The same for what stands in the form, before it is kept. Nothing is kept."""
    values = _values(session, page, about, contest)
    of, begun = values["contest"], form.text("mau")
    start = _start(queries.rules_of(of), begun)
    read, found = None, {}
    values |= {**_form_values(page, values, start, begun), "typed": _redrawn(form)}
    try:
        read = clause_form.read(form, start, of.level, form.text("source")[:300])
        faults = checks.faults_of_rules(read.rules, reference.names())
        if not form.text("ky"):
            faults["ky"] = "missing", {}
        if faults:
            raise Invalid({**faults})
        found = _tried(session, who, read.rules, form.text("ky"))
    except Invalid as refusal:
        values |= _tried(session, who, start, "")
        beside = read.beside(refusal) if read else refusal
        raise page.again(beside, "rules/form.html", "form", **values) from None
    return page.show("rules/form.html", "form", **{**values, **found})


def _tried(session: Read, who: Who, rules: RuleSet, slug: str) -> dict[str, Any]:
    """The contests there are to try on, and what comes out for the chosen one. Raises NotFound for
    one whose results this person may not read."""
    there = trials.judged(session, who)
    chosen = next((one for one in there if one.slug == slug), None)
    if slug and chosen is None:
        raise NotFound("contest_missing")
    return {
        "judged": [(one.slug, one.title) for one in there],
        "chosen": slug,
        "trial": trials.tried(session, chosen, rules) if chosen is not None else None,
    }


def _starts(page: Page) -> list[tuple[str, str]]:
    return [
        (NATIONAL, page._(N_("Bộ quy định quốc gia, không có điều riêng"))),
        *((one.id, one.name) for one in rulebook.provincial()),
    ]


def _redrawn(form: Form) -> dict[str, Any]:
    """What was typed, with the ticked angles as a list."""
    return {**form, "photo_angles": form.many("photo_angles")}


def _start(kept: RuleSet, begun: str) -> RuleSet:
    """The rules the form begins with. Raises NotFound for a variant that is not shipped."""
    if not begun:
        return kept
    basis = next((one for one in rulebook.national() if one.id == kept.id), None)
    if begun == NATIONAL and basis is not None:
        return basis
    variant = next((one for one in rulebook.provincial() if one.id == begun), None)
    if variant is None:
        raise NotFound("rule_version_missing")
    return variant.of(kept)


def _source(page: Page, contest: Any) -> str:
    if contest.plan_number:
        return page._(N_("Kế hoạch bình chọn số %(number)s"), number=contest.plan_number)
    return page._(N_("Thể lệ của kỳ bình chọn này"))


def _values(
    session: Read, page: Page, about: About, contest: str, version: str = ""
) -> dict[str, Any]:
    of = queries.get_contest(session, contest)
    history = rulekeeping.versions(session, of.id)
    rules, old = queries.rules_of(of), None
    if version:
        old = next((one for one in history if str(one.version) == version), None)
        if old is None:
            raise NotFound("rule_version_missing")
        rules = from_json(old.rules)
    lock = rulekeeping.find_lock(session, of.id)
    open_ = lock is None and of.stage in (Stage.DRAFT, Stage.OPEN, Stage.JUDGING)
    return {
        "contest": of,
        "room": room.links(page, of, about),
        "room_page": room.address(of, "/the-le"),
        "rules": rules,
        "clauses": clauses(page, rules, of.level),
        "ties": tie_words(page, rules),
        "old": old if old and history and old is not history[0] else None,
        "history": history,
        "people": names(session, [one.made_by for one in history]),
        "lock": lock,
        "may_change": open_ and page.may(Act.CONTEST_RUN, about),
        "may_try": page.may(Act.RESULT_READ, about),
        "variants": [(one.id, one.name, one.source) for one in rulebook.provincial()],
        "faulty": checks.faults_of_rules(rules),
    }


def _form_values(page: Page, values: dict[str, Any], start: RuleSet, begun: str) -> dict[str, Any]:
    level: ContestLevel = values["contest"].level
    every = list(ContestLevel)
    steps = clause_form.tie_steps(start)
    ties = zip(steps, tie_words(page, replace(start, tie_rule=tuple(steps))), strict=True)
    return {
        "start": start,
        "starts": _starts(page),
        "begun": begun,
        "uppers": [(one.value, page._(LEVELS[one])) for one in every[every.index(level) + 1 :]],
        "lower": page._(LEVELS[lower]) if (lower := start.lower(level)) else "",
        "averages": [(key.value, page._(words)) for key, words in AVERAGES.items()],
        "missing_rules": [(key.value, page._(words)) for key, words in MISSING.items()],
        "showings": [(key.value, page._(words)) for key, words in SHOWN.items()],
        "angles": [(key, page._(words)) for key, words in ANGLES.items()],
        "calendars": [(one, page._(CALENDARS.get(one, one))) for one in reference.names()],
        "tie_options": list(ties),
        "tie_rows": clause_form.TIE_ROWS,
        "prize_rows": clause_form.PRIZE_ROWS,
        "paper_rows": clause_form.papers_shown(start),
        "paper_choices": [
            (clause_form.REQUIRED, page._(N_("bắt buộc"))),
            (clause_form.IF_ANY, page._(N_("nếu có"))),
            (clause_form.NOT, page._(N_("bỏ"))),
        ],
    }
