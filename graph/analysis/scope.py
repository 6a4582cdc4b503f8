"""As of a day, and by basis: what of the Directory is an answer, and what is only told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, get_args

from graph.directory import Directory
from graph.errors import BadParameter
from graph.finding.kept import kept
from graph.finding.validity import holds, in_japan, read_day
from graph.model import Basis, Edge, EdgeKind, Item, Node, NodeId
from graph.schema import schema
from graph.steps import Ref, basis

BASES: Final[tuple[Basis, ...]] = get_args(Basis)
State = Literal["later", "over"]


@dataclass(frozen=True, slots=True)
class Away:
    """A thing that is not there on the day: it has not begun (`later`) or has ended (`over`)."""

    item: Ref
    kind: str
    state: State
    since: str
    until: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Scope:
    """The Directory on one day, with edges of some bases. What is not there is in `away`, by its id."""

    directory: Directory
    day: str
    bases: frozenset[Basis]
    away: Mapping[str, Away]

    def there(self, node_id: NodeId) -> bool:
        """Whether the node is in the data and there on the day."""
        return node_id in self.directory.nodes and node_id not in self.away

    def begun(self, edge: Edge) -> bool:
        """Whether the edge and both its ends are there on the day, whatever its basis."""
        return edge.id not in self.away and self.there(edge.start) and self.there(edge.end)

    def shows(self, edge: Edge) -> bool:
        """Whether the edge is part of an answer."""
        return basis(edge) in self.bases and self.begun(edge)

    def out(self, node_id: NodeId, kind: EdgeKind) -> tuple[Edge, ...]:
        """The edges of a kind that leave the node, by id."""
        return tuple(e for e in self.directory.out(node_id, kind) if self.shows(e))

    def into(self, node_id: NodeId, kind: EdgeKind) -> tuple[Edge, ...]:
        """The edges of a kind that enter the node, by id."""
        return tuple(e for e in self.directory.into(node_id, kind) if self.shows(e))

    def of(self, kind: str) -> tuple[Node, ...]:
        """The nodes of a kind that are there, by id."""
        return tuple(n for n in self.directory.of(kind) if n.id not in self.away)

    def edges(self, kind: EdgeKind) -> Iterator[Edge]:
        """All edges of a kind, by id."""
        return (e for e in self.directory.edges.values() if e.kind == kind and self.shows(e))

    def told(self, ids: Collection[str] | None = None) -> tuple[Away, ...]:
        """What is not there on the day: all of it, or of these, by id."""
        return tuple(a for i, a in sorted(self.away.items()) if ids is None or i in ids)

    def undated(self) -> Scope:
        """The same without regard to the day."""
        return replace(self, away={})

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be said of a day before the data were put together."""
        if not self.directory.loaded_at or self.day >= self.directory.loaded_at[:10]:
            return ()
        dated = sum(bool(i.since or i.until) for i in dated_items(self.directory))
        return (
            f"データは集めたときの姿です。始まりか終わりの日が書いてあるのは{dated}件だけで、"
            f"ほかのものが{self.day}にどうだったかは、データにありません。",
        )


def scope(directory: Directory, *, on: str = "", bases: Collection[Basis] = BASES, today: date | None = None) -> Scope:
    """The Directory on the day `on` (YYYY-MM-DD; today where nothing is said). BadParameter when it is no day."""
    day = read_day(on, today or in_japan(None).date())
    away = {i.id: a for i in dated_items(directory) if (a := _away(directory, i, day))}
    return Scope(directory, day, frozenset(bases), away)


def read_bases(text: str) -> tuple[Basis, ...]:
    """`stated,inferred` as bases, all where nothing is said. BadParameter for any other word."""
    words = [w.strip() for w in text.split(",") if w.strip()]
    unknown = [w for w in words if w not in BASES]
    if unknown:
        raise BadParameter("basis", unknown[0], f"使えるのは {'、'.join(BASES)} です。コンマで区切ります。")
    return tuple(b for b in BASES if not words or b in words)


@kept
def dated_items(directory: Directory) -> tuple[Item, ...]:
    """The items with a first or a last day, or not there yet or any more, nodes first."""
    items: tuple[Item, ...] = (*directory.nodes.values(), *directory.edges.values())
    return tuple(i for i in items if i.since or i.until or i.get("status") in ("planned", "closed"))


def _away(directory: Directory, item: Item, day: str) -> Away | None:
    state = _state(item, day)
    if state is None:
        return None
    label = item.name if isinstance(item, Node) else _edge_label(directory, item)
    return Away(Ref(item.id, label), item.kind, state, item.since, item.until, _sentence(item, label, state))


def _state(item: Item, day: str) -> State | None:
    if not holds(item, day):
        return "later" if item.since and item.since > day else "over"
    if item.get("status") == "planned":
        return "later"
    return "over" if item.get("status") == "closed" and not item.until else None


def _sentence(item: Item, label: str, state: State) -> str:
    if state == "over":
        return f"「{label}」は{item.until}までです。" if item.until else f"「{label}」は閉鎖しています。"
    if item.get("status") == "planned":
        return f"「{label}」は計画中です{f'({item.since}から)' if item.since else ''}。"
    return f"「{label}」は{item.since}からです。それより前の先は、データにありません。"


def _edge_label(directory: Directory, edge: Edge) -> str:
    return f"{directory.label(edge.start)} {schema().verb(edge)} {directory.label(edge.end)}"
