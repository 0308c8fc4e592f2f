"""Taking all bytes from one home to another; may be stopped at any point and repeated."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from media import rules
from media.storage import Storage, StorageAway


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one key: `copied`, `there` already, or `failed` with the reason."""

    key: str
    outcome: str
    why: str = ""


def copy_all(source: Storage, target: Storage, *, again: bool = False) -> Iterator[Step]:
    """Copy what the target lacks, key by key. The source is only read.

    What is there with the same size counts as there: writing is whole or not at all. With
    `again` its bytes are read and compared too. A key that fails does not stop the others.
    """
    for key in source.keys(""):
        try:
            yield Step(key, _copy(source, target, key, again=again))
        except (StorageAway, OSError) as error:
            yield Step(key, "failed", str(error))


def _copy(source: Storage, target: Storage, key: str, *, again: bool) -> str:
    size = source.stat(key).size
    if target.exists(key) and target.stat(key).size == size:
        whole = rules.promised_digest(key) or digest_of(source, key) if again else None
        if whole is None or digest_of(target, key) == whole:
            return "there"
    with source.open(key) as stream:
        read = _Counting(stream)
        target.put(key, cast("BinaryIO", read))
    promised = rules.promised_digest(key)
    if promised and read.digest.hexdigest() != promised:
        target.delete(key)
        raise StorageAway("the source itself is damaged")
    if target.stat(key).size != read.size or read.size != size:
        target.delete(key)
        raise StorageAway("it did not arrive whole")
    return "copied"


def digest_of(storage: Storage, key: str) -> str:
    """SHA-256 of what lies there, in hexadecimal digits, read a piece at a time."""
    digest = hashlib.sha256()
    with storage.open(key) as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


class _Counting:
    """A stream that remembers what went through it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.size = 0
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self.size += len(piece)
        self.digest.update(piece)
        return piece
