"""Acts on several rows of a list: dossiers, certificates, applications, cases, accounts, reports.

Each row is measured with the same right as when it is done alone; what lies outside one's place
is refused as not there.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from contest.certificates import queries as papers
from contest.certificates import service as printing
from contest.contests import queries as contests
from contest.entries import papers as papers_of
from contest.entries import queries as entries
from contest.entries import returns
from contest.entries import service as screening
from contest.entries.kinds import EntryStatus
from contest.reports import service as reports
from core import bulk
from core.accounts import queries as accounts
from core.accounts import service as people
from core.bulk import Done
from core.clock import day_in_vietnam, end_of_day
from core.errors import Conflict, NotFound
from core.identity import Identity
from core.registry.queries import get_establishment, subject_of_establishment
from core.rights import Act, Subject
from fairs.fairs import inviting
from fairs.fairs import lists as fair_lists
from fairs.fairs import queries as fairs
from fairs.fairs import service as allotting
from fairs.support import queries as cases
from fairs.support import service as support
from web import dossier_checks, dossier_parts, several
from web.deps import Form, Now, Read, Show, Who, Write
from web.dossier_checks import Checked
from web.forms import Typed, day
from web.lists import picked
from web.page import N_, Page
from web.several import Work
from web.winners import winner

router = APIRouter()

CHECKS = {
    "statement": N_("thuyết minh thiếu mục"),
    "papers": N_("giấy tờ thiếu hoặc chưa đánh dấu"),
    "sets": N_("thiếu số bộ hồ sơ"),
    "photo_count": N_("thiếu ảnh"),
    "way": N_("chưa đủ điều kiện cấp dưới"),
    "place": N_("ngoài địa bàn"),
    "place_rule": N_("địa bàn công nghiệp nông thôn cần xem"),
}
"""What keeps a dossier from being accepted with others, in a word."""


def _held(who: Identity, act: Act, subject: Subject | None) -> None:
    """Raises NotFound for what is not there or not in this person's place."""
    if subject is None or not who.may(act, subject):
        raise NotFound("not_found")


def _day(form: Typed, name: str, faults: dict[str, str]) -> date | None:
    """A day the form must hold; what is wrong goes into `faults` as a code."""
    try:
        found = day(form.text(name))
    except ValueError as fault:
        faults[name] = str(fault)
        return None
    if found is None:
        faults[name] = "missing"
    return found


def _said(page: Page, faults: dict[str, str]) -> dict[str, str]:
    return {name: several.sentence(page, code) for name, code in faults.items()}


# ------------------------------------------------------------------------------------- dossiers


@router.post("/dieu-hanh/binh-chon/{contest}/ho-so/hang-loat")
def dossiers(session: Write, who: Who, page: Show, form: Form, now: Now, contest: str) -> Response:
    """Accept dossiers whose checks pass, or send several back with one reason."""
    found = contests.get_contest(session, contest)
    base = f"/dieu-hanh/binh-chon/{found.slug}/ho-so"

    filed = entries.entries_among(session, found.id, picked(form))
    seen = _Checks(session, found, filed)

    def entry_of(id_: int) -> str:
        if id_ not in filed:
            raise NotFound("not_found")
        return filed[id_].product_name

    act = form.text("viec")
    if act == "bo-sung":
        work = _send_back(session, who, page, form, now, seen, entry_of)
    elif act == "giay-to":

        def tick(id_: int) -> Done:
            name = entry_of(id_)
            papers_of.tick_all(session, who, id_, now)
            return name, ""

        work = Work("entries.tick", tick, entry_of)
    elif act == "dia-ban":
        reason = form.text("reason")

        def settle(id_: int) -> Done:
            name = entry_of(id_)
            if not seen.of(id_).is_unsure("place_rule"):
                raise Conflict("place_clear")
            papers_of.settle(
                session, who, id_, "place_rule", eligible=True, reason=reason, now=now
            )
            return name, ""

        work = Work(
            "entries.place",
            settle,
            entry_of,
            ask=("reason",),
            faults=_said(page, {} if reason else {"reason": "reason_missing"}),
            labels={"reason": page._(N_("Vì sao địa bàn đủ điều kiện, theo văn bản nào"))},
        )
    else:

        def accept(id_: int) -> Done:
            name, entry = entry_of(id_), filed[id_]
            if entry.status is not EntryStatus.FILED:
                raise Conflict("entry_not_waiting")
            if entry.group is None:
                raise Conflict("entry_without_group")
            if barring := seen.of(id_).barring:
                told = ", ".join(page._(CHECKS[code]) for code in barring)
                raise Conflict("entry_checks_lacking", what=told)
            done = screening.accept(session, who, id_, entry.group, now)
            return name, done.code or ""

        work = Work("entries.accept", accept, entry_of)
    return several.answer(session, who, page, form, work, now, of=base)


