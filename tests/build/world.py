"""One of everything in one province, and the same in another: for asking every door."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from contest.bodies.kinds import BodyKind, Position
from contest.bodies.model import Seat
from contest.certificates.model import Certificate
from contest.complaints.model import Complaint
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest, ScoringFrame
from contest.entries.model import Entry
from contest.history.model import PastRecognition, PastRound
from contest.plans.model import Milestone
from contest.reviews.model import Review
from contest.samples.model import Sample
from contest.scoring.model import ScoreOperation
from core import outbox
from core.accounts.model import Account
from core.imports.model import ImportBatch
from core.registry.model import Consent, Establishment, EstablishmentState, Merger, Product
from core.rights import Role
from fairs.fairs.model import Fair
from fairs.programmes.model import HandEntry, Programme
from fairs.support.model import SupportCase
from tests.build import (
    aftermath,
    certificates,
    contests,
    history,
    imports,
    judging,
    market,
    people,
    register,
    samples,
)
from tests.build.places import places

SEATS = {
    Role.COUNCIL_CHAIR: (BodyKind.COUNCIL, Position.COUNCIL_CHAIR),
    Role.COUNCIL_MEMBER: (BodyKind.COUNCIL, Position.COUNCIL_MEMBER),
    Role.JURY_HEAD: (BodyKind.JURY, Position.JURY_HEAD),
    Role.JUROR: (BodyKind.JURY, Position.JUROR),
}


@dataclass(frozen=True, slots=True)
class Half:
    """One province's things, and a person for each role who holds it there."""

    unit_id: int
    commune_id: int
    contest: Contest
    frame: ScoringFrame
    milestone: Milestone
    entry: Entry
    sample: Sample
    establishment: Establishment
    product: Product
    product_set: Product
    held: ScoreOperation
    consent: Consent
    merger: Merger
    state: EstablishmentState
    certificate: Certificate
    complaint: Complaint
    review: Review
    fair: Fair
    case: SupportCase
    programme: Programme
    batch: ImportBatch
    hand_entry: HandEntry
    past_round: PastRound
    past_recognition: PastRecognition
    seats: dict[Role, Seat]
    people: dict[Role, Account]


@dataclass(frozen=True, slots=True)
class World:
    """`here` is where a door's example lies; `there` is the wrong place."""

    here: Half
    there: Half


def world(session: Session, stage: Stage = Stage.JUDGING) -> World:
    """Both halves, their contests at this stage."""
    found = places(session)
    outbox.write(session, "nobody@example.test", "Thư", "mô phỏng", people.NOW)  # and its job
    return World(
        half(session, found.province, found.commune, stage),
        half(session, found.stranger, found.stranger_commune, stage),
    )


def half(session: Session, unit_id: int, commune_id: int, stage: Stage) -> Half:
    """One province with one of everything."""
    contest = contests.contest(
        session, unit_id=unit_id, level=ContestLevel.PROVINCE, stage=stage, year=2026
    )
    holder = people.account(session, "producer (mô phỏng)")
    maker = register.establishment(session, unit_id=commune_id, holder=holder)
    product = register.product(session, maker)
    entry = contests.entry(session, contest, product, maker)
    bodies = {
        kind: contests.body(session, contest, kind) for kind in (BodyKind.COUNCIL, BodyKind.JURY)
    }
    cast: dict[Role, Account] = {Role.PRODUCER: holder}
    seats: dict[Role, Seat] = {}
    for role in Role:
        if role is Role.PRODUCER:
            continue
        if role in SEATS:
            kind, position = SEATS[role]
            cast[role] = people.account(session, f"{role} (mô phỏng)")
            seats[role] = contests.seat(session, bodies[kind], cast[role], position)
        else:
            cast[role] = people.person(session, role, unit_id=unit_id)
    judging.taken_back(session, contest)
    programme = market.programme(session, unit_id=unit_id)
    # The maker has its own people: a collaborator acts only because they agreed.
    twin = register.establishment(session, unit_id=commune_id)
    consent = register.consent(session, maker, cast[Role.COLLABORATOR])
    paper = certificates.certificate(session, entry, contest)
    aftermath.version(session, contest.id)
    return Half(
        unit_id=unit_id,
        commune_id=commune_id,
        contest=contest,
        frame=contests.frame(session, contest),
        milestone=contests.milestone(session, contest),
        entry=entry,
        sample=samples.sample(session, entry),
        establishment=maker,
        product=product,
        product_set=register.product_set(session, maker),
        held=judging.held(session, seats[Role.JUROR], entry),
        consent=consent,
        state=register.state(session, maker),
        merger=register.merger(session, maker, twin),
        certificate=paper,
        complaint=aftermath.complaint(session, entry),
        review=aftermath.review(session, paper, unit_id=unit_id),
        fair=market.fair(session, unit_id=unit_id),
        case=market.case(session, maker, product, unit_id=unit_id),
        programme=programme,
        batch=imports.batch(session, unit_id=unit_id),
        hand_entry=market.hand_entry(session, programme.targets[0]),
        past_round=history.past_round(session, unit_id=unit_id),
        past_recognition=history.past_recognition(session, product, unit_id=unit_id),
        seats=seats,
        people=cast,
    )
