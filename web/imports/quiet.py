"""Making many small things without the search for cycles that Python starts after every few."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOCK = threading.Lock()
_inside = 0


@contextmanager
def quiet() -> Iterator[None]:
    """No search for cycles within: thousands of rows make none, and each search would go through
    all of them again (more than half of the time of a load). What is no longer used is freed as
    always; the search goes on when the last one leaves.
    """
    global _inside
    with _LOCK:
        _inside += 1
        if _inside == 1:
            gc.disable()
    try:
        yield
    finally:
        with _LOCK:
            _inside -= 1
            if _inside == 0:
                gc.enable()
