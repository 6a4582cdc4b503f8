"""Random histories: an engine and the dictionaries live through the same, and answer alike after each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise

import networkx as nx
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from graph.changes import change_set, difference, inverse
from graph.errors import GraphError
from graph.model import Change, ChangeSet, Edge, Item, StoreInfo
from graph.schema import schema
from graph.store import GraphStore
from graph.whole import by_id, items
from tests.contract.graphs import (
    EDGE_KINDS,
    IDS,
    NODE_KINDS,
    Question,
    further_edges,
    graphs,
    nodes,
    questions,
)
from tests.contract.reference import Held, ReferenceStore

Asked = st.lists(questions, min_size=1, max_size=4)


class History(RuleBasedStateMachine):
    """`opener` (set by the test) opens a handle on the engine's graph of this history."""

    begin: Callable[[], Callable[[], GraphStore]]  # an empty graph, as a function that opens a handle on it
    lived = 0  # histories
    compared = 0  # answers

    def __init__(self) -> None:
        super().__init__()
        self.held = Held()
        self.reference = ReferenceStore(self.held)

    @initialize()
    def empty(self) -> None:
        self.opener = type(self).begin()
        self.store = self.opener()
        History.lived += 1
        self._compare_all()

    @rule(graph=graphs(), asked=Asked)
    def become_another(self, graph: dict[str, Item], asked: list[Question]) -> None:
        self._both(self._next(*difference(self._now(), graph)))
        self._compare(asked)

    @rule(data=st.data(), asked=Asked)
    def change_a_little(self, data: st.DataObject, asked: list[Question]) -> None:
        """New words for some nodes, one more edge, one fewer."""
        now = self._now()
        new = dict(now)
        ids: list[str] = data.draw(st.lists(st.sampled_from(IDS), max_size=2, unique=True))
        for node_id in ids:
            held = now.get(node_id)
            kinds = st.just(held.kind) if held else st.sampled_from(NODE_KINDS)
            new[node_id] = data.draw(nodes(node_id, kinds))
        new.update(data.draw(further_edges(new, list(EDGE_KINDS), most=2)))
        links = sorted(i for i, item in now.items() if isinstance(item, Edge))
        for edge_id in data.draw(st.lists(st.sampled_from(links), max_size=1)) if links else []:
            new.pop(edge_id)
        self._both(self._next(*difference(now, new)))
        self._compare(asked)

    @rule(data=st.data())
    def try_anything(self, data: st.DataObject) -> None:
        """A change that may or may not stand: another kind for a node, an edge less or more, a node out."""
        now = self._now()
        changes = []
        for node_id in data.draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True)):
            after = data.draw(st.one_of(st.none(), nodes(node_id, st.sampled_from(NODE_KINDS))))
            changes.append(Change(now.get(node_id), after))
        links = [i for _, i in sorted(now.items()) if isinstance(i, Edge)]
        for edge in data.draw(st.lists(st.sampled_from(links), max_size=3, unique=True)) if links else []:
            changes.append(Change(edge, None))
        self._both(self._next(*data.draw(st.permutations(changes))))

    @rule(data=st.data())
    def fail_in_the_middle(self, data: st.DataObject) -> None:
        """Good changes around an edge that lacks an end or joins what it may not."""
        now = self._now()
        good = [Change(now.get(i), data.draw(nodes(i, st.just(now[i].kind if i in now else "area")))) for i in IDS]
        broken = data.draw(st.sampled_from([("org:b", "org:nowhere"), ("src:a", "org:b"), ("org:b", "area:none")]))
        kind = data.draw(st.sampled_from(["part_of", "serves"]))
        edge = Edge(schema().id_of(kind, *broken, (), "japan"), kind, *broken, "japan")
        at = data.draw(st.integers(0, len(good)))
        changes = [*good[:at], Change(None, edge), *good[at:]]
        assert isinstance(self._both(self._next(*(c for c in changes if c.before != c.after))), GraphError)

    @precondition(lambda self: self.held.changes)
    @rule()
    def undo(self) -> None:
        self._both(self._next(*inverse(self.held.changes[-1].changes)))

    @precondition(lambda self: self.held.changes)
    @rule()
    def repeat_the_newest(self) -> None:
        assert self._both(self.held.changes[-1]) == len(self.held.changes)

    @precondition(lambda self: self.held.changes)
    @rule(data=st.data())
    def be_stale(self, data: st.DataObject) -> None:
        older = data.draw(st.integers(-1, len(self.held.changes) - 1))
        stale = replace(self._next(*inverse(self.held.changes[-1].changes)), base=older)
        assert isinstance(self._both(stale), GraphError)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = self.opener()
        self._compare_all()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()

    def _now(self) -> dict[str, Item]:
        return {**self.held.nodes, **self.held.edges}

    def _next(self, *changes: Change) -> ChangeSet:
        return change_set(len(self.held.changes), changes, by="係", why="")

    def _both(self, change: ChangeSet) -> object:
        """Apply to both; the version or the error, which must be alike."""
        ended = [_outcome(store, change) for store in (self.store, self.reference)]
        engine, reference = ended
        if isinstance(reference, GraphError):
            assert type(engine) is type(reference), (engine, reference)
            assert getattr(engine, "item", "") == getattr(reference, "item", "") or self._several_wrong(change)
        else:
            assert engine == reference
        self._compare_all()
        return engine

    def _several_wrong(self, change: ChangeSet) -> bool:
        """Which of several wrong items is named first is the engine's choice."""
        return len(change.changes) > 1

    def _compare_all(self) -> None:
        """Everything: information, all items, all pages, the history, shortest paths between all pairs."""
        now = self._now()
        self._same(_comparable(self.store.info()), _comparable(self.reference.info()))
        self._same(list(self.store.get(IDS).items()), sorted(self.held.nodes.items()))
        self._same(by_id(items(self.store)), now)
        self._same(self.store.history(before=None, limit=3), self.reference.history(before=None, limit=3))
        graph: nx.MultiGraph[str] = nx.MultiGraph()
        graph.add_nodes_from(self.held.nodes)
        graph.add_edges_from((e.start, e.end, e.id) for e in self.held.edges.values())
        for a, b in combinations(IDS[:5], 2):
            found = self.store.between(a, b, kinds=EDGE_KINDS, max_hops=4)
            self._same(None if found is None else {e.id for e in found.edges}, _on_shortest_paths(graph, a, b, 4))

    def _compare(self, asked: list[Question]) -> None:
        for question in asked:
            for engine, reference in zip(
                _answers(self.store, question), _answers(self.reference, question), strict=True
            ):
                self._same(engine, reference)

    def _same(self, engine: object, reference: object) -> None:
        History.compared += 1
        assert engine == reference


