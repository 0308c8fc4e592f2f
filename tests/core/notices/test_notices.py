"""Notices: once for each cause, read by their own reader only, by mail as chosen."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.notices import queries, service
from core.notices.kinds import Topic
from tests.build import people
from tests.build.people import NOW


def put(session: Session, account_ids: set[int], cause: str = "record:1") -> set[int]:
    return service.put(
        session, account_ids, Topic.DOSSIER, "entry_filed", {"a": 1}, "/ho-so", cause, NOW
    )


def test_a_cause_tells_each_person_once(session: Session) -> None:
    lan, tu = people.account(session, "Lan"), people.account(session, "Tư")
    gone = people.account(session, "Ba", disabled_at=NOW)
    assert put(session, {lan.id, gone.id, 99_999}) == {lan.id}
    assert put(session, {lan.id, tu.id}) == {tu.id}
    assert put(session, {lan.id}, "record:2") == {lan.id}
    assert (queries.unread(session, lan.id), queries.unread(session, tu.id)) == (2, 1)
    first, second = queries.page(session, lan.id, limit=9)
    assert [one.cause for one in (first, second)] == ["record:2", "record:1"]
    assert queries.page(session, lan.id, before=first.id, limit=9) == [second]


def test_only_its_reader_reads_it(session: Session) -> None:
    lan, tu = people.account(session, "Lan"), people.account(session, "Tư")
    put(session, {lan.id, tu.id})
    [notice] = queries.page(session, lan.id, limit=9)
    with pytest.raises(NotFound):
        service.read(session, people.identity(tu), notice.id, NOW)
    assert service.read(session, people.identity(lan), notice.id, NOW).read_at == NOW
    later = NOW + timedelta(hours=1)
    assert service.read(session, people.identity(lan), notice.id, later).read_at == NOW
    put(session, {lan.id}, "record:2")
    assert len(queries.page(session, lan.id, only_unread=True, limit=9)) == 1
    service.read_all(session, people.identity(lan), later)
    assert (queries.unread(session, lan.id), queries.unread(session, tu.id)) == (0, 1)


def test_by_mail_as_chosen(session: Session) -> None:
    lan = people.account(session, "Lan", email="lan@vidu.example", locale="en")
    ba = people.account(session, "Ba", email=None, phone="0912345678")
    ids = [lan.id, ba.id]
    wanted = {lan.id: ("lan@vidu.example", "en")}
    assert queries.mail_addresses(session, ids, Topic.FAIR) == wanted
    assert queries.choices(session, lan.id) == dict.fromkeys(Topic, True)
    for _ in range(2):
        service.choose(session, people.identity(lan), {Topic.DOSSIER})
    session.flush()
    assert queries.mail_addresses(session, ids, Topic.FAIR) == {}
    assert queries.mail_addresses(session, ids, Topic.DOSSIER) == wanted
    assert queries.refused_addresses(session, ["lan@vidu.example"], Topic.FAIR) == {
        "lan@vidu.example"
    }


def test_what_was_read_long_ago_goes(session: Session) -> None:
    lan = people.account(session, "Lan")
    put(session, {lan.id})
    put(session, {lan.id}, "record:2")
    [newest, _] = queries.page(session, lan.id, limit=9)
    service.read(session, people.identity(lan), newest.id, NOW)
    session.flush()
    service.forget_old(session, NOW + service.KEPT + timedelta(days=1))
    assert [one.cause for one in queries.page(session, lan.id, limit=9)] == ["record:1"]
