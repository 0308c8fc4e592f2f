"""What a dossier needs, when it is received, what opens the way, and what may follow. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from contest.contests.kinds import ContestLevel, Stage
from contest.contests.rules import entries_over, refusal_to_file
from contest.entries.kinds import EntryPath, EntryStatus
from core.registry.kinds import ProductGroup

Fault = tuple[str, dict[str, object]]
"""A refusal: its code, and the facts its sentence needs."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the product statement; words are data, in Vietnamese."""

    key: str
    title: str
    help: str
    example: str
    required: bool


@dataclass(frozen=True, slots=True)
class LowerCertificate:
    """A lower level's certificate of the same product, as the page found it on the filing day.

    `in_force_on_filing_day` already knows expiry and revocation (contest.certificates.rules).
    """

    id: int
    number: str
    level: ContestLevel
    in_force_on_filing_day: bool
    valid_until: date
    past: bool = False
    """A recognition that an office keeps from its papers (contest.history): `id` is its own."""


@dataclass(frozen=True, slots=True)
class Window:
    """When a contest receives dossiers."""

    stage: Stage
    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True)
class Way:
    """What opens the way to one contest, by its own rules (TT 26/2014 Đ12)."""

    needs_certificate: bool
    opened_by: frozenset[ContestLevel]  # a certificate of one of these levels
    letter_may_stand: bool  # a forwarding letter instead, where no lower contest was held
    source: str = ""  # where it stands that the certificate must be in force


CODE_LETTERS: dict[ProductGroup, str] = {
    ProductGroup.HANDICRAFT: "TC",
    ProductGroup.PROCESSED_FOOD: "TP",
    ProductGroup.MACHINERY: "CK",
    ProductGroup.OTHER: "KH",
}
"""The letters of a mã số bình chọn: thủ công, thực phẩm, cơ khí, khác."""

_S = EntryStatus
NEXT: dict[EntryStatus, frozenset[EntryStatus]] = {
    _S.DRAFT: frozenset({_S.FILED, _S.WITHDRAWN}),
    _S.FILED: frozenset({_S.VALID, _S.SUPPLEMENT, _S.REFUSED, _S.WITHDRAWN}),
    _S.SUPPLEMENT: frozenset({_S.FILED, _S.REFUSED, _S.WITHDRAWN}),
    _S.VALID: frozenset({_S.REFUSED, _S.WITHDRAWN}),
    _S.REFUSED: frozenset(),
    _S.WITHDRAWN: frozenset({_S.DRAFT}),
}
"""What may follow each status; a withdrawn dossier is taken up again as a draft. The desk may also
put a decided one back on the desk (contest.entries.returns.reopen)."""

EDITABLE = frozenset({_S.DRAFT, _S.SUPPLEMENT})


def refusal_to_move(current: EntryStatus, wanted: EntryStatus) -> Fault | None:
    """Why a dossier may not go from one status to another, or None."""
    return None if wanted in NEXT[current] else ("entry_not_in_that_state", {})


def refusal_to_receive(window: Window, now: datetime) -> Fault | None:
    """Why the contest receives nothing at this instant, or None. The last minute is included."""
    return refusal_to_file(window.stage, window.opens, window.closes, now)


def refusal_to_change(
    status: EntryStatus, answer_by: datetime | None, window: Window, now: datetime
) -> Fault | None:
    """Why the maker may not change or file this dossier now, or None.

    A dossier that was sent back is open until its own day, even when the contest receives no new
    ones; once judging has begun nothing changes.
    """
    if status not in EDITABLE:
        return "entry_not_editable", {}
    if status is EntryStatus.SUPPLEMENT and answer_by is not None and window.stage is Stage.OPEN:
        over = entries_over(answer_by, now)
        return ("supplement_closed", {"closed": answer_by}) if over else None
    return refusal_to_receive(window, now)


def refusal_to_screen(stage: Stage) -> Fault | None:
    """Dossiers are screened while the contest is open, until judging begins."""
    return None if stage is Stage.OPEN else ("screening_over", {})


def fault_of_answer_day(
    answer_by: datetime | None, judging_from: datetime, now: datetime
) -> Fault | None:
    """A supplement is asked for by a day to come, before judging begins."""
    if answer_by is None:
        return "missing", {}
    if answer_by <= now:
        return "answer_by_past", {}
    if answer_by >= judging_from:
        return "answer_by_after_judging", {"judging": judging_from}
    return None


