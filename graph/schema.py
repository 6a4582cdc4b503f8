"""The vocabulary of schema.yaml as values, and the check of one item against it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

from graph.codec import edge_id
from graph.errors import InvalidGraph, UnknownKind
from graph.model import Edge, EdgeId, Item, Node, NodeId, Properties, SetCode, Value
from graph.text import BIDI_CONTROLS, search_key

MAX_TEXT = 4_000  # range index keys of Neo4j break at about 8 kB
MAX_INTEGER = 2**63 - 1
MAX_ID = 200
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")
ID = re.compile(r"[a-z_]+:[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_FORBIDDEN = re.compile(rf"[\x00-\x1f\x7f-\x9f\ud800-\udfff{''.join(BIDI_CONTROLS)}]")  # Cc, Cs and these
_TYPES: Mapping[str, type] = {
    "text": str, "date": str, "choice": str, "ref": str, "integer": int, "number": float, "boolean": bool,
    "list": tuple, "choices": tuple, "refs": tuple, "records": tuple,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a kind: its type, its name on the page, and what it may hold."""

    name: str
    type: str
    label: str
    required: bool = False
    values: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # of ref and refs: what may be pointed at
    search: bool = False
    place: bool = False


@dataclass(frozen=True, slots=True)
class NodeType:
    """A kind of node."""

    name: str
    label: str
    plural: str
    prefix: str
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class EdgeType:
    """A kind of edge with its label in both directions; `ends` are the pairs of node kinds it may join."""

    name: str
    label: str
    reverse: str
    ends: frozenset[tuple[str, str]]
    key: tuple[str, ...]
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class Relation:
    """One value of `refers_to.relation` with its verb in both directions."""

    name: str
    label: str
    reverse: str
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class LifeStage:
    """Months of age, `to_months` exclusive; both None where the stage is not an age (妊娠期, 保護者)."""

    name: str
    from_months: int | None = None
    to_months: int | None = None


