"""The verification code of a certificate, and the address a scanner reads. Values only."""

import re
import unicodedata
from collections.abc import Sequence

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_MISREAD = str.maketrans("OIL", "011")
_PREFIX = "TH"
_RANDOM_SYMBOLS, _SYMBOLS = 9, 10
_MOST_TYPED = 64
CODE_BYTES = 6
"""How many random bytes `new_code` needs: 45 of their 48 bits are used."""


def _times_x(value: int) -> int:
    """Multiply by x in the field of 32 elements (x⁵ + x² + 1 = 0)."""
    value <<= 1
    return value ^ 0b100101 if value & 32 else value


def _syndrome(values: Sequence[int]) -> int:
    """0 for a good row. One wrong symbol, or any two swapped, always makes it another value:
    each place has its own weight (a power of x), and no two weights are alike."""
    found = 0
    for value in values:
        found = _times_x(found ^ value)
    return found


def _check_value(values: Sequence[int]) -> int:
    return next(last for last in range(32) if _syndrome([*values, last]) == 0)


def _shown(symbols: str) -> str:
    return f"{_PREFIX}-{symbols[:5]}-{symbols[5:]}"


def new_code(random_bytes: bytes) -> str:
    """A verification code "TH-XXXXX-XXXXX": nine random symbols and one that checks them.

    `random_bytes` come from the caller's secure source, CODE_BYTES of them. The code says
    nothing about number, product or year. Raises ValueError when there are too few bytes.
    """
    if len(random_bytes) < CODE_BYTES:
        raise ValueError(f"{CODE_BYTES} random bytes are needed")
    drawn = int.from_bytes(random_bytes[:CODE_BYTES], "big") >> 3
    values = [drawn >> 5 * place & 31 for place in reversed(range(_RANDOM_SYMBOLS))]
    return _shown("".join(_ALPHABET[value] for value in [*values, _check_value(values)]))


def _symbols(text: str) -> str:
    """What is left of a typed code: capitals without spaces, dashes and the leading "TH"."""
    kept = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", text[:_MOST_TYPED]).upper()
        if not letter.isspace() and unicodedata.category(letter) not in ("Pd", "Pc", "Cf")
    )
    symbols = kept.removeprefix(_PREFIX) if len(kept) > _SYMBOLS else kept
    return symbols.translate(_MISREAD)


def code_fault(text: str) -> tuple[str, dict[str, object]] | None:
    """Why a typed text is no verification code, with facts for the sentence, or None.

    `code_length` tells how many symbols are `there` and how many are `wanted`, `code_letters`
    which ones no code has, `code_mistyped` that the last symbol does not fit the others.
    """
    symbols = _symbols(text)
    if not symbols:
        return "code_missing", {}
    if strange := "".join(dict.fromkeys(one for one in symbols if one not in _ALPHABET)):
        return "code_letters", {"letters": " ".join(strange[:10])}
    if len(symbols) != _SYMBOLS or len(text) > _MOST_TYPED:
        return "code_length", {"there": len(symbols), "wanted": _SYMBOLS}
    if _syndrome([_ALPHABET.index(symbol) for symbol in symbols]) != 0:
        return "code_mistyped", {}
    return None


def normalise_code(text: str) -> str | None:
    """What a person typed or a scanner read, as "TH-XXXXX-XXXXX"; None when it is no code.

    Case, spaces and dashes do not matter, O is read as 0, I and L as 1, the "TH" may be missing.
    One wrong symbol or two swapped ones never give another good code (`code_fault` says why).
    """
    return None if code_fault(text) else _shown(_symbols(text))


def scan_address(address: str) -> str:
    """The address in capitals, for a QR code with fewer and larger modules.

    Only for an address that the site answers in capitals too; an address with letters that
    the alphanumeric mode of QR does not know (a query, "_", "~") is given back unchanged.
    """
    capitals = address.upper()
    return capitals if re.fullmatch(r"[0-9A-Z $%*+\-./:]+", capitals) else address
