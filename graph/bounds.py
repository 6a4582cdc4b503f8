"""What every engine asks of a question before it answers: bounds, known kinds, ids that can be in a graph."""

from __future__ import annotations

from collections.abc import Collection
from typing import get_args

from graph.errors import BadParameter
from graph.model import Direction, EdgeKind, NodeId, NodeKind
from graph.schema import schema
from graph.store import MAX_HOPS, MAX_IDS, MAX_LIMIT


def check_limit(limit: int) -> None:
    """BadParameter unless 1 ≤ limit ≤ MAX_LIMIT."""
    if not 1 <= limit <= MAX_LIMIT:
        raise BadParameter("limit", str(limit), f"1から{MAX_LIMIT}までの数を書いてください。")


def check_ids(ids: Collection[NodeId]) -> tuple[NodeId, ...]:
    """The ids that can be in a graph, each once, in order; BadParameter for more than MAX_IDS."""
    if len(ids) > MAX_IDS:
        raise BadParameter("ids", f"{len(ids)}個", f"一度に{MAX_IDS}個までです。")
    return tuple(sorted({i for i in ids if _can_be_id(i)}))


def check_after(after: NodeId | None) -> NodeId:
    """The id to go on after, "" for the start; BadParameter for what cannot be an id."""
    if after is not None and not _can_be_id(after):
        raise BadParameter("after", after, "前の答えにあった番号を書いてください。")
    return after or ""


def check_node_kinds(kinds: Collection[NodeKind]) -> tuple[NodeKind, ...]:
    """The kinds, each once, in order; UnknownKind when one is not in the schema."""
    return tuple(schema().node(k).name for k in sorted(set(kinds)))


def check_edge_kinds(kinds: Collection[EdgeKind]) -> tuple[EdgeKind, ...]:
    """The kinds, each once, in order; UnknownKind when one is not in the schema."""
    return tuple(schema().edge(k).name for k in sorted(set(kinds)))


def check_direction(direction: str) -> None:
    """BadParameter for anything but out, in, both."""
    if direction not in get_args(Direction):
        raise BadParameter("direction", direction, f"{'、'.join(get_args(Direction))} のどれかを書いてください。")


def check_hops(max_hops: int) -> None:
    """BadParameter unless 1 ≤ max_hops ≤ MAX_HOPS."""
    if not 1 <= max_hops <= MAX_HOPS:
        raise BadParameter("max_hops", str(max_hops), f"1から{MAX_HOPS}までの数を書いてください。")


def _can_be_id(text: str) -> bool:
    return text.isascii() and text.isprintable()
