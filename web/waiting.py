"""What waits for a person over all contests, fairs, cases and programmes: a figure, its words and
the list behind it. From card to list to record in three clicks."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from contest.certificates import lists as papers
from contest.certificates.lists import CertificateFilter
from contest.complaints import queries as complaints
from contest.contests import lists as contests
from contest.contests.kinds import Stage
from contest.entries import lists as entries
from contest.plans import lists as plans
from contest.reports import queries as reports
from contest.results import records
from contest.reviews import queries as reviews
from contest.scoring import lists as sheets
from contest.scoring.queries import places_of
from core import jobs_seen, outbox
from core.clock import day_in_vietnam
from core.identity import Identity
from core.registry.queries import requests_in
from core.rights import Act, Role
from fairs.fairs import lists as fairs
from fairs.support import lists as cases
from fairs.support.rules import DueState
from web import actuals, aftermath
from web.page import N_, Page

SOON_DAYS = 90
"""A certificate that ends within so many days is told of."""
MOST_CARDS = 6
"""So many cards at most; what else waits stands below them in a line each."""
REPORT_ROLES = {Role.SECRETARY, Role.OFFICER, Role.PROGRAMME_MANAGER, Role.INSPECTOR}
"""Who is told of yearly reports that did not come in."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that may wait. `mark` is the kind of its tag while something waits."""

    figure: int
    title: str
    body: str
    url: str
    mark: str


def cards(session: Session, page: Page, who: Identity, now: datetime) -> list[Card]:
    """What this person's roles wait for, the most pressing first. The number of statements
    depends on the roles held, never on the data."""
    found = [
        *_dossiers(session, page, who, now),
        *_contests(session, page, who, now),
        *_sheets(session, page, who, now),
        *_fairs(session, page, who, now),
        *_cases(session, page, who, now),
        *_programmes(session, page, who, now),
        *_complaints(session, page, who, now),
        *_papers(session, page, who, now),
        *_people(session, page, who),
        *_machine(session, page, who, now),
    ]
    pressing = ("overdue", "near", "in_hand")
    waiting = sorted(
        (card for card in found if card.figure), key=lambda card: pressing.index(card.mark)
    )
    quiet = [card for card in found if not card.figure]
    return waiting + quiet[: max(0, MOST_CARDS - len(waiting))]


def _dossiers(session: Session, page: Page, who: Identity, now: datetime) -> list[Card]:
    desk, field = who.has(Act.ENTRY_SCREEN), who.has(Act.ENTRY_FILE)
    if not (desk or field):
        return []
    waits = entries.waiting(session, entries.scope_of(who), now)
    base = "/dieu-hanh/ho-so?viec="
    found = []
    if desk:
        found.append(
            Card(
                waits[entries.Wait.SCREENING],
                page._(N_("Hồ sơ chờ xét")),
                page._(N_("Hồ sơ đã gửi, chưa được trả lời.")),
                f"{base}{entries.Wait.SCREENING}",
                "in_hand",
            )
        )
    late = waits[entries.Wait.SUPPLEMENT_LATE]
    found.append(
        Card(
            waits[entries.Wait.SUPPLEMENT_NEAR],
            page._(N_("Bổ sung đến hạn")),
            page._(N_("Quá hạn: %(late)s. Còn lại đến hạn trong 3 ngày."), late=late),
            f"{base}{entries.Wait.SUPPLEMENT_NEAR}",
            "overdue" if late else "near",
        )
    )
    if field:
        found.append(
            Card(
                waits[entries.Wait.DRAFT_CLOSING],
                page._(N_("Hồ sơ chưa gửi, sắp hết hạn")),
                page._(N_("Đang soạn, kỳ bình chọn ngừng nhận trong 7 ngày.")),
                f"{base}{entries.Wait.DRAFT_CLOSING}",
                "near",
            )
        )
    return found


