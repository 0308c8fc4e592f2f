"""Contests of the demonstration, each led by its bodies up to one stage of its life."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from contest.certificates import queries as certificate_reads
from contest.certificates import service as certificates
from contest.certificates.rules import CertificateDates, Standing, status
from contest.contests import framing, rulebook, rulekeeping
from contest.contests import service as contests
from contest.contests.clauses import amended
from contest.contests.kinds import ContestLevel, Stage, reached
from contest.contests.model import Contest
from contest.contests.queries import rules_of
from contest.contests.ruleset import Prize
from contest.contests.service import ContestPlan
from contest.entries import queries as entry_reads
from contest.entries import rules as entry_rules
from contest.entries import service as entries
from contest.entries.kinds import Angle
from contest.entries.model import Entry
from contest.entries.rules import LowerCertificate
from contest.entries.service import ChosenPhoto
from contest.results import council
from contest.results import queries as result_reads
from contest.results import service as results
from contest.results.kinds import NoteKind
from contest.results.rules import Ballot, CouncilChoice
from core.clock import day_in_vietnam
from core.registry.kinds import Origin, ProductGroup, SetCase
from web import room
from web.demo import bench, ruling
from web.demo.makers import on_behalf, read
from web.demo.scene import MARK, Scene
from web.shown import number

ANGLES = (Angle.FRONT, Angle.SIDE, Angle.TOP)


@dataclass(frozen=True, slots=True)
class Round:
    """A contest of the story. `begins` is the day its plan is written; see `DAYS`."""

    title: str
    level: ContestLevel
    unit_id: int
    year: int
    begins: datetime
    until: Stage
    products: tuple[str, ...]
    authority: str
    jurors: int = 3
    leave_out: int = 0  # how many of the eligible the council leaves without a certificate
    prizes: tuple[tuple[str, int], ...] = ()  # for the best of all, the highest first; đồng
    unfinished: bool = False  # judging stands in the middle
    place: str = "Vĩnh Long"
    merged: str = ""  # the name of the set that the council makes of all its products
    weighed: bool = False  # a visit is noted, the council votes on each product
    corrected: str = ""  # why the council's decision was taken back once and recorded again
    cancelled: str = ""  # the reason, when it ended without a result the day before now
    intro: str = ""


DAYS = {
    "open": 2,
    "close": 30,
    "judging": 31,
    "judged": 36,
    "lock": 37,
    "decide": 40,
    "submit": 41,
    "recognise": 50,
    "announce": 52,
}
"""Days after the plan at which each step of a round is taken."""

HOURS = {"close": 8, "judged": 8}
"""A plan is written at nine in the morning; these end at five in the afternoon."""


def day(one: Round, step: str, hours: float = 0) -> datetime:
    """When that step of the round is taken."""
    return one.begins + timedelta(days=DAYS[step], hours=hours + HOURS.get(step, 0))


def hold(scene: Scene, one: Round) -> Contest:
    """Lead a round from its plan to the stage it stands in."""
    contest = _plan(scene, one)
    if not reached(one.until, Stage.OPEN):
        return contest
    bench.found(scene, contest, jurors=one.jurors, when=one.begins)
    frame = framing.propose(
        scene.session, scene.who("head"), contest.id, rulebook.default_frame(), one.begins
    )
    framing.approve(scene.session, scene.who("chair"), frame.id, one.begins)
    if one.level is ContestLevel.PROVINCE and one.until is Stage.OPEN:
        ruling.own(scene, contest, one.begins)
    contests.open_entries(scene.session, scene.who("secretary"), contest.id, day(one, "open"))
    made = [_enter(scene, one, contest, key, i) for i, key in enumerate(one.products)]
    if one.cancelled:
        when = scene.ago(1)
        contests.cancel(scene.session, scene.who("secretary"), contest.id, one.cancelled, when)
    if one.until is Stage.OPEN:
        return contest
    secretary = scene.who("secretary")
    for entry in made:
        group = entry.group or ProductGroup.OTHER
        entries.accept(scene.session, secretary, entry.id, group, day(one, "close", -5))
    _begin_judging(scene, one, contest)
    bench.score(
        scene,
        contest,
        dict(zip(one.products, made, strict=True)),
        jurors=one.jurors,
        begins=day(one, "judging"),
        unfinished=one.unfinished,
    )
    if reached(one.until, Stage.LOCKED):
        results.lock(scene.session, secretary, contest.id, day(one, "lock"))
        _weigh(scene, one, contest)
    if reached(one.until, Stage.DECIDED):
        _decide(scene, one, contest)
        if one.corrected:
            when = day(one, "decide", 3)
            results.take_back(scene.session, scene.who("chair"), contest.id, one.corrected, when)
            _decide(scene, one, contest, number="mô phỏng-2/BB-HĐBC")
        _submit(scene, one, contest)
    if reached(one.until, Stage.RECOGNISED):
        _recognise(scene, one, contest)
    if reached(one.until, Stage.ANNOUNCED):
        results.announce(
            scene.session,
            secretary,
            contest.id,
            day(one, "announce"),
            issued=len(certificate_reads.of_contest(scene.session, contest.id)),
        )
    return contest


def _plan(scene: Scene, one: Round) -> Contest:
    contest = contests.create(
        scene.session,
        scene.who("secretary"),
        ContestPlan(
            title=one.title,
            level=one.level,
            unit_id=one.unit_id,
            year=one.year,
            organiser=f"Hội đồng bình chọn{MARK}",
            authority=one.authority + MARK,
            entries_open_at=day(one, "open"),
            entries_close_at=day(one, "close"),
            judging_from=day(one, "judging"),
            judging_until=day(one, "judged"),
            plan_number="mô phỏng/KH-UBND",
            intro=one.intro
            or "Kỳ bình chọn mô phỏng để xem thử nền tảng. Mọi cơ sở, người và số liệu đều "
            "do dự án này đặt ra.",
            origin=Origin.SIMULATED,
        ),
        one.begins,
    )
    if one.prizes:
        rulekeeping.change(
            scene.session,
            scene.who("secretary"),
            contest.id,
            amended(
                rules_of(contest),
                f"Kế hoạch bình chọn{MARK}",
                prizes=tuple(Prize(name, 1, cash) for name, cash in one.prizes),
            ),
            "Kế hoạch có trao giải cho sản phẩm đứng đầu",
            one.begins,
        )
    return contest


def statement(scene: Scene, key: str) -> dict[str, str]:
    """What the maker writes about the product, section by section."""
    facts = scene.details[key]
    price = int(str(facts["price"]))
    monthly = max(20, 40_000_000 // price)
    values = {
        **facts,
        "materials": str(facts["materials"]).lower(),
        "monthly": number(monthly),
        "sold": number(monthly * 9),
        "revenue": number(monthly * 9 * price * 3 // 1_000_000),
    }
    return {name: text.format(**values) for name, text in read()["statements"].items()}


def _enter(scene: Scene, one: Round, contest: Contest, key: str, index: int) -> Entry:
    when = day(one, "open", 24 * (2 + index % 7))
    if one.until is Stage.OPEN:
        when = min(when, scene.now - timedelta(hours=20 - index))
    return enter(scene, contest, key, when)


def enter(scene: Scene, contest: Contest, key: str, when: datetime) -> Entry:
    """A dossier written and filed: with the certificate of a lower level, or with a letter."""
    entry = draft(scene, contest, key, when)
    way = entry_reads.way_of(contest)
    lower = lower_certificate(scene, contest, key, day_in_vietnam(when))
    by_letter = way.letter_may_stand and (lower is None or not lower.in_force_on_filing_day)
    return entries.file(
        scene.session,
        scene.holder(key),
        entry.id,
        group=ProductGroup(str(scene.details[key]["group"])),
        lower=None if by_letter else lower,
        forwarding_letter=f"mô phỏng/CV-UBND{MARK}" if by_letter else "",
        declared=True,
        now=when,
    )


def draft(
    scene: Scene, contest: Contest, key: str, when: datetime, sections: Sequence[str] = ()
) -> Entry:
    """A dossier that is written (wholly, or these sections) and not yet filed."""
    holder = scene.holder(key)
    for_another = on_behalf(str(scene.details[key]["holder"]))
    entry = entries.start(
        scene.session,
        holder,
        contest.id,
        scene.products[key].id,
        when,
        on_behalf=for_another,
    )
    texts = statement(scene, key)
    if sections:
        texts = {name: texts[name] for name in texts if name in sections}
    entries.save_statements(scene.session, holder, entry.id, texts, entry.version, when)
    entries.set_photos(
        scene.session,
        holder,
        entry.id,
        [
            ChosenPhoto(photo_id, angle)
            for photo_id, angle in zip(scene.album[key], ANGLES, strict=True)
        ],
        when,
    )
    return entry


def lower_certificate(
    scene: Scene, contest: Contest, key: str, on: date
) -> LowerCertificate | None:
    """The product's best certificate for this contest, as the page finds it."""
    found = []
    for one in certificate_reads.of_product(scene.session, scene.products[key].id):
        dates = CertificateDates(one.issued_on, one.valid_until, one.revoked_on)
        good = status(dates, on) is Standing.IN_FORCE
        found.append(LowerCertificate(one.id, one.number, one.level, good, one.valid_until))
    return entry_rules.best_lower(entry_reads.way_of(contest), found)


