r"""Rules over a lexicon, compiled into one token trie: the cost of reading does not grow with the number of rules.

A template is written as the words stand: `{class}` is any entry of a lexicon class, `{field=class}` gives it another
name, `<fragment>` stands for the templates of a fragment, `[…]` may be absent, `(a|b)` is either; a bracket that is
meant as such has a backslash before it. A space is white space in the text, no space is none, `_` is either. Each entry
of a class is one token, however many words it has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.temporal.templates import escaped, expand, trie_pattern
from pipeline.temporal.trie import Kind, Place, State, Trie
from pipeline.temporal.values import Impossible, Reading

Slots = Mapping[str, Any]
Value = Reading | Impossible | tuple[Reading, ...] | None
ValueFunction = Callable[[Slots], Value]
Guard = Callable[[str, int, int], bool]

JOINERS = ("to", "and")  # the slots that part the members of a range or list
OPENERS = ("from",)  # the slots that open a range and belong to no member


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconClass:
    """Words of one kind and what they mean; `cased` entries count only as they are written.

    `examples` are "text => value" (see `Rule`), `rejects` texts in which nothing may be found.
    """

    name: str
    entries: Mapping[str, Any]
    trigger: bool = False
    cased: bool = False
    examples: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What templates mean.

    `value` gets the slots by name (a repeated class is `day`, `day2`) and returns a reading, a tuple of readings (one
    for each member of a range or list), IMPOSSIBLE, or None for "not this rule".

    `guard` sees the lower-cased text and the span that matched, and says whether the words around allow it; `written`
    does the same with the text as it is written, where capital letters tell a name.

    With `narrative_only` the rule does not hold in news, where such words belong to titles ("the former minister");
    with `news_only` it holds in news alone.

    An example is `text => value`, with the values of several expressions separated by commas, `| EDTF` after a value
    where the EDTF matters, and the document's date in brackets before the text where it is needed.
    """

    name: str
    templates: tuple[str, ...]
    value: ValueFunction
    guard: Guard | None = None
    written: Guard | None = None
    narrative_only: bool = False
    news_only: bool = False
    examples: tuple[str, ...]
    rejects: tuple[str, ...] = ()

    def allowed(self, low: str, raw: str, start: int, end: int) -> bool:
        """Whether the words around a span that matched allow it."""
        if self.guard is not None and not self.guard(low, start, end):
            return False
        return self.written is None or self.written(raw, start, end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Everything that the engine needs to know of a language.

    `number_triggers` are patterns of digits that start a search; `ordinal_suffixes` follow digits ("th");
    `decimal_comma` tells that 1.500 is a thousand and a half and 1,5 one and a half;
    `merge_words` may stand between a time of day and its day, as may what `merge_gap` matches ("Oslo time on");
    `year_ahead` finds, after a month or season, the year (group 1) of what it names ("spring offensive of 1918");
    `range_words` join two dates into a range, `pair_words` do so after an opener ("between … and"), `list_words` are
    what else may stand between two dates that share the year of the second, words like
    `span_gap` after a span opener ("from … until his death in"); `onwards` after a date make it open (" onwards");
    `verb` finds verbs that tell the tense, in a group `coming` where it is the future, `future`
    where it looks ahead otherwise ("plans"), `reported` where it is the future as seen from the
    past ("would"), `before` where it is the past before the past ("had"); `ahead` are words just before an expression
    that make it future; `beside_event` finds, from its last word on, an event that an expression counts from ("after
    the"); `done` finds, up to an expression, a verb of what was done then ("opened in the"); `attributed` finds in a
    sentence who tells it to the document (", his firm said"), `news` at the head of a text the news that it looks back
    from ("who has died"); `greeting` is what a letter opens with, `speaker` a word
    with which its writer means himself, in the text as it is written.
    """

    code: str
    lexicon: tuple[LexiconClass, ...]
    rules: tuple[Rule, ...]
    fragments: Mapping[str, tuple[str, ...]]
    number_triggers: tuple[str, ...]
    literal_triggers: tuple[str, ...] = ()
    ordinal_suffixes: tuple[str, ...] = ()
    decade_suffixes: tuple[str, ...] = ()
    decimal_comma: bool = False
    merge_words: frozenset[str] = frozenset()
    merge_gap: re.Pattern[str] = re.compile(r"(?!)")
    range_words: frozenset[str] = frozenset()
    pair_words: frozenset[str] = frozenset()
    list_words: frozenset[str] = frozenset()
    pair_openers: tuple[str, ...] = ()
    span_openers: tuple[str, ...] = ()
    onwards: tuple[str, ...] = ()
    span_gap: re.Pattern[str] = re.compile(r"(?!)")
    year_ahead: re.Pattern[str] = re.compile(r"(?!)()")
    verb: re.Pattern[str] = re.compile(r"(?!)")
    ahead: re.Pattern[str] = re.compile(r"(?!)")
    done: re.Pattern[str] = re.compile(r"(?!)")
    beside_event: re.Pattern[str] = re.compile(r"(?!)")
    attributed: re.Pattern[str] = re.compile(r"(?!)")
    news: re.Pattern[str] = re.compile(r"(?!)")
    greeting: re.Pattern[str] = re.compile(r"(?!)")
    speaker: re.Pattern[str] = re.compile(r"(?!)")


@dataclass(slots=True)
class Found:
    """A reading of a run of words: offsets within the run, the rule and what it read.

    `first` and `last` bound the whole match, of which a member of a range or list is a part. An IMPOSSIBLE reading is
    that of a day of a month that no calendar has.
    """

    start: int
    end: int
    rule: Rule
    reading: Reading | Impossible
    first: int
    last: int


class Word(NamedTuple):
    """A word that filled a slot: as it stands, the slot's name, the lexicon class and what the class says it means."""

    text: str
    slot: str
    kind: str
    value: Any


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match that was possible, taken or not: offsets within the run, the rule, its words and what it read."""

    start: int
    end: int
    rule: Rule
    words: tuple[Word, ...]
    value: Value


@dataclass(slots=True)
class _Tokens:
    """The tokens of a run: their spans, the keys of each, and which of them no space parts from the one before."""

    spans: list[tuple[int, int]]
    keys: list[dict[str, Any]]
    kinds: list[Kind]
    glued: list[bool]


# --- numbers ----------------------------------------------------------------------------------------------------------


def number_classes(token: str, ordinal_suffixes: tuple[str, ...], decade_suffixes: tuple[str, ...]) -> dict[str, Any]:
    """The classes of a token that starts with a digit, by name, with its value in each.

    >>> number_classes("17th", ("th",), ())
    {'ordinal': 17, 'day': 17, 'nth_day': 17}
    >>> number_classes("1990s", (), ("s",))
    {'decade': 199}
    >>> sorted(number_classes("05", (), ()))
    ['day', 'hour', 'minute', 'mm', 'number', 'yy']
    """
    digits = token.rstrip("abcdefghijklmnopqrstuvwxyz'’")
    suffix = token[len(digits) :]
    if not digits.isdigit():
        return _written_number(digits) if not suffix else {}
    if len(digits) > _LONGEST_NUMBER:
        return {}
    number = int(digits)
    if not suffix:
        return _plain_number(number, len(digits))
    if suffix in ordinal_suffixes:
        day = 1 <= number <= 31 and len(digits) < 3
        return {"ordinal": number} | ({"day": number, "nth_day": number} if day else {})
    if suffix in decade_suffixes and number % 10 == 0 and len(digits) in {2, 3, 4}:
        return {"decade2" if len(digits) == 2 else "decade": number // 10}
    return {}


def _written_number(digits: str) -> dict[str, Any]:
    """The class of a number with a thousands separator or a decimal point; none for anything else, such as 9/11."""
    if "," in digits:
        return {"number": int(digits.replace(",", ""))} if len(digits) <= _LONGEST_NUMBER else {}
    return {"decimal": float(digits)} if "." in digits else {}


def _plain_number(number: int, length: int) -> dict[str, Any]:
    """The classes of plain digits."""
    found: dict[str, Any] = {"number": number}
    if length <= 2:
        # a number that no month reaches is a day too: "32 May 1931" is refused whole, not read as "May 1931"
        found |= {"day": number}
        found |= {"hour": number} if number <= 24 else {}
    if length == 2:
        found |= {"yy": number}
        found |= {"minute": number} if number < 60 else {}
        found |= {"mm": number} if 1 <= number <= 12 else {}
    elif length == 1:
        found |= {"mm1": number}
    elif length == 3:
        found["year3"] = number
    elif length == 4:
        found["four"] = number
        found |= {"year": number} if 1000 <= number <= 2999 else {}
    return found


# --- the matcher ------------------------------------------------------------------------------------------------------

_LONGEST_NUMBER = 9
# the slots that tell the month of a day
_MONTHS = frozenset(("month", "mm", "first"))
_LOOSE = frozenset(".;:!?()[]\"'“”‘’…")
_MEMO_LIMIT = 1 << 16
_RUN_LIMIT = 240
_SWAPPED = str.maketrans(",.", ".,")


class Grammar:
    """A language compiled: `read` gives the readings of a run of words; the longest match from the left wins."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._rules = language.rules
        self._words: dict[str, dict[str, Any]] = {}
        self._cased: dict[str, dict[str, Any]] = {}
        self._memo: dict[str, tuple[Found, ...]] = {}
        self._keys: dict[str, tuple[dict[str, Any], Kind]] = {}
        fragments = {name: tuple(map(escaped, texts)) for name, texts in language.fragments.items()}
        self._trie = Trie(
            (index, plain)
            for index, rule in enumerate(language.rules)
            for template in rule.templates
            for plain in expand(escaped(template), fragments)
        )
        for entry in language.lexicon:
            table = self._cased if entry.cased else self._words
            for word, value in entry.entries.items():
                table.setdefault(word, {})["{" + entry.name + "}"] = value
        for word in self._trie.literals:
            self._words.setdefault(word, {})[word] = None
        self.token = re.compile(self._token_pattern())
        compounds = [word.lower() for table in (self._words, self._cased) for word in table if not word.isalnum()]
        self._lower_cased = {word.lower() for word in self._cased}
        self._parts = {part for word in compounds for part in re.split(r"[\W_]+", word) if part}
        self._pointed = {part for word in compounds for part in word.split() if part[-1] in _LOOSE}

    def _token_pattern(self) -> str:
        compound = [w for table in (self._words, self._cased) for w in table if len(w) > 1 and not w.isalnum()]
        special = trie_pattern(sorted({w.lower() for w in compound}))
        tail = r"(?![^\W_])"
        ordinals = "|".join(sorted(self.language.ordinal_suffixes, reverse=True)) or "(?!)"
        decades = "|".join(sorted(self.language.decade_suffixes, reverse=True)) or "(?!)"
        plain = rf"[0-9]*0(?:{decades}){tail}|[0-9]+(?:(?:{ordinals}){tail})?"
        thousand, point = (r"\.", ",") if self.language.decimal_comma else (",", r"\.")
        large = rf"[0-9]{{1,3}}(?:{thousand}[0-9]{{3}}){{1,2}}(?![0-9])"
        numbers = rf"{large}|(?<!{point})[0-9]{{1,4}}{point}[0-9]{{1,4}}(?!{point}|[0-9])|{plain}"
        first = rf"(?<!\w){special}(?![^\W_])|" if special else ""
        return rf"{first}{numbers}|[^\W\d_]+|[^\w\s]|_|\d"

    def keys(self, token: str, raw: str) -> dict[str, Any]:
        """The keys (classes and literals) of a token with their values; empty for a word that no rule knows."""
        return (self._keys.get(raw) or self._look_up(token, raw))[0]

    def _look_up(self, token: str, raw: str) -> tuple[dict[str, Any], Kind]:
        """The keys of a token that is seen for the first time, with their values and by themselves."""
        found = self._cased.get(raw, {}) | self._words.get(token, {})
        if token[0] in "0123456789" and raw not in self._cased:
            language = self.language
            plain = token.translate(_SWAPPED) if language.decimal_comma else token
            numbers = number_classes(plain, language.ordinal_suffixes, language.decade_suffixes)
            found |= {"{" + name + "}": value for name, value in numbers.items()}
        both = found, frozenset(found)
        if len(self._keys) < _MEMO_LIMIT:
            self._keys[raw] = both
        return both

    def triggers(self) -> list[str]:
        """Every word that may start a search."""
        words = {w.lower() for c in self.language.lexicon if c.trigger for w in c.entries}
        return sorted(words | set(self.language.literal_triggers))

    def vocabulary(self) -> frozenset[str]:
        """The words of letters alone, in lower case, that `known` may tell anything of."""
        return frozenset(filter(str.isalpha, self._words.keys() | self._parts | self._lower_cased))

    def known(self, low: str, raw: str) -> tuple[bool, bool] | None:
        """Whether a match may begin, or end, with a piece of text; None where it holds a token that no rule knows.

        None too where it ends in punctuation that belongs to no token, such as the full stop of a sentence.
        """
        if low in self._pointed:
            return True, True
        roots, finals, parts = self._trie.roots, self._trie.finals, self._parts
        begins = ends = bracket = False
        last = ""
        for first, after in ((0, len(low)),) if low.isalpha() else self._spans(low):
            last = low[first:after]
            keys = self.keys(last, raw[first:after])
            if last in parts:
                begins = ends = True
            elif not keys:
                return None
            begins = begins or not roots.isdisjoint(keys)
            ends = ends or not finals.isdisjoint(keys)
            bracket = bracket or last == "("
        return None if last in _LOOSE and not (bracket and last == ")") else (begins, ends)

    def _spans(self, low: str) -> list[tuple[int, int]]:
        return [match.span() for match in self.token.finditer(low)]

    def read(self, low: str, raw: str, without: tuple[Rule, ...] = ()) -> tuple[Found, ...]:
        """The readings of a run of known words, `without` the rules that the words around forbid.

        `low` is `raw` in lower case, code point by code point.
        """
        key = "\0".join([raw, *(rule.name for rule in without)]) if without else raw
        found = self._memo.get(key)
        if found is None:
            found = tuple(self._matches(low, raw, without))
            if len(raw) <= _RUN_LIMIT:
                if len(self._memo) >= _MEMO_LIMIT:
                    self._memo.clear()
                self._memo[key] = found
        return found

    def candidates(self, low: str, raw: str) -> list[Candidate]:
        """Every match in a run of known words, from left to right and the longest first: for explanations."""
        tokens = self._tokens(low, raw)
        spans, keys = tokens.spans, tokens.keys
        found = []
        for at in range(len(spans)):
            for end, state in reversed(self._ends(tokens, at)):
                for index, places in state.ends:
                    words = tuple(
                        Word(raw[slice(*spans[at + o])], name, key.strip("{}"), keys[at + o][key])
                        for name, key, o in places
                    )
                    rule = self.language.rules[index]
                    value = rule.value({word.slot: word.value for word in words})
                    found.append(Candidate(spans[at][0], spans[end - 1][1], rule, words, value))
        return found

    def _tokens(self, low: str, raw: str) -> _Tokens:
        spans: list[tuple[int, int]] = []
        all_keys: list[dict[str, Any]] = []
        kinds: list[Kind] = []
        glued: list[bool] = []
        before, remembered = -1, self._keys
        for match in self.token.finditer(low):
            span = first, last = match.span()
            word = raw[first:last]
            keys, kind = remembered.get(word) or self._look_up(low[first:last], word)
            spans.append(span)
            all_keys.append(keys)
            kinds.append(kind)
            glued.append(first == before)
            before = last
        return _Tokens(spans, all_keys, kinds, glued)

    def _matches(self, low: str, raw: str, without: tuple[Rule, ...]) -> list[Found]:
        tokens = self._tokens(low, raw)
        found: list[Found] = []
        at = 0
        while at < len(tokens.spans):
            at = self._longest(tokens, at, found, without) or at + 1
        return found

    def _ends(self, tokens: _Tokens, at: int) -> list[tuple[int, State]]:
        """Where the matches that start at token `at` may end: the token after it and the state, from left to right."""
        kinds, glued = tokens.kinds, tokens.glued
        ends: list[tuple[int, State]] = []
        state, tight = self._trie.start, False
        for i in range(at, len(kinds)):
            kind, edges = kinds[i], state.glued if tight else state.spaced
            following = edges[kind] if kind in edges else self._trie.follow(state, kind, tight=tight)
            if following is None:
                break
            state = following
            if state.ends:
                ends.append((i + 1, state))
            tight = i + 1 < len(glued) and glued[i + 1]
        return ends

    def _longest(self, tokens: _Tokens, at: int, found: list[Found], without: tuple[Rule, ...]) -> int | None:
        """Add what the longest match from token `at` on says that says anything; the token after it, or None."""
        spans, keys = tokens.spans, tokens.keys
        for end, state in reversed(self._ends(tokens, at)):
            for index, places in state.ends:
                rule = self._rules[index]
                value = None if rule in without else rule.value({name: keys[at + o][key] for name, key, o in places})
                if value is None:
                    continue
                if isinstance(value, tuple):
                    found += self._members(rule, value, places, spans[at:end])
                elif not isinstance(value, Impossible) or any(name in _MONTHS for name, _, _ in places):
                    first, last = spans[at][0], spans[end - 1][1]
                    found.append(Found(first, last, rule, value, first, last))
                return end
        return None

    @staticmethod
    def _members(
        rule: Rule, values: tuple[Reading, ...], places: tuple[Place, ...], spans: list[tuple[int, int]]
    ) -> list[Found]:
        """One reading for each member that the joiners part; `spans` are those of the tokens that matched."""
        openers = [offset for name, _, offset in places if name in OPENERS]
        cuts = [offset for name, _, offset in places if name.rstrip("23456789") in JOINERS]
        starts = [1 + max(openers) if openers else 0, *(cut + 1 for cut in cuts)]
        stops = [*cuts, len(spans)]
        pairs = zip(starts, stops, values, strict=False)
        first, last = spans[0][0], spans[-1][1]
        return [Found(spans[a][0], spans[b - 1][1], rule, value, first, last) for a, b, value in pairs]
