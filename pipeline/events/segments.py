"""Where the clauses of a sentence begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pipeline.events.grammar import lemma
from pipeline.events.inflect import is_participle
from pipeline.events.lookahead import SAYING, Lookahead
from pipeline.events.words import INTRANSITIVES, MOVING

if TYPE_CHECKING:
    from pipeline.events.grammar import Sentence

Kind = Literal["main", "coordinate", "relative", "subordinate", "participle", "tail", "aside", "list"]

_RELATIVES = frozenset(["which", "who", "whose", "that", "where", "whom"])
_TIME_CONJUNCTIONS = frozenset(["after", "before", "until", "since", "as", "once"])
_LISTS = frozenset(["including", "such", "namely", "especially"])
_NESTED = frozenset(["relative", "subordinate"])
_NON_FINITE = frozenset(["participle", "tail"])
# Tags that neither open nor close a segment, and are no verbs.
_MAY_CUT = re.compile(r"[^TKNODRYGXI'.P]")
_MAY_CUT_AT_TIMES = re.compile(r"[^TKNODRYGXI'.]")
_MARKS = frozenset("(;-,C")
# What these are followed by is said, if it has a verb of its own.
_REPORTING = frozenset(["say", "claim", "admit", "believe", "hope", "know", "think"])
_AWAY = frozenset(["up", "out", "down", "off", "away", "back"])
_QUOTES = (['"'], ["”"], ["“"])
_DEEPEST = 6
_AHEAD = 14
_AGENT = 8
_PADDING = ("",) * 8
# What an object, or a clause, may begin with.
_OPENS_OBJECT = frozenset("DNKO")
_OPENS_CLAUSE = _OPENS_OBJECT | {"S"}


@dataclass(slots=True, eq=False)
class Segment:
    """A stretch of one clause: its tokens, what kind of clause it is and the segment it hangs on.

    `attribution` is of the end of a sentence that says who said the rest of it, `chronicle` of a line that opens with
    its date: "1958: Works opened".
    """

    kind: Kind
    parent: Segment | None = None
    opener: int = -1
    indices: list[int] = field(default_factory=list)
    has_verb: bool = False
    depth: int = 0
    attribution: bool = False
    chronicle: bool = False


def segments(sentence: Sentence) -> list[Segment]:
    """The clauses of a sentence, cut at punctuation, subordinators and coordinated verbs.

    A participle after a comma that turns out to be the main clause's past tense is tagged so in `sentence`.

    >>> from pipeline.events.grammar import read
    >>> found = segments(read("The inn, which two brothers ran, closed and was sold.", 0, []))
    >>> [each.kind for each in found]
    ['main', 'relative', 'coordinate']
    """
    cutter = _Cutter(sentence)
    lower = sentence.lower
    may_cut = _MAY_CUT if _TIME_CONJUNCTIONS.isdisjoint(lower) else _MAY_CUT_AT_TIMES
    at = 0
    for match in may_cut.finditer(sentence.tags):
        i = match.start()
        if match[0] != "P" or lower[i] in _TIME_CONJUNCTIONS:
            cutter.current.indices.extend(range(at, i))
            cutter.take(i)
            at = i + 1
    cutter.current.indices.extend(range(at, len(lower)))
    sentence.tags = "".join(cutter.tags)
    return cutter.found


def segment_of(found: list[Segment], index: int) -> Segment:
    """The segment that holds token `index`."""
    for each in reversed(found):
        if index in each.indices:
            return each
    return found[0]


class _Cutter(Lookahead):
    """Reads tokens from left to right and keeps the segment that is open."""

    def __init__(self, sentence: Sentence) -> None:
        # Padded, so that a token at either end has neighbours too, which are no token of any kind.
        self.tags = [*sentence.tags, *_PADDING]
        self.lower = sentence.lower
        self.by = sentence.tags.count("T") > 1 and "by" in sentence.lower
        self.quoted = False
        self.current = Segment("main")
        self.found = [self.current]
        if self.tags[:1] == ["E"] or self.lower[:1] == ["having"] or self.opens_reduced():
            self.open("participle", 0)

    def open(self, kind: Kind, i: int, *, apart: bool = False) -> None:
        """Begin a segment below the current one, or `apart` from it."""
        parent = None if apart else self.current
        if kind == "coordinate" and self.current.kind == "coordinate":
            parent = self.current.parent
        if parent is not None and parent.depth >= _DEEPEST:
            return
        self.current = Segment(kind, parent=parent, opener=i, depth=parent.depth + 1 if parent is not None else 0)
        self.found.append(self.current)

    def take(self, i: int) -> None:
        tag = self.tags[i]
        if tag in "VAEB":
            self.verb(tag, i)
            return
        if tag == ")":
            self.close_aside(i)
            return
        if tag in ";-" and self.current is self.found[0] and all(self.tags[k] in "T;-.P" for k in self.current.indices):
            self.current.chronicle = self.current.chronicle or self.tags[i - 1] == "T"
        elif tag in _MARKS:
            self.mark(tag, i)
        elif tag == "S" and self.tags[i + 1] != "I":
            self.open("relative" if self.lower[i] in _RELATIVES else "subordinate", i)
        elif tag == "P" and self.conjoins(i):
            self.open("subordinate", i)
        self.current.indices.append(i)

    def verb(self, tag: str, i: int) -> None:
        """A verb form, which may open a clause of its own or go back to the one above."""
        if self.tags[i - 1] == "R" and not self.current.has_verb and self.leaves_out_that(i):
            self.current.indices.pop()
            self.open("relative", i - 1)
            self.current.indices.append(i - 1)
        current = self.current
        alone = not current.has_verb and (tag == "V" or self.lower[i + 1 : i + 2] == ["by"])
        alone = alone and not (current.kind == "subordinate" and self.restarts(i))
        if tag != "A" and ((alone and self.reduced(i)) or (self.by and self.done_by(i))):
            self.tags[i] = tag = "E"
            self.open("participle", i)
        elif current.parent is not None and (tag in "VA" or self.tags[i - 1] == "T") and self.resumes(i):
            self.resume(current.parent)
        elif current.has_verb and tag in "VA":
            tag = self.further(tag, i)
        current = self.current
        current.indices.append(i)
        if tag != "E" or current.kind in {"participle", "relative"}:
            current.has_verb = True

    def resume(self, above: Segment) -> None:
        """Go back to the clause above, which has its subject behind a date: "in a will made in 1699 he left it all"."""
        subject = self.behind_date() if self.current.kind == "participle" else []
        if subject:
            del self.current.indices[-len(subject) :]
            above.indices += subject
        self.current = above

    def further(self, tag: str, i: int) -> str:
        """A finite verb of a clause that has one already, which may open or close one; its tag."""
        if self.reports():
            return tag
        if tag == "V" and self.dated_participle(i):
            self.tags[i] = "E"
            self.open("participle", i)
            return "E"
        if self.current.kind == "subordinate":
            self.leave_dated(i)
        return tag

    def reports(self) -> bool:
        """Open the clause that is said without "that", if the verb that comes is its: "he said his client had fled"."""
        indices = self.current.indices
        said = next((n for n in range(len(indices) - 1, 0, -1) if self.tags[indices[n]] in "VAB"), 0)
        subject = indices[said + 1 :]
        if (
            not said
            or not subject
            or lemma(self.lower[indices[said]]) not in _REPORTING
            or self.current.depth >= _DEEPEST
        ):
            return False
        if self.tags[subject[0]] not in "DKRN" or any(self.tags[k] not in "DNKOR'" for k in subject):
            return False
        if any(self.tags[k] == "T" for k in indices[:said]):
            return False  # "in 2009, the firm says, it made a loss"
        del indices[said + 1 :]
        self.open("relative", indices[said])
        self.current.indices += subject
        return True

    def dated_participle(self, i: int) -> bool:
        """Whether the form at `i`, behind its noun, only has a date: "they bought a house built in 1835"."""
        dated = self.tags[i + 1] == "T" or (self.tags[i + 1] == "P" and self.tags[i + 2] == "T")
        if not dated or self.tags[i - 1] not in {"N", "K"} or not is_participle(self.lower[i]):
            return False
        last = next((k for k in reversed(self.current.indices) if self.tags[k] in "VAB"), 0)
        known = lemma(self.lower[i])
        behind = any(self.tags[k] in "DNK" for k in range(last + 1, i)) and last < i - 1
        return behind and known not in INTRANSITIVES and known not in MOVING and lemma(self.lower[last]) not in SAYING

    def leave_dated(self, i: int) -> None:
        """Give the clause above its subject behind a date: "when the school closed in 1931 her father taught her"."""
        above = self.current.parent
        if above is None or above.has_verb or self.tags[i - 1] in "AYX":
            return
        subject = self.behind_date()
        if subject:
            del self.current.indices[-len(subject) :]
            above.indices += subject
            self.current = above

    def behind_date(self) -> list[int]:
        """The noun phrase that stands behind the last date of the open segment; empty where none does."""
        indices = self.current.indices
        last = next((n for n in range(len(indices) - 1, 0, -1) if self.tags[indices[n]] == "T"), 0)
        subject = indices[last + 1 :] if last else []
        told = bool(subject) and self.tags[subject[0]] in "DKR" and all(self.tags[k] in "DNKOR'" for k in subject)
        return subject if told else []

    def done_by(self, i: int) -> bool:
        """Whether the form at `i` tells by whom an object was made, and when.

        "In 1931 he bought a clock made by Ada Roe in 1835"
        """
        if self.lower[i + 1 : i + 2] != ["by"] or self.tags[i - 1] not in {"N", "K"}:
            return False
        told = self.current.has_verb and self.current.kind in {"main", "coordinate"}
        both = "T" in self.tags[:i] and "T" in self.tags[i : i + _AGENT]
        return told and both and is_participle(self.lower[i])

    def mark(self, tag: str, i: int) -> None:
        """Punctuation or a coordinator, which may open a segment or close one."""
        if tag == ",":
            self.comma(i)
        elif tag == "C":
            self.coordinator(i)
        elif tag == "(":
            self.open("aside", i)
        elif tag == ";":
            self.semicolon(i)
        else:
            self.dash(i)

    def semicolon(self, i: int) -> None:
        """A semicolon or colon, behind which a verb may go on with the subject: "opened in 1902; closed in 1931"."""
        form = self.tags[i + 1] in {"V", "E"}
        fronted = form and self.interrupts_start(i + 1)
        goes_on = form and not fronted and self.lower[i] == ";" and self.current.has_verb
        if form and not fronted and self.current is self.found[0] and self.heads(i):
            self.tags[i + 1] = "E"
            self.open("participle", i)
            return
        self.open("coordinate" if goes_on else "main", i, apart=not goes_on)
        if fronted and self.tags[i + 2] in {"P", "T"} and is_participle(self.lower[i + 1]):
            self.tags[i + 1] = "E"
            self.open("participle", i + 1)

    def close_aside(self, i: int) -> None:
        inner = self.current
        while inner.kind != "aside" and inner.parent is not None:
            inner = inner.parent
        inner.indices.append(i)
        self.current = inner.parent or inner

    def dash(self, i: int) -> None:
        if not i or i + 1 >= len(self.lower) or self.tags[i - 1] == self.tags[i + 1] == "K":
            return
        aside: Segment | None = self.current
        while aside is not None and (aside.kind != "aside" or self.tags[aside.opener] != "-"):
            aside = aside.parent
        if aside is not None:
            self.current = aside.parent or aside
        else:
            self.open("aside" if "-" in self.tags[i + 1 : i + 25] else "tail", i)

    def says_aside(self, i: int) -> bool:
        """Whether who says it all stands within what is said: "a flood, officials said, closed the road"."""
        if self.current.kind not in {"main", "coordinate"} or self.tags[i] not in {"D", "N", "K"} or not self.says(i):
            return False
        comma = next(k for k in range(i, len(self.tags)) if self.tags[k] == ",")
        goes_on = self.tags[self.after_date(comma + 1)]
        if goes_on in {"S", "d"} or not any(self.tags[k] in "VAB" for k in range(i, comma)):
            return False  # "to end the strike, the board declared, on 4 May, that …"
        told = any(self.tags[k] in "VAB" and self.tags[k - 1] != "I" for k in self.current.indices if k)
        return told or goes_on in {"V", "A", "E"} or self.verb_ahead(comma + 1)

    def quotes(self, i: int) -> bool:
        """Whether a comma is one of the two around who says it, which is a segment of its own."""
        if self.quoted and not self.current.has_verb:
            return True  # "the mayor, Ada Lind, said"
        if self.quoted:
            self.quoted = False
            self.current = self.current.parent or self.current
            if self.tags[i + 1] == "E" and not self.current.has_verb:
                self.tags[i + 1] = "V"
            return True
        self.quoted = self.says(i + 2) if self.lower[i + 1 : i + 2] in _QUOTES else self.says_aside(i + 1)
        if self.quoted:
            self.open("aside", i)
            self.current.attribution = True
        return self.quoted

    def comma(self, i: int) -> None:
        if self.current.kind == "main" and self.current.has_verb and self.spliced(i):
            self.open("main", i, apart=True)
        elif not self.quotes(i):
            self.parts(i)

    def parts(self, i: int) -> None:
        """A comma that may open a segment or close one."""
        after = "G" if self.lower[i + 1 : i + 2] == ["having"] else self.tags[i + 1]
        current = self.current
        waiting = self.goes_back(after, i)
        if waiting is not None:
            self.tags[i + 1] = "V" if after == "E" else after
            self.current = waiting
            return
        quoted = self.lower[i + 1 : i + 2] in _QUOTES
        told = current.has_verb or quoted or current.kind == "tail"
        if told and self.attributes(i + 1 + quoted, quoted=quoted):
            self.open("main", i, apart=True)
            self.current.attribution = True
            return
        if after in {"E", "V", "A"} and self.serial(i + 1):
            self.tags[i + 1] = "A" if after == "A" else "V"
            self.open("coordinate", i)
            return
        form = i + 2 if after == "Y" else i + 1
        if self.tags[form] == "V" and self.interrupts(form):
            self.tags[form] = after = "E"
        if self.lower[i + 1 : i + 2] and self.lower[i + 1] in _LISTS:
            self.open("list", i)
        elif after == "G" and (current.has_verb or current.kind != "main"):
            self.open("tail", i)
        elif after == "E" and current.kind != "participle":
            self.open("participle", i)
        elif current.parent and (current.kind in _NON_FINITE or (current.kind in _NESTED and current.has_verb)):
            resumed = after in {"V", "A", "Y"} or (after == "C" and self.verb_ahead(i + 2))
            if resumed or not current.parent.has_verb:
                self.current = current.parent

    def serial(self, i: int) -> bool:
        """Whether the verb at `i` is the second of several of one subject: "banned dice, founded a school and …"."""
        told = self.current.has_verb and self.current.kind in {"main", "coordinate"}
        known = lemma(self.lower[i])
        away = self.lower[i + 1 : i + 2] != [] and self.lower[i + 1] in _AWAY
        moves = self.tags[i + 1] == "P" and (away or known in MOVING or known in INTRANSITIVES)
        if not told or not (moves or self.tags[i + 1] in _OPENS_OBJECT or self.tags[i] == "A"):
            return False
        ahead = range(i + 1, min(i + _AHEAD, len(self.lower) - 1))
        return any(self.tags[k] == "C" and self.tags[k + 1] in "VEA" for k in ahead)

    def interrupts(self, i: int) -> bool:
        """Whether the form at `i` is a participle between commas after a subject: "the inn, built in 1774, closed"."""
        current = self.current
        if current.kind != "main" or current.has_verb or not is_participle(self.lower[i]):
            return False
        comma = next((k for k in range(i + 1, min(i + _AHEAD, len(self.lower))) if self.tags[k] == ","), None)
        return comma is not None and self.tags[comma + 1] in {"V", "A", "E"}

    def coordinator(self, i: int) -> None:
        """A clause begins where a verb is already told and another follows, with or without a subject of its own."""
        j = i + 1
        while self.tags[j] in {"Y", "X"}:
            j += 1
        above = self.current.parent
        if self.current.kind == "tail" and above is not None and above.has_verb and self.tags[j] in {"V", "A"}:
            self.current = above
        if not self.current.has_verb:
            return
        dated = self.after_date(j + 1 if self.tags[j] == "," else j)
        if dated > j + 1 and self.tags[dated] in {"V", "E"}:
            self.tags[dated] = "V"
            j = dated
        if self.tags[i - 1] == "," and self.tags[j] in {"V", "A"}:
            self.leave_nested()
        participle = self.tags[j] == "E" and self.current.kind in {"participle", "main", "coordinate"}
        chained = self.tags[j] == "B" and (self.tags[j + 1] == "I" or self.is_present(j))
        if self.tags[j] in {"V", "A"} or participle or chained:
            self.open("coordinate", i)
        elif self.verb_ahead(i + 1):
            self.open("main", i, apart=True)

    def is_present(self, j: int) -> bool:
        """Whether the form at `j` goes on with the present of the clause: "the camp closes and reopens in May"."""
        verb = next((k for k in reversed(self.current.indices) if self.tags[k] in "VABE"), -1)
        # or with a passive: "was granted in May and expires in June"
        told = self.tags[verb] == "B" and self.lower[verb].endswith("s")
        passive = self.tags[verb] == "E" and verb > 0 and self.tags[verb - 1] == "A"
        return verb >= 0 and (told or passive) and self.lower[j].endswith("s")

    def leave_nested(self) -> None:
        """Go back from a relative clause with a subject of its own, which a comma has ended: "…, where it lay, and"."""
        current, parent = self.current, self.current.parent
        if current.kind not in _NESTED or parent is None or not parent.has_verb:
            return
        if any(self.tags[k] in "NKR" for k in current.indices[1 : self.first_verb(current.indices)]):
            self.current = parent

    def awaiting_verb(self) -> Segment | None:
        """The main clause above a nested one, where it has its subject and not yet its verb."""
        told = self.current.has_verb or self.current.kind == "list"
        if not told or self.current.kind in {"main", "aside"}:
            return None
        above = self.current.parent
        while above is not None and above.kind != "main":
            above = above.parent
        return above if above is not None and above.indices and not above.has_verb else None

    def goes_back(self, after: str, i: int) -> Segment | None:
        """The main clause that a verb behind a comma is of: "the inn, built in 1774 and sold in 1802, was shut"."""
        if after == "E":
            return self.awaiting_verb() or self.after_apposition(i)
        return self.awaiting_verb() if self.current.kind == "coordinate" and after in {"V", "A"} else None

    def after_apposition(self, i: int) -> Segment | None:
        """The main clause whose subject an apposition has just ended: "Ada Lind, a painter, announced"."""
        current = self.current
        commas = [n for n, k in enumerate(current.indices) if self.tags[k] == ","]
        # "Its first outing, in May 1922, ended in a storm"
        dated = bool(commas) and self.lower[i + 2 : i + 3] != ["by"]
        dated = dated and all(self.tags[k] in "PDT" for k in current.indices[commas[-1] + 1 :])
        finite = dated or lemma(self.lower[i + 1]) in INTRANSITIVES or self.tags[i + 2] == "D"
        doubtful = not finite and self.lower[i + 2 : i + 3] in (["by"], ["in"], ["as"])
        if current.kind != "main" or current.has_verb or doubtful or not current.indices:
            return None
        first = current.indices[: commas[0]] if commas else []
        told = next((n for n, k in enumerate(first) if self.tags[k] == "T"), len(first))
        # "In 1931 three women, the sisters Lind and Ada Roe, reached the top"
        fronted = self.tags[current.indices[0]] in "PGT" and not any(self.tags[k] in "NK" for k in first[told:])
        if fronted and not (finite and len(commas) > 1):
            return None
        between = current.indices[commas[0] : commas[-1]] if fronted else current.indices[: commas[0] if commas else 0]
        return current if any(self.tags[k] in "NK" for k in between) else None

    def resumes(self, i: int) -> bool:
        """A second finite verb in a relative clause is the main clause's, where that still lacks one."""
        current, parent = self.current, self.current.parent
        reduced = current.kind == "participle" and self.tags[current.opener] == "E" and current.opener > 0
        over = current.kind == "list" or (current.has_verb and (reduced or current.kind in _NESTED))
        if parent is None or not over:
            return False
        return not parent.has_verb and bool(parent.indices) and self.tags[i - 1] not in "AYXI"
