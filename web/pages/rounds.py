"""The public pages of contests: what is on, what was, and one contest's rules and dates."""

from fastapi import APIRouter
from fastapi.responses import Response

from contest.contests import queries, rulekeeping, rules
from contest.contests.frame import leaves
from contest.contests.framing import drafts
from contest.contests.kinds import ContestLevel, Stage, reached
from contest.history import queries as history
from contest.plans import queries as plans
from core.clock import day_in_vietnam
from core.territory import readings
from core.workdays import queries as workdays
from web.clauses import clauses, tie_words
from web.deps import Now, Query, Read, Show
from web.page import N_, Page
from web.pasts import address, asked

router = APIRouter()

OLD_ON_A_PAGE = 20


@router.get("/binh-chon")
def listed(session: Read, page: Show, query: Query, now: Now) -> Response:
    """Contests that receive entries or soon will, those being judged, and past ones, the
    newest first; then the rounds that are known only from history, searched and narrowed on
    their own."""
    found = queries.contests(session, public_only=True)
    current = [
        one
        for one in found
        if one.stage is Stage.OPEN and not rules.entries_over(one.entries_close_at, now)
    ]
    past = [one for one in found if one.stage is Stage.ANNOUNCED]
    filters = asked(query)
    number = query.text("trang")
    old = history.rounds(
        session,
        filters,
        page=int(number) if number.isdecimal() and len(number) < 7 else 1,
        size=OLD_ON_A_PAGE,
    )
    return page.show(
        "contests/public_list.html",
        "old_rounds",
        old=old,
        here=history.run_here(session, old.rows),
        filters=filters,
        old_address=address("/binh-chon", filters),
        levels=tuple(ContestLevel),
        current=sorted(current, key=lambda one: one.entries_close_at),
        judged=[one for one in found if one not in current and one not in past],
        past=sorted(past, key=lambda c: (-c.year, c.level.value, c.title)),
        now=now,
    )


@router.get("/binh-chon/{contest}")
def shown(session: Read, page: Show, now: Now, contest: str) -> Response:
    """One contest: dates, where it stands, who may enter, by what it is judged."""
    found = queries.get_public_contest(session, contest)
    kept = queries.rules_of(found)
    frames = queries.frames_in_force(session, found.id).by_scope
    trees = [
        (kept.groups.get(scope, ""), tree, leaves(tree))
        for scope, tree in ((scope, drafts(one)) for scope, one in sorted(frames.items()))
    ]
    return page.show(
        "contests/public.html",
        place_now=readings.today(session, found.unit_id, day_in_vietnam(now)),
        contest=found,
        rules=kept,
        clauses=clauses(page, kept, found.level),
        ties=tie_words(page, kept),
        rule_versions=rulekeeping.versions(session, found.id),
        lower=kept.lower(found.level),
        line=_line(page, found.stage),
        receives=rules.refusal_to_file(
            found.stage, found.entries_open_at, found.entries_close_at, now
        )
        is None,
        announced=reached(found.stage, Stage.ANNOUNCED),
        calendar=[
            line
            for line in plans.calendar_of(
                session, found, day_in_vietnam(now), workdays.calendar(session, kept.calendar)
            )
            if line.public
        ],
        trees=trees,
        now=now,
    )


def _line(page: Page, stage: Stage) -> list[tuple[str, str]]:
    """Four stages for the public: what happens between judging and announcing is not shown."""
    steps = (
        (N_("Nhận hồ sơ"), Stage.OPEN),
        (N_("Chấm điểm và xét chọn"), Stage.JUDGING),
        (N_("Công bố kết quả"), Stage.ANNOUNCED),
    )
    if stage is Stage.CANCELLED:
        return [(page._(words), "todo") for words, _ in steps]
    states = []
    for place, (words, begins) in enumerate(steps):
        after = steps[place + 1][1] if place + 1 < len(steps) else None
        over = reached(stage, after) if after else reached(stage, begins)
        state = "done" if over else "now" if reached(stage, begins) else "todo"
        states.append((page._(words), state))
    return states
