"""Case types that lie near one that was read: offered as 「ちがうとき」 where the words offer nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from graph.directory import Directory
from graph.finding.kept import kept
from graph.model import NodeId

_MOST = 2


@kept
def neighbours(directory: Directory) -> Mapping[NodeId, tuple[NodeId, ...]]:
    """Of each case type those of its group that share the largest part of its bodies, nearest first."""
    takers = {c.id: frozenset(directory.starts(c.id, "handles")) for c in directory.of("case_type")}
    group = {c.id: c.text("group") for c in directory.of("case_type")}

    def shared(one: NodeId, other: NodeId) -> float:
        return len(takers[one] & takers[other]) / len(takers[one] | takers[other])

    found: dict[NodeId, tuple[NodeId, ...]] = {}
    for one in takers:
        near = [o for o in takers if o != one and group[o] == group[one] and takers[one] & takers[o]]
        found[one] = tuple(sorted(near, key=lambda o: (-shared(one, o), o))[:_MOST])
    return found
