"""Write a release into files that people keep by hand: the top level of a YAML file, and a changelog."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SECTION = re.compile(r"^## +\[?(?P<name>[^\]\s]+)\]?", re.MULTILINE)


def stamp_yaml(text: str, values: Mapping[str, str | None], path: Path) -> str:
    r"""Set properties at the top level of a YAML file; all else, comments too, stays as it is.

    Args:
        text: the file.
        values: the properties with their new values; None takes one away. A new one comes last.
        path: the file's name, for the error.

    Raises:
        InputError: the file is no YAML mapping, or has the property in a way that can't be replaced in its line.

    >>> print(stamp_yaml('name: mill # ours\nversion: 1\n', {"version": "2026.3.0"}, "a.yaml"), end="")
    name: mill # ours
    version: "2026.3.0"
    """
    before = _mapping(text, path)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    for key, value in values.items():
        stamped = [] if value is None else [f'{key}: "{value}"\n']
        places = [n for n, line in enumerate(lines) if re.match(rf"{re.escape(key)}[ \t]*:", line)]
        if places:
            lines[places[0] : places[0] + 1] = stamped
        else:
            lines += stamped
    result = "".join(lines)
    expected = {**before, **values}
    if _mapping(result, path) != {key: value for key, value in expected.items() if value is not None}:
        listed = " and ".join(values)
        raise InputError(path, None, f"{listed} in a form that can't be replaced", "each on one line, as in version: x")
    return result


def _mapping(text: str, path: Path) -> dict[str, object]:
    import yaml

    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", None) or "a fault in the YAML"
        raise InputError(path, None, f"YAML that can't be read ({problem})", "a YAML mapping") from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            path, None, "a date that the calendar lacks, or values nested too deep", "a YAML mapping"
        ) from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise InputError(path, None, f"a {type(content).__name__}", "a YAML mapping")
    return content


def stamp_changelog(text: str, version: str, day: str | None, lines: list[str], path: Path) -> str:
    r"""Open a section for a release: what stood under Unreleased, and then what became of the data.

    Args:
        text: the changelog (Keep a Changelog).
        version: the release.
        day: its date, where it is known.
        lines: what to list under Data.
        path: the file's name, for the error.

    Raises:
        InputError: the changelog has a section of this version.

    >>> print(stamp_changelog("# Log\n\n## Unreleased\n\n- Mills.\n", "2026.3.0", "2026-03-09", ["1 event."], "L.md"))
    # Log
    <BLANKLINE>
    ## Unreleased
    <BLANKLINE>
    ## 2026.3.0 - 2026-03-09
    <BLANKLINE>
    - Mills.
    <BLANKLINE>
    ### Data
    <BLANKLINE>
    - 1 event.
    <BLANKLINE>
    """
    sections = list(_SECTION.finditer(text))
    if any(section["name"] == version for section in sections):
        place = f"line {text.count(chr(10), 0, _start(sections, version)) + 1}"
        raise InputError(path, place, f"a section of {version}", "a version that has not been released")
    heading = f"## {version} - {day}" if day else f"## {version}"
    first = sections[0] if sections else None
    if first and first["name"].lower() == "unreleased":
        line = text.find("\n", first.start())
        head = text[: line if line >= 0 else len(text)]
        end = sections[1].start() if len(sections) > 1 else len(text)
        kept, rest = text[len(head) : end].strip("\n"), text[end:]
    else:
        end = first.start() if first else len(text)
        head, kept, rest = text[:end].rstrip("\n"), "", text[end:]
    data = "### Data\n\n" + "\n".join(f"- {line}" for line in lines)
    parts = [head, heading, kept, data, rest.strip("\n")]
    return "\n\n".join(part for part in parts if part) + "\n"


def _start(sections: list[re.Match[str]], version: str) -> int:
    return next(section.start() for section in sections if section["name"] == version)
