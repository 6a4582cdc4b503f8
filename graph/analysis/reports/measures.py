"""つなぎ目: who joins otherwise separate groups, how far each kind is from the hub, districts that hang on one body.

networkx does the arithmetic, over kinds (a body stands with its kind) and the relations that pictures show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import networkx as nx

from graph.analysis.bodies import areas, cover, narrowest
from graph.analysis.reports.values import Item, Part, Report, listed, made, refs
from graph.analysis.scope import Scope
from graph.model import Edge, EdgeId, NodeId

MOST: Final = 10  # of those who stand between others: the rest hardly do

Pair = frozenset[NodeId]


@dataclass(frozen=True, slots=True)
class Net:
    """Kinds joined by relations; which relations join each pair."""

    scope: Scope
    graph: nx.Graph
    edges: Mapping[Pair, tuple[EdgeId, ...]]

    def between(self, ends: Iterable[NodeId], others: Iterable[NodeId]) -> tuple[EdgeId, ...]:
        """The relations that join any of the ends to any of the others."""
        far = set(others)
        pairs = [frozenset((a, b)) for a in ends for b in sorted(far) if a != b]
        return tuple(dict.fromkeys(e for p in pairs for e in self.edges.get(p, ())))


def measures(scope: Scope) -> Report:
    """Betweenness, articulation points, bridges, distance from the hub, districts with one way out."""
    net = _net(scope)
    hub = next((h.kind for h in scope.directory.municipality.hubs if h.kind in net.graph), "")
    joins, cuts, bridges = tuple(_joins(net)), tuple(_cuts(net)), tuple(_bridges(net))
    districts = tuple(_districts(net))
    name = scope.directory.label(hub) if hub else ""
    parts = (
        Part("joins", "ほかの機関のあいだに立つ所", "2つの種別を最短で結ぶ道が、どれだけここを通るかの順です。", joins),
        Part("cuts", "なくなると、ほかが離れる所", "ここを通らないと、残りとつながらない種別があります。", cuts),
        Part("bridges", "1つの結びつきだけの所", "その関係がなくなると、片方が残りから離れます。", bridges),
        Part("distance", f"{name or '中心の種別'}からの隔たり", _HOW_FAR, tuple(_distances(net, hub)) if hub else ()),
        Part("districts", "1つの機関だけでほかとつながる地区", _ONE_WAY, districts),
    )
    lead = f"いちばん多く間に立つのは{joins[0].subjects[0].label}です。" if joins else ""
    sentence = (
        f"{net.graph.number_of_nodes()}の種別と{net.graph.number_of_edges()}の結びつき"
        f"(関係{sum(map(len, net.edges.values()))})を見ました。{lead}なくなるとほかが離れる所は{len(cuts)}、"
        f"1つの結びつきだけの所は{len(bridges)}、1つの機関だけでほかとつながる地区は{len(districts)}です。"
    )
    return made(scope, "measures", "つなぎ目", sentence, parts)


_ONE_WAY: Final = "その地区を受け持つ機関のうち、関係がデータにあるものが1つだけです。"
_HOW_FAR: Final = "関係をいくつたどれば着くかです。向きは見ません。"


def _net(scope: Scope) -> Net:
    shown = {r for f in scope.directory.municipality.families if f.shown for r in f.relations}
    found: dict[Pair, list[EdgeId]] = {}
    for edge in scope.edges("refers_to"):
        pair = frozenset((scope.directory.kind_of(edge.start), scope.directory.kind_of(edge.end)))
        if len(pair) == 2 and (not shown or edge.text("relation") in shown):
            found.setdefault(pair, []).append(edge.id)
    graph = nx.Graph()
    graph.add_nodes_from(sorted({k for pair in found for k in pair}))
    graph.add_edges_from(sorted(tuple(sorted(pair)) for pair in found))
    return Net(scope, graph, {p: tuple(e) for p, e in found.items()})


def _joins(net: Net) -> Iterator[Item]:
    shares = nx.betweenness_centrality(net.graph)
    ordered = sorted((k for k in shares if shares[k] > 0), key=lambda k: (-round(shares[k], 9), k))
    for kind in ordered[:MOST]:
        beside = sorted(net.graph[kind])
        share = f"{shares[kind] * 100:.0f}%"
        sentence = (
            f"「{_name(net, kind)}」は、ほかの2つの種別を最短で結ぶ道の{share}を受け持ちます。"
            f"じかに結びつくのは{len(beside)}の種別です。"
        )
        cells = (("割合", share), ("じかに結びつく種別", str(len(beside))))
        yield Item(sentence, refs(net.scope, (kind, *beside)), net.between([kind], beside), cells)


def _cuts(net: Net) -> Iterator[Item]:
    found = [(kind, _parted(net.graph, kind)) for kind in sorted(nx.articulation_points(net.graph))]
    for kind, parted in sorted(found, key=lambda f: (-len(f[1]), f[0])):
        who = f"{len(parted)}の種別({listed(net.scope, parted)})"
        yield Item(
            f"「{_name(net, kind)}」がなくなると、{who}が残りとつながらなくなります。",
            refs(net.scope, (kind, *parted)),
            net.between([kind], parted),
            (("離れる種別", str(len(parted))),),
        )


def _parted(graph: nx.Graph, kind: NodeId) -> list[NodeId]:
    """Who is parted from the largest rest of its group without the kind."""
    group = nx.node_connected_component(graph, kind) - {kind}
    pieces = sorted(nx.connected_components(graph.subgraph(group)), key=lambda c: (-len(c), min(c)))
    return sorted(k for piece in pieces[1:] for k in piece)


def _bridges(net: Net) -> Iterator[Item]:
    for one, other in sorted(tuple(sorted(b)) for b in nx.bridges(net.graph)):
        small = min((_side(net.graph, a, b) for a, b in ((one, other), (other, one))), key=lambda s: (len(s), s))
        edges = net.edges[frozenset((one, other))]
        yield Item(
            f"「{_name(net, one)}」と「{_name(net, other)}」の関係{len(edges)}がなくなると、"
            f"{len(small)}の種別({listed(net.scope, small)})が残りから離れます。",
            refs(net.scope, (one, other, *small)),
            edges,
            (("関係", str(len(edges))), ("離れる種別", str(len(small)))),
        )


def _side(graph: nx.Graph, start: NodeId, beyond: NodeId) -> list[NodeId]:
    """Who stays with `start` when its only link to `beyond` goes."""
    seen = {start, beyond}
    waiting = [start]
    while waiting:
        fresh = [k for k in graph[waiting.pop()] if k not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return sorted(seen - {beyond})


def _distances(net: Net, hub: NodeId) -> Iterator[Item]:
    ways: dict[NodeId, list[NodeId]] = nx.single_source_shortest_path(net.graph, hub)
    for kind in sorted((k for k in ways if k != hub), key=lambda k: (len(ways[k]), k)):
        way = ways[kind]
        through = f"({listed(net.scope, way[1:-1])}を通って)" if len(way) > 2 else ""
        edges = tuple(e for a, b in pairwise(way) for e in net.edges[frozenset((a, b))])
        yield Item(
            f"「{_name(net, kind)}」は、「{_name(net, hub)}」から{len(way) - 1}歩です{through}。",
            refs(net.scope, (kind, *way[1:-1], hub)),
            edges,
            (("歩", str(len(way) - 1)),),
        )
    apart = [n.id for n in net.scope.of("organisation_kind") if n.id not in ways]
    if apart:
        yield Item(f"道がデータにない種別は{len(apart)}です: {listed(net.scope, apart)}。", refs(net.scope, apart))


def _districts(net: Net) -> Iterator[Item]:
    """Districts of whose own bodies exactly one has a relation, its own or its kind's, to a kind outside."""
    scope, known = net.scope, cover(net.scope)
    at: dict[NodeId, list[NodeId]] = {}
    for body, served in sorted(known.served.items()):
        for area in served:
            at.setdefault(area, []).append(body)
    for district in areas(scope, narrowest(scope)):
        own = at.get(district.id, [])
        linked = [(b, e) for b in own if (e := _links(scope, b))]
        if len(linked) == 1:
            body, edges = linked[0]
            others = [b for b in own if b != body]
            tail = f"ほかの{len(others)}({listed(scope, others)})の関係は、データにありません。" if others else ""
            sentence = (
                f"{district.name}を受け持つ機関で、ほかとの関係がデータにあるのは「{_name(net, body)}」だけです。{tail}"
            )
            yield Item(sentence, refs(scope, (district.id, body, *others)), tuple(e.id for e in edges))


def _links(scope: Scope, body: NodeId) -> tuple[Edge, ...]:
    ends = dict.fromkeys((body, scope.directory.kind_of(body)))
    found = {e.id: e for at in ends for e in (*scope.out(at, "refers_to"), *scope.into(at, "refers_to"))}
    return tuple(found.values())


def _name(net: Net, node_id: NodeId) -> str:
    return net.scope.directory.label(node_id)