def _begin_judging(scene: Scene, one: Round, contest: Contest) -> None:
    when = day(one, "close", 2)
    facts = room.facts(scene.session, contest, Stage.JUDGING, when)
    contests.advance(scene.session, scene.who("secretary"), contest, Stage.JUDGING, facts, when)


def _weigh(scene: Scene, one: Round, contest: Contest) -> None:
    """What the council does between the lock and its decision."""
    chair, when = scene.who("chair"), day(one, "lock", 5)
    rows = result_reads.standings(scene.session, contest.id)
    passed = [row.entry_id for row in rows if row.eligible]
    if one.weighed and rows:
        council.note(
            scene.session,
            scene.who("secretary"),
            contest.id,
            rows[0].entry_id,
            NoteKind.SITE_VISIT,
            day_in_vietnam(day(one, "judging")),
            f"Tổ khảo sát{MARK}",
            "Xưởng sạch, đủ máy, làm đều quanh năm; nguyên liệu mua trong xã.",
            when,
        )
        size = bench.council_size(contest)
        ballots = {
            entry_id: Ballot(size - at % 2, at % 2, 0, 0) for at, entry_id in enumerate(passed)
        }
        council.vote(scene.session, chair, contest.id, ballots, when)
    if one.merged and len(passed) > 1:
        council.merge(
            scene.session,
            chair,
            contest.id,
            one.merged,
            SetCase.COMPLEMENTARY,
            passed,
            "Dùng cùng nhau, bán chung một hộp quà; cùng một cơ sở làm ra.",
            when,
        )


