"""Accounts, roles, sessions and tries."""

import threading
import unicodedata
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit, installation
from core.accounts import queries, rules, service, throttle
from core.accounts.model import Account, RoleGrant, SignInSession, Throttle
from core.db import sessions, unit_of_work
from core.errors import Conflict, Invalid, NotAllowed, TooMany
from core.identity import SYSTEM, Identity
from core.rights import Grant, Role
from tests.build import people
from tests.build.people import NOW
from tests.build.places import places

PASSWORD = "tiếng hát dòng sông"


def lan(session: Session, **facts: object) -> Account:
    given: dict[str, object] = {
        "name": " Lan (mô phỏng) ",
        "email": "Lan@Vidu.vn",
        "phone": "+84 912 345 678",
        "password": PASSWORD,
        "now": NOW,
        **facts,
    }
    return service.make_account(session, **given)  # type: ignore[arg-type]  # a builder


def test_an_account_is_kept_folded_and_its_password_hashed(session: Session) -> None:
    made = lan(session)
    assert (made.name, made.email, made.phone) == ("Lan (mô phỏng)", "lan@vidu.vn", "0912345678")
    assert made.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    (entry,) = audit.entries_about(session, f"account:{made.id}")
    assert (entry.action, entry.account_id, entry.detail) == ("account.made", made.id, {})


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"name": " "}, {"name": "missing"}),
        ({"email": None, "phone": None}, {"contact": "contact_missing"}),
        ({"email": "lan"}, {"email": "email_not_valid"}),
        ({"phone": "12"}, {"phone": "phone_not_valid"}),
        ({"password": "ngắn"}, {"password": ("password_too_short", {"least": 8})}),
        ({"email": "LAN@vidu.vn", "phone": None}, {"email": "email_taken"}),
        ({"email": None, "phone": "0912.345.678"}, {"phone": "phone_taken"}),
    ],
)
def test_what_is_refused(session: Session, change: dict[str, object], faults: object) -> None:
    lan(session)
    with pytest.raises(Invalid) as refused:
        lan(session, **change)
    assert refused.value.fields == faults
    assert session.scalar(sa.select(sa.func.count(Account.id))) == 1


def test_only_a_demonstration_offers_passwords(session: Session) -> None:
    with pytest.raises(ValueError, match="only a demonstration"):
        lan(session, demonstration_word=PASSWORD)
    installation.mark_demonstration(session, NOW)
    made = lan(session, demonstration_word=PASSWORD)
    assert queries.demonstration_accounts(session) == [made]


@pytest.mark.parametrize(
    "contact", ["lan@vidu.vn", " LAN@VIDU.VN ", "0912 345 678", "+84912345678"]
)
def test_signing_in(session: Session, contact: str) -> None:
    made = lan(session)
    apart = unicodedata.normalize("NFD", PASSWORD)
    token = service.sign_in(session, contact, apart, "Firefox", NOW, source="203.0.113.9")
    again = service.sign_in(session, contact, PASSWORD, "Firefox", NOW, source="203.0.113.9")
    assert len(token) == 43
    assert token != again
    found = queries.find_session(session, service.digest(token), NOW)
    assert found is not None
    assert found.account == made
    stored = session.scalars(sa.select(SignInSession.token_hash)).all()
    assert token not in stored


@pytest.mark.parametrize(
    ("contact", "password"),
    [
        ("lan@vidu.vn", "sai mật khẩu"),
        ("minh@vidu.vn", PASSWORD),
        ("không phải gì cả", PASSWORD),
        ("", ""),
        ("lan@vidu.vn", "x" * 10_000),
    ],
)
def test_one_answer_for_every_wrong_sign_in(session: Session, contact: str, password: str) -> None:
    lan(session)
    with pytest.raises(Invalid) as refused:
        service.sign_in(session, contact, password, "", NOW, source="x")
    assert refused.value.fields == {"": "wrong_sign_in"}


def test_an_account_without_password_and_a_disabled_one_stay_out(session: Session) -> None:
    bare = people.account(session, email="bare@vidu.vn")
    made = lan(session)
    chief = Identity(99, "quản trị", (Grant(Role.ADMINISTRATOR),))
    token = service.sign_in(session, "lan@vidu.vn", PASSWORD, "", NOW, source="x")
    service.set_disabled(session, chief, made.id, True, NOW, why="Nghỉ việc")
    assert queries.find_session(session, service.digest(token), NOW) is None
    for contact, password in ((bare.email, ""), ("lan@vidu.vn", PASSWORD)):
        with pytest.raises(Invalid):
            service.sign_in(session, str(contact), password, "", NOW, source="x")
    service.set_disabled(session, chief, made.id, False, NOW, why="Trở lại")
    service.sign_in(session, "lan@vidu.vn", PASSWORD, "", NOW, source="x")


