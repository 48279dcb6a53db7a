"""No pattern repeats without bound; the time that lines take is measured, since they are no pattern."""

import importlib
import pkgutil
import re
from collections import deque
from re import _parser

import pytest

import pipeline.ingest
from pipeline.ingest.lines import lines
from tests.growth import growth

REPEATS = {_parser.MAX_REPEAT, _parser.MIN_REPEAT, _parser.POSSESSIVE_REPEAT}


def patterns():
    for module in pkgutil.iter_modules(pipeline.ingest.__path__):
        for name, value in vars(importlib.import_module(f"pipeline.ingest.{module.name}")).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


def is_unbounded(tree):
    for operation, of in tree:
        if operation in REPEATS and (of[1] is _parser.MAXREPEAT or is_unbounded(of[2])):
            return True
        parts = {_parser.SUBPATTERN: lambda of: of[3:], _parser.BRANCH: lambda of: of[1]}.get(operation)
        if parts is not None and any(is_unbounded(part) for part in parts(of)):
            return True
        if operation in {_parser.ASSERT, _parser.ASSERT_NOT} and is_unbounded(of[1]):
            return True
    return False


@pytest.mark.parametrize("pattern", ["a*", "a{2,}", "(?:a+?b)?", "x|a*+", "(?=a*)b", "((?:a|b+)){1,3}"])
def test_what_is_unbounded_is_found(pattern):
    assert is_unbounded(_parser.parse(pattern))


def test_repeats_are_bounded():
    found = list(patterns())
    assert len(found) > 30
    assert [name for name, pattern in found if is_unbounded(_parser.parse(pattern.pattern))] == []


@pytest.mark.measured
@pytest.mark.parametrize("pump", ["a", " ", "\n", "\r\n", " \n", "a\n", "\u2028", "\t\x0b"])
def test_lines_take_linear_time(pump):
    def run(text):
        deque(lines(text), maxlen=0)

    assert growth(run, lambda size: pump * (size // len(pump)), 50_000).is_linear
