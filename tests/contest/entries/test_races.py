"""Two people at once: one dossier from two presses, codes without a gap, on real connections."""

import threading
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy import select

from contest.contests.kinds import ContestLevel
from contest.entries import service
from contest.entries.model import Entry, EntryEvent
from core.db import sessions, unit_of_work
from core.identity import Identity
from core.registry.kinds import ProductGroup
from tests.build import contests, dossiers, register
from tests.build.people import NOW

DESK = Identity(900, "Tổ giúp việc (mô phỏng)")


def at_once(*calls: Callable[[], object]) -> list[BaseException]:
    """Runs the calls in threads that start together; what they raised."""
    gate, raised = threading.Barrier(len(calls)), list[BaseException]()

    def run(call: Callable[[], object]) -> None:
        gate.wait()
        try:
            call()
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return raised


def test_two_presses_at_once_make_one_dossier(own_database: Callable[[], sa.Engine]) -> None:
    writes = sessions(own_database(), writes=True)
    with unit_of_work(writes) as session:
        lan = dossiers.maker(session)
        contest = contests.contest(session, unit_id=lan.places.commune, level=ContestLevel.COMMUNE)
        asked = (contest.id, lan.product.id)
    made: list[int] = []

    def press() -> None:
        with unit_of_work(writes) as session:
            made.append(service.start(session, lan.who, *asked, NOW).id)

    for _ in range(3):
        assert at_once(press, press, press) == []
    assert len(made) == 9
    assert len(set(made)) == 1
    with unit_of_work(writes) as session:
        assert list(session.scalars(select(Entry.id))) == [made[0]]
        assert list(session.scalars(select(EntryEvent.action))) == ["started"]


def test_filing_twice_at_once_files_once(own_database: Callable[[], sa.Engine]) -> None:
    writes = sessions(own_database(), writes=True)
    with unit_of_work(writes) as session:
        lan = dossiers.maker(session)
        contest = contests.contest(session, unit_id=lan.places.commune, level=ContestLevel.COMMUNE)
        entry_id = dossiers.written(session, lan, contest).id

    def press() -> None:
        with unit_of_work(writes) as session:
            service.file(
                session,
                lan.who,
                entry_id,
                group=ProductGroup.OTHER,
                lower=None,
                declared=True,
                now=NOW,
            )

    assert at_once(press, press) == []
    with unit_of_work(writes) as session:
        events = session.scalars(select(EntryEvent.action).order_by(EntryEvent.id))
        assert list(events) == ["started", "filed"]


def test_codes_given_at_once_have_no_gap(own_database: Callable[[], sa.Engine]) -> None:
    writes = sessions(own_database(), writes=True)
    with unit_of_work(writes) as session:
        lan = dossiers.maker(session)
        contest = contests.contest(session, unit_id=lan.places.commune, level=ContestLevel.COMMUNE)
        ids = [
            dossiers.filed(
                session, lan, contest, product=register.product(session, lan.establishment)
            ).id
            for _ in range(6)
        ]
        contest_id = contest.id

    def accept(entry_id: int) -> Callable[[], None]:
        def press() -> None:
            with unit_of_work(writes) as session:
                service.accept(session, DESK, entry_id, ProductGroup.HANDICRAFT, NOW)

        return press

    # each dossier by two secretaries at the same moment
    assert at_once(*(accept(id_) for id_ in ids for _ in range(2))) == []
    with unit_of_work(writes) as session:
        codes = session.scalars(
            select(Entry.code).where(Entry.contest_id == contest_id).order_by(Entry.code)
        )
        assert list(codes) == ["TC01", "TC02", "TC03", "TC04", "TC05", "TC06"]
        given = session.scalars(select(EntryEvent.action).where(EntryEvent.action == "accepted"))
        assert len(list(given)) == 6
