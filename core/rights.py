"""Roles, and the one table of what each may do. Pure values; the door asks `holds`.

A role is held in a place (a unit and everything it reaches), for one contest, one fair or one
establishment, or in any combination; a grant covers a subject when every limit it states fits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Who a person is here (product.md §1)."""

    PRODUCER = "producer"
    COLLABORATOR = "collaborator"
    OFFICER = "officer"  # commune or district officer
    SECRETARY = "secretary"
    JUROR = "juror"
    JURY_HEAD = "jury_head"
    COUNCIL_MEMBER = "council_member"
    COUNCIL_CHAIR = "council_chair"
    FAIR_ORGANISER = "fair_organiser"
    SUPPORT_OFFICER = "support_officer"
    PROGRAMME_MANAGER = "programme_manager"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """What can be done: `room:verb`."""

    ACCOUNT_MANAGE = "account:manage"
    ACCOUNT_RESET = "account:reset"
    ACCOUNT_INVITE = "account:invite"
    RECORD_READ = "record:read"
    WORKSPACE_OPEN = "workspace:open"
    TERRITORY_KEEP = "territory:keep"
    CALENDAR_KEEP = "calendar:keep"
    LIST_IMPORT = "list:import"

    ESTABLISHMENT_KEEP = "establishment:keep"
    ESTABLISHMENT_READ = "establishment:read"
    ESTABLISHMENT_MERGE = "establishment:merge"
    MEMBER_APPROVE = "member:approve"
    MEMBER_INVITE = "member:invite"
    CONSENT_RECORD = "consent:record"  # note that a producer agreed
    CONSENT_GIVE = "consent:give"  # agree that somebody acts for one's establishment
    NETWORK_READ = "network:read"

    ENTRY_FILE = "entry:file"
    ENTRY_LIST = "entry:list"  # each as the desk or as its maker's side sees it
    ENTRY_READ = "entry:read"  # the desk's view; makers see their own by ENTRY_FILE
    ENTRY_SCREEN = "entry:screen"
    SAMPLE_READ = "sample:read"
    SAMPLE_KEEP = "sample:keep"  # receive, label, give back
    SAMPLE_DECIDE = "sample:decide"  # how to judge what cannot be brought

    CONTEST_CREATE = "contest:create"
    CONTEST_RUN = "contest:run"
    CONTEST_READ = "contest:read"
    BODY_KEEP = "body:keep"
    RECUSAL_SETTLE = "recusal:settle"
    FRAME_PROPOSE = "frame:propose"
    FRAME_APPROVE = "frame:approve"
    SCORE_GIVE = "score:give"
    SCORE_WATCH = "score:watch"
    SCORE_LOCK = "score:lock"
    SCORE_TYPE = "score:type"  # copy paper sheets of jurors without an account
    SCORE_OVERRIDE = "score:override"  # lock although sheets are missing
    RESULT_READ = "result:read"
    ADVICE_READ = "advice:read"  # what statistics say of the panel
    RESULT_DECIDE = "result:decide"
    RESULT_RECORD = "result:record"
    CERTIFICATE_LIST = "certificate:list"  # the register, announced ones of one's places
    REPORT_KEEP = "report:keep"  # that a holder's yearly report came in
    CERTIFICATE_ISSUE = "certificate:issue"
    CERTIFICATE_REVOKE = "certificate:revoke"
    REVIEW_SETTLE = "review:settle"  # what was built on a revoked certificate
    COMPLAINT_FILE = "complaint:file"
    COMPLAINT_READ = "complaint:read"
    COMPLAINT_SETTLE = "complaint:settle"
    REPORT_FILE = "report:file"  # the yearly report of one's own establishment
    NOMINATION_MAKE = "nomination:make"
    TEMPLATE_KEEP = "template:keep"  # an office's own templates of papers
    HISTORY_READ = "history:read"
    HISTORY_KEEP = "history:keep"

    FAIR_CREATE = "fair:create"
    FAIR_RUN = "fair:run"
    FAIR_READ = "fair:read"
    FAIR_APPLY = "fair:apply"

    CASE_OPEN = "case:open"
    CASE_RUN = "case:run"
    CASE_READ = "case:read"  # as its maker may see it
    CASE_WATCH = "case:watch"  # with the notes of the desk
    CASE_APPROVE = "case:approve"

    PROGRAMME_READ = "programme:read"
    PROGRAMME_KEEP = "programme:keep"  # make, change, enter by hand
    PROGRAMME_APPROVE = "programme:approve"  # note the decision, close the period


