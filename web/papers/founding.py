"""Fields of the papers before the judging: decisions that found the bodies, the plan."""

from contest.bodies.kinds import BodyKind
from contest.plans.kinds import PlanStep
from core.errors import Conflict
from web import shown
from web.papers import style
from web.papers.known import JURY, Asked, Fields, Known, people


def council(known: Known, asked: Asked) -> Fields:
    """Quyết định thành lập Hội đồng bình chọn. Raises Conflict("body_missing")."""
    return _founding(known, BodyKind.COUNCIL)


def jury(known: Known, asked: Asked) -> Fields:
    """Quyết định thành lập Ban Giám khảo. Raises Conflict("body_missing")."""
    return _founding(known, BodyKind.JURY)


def support_team(known: Known, asked: Asked) -> Fields:
    """Quyết định thành lập Tổ chuyên môn giúp việc. Raises Conflict("body_missing")."""
    return _founding(known, BodyKind.SUPPORT_TEAM)


def _founding(known: Known, kind: BodyKind) -> Fields:
    body = known.bodies.get(kind)
    if body is None:
        raise Conflict("body_missing")
    seats = known.seats(kind)
    agency = style.office(body.founder)
    by_council = agency.casefold().startswith("hội đồng")
    head = known.head(
        agency, body.decision_number, body.decision_date, parent=None if by_council else ""
    )
    return {
        **head,
        **known.signature(body.founder),
        "founder": body.founder,
        "plan_number": known.contest.plan_number,
        "council_decision": (
            "" if kind is BodyKind.COUNCIL else known.decision_of(BodyKind.COUNCIL)
        ),
        "count": style.count(len(seats)),
        "members": people(seats),
    }


def _calendar(known: Known) -> list[dict[str, str]]:
    """What everybody may read of the contest's calendar, by day; its own dates to the minute."""
    contest = known.contest
    own = {
        PlanStep.ENTRIES: (
            "Nhận hồ sơ tham gia",
            contest.entries_open_at,
            contest.entries_close_at,
            contest.organiser,
        ),
        PlanStep.JUDGING: ("Chấm điểm", contest.judging_from, contest.judging_until, JURY),
    }
    rows = []
    for line in known.calendar:
        if line.step in own and line.id is None:
            work, start, end, who = own[line.step]
            dates = {"start": style.moment(start), "end": style.moment(end)}
        elif line.public and line.id is not None:
            work, who = line.title, line.responsible
            begins = line.begins_on or line.due_on
            dates = {"start": style.day(begins), "end": style.day(line.due_on)}
        else:
            continue
        rows.append({"work": work, "who": who, **dates})
    return rows


def plan(known: Known, asked: Asked) -> Fields:
    """Kế hoạch: calendar, groups, dossier, frame and prizes, from the contest and its rules."""
    contest, rules = known.contest, known.rules
    parts = {one.code: one.name for one in known.criteria if one.parent_code is None}
    number = contest.plan_number or f"{style.DOTS}/KH-{style.DOTS}"
    return {
        **known.head(contest.organiser, number, None),
        **known.signature(contest.organiser),
        "intro": contest.intro,
        "groups": list(rules.groups.values()),
        "dossier_sets": style.count(rules.dossier_sets),
        "min_photos": style.count(rules.min_photos),
        "checklist": [
            {
                "no": str(no),
                "name": paper.name,
                "asked": "Bắt buộc" if paper.required else "Nếu có",
            }
            for no, paper in enumerate(rules.checklist, 1)
        ],
        "calendar": [{"no": str(no), **row} for no, row in enumerate(_calendar(known), 1)],
        "pass_mark": shown.points(rules.pass_mark),
        "complaint_days": str(rules.complaint_days),
        "parts": [
            {"code": code, "name": parts.get(code, ""), "points": shown.points(most)}
            for code, most in rules.frame_maxima.items()
        ],
        "prizes": [
            {
                "no": str(no),
                "name": prize.name,
                "most": "" if prize.most is None else style.count(prize.most),
                "cash": style.money(prize.cash_dong),
            }
            for no, prize in enumerate(rules.prizes, 1)
        ],
    }
