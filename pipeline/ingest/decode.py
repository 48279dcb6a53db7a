"""The bytes of a file as text, exactly as `open(path, encoding="utf-8", newline="")` reads them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.limits import FILE_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.limits import Limit

_OTHER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_WIDE: dict[tuple[bool, ...], str] = {
    (False, True, False, True): "UTF-16",
    (True, False, True, False): "UTF-16",
    (False, True, True, True): "UTF-32",
    (True, True, True, False): "UTF-32",
}
"""Which of the first four bytes are NUL in an encoding of ASCII."""


def read_bytes(path: Path, limit: Limit = FILE_BYTES) -> bytes:
    """Return the bytes of a file that is within `limit`.

    Raises:
        InputError: the file can't be read or is larger.
    """
    most = limit.value()
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(min(size, most) + 1)  # reading up to the limit would take a buffer of that size
            if size < len(data) <= most:
                data += file.read(most + 1 - len(data))
            size = len(data) if len(data) <= most else max(size, len(data))
    except OSError as error:
        raise unreadable(path, error) from None
    if size > most:
        raise InputError(path, None, f"{size:,} bytes", limit.expected())
    return data


def unreadable(path: Path | str, error: OSError) -> InputError:
    """Return the error that says why a file can't be read."""
    return InputError(path, None, f"a file that can't be read ({error.strerror or error})", "a readable file")


def decode(data: bytes, name: str) -> str:
    r"""Return `data` as text; a byte order mark and every line end stay as they are.

    Raises:
        InputError: `data` isn't UTF-8 (with the offset in bytes), or holds no text.

    >>> decode("phở\r\n".encode(), "a.txt")
    'phở\r\n'
    """
    for mark, encoding in _OTHER_MARKS:
        if data.startswith(mark):
            raise InputError(name, "byte 0", f"the byte order mark of {encoding}", "UTF-8")
    wide = _WIDE.get(tuple(byte == 0 for byte in data[:4]))
    if wide is not None:
        # Of ASCII in such an encoding each byte is UTF-8, and every other one NUL: no word of it would be found.
        raise InputError(name, f"byte {data.index(0)}", f"bytes of {wide} without its mark", "UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"the byte 0x{data[error.start]:02X}, which isn't UTF-8 here"
        raise InputError(name, f"byte {error.start}", found, "UTF-8") from None
    require_text(text, name, None)
    return text


def is_blank(text: str) -> bool:
    """Whether there is nothing in a text but white space, byte order marks and NUL."""
    return not text[:1].isalnum() and not text.strip(" \t\r\n\ufeff\0").strip()


def require_text(text: str, name: str, place: str | None) -> None:
    """Refuse a text that is empty or blank.

    Raises:
        InputError: it is.
    """
    if is_blank(text):
        raise InputError(name, place, "an empty document" if not text else "a blank document", "text")