class _Checks:
    """The checks of the chosen dossiers, gathered once, when the first is asked for."""

    def __init__(self, session: Write, contest: Any, filed: Mapping[int, Any]) -> None:
        self._session, self.contest, self.filed = session, contest, filed
        self._found: dict[int, Checked] | None = None

    def of(self, id_: int) -> Checked:
        """The checks of one of them."""
        if self._found is None:
            every = list(self.filed.values())
            self._found = dossier_checks.of_many(self._session, self.contest, every)
        return self._found[id_]


BY_CHECKS = "kiem-tra"


def _send_back(
    session: Write,
    who: Identity,
    page: Page,
    form: Typed,
    now: datetime,
    checks: _Checks,
    name_of: Callable[[int], str],
) -> Work:
    """Send several back: the parts that the checks found lacking in each, or one part of all."""
    faults: dict[str, str] = {}
    answer_by = _day(form, "day", faults)
    part, reason = form.text("part") or BY_CHECKS, form.text("reason")
    if part != BY_CHECKS and not reason:
        faults["reason"] = "reason_missing"
    until = end_of_day(answer_by) if answer_by else None
    named = dossier_parts.all_names(page, checks.contest)

    def send_back(id_: int) -> Done:
        name = name_of(id_)
        if part == BY_CHECKS:
            entry = checks.filed[id_]
            if entry.status is not EntryStatus.FILED:
                raise Conflict("entry_not_waiting")
            asked = dossier_checks.lacking_parts(page, entry, checks.of(id_))
            if not asked:
                raise Conflict("nothing_lacking")
        else:
            asked = {part: reason}
        note = reason if part == BY_CHECKS else ""
        returns.send_back(session, who, id_, asked, until, now, note=note)
        return name, ", ".join(named.get(one, one) for one in asked)

    return Work(
        "entries.send_back",
        send_back,
        name_of,
        ask=("part", "reason", "day"),
        optional=("reason",),
        faults=_said(page, faults),
        choices={
            "part": [
                (BY_CHECKS, page._(N_("Những mục kiểm tra tự động thấy thiếu, của từng hồ sơ"))),
                *named.items(),
            ]
        },
        labels={
            "part": page._(N_("Mục cần bổ sung")),
            "reason": page._(N_("Cần bổ sung gì")),
            "day": page._(N_("Hạn gửi lại, hết ngày")),
        },
    )


# --------------------------------------------------------------------------------- certificates


