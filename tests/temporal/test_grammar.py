"""Templates, the trie and the memo."""

import pytest

from pipeline.temporal.grammar import Grammar, Language, LexiconClass, Rule
from pipeline.temporal.templates import expand, trie_pattern
from pipeline.temporal.values import IMPOSSIBLE, Fixed


def fixed(text):
    return lambda _slots: Fixed(type="DATE", timex3=text)


def language(*rules):
    lexicon = (
        LexiconClass(
            name="fruit", entries={"apple": 1, "blood orange": 2}, trigger=True, examples=("",), rejects=("",)
        ),
        LexiconClass(name="name", entries={"Plum": 3}, cased=True, examples=("",), rejects=("",)),
    )
    return Grammar(
        Language(
            code="zz", lexicon=lexicon, rules=rules, fragments={"f": ("{fruit}", "a {fruit}")}, number_triggers=(r"\d",)
        )
    )


def rule(name, *templates, value):
    return Rule(name=name, templates=templates, value=value, examples=("",), rejects=("",))


def read(compiled, text):
    return [(text[f.start : f.end], f.reading.timex3) for f in compiled.read(text.lower(), text)]


def test_the_longest_match_wins_and_then_the_first_rule():
    compiled = language(
        rule("zz.one", "{fruit}", value=fixed("one")),
        rule("zz.two", "{fruit} pie", value=fixed("two")),
        rule("zz.three", "{fruit} pie", value=fixed("three")),
    )
    assert read(compiled, "apple pie apple") == [("apple pie", "two"), ("apple", "one")]


def test_an_impossible_match_is_consumed_and_a_refused_one_is_not():
    impossible = language(
        rule("zz.a", "{fruit}", value=fixed("a")), rule("zz.b", "{fruit} pie", value=lambda _: IMPOSSIBLE)
    )
    refused = language(rule("zz.a", "{fruit}", value=fixed("a")), rule("zz.b", "{fruit} pie", value=lambda _: None))
    assert read(impossible, "apple pie") == []
    assert read(refused, "apple pie") == [("apple", "a")]


def test_an_entry_of_several_words_is_one_token_and_case_counts_where_it_should():
    compiled = language(rule("zz.a", "{fruit}", "{name}", value=fixed("a")))
    assert read(compiled, "blood orange") == [("blood orange", "a")]
    assert read(compiled, "Plum") == [("Plum", "a")]
    assert read(compiled, "plum") == []


@pytest.mark.parametrize(
    ("template", "text", "matches"),
    [
        ("{fruit} pie", "apple pie", True),
        ("{fruit} pie", "apple-pie", False),
        ("{fruit}-pie", "apple-pie", True),
        ("{fruit}-pie", "apple - pie", False),
        ("{fruit}_-_pie", "apple - pie", True),
        ("{fruit}_-_pie", "apple-pie", True),
        (r"\({fruit}\)", "(apple)", True),
        ("<f>[,] pie", "a apple, pie", True),
    ],
)
def test_white_space_is_as_the_template_says(template, text, matches):
    assert bool(read(language(rule("zz.a", template, value=fixed("a"))), text)) is matches


def test_repeated_slots_are_numbered():
    seen = {}
    compiled = language(rule("zz.a", "{fruit} {fruit} {other=fruit}", value=seen.update))
    read(compiled, "apple blood orange apple")
    assert seen == {"fruit": 1, "fruit2": 2, "other": 1}


def test_a_bracket_that_is_not_closed_is_an_error():
    with pytest.raises(ValueError, match="not closed"):
        expand("[the {fruit}", {})


def test_a_trie_pattern_prefers_the_longest():
    import re

    assert re.match(trie_pattern(["a", "ab", "abc"]), "abcd")[0] == "abc"
