"""Contests of the demonstration, each led by its bodies up to one stage of its life."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from contest.bodies import service as bodies
from contest.bodies.kinds import BodyKind, Position
from contest.certificates import queries as certificate_reads
from contest.certificates import service as certificates
from contest.certificates.rules import CertificateDates, Standing, status
from contest.contests import queries as contest_reads
from contest.contests import rulebook
from contest.contests import service as contests
from contest.contests.kinds import ContestLevel, Stage, reached
from contest.contests.model import Contest
from contest.contests.service import ContestPlan
from contest.entries import service as entries
from contest.entries.kinds import Angle
from contest.entries.model import Entry
from contest.entries.rules import LowerCertificate
from contest.entries.service import ChosenPhoto
from contest.results import queries as result_reads
from contest.results import service as results
from contest.results.rules import CouncilChoice
from contest.scoring import service as scoring
from core.clock import day_in_vietnam
from core.registry.kinds import Origin, ProductGroup
from web import room
from web.demo.makers import read
from web.demo.scene import MARK, Scene

ANGLES = (Angle.FRONT, Angle.SIDE, Angle.TOP)
JURORS = ("head", "juror-1", "juror-2", "juror-3", "juror-4")


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
    unfinished: bool = False  # judging stands in the middle
    place: str = "Vĩnh Long"
    cancelled: str = ""  # the reason, when it ended without a result the day before now


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
    _found_bodies(scene, one, contest)
    frame = contests.propose_frame(
        scene.session, scene.who("head"), contest.id, rulebook.default_frame(), one.begins
    )
    contests.approve_frame(scene.session, scene.who("chair"), frame.id, one.begins)
    contests.open_entries(scene.session, scene.who("secretary"), contest.id, day(one, "open"))
    made = [_enter(scene, one, contest, key, i) for i, key in enumerate(one.products)]
    if one.cancelled:
        when = scene.ago(1)
        contests.cancel(scene.session, scene.who("secretary"), contest.id, one.cancelled, when)
    if one.until is Stage.OPEN:
        return contest
    for entry in made:
        group = entry.group or ProductGroup.OTHER
        entries.accept(
            scene.session, scene.who("secretary"), entry.id, group, day(one, "close", -5)
        )
    _begin_judging(scene, one, contest)
    _score(scene, one, contest, made)
    if reached(one.until, Stage.LOCKED):
        results.lock(scene.session, scene.who("secretary"), contest.id, "", day(one, "lock"))
    if reached(one.until, Stage.DECIDED):
        _decide(scene, one, contest)
    if reached(one.until, Stage.RECOGNISED):
        _recognise(scene, one, contest)
    if reached(one.until, Stage.ANNOUNCED):
        issued = len(certificate_reads.of_contest(scene.session, contest.id))
        results.announce(
            scene.session,
            scene.who("secretary"),
            contest.id,
            day(one, "announce"),
            issued=issued,
        )
    return contest


def _plan(scene: Scene, one: Round) -> Contest:
    return contests.create(
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
            intro="Kỳ bình chọn mô phỏng để xem thử nền tảng. Mọi cơ sở, người và số liệu đều "
            "do dự án này đặt ra.",
            origin=Origin.SIMULATED,
        ),
        one.begins,
    )


def _found_bodies(scene: Scene, one: Round, contest: Contest) -> None:
    secretary, when = scene.who("secretary"), one.begins
    size = {ContestLevel.PROVINCE: 7}.get(one.level, 5)
    decided = day_in_vietnam(when)
    council = bodies.found(
        scene.session,
        secretary,
        contest.id,
        BodyKind.COUNCIL,
        "mô phỏng/QĐ-UBND",
        decided,
        f"Chủ tịch Ủy ban nhân dân{MARK}",
        when,
    )
    _seat(scene, council.id, "chair", Position.COUNCIL_CHAIR, when)
    _seat(scene, council.id, "member-1", Position.STANDING_VICE_CHAIR, when)
    for number in range(3, size + 1):
        bodies.appoint(
            scene.session,
            secretary,
            council.id,
            person=f"Ủy viên {number}{MARK}",
            title="Đại diện cơ quan liên quan",
            position=Position.COUNCIL_MEMBER,
            now=when,
        )
    jury = bodies.found(
        scene.session,
        secretary,
        contest.id,
        BodyKind.JURY,
        "mô phỏng/QĐ-HĐBC",
        decided,
        f"Chủ tịch Hội đồng{MARK}",
        when,
    )
    for name in JURORS[: one.jurors]:
        position = Position.JURY_HEAD if name == "head" else Position.JUROR
        _seat(scene, jury.id, name, position, when)


def _seat(scene: Scene, body_id: int, name: str, position: Position, when: datetime) -> None:
    account = scene.people[name]
    bodies.appoint(
        scene.session,
        scene.who("secretary"),
        body_id,
        person=account.name,
        title="",
        position=position,
        account_id=account.id,
        now=when,
    )


def statement(scene: Scene, key: str) -> dict[str, str]:
    """What the maker writes about the product, section by section."""
    facts = scene.details[key]
    price = int(str(facts["price"]))
    monthly = max(20, 40_000_000 // price)
    values = {
        **facts,
        "materials": str(facts["materials"]).lower(),
        "monthly": monthly,
        "sold": monthly * 9,
        "revenue": monthly * 9 * price * 3 // 1_000_000,
    }
    return {name: text.format(**values) for name, text in read()["statements"].items()}


def _enter(scene: Scene, one: Round, contest: Contest, key: str, index: int) -> Entry:
    holder = scene.who(str(scene.details[key]["holder"]))
    when = day(one, "open", 24 * (2 + index % 7))
    if one.until is Stage.OPEN:
        when = min(when, scene.now - timedelta(hours=20 - index))
    entry = draft(scene, contest, key, when)
    return entries.file(
        scene.session,
        holder,
        entry.id,
        group=ProductGroup(str(scene.details[key]["group"])),
        lower=lower_certificate(scene, key, day_in_vietnam(when)),
        declared=True,
        now=when,
    )


def draft(
    scene: Scene, contest: Contest, key: str, when: datetime, sections: Sequence[str] = ()
) -> Entry:
    """A dossier that is written (wholly, or these sections) and not yet filed."""
    holder = scene.who(str(scene.details[key]["holder"]))
    entry = entries.start(scene.session, holder, contest.id, scene.products[key].id, when)
    for name, text in statement(scene, key).items():
        if not sections or name in sections:
            entries.save_statement(
                scene.session, holder, entry.id, name, text, entry.version, when
            )
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


def lower_certificate(scene: Scene, key: str, on: date) -> LowerCertificate | None:
    """The product's best certificate for going up, as the page finds it."""
    for one in certificate_reads.of_product(scene.session, scene.products[key].id):
        dates = CertificateDates(one.issued_on, one.valid_until, one.revoked_on)
        return LowerCertificate(
            one.id, one.number, one.level, status(dates, on) is Standing.IN_FORCE, one.valid_until
        )
    return None


