"""Which facts make two records look like one: every score can be told in words."""

import time

import pytest

from core.registry.likeness import (
    LIKELY,
    PROPOSED,
    Fact,
    Maker,
    Thing,
    compare,
    core_name,
    digits,
    pairs,
    thing_pairs,
)


def maker(id_: int, name: str = "", **more: object) -> Maker:
    values: dict[str, object] = {
        "numbers": frozenset(),
        "root": "",
        "branch": False,
        "phone": "",
        "email": "",
        "representative": "",
        "address": "",
        "unit_id": None,
        **more,
    }
    return Maker(id=id_, name=name, **values)  # type: ignore[arg-type]  # a builder


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Công ty TNHH MTV Mắm Lan", "mam lan"),
        ("CTY TNHH Một thành viên Mắm Lan", "mam lan"),
        ("Hợp tác xã Gốm Đỏ", "gom do"),
        ("HTX gốm đỏ (mô phỏng)", "gom do"),
        ("Cơ sở sản xuất Kẹo dừa Bà Hai", "keo dua ba hai"),
        ("Hộ kinh doanh Trà Sâm Dứa", "tra sam dua"),
        ("Công ty", "cong ty"),
    ],
)
def test_the_name_people_know(name: str, core: str) -> None:
    assert core_name(name) == core


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("0912 345 678", "0912345678"), ("+84 912.345.678", "0912345678"), ("12", ""), ("", "")],
)
def test_telephones(typed: str, plain: str) -> None:
    assert digits(typed) == plain


F = Fact
LAN = {"phone": "0912345678", "unit_id": 5, "representative": "Nguyễn Thị Lan"}
CASES: list[tuple[dict[str, object], dict[str, object], tuple[Fact, ...], int]] = [
    ({}, {}, (F.NAME,), 45),
    ({"unit_id": 5}, {"unit_id": 5}, (F.NAME, F.PLACE), 55),
    (LAN, LAN, (F.NAME, F.PHONE, F.REPRESENTATIVE, F.PLACE), 100),
    (
        {"numbers": frozenset({"a", "b"})},
        {"numbers": frozenset({"b"})},
        (F.NUMBER, F.NAME),
        100,
    ),
    ({"root": "0100112437"}, {"root": "0301234567"}, (F.NAME, F.NUMBERS_DIFFER), 15),
    (
        {"root": "0100112437", "unit_id": 5},
        {"root": "0100112437", "unit_id": 5, "branch": True},
        (F.NAME, F.PLACE, F.BRANCH),
        0,
    ),
    ({"email": "a@b.vn"}, {"email": "A@b.vn "}, (F.NAME, F.EMAIL), 75),
]


@pytest.mark.parametrize(("here", "there", "facts", "score"), CASES)
def test_what_counts(
    here: dict[str, object], there: dict[str, object], facts: tuple[Fact, ...], score: int
) -> None:
    pair = compare(maker(2, "HTX Gốm Đỏ", **here), maker(1, "Hợp tác xã gốm đỏ", **there))
    assert (pair.one, pair.other, pair.facts, pair.score) == (1, 2, facts, score)
    assert pair.likely is (score >= LIKELY)


def test_near_names_tell_typos_from_other_names() -> None:
    near = compare(maker(1, "HTX Trà Sâm Dứa Cổ Chiên"), maker(2, "HTX Trà Sấm Dừa Cổ Chiêm"))
    far = compare(maker(1, "HTX Trà Sâm Dứa"), maker(2, "HTX Bánh phồng Sơn Đốc"))
    assert (near.facts, far.facts) == ((F.NAME_NEAR,), ())


def test_pairs_are_proposed_in_order_and_not_those_set_apart() -> None:
    makers = [
        maker(1, "HTX Gốm Đỏ", **LAN),
        maker(2, "Hợp tác xã Gốm đỏ", **LAN),
        maker(3, "Gốm Đỏ", unit_id=5),
        maker(4, "Kẹo dừa Bà Hai", unit_id=5),
    ]
    assert [(p.one, p.other, p.score) for p in pairs(makers)] == [
        (1, 2, 100),
        (1, 3, 55),
        (2, 3, 55),
    ]
    assert [(p.one, p.other) for p in pairs(makers, {(1, 2), (2, 3)})] == [(1, 3)]
    assert PROPOSED == 55


def test_products_of_one_maker_only() -> None:
    things = [
        Thing(1, "Trà Sâm Dứa", 7, "processed_food"),
        Thing(2, "Trà sâm dứa", 7, "processed_food"),
        Thing(3, "Trà Sâm Dứa", 8, "processed_food"),
        Thing(4, "Bánh in", 7, "processed_food"),
    ]
    found = thing_pairs(things)
    assert [(p.one, p.other, p.facts) for p in found] == [(1, 2, (F.NAME, F.PLACE, F.GROUP))]


def test_five_thousand_are_looked_through_in_seconds() -> None:
    words = ["gom", "mam", "tra", "banh", "keo", "dua", "lua", "nep", "sen", "tre", "chieu"]
    makers = [
        maker(
            i,
            f"HTX {words[i % 11]} {words[i // 11 % 11]} so {i // 3}",
            unit_id=i % 120,
            phone=f"09{i // 2:08d}",
        )
        for i in range(5_000)
    ]
    begun = time.process_time()
    found = pairs(makers)
    assert time.process_time() - begun < 20
    assert all(pair.score >= PROPOSED for pair in found)