@dataclass(frozen=True, slots=True)
class Schema:
    """All of schema.yaml."""

    nodes: Mapping[str, NodeType]
    edges: Mapping[str, EdgeType]
    bases: Mapping[str, str]
    basis_meanings: Mapping[str, str]
    life_stages: Mapping[str, LifeStage]
    roles: Mapping[str, str]  # role → in plain words, strongest first
    relations: Mapping[str, Relation]
    operator_kinds: frozenset[NodeId]
    _search: Mapping[str, tuple[str, ...]] = field(repr=False)

    def node(self, kind: str) -> NodeType:
        """The node kind, or UnknownKind."""
        if kind not in self.nodes:
            raise UnknownKind(kind, self.nodes.keys())
        return self.nodes[kind]

    def edge(self, kind: str) -> EdgeType:
        """The edge kind, or UnknownKind."""
        if kind not in self.edges:
            raise UnknownKind(kind, self.edges.keys())
        return self.edges[kind]

    def verb(self, edge: Edge, *, forwards: bool = True) -> str:
        """How the edge reads from start to end, or from end to start."""
        relation = self.relations.get(edge.text("relation")) if edge.kind == "refers_to" else None
        words = relation or self.edge(edge.kind)
        return words.label if forwards else words.reverse

    def id_of(self, kind: str, start: NodeId, end: NodeId, properties: Properties, dataset: SetCode) -> EdgeId:
        """The id an edge of this kind with these ends and key properties has.

        It names the set: two wards may say the same of nodes they share (what a kind handles), each in its own edge.
        """
        values = dict(properties)
        relation = self.relations.get(str(values.get("relation", "")))
        symmetric = kind == "refers_to" and relation is not None and relation.symmetric
        key = [dataset, *(values.get(k, "") for k in self.edge(kind).key)]
        return edge_id(kind, start, end, key, symmetric=symmetric)

    def search_text(self, node: Node) -> str:
        """What name look-up is run on: the folded name and searchable properties, apart by blanks."""
        words = [node.name]
        for name in self._search.get(node.kind, ()):
            value = node.get(name)
            words.extend(value if isinstance(value, tuple) else [str(value)] if value is not None else [])
        return " ".join(dict.fromkeys(k for k in map(search_key, words) if k))

    def references(self, item: Item) -> Iterator[tuple[Property | None, NodeId]]:
        """Every id the item rests on: ends, id-valued properties, sources (with None for the property)."""
        if isinstance(item, Edge):
            yield None, item.start
            yield None, item.end
        known = (self.node(item.kind) if isinstance(item, Node) else self.edge(item.kind)).properties
        for name, value in item.properties:
            spec = known[name]
            if spec.type == "ref":
                yield spec, cast("str", value)
            elif spec.type == "refs":
                for one in cast("tuple[str, ...]", value):
                    yield spec, one
        for said in item.provenance:
            yield None, said.source

    def check(self, item: Item) -> None:
        """InvalidGraph when the item breaks a rule that can be seen without its neighbours."""
        _check_id(item.id)
        _check_text(item, "id", item.id)
        if isinstance(item, Node):
            known = self.node(item.kind).properties
            _check_text(item, "name", item.name)
            if not item.name:
                raise InvalidGraph(item.id, "名前が空です")
        else:
            known = self.edge(item.kind).properties
            self._check_edge(item)
        self._check_frame(item)
        _check_properties(item, known)

    def check_ends(self, edge: Edge, start_kind: str, end_kind: str) -> None:
        """InvalidGraph when the edge may not join these kinds."""
        allowed = self.edge(edge.kind).ends
        if (start_kind, end_kind) not in allowed:
            pairs = "、".join(sorted(f"{a} → {b}" for a, b in allowed))
            raise InvalidGraph(edge.id, f"{edge.kind} は {start_kind} から {end_kind} へは結べません", pairs)

    def _check_edge(self, edge: Edge) -> None:
        if edge.start == edge.end:
            raise InvalidGraph(edge.id, f"自分自身への {edge.kind} は置けません: {edge.start}")
        if edge.id != self.id_of(edge.kind, edge.start, edge.end, edge.properties, edge.dataset):
            raise InvalidGraph(edge.id, "辺の id が種類・両端・鍵・データと合いません")

    def _check_frame(self, item: Item) -> None:
        if not item.dataset:
            raise InvalidGraph(item.id, "どのデータのものかがありません")
        for day in (item.since, item.until, item.verified_on, *(p.as_of for p in item.provenance)):
            if day and not DATE.match(day):
                raise InvalidGraph(item.id, f"日付が読めません: {day}", "2024、2024-04、2024-04-01 のどれか")
        for said in item.provenance:
            if said.basis not in self.bases:
                raise InvalidGraph(item.id, f"根拠の区分が読めません: {said.basis}", "、".join(self.bases))
        texts = [t for p in item.provenance for t in (p.source, p.where, p.note)]
        for text in (item.dataset, *texts, *(t for v in item.otherwise for t in (v.field, v.value, v.source, v.as_of))):
            _check_text(item, "frame", text)


