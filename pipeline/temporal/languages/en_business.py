"""English parts of the year as firms tell them: "the year-ago quarter", "first-half profit", "at year-end"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.temporal.grammar import Rule
from pipeline.temporal.readings import point, ref_unit, told_unit
from pipeline.temporal.values import Impossible, Point, Shift

if TYPE_CHECKING:
    from pipeline.temporal.grammar import Slots

_MONEY = (
    "profits?|losses|loss|earnings|sales|revenues?|results?|net|income|operating|pre-?tax|turnover|growth|gdp|output|"
    "production|exports?|imports?|deficit|surplus|orders|figures|performance|dividend|guidance|forecasts?|volumes?|bookings"
)
_OF_MONEY = re.compile(rf",? (?:[a-z]+ )?(?:{_MONEY})(?![^\W_])")
_MONEY_IN = re.compile(rf"(?<![^\W_])(?:{_MONEY})(?: [^\s.;]{{1,15}}){{0,6}} (?:in|for|during) $")
_REACH = 110


def of_money(low: str, start: int, end: int) -> bool:
    """Whether "the first half" is that of a firm's year, and not of a match: what it earned is told beside it."""
    return bool(_OF_MONEY.match(low, end) or _MONEY_IN.search(low, max(0, start - _REACH), start))


def _fiscal(slots: Slots) -> Point | Impossible | None:
    """The last, this or the next fiscal year, or a part of it; other units are those of the calendar."""
    found = ref_unit({name: value for name, value in slots.items() if name != "fiscal"})
    return replace(found, fiscal=True) if isinstance(found, Point) and slots["unit"] == "Y" else found


def _latest(slots: Slots) -> Point | Impossible | None:
    """The latest unit that is over."""
    if slots["unit"] not in {"Y", "Q", "M", "W"}:
        return None
    told = {**slots, "ref": ("near", -1)}
    return _fiscal(told) if "fiscal" in slots else ref_unit(told)


def _end(slots: Slots) -> Point | Impossible | None:
    """The end of the unit that is told of; only units of the calendar have one of that name."""
    return told_unit(0)({**slots, "mod": "END"}) if slots["unit"] in {"Y", "M", "Q", "DE", "CE"} else None


def _middle(slots: Slots) -> Point | Impossible | None:
    """The middle of the year, month or week that is told of."""
    return told_unit(0)({**slots, "mod": "MID"}) if slots["unit"] in {"Y", "M", "W"} else None


# as fine as what was told, but for a day: a period is longer
_YEAR_AGO = Point(shift=Shift(base="told", unit="Y", amount=-1, keep=True, select=True))
BUSINESS_RULES = (
    Rule(
        name="en.year-ago-period",
        templates=("[the ]year-(earlier|ago) (period|month|quarter|half)",),
        value=lambda _slots: _YEAR_AGO,
        examples=(
            "[2019-11-08] more than in the year-ago quarter => 2018",
            "[2019-11-08] sales in the quarter ended 30 September and the year-ago quarter => 2019-09-30, 2018",
            "[2019-11-08] sales of the second quarter and the year-earlier period => 2019-Q2, 2018-Q2",
        ),
        rejects=("the year-ago boat",),
    ),
    Rule(
        name="en.year-ago",
        templates=("[the ]year-(ago|earlier)",),
        value=lambda _slots: Point(shift=Shift(base="near", unit="Y", amount=-1)),
        examples=("[2019-03-08] more than the year-ago profit => 2018",),
        rejects=("earlier",),
    ),
    Rule(
        name="en.year-end-told",
        templates=("{unit}('s|’s|-) end", "{unit}-end", "the {unit}-end"),
        value=_end,
        examples=(
            "[2019-03-08] it had 40 boats at year-end => 2019 | 2019-09~/2019-12~",
            "[2019-03-08] by month's end it will close => 2019-03",
        ),
        rejects=("at quay-end", "by day's end", "on the week-end"),
    ),
    Rule(
        name="en.mid-unit",
        templates=("mid-{unit}", "mid{unit}"),
        value=_middle,
        examples=("[2019-03-08] by mid-year it will be sold => 2019 | 2019-05~/2019-08~",),
        rejects=("mid-boat", "a mid-century chair"),
    ),
    Rule(
        name="en.latest-unit",
        templates=("[the ](latest|most recent) [{fiscal} ]{unit}",),
        value=_latest,
        examples=("[2019-11-08] sales of the latest quarter => 2019-Q3",),
        rejects=("the latest boat", "the most recent decade"),
    ),
    Rule(
        name="en.ref-fiscal-year",
        templates=(
            "[{the} ]{ref} {fiscal} {unit}",
            "[the ]{mod_of} [{the} ]{ref} {fiscal} {unit}",
            "[the ]{quarter=ordinal}( |-)quarter of [{the} ]{ref} {fiscal} {unit}",
            "[the ]{half=ordinal} half of [{the} ]{ref} {fiscal} {unit}",
        ),
        value=_fiscal,
        examples=(
            "[2019-11-08] the current fiscal year => FY2019 | 2019~",
            "[2019-11-08] in the second quarter of next fiscal year => FY2020-Q2",
        ),
        rejects=("the next financial crisis",),
    ),
    Rule(
        name="en.half-of-firm",
        templates=("[the ]{half=ordinal}( |-)half",),
        value=point,
        guard=of_money,
        examples=(
            "[2019-11-08] first-half profit fell => 2019-H1",
            "[2019-11-08] Sales fell by 4% in the first half => 2019-H1",
        ),
        rejects=("a goal in the first half", "the third half profit"),
    ),
)
