"""The fields of each template, with a sample of every one: what an office's own template may
name, and what it is tried with before it is kept. A test holds the real papers against this."""

from contest.papers.kinds import PaperKind
from web.papers.known import Fields

LONG = "Hợp tác xã thủ công mỹ nghệ và chế biến nông sản Mẫu (mẫu thử)"


def _row(names: str) -> Fields:
    return {name: f"({name})" for name in names.split()}


def _rows(names: str) -> list[Fields]:
    return [_row(names) for _ in range(3)]


_EVERY = (
    "parent body number place_day contest_title product_words product_title rules_name "
    "organiser authority"
)
_MEMBERS = "no person title position"
_PRODUCT = "no rank code product establishment address average prize"
_GROUPS = [{"name": "Nhóm (mẫu thử)", "rows": _rows(_PRODUCT)}]
_LOCK = "locked pass_mark gaps gaps_reason jury_head"
_OUTCOME = "met_on present votes_for valid_count eligible_count pass_mark chosen_count"
_SIGNED = "capacity signer"
_FOUNDING = _row(f"{_SIGNED} founder plan_number council_decision count") | {
    "members": _rows(_MEMBERS)
}
_GOAL = _row(f"{_SIGNED} goal_title goal_organiser count")

OWN: dict[PaperKind, Fields] = {
    PaperKind.PLAN: _row(f"{_SIGNED} intro dossier_sets min_photos pass_mark complaint_days")
    | {
        "groups": ["Nhóm một (mẫu thử)", "Nhóm hai (mẫu thử)"],
        "checklist": _rows("no name asked"),
        "calendar": _rows("no work start end who"),
        "parts": _rows("code name points"),
        "prizes": _rows("no name most cash"),
    },
    PaperKind.COUNCIL: _FOUNDING,
    PaperKind.JURY: _FOUNDING,
    PaperKind.SUPPORT_TEAM: _FOUNDING,
    PaperKind.SCORE_SHEET: {
        "sheets": [
            _row("place_day product group code juror juror_title signer total remark")
            | {"rows": _rows("code name most points note")}
            for _ in range(2)
        ]
    },
    PaperKind.SCORE_SUMMARY: _row(f"{_LOCK} jurors_line")
    | {
        "jurors": _rows("mark person"),
        "groups": [
            {
                "name": "Nhóm (mẫu thử)",
                "rows": [
                    one | {"cells": ["80,00", "81,50", "79,25"]}
                    for one in _rows(f"{_PRODUCT} total sheets")
                ],
            }
        ],
    },
    PaperKind.JURY_MINUTES: _row(
        f"{_LOCK} jury_decision jury_count valid_count sheet_count eligible_count secretary"
    )
    | {
        "jury": _rows(_MEMBERS),
        "recusals": _rows("no person code product reason"),
        "groups": _GROUPS,
    },
    PaperKind.COUNCIL_MINUTES: _row(
        f"{_OUTCOME} council_decision council_count jury_count locked votes_against note chair "
        "secretary abstained absent"
    )
    | {
        "council": _rows(_MEMBERS),
        "group_counts": _rows("name entries eligible quota chosen"),
        "sets": _rows("no name members case reason"),
        "ballots": _rows("code product votes_for against abstained absent"),
        "notes": _rows("no kind day product people text"),
        "chosen": _GROUPS,
    },
    PaperKind.SUBMISSION: _row(f"{_OUTCOME} {_SIGNED} minutes_number") | {"chosen": _GROUPS},
    PaperKind.RECOGNITION: _row(f"{_OUTCOME} {_SIGNED} founder submission_words decided_on")
    | {"chosen": _GROUPS},
    PaperKind.NOTICE: _row(f"{_SIGNED} pass_mark decision_number decided_on complaint_days")
    | {
        "notices": [
            _row(
                "establishment address product code group sheets average certified prize "
                "certificate"
            )
            for _ in range(2)
        ]
    },
    PaperKind.FORWARDING_LETTER: _GOAL | {"rows": _rows("no product establishment address group")},
    PaperKind.NOMINATION_LETTER: _GOAL
    | {
        "rows": _rows(
            "no establishment address product group summary certificate issued until note"
        )
    },
    PaperKind.NOMINATION_LIST: _GOAL
    | {
        "letter": "(letter)",
        "rows": _rows(
            "no establishment address product group summary certificate issued until note"
        ),
    },
}


def sample(kind: PaperKind) -> Fields:
    """Every field that a template of this kind may name, filled with something."""
    shared = _row(_EVERY) | {"simulated": True, "recipients": ["Như trên;", "Lưu: VT."]}
    return shared | {"body": LONG} | OWN[kind]
