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
    always. When the last one leaves, the search goes on with what is made from then on: what is
    there has its turn with the next search of everything.
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
                gc.freeze()  # all there is, out of the young generations without a look at it,
                gc.unfreeze()  # and into the oldest
                gc.enable()
