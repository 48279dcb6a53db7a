"""What stands ahead of a token: the verb of a phrase, the date that opens a clause, who said it all."""

from __future__ import annotations

from pipeline.events.grammar import lemma
from pipeline.events.inflect import is_only_past, is_participle
from pipeline.events.words import INTRANSITIVES, SEASONS, SUBJECT_PRONOUNS, WEEKDAYS, group

_TIME_CONJUNCTIONS = frozenset(["after", "before", "until", "since", "as", "once"])
_WITHIN_PHRASE = frozenset("PTDNKOYG'")
# After these a date is of what is intended: "a tour planned for 2020 was given up".
_INTENDING = frozenset(["plan", "schedule", "expect", "intend", "propose"])
SAYING = frozenset(
    ["say", "tell", "announce", "report", "state", "declare", "claim", "add", "confirm", "write", "find", "rule"]
)
_LONGEST_HEARER = 4
_LONGEST_SPEAKER = 9
# A noun phrase, but for the determiner that it begins with.
_PHRASE_BEFORE_SUBJECT = frozenset("NKOPT'")
_NO_OPENING = frozenset(["both", "each", "all", "that"])
# "The year he bought a mill" tells when.
_TIME_NOUNS = group("time moment day night morning evening afternoon week month year season instant way") | SEASONS
_AHEAD = 14
_VERBS = frozenset("VABE")
_SUBJECT = frozenset("DNKOR'")
# What names a thing before a colon, and what only leads to what is said of the text itself or of another thing.
_THING = frozenset("DNKOP")
_NO_THINGS = group("note notes photo photograph picture image source status update correction caption figure table")
# What is told of one who is said to have said it.
_OF_SPEAKER = frozenset("DNKOPT',.Y")
_AGENT = 8
# What an object, or a clause, may begin with.
_OPENS_OBJECT = frozenset("DNKO")


