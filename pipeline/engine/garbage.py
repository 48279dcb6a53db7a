"""When cyclic garbage is looked for: Python's own rule is about programs that leave more of it."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Leave it to the body to ask for the collection of cyclic garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
