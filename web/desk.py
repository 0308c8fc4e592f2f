"""One dossier as the desk sees it: everything that helps to decide, and what may be decided."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from contest.contests.queries import rules_of
from contest.entries import papers, queries, returns, rules
from contest.entries.checks import BY_FORM, Check, Settled
from contest.entries.eligibility import Judged
from contest.entries.kinds import EntryStatus
from contest.entries.model import Entry
from contest.entries.statement import sections
from contest.reviews import queries as reviews
from contest.reviews.kinds import Built
from core.accounts import queries as accounts
from core.errors import NotFound
from core.registry import consents
from core.rights import Subject
from media.queries import photos as photo_views
from web import dossier_checks, dossier_parts, room, wording
from web.page import Page
from web.photos import framed_all


def dossier(
    session: Session, page: Page, about: Subject, entry_id: int, now: datetime
) -> dict[str, Any]:
    """One filed dossier for its page. Raises NotFound for a draft: it is its maker's alone."""
    entry = queries.get_entry(session, entry_id)
    if entry.filed_at is None or entry.status is EntryStatus.DRAFT:
        raise NotFound("not_found")
    contest = entry.contest
    seen = dossier_checks.of(session, entry)
    named = dossier_parts.names(page, entry)
    history = returns.of_entry(session, entry_id)
    waits = returns.find_open(session, entry_id)
    over = entry.status is EntryStatus.SUPPLEMENT and entry.answer_by is not None
    return {
        "entry": entry,
        "contest": contest,
        "room": room.links(page, contest, about),
        "subject": about,
        "filer": filer(session, entry) if entry.on_behalf else None,
        "sections": sections(),
        "shown": framed_all(photo_views(session, [one.photo_id for one in entry.photos])),
        "checks": [(one, why(page, one)) for one in seen.lines],
        "alike": seen.alike,
        "ties": seen.ties,
        "checklist": rules_of(contest).checklist,
        "sets_asked": rules_of(contest).dossier_sets,
        "ticks": papers.ticks(session, [entry_id]).get(entry_id, {}),
        "on_paper": papers.on_paper(session, [entry_id]).get(entry_id),
        "by_form": BY_FORM,
        "place_settled": papers.settled(session, [entry_id]).get(entry_id, {}).get("place_rule"),
        "barring": seen.barring,
        "reviews": reviews.open_about(session, Built.ENTRY, entry_id),
        "lower": seen.lower,
        "events": queries.events(session, entry_id),
        "parts": named,
        "asked": dossier_parts.asked(waits, named),
        "asked_note": waits.note if waits else "",
        "answered": dossier_parts.asked(
            next((one for one in history if one.answered_at), None), named
        ),
        "answered_at": next((one.answered_at for one in history if one.answered_at), None),
        "marks": dossier_parts.marks(history),
        "suggested": dossier_checks.lacking_parts(page, entry, seen),
        "answer_over": over and entry.answer_by is not None and entry.answer_by < now,
        "screenable": rules.refusal_to_screen(contest.stage) is None,
        "may_accept": rules.refusal_to_move(entry.status, EntryStatus.VALID) is None,
        "may_send_back": rules.refusal_to_move(entry.status, EntryStatus.SUPPLEMENT) is None,
        "may_refuse": rules.refusal_to_move(entry.status, EntryStatus.REFUSED) is None,
        "may_extend": entry.status is EntryStatus.SUPPLEMENT,
        "may_reopen": entry.status in returns.REOPENED,
        "act": "",
    }


def filer(session: Session, entry: Entry) -> tuple[str, Any]:
    """Who filed for the maker, and under whose consent."""
    account = accounts.find_account(session, entry.created_by)
    consent = consents.find_live(
        session, entry.establishment_id, entry.created_by, at=entry.created_at
    )
    return account.name if account else "", consent


def why(page: Page, check: Check) -> str:
    """What stands behind a check that is not in order, in words, or ""."""
    fault = check.facts.get("fault")
    if isinstance(fault, tuple):
        return wording.sentence(fault[0], fault[1], page._)
    if check.code != "place_rule":
        return ""
    place, settled = check.facts["place"], check.facts["settled"]
    if isinstance(settled, Settled):
        facts = {"actor": settled.actor, "reason": settled.reason}
        return wording.sentence("place_settled", facts, page._)
    if not isinstance(place, Judged):
        return ""
    return wording.sentence(place.because, {"source": place.source}, page._)
