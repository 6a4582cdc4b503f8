"""The one way into the graph: read → check → difference → apply, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.changes import change_set, counts, difference
from graph.errors import RejectedData, StaleVersion
from graph.model import Change, Version
from graph.store import GraphStore
from loaders.chain import target_folders
from loaders.check import CheckReport, Prepared, Shelf, prepare
from loaders.examples import every_phrase
from loaders.guards import guard
from loaders.held import held
from loaders.phrases import contradictions

Progress = Callable[[str, int, int], None]  # what is being done, how much is done, how much there is
_ATTEMPTS = 5  # another load may come between reading the graph and writing it


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load did; with `dry_run` what it would do, and the version the graph still has."""

    version: Version
    data_version: str
    added: int
    changed: int
    removed: int
    changes: tuple[Change, ...]


def check(folders: Collection[Path]) -> CheckReport:
    """Every problem of these data sets, without a graph; also of their phrases, which no graph holds."""
    report = prepare(folders).report
    try:
        told = tuple(contradictions(every_phrase(folders)))
    except RejectedData as error:
        return replace(report, problems=(*report.problems, *error.rows))
    return replace(report, notices=(*report.notices, *told))


def load(
    store: GraphStore,
    folders: Collection[Path],
    *,
    dry_run: bool = False,
    allow_removal: bool = False,
    by: str = "",
    why: str = "",
    progress: Progress | None = None,
) -> LoadResult:
    """Replace what the sets in these folders, and those they build on, own in the graph, and nothing else.

    RejectedData when a row cannot be taken in, when more than a fifth of a kind would go without `allow_removal`, or
    when another set in the graph needs what would go: the graph is then as it was.
    """
    tell = progress or (lambda *_: None)
    tell("データを読んでいます", 0, 3)
    prepared = prepare(folders)
    return _load(store, prepared, _Wish(dry_run, allow_removal, by, why), tell)


def each(folders: Collection[Path]) -> tuple[Path, ...]:
    """The folders that `load_each` takes one by one: these, and those inside a folder of sets."""
    return tuple(target_folders(tuple(folders)))


def load_each(
    store: GraphStore, folders: Sequence[Path], *, dry_run: bool = False, allow_removal: bool = False, by: str = ""
) -> Iterator[LoadResult]:
    """`load` of each folder in a step of its own; what several of them build on is read and checked once.

    The first error ends it: what was given out before it is loaded, the rest is not.
    """
    shelf = Shelf()
    for folder in folders:
        yield _load(store, prepare([folder], shelf), _Wish(dry_run, allow_removal, by), lambda *_: None)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the caller asked for."""

    dry_run: bool
    allow_removal: bool
    by: str
    why: str = ""


def _load(store: GraphStore, prepared: Prepared, wish: _Wish, tell: Progress) -> LoadResult:
    if prepared.report.problems:
        raise RejectedData(prepared.report.problems)
    why = wish.why or f"{'、'.join(prepared.names)}のデータを読み込んだ"
    for left in reversed(range(_ATTEMPTS)):
        try:
            tell("いまのデータと比べています", 1, 3)
            version, changes = _changes(store, prepared, allow_removal=wish.allow_removal)
            if changes and not wish.dry_run:
                tell("書いています", 2, 3)
                version = store.apply(change_set(version, changes, by=wish.by, why=why))
            break
        except StaleVersion:
            if not left:
                raise
    tell("終わりました", 3, 3)
    return LoadResult(version, store.info().data_version, *counts(changes), changes)


def _changes(store: GraphStore, prepared: Prepared, *, allow_removal: bool) -> tuple[Version, tuple[Change, ...]]:
    """What turns the sets as the graph holds them into the prepared ones, with the version that was looked at."""
    info = store.info()
    same = {code for code, digest in prepared.digests.items() if info.digests.get(code) == digest}
    if len(same) == len(prepared.digests):
        return info.version, ()
    codes = tuple(prepared.items)
    old = held(store, [c for c in codes if c in info.digests and c not in same])
    new = {i: item for code, items in prepared.items.items() if code not in same for i, item in items.items()}
    changes = difference(old, new)
    for code in same:  # equal digests: the graph holds just these
        old.update(prepared.items[code])
    problems = guard(store, codes, old, changes, allow_removal=allow_removal)
    now = store.info().version
    if now != info.version:  # what was read may be of two versions
        raise StaleVersion(info.version, now)
    if problems:
        raise RejectedData(problems)
    return info.version, changes
