"""YAML front matter: the mapping between two lines of three hyphens at the head of a Markdown or text file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.ingest.metadata import FIELDS, Metadata, parse_metadata, shown
from pipeline.limits import FRONT_MATTER_CHARACTERS, FRONT_MATTER_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yaml.nodes import MappingNode, Node

_END = r"[ \t]{0,80}(?:\r\n|\n|\r)"
_OPENING = re.compile(rf"\ufeff?((?:{_END}){{0,20}})---{_END}")
_CLOSING = re.compile(r"(?:(?<=\r)|^)(?:---|\.\.\.)[ \t]{0,80}(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_FIELD = re.compile(rf"(?:(?<=\r)|^)(?:{'|'.join(FIELDS)})[ \t]{{0,80}}:(?!\S)", re.MULTILINE)
_WORDS = re.compile(r"([a-z]{1,40}): ([^\W_](?:[\w ,.'()/;&?=%+-]|:(?=[\w/])){0,500})(?<! )")
"""A key and a plain scalar that holds nothing which YAML reads otherwise than as it is written, but for `_NULLS`."""
_NULLS = frozenset(("null", "Null", "NULL"))
_KEY = re.compile(r"\s{0,20}(?:- )?([^\s:#'\"]{1,40}): ")
_INDICATORS = frozenset("[{'\"|>&*!%@`")
"""Characters with which no plain scalar begins."""
_SHOWN_CHARACTERS = 80
_EXPECTED_MAPPING = "one key and its value a line, such as title: On bridges"


def read_front_matter(text: str, name: str) -> tuple[Metadata, int]:
    r"""Return what the front matter of `text` states, and the code point where the document begins after it.

    Scalars are taken as they are written, whatever type YAML would give them; unknown keys are ignored.

    Args:
        text: the whole file.
        name: the file as error messages call it.

    Raises:
        InputError: front matter that isn't closed, isn't YAML, isn't a mapping, states a key twice or with a value
            that doesn't fit; with the line.

    >>> metadata, start = read_front_matter("---\ntitle: On bridges\npublished: 2014-03-03\n---\nText.\n", "a.md")
    >>> metadata.title, metadata.published, start
    ('On bridges', '2014-03-03', 48)
    """
    opening = _OPENING.match(text)
    if opening is None or (opening[1] and not has_fields(text)):
        return Metadata(), 0
    end = opening.end() + FRONT_MATTER_CHARACTERS.value()
    closing = _CLOSING.search(text, opening.end(), end)
    if closing is None:
        raise _unclosed(name, longer=len(text) > end)
    # the lines above keep their place in the numbers of those that have faults
    source = "\n" * len(opening[1].splitlines()) + text[opening.end() : closing.start()]
    values, lines = _read_words(source) or _read_yaml(source, name)

    def fault(key: str, found: str, expected: str) -> InputError:
        return InputError(name, f"line {lines[key]}", found, expected)

    return parse_metadata(values, fault), closing.end()


def has_fields(text: str) -> bool:
    r"""Whether `text` certainly begins with front matter, if below blank lines: it is closed and states a field.

    >>> has_fields("---\ntitle: On bridges\n---\nText."), has_fields("---\nA rule above, and below.\n---\nText.")
    (True, False)
    """
    opening = _OPENING.match(text)
    if opening is None:
        return False
    closing = _CLOSING.search(text, opening.end(), opening.end() + FRONT_MATTER_CHARACTERS.value())
    return closing is not None and _FIELD.search(text, opening.end(), closing.start()) is not None


def _unclosed(name: str, *, longer: bool) -> InputError:
    """The error of front matter without an end, perhaps since it is `longer` than what is looked through for one."""
    expected = "a line of three hyphens after it"
    if longer:
        expected = f"{expected}, {FRONT_MATTER_CHARACTERS.expected()}"
    return InputError(name, "line 1", "front matter that isn't closed", expected)


def _read_words(source: str) -> tuple[Mapping[str, object], Mapping[str, int]] | None:
    """Return the keys, their values and lines of the simplest YAML, None for any other.

    A key and plain words a line are read in a tenth of the time that the events and nodes of YAML take.
    """
    values: dict[str, object] = {}
    for line in source.removesuffix("\n").split("\n"):
        found = _WORDS.fullmatch(line)
        if found is None or found[1] in values or found[2] in _NULLS:
            return None
        values[found[1]] = found[2]
    return values, {key: number for number, key in enumerate(values, 2)}


def _read_yaml(source: str, name: str) -> tuple[Mapping[str, object], Mapping[str, int]]:
    root = _compose(source, name)
    if root is None:
        return {}, {}
    lines = _lines_of_keys(root, name)
    return {key.value: _plain(value) for key, value in root.value}, lines


def _compose(source: str, name: str) -> MappingNode | None:
    """Return the mapping that `source` writes, None for nothing at all."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _check_depth(yaml.parse(source, Loader=loader), name)
        root: Node | None = yaml.compose(source, Loader=loader)
    except yaml.reader.ReaderError as error:
        raise InputError(name, "front matter", f"the character U+{_code(error):04X}", "printable YAML") from None
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, source, name) from None
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise InputError(name, f"line {root.start_mark.line + 2}", "front matter without keys", _EXPECTED_MAPPING)
    return root


