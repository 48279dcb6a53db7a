"""The proleptic Gregorian calendar on plain integers, for any year.

A day is an integer counted as `datetime.date.toordinal` does: 1 is 0001-01-01, zero and below come before it. Years are
astronomical (0 is 1 BCE, -43 is 44 BCE). Every function is exact and takes constant time.
"""

from __future__ import annotations

from datetime import date

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Whether `year` has a 29 February.

    >>> [is_leap(year) for year in (2024, 1900, 2000, 0, -3)]
    [True, False, True, True, False]
    """
    return year % 4 == 0 and (year % 100 != 0 or year % _CYCLE_YEARS == 0)


def days_in_month(year: int, month: int) -> int:
    """The number of days of `month` (1–12); ValueError for any other month.

    >>> days_in_month(2024, 2), days_in_month(1900, 2)
    (29, 28)
    """
    if not 1 <= month <= 12:
        raise ValueError(f"month {month} is not between 1 and 12")
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """The number of a calendar day; ValueError where the calendar has no such day.

    >>> day_number(1, 1, 1), day_number(0, 12, 31), day_number(1975, 4, 30)
    (1, 0, 721108)
    """
    cycle, rest = divmod(year - 1, _CYCLE_YEARS)
    try:
        return cycle * _CYCLE_DAYS + date(rest + 1, month, day).toordinal()
    except (ValueError, OverflowError):
        raise ValueError(f"the calendar has no day {day} in month {month} of the year {year}") from None


def civil(day: int) -> tuple[int, int, int]:
    """The year, month and day of month of a day number: the inverse of `day_number`.

    >>> civil(721108), civil(0)
    ((1975, 4, 30), (0, 12, 31))
    """
    cycle, rest = divmod(day - 1, _CYCLE_DAYS)
    found = date.fromordinal(rest + 1)
    return cycle * _CYCLE_YEARS + found.year, found.month, found.day


def weekday(day: int) -> int:
    """The day of the week, Monday 0 to Sunday 6.

    >>> weekday(day_number(2026, 11, 22))
    6
    """
    return (day - 1) % 7


def weeks_in_year(iso_year: int) -> int:
    """How many weeks the ISO 8601 week year has: 52 or 53.

    >>> weeks_in_year(2020), weeks_in_year(2021)
    (53, 52)
    """
    new_year = weekday(day_number(iso_year, 1, 1))
    return 53 if new_year == 3 or (new_year == 2 and is_leap(iso_year)) else 52


def iso_week_monday(iso_year: int, week: int) -> int:
    """The Monday that begins an ISO 8601 week; ValueError where the year has no such week.

    >>> civil(iso_week_monday(2021, 1))
    (2021, 1, 4)
    """
    if not 1 <= week <= weeks_in_year(iso_year):
        raise ValueError(f"the week year {iso_year} has no week {week}")
    in_first_week = day_number(iso_year, 1, 4)
    return in_first_week - weekday(in_first_week) + 7 * (week - 1)


def iso_week(day: int) -> tuple[int, int]:
    """The ISO 8601 week year and week of a day.

    >>> iso_week(day_number(2021, 1, 3))
    (2020, 53)
    """
    thursday = day - weekday(day) + 3
    iso_year = civil(thursday)[0]
    return iso_year, (thursday - day_number(iso_year, 1, 1)) // 7 + 1


def easter(year: int) -> int:
    """The day of Easter Sunday by the Gregorian computus.

    >>> civil(easter(2025))
    (2025, 4, 20)
    """
    golden = year % 19
    century = year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    full_moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    march_21 = day_number(year, 3, 21)
    paschal = march_21 + full_moon
    return paschal + 7 - (weekday(paschal) + 1) % 7
