"""Small networks built inline: kinds, bodies, areas and relations as a Directory, without a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.directory import Directory
from graph.model import Basis, Edge, Node, NodeId, Provenance, properties
from graph.municipality import Band, Family, Hub, Municipality
from graph.schema import schema

CODE = "999999"
WARD = "area:ward"
BANDS = (Band("都・国", ("都", "国")), Band("全区", ("全区",)), Band("地域", ("地域",)), Band("地区", ("地区",)))
FIELDS = (("相談", "circle"), ("福祉", "diamond"), ("保健医療", "cross"), ("教育", "square"))
FAMILIES = (
    Family("law", "法による手続き", ("通告", "送致", "通知", "措置"), arrow=True, shown=True),
    Family("refer", "紹介", ("紹介",), arrow=True, shown=True),
    Family("with", "いっしょに動く", ("連携", "情報共有", "一元的運用"), arrow=False, shown=True),
    Family("back", "支える・任せる", ("後方支援", "委託"), arrow=True, shown=True),
    Family("admin", "所管", ("所管",), arrow=True, shown=False),
)


def kind(name: str, tier: str = "全区", group: str = "相談", label: str = "", short: str = "") -> Node:
    """A kind `kind:<name>`."""
    own = properties(tier=tier, group=group, short=short, does="-", plain="-", order=1)
    return Node(f"kind:{name}", "organisation_kind", label or name, CODE, own)


def body(name: str, label: str = "", status: str = "open", phone: str = "") -> Node:
    """A body `org:<name>`."""
    return Node(
        f"org:{name}", "organisation", label or name, CODE, properties(status=status, confidential=False, phone=phone)
    )


def area(name: str, level: str = "地域", label: str = "") -> Node:
    """An area `area:<name>`."""
    return Node(f"area:{name}", "area", label or name, CODE, properties(level=level))


def edge(edge_kind: str, start: NodeId, end: NodeId) -> Edge:
    """A link without properties."""
    return Edge(schema().id_of(edge_kind, start, end, (), CODE), edge_kind, start, end, CODE)


def refers(start: NodeId, end: NodeId, relation: str = "紹介", trigger: str = "", basis: Basis = "stated") -> Edge:
    """A relation between two bodies or kinds."""
    own = properties(relation=relation, trigger=trigger)
    said = (Provenance("src:x", "", basis, "2024", "わけ" if basis == "inferred" else ""),)
    return Edge(schema().id_of("refers_to", start, end, own, CODE), "refers_to", start, end, CODE, own, said)


def of_kind(name: str, kind_name: str, *areas: str) -> tuple[Edge, ...]:
    """`org:<name>` is of `kind:<kind_name>` and serves these areas."""
    return (
        edge("instance_of", f"org:{name}", f"kind:{kind_name}"),
        *(edge("serves", f"org:{name}", f"area:{a}") for a in areas),
    )


def directory(
    items: Iterable[Node | Edge],
    *,
    hubs: Sequence[tuple[str, str]] = (),
    bands: tuple[Band, ...] = BANDS,
    families: tuple[Family, ...] = FAMILIES,
) -> Directory:
    """A municipality of these items. `hubs` are (kind without its prefix, band)."""
    every = [Node(WARD, "area", "区", CODE, properties(level="全区")), *items]
    own = Municipality(
        CODE, "試し区", WARD, (), "ward", "つなぐ", "つなぐ 試し区", "", (), "", "",
        tuple(Hub(f"kind:{k}", b) for k, b in hubs), bands, FIELDS, (), families,
    )  # fmt: skip
    nodes = {n.id: n for n in sorted((i for i in every if isinstance(i, Node)), key=lambda n: n.id)}
    edges = {e.id: e for e in sorted((i for i in every if isinstance(i, Edge)), key=lambda e: e.id)}
    kinds: dict[str, list[Node]] = defaultdict(list)
    out: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    into: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for node in nodes.values():
        kinds[node.kind].append(node)
    for one in edges.values():
        out[one.start, one.kind].append(one)
        into[one.end, one.kind].append(one)
    return Directory(
        own, (CODE,), 1, "0123456789ab", "2026-11-25T10:00:00+09:00", nodes, edges,
        {k: tuple(v) for k, v in kinds.items()},
        {k: tuple(v) for k, v in out.items()},
        {k: tuple(v) for k, v in into.items()},
    )  # fmt: skip
