"""An owner's number at rest."""

import pytest

from core.sealing import Sealer

NUMBER = "086123456789"


def test_sealed_opened_and_recognised() -> None:
    one = Sealer("a" * 32)
    sealed, again = one.seal(NUMBER), one.seal(NUMBER)
    assert sealed != again
    assert NUMBER not in sealed
    assert (one.open(sealed), one.open(again)) == (NUMBER, NUMBER)
    assert one.fingerprint(NUMBER) == Sealer("a" * 32).fingerprint(NUMBER)
    assert one.fingerprint(NUMBER) != Sealer("b" * 32).fingerprint(NUMBER)


def test_another_secret_or_an_altered_text_opens_nothing() -> None:
    sealed = Sealer("a" * 32).seal(NUMBER)
    with pytest.raises(ValueError, match="another secret"):
        Sealer("b" * 32).open(sealed)
    with pytest.raises(ValueError, match="altered"):
        Sealer("a" * 32).open(sealed[:-4] + ("AAAA" if sealed[-4:] != "AAAA" else "BBBB"))


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="32"):
        Sealer("short")