def place_refusal(reach: Collection[int], contest_unit_id: int) -> Fault | None:
    """The establishment must lie in the contest's territory.

    `reach` holds the ids of every unit whose office reaches the establishment; empty when its
    place is not stated.
    """
    if not reach:
        return "establishment_place_missing", {}
    return None if contest_unit_id in reach else ("outside_contest_place", {})


def path_of(way: Way, lower: LowerCertificate | None, forwarding_letter: str) -> EntryPath:
    """Which way this dossier takes. A certificate goes before a letter."""
    if not way.needs_certificate:
        return EntryPath.LOWEST_LEVEL
    if lower is None and forwarding_letter and way.letter_may_stand:
        return EntryPath.FORWARDING_LETTER
    return EntryPath.LOWER_CERTIFICATE


def ladder_refusal(
    way: Way, lower: LowerCertificate | None, forwarding_letter: str
) -> Fault | None:
    """Why the way to this contest is closed, or None (TT 26/2014 Đ12).

    Each step asks for the lower certificate, in force on the filing day: by date, not by being
    there. Where no lower contest was held the lower committee's letter opens the way (Đ12.2d).
    """
    if path_of(way, lower, forwarding_letter) is not EntryPath.LOWER_CERTIFICATE:
        return None
    if lower is None:
        letter = way.letter_may_stand
        return "lower_certificate_or_letter_missing" if letter else "lower_certificate_missing", {}
    if lower.level not in way.opened_by:
        return "lower_certificate_wrong_level", {"number": lower.number}
    if not lower.in_force_on_filing_day:
        return "lower_certificate_expired", {
            "number": lower.number,
            "until": lower.valid_until,
            "source": way.source,
        }
    return None


def best_lower(way: Way, found: Sequence[LowerCertificate]) -> LowerCertificate | None:
    """Of a product's certificates, the one to file with: right level, in force, longest valid.

    An expired one of the right level is returned rather than none, so that the refusal can name
    it; a certificate of another level says nothing here. One issued here goes before an office's
    old paper that holds as long.
    """
    return max(
        (one for one in found if one.level in way.opened_by),
        key=lambda one: (one.in_force_on_filing_day, one.valid_until, not one.past),
        default=None,
    )


def missing_sections(
    sections: Sequence[Section], statement: Mapping[str, object]
) -> list[Section]:
    """The required sections that are still empty, in the order of the form."""
    return [
        one for one in sections if one.required and not str(statement.get(one.key, "")).strip()
    ]


def faults_of_dossier(
    sections: Sequence[Section],
    statement: Mapping[str, object],
    *,
    photos: int,
    min_photos: int,
    group: ProductGroup | None,
    declared: bool,
) -> dict[str, str | Fault]:
    """Field → code of everything a dossier lacks; empty when it may be filed.

    Unknown sections are refused too: a rule sees the whole input.
    """
    known = {one.key for one in sections}
    faults: dict[str, str | Fault] = {
        one.key: ("section_missing", {"title": one.title})
        for one in missing_sections(sections, statement)
    }
    faults |= {key: "section_unknown" for key in statement if key not in known}
    if photos < min_photos:
        faults["photos"] = ("photos_too_few", {"least": min_photos, "there": photos})
    if group is None:
        faults["group"] = "group_missing"
    if not declared:
        faults["declared"] = "declaration_missing"
    return faults


MOST_NOTE = 1_000


def faults_of_reason(reason: str) -> dict[str, str | Fault]:
    """What is wrong with the reason of a decision: field → code."""
    if not reason.strip():
        return {"reason": "reason_missing"}
    return {"reason": ("too_long", {"most": MOST_NOTE})} if len(reason) > MOST_NOTE else {}


def entry_code(group: ProductGroup, number: int) -> str:
    """The mã số bình chọn: letters of the group and a number of two digits or more."""
    return f"{CODE_LETTERS[group]}{number:02d}"


def next_code(group: ProductGroup, given: Iterable[str]) -> str:
    """The code after all that were ever given in the contest, of this group: a code that stood on
    a label is never given to another product."""
    letters = CODE_LETTERS[group]
    numbers = [
        int(one.removeprefix(letters))
        for one in given
        if one.startswith(letters) and one.removeprefix(letters).isdecimal()
    ]
    return entry_code(group, max(numbers, default=0) + 1)
