"""What turns one set of items into another: differences, inverses and their counts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime

from graph.model import Change, ChangeSet, Item, Version


def difference(old: Mapping[str, Item], new: Mapping[str, Item]) -> tuple[Change, ...]:
    """The changes that turn `old` into `new`, by id; empty when they are equal."""
    ids = sorted(old.keys() | new.keys())
    return tuple(Change(old.get(i), new.get(i)) for i in ids if old.get(i) != new.get(i))


def inverse(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that take `changes` back."""
    return tuple(Change(c.after, c.before) for c in changes)


def change_set(base: Version, changes: tuple[Change, ...], *, by: str, why: str) -> ChangeSet:
    """A change set of now, with an id of its own."""
    return ChangeSet(base, uuid.uuid4().hex, changes, by, why, datetime.now().astimezone().isoformat("T", "seconds"))


def counts(changes: Iterable[Change]) -> tuple[int, int, int]:
    """How many items were added, changed and removed."""
    added = changed = removed = 0
    for change in changes:
        if change.before is None:
            added += 1
        elif change.after is None:
            removed += 1
        else:
            changed += 1
    return added, changed, removed