def _contests(session: Session, page: Page, who: Identity, now: datetime) -> list[Card]:
    if not who.has(Act.CONTEST_READ) or who.roles() <= {Role.JUROR, Role.COUNCIL_MEMBER}:
        return []
    units, named = who.units(Act.CONTEST_READ), who.contests(*Role)
    waits, wait = contests.waiting(session, units, named, now), contests.Wait
    base, found = "/dieu-hanh/binh-chon?viec=", []
    if who.has(Act.SCORE_OVERRIDE):
        asked = records.requests_waiting(session, who.contests(Role.COUNCIL_CHAIR))
        found.append(
            Card(
                len(asked),
                page._(N_("Xin khóa điểm khi thiếu phiếu")),
                page._(N_("Tổ giúp việc chờ Chủ tịch Hội đồng trả lời.")),
                "/dieu-hanh/binh-chon?buoc=judging",
                "overdue",
            )
        )
    if who.has(Act.CONTEST_RUN) or Role.INSPECTOR in who.roles():
        found += [
            Card(
                waits[wait.CLOSES_SOON],
                page._(N_("Kỳ bình chọn sắp hết hạn nhận")),
                page._(N_("Ngừng nhận hồ sơ trong 7 ngày.")),
                f"{base}{wait.CLOSES_SOON}",
                "near",
            ),
            Card(
                waits[wait.NEXT_STEP],
                page._(N_("Kỳ bình chọn chờ bước tiếp")),
                page._(N_("Chờ bắt đầu chấm, ghi quyết định, cấp giấy hoặc công bố.")),
                f"{base}{wait.NEXT_STEP}",
                "in_hand",
            ),
        ]
        late, near = plans.Wait.LATE, plans.Wait.NEAR
        due = plans.waiting(session, units, named, day_in_vietnam(now))
        found.append(
            Card(
                due[late] + due[near],
                page._(N_("Việc theo kế hoạch đến hạn")),
                page._(N_("Quá hạn: %(late)s. Còn lại đến hạn trong 7 ngày."), late=due[late]),
                f"/dieu-hanh/lich-viec?viec={plans.Wait.PRESSING}",
                "overdue" if due[late] else "near",
            )
        )
    if who.has(Act.SCORE_WATCH):
        owed = sheets.owed(
            session,
            who.units(Act.SCORE_WATCH),
            who.contests(Role.JURY_HEAD, Role.COUNCIL_CHAIR),
            now,
        )
        body = page._(N_("Ở %(count)s kỳ đã quá hạn chấm."), count=waits[wait.JUDGED_LATE])
        title = page._(N_("Phiếu chấm còn thiếu"))
        found.append(Card(owed, title, body, f"{base}{wait.JUDGED_LATE}", "overdue"))
    if who.has(Act.RESULT_DECIDE):
        found.append(
            Card(
                waits[wait.TO_DECIDE],
                page._(N_("Kỳ bình chọn chờ Hội đồng xét")),
                page._(N_("Đã khóa điểm, chưa quyết định cơ cấu và số lượng.")),
                f"{base}{wait.TO_DECIDE}",
                "in_hand",
            )
        )
    return found


def _sheets(session: Session, page: Page, who: Identity, now: datetime) -> list[Card]:
    if not who.has(Act.SCORE_GIVE):
        return []
    mine = [
        one
        for one in places_of(session, who.account_id)
        if one.contest.stage is Stage.JUDGING and one.assigned > one.signed
    ]
    late = any(one.contest.judging_until < now for one in mine)
    return [
        Card(
            sum(one.assigned - one.signed for one in mine),
            page._(N_("Phiếu của tôi chưa ký")),
            page._(N_("Trong các kỳ đang chấm.")),
            "/cham-diem",
            "overdue" if late else "near",
        )
    ]


def _fairs(session: Session, page: Page, who: Identity, now: datetime) -> list[Card]:
    if not who.has(Act.FAIR_READ):
        return []
    waits, wait = fairs.waiting(session, who, now), fairs.Wait
    told = (
        (wait.CLOSES_SOON, N_("Hội chợ sắp hết hạn đăng ký"), N_("Trong 7 ngày."), "near"),
        (wait.TO_ALLOT, N_("Hội chợ chờ xếp gian"), N_("Đã hết hạn đăng ký."), "in_hand"),
        (
            wait.OPENS_SOON,
            N_("Hội chợ sắp khai mạc"),
            N_("Trong 21 ngày, chưa công bố sơ đồ."),
            "overdue",
        ),
        (wait.TO_FINISH, N_("Hội chợ chờ kết thúc"), N_("Đã qua ngày cuối."), "in_hand"),
    )
    return [
        Card(
            fairs.waiting_applications(session, who),
            page._(N_("Đơn chờ xếp gian hàng")),
            page._(N_("Của mọi hội chợ đang nhận đơn hoặc đang xếp.")),
            "/dieu-hanh/don-gian-hang?viec=cho",
            "in_hand",
        ),
        *(
            Card(waits[one], page._(title), page._(body), f"/dieu-hanh/hoi-cho?viec={one}", mark)
            for one, title, body, mark in told
        ),
    ]


