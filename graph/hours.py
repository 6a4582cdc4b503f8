"""Whether a body is open at a moment: the one door to opening-hours-py. What the text does not say stays unknown."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opening_hours import OpeningHours

_COUNTRY = "JP"
_ALWAYS = "24/7"
# data README §8: hours say nothing of these days unless they name them
_HOLIDAYS = re.compile(r"\bPH\b")
_YEAR_END = re.compile(r"\b(?:Dec (?:29|30|31)|Jan 0?[1-3])\b")


def open_at(opening_hours: str, moment: datetime) -> bool | None:
    """Whether it is open by Japanese clocks (`moment` without zone). None: not known.

    Not known are hours that are absent or cannot be read, and a holiday or the turn of the year of which they say
    nothing. Hours past midnight belong to the day they began on.
    """
    if opening_hours == _ALWAYS:
        return True
    hours = _parsed(opening_hours) if opening_hours else None
    if hours is None:
        return None
    day = _day_of(hours, moment)
    return None if _unspoken(opening_hours, day) else bool(hours.is_open(moment))


def _day_of(hours: OpeningHours, moment: datetime) -> date:
    """The day whose hours decide: yesterday while a stretch that began then is running out."""
    midnight = datetime.combine(moment.date(), time())
    if not hours.is_open(moment):
        return moment.date()
    for start, end, *_ in hours.intervals(midnight - timedelta(days=1), midnight + timedelta(days=2)):
        if start <= moment < end:
            began_yesterday = start < midnight and end < midnight + timedelta(days=1)
            return start.date() if began_yesterday else moment.date()
    return moment.date()


def _unspoken(opening_hours: str, day: date) -> bool:
    year_end = (day.month == 12 and day.day >= 29) or (day.month == 1 and day.day <= 3)
    if year_end:
        return not _YEAR_END.search(opening_hours)
    return _holiday(day) and not _HOLIDAYS.search(opening_hours)


@lru_cache(maxsize=4_000)
def _holiday(day: date) -> bool:
    holidays = _parsed("PH")
    return holidays is not None and bool(holidays.is_open(datetime.combine(day, time(12))))


@lru_cache(maxsize=4_000)
def _parsed(opening_hours: str) -> OpeningHours | None:
    from opening_hours import OpeningHours, validate  # late: a tenth of a second, and most commands need no hours

    return OpeningHours(opening_hours, country=_COUNTRY) if validate(opening_hours) else None