def _decide(scene: Scene, one: Round, contest: Contest, number: str = "mô phỏng/BB-HĐBC") -> None:
    standings = result_reads.standings(scene.session, contest.id)
    eligible = [row for row in standings if row.eligible and not row.within_set]
    eligible.sort(key=lambda row: row.total_points * 1000 // max(1, row.divisor), reverse=True)
    kept = eligible[: max(1, len(eligible) - one.leave_out)]
    quotas = {row.entry.group: 0 for row in standings if row.entry.group is not None}
    for row in kept:
        if row.entry.group is not None:
            quotas[row.entry.group] += 1
    size = bench.council_size(contest)
    names = [name for name, _cash in one.prizes]
    results.decide(
        scene.session,
        scene.who("chair"),
        contest.id,
        CouncilChoice(
            met_on=day_in_vietnam(day(one, "decide")),
            present=size,
            votes_for=size,
            votes_against=0,
            quotas=quotas,
            certified=frozenset(row.entry_id for row in kept),
            minutes_number=number,
            prizes={row.entry_id: prize for row, prize in zip(kept, names, strict=False)},
            note="Hội đồng lấy theo thứ tự điểm bình quân, đến đủ số lượng đã định."
            if one.leave_out
            else "",
        ),
        day(one, "decide"),
    )


def _submit(scene: Scene, one: Round, contest: Contest) -> None:
    results.record_submission(
        scene.session,
        scene.who("secretary"),
        contest.id,
        "mô phỏng/TTr-HĐBC",
        day_in_vietnam(day(one, "submit")),
        day(one, "submit"),
    )


def _recognise(scene: Scene, one: Round, contest: Contest) -> None:
    when, secretary = day(one, "recognise"), scene.who("secretary")
    results.record_recognition(
        scene.session,
        secretary,
        contest.id,
        f"{contest.id:02d}/QĐ-UBND{MARK}",
        day_in_vietnam(when),
        f"Chủ tịch{MARK}",
        "CHỦ TỊCH",
        one.authority + MARK,
        one.place,
        when,
    )
    certificates.issue_all(
        scene.session,
        secretary,
        contest.id,
        day_in_vietnam(when),
        when,
        public_url=scene.wiring.settings.public_url,
    )