def _cases(session: Session, page: Page, who: Identity, now: datetime) -> list[Card]:
    if not who.has(Act.CASE_WATCH):
        return []
    due = cases.due_numbers(session, who, day_in_vietnam(now))
    base = "/dieu-hanh/nhan-hieu"
    return [
        Card(
            due[DueState.OVERDUE],
            page._(N_("Hồ sơ nhãn hiệu quá hạn")),
            page._(N_("Bước tiếp theo đã quá ngày theo luật.")),
            f"{base}?han={DueState.OVERDUE}",
            "overdue",
        ),
        Card(
            due[DueState.NEAR],
            page._(N_("Hồ sơ nhãn hiệu sắp đến hạn")),
            page._(N_("Trong 30 ngày.")),
            f"{base}?han={DueState.NEAR}",
            "near",
        ),
        Card(
            cases.unapproved(session, who),
            page._(N_("Chờ duyệt kinh phí")),
            page._(N_("Hồ sơ nhãn hiệu đang làm, chưa duyệt mức hỗ trợ.")),
            f"{base}?kinh-phi=chua",
            "in_hand",
        ),
    ]


def _programmes(session: Session, page: Page, who: Identity, now: datetime) -> list[Card]:
    if not who.has(Act.PROGRAMME_READ):
        return []
    return [
        Card(
            len(actuals.behind(session, who, now)),
            page._(N_("Chỉ tiêu chậm tiến độ")),
            page._(N_("So với phần của các năm đã qua.")),
            "/dieu-hanh/chi-tieu-cham",
            "near",
        )
    ]


def _papers(session: Session, page: Page, who: Identity, now: datetime) -> list[Card]:
    if not who.has(Act.CERTIFICATE_LIST):
        return []
    today, scope = day_in_vietnam(now), papers.scope_of(who)
    ending = CertificateFilter(state=papers.State.ENDING, within_days=SOON_DAYS)
    found = [
        Card(
            papers.number(session, scope, ending, today),
            page._(N_("Giấy chứng nhận sắp hết hạn")),
            page._(N_("Trong %(days)s ngày."), days=SOON_DAYS),
            f"/dieu-hanh/giay-chung-nhan?tinh-trang=ending&trong={SOON_DAYS}&xep=ends",
            "near",
        )
    ]
    if who.roles() & REPORT_ROLES:
        year = today.year - 1
        found.append(
            Card(
                reports.missing(session, scope, year),
                page._(N_("Cơ sở chưa báo cáo năm %(year)s"), year=year),
                page._(N_("Báo cáo hằng năm của cơ sở có giấy chứng nhận.")),
                f"/dieu-hanh/bao-cao-nam?nam={year}&bao-cao=chua",
                "near",
            )
        )
    return found


def _complaints(session: Session, page: Page, who: Identity, now: datetime) -> list[Card]:
    found = []
    if who.has(Act.COMPLAINT_READ):
        waits = complaints.waiting(session, complaints.scope_of(who), now)
        found.append(
            Card(
                waits.open,
                page._(N_("Khiếu nại chờ trả lời")),
                page._(N_("Quá hạn: %(late)s. Tính theo ngày làm việc."), late=waits.overdue),
                f"/dieu-hanh/khieu-nai?viec={complaints.Shown.OPEN}",
                "overdue" if waits.overdue else "near",
            )
        )
    if who.has(Act.REVIEW_SETTLE):
        found.append(
            Card(
                reviews.waiting(session, aftermath.scope_of(who)),
                page._(N_("Cần xem lại")),
                page._(N_("Dựa trên giấy chứng nhận đã bị thu hồi.")),
                "/dieu-hanh/can-xem-lai?tinh-trang=chua",
                "near",
            )
        )
    return found


def _people(session: Session, page: Page, who: Identity) -> list[Card]:
    units = who.units(Act.MEMBER_APPROVE)
    if not units:
        return []
    return [
        Card(
            len(requests_in(session, units)),
            page._(N_("Xin tham gia cơ sở")),
            page._(N_("Người chờ được nhận vào một cơ sở.")),
            "/dieu-hanh/co-so#waiting",
            "in_hand",
        )
    ]


def _machine(session: Session, page: Page, who: Identity, now: datetime) -> list[Card]:
    if not who.has(Act.ACCOUNT_MANAGE):
        return []
    return [
        Card(
            jobs_seen.standing(session, now).given_up,
            page._(N_("Việc nền bị bỏ")),
            page._(N_("Máy đã thử nhiều lần không được.")),
            "/quan-tri/viec-nen?tinh-trang=given_up",
            "overdue",
        ),
        Card(
            outbox.counts(session).get(outbox.LetterState.FAILED, 0),
            page._(N_("Thư chưa gửi được")),
            page._(N_("Máy chủ thư từ chối hoặc không trả lời.")),
            "/quan-tri/thu-di?tinh-trang=failed",
            "overdue",
        ),
    ]
