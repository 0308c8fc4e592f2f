"""The way a product came up, level by level."""

from datetime import date

from sqlalchemy.orm import Session

from contest.certificates.model import Certificate
from contest.certificates.rules import Standing
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries.kinds import EntryPath
from contest.nominations.lineage import Onward, ladders
from contest.nominations.model import Nomination
from core.registry.model import Product
from tests.build import certificates, contests, register
from tests.build.people import NOW
from tests.build.places import places

TODAY = date(2026, 11, 20)
LETTER = ("56/UBND-KT", date(2026, 5, 20))


def put_forward(session: Session, certificate: Certificate, to: Contest) -> None:
    session.add(
        Nomination(
            certificate_id=certificate.id,
            to_contest_id=to.id,
            letter_number=LETTER[0],
            letter_date=LETTER[1],
            nominated_at=NOW,
            nominated_by=0,
        )
    )
    session.flush()


class Story:
    """A product that won in a district in 2024 and in the province in 2026."""

    def __init__(self, session: Session) -> None:
        where = places(session)
        self.session, self.where = session, where
        self.maker = register.establishment(session, unit_id=where.commune)
        self.product: Product = register.product(session, self.maker)
        self.district = self.contest(ContestLevel.DISTRICT, where.old_district, 2024)
        self.province = self.contest(ContestLevel.PROVINCE, where.province, 2026)
        self.low = self.certify(self.district, date(2024, 10, 5), EntryPath.LOWEST_LEVEL)

    def contest(self, level: ContestLevel, unit_id: int, year: int) -> Contest:
        return contests.contest(
            self.session, unit_id=unit_id, level=level, year=year, stage=Stage.ANNOUNCED
        )

    def certify(
        self, contest: Contest, on: date, path: EntryPath, lower: int | None = None
    ) -> Certificate:
        entry = contests.entry(
            self.session,
            contest,
            self.product,
            self.maker,
            path=path,
            lower_certificate_id=lower,
        )
        return certificates.certificate(
            self.session, entry, contest, issued_on=on, valid_until=date(on.year + 3, 12, 31)
        )


def test_the_lower_certificate_of_the_dossier_leads_up(session: Session) -> None:
    story = Story(session)
    put_forward(session, story.low, story.province)
    high = story.certify(
        story.province, date(2026, 6, 1), EntryPath.LOWER_CERTIFICATE, story.low.id
    )
    (way,) = ladders(session, story.product.id, TODAY)
    told = [(one.level, one.year, one.number, one.letter_number, one.standing) for one in way]
    assert told == [
        (ContestLevel.DISTRICT, 2024, story.low.number, "", Standing.IN_FORCE),
        (ContestLevel.PROVINCE, 2026, high.number, LETTER[0], Standing.IN_FORCE),
    ]
    assert [one.onward for one in way] == [(), ()]


def test_a_letter_stands_in_the_way_where_no_lower_contest_was_held(session: Session) -> None:
    story = Story(session)
    story.certify(story.province, date(2026, 6, 1), EntryPath.FORWARDING_LETTER)
    upper, lower = ladders(session, story.product.id, TODAY)
    assert [(len(way), way[0].forwarded) for way in (upper, lower)] == [(1, True), (1, False)]


def test_a_nomination_is_told_while_the_upper_contest_is_under_way(session: Session) -> None:
    story = Story(session)
    put_forward(session, story.low, story.province)
    for stage, told in (
        (Stage.DRAFT, 0),
        (Stage.OPEN, 1),
        (Stage.LOCKED, 1),
        (Stage.ANNOUNCED, 0),
    ):
        story.province.stage = stage
        session.flush()
        ((rung,),) = ladders(session, story.product.id, TODAY)
        assert len(rung.onward) == told
        if told:
            assert rung.onward == (
                Onward(story.province.title, story.province.slug, ContestLevel.PROVINCE, *LETTER),
            )


def test_nothing_unannounced_is_told(session: Session) -> None:
    story = Story(session)
    story.certify(story.province, date(2026, 6, 1), EntryPath.LOWER_CERTIFICATE, story.low.id)
    story.province.stage = Stage.RECOGNISED
    session.flush()
    ((rung,),) = ladders(session, story.product.id, TODAY)
    assert rung.level is ContestLevel.DISTRICT
    story.district.stage = Stage.RECOGNISED
    session.flush()
    assert ladders(session, story.product.id, TODAY) == []
