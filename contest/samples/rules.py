"""When a sample is received, given back, kept; what each needs. Pure."""

from datetime import date

from contest.entries.kinds import EntryStatus
from contest.entries.rules import Fault
from contest.samples.kinds import SampleWay

MOST_PIECES = 1_000
MOST_WORDS = 500

Faults = dict[str, str | Fault]


def refusal_to_receive(status: EntryStatus, code: str | None, way: SampleWay) -> Fault | None:
    """Why nothing is received for this entry, or None: it needs its mã số, and the chair has not
    decided that it is judged in another way (TT 26/2014 Đ15)."""
    if status is not EntryStatus.VALID or not code:
        return "sample_needs_code", {}
    return None if way is SampleWay.PHYSICAL else ("sample_judged_otherwise", {})


def faults_of_receipt(brought_by: str, pieces: int | None, condition: str) -> Faults:
    """Field → code: who brought it, how many pieces, in what condition."""
    faults = _worded({"brought_by": brought_by, "condition": condition})
    if pieces is None:
        faults["pieces"] = "missing"
    elif not 1 <= pieces <= MOST_PIECES:
        faults["pieces"] = ("pieces_out_of_range", {"most": MOST_PIECES})
    return faults


def faults_of_return(returned_to: str, condition: str) -> Faults:
    """Field → code: who took it, in what condition."""
    return _worded({"returned_to": returned_to, "returned_condition": condition})


def faults_of_consent(
    given_by: str, given_on: date | None, until: date | None, today: date
) -> Faults:
    """Field → code: who agreed, on a day that is not to come, until a day that is not past."""
    faults = _worded({"given_by": given_by})
    if given_on is None:
        faults["given_on"] = "missing"
    elif given_on > today:
        faults["given_on"] = "past_day_to_come"
    if until is None:
        faults["until"] = "missing"
    elif until < today or (given_on is not None and until < given_on):
        faults["until"] = "keep_until_past"
    return faults


def refusal_to_keep(
    returned: bool, consent_until: date | None, until: date | None
) -> Fault | None:
    """Why a sample may not stay on show, or None: only with its owner's consent, and no longer
    than he gave it (TT 26/2014 Đ15.3)."""
    if returned:
        return "sample_returned_before", {}
    if consent_until is None:
        return "keep_without_consent", {}
    if until is not None and until > consent_until:
        return "keep_past_consent", {"until": consent_until}
    return None


def faults_of_method(way: SampleWay | None, why: str, detail: str) -> Faults:
    """Field → code: another way has its reason; a site visit and a film say where."""
    faults = _worded({"why": why})
    if way is None:
        faults["way"] = "missing"
    if way in (SampleWay.VIDEO, SampleWay.SITE_VISIT) and not detail.strip():
        faults["detail"] = "method_detail_missing"
    if len(detail) > MOST_WORDS:
        faults["detail"] = ("too_long", {"most": MOST_WORDS})
    return faults


def _worded(fields: dict[str, str]) -> Faults:
    faults: Faults = {}
    for field, text in fields.items():
        if not text.strip():
            faults[field] = "missing"
        elif len(text) > MOST_WORDS:
            faults[field] = ("too_long", {"most": MOST_WORDS})
    return faults
