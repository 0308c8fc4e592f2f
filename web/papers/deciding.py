"""Fields of the papers after the judging: the council's minutes, the submission, the decision of
the authority, the notices, the nomination."""

from contest.bodies.kinds import BodyKind, Position
from contest.certificates import queries as certificates
from contest.nominations.queries import Nominated
from contest.results import records
from contest.results.kinds import NoteKind
from contest.results.model import CouncilDecision
from core.errors import Conflict, NotFound
from core.registry.kinds import SetCase
from web import shown
from web.papers import style
from web.papers.known import COUNCIL, Asked, Fields, Known, by_group, groups, people


def council_minutes(known: Known, asked: Asked) -> Fields:
    """Biên bản họp Hội đồng. Raises Conflict("outcomes_not_decided")."""
    decision = _decided(known)
    seated = known.seats(BodyKind.COUNCIL)
    return {
        **known.head(COUNCIL, decision.minutes_number, decision.met_on),
        **_outcome(known, decision),
        "council_decision": known.decision_of(BodyKind.COUNCIL),
        "council_count": style.count(len(seated)),
        "council": people(seated),
        "absent": style.count(max(0, len(seated) - decision.present)),
        "jury_count": style.count(len(known.seats(BodyKind.JURY))),
        "locked": style.moment(known.contest.locked_at),
        "votes_against": style.count(decision.votes_against),
        "abstained": style.count(decision.abstained),
        "note": decision.note,
        **_apart(known),
        "group_counts": [
            {
                "name": known.group(group),
                "entries": str(len(rows)),
                "eligible": str(sum(row.eligible for row in rows)),
                "quota": str(decision.quotas.get(group, "–")) if group else "–",
                "chosen": str(sum(bool(row.certified) for row in rows)),
            }
            for group, rows in by_group(known.rows)
        ],
        "secretary": known.person(BodyKind.SUPPORT_TEAM, Position.SECRETARY),
        "chair": known.chair,
    }


SET_CASES = {
    SetCase.SHARED_DESIGN: "điểm a",
    SetCase.SAME_MATERIAL: "điểm b",
    SetCase.COMPLEMENTARY: "điểm c",
}
"""Case → where Điều 3, khoản 2 of the circular names it."""
NOTES = {NoteKind.SITE_VISIT: "Khảo sát tại cơ sở", NoteKind.DISCUSSION: "Trao đổi về phiếu chấm"}


def _apart(known: Known) -> Fields:
    """What the minutes tell besides the list: sets, votes on single products, notes."""
    by_entry = {row.entry_id: row for row in known.rows}
    ballots = records.ballots(known.session, known.contest.id)
    return {
        "sets": [
            {
                "no": str(no),
                "name": one.name,
                "members": "; ".join(
                    row.entry.product_name for row in known.rows if row.set_id == one.id
                ),
                "case": SET_CASES[one.legal_case],
                "reason": one.reason,
            }
            for no, one in enumerate(records.merged_sets(known.session, known.contest.id), 1)
        ],
        "ballots": [
            {
                "code": row.entry.code or "",
                "product": row.entry.product_name,
                "votes_for": str(one.votes_for),
                "against": str(one.against),
                "abstained": str(one.abstained),
                "absent": str(one.absent),
            }
            for row in known.rows
            if (one := ballots.get(row.entry_id)) is not None
        ],
        "notes": [
            {
                "no": str(no),
                "kind": NOTES[one.kind],
                "day": style.day(one.on_day),
                "product": by_entry[one.entry_id].entry.product_name,
                "people": one.people,
                "text": one.text,
            }
            for no, one in enumerate(records.notes(known.session, known.contest.id), 1)
            if one.entry_id in by_entry
        ],
    }


def submission(known: Known, asked: Asked) -> Fields:
    """Tờ trình with its list; number and day stay open until they are recorded. Raises
    Conflict("outcomes_not_decided")."""
    decision, sent = _decided(known), known.records.submission
    number = sent.number if sent else f"{style.DOTS}/TTr-HĐBC"
    return {
        **known.head(COUNCIL, number, sent.sent_on if sent else None),
        **_outcome(known, decision),
        **known.signature(COUNCIL),
        "minutes_number": decision.minutes_number,
    }


def recognition(known: Known, asked: Asked) -> Fields:
    """Quyết định công nhận with its list: a draft until the authority's own is recorded. Raises
    Conflict("outcomes_not_decided")."""
    decision, sent = _decided(known), known.records.submission
    signed = known.records.recognition
    authority = signed.authority if signed else known.contest.authority
    agency = style.office(authority)
    number = signed.number if signed else f"{style.DOTS}/QĐ-{style.DOTS}"
    head = known.head(agency, number, signed.signed_on if signed else None, parent="")
    if signed:
        head["place_day"] = style.place_day(signed.place, signed.signed_on)
    signature = known.signature(authority)
    if signed:
        signature = {"capacity": signed.signer_title, "signer": signed.signer_name}
    return {
        **head,
        **_outcome(known, decision),
        **signature,
        "founder": authority,
        "submission_words": (
            style.number_and_day(sent.number, sent.sent_on)
            if sent
            else f"số {style.DOTS}/TTr-HĐBC {style.day(None)}"
        ),
        "decided_on": style.day(signed.signed_on if signed else None),
    }


