"""How what a run costs grows with what it is given; nothing here hangs on how fast or how busy the machine is."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pipeline.engine.garbage import collecting_rarely

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

LEAST = 0.02
"""Seconds under which a ratio says nothing."""
_TRIES = 25


@dataclass(frozen=True, slots=True)
class Growth:
    """The least processor seconds that a run took for something, and for `times` as much of it."""

    small: float
    large: float
    times: int

    @property
    def ratio(self) -> float:
        """How many times the seconds of the small one the large one took; 0 where both are too short to say."""
        return 0.0 if self.large < LEAST else self.large / max(self.small, LEAST / self.times / 4)

    @property
    def is_linear(self) -> bool:
        """Whether the ratio is nearer to that of linear time than to that of quadratic time, which are powers."""
        return self.ratio <= self.times**1.5


def growth(
    run: Callable[[T], object],
    make: Callable[[int], T],
    size: int,
    times: int = 8,
    *,
    clock: Callable[[], float] = time.process_time,
) -> Growth:
    """Time what `make` gives for a size and for some times that size, again and again until the growth is linear.

    Other processes, and what shares the processor's memory with this one, lengthen a time and never shorten it. So the
    least of many is taken: what is linear is seen to be so at the first quiet moment, what is not is tried in vain.
    """

    def seconds(given: T) -> float:
        with collecting_rarely():
            begun = clock()
            run(given)
            return clock() - begun

    short, long = make(size), make(size * times)
    run(short)  # what is kept from the first run on is no part of the growth
    least = Growth(seconds(short), seconds(long), times)
    for _ in range(_TRIES):
        if least.is_linear:
            break
        least = Growth(min(least.small, seconds(short)), min(least.large, seconds(long)), times)
    return least


def calls(run: Callable[[], object]) -> int:
    """How many functions, Python's own among them, a run calls: the same number on any machine."""
    count = 0

    def note(_frame: object, event: str, _of: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count
