"""Every rule and lexicon class keeps the promises of its own examples."""

import re

import pytest

from pipeline.temporal import tag
from pipeline.temporal.languages import LANGUAGES, language

EXAMPLE = re.compile(r"(?:\[(?P<dct>[^\]]*)\] )?(?P<text>.*) => (?P<values>.*)", re.DOTALL)


def cases(kind):
    for code in LANGUAGES:
        described = language(code)
        for rule in described.rules:
            for text in getattr(rule, kind):
                yield pytest.param(code, rule.name, text, id=f"{rule.name}-{text}")
        for entry in described.lexicon:
            for text in getattr(entry, kind):
                yield pytest.param(code, None, text, id=f"{code}.{entry.name}-{text}")


@pytest.mark.parametrize(("code", "rule", "example"), list(cases("examples")))
def test_example(code, rule, example):
    match = EXAMPLE.fullmatch(example)
    found = tag(match["text"], dct=match["dct"], language=code)
    expected = [part.strip().split(" | ") for part in match["values"].split(", ")]
    assert [t.value.timex3 for t in found] == [part[0] for part in expected]
    for timex, parts in zip(found, expected, strict=True):
        if len(parts) > 1:
            assert timex.value.edtf == parts[1]
    if rule is not None:
        assert rule in {t.rule for t in found}


@pytest.mark.parametrize(("code", "rule", "text"), list(cases("rejects")))
def test_reject(code, rule, text):
    assert [t.text for t in tag(text, language=code) if rule in {None, t.rule}] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_rule_and_class_has_examples_and_rejects(code):
    described = language(code)
    lacking = [x.name for x in (*described.rules, *described.lexicon) if not x.examples or not x.rejects]
    assert lacking == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_rule_names_are_unique_and_of_their_language(code):
    names = [rule.name for rule in language(code).rules]
    assert len(set(names)) == len(names)
    assert all(name.startswith(f"{code}.") for name in names)
