"""How pyarrow is loaded by a command that has no use for pandas, and gives memory back."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _MOST_ARENAS = -1, -3, -8
_LARGE_BYTES = 1 << 18
# For a process that goes through columns some thousand rows at once, and for one that holds whole columns besides.
PASSING_BYTES, MIXED_BYTES = 1 << 22, 1 << 20


class _NoPandas:
    """A finder of modules by which pandas can't be found."""

    def find_spec(self, name: str, *_: object) -> None:
        """None, so that the next finder is asked; for pandas, that there is no such module."""
        if name == "pandas":
            raise ModuleNotFoundError(name, name=name)


def load_arrow() -> None:
    """Load pyarrow without pandas, which takes as long to load as all the rest of a small build.

    pyarrow looks for pandas when it first makes an array or a scalar of Python values, to tell a Series from a list,
    and does without where it finds none. What asks for pandas later still gets it: `import pandas`, and pyarrow's own
    `to_pandas`. In a process that has pandas or pyarrow already, the choice was made, and nothing is done.
    """
    if "pandas" in sys.modules or "pyarrow" in sys.modules:
        return
    # Its own allocator keeps what it once had: twice the memory in a large build, for the same time. Told so by its
    # variable it doesn't use that where it isn't asked either, as when it unpacks what is compressed.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    # The library of linear algebra that numpy loads, of which nothing here has a use, else starts threads that wait
    # busily: a tenth of a processor second.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import pyarrow as pa

    pa.set_memory_pool(pa.system_memory_pool())
    give_back_blocks(_LARGE_BYTES)
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.scalar(None)
    finally:
        sys.meta_path.remove(finder)


def give_back_blocks(large: int) -> None:
    """Have the C library give back what is free now and, from now on, blocks of `large` bytes when they are dropped.

    The system has to clear them for the next use: a fifth of the time of what goes through many columns. The library of
    GNU gives them back at first, but keeps blocks of up to 32 MB once it has seen such blocks be freed. One without
    `mallopt` is left as it is. Of what is free at the end of its heap, which is used again the soonest, it keeps more.
    """
    import ctypes

    with suppress(AttributeError, OSError, TypeError):
        library = ctypes.CDLL(None)
        mallopt = library.mallopt
        mallopt(_MMAP_THRESHOLD, large)
        mallopt(_TRIM_THRESHOLD, large << 4)
        # Else every thread of pyarrow keeps some of its own.
        mallopt(_MOST_ARENAS, 1)
        library.malloc_trim(0)