_R = Role
_DESK = frozenset({_R.SECRETARY})
_BODY = frozenset({_R.COUNCIL_CHAIR, _R.COUNCIL_MEMBER})
_JURY = frozenset({_R.JUROR, _R.JURY_HEAD})
_FIELD = frozenset({_R.COLLABORATOR, _R.OFFICER})
_OWN = frozenset({_R.PRODUCER})
_EYE = frozenset({_R.INSPECTOR})
_EVERYBODY = frozenset(Role)

TABLE: dict[Act, frozenset[Role]] = {
    Act.ACCOUNT_MANAGE: frozenset({_R.ADMINISTRATOR}),
    Act.ACCOUNT_RESET: _DESK | {_R.OFFICER, _R.ADMINISTRATOR},
    Act.ACCOUNT_INVITE: _DESK | {_R.OFFICER, _R.ADMINISTRATOR},
    Act.RECORD_READ: _EYE | {_R.ADMINISTRATOR},
    Act.WORKSPACE_OPEN: _EVERYBODY - {_R.PRODUCER},
    Act.TERRITORY_KEEP: frozenset({_R.ADMINISTRATOR}),
    Act.CALENDAR_KEEP: frozenset({_R.ADMINISTRATOR}),
    Act.LIST_IMPORT: _DESK | {_R.OFFICER},
    Act.ESTABLISHMENT_KEEP: _OWN | _FIELD | _DESK,
    Act.ESTABLISHMENT_READ: _OWN | _FIELD | _DESK | _EYE,
    Act.ESTABLISHMENT_MERGE: _DESK,
    Act.MEMBER_APPROVE: _OWN | _DESK,
    Act.MEMBER_INVITE: _OWN | _FIELD | _DESK,
    Act.CONSENT_RECORD: _FIELD,
    Act.CONSENT_GIVE: _OWN,
    Act.NETWORK_READ: _DESK | {_R.OFFICER, _R.PROGRAMME_MANAGER},
    Act.ENTRY_FILE: _OWN | _FIELD,
    Act.ENTRY_LIST: _DESK | _FIELD | _EYE,
    Act.ENTRY_READ: _DESK | _EYE,
    Act.ENTRY_SCREEN: _DESK,
    Act.SAMPLE_READ: _DESK | _EYE | {_R.COUNCIL_CHAIR},
    Act.SAMPLE_KEEP: _DESK,
    Act.SAMPLE_DECIDE: frozenset({_R.COUNCIL_CHAIR}),
    Act.CONTEST_CREATE: _DESK,
    Act.CONTEST_RUN: _DESK,
    Act.CONTEST_READ: _DESK | _BODY | _JURY | _EYE,
    Act.BODY_KEEP: _DESK,
    Act.RECUSAL_SETTLE: _DESK | {_R.JURY_HEAD},
    Act.FRAME_PROPOSE: frozenset({_R.JURY_HEAD}) | _DESK,
    Act.FRAME_APPROVE: frozenset({_R.COUNCIL_CHAIR}),
    Act.SCORE_GIVE: _JURY,
    Act.SCORE_WATCH: _DESK | {_R.JURY_HEAD, _R.COUNCIL_CHAIR},
    Act.SCORE_TYPE: _DESK,
    Act.SCORE_LOCK: _DESK,
    Act.SCORE_OVERRIDE: frozenset({_R.COUNCIL_CHAIR}),
    Act.RESULT_READ: _DESK | _BODY | _JURY | _EYE,
    Act.ADVICE_READ: _DESK | _BODY | {_R.JURY_HEAD} | _EYE,
    Act.RESULT_DECIDE: frozenset({_R.COUNCIL_CHAIR}),
    Act.RESULT_RECORD: _DESK,
    Act.CERTIFICATE_LIST: _DESK
    | _FIELD
    | _EYE
    | {_R.FAIR_ORGANISER, _R.SUPPORT_OFFICER, _R.PROGRAMME_MANAGER},
    Act.REPORT_KEEP: _DESK,
    Act.CERTIFICATE_ISSUE: _DESK,
    Act.CERTIFICATE_REVOKE: _DESK,
    Act.REVIEW_SETTLE: _DESK | {_R.FAIR_ORGANISER, _R.SUPPORT_OFFICER},
    Act.COMPLAINT_FILE: _OWN | _FIELD,
    Act.COMPLAINT_READ: _DESK | _BODY | _EYE,
    Act.COMPLAINT_SETTLE: frozenset({_R.COUNCIL_CHAIR}),
    Act.REPORT_FILE: _OWN | _FIELD,
    Act.NOMINATION_MAKE: _DESK,
    Act.TEMPLATE_KEEP: _DESK | {_R.ADMINISTRATOR},
    Act.HISTORY_READ: _DESK | _EYE | {_R.OFFICER, _R.PROGRAMME_MANAGER},
    Act.HISTORY_KEEP: _DESK | {_R.OFFICER},
    Act.FAIR_CREATE: frozenset({_R.FAIR_ORGANISER}),
    Act.FAIR_RUN: frozenset({_R.FAIR_ORGANISER}),
    Act.FAIR_READ: frozenset({_R.FAIR_ORGANISER}) | _EYE,
    Act.FAIR_APPLY: _OWN | _FIELD,
    Act.CASE_OPEN: _OWN | {_R.SUPPORT_OFFICER},
    Act.CASE_RUN: frozenset({_R.SUPPORT_OFFICER}),
    Act.CASE_READ: _OWN | {_R.SUPPORT_OFFICER, _R.PROGRAMME_MANAGER} | _EYE,
    Act.CASE_WATCH: frozenset({_R.SUPPORT_OFFICER, _R.PROGRAMME_MANAGER}) | _EYE,
    Act.CASE_APPROVE: frozenset({_R.PROGRAMME_MANAGER}),
    Act.PROGRAMME_READ: frozenset({_R.PROGRAMME_MANAGER, _R.SUPPORT_OFFICER}) | _EYE,
    Act.PROGRAMME_KEEP: frozenset({_R.PROGRAMME_MANAGER}),
    Act.PROGRAMME_APPROVE: frozenset({_R.PROGRAMME_MANAGER}),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role and the limits it is held within; None means that limit is not stated."""

    role: Role
    unit_id: int | None = None
    contest_id: int | None = None
    fair_id: int | None = None
    establishment_id: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is about. `reach` holds the ids of every unit whose office reaches it."""

    reach: frozenset[int] = frozenset()
    contest_id: int | None = None
    fair_id: int | None = None
    establishment_id: int | None = None
    self_kept: bool = False
    """Whether the establishment has people of its own here."""


ANYWHERE = Subject()


def covers(grant: Grant, subject: Subject) -> bool:
    """Whether every limit the grant states fits the subject."""
    return (
        (grant.unit_id is None or grant.unit_id in subject.reach)
        and (grant.contest_id is None or grant.contest_id == subject.contest_id)
        and (grant.fair_id is None or grant.fair_id == subject.fair_id)
        and (grant.establishment_id is None or grant.establishment_id == subject.establishment_id)
    )


def has(grants: Iterable[Grant], act: Act) -> bool:
    """Whether the act belongs to any role held, wherever it is held."""
    allowed = TABLE[act]
    return any(grant.role in allowed for grant in grants)


def roles_for(grants: Iterable[Grant], act: Act, subject: Subject) -> frozenset[Role]:
    """The roles through which this act on this subject is allowed; empty means refused."""
    allowed = TABLE[act]
    return frozenset(
        g.role
        for g in grants
        if g.role in allowed and covers(g, subject) and not _needs_consent(g, act, subject)
    )


ONLY_BY_CONSENT = frozenset(
    {
        Act.ESTABLISHMENT_KEEP,
        Act.ENTRY_FILE,
        Act.FAIR_APPLY,
        Act.MEMBER_INVITE,
        Act.COMPLAINT_FILE,
        Act.REPORT_FILE,
    }
)
"""What a collaborator does for an establishment that has people of its own only if they agreed."""


def _needs_consent(grant: Grant, act: Act, subject: Subject) -> bool:
    """A collaborator's place is not enough once the producer took over; a consent that stands is
    a grant that names the establishment."""
    return (
        act in ONLY_BY_CONSENT
        and subject.self_kept
        and grant.role is Role.COLLABORATOR
        and grant.establishment_id is None
    )