def _outcome(store: GraphStore, change: ChangeSet) -> object:
    try:
        return store.apply(change)
    except GraphError as error:
        return error


def _comparable(info: StoreInfo) -> StoreInfo:
    return replace(info, engine="")


def _answers(store: GraphStore, asked: Question) -> list[object]:
    """What a store says to one question, in every way it can be asked."""
    first = asked.ids[0] if asked.ids else IDS[0]
    last = asked.ids[-1] if asked.ids else IDS[-1]
    found: list[object] = [
        store.get(asked.ids),
        store.match(asked.key, kinds=asked.node_kinds, dataset=asked.dataset, limit=asked.limit),
        store.edges(
            asked.ids, kinds=asked.edge_kinds, direction=asked.direction, dataset=asked.dataset, limit=asked.limit
        ),
        store.edges(
            asked.ids,
            kinds=asked.edge_kinds,
            direction=asked.direction,
            dataset=asked.dataset,
            limit=asked.limit,
            after=last,
        ),
        store.between(first, last, kinds=asked.edge_kinds, max_hops=asked.hops),
        store.history(before=asked.limit, limit=asked.hops),
    ]
    found += [store.page(k, dataset=asked.dataset, after=first, limit=asked.limit) for k in asked.node_kinds]
    return found


def _on_shortest_paths(graph: nx.MultiGraph[str], a: str, b: str, max_hops: int) -> set[str] | None:
    """By networkx: the keys of all parallel edges of all shortest paths."""
    try:
        paths = list(nx.all_shortest_paths(nx.Graph(graph), a, b))
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return None
    if len(paths[0]) - 1 > max_hops:
        return None
    return {key for path in paths for pair in pairwise(path) for key in graph[pair[0]][pair[1]]}
