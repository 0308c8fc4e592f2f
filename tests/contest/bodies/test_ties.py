"""What binds a juror to an entrant, as tables."""

import pytest

from contest.bodies.kinds import Tie
from contest.bodies.ties import EntrantFacts, Firm, Found, JurorFacts, address_key, digits, found

JUROR = JurorFacts(
    1,
    "Trần Văn Minh",
    50,
    ("0912 345 678",),
    ("Minh@Example.test",),
    "Ấp An Hòa, xã An Bình",
    (Firm(7, "1500123456", "0703 111 222", "hop@example.test", "12 Trần Phú, Phường 1, X"),),
)
MAKER = "Cơ sở Gốm (mô phỏng)"


@pytest.mark.parametrize(
    ("entrant", "ties"),
    [
        (EntrantFacts(9, 7, maker=MAKER), ((Tie.OWN_FIRM, MAKER),)),
        (
            EntrantFacts(9, 8, tax_number="1500123456", maker=MAKER),
            ((Tie.OWN_FIRM, MAKER),),
        ),
        (
            EntrantFacts(9, 8, tax_number="1500123456001"),
            ((Tie.SAME_TAX_NUMBER, "1500123456"),),
        ),
        (
            EntrantFacts(9, owners=("Bà Hai", "trần văn  MINH")),
            ((Tie.SAME_OWNER, "Trần Văn Minh"),),
        ),
        (EntrantFacts(9, owners=("Trần Văn Mịnh",)), ()),
        (EntrantFacts(9, phones=("+84 912 345 678",)), ((Tie.SAME_PHONE, "…678"),)),
        (EntrantFacts(9, phones=("84703111222",)), ((Tie.SAME_PHONE, "…222"),)),
        (EntrantFacts(9, emails=("minh@example.test",)), ((Tie.SAME_EMAIL, "M…@Example.test"),)),
        (
            EntrantFacts(9, address="ấp An Hoà, Xã An Bình, huyện Long Hồ, tỉnh Vĩnh Long"),
            ((Tie.SAME_ADDRESS, "Ấp An Hòa, xã An Bình"),),
        ),
        (EntrantFacts(9, address="Ấp An Hòa, xã Bình Hòa Phước"), ()),
        (EntrantFacts(9, address="Ấp An Hòa"), ()),
        (
            EntrantFacts(
                9, owners=("Trần Văn Minh",), phones=("0912345678",), address="12 trần phú, P 1"
            ),
            ((Tie.SAME_OWNER, "Trần Văn Minh"), (Tie.SAME_PHONE, "…678")),
        ),
        (EntrantFacts(9), ()),
    ],
)
def test_what_is_alike_the_strongest_first(entrant: EntrantFacts, ties: object) -> None:
    assert found([JUROR], [entrant]) == ([Found(1, 9, ties)] if ties else [])  # type: ignore[arg-type]  # the table mixes lengths


def test_empty_facts_tie_nobody() -> None:
    assert found([JurorFacts(1, "")], [EntrantFacts(9, owners=("",))]) == []
    assert (digits(""), address_key("Ấp 1"), address_key("")) == ("", "", "")


def test_pairs_stand_by_juror_and_then_by_entry() -> None:
    one, two = JurorFacts(1, "A", phones=("0901",)), JurorFacts(2, "B", phones=("0902",))
    entrants = [EntrantFacts(n, phones=("0902", "0901")) for n in (5, 4)]
    pairs = [(pair.seat_id, pair.entry_id) for pair in found([one, two], entrants)]
    assert pairs == [(1, 5), (1, 4), (2, 5), (2, 4)]