@router.post("/dieu-hanh/giay-chung-nhan/hang-loat")
def certificates(session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """Print papers anew, or invite their holders to a fair."""
    base = "/dieu-hanh/giay-chung-nhan"

    def name_of(id_: int) -> str:
        found = papers.get_certificate(session, id_)
        return f"{found.number} · {papers.facts(found).product_name}"

    if form.text("viec") == "moi":
        work = _invite(session, who, page, form, now)
    else:

        def print_again(id_: int) -> Done:
            _held(who, Act.CERTIFICATE_ISSUE, papers.subject_of_certificate(session, id_))
            printing.print_again(session, who, id_, now)
            return name_of(id_), ""

        work = Work("certificates.print", print_again, name_of)
    return several.answer(session, who, page, form, work, now, of=base)


def _invite(session: Write, who: Identity, page: Page, form: Typed, now: datetime) -> Work:
    """The holder of each certificate is asked to one fair; once, however many it holds."""
    open_fairs = [(str(id_), name) for id_, name in fair_lists.receiving(session, who, now)]
    chosen = form.text("fair")
    faults = {} if chosen in dict(open_fairs) else {"fair": "unknown_choice"}
    fair_id = int(chosen) if not faults else 0

    def name_of(id_: int) -> str:
        found = papers.get_certificate(session, id_)
        return papers.facts(found).establishment_name

    def invite(id_: int) -> Done:
        found = papers.get_certificate(session, id_)
        maker = subject_of_establishment(session, found.establishment_id)
        _held(who, Act.CERTIFICATE_LIST, maker)
        if not papers.is_announced(found):
            raise NotFound("not_found")
        best = winner(session, found.product_id, inviting.first_day(session, fair_id))
        inviting.invite(session, who, fair_id, found.establishment_id, best, now)
        return name_of(id_), found.number

    return Work(
        "certificates.invite",
        invite,
        name_of,
        ask=("fair",),
        faults=_said(page, faults),
        choices={"fair": open_fairs},
        labels={"fair": page._(N_("Hội chợ đang hoặc sắp nhận đăng ký"))},
    )


# ------------------------------------------------------------------------------- fairs, support


@router.post("/dieu-hanh/don-gian-hang/hang-loat")
def applications(session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """Refuse several applications with one reason."""
    base, reason = "/dieu-hanh/don-gian-hang", form.text("reason")

    def name_of(id_: int) -> str:
        return fairs.get_application_by_id(session, id_).establishment.name

    def refuse(id_: int) -> Done:
        found = fairs.get_application_by_id(session, id_)
        _held(who, Act.FAIR_RUN, fairs.subject_of_fair(session, found.fair.slug))
        allotting.refuse(session, who, id_, reason, now)
        return found.establishment.name, found.fair.name

    work = Work(
        "applications.refuse",
        refuse,
        name_of,
        ask=("reason",),
        faults=_said(page, {} if reason else {"reason": "reason_missing"}),
        labels={"reason": page._(N_("Lý do từ chối, cơ sở đọc đúng những dòng này"))},
    )
    return several.answer(session, who, page, form, work, now, of=base)


@router.post("/dieu-hanh/nhan-hieu/hang-loat")
def trademark_cases(session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """Approve several cases at just what they ask for."""
    base = "/dieu-hanh/nhan-hieu"

    def name_of(id_: int) -> str:
        return cases.get_case(session, id_).mark_text

    def approve(id_: int) -> Done:
        _held(who, Act.CASE_APPROVE, cases.subject_of_case(session, id_))
        case = cases.get_case(session, id_)
        if case.approved_dong is not None:
            raise Conflict("case_approved_before", approved_dong=case.approved_dong)
        support.approve(session, who, id_, case.asked_dong, form.text("note"), now)
        return case.mark_text, several.dong(case.asked_dong)

    work = Work(
        "cases.approve",
        approve,
        name_of,
        ask=("note",),
        labels={"note": page._(N_("Ghi chú khi duyệt"))},
    )
    return several.answer(session, who, page, form, work, now, of=base)


# ------------------------------------------------------------------------------------- accounts


TOGETHER = N_("Khóa cùng lúc với nhiều tài khoản khác")
"""Why an account was shut out that was one of several; kept in the record, so in its language."""


@router.post("/quan-tri/tai-khoan/hang-loat")
def roles(session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """Take back every role of several accounts, or shut them out."""

    def name_of(id_: int) -> str:
        return accounts.get_account(session, id_).name

    def end_roles(id_: int) -> Done:
        name, held = name_of(id_), accounts.live_grants(session, id_)
        if not held:
            raise Conflict("account_without_role")
        if id_ == who.account_id:
            raise Conflict("not_oneself")
        for grant in held:
            people.end_grant(session, who, grant.id, now)
        return name, str(len(held))

    def lock(id_: int) -> Done:
        name = name_of(id_)
        if accounts.get_account(session, id_).disabled_at is not None:
            raise Conflict("account_locked_before")
        people.set_disabled(session, who, id_, True, now, why=TOGETHER)
        return name, ""

    locking = form.text("viec") == "khoa"
    work = (
        Work("accounts.lock", lock, name_of)
        if locking
        else Work("accounts.end_roles", end_roles, name_of)
    )
    return several.answer(
        session, who, page, form, work, now, of="/quan-tri", within="/quan-tri/tai-khoan"
    )


# -------------------------------------------------------------------------------------- reports


@router.post("/dieu-hanh/bao-cao-nam/hang-loat")
def yearly_reports(session: Write, who: Who, page: Show, form: Form, now: Now) -> Response:
    """Note that the yearly reports of several holders came in on one day."""
    base, faults = "/dieu-hanh/bao-cao-nam", dict[str, str]()
    received_on = _day(form, "day", faults)
    said = form.text("loc-nam")
    last = day_in_vietnam(now).year - 1
    year = int(said) if said.isdecimal() and len(said) == 4 else last

    def name_of(id_: int) -> str:
        return get_establishment(session, id_).name

    def receive(id_: int) -> Done:
        _held(who, Act.REPORT_KEEP, subject_of_establishment(session, id_))
        reports.receive(session, who, id_, year, received_on or date.min, form.text("note"), now)
        return name_of(id_), str(year)

    work = Work(
        "reports.receive",
        receive,
        name_of,
        ask=("day", "note"),
        faults=_said(page, faults),
        labels={
            "day": page._(N_("Ngày nhận báo cáo năm %(year)s"), year=year),
            "note": page._(N_("Ghi chú: số công văn, cách gửi")),
        },
    )
    return several.answer(session, who, page, form, work, now, of=base)


# ---------------------------------------------------------------------------------- what was done


@router.get("/dieu-hanh/hang-loat/{run_id}")
def run(session: Read, who: Who, page: Show, run_id: str) -> Response:
    """What was done and what was refused, for whoever pressed the button."""
    if not run_id.isdecimal() or len(run_id) > 12:
        raise NotFound("not_found")
    found = bulk.get_run(session, who, int(run_id))
    return page.show(
        "office/done.html",
        title=page._(several.ACTS[found.act]),
        run=found,
        **several.rows(page, bulk.outcomes_of(found)),
    )
