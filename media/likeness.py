"""Which pictures look like one another, by their difference hashes. Pure.

Two hashes that differ in at most `SURE` of their 64 bits agree in one of their four quarters to
within two bits: eleven differences cannot fall so that each quarter gets three. So an index on
quarters finds every like picture by equality, without reading the others.
"""

from itertools import combinations

ALIKE = 8
"""Up to so many differing bits ask for a human look. Measured: the same photo resized, encoded
again or brightened differs in 0 or 1, cropped by 3 % in 7; mirrored in 26; another in about 31."""
SURE = 11
"""The farthest distance at which nothing is missed."""

_QUARTERS = 4
_BITS = 16
_NEAR = 2
_MASKS = tuple(
    sum(1 << bit for bit in chosen)
    for count in range(_NEAR + 1)
    for chosen in combinations(range(_BITS), count)
)


def distance(one: str, other: str) -> int:
    """In how many of 64 bits two difference hashes differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def quarters(dhash: str) -> tuple[int, ...]:
    """The four quarters of a hash, each with its number before its sixteen bits."""
    bits = int(dhash, 16)
    return tuple(
        number << _BITS | bits >> (_QUARTERS - 1 - number) * _BITS & 0xFFFF
        for number in range(_QUARTERS)
    )


def near_quarters(dhash: str) -> tuple[int, ...]:
    """Every quarter that a hash at most `SURE` away shares with this one; 548 of them."""
    return tuple(quarter ^ mask for quarter in quarters(dhash) for mask in _MASKS)
