"""The links of a body as rows: its own and those its kind has, with the kinds at the other end read for its area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.pages.links import Link, Links
from api.pages.marks import Mark, item_mark
from graph.areas import body_order
from graph.directory import Directory
from graph.model import Edge, Node, NodeId
from graph.schema import schema

_OUT, _IN, _BOTH = "→", "←", "↔"
_ARROWS = {_OUT: "から先へ", _IN: "先から", _BOTH: "たがいに"}
GONE = frozenset({"planned", "closed"})
_LOCAL = "地区"


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One link: relation and direction, the other end, what sets it off, the law, how it is known."""

    family: str
    arrow: str
    spoken: str  # the arrow in words
    relation: str
    other: Link
    text: str
    laws: str
    marks: tuple[Mark, ...]
    inherited: bool  # from its kind


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """All others of one relation and direction, for paper."""

    family: str
    arrow: str
    spoken: str
    relation: str
    others: tuple[str, ...]


def relation_groups(rows: tuple[RelationRow, ...]) -> tuple[RelationGroup, ...]:
    """The rows in short, in their order."""
    groups: dict[tuple[str, str, str, str], dict[str, None]] = {}
    for row in rows:
        groups.setdefault((row.family, row.arrow, row.spoken, row.relation), {})[row.other.label] = None
    return tuple(RelationGroup(*head, tuple(others)) for head, others in groups.items())


def relation_rows(directory: Directory, links: Links, node_id: NodeId, *, around: bool) -> tuple[RelationRow, ...]:
    """The links of a body (with those of its kind) or of a kind, by family, arrow and name.

    `around`: kinds at the other end are read as the body there that serves the area of this one.
    """
    rows: dict[tuple[str, str, str, str], RelationRow] = {}
    for edge, at in _edges(directory, node_id):
        row = _row(directory, links, edge, at, node_id if around else "")
        rows.setdefault((row.relation, row.arrow, row.other.label, row.text), row)
    order = [f.id for f in directory.municipality.families]
    return tuple(
        sorted(
            rows.values(),
            key=lambda r: (order.index(r.family) if r.family in order else len(order), r.arrow, r.other.label, r.text),
        )
    )


def _edges(directory: Directory, node_id: NodeId) -> Iterator[tuple[Edge, NodeId]]:
    for at in dict.fromkeys((node_id, directory.kind_of(node_id), *only_body(directory, node_id))):
        for edge in (*directory.out(at, "refers_to"), *directory.into(at, "refers_to")):
            yield edge, at


def only_body(directory: Directory, kind: NodeId) -> tuple[NodeId, ...]:
    """The one body of a kind, where it has but one: what is said of that body is said of the kind."""
    bodies = directory.starts(kind, "instance_of")
    return bodies if len(bodies) == 1 else ()


def _row(directory: Directory, links: Links, edge: Edge, at: NodeId, body: NodeId) -> RelationRow:
    relation = schema().relations[edge.text("relation")]
    arrow = _BOTH if relation.symmetric else _OUT if edge.start == at else _IN
    other = edge.other(at)
    found, missing = standing_for(directory, other, body) if body else (other, False)
    family = next((f.id for f in directory.municipality.families if relation.name in f.relations), "other")
    gap = (Mark("この地区の行がない", "chk", "この地区を受け持つ機関がデータにありません。"),) if missing else ()
    return RelationRow(
        family,
        arrow,
        _ARROWS[arrow],
        relation.name,
        Link(directory.label(found), links.node(found)),
        edge.text("trigger"),
        "、".join(law_name(directory, law) for law in edge.list("laws")),
        (item_mark(edge), *gap),
        body not in ("", at),
    )


def law_name(directory: Directory, law: NodeId) -> str:
    """A law with its article."""
    node = directory.nodes.get(law)
    return f"{node.name}{node.text('article')}" if node else law


def standing_for(directory: Directory, kind: NodeId, body: NodeId) -> tuple[NodeId, bool]:
    """The one body of this kind that serves the area of `body`, nearest area first; the kind where it is not one.

    True when there should be one: the kind is of the districts, the body too, and the data has no row for the district.
    """
    node = directory.nodes.get(kind)
    if node is None or node.kind != "organisation_kind":
        return kind, False
    near = areas_of(directory, body)
    for area in near:
        serving = [b for b in directory.starts(area, "serves") if _open_of(directory, b, kind)]
        if serving:
            return (serving[0], False) if len(serving) == 1 else (kind, False)
    district = any(directory.nodes[a].text("level") == _LOCAL for a in near if directory.nodes[a].kind == "area")
    umbrella = bool(directory.into(kind, "broader"))
    return kind, district and not umbrella and node.text("tier") == _LOCAL


def areas_of(directory: Directory, body: NodeId) -> tuple[NodeId, ...]:
    """The areas a body serves (else where it stands) and all above them, nearest first."""
    own = directory.ends(body, "serves") or directory.ends(body, "located_in")
    return tuple(dict.fromkeys(a for area in own for a in directory.up(area, "part_of")))


def bodies_of_kind(directory: Directory, kind: NodeId) -> tuple[Node, ...]:
    """The bodies of a kind, as they are listed."""
    found = sorted(directory.starts(kind, "instance_of"), key=lambda b: body_order(directory, b))
    return tuple(directory.nodes[b] for b in found)


def _open_of(directory: Directory, body: NodeId, kind: NodeId) -> bool:
    return kind in directory.ends(body, "instance_of") and directory.nodes[body].get("status") not in GONE
