"""Where plan items stand: their plan, policy and numbers, and the order of the plans themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.directory import Directory
from graph.errors import BadParameter, UnknownItem
from graph.model import Node, NodeId, NodeKind

ITEMS = ("policy", "measure", "initiative", "part")
_HALF = re.compile(r"[前中後]期")


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan item with those above it up to its plan, nearest first (the item itself is the first)."""

    chain: tuple[Node, ...]

    @property
    def item(self) -> Node:
        """The item itself."""
        return self.chain[0]

    @property
    def plan(self) -> Node | None:
        """The plan it stands in."""
        return self.at("plan")

    def at(self, kind: NodeKind) -> Node | None:
        """The item of this kind in the chain."""
        return next((n for n in self.chain if n.kind == kind), None)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Its numbers from the policy down."""
        return tuple(number(n) for n in reversed(self.chain) if n.kind in ITEMS)

    @property
    def where(self) -> str:
        """後期 2-1-1: never a number without its plan."""
        plan = self.plan
        half = _HALF.search(plan.name) if plan else None
        name = half[0] if half else plan.name if plan else ""
        return f"{name} {'-'.join(map(str, self.numbers))}".strip()


def standing(directory: Directory, item: NodeId) -> Standing:
    """Where an item stands. Plans above plans are left out."""
    chain: list[Node] = []
    for at in directory.up(item, "part_of"):
        chain.append(directory.nodes[at])
        if chain[-1].kind == "plan":
            break
    return Standing(tuple(chain))


def number(node: Node) -> int:
    """The number of a plan item."""
    value = node.get("number")
    return value if isinstance(value, int) else 0


def plans(directory: Directory) -> tuple[Node, ...]:
    """The plans that hold policies, the newest first."""
    found = {p: None for n in directory.of("policy") for p in directory.ends(n.id, "part_of")}
    held = [directory.nodes[i] for i in sorted(found)]
    return tuple(sorted(held, key=lambda p: p.text("period_from"), reverse=True))


def plan_named(directory: Directory, name: str) -> NodeId:
    """The plan of this id or slug (`late`). UnknownItem; BadParameter for a plan without policies."""
    found = name if name in directory.nodes else f"plan:{name}"
    if found not in directory.nodes:
        raise UnknownItem(name)
    held = plans(directory)
    if found not in {p.id for p in held}:
        raise BadParameter("plan", name, f"使えるのは {'、'.join(p.id for p in held)} です。")
    return found


def items(directory: Directory, plan: NodeId, level: NodeKind) -> Iterator[Standing]:
    """The items of a level in plan order; a policy without any stands for itself."""
    policies = [standing(directory, i) for i in directory.starts(plan, "part_of")]
    for policy in sorted(policies, key=lambda s: (s.numbers, s.item.id)):
        if policy.item.kind != "policy":
            continue
        inside = list(_below(directory, policy.item.id, level))
        yield from inside or [policy]


def is_hole(node: Node) -> bool:
    """A policy whose page cannot be read."""
    return node.kind == "policy" and node.text("status") == "illegible"


def _below(directory: Directory, at: NodeId, level: NodeKind) -> Iterator[Standing]:
    if directory.nodes[at].kind == level:
        yield standing(directory, at)
        return
    for one in sorted(directory.starts(at, "part_of"), key=lambda i: (number(directory.nodes[i]), i)):
        yield from _below(directory, one, level)
