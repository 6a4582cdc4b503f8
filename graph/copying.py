"""One graph into another, version by version, through the contract alone: any engine to any engine.

Nothing is kept beside the two graphs. How far a copy has come is the version of the target, so one that was broken off,
by a kill or a lost connection, is started again and goes on; `apply` is all or nothing on both sides of that moment.
One change set is held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.errors import InvalidGraph, StoreUnavailable
from graph.model import ChangeSet, StoreInfo, Version
from graph.store import GraphStore

Progress = Callable[[str, Version, Version], None]  # what is being done, how far it is, how far it goes


@dataclass(frozen=True, slots=True)
class Copied:
    """What both graphs are at the end, and the version that the target had at the beginning."""

    source: StoreInfo
    target: StoreInfo
    began: Version

    @property
    def alike(self) -> bool:
        """Whether both hold the same facts, set by set."""
        return (self.source.digest, self.source.digests) == (self.target.digest, self.target.digests)


def copy(source: GraphStore, target: GraphStore, progress: Progress = lambda *_: None) -> Copied:
    """Give the target every version of the source that it lacks, those made meanwhile included.

    InvalidGraph, and the target is as it was, when it holds anything that is not the beginning of the source's history.
    StaleVersion when somebody else writes to the target; what was copied until then stays.
    """
    began = target.info().version
    _check_beginning(source, target, began, progress)
    here, there = source.info(), began
    while there < here.version:
        for version, change in _past(source, there, here.version):
            there = target.apply(change)
            progress("写しています", version, here.version)
        here = source.info()
    return Copied(here, target.info(), began)


def _check_beginning(source: GraphStore, target: GraphStore, until: Version, progress: Progress) -> None:
    """The whole of what the target holds, not the newest alone: another past may have ended in the same change."""
    if until > source.info().version:
        raise InvalidGraph("写す先", "写すグラフより多くの版があります。別の空のグラフを選んでください")
    both = zip(_past(source, 0, until), _past(target, 0, until), strict=True)
    for (version, change), (_, copied) in both:
        if change != copied:
            rule = f"写すグラフと違うデータが入っています(版 {version} から)。別の空のグラフを選んでください"
            raise InvalidGraph("写す先", rule)
        progress("前に写した分を照らし合わせています", version, until)


def _past(store: GraphStore, after: Version, until: Version) -> Iterator[tuple[Version, ChangeSet]]:
    """The change sets, one at a time. StoreUnavailable where one is missing: what is left could not be repeated."""
    for number in range(after + 1, until + 1):
        found = store.history(before=number + 1, limit=1)
        if not found or found[0][0] != number:
            raise StoreUnavailable(f"履歴に版 {number} がありません。tsunagu verify で確かめてください。")
        yield found[0]
