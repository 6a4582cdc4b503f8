"""Lists that are worked out, not stored, walked in parts: the cursor is the place in a list of one data version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.analysis.scope import Scope
from graph.errors import BadParameter

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Some of a list; `next` is the cursor of the following ones, None at the end; `left` is how many those are."""

    items: tuple[T, ...]
    next: str | None = None
    left: int = 0


def part(items: Sequence[T], scope: Scope, cursor: str, limit: int) -> Part[T]:
    """The items from the cursor on, "" for the start. BadParameter when it is of other data or of another day."""
    stamp = f"{scope.directory.data_version}-{scope.day}"
    place, _, of = cursor.partition(".")
    if cursor and (of != stamp or not (place.isascii() and place.isdigit()) or int(place[:9]) > len(items)):
        raise BadParameter("cursor", cursor, "データか日付が変わりました。はじめから読みなおしてください。")
    begin = int(place[:9]) if cursor else 0
    end = min(begin + limit, len(items))
    return Part(tuple(items[begin:end]), f"{end}.{stamp}" if end < len(items) else None, len(items) - end)
