"""JSON as RFC 8259 has it, where Python's reader takes more: no NaN, no property twice, no nesting without end."""

from __future__ import annotations

import json
from typing import Any

from pipeline.errors import json_fault


class JsonError(ValueError):
    """Text that is no JSON; the message tells what and where."""


def strict_json(text: str | bytes) -> Any:
    """The value that `text` holds; JsonError with the line and column where it is no JSON.

    >>> strict_json('{"years": 40}')
    {'years': 40}
    >>> strict_json('{"years": NaN}')
    Traceback (most recent call last):
    ...
    pipeline.publish.checks.json_text.JsonError: the number NaN
    """
    try:
        decoded = text.decode("utf-8") if isinstance(text, bytes) else text
        value = json.loads(decoded, object_pairs_hook=_unique, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode()
    except JsonError:
        raise
    except UnicodeDecodeError as error:
        raise JsonError(f"byte {error.start} is no UTF-8") from error
    except UnicodeEncodeError as error:
        raise JsonError("half of a surrogate pair") from error
    except json.JSONDecodeError as error:
        raise JsonError(f"line {error.lineno}: {json_fault(error)}") from error
    except RecursionError:
        raise JsonError("values nested too deep") from None
    except ValueError as error:
        raise JsonError("a number that is too long") from error
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise JsonError(f"the property {twice!r} twice")
    return found


def _no_constant(name: str) -> Any:
    raise JsonError(f"the number {name}")
