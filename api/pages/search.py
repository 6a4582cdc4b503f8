"""The search row: the words, where, how old, and what else the address holds and must keep."""

from __future__ import annotations

from dataclasses import dataclass

from api.pages.asked import Asked
from api.pages.links import Links
from graph.directory import Directory
from graph.finding.areas import places
from graph.schema import schema

_STAGE_LABELS = {"乳児": "乳児(0歳)", "幼児": "幼児(1歳~就学前)", "保護者": "保護者のこと"}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The search row as it was filled in."""

    action: str
    method: str
    q: str
    area: str
    age: str
    places: tuple[str, ...]
    ages: tuple[Option, ...]
    kept: tuple[tuple[str, str], ...]  # parameters that go along


def search_form(directory: Directory, links: Links, question: Asked) -> SearchForm:
    """The search row with what was asked. An area that was named by its id is shown by its name."""
    kept = (("on", question.on), ("ruby", question.ruby), ("set", links.set))
    return SearchForm(
        action=links.to("/find") if question.posted else "/find",
        method="post" if question.posted else "get",
        q=question.q,
        area=directory.label(question.area) if question.area else "",
        age=question.age,
        places=tuple(dict.fromkeys(p.label for p in places(directory))),
        ages=_ages(question.age),
        kept=tuple((name, value) for name, value in kept if value),
    )


def _ages(chosen: str) -> tuple[Option, ...]:
    """The life stages, and the age that was asked where it is none of them."""
    stages = list(schema().life_stages)
    options = [Option("", "指定しない", not chosen)]
    options.extend(Option(s, _STAGE_LABELS.get(s, s), s == chosen) for s in stages)
    if chosen and chosen not in stages:
        label = f"{chosen}歳" if chosen.replace(".", "", 1).isdigit() else chosen
        options.append(Option(chosen, label, True))
    return tuple(options)
