"""What became of a municipality since one of its versions, told from the store's history as it may be shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from graph.directory import Directory
from graph.disclosure import disclosed, hides_place, may_show
from graph.errors import BadParameter
from graph.finding.kept import kept
from graph.model import Change, Edge, Item, Node, SetCode, Version
from graph.schema import schema
from graph.store import MAX_LIMIT, GraphStore

MAX_VERSIONS: Final = 100  # whoever is farther behind is faster reading everything anew
_AT_ONCE: Final = 20  # each may be as large as a data set
_KEPT: Final = 8
Before = dict[str, Item | None]


def changes_since(store: GraphStore, directory: Directory, since: Version) -> tuple[Change, ...]:
    """Nodes and edges of the Directory that are not as they were at version `since`, by id; both sides as shown.

    BadParameter for a version that is to come, too long past, or no longer in the history. Since 0: everything.
    """
    if since > directory.version:
        raise _wrong(since, f"いまの版は {directory.version} です。それより前の版を書いてください。")
    answers = _answers(directory)
    found = answers.get(since)
    if found is None:
        if len(answers) >= _KEPT:
            answers.clear()
        found = answers[since] = _changes(store, directory, since)
    return found


@kept
def _answers(_: Directory) -> dict[Version, tuple[Change, ...]]:
    """By version asked: a walk by cursor asks for the same one again and again."""
    return {}


def _changes(store: GraphStore, directory: Directory, since: Version) -> tuple[Change, ...]:
    now: Mapping[str, Item] = {**directory.nodes, **directory.edges}
    if since == 0:
        return tuple(Change(None, now[i]) for i in sorted(now))
    before = _before(store, directory.sets, since, directory.version)
    before |= _turned(store, before, directory)
    found = []
    for item_id in sorted(before):
        old, new = _shown(before[item_id], before, directory), now.get(item_id)
        if old != new:
            found.append(Change(old, new))
    return tuple(found)


def _before(store: GraphStore, sets: Collection[SetCode], since: Version, until: Version) -> Before:
    """Every item of the sets that the versions after `since` touch, as it was at `since`."""
    if until - since > MAX_VERSIONS:
        far = f"{until - MAX_VERSIONS} より前からは、まとめられません。一覧をはじめから読みなおしてください。"
        raise _wrong(since, far)
    found: Before = {}
    for at in range(until, since, -_AT_ONCE):
        wanted = range(at, max(since, at - _AT_ONCE), -1)
        some = store.history(before=at + 1, limit=len(wanted))
        if [version for version, _ in some] != list(wanted):
            raise _wrong(since, "この版からの記録は残っていません。一覧をはじめから読みなおしてください。")
        for one in (one for _, change in some for one in change.changes):
            if any(side is not None and side.dataset in sets for side in (one.before, one.after)):
                found[one.item.id] = one.before  # the newest first: the oldest stays
    return {i: item if item is not None and item.dataset in sets else None for i, item in found.items()}


def _turned(store: GraphStore, before: Before, directory: Directory) -> Before:
    """Edges that nobody touched, and that are shown or hidden now because the body at their start is."""
    turned = [
        node.id
        for node in before.values()
        if isinstance(node, Node) and node.id in directory.nodes
        and hides_place(node) != hides_place(directory.nodes[node.id])
    ]  # fmt: skip
    found: Before = {}
    for node_id in turned:
        edges = store.edges([node_id], kinds=schema().edges, direction="out", dataset=None, limit=MAX_LIMIT).edges
        found |= {e.id: e for e in edges if e.dataset in directory.sets and e.id not in before}
    return found


def _shown(item: Item | None, before: Before, directory: Directory) -> Item | None:
    """The item of then as it was shown then."""
    if isinstance(item, Node):
        return disclosed(item)
    if isinstance(item, Edge):
        start = before.get(item.start) or directory.nodes.get(item.start)
        return item if isinstance(start, Node) and may_show(item, start) else None
    return None


def _wrong(since: Version, allowed: str) -> BadParameter:
    return BadParameter("changed_since", str(since), allowed)