def _unreadable(error: Any, source: str, name: str) -> InputError:
    """The error of YAML that can't be read: most often it has a quotation mark or a colon in a value."""
    line = error.problem_mark.line + 2 if error.problem_mark else 2
    if error.context_mark and "quoted scalar" in str(error.context):
        place = f"line {error.context_mark.line + 2}"
        return InputError(name, place, "a quotation mark without its second", _EXPECTED_MAPPING)
    if "mapping values" in str(error.problem):
        written = "".join(source.splitlines()[line - 2 : line - 1])
        key = _KEY.match(written)
        value = written[key.end() :].strip() if key else ""
        if key and value[:1] not in _INDICATORS and (": " in value or value.endswith(":")):
            found, expected = f"a colon within the value of {shown(key[1])}", _quoted(key[1], value)
            return InputError(name, f"line {line}", found, f"the value in quotation marks, {expected}")
    problem = f"YAML that can't be read ({' '.join(str(error.problem).split())})"
    return InputError(name, f"line {line}", problem, _EXPECTED_MAPPING)


def _quoted(key: str, value: str) -> str:
    """How a key and its value are written whatever is in it; an example of such where the value is long."""
    written = json.dumps(value, ensure_ascii=False)
    return f"{key}: {written}" if len(written) <= _SHOWN_CHARACTERS else f'such as {key}: "Locks: a history"'


def _check_depth(events: Iterable[Any], name: str) -> None:
    """Refuse what is nested deeply: composing it would overflow the stack of libyaml's binding, which has no guard."""
    import yaml

    depth, most = 0, FRONT_MATTER_LEVELS.value()
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > most:
            line = f"line {event.start_mark.line + 2}"
            found = f"front matter nested over {most:,} levels"
            raise InputError(name, line, found, FRONT_MATTER_LEVELS.expected())


def _code(error: Any) -> int:
    character = error.character
    return ord(character) if isinstance(character, str) else int(character)


def _lines_of_keys(root: MappingNode, name: str) -> dict[str, int]:
    """Return the line of the file that each key stands on; refuse keys that are no scalars or stand twice."""
    lines: dict[str, int] = {}
    for key, _ in root.value:
        line = key.start_mark.line + 2
        if not isinstance(key.value, str):
            raise InputError(name, f"line {line}", "a key that is no word", _EXPECTED_MAPPING)
        if key.value in lines:
            found = f"the key {shown(key.value)} a second time (first on line {lines[key.value]})"
            raise InputError(name, f"line {line}", found, "every key once")
        lines[key.value] = line
    return lines


def _plain(node: Node) -> object:
    """Return a scalar as it is written, None for null, a list of such, an empty dict for any mapping."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == "tag:yaml.org,2002:null" else node.value
    if isinstance(node, yaml.SequenceNode):
        return [item.value if isinstance(item, yaml.ScalarNode) else {} for item in node.value]
    return {}
