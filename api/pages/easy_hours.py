"""Hours in plain words, from what a machine reads (`opening_hours`); what has no plain form stays as written."""

from __future__ import annotations

import re

DAYS = {
    "Mo": "月曜日", "Tu": "火曜日", "We": "水曜日", "Th": "木曜日", "Fr": "金曜日", "Sa": "土曜日", "Su": "日曜日",
    "PH": "祝日",
}  # fmt: skip
ALL_WEEK = "Mo-Su"
_RULE = re.compile(r"(?P<days>[A-Z][A-Za-z,-]*) (?P<times>\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)\Z")
_OFF = {"PH off": "祝日", "Dec 29-Jan 03 off": "年末年始"}


def plain_hours(opening_hours: str, hours: str) -> tuple[str, ...]:
    """Lines of at most a statement each. The text of the source where the form is another."""
    if not opening_hours:
        return (hours,) if hours else ()
    if opening_hours == "24/7":
        return ("24時間、いつでも",)
    lines: list[str] = []
    closed: list[str] = []
    for rule in opening_hours.split("; "):
        if rule in _OFF:
            closed.append(_OFF[rule])
            continue
        found = _RULE.match(rule)
        days = _days(found["days"]) if found else ""
        if not found or not days:
            return (hours,)
        lines.append(days)
        lines.extend(_time(t) for t in found["times"].split(","))
    if closed:
        lines.append(f"({'、'.join(closed)}は 休み)")
    return tuple(lines)


def _days(text: str) -> str:
    if text == ALL_WEEK:
        return "毎日"
    parts = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            return ""
        parts.append(f"{DAYS[first]}から {DAYS[last]}" if last else DAYS[first])
    return "、".join(parts)


def _time(text: str) -> str:
    start, end = text.split("-")
    return f"{_clock(start)}から {_clock(end)}まで"


def _clock(text: str) -> str:
    """08:30 → 午前8時30分; 29:30 is half past five of the next day."""
    days, hour = divmod(int(text[:2]), 24)
    minutes = f"{int(text[3:])}分" if text[3:] != "00" else ""
    shown = "お昼の 12時" if hour == 12 else f"{'午前' if hour < 12 else '午後'}{hour % 12}時"
    return f"{'つぎの 日の ' if days else ''}{shown}{minutes}"