def notices(known: Known, asked: Asked) -> Fields:
    """Thông báo kết quả: one to each entrant, or the one for a product (Đ17.2).

    Raises Conflict("paper_needs_recognition"), NotFound("not_found").
    """
    signed = known.records.recognition
    if signed is None:
        raise Conflict("paper_needs_recognition")
    given = {
        one.entry_id: one.number
        for one in certificates.of_contest(known.session, known.contest.id)
    }
    made: list[Fields] = [
        {
            "establishment": row.entry.establishment_name,
            "address": row.entry.establishment_address,
            "product": row.entry.product_name,
            "code": row.entry.code or "",
            "group": known.group(row.entry.group),
            "sheets": style.count(row.sheets),
            "average": shown.average(row.total_points, row.divisor),
            "certified": bool(row.recognised),
            "prize": row.prize,
            "certificate": given.get(row.front, ""),
        }
        for row in known.rows
        if asked.entry_id in {None, row.entry_id}
    ]
    if not made:
        raise NotFound("not_found")
    return {
        **known.head(COUNCIL, f"{style.DOTS}/TB-HĐBC", known.contest.announced_at),
        **known.signature(COUNCIL),
        "notices": made,
        "pass_mark": shown.points(known.rules.pass_mark),
        "decision_number": signed.number,
        "decided_on": style.day(signed.signed_on),
        "complaint_days": str(known.rules.complaint_days),
    }


def _decided(known: Known) -> CouncilDecision:
    decision = known.records.decision
    if decision is None:
        raise Conflict("outcomes_not_decided")
    return decision


def _outcome(known: Known, decision: CouncilDecision) -> Fields:
    chosen = [row for row in known.rows if row.certified]
    return {
        "met_on": style.day(decision.met_on),
        "present": style.count(decision.present),
        "votes_for": style.count(decision.votes_for),
        "valid_count": style.count(len(known.rows)),
        "eligible_count": style.count(sum(row.eligible for row in known.rows)),
        "pass_mark": shown.points(known.rules.pass_mark),
        "chosen_count": style.count(len(chosen)),
        "chosen": groups(known, chosen),
    }


# ------------------------------------------------------------------------------ one level up


def nomination_letter(known: Known, asked: Asked) -> Fields:
    """Công văn đề nghị with the products of one letter. Raises Conflict("paper_needs_letter")."""
    rows = _named(known, asked)
    first = rows[0].nomination
    body = known.contest.organiser
    return {
        **known.head(body, first.letter_number, first.letter_date),
        **known.signature(body),
        **_goal(rows),
    }


def nomination_list(known: Known, asked: Asked) -> Fields:
    """Danh sách trích ngang (PL5) of one letter. Raises Conflict("paper_needs_letter")."""
    rows = _named(known, asked)
    body, first = known.contest.organiser, rows[0].nomination
    return {
        **known.head(body, "", first.letter_date),
        **known.signature(body),
        **_goal(rows),
        "letter": style.number_and_day(first.letter_number, first.letter_date),
    }


def _named(known: Known, asked: Asked) -> list[Nominated]:
    """The nominations of the letter asked for; of the latest letter when none is."""
    found = known.nominated
    if not asked.goal and not asked.letter and found:
        last = found[-1].nomination
        asked = Asked(goal=last.to_contest.slug, letter=last.letter_number)
    rows = [
        one
        for one in found
        if one.nomination.to_contest.slug == asked.goal
        and (not asked.letter or one.nomination.letter_number == asked.letter)
    ]
    if not rows:
        raise Conflict("paper_needs_letter")
    return rows


def _goal(rows: list[Nominated]) -> Fields:
    goal = rows[0].nomination.to_contest
    return {
        "goal_title": goal.title,
        "goal_organiser": goal.organiser,
        "count": style.count(len(rows)),
        "rows": [
            {
                "no": str(no),
                "establishment": one.facts.establishment_name,
                "address": one.facts.establishment_address,
                "product": one.facts.product_name + (" (bộ)" if one.facts.is_set else ""),
                "group": one.facts.group_name,
                "summary": one.nomination.certificate.product.summary,
                "certificate": one.facts.number,
                "issued": style.day(one.facts.issued_on),
                "until": style.day(one.facts.valid_until),
                "note": "",
            }
            for no, one in enumerate(rows, 1)
        ],
    }
