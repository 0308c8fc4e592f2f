"""What the certificate's letters can show: clean text in, safe text out."""

import re
import unicodedata

UNSHOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands where a letter is that the certificate's typefaces do not have: seen, never dropped."""

# Whole blocks of Noto Serif (regular, bold and italic alike), checked against the fonts by a test.
_SPANS = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x036F),  # Latin-1, Latin Extended A and B, IPA, modifiers, combining marks
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Vietnamese
    (0x2010, 0x205E),  # punctuation
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x215F),  # letter-like signs (№ ™ ℃), fractions
)
_GREEK = (0x0391, 0x03C9)
_GREEK_GAP = 0x03A2

_QUOTED = re.compile(r"(?<![^\s(\[/–—-])\"([^\s\"](?:[^\"]*[^\s\"])?)\"(?![^\s)\]/.,;:!?–—-])")


def _has_letter(letter: str) -> bool:
    point = ord(letter)
    if _GREEK[0] <= point <= _GREEK[1]:
        return point != _GREEK_GAP
    return letter != UNSHOWN and any(first <= point <= last for first, last in _SPANS)


def _is_hidden(letter: str) -> bool:
    """Signs that show nothing and can turn or hide what stands beside them."""
    point = ord(letter)
    return unicodedata.category(letter) in ("Cc", "Cf") or 0xFE00 <= point <= 0xFE0F


def _one_line(text: str) -> str:
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(letter for letter in spaced if not _is_hidden(letter))


def unshowable(text: str) -> tuple[str, ...]:
    """The letters of `text` that a certificate cannot show, each once, in order.

    Ask before issuing: a certificate with UNSHOWN in a name is safe but not fit to be signed.
    """
    letters = (letter for letter in _one_line(text) if not _has_letter(letter))
    return tuple(dict.fromkeys(letters))


def shown(text: str) -> str:
    """One line in NFC, single spaces, paired straight quotes as “ ”, nothing that hides or turns
    text; a letter the typefaces lack becomes UNSHOWN."""
    line = _QUOTED.sub("“\\1”", _one_line(text))
    return "".join(letter if _has_letter(letter) else UNSHOWN for letter in line)


def shown_lines(text: str) -> list[str]:
    """`shown` for a text whose line breaks are meant (a signer's title); empty lines go."""
    return [line for raw in text.splitlines() if (line := shown(raw))]
