"""The way of writing opening hours that the data use (data README §8): a small part of OpenStreetMap's."""

from __future__ import annotations

import re

_TIME = r"(\d{2}):(\d{2})-(\d{2}):(\d{2})"
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:\[\d(?:,\d)*\])?"
_DAYS = rf"(?:PH|{_DAY}(?:-{_DAY})?)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATES = rf"{_MONTH}(?: \d{{2}}(?:-{_MONTH} \d{{2}})?)?(?:,{_MONTH} \d{{2}})*"
_RULE = re.compile(rf"(?:{_DATES} )?(?:{_DAYS}(?:,{_DAYS})* )?(?:(?P<times>[\d:,-]+)|off)\Z")
_SPAN = re.compile(rf"{_TIME}\Z")
_ALWAYS = "24/7"
_DAY_LENGTH = 24 * 60


def is_opening_hours(text: str) -> bool:
    """Whether the text is written as the data are; whether it is true is another matter."""
    return text == _ALWAYS or all(_is_rule(rule) for rule in text.split("; "))


def _is_rule(rule: str) -> bool:
    found = _RULE.match(rule)
    if not found:
        return False
    return found["times"] is None or all(_is_span(s) for s in found["times"].split(","))


def _is_span(span: str) -> bool:
    """From a time of the day to a later one, at most to the end of the next day."""
    found = _SPAN.match(span)
    if not found:
        return False
    from_hour, from_minute, to_hour, to_minute = map(int, found.groups())
    start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    return from_minute < 60 and to_minute < 60 and start < _DAY_LENGTH and start < end <= 2 * _DAY_LENGTH