def _begin_judging(scene: Scene, one: Round, contest: Contest) -> None:
    when = day(one, "close", 2)
    facts = room.facts(scene.session, contest, Stage.JUDGING, when)
    contests.advance(scene.session, scene.who("secretary"), contest, Stage.JUDGING, facts, when)


def _score(scene: Scene, one: Round, contest: Contest, made: Sequence[Entry]) -> None:
    """Every juror's sheets: near the product's quality, each juror a little stricter or not."""
    frame = contest_reads.frozen_frame(scene.session, contest.id)
    leaves = [criterion for criterion in frame.criteria if criterion.leaf]
    for number, juror in enumerate(JURORS[: one.jurors]):
        who = scene.who(juror)
        for place, (entry, key) in enumerate(zip(made, one.products, strict=True)):
            if one.unfinished and place > number:
                continue
            dice = random.Random(f"{contest.slug}/{juror}/{key}")  # noqa: S311 (a story)
            aim = int(str(scene.details[key]["quality"])) - 2 + number
            points: dict[int, int | None] = {}
            for leaf in leaves:
                share = min(100, max(30, aim + dice.randint(-8, 8)))
                points[leaf.id] = leaf.max_points * share // 100 // 25 * 25
            when = day(one, "judging", 1 + place)
            scoring.save_sheet(scene.session, who, entry.id, points, "", when)
            if not (one.unfinished and place == number):
                scoring.sign_sheet(scene.session, who, entry.id, when)


def _decide(scene: Scene, one: Round, contest: Contest) -> None:
    standings = result_reads.standings(scene.session, contest.id)
    eligible = [row for row in standings if row.eligible]
    eligible.sort(key=lambda row: row.total_points * 1000 // max(1, row.divisor), reverse=True)
    kept = eligible[: max(1, len(eligible) - one.leave_out)]
    quotas = {row.entry.group: 0 for row in standings if row.entry.group is not None}
    for row in kept:
        if row.entry.group is not None:
            quotas[row.entry.group] += 1
    size = {ContestLevel.PROVINCE: 7}.get(one.level, 5)
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
            minutes_number="mô phỏng/BB-HĐBC",
        ),
        day(one, "decide"),
    )
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
