"""The age a question speaks of, and the age field."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import BadParameter
from graph.finding.age_forms import FORMS, Months
from graph.finding.answer import Age
from graph.finding.texts import Text, read_text
from graph.schema import schema
from graph.text import fold

_MAX_YEARS = 90  # beyond it a number is a slip of the finger
_ADULT = 240
_LISTED = re.compile(r"と|や|、|,|・|&|\+")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    months: Months
    exact: bool


def read_age(text: str) -> Age | None:
    """The age that a text speaks of, None where it names none."""
    return age_in(read_text(text))


def age_in(text: Text) -> Age | None:
    """The first exact age, joined with those it is listed with (2歳と5歳); without any, the first stage.

    Where a child's age stands beside a grown-up's the child's is meant.
    """
    found = _all(text.folded)
    exact = [f for f in found if f.exact]
    best = [f for f in exact if f.months[0] < _ADULT] or exact or found
    if not best:
        return None
    listed = [best[0]]
    for one in best[1:]:
        if _LISTED.fullmatch(text.folded, listed[-1].end, one.start):
            listed.append(one)
    start, end = text.span(listed[0].start, listed[-1].end)
    upper = [f.months[1] for f in listed]
    until = None if None in upper else max(u for u in upper if u is not None)
    return Age(text.original[start:end], min(f.months[0] for f in listed), until)


def parse_age(value: str) -> Age | None:
    """The age field: years, a grade or a stage; None when empty. BadParameter when it cannot be read."""
    words = value.strip()
    if not words:
        return None
    stage = schema().life_stages.get(words)
    if stage is not None:
        return Age(words, stage.from_months, stage.to_months)
    number = fold(words)
    if re.fullmatch(r"\d{1,3}(\.\d{1,2})?", number) and float(number) < _MAX_YEARS:
        months = int(float(number) * 12)
        return Age(words, months, months + (1 if "." in number else 12))
    found = read_age(words)
    if found is None or fold(found.words) != number:
        stages = "、".join(schema().life_stages)
        raise BadParameter(
            "age", value, f"選びなおしてください。年(14、0.5)、学年(小4、中2)、時期({stages})で書けます。"
        )
    return found


def fits(age: Age | None, stages: tuple[str, ...]) -> bool:
    """Whether these life stages leave room for the age. A stage without age (保護者, 妊娠期) leaves it to anyone."""
    if age is None or age.from_months is None or not stages:
        return True
    known = [schema().life_stages[s] for s in stages if s in schema().life_stages]
    return any(s.from_months is None or _meets(age, s.from_months, s.to_months) for s in known)


def _meets(age: Age, start: int, end: int | None) -> bool:
    return (age.to_months is None or start < age.to_months) and (end is None or (age.from_months or 0) < end)


def _all(folded: str) -> list[_Found]:
    """Every age, by place; of two that share characters the one of the earlier form stays."""
    taken: list[_Found] = []
    for form in FORMS:
        for match in form.pattern.finditer(folded):
            months = form.months(match)
            start, end = match.span()
            if months is not None and all(end <= t.start or t.end <= start for t in taken):
                taken.append(_Found(start, end, months, form.exact))
    return sorted(taken, key=lambda f: f.start)
