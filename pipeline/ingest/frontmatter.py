"""YAML front matter: the mapping between two lines of three hyphens at the head of a Markdown file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.ingest.limits import MAX_FRONT_MATTER_CHARACTERS, MAX_FRONT_MATTER_DEPTH
from pipeline.ingest.metadata import Metadata, parse_metadata, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yaml.nodes import MappingNode, Node

_OPENING = re.compile(r"\ufeff?---[ \t]{0,80}(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"(?:(?<=\r)|^)(?:---|\.\.\.)[ \t]{0,80}(?:\r\n|\n|\r|\Z)", re.MULTILINE)
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
    if opening is None:
        return Metadata(), 0
    closing = _CLOSING.search(text, opening.end(), opening.end() + MAX_FRONT_MATTER_CHARACTERS)
    if closing is None:
        raise InputError(name, "line 1", "front matter that isn't closed", "a line of three hyphens after it")
    root = _compose(text[opening.end() : closing.start()], name)
    if root is None:
        return Metadata(), closing.end()
    lines = _lines_of_keys(root, name)

    def fault(key: str, found: str, expected: str) -> InputError:
        return InputError(name, f"line {lines[key]}", found, expected)

    values = {key.value: _plain(value) for key, value in root.value}
    return parse_metadata(values, fault), closing.end()


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
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        problem = " ".join(str(error.problem).split())
        raise InputError(name, f"line {line}", f"YAML that can't be read ({problem})", _EXPECTED_MAPPING) from None
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise InputError(name, f"line {root.start_mark.line + 2}", "front matter without keys", _EXPECTED_MAPPING)
    return root


def _check_depth(events: Iterable[Any], name: str) -> None:
    """Refuse what is nested deeply: composing it would overflow the stack of libyaml's binding, which has no guard."""
    import yaml

    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_FRONT_MATTER_DEPTH:
            line = f"line {event.start_mark.line + 2}"
            raise InputError(name, line, f"front matter nested over {depth - 1} levels", _EXPECTED_MAPPING)


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
