"""Numbers of establishments."""

import csv
from pathlib import Path

import pytest

from core.registry import rules
from core.registry.kinds import EstablishmentKind, Origin, ProductGroup, SetCase
from core.registry.rules import EstablishmentFacts, ProductFacts

PUBLISHED = Path(__file__).parents[4] / "shared/data/business/tax_codes_shared.csv"


@pytest.mark.parametrize(
    ("typed", "plain", "printed", "personal"),
    [
        ("01.00.112.437", "0100112437", "0100112437", False),
        (" 0100233488 ", "0100233488", "0100233488", False),
        ("0102182292", "0102182292", "0102182292", False),
        ("0100112437-001", "0100112437001", "0100112437-001", False),
        ("0100112437 025", "0100112437025", "0100112437-025", False),
        ("086 099 000 123", "086099000123", "086099000123", True),
    ],
)
def test_numbers_that_are_read(typed: str, plain: str, printed: str, personal: bool) -> None:
    read = rules.read_number(typed)
    assert (read.plain, read.personal) == (plain, personal)
    if not personal:
        assert read.printed == printed
    assert plain not in repr(read)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12345", "number_not_valid"),
        ("VV34567890", "number_not_valid"),
        ("٠١٠٠١١٢٤٣٧", "number_not_valid"),
        ("0100000008", "number_not_valid"),  # the sequence 0000000 is not issued
        ("0100112437-000", "number_not_valid"),  # nor branch 000
        ("000000000000", "number_not_valid"),
        ("0100112438", "number_wrong_digit"),
        ("0100112473", "number_wrong_digit"),
        ("01001124370", "number_not_valid"),
    ],
)
def test_numbers_that_are_refused(typed: str, code: str) -> None:
    with pytest.raises(ValueError, match=f"^{code}$"):
        rules.read_number(typed)


def test_every_single_wrong_digit_and_no_other_is_found() -> None:
    right = "0100112437"
    for place in range(10):
        for digit in "0123456789":
            typed = right[:place] + digit + right[place + 1 :]
            if typed != right and typed[2:9] != "0000000":
                with pytest.raises(ValueError, match="number_wrong_digit"):
                    rules.read_number(typed)


def test_published_numbers_all_fit() -> None:
    """Beside the vectors above: the list of published numbers, where it lies on the machine."""
    lines = PUBLISHED.read_text().splitlines() if PUBLISHED.exists() else []
    rows = list(csv.DictReader(lines))
    wrong = []
    for row in rows:
        try:
            rules.read_number(row["as_published"])
        except ValueError:
            wrong.append(row)
    assert wrong == []


def test_what_is_shown_of_a_personal_number() -> None:
    assert rules.mask("086099000123") == "•••••••••123"


@pytest.mark.parametrize(
    ("kind", "number", "origin", "lacks"),
    [
        (EstablishmentKind.ENTERPRISE, "", Origin.REGISTERED, True),
        (EstablishmentKind.COOPERATIVE, " ", Origin.REGISTERED, True),
        (EstablishmentKind.COOPERATIVE, "0100112437", Origin.REGISTERED, False),
        (EstablishmentKind.HOUSEHOLD_BUSINESS, "", Origin.REGISTERED, False),
        (EstablishmentKind.COOPERATIVE_GROUP, "", Origin.REGISTERED, False),
        (EstablishmentKind.ENTERPRISE, "", Origin.SIMULATED, False),
        (EstablishmentKind.ENTERPRISE, "", Origin.PUBLISHED, False),
    ],
)
def test_who_needs_a_number(
    kind: EstablishmentKind, number: str, origin: Origin, lacks: bool
) -> None:
    assert rules.lacks_number(EstablishmentFacts("HTX", kind, number, 1), origin) is lacks


@pytest.mark.parametrize(
    ("facts", "faults"),
    [
        (ProductFacts("Bình gốm", ProductGroup.HANDICRAFT), {}),
        (ProductFacts(" ", ProductGroup.HANDICRAFT), {"name": "missing"}),
        (
            ProductFacts(
                "Bộ ấm", None, is_set=True, set_case=SetCase.SHARED_DESIGN, set_members=("Ấm", " ")
            ),
            {"set_members": "set_too_small"},
        ),
        (
            ProductFacts(
                "Bộ ấm",
                None,
                is_set=True,
                set_case=SetCase.SHARED_DESIGN,
                set_members=("Ấm", "Chén"),
            ),
            {},
        ),
        (
            ProductFacts("Bộ ấm", None, is_set=True, set_members=("Ấm", "Chén")),
            {"set_case": "set_case_missing"},
        ),
        (
            ProductFacts(
                "Bộ", None, is_set=True, set_case=SetCase.SHARED_DESIGN, set_members=None
            ),
            {"set_members": "set_too_small"},
        ),
        (ProductFacts("Bình", None, price_dong=-1), {"price_dong": "not_money"}),
    ],
)
def test_products(facts: ProductFacts, faults: dict[str, str]) -> None:
    assert rules.faults_of_product(facts) == faults