class Lookahead:
    """The tags of a sentence, padded so that every token has neighbours, and its words in lower case."""

    tags: list[str]
    lower: list[str]

    def opens_reduced(self) -> bool:
        """Whether the sentence opens with a participle and its adverb: "First told in 1204, the tale was forgotten"."""
        tags = self.tags
        if tags[:1] != ["Y"] or tags[1:2] not in (["V"], ["E"]) or tags[2:3] not in (["P"], ["T"]):
            return False
        comma = next((k for k in range(3, min(_AHEAD, len(tags))) if tags[k] == ","), None)
        if comma is None or self.tags[comma + 1] not in set("DNKR") or not self.verb_ahead(comma + 1):
            return False
        tags[1] = "E"
        return True

    def reduced(self, i: int) -> bool:
        """Whether the form at `i` opens a relative clause without "which was": "a study printed in 1988 found"."""
        form = self.lower[i]
        if self.tags[i + 1] not in {"P", "T"} or self.tags[i - 1] not in {"N", "K"} or not is_participle(form):
            return False
        if lemma(form) in INTRANSITIVES or lemma(form) in _INTENDING:
            return False
        ahead = range(i + 1, min(i + _AHEAD, len(self.lower)))
        verb = next((k for k in ahead if self.tags[k] not in _WITHIN_PHRASE), None)
        if verb is None or self.tags[verb] not in "VAB":
            return False
        if self.tags[verb] == "B":
            # "the plan adopted in 2015 runs to 2031"
            return self.tags[verb - 1] == "T" and self.lower[verb].endswith("s")
        undated = self.tags[i] == "E" and "T" not in self.tags[i:verb]
        if undated or any(self.lower[k] in _TIME_CONJUNCTIONS for k in range(i + 2, verb)):
            return False
        return self.tags[verb] == "A" or is_only_past(self.lower[verb]) or self.tags[verb + 1] in set("DKNORS")

    def interrupts_start(self, i: int) -> bool:
        """Whether a participle opens a clause whose subject follows a comma: "; damaged in 1887, it was restored"."""
        comma = next((k for k in range(i + 1, min(i + _AHEAD, len(self.lower))) if self.tags[k] == ","), None)
        return comma is not None and self.tags[comma + 1] in set("DKR") and self.verb_ahead(comma + 1)

    def restarts(self, i: int) -> bool:
        """Whether a subject stands right behind the date of a verb: "when it closed in 1931 the men left"."""
        date = i + 1 if self.tags[i + 1] == "T" else i + 2
        return self.tags[date] == "T" and self.tags[date + 1] in {"D", "K", "R"}

    def leaves_out_that(self, i: int) -> bool:
        """Whether the verb at `i` tells of the noun before its subject: "the house he bought in 1931 burnt down"."""
        start = noun = i - 2
        if noun < 1 or self.tags[noun] not in {"N", "K"} or self.lower[i - 1] not in SUBJECT_PRONOUNS:
            return False
        while start > 0 and self.tags[start - 1] in "NKOG'":
            start -= 1
        before = self.tags[start - 2] if start > 1 else ""
        if self.tags[start - 1] != "D" or before in {"P", "D", "V", "B", "A"} or self.lower[noun] in _TIME_NOUNS:
            return False
        ends = next((k for k in range(i + 1, min(i + _AHEAD, len(self.lower))) if self.tags[k] in "VAB,;CS("), i)
        return (self.tags[ends] in "VA" and ends > i) or (self.tags[ends] == "B" and self.lower[ends].endswith("s"))

    def conjoins(self, i: int) -> bool:
        """Whether "after" and the like open a clause, not a date or a phrase."""
        return self.after_date(i + 1) == i + 1 and self.verb_ahead(i + 1) and not self.is_phrase(i + 1)

    def is_phrase(self, i: int) -> bool:
        """Whether a noun phrase is told of no verb, since a subject follows it: "after the war she went home"."""
        k = i + (self.tags[i] == "D")
        while self.tags[k] in _PHRASE_BEFORE_SUBJECT or (self.tags[k] == "D" and self.tags[k - 1] == "P"):
            k += 1
        opens = self.tags[k] == "D" or (self.tags[k] == "R" and self.lower[k] in SUBJECT_PRONOUNS)
        return k > i and self.tags[k - 1] in "NKT" and opens and self.lower[k] not in _NO_OPENING

    def heads(self, colon: int) -> bool:
        """Whether a colon parts a thing from what was done to it: "North bridge: closed since May"; no mere place."""
        if (
            not (1 if self.tags[:1] == ["K"] else 0) < colon <= _AGENT
            or self.lower[colon] != ":"
            or not is_participle(self.lower[colon + 1])
        ):
            return False
        if self.tags[colon + 2] not in {"P", "T"} or not _NO_THINGS.isdisjoint(self.lower[:colon]):
            return False
        named = "N" in self.tags[:colon] or "K" in self.tags[:colon]
        return named and _THING.issuperset(self.tags[:colon]) and self.tags[colon - 1] in {"N", "K", "O"}

    def first_verb(self, indices: list[int]) -> int:
        """How many of the tokens of a segment stand before its first verb."""
        return next((n for n, k in enumerate(indices) if self.tags[k] in "VAB"), 0)

    def says(self, i: int) -> bool:
        """Whether someone is said to say it between two commas of a quotation: '"It was late," she said, "and …"'."""
        verb = next((k for k in range(i, min(i + _LONGEST_SPEAKER, len(self.lower))) if self.tags[k] in "VAB"), None)
        if verb is None or verb == i or lemma(self.lower[verb]) not in SAYING:
            return False
        end = self.after_date(verb + 1)
        if self.tags[end] != "," and (end == verb + 1 or self.tags[end - 1] != ","):
            return False
        return all(self.tags[k] in "DNKOR," for k in range(i, verb))

    def attributes(self, i: int, *, quoted: bool = False) -> bool:
        """Whether the rest of the sentence only tells who said what is before it: "…, an officer said on Friday".

        Behind what is `quoted` the verb may come first: "…” said an officer on Friday".
        """
        rest = range(i, min(i + _AHEAD, len(self.lower)))
        verb = next((k for k in rest if self.tags[k] in _VERBS), None)
        if verb is None or lemma(self.lower[verb]) not in SAYING:
            return False
        if verb == i:
            return quoted and self.tags[i + 1] in "DNK" and all(self.tags[k] in _OF_SPEAKER for k in rest[1:])
        if any(self.tags[k] not in "DNKORT'P," for k in range(i, verb)) or self.tags[i] == "P":
            return False
        if quoted and self.lower[i - 2 : i - 1] == [","] and all(self.tags[k] in _OF_SPEAKER for k in rest if k > verb):
            return True  # "…,” the mayor told a rally in the park on Friday"
        end = verb + 1
        while end - verb < _LONGEST_HEARER and self.tags[end] in {"D", "N", "K"}:
            end += 1
        # A weekday without a date is no date word.
        undated = self.lower[end : end + 1] == ["on"] and not WEEKDAYS.isdisjoint(self.lower[end + 1 : end + 2])
        end = end + 2 if undated else self.after_date(end)
        return all(self.tags[k] == "." for k in range(end, len(self.lower)))

    def spliced(self, comma: int) -> bool:
        """Whether a comma behind a date parts two clauses: "the mill was sold in May, the hall is to go in June"."""
        if self.tags[comma - 1] != "T" or self.tags[comma + 1] not in {"D", "N", "K", "R"}:
            return False
        end = comma + 1
        while self.tags[end] in _SUBJECT and end - comma < _AGENT:
            end += 1
        if self.tags[end] != "A" or not _TIME_NOUNS.isdisjoint(self.lower[comma + 1 : end]):
            return False
        # "…, the mayor has said", but "…, a tower was added"
        verb = self.lower[end + 1] if self.tags[end + 1] else ""
        return lemma(self.lower[end]) == "be" or lemma(verb) not in SAYING

    def verb_behind(self, comma: int) -> bool:
        """Whether what stands between two commas is told of the noun before it: "and the hall, built in 1931, shut"."""
        if self.tags[comma + 1] not in {"E", "V", "K"} or self.lower[comma - 1 : comma] == ["and"]:
            return False
        ahead = range(comma + 2, min(comma + _AGENT, len(self.lower)))
        second = next((k for k in ahead if self.tags[k] == ","), None)
        if second is None or any(self.tags[k] in "C;S" for k in range(comma, second)):
            return False
        return self.tags[second + 1] in {"V", "A"} or (
            self.tags[second + 1] == "B" and self.lower[second + 1].endswith("s")
        )

    def after_date(self, i: int) -> int:
        """The token after a date that opens a clause: "and in April the …"."""
        j = i
        while self.tags[j] in {"P", "D", "Y"} and j - i < 3:
            j += 1
        if self.tags[j] != "T":
            return i
        return j + 2 if self.tags[j + 1] == "," else j + 1

    def verb_ahead(self, i: int) -> bool:
        """Whether a noun phrase and then a finite verb follow at once."""
        nouns = False
        start = self.after_date(i)
        # A phrase may stand in front of the subject where a comma stands before "and": "…, and for three years they …".
        fronted = start == i and self.tags[i] == "P" and self.tags[i - 2] in {",", "."}
        for k in range(start, min(i + _AHEAD, len(self.lower))):
            tag = self.tags[k]
            if tag in "VA" or (tag == "B" and nouns):
                return nouns
            joins = tag == "C" and nouns and self.lower[k] == "and" and self.tags[k + 1] in _OPENS_OBJECT
            # "…, and most of us will be home"
            joins = joins or (tag == "P" and self.lower[k] == "of" and self.tags[k - 1] in {"D", "O"})
            joins = joins or (tag == "G" and self.tags[k - 1] == "D" and self.tags[k + 1] in {"N", "K"})
            if tag == "T" and nouns and self.tags[k - 1] == "P":
                # "but a fire on 3 January gutted the hall"
                return self.tags[k + 1] in {"V", "A"}
            if tag == "," and nouns and not joins and self.verb_behind(k):
                return True
            if not joins and (tag not in "DNKORYX'P" or (tag == "P" and not nouns and not (fronted and k == i))):
                return False
            nouns = nouns or tag in "NKR" or (tag == "O" and self.tags[k + 1] == "P")
        return False
