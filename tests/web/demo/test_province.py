"""The simulated province: a large round, ten years, and something in every state there is."""

from collections import Counter

import sqlalchemy as sa

from contest.certificates import queries as certificates
from contest.certificates.lists import Scope
from contest.certificates.model import Certificate
from contest.certificates.regimes import validity_regimes
from contest.certificates.rules import Standing as Good
from contest.contests.kinds import ContestLevel, Stage
from contest.contests.model import Contest
from contest.entries.kinds import EntryPath, EntryStatus
from contest.entries.model import Entry
from contest.history.model import PastRecognition, PastRound
from contest.reports import queries as reports
from contest.reports.model import YearlyReport
from contest.results.model import Standing
from core.clock import day_in_vietnam
from core.db import unit_of_work
from core.imports.model import ImportBatch
from core.notices.model import Notice
from core.outbox import Letter
from core.registry import duplicates
from core.registry import history as states
from core.registry.kinds import ConsentHow, Membership, Origin, ProductGroup
from core.registry.model import Consent, Establishment, Member, Product, SetMember
from core.territory import queries as territory
from fairs.fairs.kinds import ApplicationStatus, FairStatus
from fairs.fairs.model import Allotment, Application, Fair
from fairs.programmes import queries as programmes
from fairs.programmes.kinds import Status
from fairs.programmes.model import AnnualPlan, HandEntry, Programme
from fairs.support import reference
from fairs.support.kinds import CheckState, Outcome
from fairs.support.model import CheckItem, SupportCase
from media.album import members
from tests.web.demo.conftest import NOW
from web.demo.scene import MARK
from web.wiring import Wiring

TODAY = day_in_vietnam(NOW)


