"""Where bytes lie: one small protocol, a folder on disk, and a dictionary for tests.

Bytes first, row second: a service stores bytes under the name of their own digest, outside any
transaction, and only then writes the row that speaks of them. Storing twice is harmless, and
what never got its row is swept away later. Who opens a storage from an address (`web/wiring`)
chooses `Disk(folder)` for a path and `media.s3.connect(…)` for `s3://bucket/prefix`.
"""

import hashlib
import io
import os
import shutil
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from core.errors import NotFound
from media import rules


class StorageAway(RuntimeError):
    """The home of the bytes does not answer, or not as it should. Nobody's file is to blame."""


class DamagedBytes(StorageAway):
    """What lies there is not what was put: its digest is not that of its name."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Where a browser may send bytes without passing through us: `PUT url` with these headers."""

    url: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Stat:
    """How many bytes there are and since when."""

    size: int
    modified_at: datetime


class Storage(Protocol):
    """Keys are `rules.is_key` (others raise ValueError). Safe to use from many threads.

    Reading what is not there raises NotFound("file_missing", key=…); anything raises StorageAway
    when the home does not answer, after some attempts.
    """

    origin: str
    """Scheme, host and port from which browsers may read and to which they may send, or ""."""

    def put(self, key: str, data: bytes | BinaryIO) -> None:
        """Keep these bytes, wholly or not at all; when it returns they survive a power cut.

        What the key held before is replaced, which also mends a damaged copy.
        """

    def get(self, key: str) -> bytes:
        """All the bytes. Raises DamagedBytes where the key promises a digest and it is not so."""

    def open(self, key: str) -> BinaryIO:
        """The bytes as a stream, which the caller closes."""

    def exists(self, key: str) -> bool:
        """Whether the key holds anything."""

    def stat(self, key: str) -> Stat:
        """Size and time of the last `put`."""

    def delete(self, key: str) -> None:
        """Forget the bytes. Fine when there are none."""

    def keys(self, prefix: str = "") -> Iterator[str]:
        """Every key that starts so, in order."""

    def discard_unfinished(self, before: datetime) -> int:
        """Remove what writers that died before that instant left half-written; how many."""

    def link(self, key: str, *, seconds: int, mime: str) -> str | None:
        """An address that shows the bytes to whoever has it, for so long; None: not from here."""

    def invite(self, key: str, *, seconds: int, size: int) -> Invitation | None:
        """An address that takes exactly so many bytes for the key, for so long; None: not here."""


def undamaged(key: str, data: bytes) -> bytes:
    """The bytes themselves. Raises DamagedBytes when the key promises others."""
    promised = rules.promised_digest(key)
    if promised and hashlib.sha256(data).hexdigest() != promised:
        raise DamagedBytes(f"not the bytes of {key}")
    return data


def checked(key: str) -> str:
    """The key itself. Raises ValueError for what may not name bytes: `..`, `/etc`, `\\`…"""
    if not rules.is_key(key):
        raise ValueError("not a storage key")
    return key


class Disk:
    """A folder. Files are the owner's alone (0600); writing is beside, then a rename."""

    _UNFINISHED = ".unfinished"  # no key starts with a dot
    origin = ""

    def __init__(self, root: Path | str) -> None:
        self._root = Path(root).absolute()

    def put(self, key: str, data: bytes | BinaryIO) -> None:
        path = self._path(key)
        self._make_folder(self._root / self._UNFINISHED)
        self._make_folder(path.parent)
        beside = self._root / self._UNFINISHED / uuid.uuid4().hex
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                if isinstance(data, bytes):
                    file.write(data)
                else:
                    shutil.copyfileobj(data, file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)

    def get(self, key: str) -> bytes:
        with self.open(key) as file:
            return undamaged(key, file.read())

    def open(self, key: str) -> BinaryIO:
        try:
            return self._path(key).open("rb")
        except (FileNotFoundError, IsADirectoryError):
            raise NotFound("file_missing", key=key) from None

    def exists(self, key: str) -> bool:
        return self._path(key).is_file()

    def stat(self, key: str) -> Stat:
        if not self.exists(key):
            raise NotFound("file_missing", key=key)
        found = self._path(key).stat()
        return Stat(found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    def delete(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def keys(self, prefix: str = "") -> Iterator[str]:
        found = (
            path.relative_to(self._root).as_posix()
            for path in self._root.rglob("*")
            if path.is_file()
        )
        return iter(sorted(key for key in found if rules.is_key(key) and key.startswith(prefix)))

    def discard_unfinished(self, before: datetime) -> int:
        old = [
            path
            for path in self._root.glob(f"{self._UNFINISHED}/*")
            if path.stat().st_mtime < before.timestamp()
        ]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def link(self, key: str, *, seconds: int, mime: str) -> str | None:
        return None

    def invite(self, key: str, *, seconds: int, size: int) -> Invitation | None:
        return None

    def _path(self, key: str) -> Path:
        return self._root / checked(key)

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self._make_folder(folder.parent)
            folder.mkdir(mode=0o700, exist_ok=True)
            _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Memory:
    """A dictionary, for tests."""

    origin = ""

    def __init__(self) -> None:
        self._held: dict[str, tuple[bytes, datetime]] = {}
        self._lock = threading.Lock()

    def put(self, key: str, data: bytes | BinaryIO) -> None:
        checked(key)
        held = io.BytesIO()
        shutil.copyfileobj(io.BytesIO(data) if isinstance(data, bytes) else data, held)
        with self._lock:
            self._held[key] = held.getvalue(), datetime.now(UTC)

    def get(self, key: str) -> bytes:
        return undamaged(key, self._find(key)[0])

    def open(self, key: str) -> BinaryIO:
        return io.BytesIO(self._find(key)[0])

    def exists(self, key: str) -> bool:
        return checked(key) in self._held

    def stat(self, key: str) -> Stat:
        data, modified_at = self._find(key)
        return Stat(len(data), modified_at)

    def delete(self, key: str) -> None:
        with self._lock:
            self._held.pop(checked(key), None)

    def keys(self, prefix: str = "") -> Iterator[str]:
        with self._lock:
            return iter(sorted(key for key in self._held if key.startswith(prefix)))

    def discard_unfinished(self, before: datetime) -> int:
        return 0  # a dictionary holds a value wholly or not at all

    def link(self, key: str, *, seconds: int, mime: str) -> str | None:
        return None

    def invite(self, key: str, *, seconds: int, size: int) -> Invitation | None:
        return None

    def _find(self, key: str) -> tuple[bytes, datetime]:
        found = self._held.get(checked(key))
        if found is None:
            raise NotFound("file_missing", key=key)
        return found
