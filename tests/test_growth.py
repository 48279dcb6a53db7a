"""The measure of growth itself, with a clock that is told what time it is."""

import itertools

import pytest

from tests.growth import calls, growth


class Clock:
    """A clock that a run moves by what it costs, lengthened at some of its runs."""

    def __init__(self, cost, *, lengthened=lambda _run: 1.0):
        self.now, self.cost, self.lengthened, self.runs = 0.0, cost, lengthened, itertools.count()

    def __call__(self):
        return self.now

    def run(self, size):
        self.now += self.cost(size) * self.lengthened(next(self.runs))


def grown(clock, times=8):
    return growth(clock.run, lambda size: size, 1_000, times, clock=clock)


@pytest.mark.parametrize("times", [4, 8])
@pytest.mark.parametrize(
    ("cost", "is_linear"),
    [
        (lambda size: size * 1e-5, True),
        (lambda size: 0.01 + size * 1e-5, True),
        (lambda size: size * size.bit_length() * 1e-5, True),
        (lambda size: size * size * 1e-7, False),
        (lambda size: 1 + size * size * 1e-7, True),
        (lambda size: size * size * size * 1e-10, False),
        (lambda size: size * size * 1e-10, True),
    ],
    ids=["linear", "with a start", "n log n", "quadratic", "hidden by its start", "cubic", "too short to say"],
)
def test_growth_is_told_from_seconds(cost, is_linear, times):
    assert grown(Clock(cost), times).is_linear == is_linear


def test_a_busy_machine_makes_nothing_quadratic():
    """The large one is lengthened at every try but one."""
    clock = Clock(lambda size: size * 1e-5, lengthened=lambda run: 5.0 if run % 2 == 0 and run != 30 else 1.0)
    assert grown(clock).is_linear


def test_a_busy_machine_hides_nothing_quadratic_for_long():
    """The small one is lengthened at every other try."""
    clock = Clock(lambda size: size * size * 1e-7, lengthened=lambda run: 2.0 if run % 4 == 1 else 1.0)
    assert grown(clock).ratio == pytest.approx(64)


@pytest.mark.measured
def test_processor_time_is_what_is_measured():
    def quadratic(text):
        return [sum(map(ord, text[:at])) for at in range(0, len(text), 100)]

    assert not growth(quadratic, lambda size: "a" * size, 2_000).is_linear
    assert growth(lambda text: sum(map(ord, text)), lambda size: "a" * size, 100_000).is_linear


def test_calls_are_counted():
    def twice(text):
        return text.upper(), text.lower()

    # besides these, the call that ends the count
    assert calls(lambda: twice("May")) - calls(lambda: None) == 3
