"""Days, ages and numbers of telephones as people read them."""

from __future__ import annotations

import re

NO_DATE = "情報の日付なし"
_NOT_DIALLED = re.compile(r"[^0-9#*+]")
_DIALLED = re.compile(r"[#*+]?[0-9][0-9-]*[0-9]")


def day(date: str) -> str:
    """2024-09-03 → 2024年9月3日; a month or a year where no more is known; "" for none."""
    parts = date.split("-") if date else []
    units = ("年", "月", "日")
    return "".join(f"{int(p)}{u}" for p, u in zip(parts, units, strict=False))


def as_of(date: str) -> str:
    """The age of what is said: never 「更新」 alone."""
    return f"{day(date)}時点" if date else NO_DATE


def fiscal_years(start: str, end: str) -> str:
    """The years of a plan: 2020-04-01 and 2025-03-31 → 2020~2024年度."""
    first, last = _fiscal(start), _fiscal(end)
    if first is None or last is None:
        return ""
    return f"{first}年度" if first == last else f"{first}~{last}年度"


def months(count: int) -> str:
    """Months of age as years and months: 30 → 2歳6か月."""
    years, rest = divmod(count, 12)
    return "".join((f"{years}歳" if years or not rest else "", f"{rest}か月" if rest else ""))


def dial(phone: str) -> str:
    """The `tel:` address of the first number in a text; "" where there is none."""
    found = _DIALLED.search(phone)
    return f"tel:{_NOT_DIALLED.sub('', found[0])}" if found else ""


def _fiscal(date: str) -> int | None:
    if len(date) < 7:
        return None
    year, month = int(date[:4]), int(date[5:7])
    return year if month >= 4 else year - 1
