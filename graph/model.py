"""The values that cross the store's border. All frozen; lists are tuples; what is absent is absent, never None."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

NodeId: TypeAlias = str
EdgeId: TypeAlias = str
NodeKind: TypeAlias = str
EdgeKind: TypeAlias = str
SetCode: TypeAlias = str
Version: TypeAlias = int
Basis: TypeAlias = Literal["stated", "inferred", "editorial"]
Direction: TypeAlias = Literal["out", "in", "both"]
Value: TypeAlias = str | int | float | bool | tuple[str, ...]
Properties: TypeAlias = tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """One source that says a thing. The first of an item is the main one and carries `as_of` and `note` of the row."""

    source: NodeId
    where: str = ""  # "l.39", "row 12", "p.4"
    basis: Basis = "stated"
    as_of: str = ""  # year, month or day
    note: str = ""  # the row's remark; the reason when inferred


@dataclass(frozen=True, slots=True)
class Variant:
    """What another source says of one field."""

    field: str
    value: str
    source: NodeId
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the network. `kind` decides; the prefix of `id` only helps readers."""

    id: NodeId
    kind: NodeKind
    name: str
    dataset: SetCode
    properties: Properties = ()  # sorted by key
    provenance: tuple[Provenance, ...] = ()
    since: str = ""
    until: str = ""  # the last day, inclusive
    verified_on: str = ""
    otherwise: tuple[Variant, ...] = ()

    def get(self, key: str) -> Value | None:
        """The property, or None where the sources are silent."""
        return _get(self.properties, key)

    def text(self, key: str) -> str:
        """The property as text, "" where absent. TypeError when it is of another type: a slip of the programmer."""
        return _text(self.properties, key)

    def list(self, key: str) -> tuple[str, ...]:
        """The property as a list, () where absent."""
        return _list(self.properties, key)


@dataclass(frozen=True, slots=True)
class Edge:
    """A link. `start` and `end` are its ends (`source` always means 出典); `id` comes from `graph.codec.edge_id`."""

    id: EdgeId
    kind: EdgeKind
    start: NodeId
    end: NodeId
    dataset: SetCode
    properties: Properties = ()
    provenance: tuple[Provenance, ...] = ()
    since: str = ""
    until: str = ""
    verified_on: str = ""
    otherwise: tuple[Variant, ...] = ()

    def get(self, key: str) -> Value | None:
        """The property, or None where the sources are silent."""
        return _get(self.properties, key)

    def text(self, key: str) -> str:
        """The property as text, "" where absent."""
        return _text(self.properties, key)

    def list(self, key: str) -> tuple[str, ...]:
        """The property as a list, () where absent."""
        return _list(self.properties, key)

    def other(self, node_id: NodeId) -> NodeId:
        """The end that is not `node_id`."""
        return self.end if self.start == node_id else self.start


Item: TypeAlias = Node | Edge


@dataclass(frozen=True, slots=True)
class Page:
    """Nodes by id; `next` is the `after` of the following page, None on the last."""

    items: tuple[Node, ...]
    next: NodeId | None


@dataclass(frozen=True, slots=True)
class Matches:
    """Nodes by id whose search key holds the words; `truncated` when there were more than the limit."""

    nodes: tuple[Node, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges by id; `truncated` when there were more than the limit."""

    edges: tuple[Edge, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One item before and after: None before = added, None after = gone."""

    before: Item | None
    after: Item | None

    @property
    def item(self) -> Item:
        """The newer side that is there."""
        found = self.after if self.after is not None else self.before
        if found is None:
            raise ValueError("a change without an item")
        return found


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What turns version `base` into `base + 1`. `id` makes a repeated apply of the same set harmless."""

    base: Version
    id: str
    changes: tuple[Change, ...]
    by: str = ""
    why: str = ""
    at: str = ""  # ISO 8601 with offset


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """`data_version` = first 12 hex of `digest`; one digest per data set; counts by node and edge kind."""

    engine: str
    version: Version
    data_version: str
    digest: str
    digests: Mapping[SetCode, str]
    counts: Mapping[str, int]
    loaded_at: str = ""  # of the newest change


def properties(**values: Value | None) -> Properties:
    """Sorted properties from keywords, the empty ones (None, "" and ()) left out: absent, never None."""
    return tuple(sorted((k, v) for k, v in values.items() if v is not None and v != "" and v != ()))


def ends(edges: tuple[Edge, ...]) -> Iterator[NodeId]:
    """Both ends of each edge, in order, repeated where shared."""
    for edge in edges:
        yield edge.start
        yield edge.end


def _get(pairs: Properties, key: str) -> Value | None:
    for name, value in pairs:
        if name == key:
            return value
    return None


def _text(pairs: Properties, key: str) -> str:
    value = _get(pairs, key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"{key} is not text: {value!r}")
    return value


def _list(pairs: Properties, key: str) -> tuple[str, ...]:
    value = _get(pairs, key)
    if value is None:
        return ()
    if not isinstance(value, tuple):
        raise TypeError(f"{key} is not a list: {value!r}")
    return value
