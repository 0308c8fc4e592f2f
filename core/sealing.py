"""Keeping a personal number unreadable at rest, yet recognisable when it comes again.

`seal` encrypts (AES-256-GCM, a fresh nonce each time); `fingerprint` is a keyed hash, equal for
equal numbers, by which a second registration is found without opening the first.
"""

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


class Sealer:
    """Seals with keys derived from the installation's secret (at least 32 characters).

    Raises ValueError for a shorter secret.
    """

    def __init__(self, secret: str) -> None:
        if len(secret) < 32:
            raise ValueError("the secret must have at least 32 characters")
        self._box = AESGCM(_derive(secret, b"seal"))
        self._print = hmac.new(_derive(secret, b"fingerprint"), digestmod=hashlib.sha256)

    def seal(self, plain: str) -> str:
        """The number as unreadable text, different each time."""
        nonce = os.urandom(_NONCE_BYTES)
        return urlsafe_b64encode(nonce + self._box.encrypt(nonce, plain.encode(), None)).decode()

    def open(self, sealed: str) -> str:
        """The number again. Raises ValueError when the text was altered or the key is another."""
        raw = urlsafe_b64decode(sealed)
        try:
            return self._box.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None).decode()
        except InvalidTag as error:
            raise ValueError("sealed under another secret, or altered") from error

    def seal_bytes(self, plain: bytes) -> bytes:
        """A file as unreadable bytes, different each time."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._box.encrypt(nonce, plain, None)

    def open_bytes(self, sealed: bytes) -> bytes:
        """The file again. Raises ValueError when it was altered or the key is another."""
        try:
            return self._box.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        except InvalidTag as error:
            raise ValueError("sealed under another secret, or altered") from error

    def fingerprint(self, plain: str) -> str:
        """64 hexadecimal digits, the same for the same number and secret."""
        made = self._print.copy()
        made.update(plain.encode())
        return made.hexdigest()


def _derive(secret: str, purpose: bytes) -> bytes:
    return hmac.new(secret.encode(), b"tinh-hoa/" + purpose, hashlib.sha256).digest()
