"""Verification codes: made of random bytes, known however typed, never mistaken for another."""

from itertools import combinations

import pytest

from contest.certificates.codes import (
    CODE_BYTES,
    code_fault,
    new_code,
    normalise_code,
    scan_address,
)

CODE = "TH-C5H66-S35CW"


def test_a_code_comes_from_the_random_bytes_alone() -> None:
    assert new_code(b"abcdef") == CODE
    assert new_code(bytes(CODE_BYTES)) == "TH-00000-00000"
    assert new_code(b"\xff" * CODE_BYTES)[:13] == "TH-ZZZZZ-ZZZZ"
    with pytest.raises(ValueError, match="6 random bytes"):
        new_code(b"abcde")


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "th-c5h66-s35cw",
        "C5H66S35CW",
        " th c5h66 s35cw ",
        "TH–C5H66—S35CW",
        "ＴＨ-C5H66-S35CW",
        "TH-C5H66-\u200bS35CW",
        "TH_C5H66_S35CW",
    ],
)
def test_a_code_is_known_however_it_is_typed(typed: str) -> None:
    assert normalise_code(typed) == CODE


def test_letters_easily_misread_are_read_as_the_digits_they_resemble() -> None:
    assert normalise_code("th-ooooo-OOOOO") == "TH-00000-00000"
    with_one = next(
        code for n in range(99) if "1" in (code := new_code(n.to_bytes(CODE_BYTES, "little")))
    )
    assert normalise_code(with_one.replace("1", "I")) == with_one
    assert normalise_code(with_one.replace("1", "l")) == with_one


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "TH",
        "TH-C5H66-S35C",
        "TH-C5H66-S35CWW",
        "TH-C5H66-S35CU",
        "TH-C5H66-S35C*",
        "HT-C5H66-S35CW",
        "Đ5H66S35CWW",
        "'; drop table certificate; --",
        "9" * 100_000,
    ],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert normalise_code(typed) is None


def test_one_wrong_symbol_never_gives_another_code() -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    symbols = CODE.removeprefix("TH").replace("-", "")
    for place, right in enumerate(symbols):
        for wrong in alphabet.replace(right, ""):
            assert normalise_code(symbols[:place] + wrong + symbols[place + 1 :]) is None


def test_two_swapped_symbols_never_give_another_code() -> None:
    for seed in range(20):
        symbols = list(new_code(bytes([seed * 7 + 1] * 3 + [seed] * 3))[3:].replace("-", ""))
        for a, b in combinations(range(10), 2):
            if symbols[a] != symbols[b]:
                swapped = symbols.copy()
                swapped[a], swapped[b] = symbols[b], symbols[a]
                assert normalise_code("".join(swapped)) is None


@pytest.mark.parametrize(
    ("address", "scanned"),
    [
        (
            "https://tinhhoa.vn/xac-minh/TH-C5H66-S35CW",
            "HTTPS://TINHHOA.VN/XAC-MINH/TH-C5H66-S35CW",
        ),
        ("http://127.0.0.1:8000/p/A1", "HTTP://127.0.0.1:8000/P/A1"),
        ("https://tinhhoa.vn/x?c=1", "https://tinhhoa.vn/x?c=1"),
        ("https://tỉnh.vn/x", "https://tỉnh.vn/x"),
    ],
)
def test_an_address_goes_into_capitals_only_when_a_code_can_hold_them(
    address: str, scanned: str
) -> None:
    assert scan_address(address) == scanned


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        (CODE, None),
        ("", ("code_missing", {})),
        ("TH-", ("code_length", {"there": 2, "wanted": 10})),
        ("TH-C5H66-S35C", ("code_length", {"there": 9, "wanted": 10})),
        ("TH-C5H66-S35CWW", ("code_length", {"there": 11, "wanted": 10})),
        ("TH-C5H66-S35CU*U", ("code_letters", {"letters": "U *"})),
        ("TH-C5H66-S35WC", ("code_mistyped", {})),
        ("9" * 100_000, ("code_length", {"there": 64, "wanted": 10})),
    ],
)
def test_what_is_wrong_with_a_code_is_said(
    typed: str, fault: tuple[str, dict[str, object]] | None
) -> None:
    assert code_fault(typed) == fault
