"""Taking the newest change back."""

from __future__ import annotations

from graph.changes import change_set, inverse
from graph.errors import InvalidGraph
from graph.model import ChangeSet
from graph.store import GraphStore


def undo(store: GraphStore, *, by: str) -> ChangeSet:
    """Apply the inverse of the newest change as a new version and return it; undoing that does the change again.

    StaleVersion when another change came between; InvalidGraph, naming the item, when the graph does not hold what the
    change left (a damaged file), or when there is no change yet.
    """
    newest = store.history(before=None, limit=1)
    if not newest:
        raise InvalidGraph("履歴", "取り消せる変更がありません")
    version, change = newest[0]
    back = change_set(version, inverse(change.changes), by=by, why=f"版 {version} を取り消す")
    store.apply(back)
    return back
