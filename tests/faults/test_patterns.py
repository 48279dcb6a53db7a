"""No regular expression of the project takes more than linear time: none nests repeats, and what repeats is measured."""

import re
import time

import pytest

from tests.faults import patterns
from tests.faults.patterns import compiled, is_nested, is_unbounded, parsed, pumps, written

SHORT, SIZE = 600, 12_000
SECONDS = 0.02
"""Of processor time for `SIZE` characters; a linear search takes a hundredth of it, a quadratic one three times it or more."""


def searching(pattern, text):
    began = time.process_time()
    pattern.search(text)
    return time.process_time() - began


def slow(pattern):
    """Yield the pumps on which a search takes too long, however often it is tried; of a cubic one in a short text."""
    for pump in pumps(parsed(pattern)):
        for end in ("", "\x01"):
            for size in (SHORT, SIZE):
                text = pump * (size // len(pump)) + end
                if all(searching(pattern, text) > SECONDS for _ in range(3)):
                    yield pump + end
                    break


@pytest.mark.parametrize("text", ["(a+)+", "(?:a*b?){2,}", "(?:x|(?:a+)){3}", "(?=(?:a*)*)", "(?:a{2,}){1,9}"])
def test_nested_repeats_are_found(text):
    assert is_nested(patterns._parser.parse(text))


@pytest.mark.parametrize("text", ["a+b+", "(?:a{1,9}){1,9}", "(?:a+)?", "[a-z]*"])
def test_other_repeats_are_no_nested_ones(text):
    assert not is_nested(patterns._parser.parse(text))


@pytest.mark.measured
@pytest.mark.parametrize("text", ["a+b", r"\s+$", "(?:a|b)*c", r"\w+\d+;", "x*y"])
def test_a_quadratic_search_is_found(text):
    assert next(slow(re.compile(text)))


def test_all_patterns_are_looked_at():
    found = dict(compiled())
    assert len(found) > 150
    assert {"pipeline.temporal.edtf_parse._DATE", "pipeline.ingest.forms._RULE"} <= found.keys()
    assert len(dict(written())) > 150


def test_no_repeat_without_bound_stands_in_another():
    wrong = [name for name, pattern in compiled() if is_nested(parsed(pattern))]
    wrong += [name for name, text in written() if is_nested(patterns._parser.parse(text))]
    assert wrong == []


@pytest.mark.measured
def test_what_repeats_without_bound_takes_linear_time():
    unbounded = {name: pattern for name, pattern in compiled() if is_unbounded(parsed(pattern))}
    for name, text in written():
        if is_unbounded(patterns._parser.parse(text)):
            unbounded.setdefault(name, re.compile(text))
    assert {name: found for name, pattern in unbounded.items() if (found := list(slow(pattern)))} == {}