def test_the_large_round_counts_as_thai_nguyen_did_in_2023(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        contest = session.scalars(
            sa.select(Contest).where(Contest.slug == "vinh-long-cap-tinh-2024")
        ).one()
        entries = session.scalars(sa.select(Entry).where(Entry.contest_id == contest.id)).all()
        found = session.scalars(sa.select(Standing).where(Standing.contest_id == contest.id)).all()
        issued = certificates.of_contest(session, contest.id)
    assert contest.stage is Stage.ANNOUNCED
    assert Counter(one.group for one in entries) == {
        ProductGroup.HANDICRAFT: 5,
        ProductGroup.PROCESSED_FOOD: 36,
        ProductGroup.OTHER: 2,
    }
    assert len(found) == 43
    assert all(one.eligible and one.total_points >= 7000 * one.sheets for one in found)
    assert sum(bool(one.certified) for one in found) == 30
    assert len(issued) == 30
    assert sorted(one.prize for one in found if one.prize) == ["Giải ba", "Giải nhì", "Giải nhất"]
    assert {one.path for one in entries} == {
        EntryPath.LOWER_CERTIFICATE,
        EntryPath.FORWARDING_LETTER,
    }


def test_the_years_and_levels_of_rounds(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        held = session.execute(
            sa.select(Contest.level, Contest.year).where(Contest.stage == Stage.ANNOUNCED)
        ).all()
        opened = session.execute(
            sa.select(Contest.level, Contest.year).where(
                Contest.stage == Stage.OPEN,
                Contest.entries_open_at <= NOW,
                Contest.entries_close_at >= NOW,
            )
        ).all()
    years = {level: {year for found, year in held if found is level} for level in ContestLevel}
    assert years[ContestLevel.PROVINCE] == {2016, 2018, 2020, 2022, 2024}
    assert years[ContestLevel.DISTRICT] == {2017, 2019, 2021, 2023, 2024}
    assert years[ContestLevel.COMMUNE] == {2026}
    assert {tuple(one) for one in opened} == {
        (ContestLevel.PROVINCE, 2026),
        (ContestLevel.COMMUNE, 2026),
    }


def test_a_contest_in_every_stage_and_a_dossier_in_every_state(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        stages = set(session.scalars(sa.select(Contest.stage)))
        states = set(session.scalars(sa.select(Entry.status)))
    assert stages == set(Stage)
    assert states == set(EntryStatus)


def test_certificates_hold_as_the_rule_of_their_day_says(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        found = session.scalars(sa.select(Certificate)).all()
        standings = {certificates.standing(one, TODAY) for one in found}
    assert standings == {Good.IN_FORCE, Good.EXPIRED, Good.REVOKED}
    regimes = validity_regimes()
    spans = set()
    for one in found:
        (regime,) = [rule for rule in regimes if rule.covers(one.issued_on)]
        assert one.valid_until.year == one.issued_on.year + regime.years - 1
        spans.add(regime.years)
    assert spans == {3, 4}
    assert [one for one in found if 0 <= (one.valid_until - TODAY).days <= 90]


def test_fairs_past_and_coming_with_their_stands(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        fairs = Counter(session.scalars(sa.select(Fair.status)))
        asked = set(session.scalars(sa.select(Application.status)))
        stood = session.scalar(
            sa.select(sa.func.count(sa.distinct(Allotment.application_id))).where(Allotment.active)
        )
    assert set(fairs) == set(FairStatus)
    assert fairs[FairStatus.CLOSED] >= 5
    assert asked == set(ApplicationStatus)
    assert (stood or 0) >= 25


def test_a_trademark_case_at_every_stage_and_with_every_end(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        cases = session.scalars(sa.select(SupportCase)).all()
        papers = set(session.scalars(sa.select(CheckItem.state)))
    assert {one.stage for one in cases} == {one.key for one in reference.stages()}
    assert {one.outcome for one in cases if one.closed_at} == {one.value for one in Outcome}
    assert sum(one.outcome == Outcome.GRANTED for one in cases) >= 3
    assert [
        one.code for one in cases if one.approved_dong and one.approved_dong > one.asked_dong
    ] == []
    assert sum(bool(one.approved_dong) for one in cases) >= 6
    assert papers >= {CheckState.MISSING, CheckState.HANDED_IN, CheckState.ACCEPTED,
                      CheckState.RETURNED}  # fmt: skip


def test_the_office_keeps_what_was_before_the_platform(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        rounds = session.scalars(
            sa.select(PastRound).where(PastRound.origin == Origin.SIMULATED)
        ).all()
        names = session.scalars(sa.select(PastRecognition)).all()
        real = session.scalar(
            sa.select(sa.func.count(PastRecognition.id))
            .join(Product, Product.id == PastRecognition.product_id)
            .where(Product.origin != Origin.SIMULATED)
        )
    assert {one.level for one in rounds} == {ContestLevel.DISTRICT, ContestLevel.PROVINCE}
    assert {one.year for one in rounds} == {2012, 2014}
    assert len(names) >= 5
    assert real == 0


def test_an_old_certificate_keeps_the_name_that_its_maker_bore(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        maker = session.scalars(
            sa.select(Establishment).where(Establishment.name == f"Hợp tác xã Gốm Cổ Chiên{MARK}")
        ).one()
        told = states.states_of(session, maker.id)
        printed = {
            (one.issued_on.year, str(one.printed["establishment_name"]))
            for one in session.scalars(
                sa.select(Certificate).where(Certificate.establishment_id == maker.id)
            )
        }
    assert [one.legal.name for one in told] == [
        f"Tổ hợp tác Gốm Mỹ An{MARK}",
        f"Hợp tác xã Gốm Cổ Chiên{MARK}",
    ]
    assert (2018, f"Tổ hợp tác Gốm Mỹ An{MARK}") in printed
    assert {name for year, name in printed if year > 2018} == {f"Hợp tác xã Gốm Cổ Chiên{MARK}"}


def test_a_set_has_members_with_marks_and_pictures(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        found = session.scalars(
            sa.select(SetMember).join(Product).where(Product.origin == Origin.SIMULATED)
        ).all()
        pictures = members.albums(session, [one.id for one in found])
    assert len(found) == 5
    assert sorted(one.trademark for one in found if one.trademark) == ["BA NẾP GẤC", "BA NẾP LÁ"]
    assert {len(pictures[one.id]) for one in found} == {1}


def test_the_programme_has_plans_settled_years_and_what_was_done(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        made = programmes.get_programme(session, "vinh-long-2021-2025")
        settled = {plan.year: plan.status for plan in made.plans}
        faults = programmes.mismatches(made)
        entries = session.scalars(sa.select(HandEntry)).all()
        running = set(session.scalars(sa.select(AnnualPlan.status)))
        ours = session.scalars(sa.select(Programme.origin).where(Programme.id != made.id)).all()
    assert settled == dict.fromkeys(range(2021, 2026), Status.CLOSED)
    assert {plan.origin for plan in made.plans} == {Origin.SIMULATED}
    assert faults == []
    assert {one.happened_on.year for one in entries} == {2021, 2022, 2023, 2024, 2025}
    assert all(one.words.endswith(MARK) and one.paper_number for one in entries)
    assert running == set(Status)
    assert ours == [Origin.SIMULATED] * 2


def test_whoever_files_for_another_has_his_consent(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        filed = session.execute(
            sa.select(Entry.establishment_id, Entry.created_by).where(Entry.on_behalf).distinct()
        ).all()
        agreed = {
            (one.establishment_id, one.account_id): one
            for one in session.scalars(sa.select(Consent))
        }
    assert len(filed) >= 8
    assert {tuple(one) for one in filed} <= set(agreed)
    assert {one.how for one in agreed.values()} == {
        ConsentHow.SIGNED_PAPER,
        ConsentHow.IN_PERSON,
        ConsentHow.ONLINE,
    }
    assert sum(one.ended_at is not None for one in agreed.values()) == 1


def test_look_alikes_reports_and_a_list_wait_at_the_desk(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        (province,) = territory.provinces(session, TODAY)
        pairs = duplicates.establishment_pairs(session, [province.id])
        owing = reports.missing(session, Scope(units=[province.id]), TODAY.year - 1)
        received = session.scalar(sa.select(sa.func.count(YearlyReport.id)))
        batches = session.scalars(sa.select(ImportBatch)).all()
        asked = session.scalars(sa.select(Member).where(Member.standing == Membership.ASKED)).all()
    assert len(pairs) >= 3
    assert owing >= 5
    assert (received or 0) >= 15
    assert [one.kind for one in batches] == ["roster"]
    assert len(asked) == 1


def test_people_were_told_of_late_and_letters_wait(demo: Wiring) -> None:
    with unit_of_work(demo.reads) as session:
        told = session.scalar(sa.select(sa.func.count(Notice.id)))
        letters = session.scalars(sa.select(Letter.recipient)).all()
    assert (told or 0) >= 20
    assert letters
    assert [one for one in letters if not one.endswith("@mo-phong.example")] == []
