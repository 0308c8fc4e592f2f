"""Files that were sent, and reports of their rows: sealed in the storage, served to nobody.

A roster may hold identity numbers of owners of households: what lies on the disk or in the bucket
cannot be read without the installation's secret, and is removed after a term (core/imports).
"""

import uuid

from core.errors import Conflict
from core.sealing import Sealer
from media.storage import Storage

SHELF = "imports/"


def keep(storage: Storage, sealer: Sealer, data: bytes) -> str:
    """Store bytes under a new name that tells nothing; the name."""
    key = f"{SHELF}{uuid.uuid4().hex}.sealed"
    storage.put(key, sealer.seal_bytes(data))
    return key


def get(storage: Storage, sealer: Sealer, key: str) -> bytes:
    """The bytes again. Raises Conflict("batch_forgotten") when their term is over."""
    if not key:
        raise Conflict("batch_forgotten")
    return sealer.open_bytes(storage.get(key))


def remove(storage: Storage, key: str) -> None:
    """Forget the bytes; fine when there are none."""
    if key:
        storage.delete(key)
