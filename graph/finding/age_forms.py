"""How people write an age: patterns on folded text, each with the months it means, the upper end exclusive.

A grade is read as the ages a child can have in it from April to March: 小1 is six or seven.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Months = tuple[int, int | None]
Reader = Callable[[re.Match[str]], Months | None]

_OLDEST = 60  # beyond it a number of years is a grandparent's
_LONGEST = 36  # beyond it a number of months is a length of time
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_SCHOOLS = {"小": (72, 6), "中": (144, 3), "高": (180, 3), "大": (216, 6)}
_MONTH = "[かゖゕけ箇個]月"
# what makes a number of years somebody else's, or a limit, or a difference
_NOT_A_CHILD = "(?!代|の[母父妻夫女男祖私]|の主婦|の会社|の独身|女性|男性|年[上下]|差|違|ちが|まで|以[上下]|未満|迄|台)"
# what makes a number of months a length of time
_A_LENGTH = "(?!前|後|間|以|た[つっち]|経|続|も(?!う)|ほど|くらい|ぐらい|ぶり|待|先|おき|目|過|学校|無断)"


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing an age; an exact one wins over a stage."""

    pattern: re.Pattern[str]
    months: Reader
    exact: bool


def _number(name: str) -> str:
    kanji = "一二三四五六七八九"
    return rf"(?<![\d.〇十{kanji}])(?P<{name}>\d{{1,2}}|[{kanji}]?十[{kanji}]?|[〇{kanji}])"


def _value(digits: str) -> int:
    if digits.isascii():
        return int(digits)
    tens, ten, ones = digits.partition("十")
    if not ten:
        return _DIGITS[digits]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _years(match: re.Match[str]) -> Months | None:
    years = _value(match["years"])
    if years >= _OLDEST:
        return None
    start, end = years * 12, years * 12 + 12
    if match["soon"]:  # もうすぐ1歳: still the year before
        return max(start - 12, 0), max(start, 1)
    if match["half"]:
        return start + 6, end
    if match["months"]:
        return start + _value(match["months"]), start + _value(match["months"]) + 1
    return start, end + (12 if match["group"] else 0)


def _months(match: re.Match[str]) -> Months | None:
    months = _value(match["months"])
    return (months, months + 1) if months < _LONGEST else None


def _newborn(match: re.Match[str]) -> Months:
    month = _value(match["days"]) // (30 if match["unit"] == "日" else 4)
    return month, month + 1


def _grade(match: re.Match[str]) -> Months | None:
    (first, years), grade = _SCHOOLS[match["school"]], _value(match["grade"])
    start = first + 12 * (grade - 1)
    return (start, start + 24) if 1 <= grade <= years else None


def _bare_grade(match: re.Match[str]) -> Months | None:
    grade = _value(match["grade"])
    return (60 + 12 * grade, 84 + 12 * grade) if 1 <= grade <= 6 else None


def _exact(pattern: str, reader: Reader) -> Form:
    return Form(re.compile(pattern), reader, exact=True)


def _fixed(pattern: str, start: int, end: int | None, *, exact: bool) -> Form:
    return Form(re.compile(pattern), lambda _: (start, end), exact)


FORMS: tuple[Form, ...] = (
    _exact(rf"生後{_number('days')}(?P<unit>[日週])", _newborn),
    _exact(rf"(?:生後|産後|産んで|[う生]まれて){_number('months')}{_MONTH}", _months),
    _exact(
        rf"(?P<soon>もうすぐ|もうじき|まもなく|来月)?{_number('years')}(?:歳|才|さい|sai)"
        rf"(?:(?P<half>半)|(?P<months>\d{{1,2}}|[一二三四五六七八九十]){_MONTH}|(?P<group>児くらす|児組|児の組))?{_NOT_A_CHILD}",
        _years,
    ),
    _fixed(rf"(?:二十歳|20歳|はたち){_NOT_A_CHILD}", 240, 252, exact=True),
    _exact(rf"(?<![て妊娠この])(?<!から){_number('months')}{_MONTH}児?{_A_LENGTH}", _months),
    _exact(rf"(?P<school>[小中高大])学?校?{_number('grade')}(?:年生?)?(?![\d階割者])", _grade),
    _exact(rf"(?<!学)(?<!校)(?<!専門){_number('grade')}年生", _bare_grade),
    _fixed("年長(?!者)|来[春年]、?(?:小学校|小学生|小1|入学|就学)", 60, 84, exact=True),
    _fixed("(?<![一1])年中(?!無休|行事)", 48, 72, exact=True),
    _fixed("年少(?!者)", 36, 60, exact=True),
    _fixed("新生児", 0, 1, exact=True),
    _fixed("小学校?低学年|低学年", 72, 108, exact=False),
    _fixed("小学校?高学年|高学年", 120, 156, exact=False),
    _fixed("中高生", 144, 228, exact=False),
    _fixed("小学生|小学校に通", 72, 156, exact=False),
    _fixed("中学生|中坊|中学校に通", 144, 192, exact=False),
    _fixed("高校生|高校に通", 180, 228, exact=False),
    _fixed("大学生|専門学校生", 216, None, exact=False),
    _fixed("未就学児?|就学前|未就園児", 0, 84, exact=False),
    _fixed("乳幼児", 0, 84, exact=False),
    _fixed("園児|幼児", 12, 84, exact=False),
    _fixed("乳児|赤ちゃん|赤ん坊|べびー(?!し)", 0, 12, exact=False),
)
