"""Two things chosen by name: the form of the pages that ask about both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Query

from api.pages.choosing import LINKED, offered, shown
from api.pages.scoped import Filters, Looking

NAME: Final = 4_000  # the longest name there may be
Name = Annotated[str, Query(max_length=NAME)]


@dataclass(frozen=True, slots=True)
class TwoForm:
    """The two fields, and the names that are offered for them."""

    first: str
    second: str
    names: tuple[str, ...]
    unknown: tuple[str, ...]  # what was typed and is nothing
    filters: Filters


def two_form(looking: Looking, typed: tuple[str, str], ends: tuple[str, str], **kept: str) -> TwoForm:
    """The form of two things."""
    names = [shown(looking.directory, i) if i else t for t, i in zip(typed, ends, strict=True)]
    unknown = tuple(t for t, i in zip(typed, ends, strict=True) if t.strip() and not i)
    return TwoForm(names[0], names[1], offered(looking.directory, LINKED), unknown, looking.filters(**kept))