@cache
def schema() -> Schema:
    """schema.yaml, read once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times faster and not in every wheel
    raw: dict[str, Any] = yaml.load((files("graph") / "schema.yaml").read_text(encoding="utf-8"), Loader=loader)
    nodes = {
        k: NodeType(k, v["label"], v["plural"], v["prefix"], _properties(v.get("properties"), raw))
        for k, v in raw["nodes"].items()
    }
    edges = {
        k: EdgeType(
            k, v["label"], v["reverse"], frozenset(_pair(e) for e in v["ends"]), tuple(v.get("key", ())),
            _properties(v.get("properties"), raw),
        )
        for k, v in raw["edges"].items()
    }  # fmt: skip
    return Schema(
        nodes=nodes,
        edges=edges,
        bases={k: v["label"] for k, v in raw["bases"].items()},
        basis_meanings={k: v["meaning"] for k, v in raw["bases"].items()},
        life_stages={k: LifeStage(k, v.get("from"), v.get("to")) for k, v in raw["life_stages"].items()},
        roles={k: v["plain"] for k, v in raw["roles"].items()},
        relations={k: Relation(k, **v) for k, v in raw["relations"].items()},
        operator_kinds=frozenset(raw["operator_kinds"]),
        _search={k: tuple(p.name for p in n.properties.values() if p.search) for k, n in nodes.items()},
    )


def _properties(raw: dict[str, dict[str, Any]] | None, whole: dict[str, Any]) -> Mapping[str, Property]:
    found = {}
    for name, spec in (raw or {}).items():
        values = spec.get("values", ())
        found[name] = Property(
            name, spec["type"], spec["label"], spec.get("required", False),
            tuple(whole[values] if isinstance(values, str) else values), tuple(spec.get("kinds", ())),
            spec.get("search", False), spec.get("place", False),
        )  # fmt: skip
    return found


def _pair(text: str) -> tuple[str, str]:
    start, _, end = text.partition(" -> ")
    return start, end


def _check_id(item_id: str) -> None:
    if not ID.match(item_id) or len(item_id) > MAX_ID:
        raise InvalidGraph(item_id, "id の形が違います", "種類の頭文字、コロン、英数字とハイフン")


def _check_properties(item: Item, known: Mapping[str, Property]) -> None:
    names = [name for name, _ in item.properties]
    if names != sorted(set(names)):
        raise InvalidGraph(item.id, "性質が名前の順に1つずつ並んでいません")
    for name, value in item.properties:
        if name not in known:
            raise InvalidGraph(item.id, f"{item.kind} に {name} という性質はありません", "、".join(known))
        _check_value(item, known[name], value)
    for spec in known.values():
        if spec.required and spec.name not in names:
            raise InvalidGraph(item.id, f"{spec.label}({spec.name})がありません")


def _check_value(item: Item, spec: Property, value: Value) -> None:
    wanted = _TYPES[spec.type]
    if type(value) is not wanted:
        raise InvalidGraph(item.id, f"{spec.name} の型が違います: {value!r}", spec.type)
    for part in value if isinstance(value, tuple) else (value,):
        if isinstance(part, str):
            _check_text(item, spec.name, part)
        elif isinstance(part, float) and not math.isfinite(part):
            raise InvalidGraph(item.id, f"{spec.name} が数ではありません: {part}", "有限の数")
        elif isinstance(part, int) and abs(part) > MAX_INTEGER:
            raise InvalidGraph(item.id, f"{spec.name} が大きすぎます: {part}", "64ビットの整数")
        if spec.values and part not in spec.values:
            raise InvalidGraph(item.id, f"{spec.name} の値が決まりにありません: {part}", "、".join(spec.values))
    if spec.type == "date" and not DATE.match(str(value)):
        raise InvalidGraph(item.id, f"{spec.name} の日付が読めません: {value}", "2024、2024-04、2024-04-01 のどれか")


def _check_text(item: Item, where: str, text: str) -> None:
    if type(text) is not str:
        raise InvalidGraph(item.id, f"{where} が文字列ではありません: {text!r}")
    problem = text_problem(text)
    if problem:
        raise InvalidGraph(item.id, f"{where} に{problem}", "NFC の文字列、4,000字まで、制御文字なし")


def text_problem(text: str) -> str:
    """Why a text cannot be stored, as the end of a Japanese sentence; "" when it can."""
    if len(text) > MAX_TEXT:
        return f"{MAX_TEXT}字を超える文字列があります"
    if text.isascii():
        return "" if text.isprintable() else "制御文字があります"
    found = _FORBIDDEN.search(text)
    if found:
        kind = "半端な文字" if unicodedata.category(found[0]) == "Cs" else "制御文字"
        return f"{kind} U+{ord(found[0]):04X} があります"
    return "" if unicodedata.is_normalized("NFC", text) else "合成されていない文字(NFC でない)があります"
