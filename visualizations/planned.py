"""What a plan shows: the kinds that its initiatives involve, and the relations between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from graph.directory import Directory
from graph.model import Edge, NodeId
from graph.steps import basis
from visualizations.content import Content, deciding, group_of, limited, off, relations, with_hubs
from visualizations.options import Options


def planned(directory: Directory, options: Options) -> Content:
    """Every kind of body in the plan, also one without a relation to the others."""
    involved = _involved(directory, options.plan)
    every, inside = relations(directory, options, kinds=involved.keys())
    placing = deciding(directory, options, every)
    groups = with_hubs(directory, [group_of(directory, i, options) for i in sorted(involved)], placing)
    named = [replace(g, more=_more(involved[g.id])) for g in groups]
    made = limited(directory, options, named, placing, inside)
    ids = {g.id for g in made.groups}
    kept = {i: tuple(e.id for e in found) for i, found in sorted(involved.items()) if i in ids}
    return replace(made, off=off(every, placing, options), involved=kept)


def items_of(directory: Directory, plan: NodeId) -> tuple[NodeId, ...]:
    """Everything under the plan, without what lies under another plan."""
    found: dict[NodeId, None] = {}
    waiting = [plan]
    while waiting:
        for below in directory.starts(waiting.pop(0), "part_of"):
            if below not in found and directory.nodes[below].kind != "plan":
                found[below] = None
                waiting.append(below)
    return tuple(found)


def _involved(directory: Directory, plan: NodeId) -> Mapping[NodeId, tuple[Edge, ...]]:
    """The links of each kind, or its bodies, to the initiatives."""
    found: dict[NodeId, list[Edge]] = defaultdict(list)
    for item in items_of(directory, plan):
        for edge in directory.out(item, "involves"):
            found[directory.kind_of(edge.end)].append(edge)
    return {kind: tuple(sorted(edges, key=lambda e: e.id)) for kind, edges in found.items()}


def _more(edges: tuple[Edge, ...]) -> str:
    """How many initiatives name it; those that are only thought to, where none does."""
    stated = {e.start for e in edges if basis(e) == "stated"}
    return f"取組み {len(stated)}" if stated else f"推定 {len({e.start for e in edges})}"
