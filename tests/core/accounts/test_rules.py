"""Contacts, passwords, and who may do what for whom."""

import unicodedata

import pytest

from core.accounts import rules
from core.identity import Identity
from core.rights import Grant, Role, Subject


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("+84 (0) 912-345-678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0559 123 456", "0559123456"),  # no list of prefixes: numbers move
        ("0270 382 3456", "02703823456"),  # a landline of Vĩnh Long
        ("024 3825 3536", "02438253536"),
        ("091234567", None),
        ("09123456789", None),
        ("0112345678", None),
        ("một hai ba", None),
        ("", None),
    ],
)
def test_phones(typed: str, kept: str | None) -> None:
    assert rules.fold_phone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Lan.Nguyen@Vidu.VN ", "lan.nguyen@vidu.vn"),
        ("a@b.vn", "a@b.vn"),
        ("lan@vidu", None),
        ("lan vidu@vidu.vn", None),
        ("lan@vidu.vn, minh@vidu.vn", None),
        ("@vidu.vn", None),
        (f"{'a' * 65}@vidu.vn", None),
    ],
)
def test_emails(typed: str, kept: str | None) -> None:
    assert rules.fold_email(typed) == kept


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("gạch cua rau muống", None),
        ("1234567", ("password_too_short", {"least": 8})),
        ("Mật Khẩu 123", "password_common"),
        ("PASSWORD", "password_common"),
        ("zzzzzzzzzz", "password_common"),
        ("a" * 100 + "b" * 100, None),
        ("a" * 100 + "b" * 101, ("password_too_long", {"most": 200})),
    ],
)
def test_passwords(password: str, refusal: object) -> None:
    assert rules.refusal_of_password(password) == refusal


def test_one_password_from_every_keyboard() -> None:
    written = "tiếng Việt mến yêu"
    apart = unicodedata.normalize("NFD", written)
    assert apart != written
    assert rules.normal_password(apart) == rules.normal_password(written)


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("testclient", "unknown"),
    ],
)
def test_sources(address: str, source: str) -> None:
    assert rules.source_of(address) == source


HERE, THERE = Subject(reach=frozenset({1, 10})), Subject(reach=frozenset({2, 20}))
OFFICER = Identity(5, "cán bộ", (Grant(Role.OFFICER, unit_id=1),))
SECRETARY = Identity(6, "thư ký", (Grant(Role.SECRETARY, unit_id=1),))
ADMINISTRATOR = Identity(7, "quản trị", (Grant(Role.ADMINISTRATOR),))
PRODUCER = Identity(8, "cơ sở", (Grant(Role.PRODUCER, establishment_id=3),))
COLLECTIVE = (OFFICER, SECRETARY, ADMINISTRATOR, PRODUCER)


@pytest.mark.parametrize(
    ("held", "allowed"),
    [
        ([(Role.PRODUCER, HERE)], (OFFICER, SECRETARY, ADMINISTRATOR)),
        ([(Role.COLLABORATOR, HERE)], (OFFICER, SECRETARY, ADMINISTRATOR)),
        ([(Role.PRODUCER, THERE)], (ADMINISTRATOR,)),
        ([(Role.PRODUCER, HERE), (Role.PRODUCER, THERE)], (ADMINISTRATOR,)),
        ([(Role.OFFICER, HERE)], (SECRETARY, ADMINISTRATOR)),
        ([(Role.PRODUCER, HERE), (Role.SECRETARY, HERE)], (ADMINISTRATOR,)),
        ([(Role.PRODUCER, HERE), (Role.JUROR, Subject(contest_id=4))], (ADMINISTRATOR,)),
        ([(Role.ADMINISTRATOR, Subject())], (ADMINISTRATOR,)),
        ([], (ADMINISTRATOR,)),
    ],
)
def test_who_may_reset_whom(held: list[rules.Held], allowed: tuple[Identity, ...]) -> None:
    may = tuple(who for who in COLLECTIVE if rules.refusal_to_reset(who, held) is None)
    assert may == allowed


@pytest.mark.parametrize(
    ("role", "place", "allowed"),
    [
        (Role.PRODUCER, HERE, (OFFICER, SECRETARY, ADMINISTRATOR)),
        (Role.PRODUCER, THERE, (ADMINISTRATOR,)),
        (Role.COLLABORATOR, HERE, (OFFICER, SECRETARY, ADMINISTRATOR)),
        (Role.OFFICER, HERE, (SECRETARY, ADMINISTRATOR)),
        (Role.INSPECTOR, HERE, (ADMINISTRATOR,)),
        (Role.ADMINISTRATOR, HERE, (ADMINISTRATOR,)),
        (Role.JUROR, HERE, ()),
    ],
)
def test_who_may_invite_whom(role: Role, place: Subject, allowed: tuple[Identity, ...]) -> None:
    assert tuple(who for who in COLLECTIVE if rules.may_invite(who, role, place)) == allowed


@pytest.mark.parametrize(
    ("role", "limits", "faults"),
    [
        (Role.OFFICER, (1, None, None), {}),
        (Role.OFFICER, (None, None, None), {"unit_id": "place_missing"}),
        (Role.FAIR_ORGANISER, (None, None, 9), {}),
        (Role.PRODUCER, (1, None, None), {"role": "role_by_membership"}),
        (Role.JUROR, (1, None, None), {"role": "role_by_seat"}),
        (Role.JUROR, (None, 9, None), {}),
        (Role.ADMINISTRATOR, (None, None, None), {}),
        (Role.ADMINISTRATOR, (1, None, None), {"role": "role_without_place"}),
    ],
)
def test_how_a_role_is_held(
    role: Role, limits: tuple[int | None, int | None, int | None], faults: dict[str, str]
) -> None:
    assert rules.refusal_of_grant(role, *limits) == faults