def test_sessions_end(session: Session) -> None:
    made = lan(session)
    tokens = [service.open_session(session, made.id, f"máy {i}", NOW) for i in range(3)]
    session.flush()
    live = queries.sessions_of(session, made.id, NOW)
    assert [one.device for one in live] == ["máy 2", "máy 1", "máy 0"]
    me = Identity(made.id, made.name, (), live[0].id)
    service.end_session(session, me, NOW, live[1].id)
    assert len(queries.sessions_of(session, made.id, NOW)) == 2
    service.change_password(session, me, PASSWORD, "câu mới hoàn toàn", NOW)
    assert [one.id for one in queries.sessions_of(session, made.id, NOW)] == [live[0].id]
    later = NOW + rules.SESSION_LASTS
    assert queries.find_session(session, service.digest(tokens[2]), later) is None
    service.end_session(session, me, NOW)
    assert queries.sessions_of(session, made.id, NOW) == []
    with pytest.raises(Invalid) as refused:
        service.change_password(session, me, PASSWORD, "câu mới nữa", NOW)
    assert refused.value.fields == {"old": "wrong_password"}


def test_roles_are_given_once_and_ended(session: Session) -> None:
    here, made = places(session), lan(session)
    chief = Identity(99, "quản trị", (Grant(Role.ADMINISTRATOR),))
    first = service.grant_role(
        session, chief, made.id, Role.OFFICER, unit_id=here.commune, now=NOW
    )
    again = service.grant_role(
        session, chief, made.id, Role.OFFICER, unit_id=here.commune, now=NOW
    )
    assert again is first
    assert queries.grants_of(session, made.id, NOW) == [Grant(Role.OFFICER, here.commune)]
    service.end_grant(session, chief, first.id, NOW)
    assert queries.grants_of(session, made.id, NOW) == []
    with pytest.raises(NotAllowed):
        service.grant_role(session, people.identity(made), made.id, Role.ADMINISTRATOR, now=NOW)
    with pytest.raises(Invalid):
        service.grant_role(session, SYSTEM, made.id, Role.OFFICER, now=NOW)


def test_the_last_administrator_stays(session: Session) -> None:
    one = service.make_administrator(session, "Một", "mot@vidu.vn", PASSWORD, NOW)
    grant = session.scalars(sa.select(RoleGrant)).one()
    chief = Identity(one.id, one.name, (Grant(Role.ADMINISTRATOR),))
    with pytest.raises(Conflict, match="last_administrator"):
        service.end_grant(session, chief, grant.id, NOW)
    with pytest.raises(Conflict, match="not_oneself"):
        service.set_disabled(session, chief, one.id, True, NOW, why="Nghỉ việc")
    service.make_administrator(session, "Hai", "hai@vidu.vn", PASSWORD, NOW)
    service.end_grant(session, chief, grant.id, NOW)
    assert len(queries.administrators(session)) == 1


LIMIT = rules.Limit("test", 3, timedelta(minutes=15))


def test_tries_are_counted_by_window_and_forgiven(
    own_database: Callable[[], sa.Engine],
) -> None:
    writes = sessions(own_database(), writes=True)
    for _ in range(3):
        throttle.note(writes, [(LIMIT, "lan")], NOW)
    with pytest.raises(TooMany) as refused:
        throttle.note(writes, [(LIMIT, "lan")], NOW + timedelta(minutes=5))
    assert (refused.value.code, refused.value.facts) == ("too_many_tries", {"seconds": 600})
    throttle.note(writes, [(LIMIT, "minh")], NOW)
    throttle.note(writes, [(LIMIT, "lan")], NOW + timedelta(minutes=15))
    with unit_of_work(writes) as session:
        throttle.forgive(session, [(LIMIT, "lan")])
        throttle.forget(session, [(LIMIT, "minh")])
        assert session.scalars(sa.select(Throttle.count)).all() == [0]
    throttle.note(writes, [(LIMIT, "hoa")], NOW + timedelta(days=2))
    with unit_of_work(writes) as session:
        assert session.scalar(sa.select(sa.func.count(Throttle.key))) == 1  # the old one is gone


def test_tries_at_once_are_all_counted(own_database: Callable[[], sa.Engine]) -> None:
    writes = sessions(own_database(), writes=True)
    let_in: list[int] = []
    ready = threading.Barrier(8)

    def guess(number: int) -> None:
        ready.wait(10)
        for _ in range(3):
            try:
                throttle.note(writes, [(LIMIT, "lan"), (LIMIT, f"nguồn {number}")], NOW)
                let_in.append(number)
            except TooMany:
                continue

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(let_in) == LIMIT.most
