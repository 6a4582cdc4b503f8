"""The documents of the graph itself: what it is, how it changed, what could not be taken in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.changes import counts
from graph.errors import Rejection
from graph.model import Change, ChangeSet, StoreInfo, Version

if TYPE_CHECKING:  # the shapes need pydantic, which the command does without
    from api.shapes import ChangedOut, HealthOut, HistoryEntryOut, HistoryOut, InfoOut, RejectionOut


def info(found: StoreInfo) -> InfoOut:
    """What the graph is. Sets and counts in a fixed order."""
    return {
        "engine": found.engine,
        "version": found.version,
        "data_version": found.data_version,
        "digest": found.digest,
        "counts": {kind: found.counts[kind] for kind in sorted(found.counts)},
        "sets": [{"code": code, "digest": found.digests[code]} for code in sorted(found.digests)],
        "loaded_at": found.loaded_at,
    }


def health(found: StoreInfo) -> HealthOut:
    """The graph answers."""
    return {"status": "ok", "version": found.version, "data_version": found.data_version}


def history(found: Iterable[tuple[Version, ChangeSet]]) -> HistoryOut:
    """The changes, newest first."""
    return {"changes": [_change(version, change) for version, change in found]}


def changed(version: Version, data_version: str, changes: Iterable[Change]) -> ChangedOut:
    """What a load or an undo did; of a dry run what it would do, with the version the graph still has."""
    added, altered, removed = counts(changes)
    return {
        "version": version,
        "data_version": data_version,
        "added": added,
        "changed": altered,
        "removed": removed,
    }


def problems(found: Iterable[Rejection]) -> list[RejectionOut]:
    """Problems of a data set."""
    return [
        {
            "file": p.file,
            "row": p.row,
            "column": p.column,
            "value": p.value,
            "allowed": p.allowed,
            "sentence": p.sentence,
        }
        for p in found
    ]


def _change(version: Version, change: ChangeSet) -> HistoryEntryOut:
    added, altered, removed = counts(change.changes)
    return {
        "version": version,
        "at": change.at,
        "by": change.by,
        "why": change.why,
        "added": added,
        "changed": altered,
        "removed": removed,
    }
