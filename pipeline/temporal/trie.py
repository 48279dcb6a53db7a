"""The templates of all rules in one trie, walked as a machine of states: reading costs the same however many there are.

A state stands for all nodes that some tokens lead to. States are worked out when a text first leads to them, so that
each further token costs one look-up (the usual lazy determinisation of a finite automaton).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.temporal.templates import PIECE

if TYPE_CHECKING:
    from collections.abc import Iterable, KeysView, Sequence

Place = tuple[str, str, int]  # a slot: its name, its key in the trie and which token of the match it is
Kind = frozenset[str]  # the keys of a token
Match = tuple[int, tuple[Place, ...]]  # the index of a rule and the slots of one of its templates
_Token = tuple[str, str, str]  # of a template: what stands before it, " ", "_" or nothing; its key; the name of a slot
_STATE_LIMIT = 1 << 16


@dataclass(slots=True)
class _Node:
    """A state of the trie: the next state by key, after white space and without; the rules that end here."""

    spaced: dict[str, _Node] = field(default_factory=dict)
    glued: dict[str, _Node] = field(default_factory=dict)
    ends: list[Match] = field(default_factory=list)


class State:
    """The nodes of the trie that some tokens lead to: the matches that end there, and what lies behind a further token.

    `spaced` and `glued` are filled in as texts ask for them; a token is known there by the set of its keys.
    """

    __slots__ = ("ends", "glued", "nodes", "spaced")

    def __init__(self, nodes: tuple[_Node, ...]) -> None:
        self.nodes = nodes
        self.ends = sorted(end for node in nodes for end in node.ends)
        self.spaced: dict[Kind, State | None] = {}
        self.glued: dict[Kind, State | None] = {}


class Trie:
    """The templates of the rules of one language, given plain, each with the index of its rule.

    `literals` are the words that templates hold, `finals` the keys that a template may end with.
    """

    def __init__(self, templates: Iterable[tuple[int, str]]) -> None:
        self.literals: set[str] = set()
        self.finals: set[str] = set()
        self._root = _Node()
        self._states: dict[tuple[int, ...], State] = {}
        self._start: State | None = None
        self._insert(templates)

    @property
    def roots(self) -> KeysView[str]:
        """The keys that a template may begin with."""
        return self._root.spaced.keys()

    @property
    def start(self) -> State:
        """The state before any token; ask for it anew for each walk."""
        if self._start is None or len(self._states) > _STATE_LIMIT:
            self._states.clear()
            self._start = State((self._root,))
        return self._start

    def _insert(self, templates: Iterable[tuple[int, str]]) -> None:
        """Add templates; what one begins with as the one before it does is not looked at again."""
        before: list[_Token] = []
        reached: list[tuple[list[_Node], tuple[Place, ...]]] = []
        for index, template in templates:
            tokens = _tokens(template)
            del reached[_shared(before, tokens) :]
            for at in range(len(reached), len(tokens)):
                gap, key, name = tokens[at]
                nodes, slots = reached[-1] if at else ([self._root], ())
                if name:
                    count = sum(name == other for _, _, other in tokens[:at])
                    slots = (*slots, (f"{name}{count + 1}" if count else name, key, at))
                else:
                    self.literals.add(key)
                reached.append((_step(nodes, key, gap), slots))
            before = tokens
            self.finals.add(tokens[-1][1])
            nodes, slots = reached[-1]
            for node in nodes:
                node.ends.append((index, slots))

    def follow(self, state: State, kind: Kind, *, tight: bool) -> State | None:
        """The state behind a token, which is worked out once; None where no rule goes on."""
        nodes = []
        for node in state.nodes:
            edges = node.glued if tight else node.spaced
            nodes += [edges[key] for key in edges.keys() & kind]
        following = None
        if nodes:
            nodes.sort(key=id)
            following = self._states.setdefault(tuple(map(id, nodes)), State(tuple(nodes)))
        (state.glued if tight else state.spaced)[kind] = following
        return following


def _tokens(template: str) -> list[_Token]:
    """The tokens of a plain template; white space stands before the first."""
    found: list[_Token] = []
    gap = " "
    for name, kind, space, literal in PIECE.findall(template.replace("\ue000", "(").replace("\ue001", ")")):
        if space:
            gap = space if found else " "
        else:
            found.append((gap, literal or "{" + kind + "}", name or kind))
            gap = ""
    return found


def _shared(one: Sequence[_Token], other: Sequence[_Token]) -> int:
    """How many tokens two templates begin with alike."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _step(nodes: Iterable[_Node], key: str, gap: str) -> list[_Node]:
    """The states after one more key; with an optional gap both kinds of edge lead to the same state."""
    after: list[_Node] = []
    for node in nodes:
        if gap:
            after.append(node.spaced.get(key) or node.spaced.setdefault(key, _Node()))
        if gap in {"", "_"}:
            after.append(node.glued.get(key) or node.glued.setdefault(key, _Node()))
    return after
