"""What a view shows, before it has a place: groups of bodies, the relations between them, the limit of boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph.areas import body_order
from graph.directory import MUNICIPAL_LEVEL, Directory
from graph.model import Edge, EdgeId, Node, NodeId
from graph.municipality import Band, Family
from graph.schema import schema
from graph.steps import basis
from visualizations.options import Options, families
from visualizations.values import MAX_BOXES, Relation

_GONE = frozenset({"planned", "closed"})
_FEW = range(2, 7)  # bodies of a hub that are named in its frame
_HUB_LEAST = 10
_HUB_TIMES = 3


@dataclass(frozen=True, slots=True)
class Group:
    """A box without a place. `bodies` are those that stand behind it."""

    id: NodeId
    node: Node
    band: int
    bodies: tuple[NodeId, ...]
    hub: bool = False
    framed: bool = False  # its bodies are named inside
    opened: bool = False  # and are ends of relations
    order: str = ""  # its number in the order of contact
    more: str = ""  # a line below its name

    @property
    def size(self) -> int:
        """How many boxes it takes."""
        return 1 + (len(self.bodies) if self.framed else 0)


@dataclass(frozen=True, slots=True)
class Content:
    """Groups by id, the relations that decide their places, and those that are shown."""

    bands: tuple[Band, ...]
    groups: tuple[Group, ...]
    placing: tuple[Relation, ...]
    shown: tuple[Relation, ...]
    families: tuple[Family, ...]
    chosen: frozenset[str]  # families
    left_out: int
    left_out_relations: int
    inside: int
    off: Mapping[str, int]  # relations of the families that have no part in `placing`
    involved: Mapping[NodeId, tuple[EdgeId, ...]] = field(default_factory=dict)  # the plan's links to each group
    shared: int = 0  # relations of a kind that several groups stand for

    def owner(self) -> Mapping[NodeId, NodeId]:
        """The group of every end: itself, or the one that holds the opened body."""
        found = {g.id: g.id for g in self.groups}
        found.update({b: g.id for g in self.groups if g.opened for b in g.bodies})
        return found


def content(directory: Directory, options: Options) -> Content:
    """What the whole municipality, or one area of it, shows."""
    inside_area = _bodies_of_area(directory, options.area) if options.area else None
    every, inside = relations(directory, options, inside_area)
    placing = deciding(directory, options, every)
    ids = sorted({directory.kind_of(e) for r in placing for e in (r.start, r.end)})
    groups = with_hubs(directory, [group_of(directory, i, options, inside_area) for i in ids], placing)
    return replace(limited(directory, options, groups, placing, inside), off=off(every, placing, options))


def limited(
    directory: Directory, options: Options, groups: Iterable[Group], placing: Collection[Relation], inside: int = 0
) -> Content:
    """The groups that fit: opened kinds close first, then those with fewest relations stay out."""
    kept, closed = _fit(tuple(groups), placing, options.open)
    ends = {e for g in kept for e in (g.id, *(g.bodies if g.opened else ()))}
    closed_ids = {b: g.id for g in kept if not g.opened for b in g.bodies}
    moved = [replace(r, start=closed_ids.get(r.start, r.start), end=closed_ids.get(r.end, r.end)) for r in placing]
    drawn = tuple(r for r in moved if r.start in ends and r.end in ends and r.start != r.end)
    chosen = chosen_families(directory, options)
    return Content(
        bands(directory),
        tuple(sorted(kept, key=lambda g: g.id)),
        drawn,
        tuple(r for r in drawn if r.family in chosen and r.basis in options.basis),
        families(directory),
        chosen,
        closed,
        sum(not {r.start, r.end} <= ends for r in moved if r.family in chosen and r.basis in options.basis),
        inside,
        {},
    )


def off(every: Iterable[Relation], placing: Iterable[Relation], options: Options) -> Mapping[str, int]:
    """What each family that is off would add."""
    placed = {r.family for r in placing}
    return Counter(r.family for r in every if r.family not in placed and r.basis in options.basis)


def deciding(directory: Directory, options: Options, every: Iterable[Relation]) -> list[Relation]:
    """The relations that decide who is in the picture and where: a filter hides lines, it moves no box."""
    deciding = chosen_families(directory, options) | {f.id for f in families(directory) if f.shown}
    return [r for r in every if r.family in deciding]


def chosen_families(directory: Directory, options: Options) -> frozenset[str]:
    """The families that are shown."""
    if options.rel is not None:
        return frozenset(options.rel)
    return frozenset(f.id for f in families(directory) if f.shown)


def bands(directory: Directory) -> tuple[Band, ...]:
    """The bands of the data set, top first; one a tier where it names none, and for tiers it leaves out."""
    own = directory.municipality.bands
    named = {t for b in own for t in b.tiers}
    tiers = schema().node("organisation_kind").properties["tier"].values
    return (*own, *(Band(t, (t,)) for t in tiers if t not in named))


def band_of(directory: Directory, node: Node) -> int:
    """The band a kind or body stands in: by its kind's tier, else by the level of the area it serves."""
    kind = directory.nodes[directory.kind_of(node.id)]
    tier = kind.text("tier") if kind.kind == "organisation_kind" else ""
    levels = [directory.nodes[a].text("level") for a in sorted(directory.ends(node.id, "serves"))]
    wanted = tier or (levels[0] if levels else MUNICIPAL_LEVEL)
    return next((i for i, b in enumerate(bands(directory)) if wanted in b.tiers), 0)


def bodies_of(directory: Directory, kind: NodeId) -> tuple[NodeId, ...]:
    """The bodies of a kind that are there, as they are listed."""
    found = (b for b in directory.starts(kind, "instance_of") if directory.nodes[b].text("status") not in _GONE)
    return tuple(sorted(found, key=lambda b: body_order(directory, b)))


def relation_of(directory: Directory, edge: Edge, start: NodeId, end: NodeId, *, inherited: bool = False) -> Relation:
    """The relation an edge tells, between these two ends of the picture."""
    relation = edge.text("relation")
    family = next((f.id for f in families(directory) if relation in f.relations), "")
    trigger = edge.text("trigger") or (directory.label(edge.text("case")) if edge.text("case") else "")
    note = edge.provenance[0].note if edge.provenance else ""
    return Relation(
        edge.id, edge.kind, start, end, edge.start, edge.end, directory.label(edge.start), directory.label(edge.end),
        family, relation, schema().verb(edge), trigger, basis(edge), note, inherited,
    )  # fmt: skip


def refers(directory: Directory) -> tuple[Edge, ...]:
    """Every edge that says who passes on to whom, by id."""
    return tuple(e for e in directory.edges.values() if e.kind == "refers_to")


def relations(
    directory: Directory,
    options: Options,
    inside_area: frozenset[NodeId] | None = None,
    kinds: Collection[NodeId] | None = None,
) -> tuple[tuple[Relation, ...], int]:
    """The relations between different groups, and how many shown ones stay within one group."""
    chosen = chosen_families(directory, options)
    found: list[Relation] = []
    inside = 0
    for edge in refers(directory):
        if inside_area is not None and not all(_in_area(directory, e, inside_area) for e in (edge.start, edge.end)):
            continue
        a, b = (directory.kind_of(e) for e in (edge.start, edge.end))
        if kinds is not None and not {a, b} <= {*kinds}:
            continue
        start = edge.start if a in options.open else a
        end = edge.end if b in options.open else b
        relation = relation_of(directory, edge, start, end)
        if a == b:
            inside += relation.family in chosen
        else:
            found.append(relation)
    return tuple(found), inside


def _bodies_of_area(directory: Directory, area: NodeId) -> frozenset[NodeId]:
    """The bodies that serve this area, a part of it or one it lies in; those whose area is unknown stay."""
    near = {*directory.up(area, "part_of")}
    waiting = [area]
    while waiting:
        below = [a for a in directory.starts(waiting.pop(), "part_of") if a not in near]
        near.update(below)
        waiting.extend(below)
    found = set()
    for body in directory.of("organisation"):
        served = directory.ends(body.id, "serves")
        if not served or near.intersection(served):
            found.add(body.id)
    return frozenset(found)


def _in_area(directory: Directory, end: NodeId, bodies: frozenset[NodeId]) -> bool:
    """Whether an end has a place in the picture of an area: a kind whose bodies all stand elsewhere has none."""
    if directory.nodes[end].kind == "organisation":
        return end in bodies
    own = bodies_of(directory, end)
    return not own or bool(bodies.intersection(own))


def group_of(
    directory: Directory, node_id: NodeId, options: Options, inside_area: frozenset[NodeId] | None = None
) -> Group:
    """The box of a kind, or of a body without one."""
    node = directory.nodes[node_id]
    bodies = bodies_of(directory, node_id) if node.kind == "organisation_kind" else (node_id,)
    if inside_area is not None:
        bodies = tuple(b for b in bodies if b in inside_area)
    opened = node_id in options.open and bool(bodies)
    return Group(node_id, node, band_of(directory, node), bodies, framed=opened, opened=opened)


def with_hubs(directory: Directory, groups: list[Group], placing: Collection[Relation]) -> list[Group]:
    """Hubs as the data set names them; where it names none, one a band by rule (design/layout.md §2)."""
    named = {h.kind for h in directory.municipality.hubs}
    hubs = named or _by_rule(directory, groups, placing)
    first: dict[int, NodeId] = {}
    for group in groups:
        if group.id in hubs:
            first.setdefault(group.band, group.id)
    return [
        replace(g, hub=True, framed=g.framed or len(g.bodies) in _FEW) if g.id == first.get(g.band) else g
        for g in groups
    ]


def _by_rule(directory: Directory, groups: list[Group], placing: Collection[Relation]) -> set[NodeId]:
    links = Counter(directory.kind_of(e) for r in placing for e in (r.start, r.end))
    hubs = set()
    for band in sorted({g.band for g in groups}):
        counts = sorted((links[g.id], g.id) for g in groups if g.band == band)
        most = max(n for n, _ in counts)
        median = (counts[(len(counts) - 1) // 2][0] + counts[len(counts) // 2][0]) / 2
        if most >= _HUB_LEAST and most >= _HUB_TIMES * median:
            hubs.add(min(i for n, i in counts if n == most))
    return hubs


def _fit(
    groups: tuple[Group, ...], placing: Collection[Relation], opened: tuple[NodeId, ...]
) -> tuple[list[Group], int]:
    """At most MAX_BOXES boxes, and how many bodies and kinds that takes away.

    What was asked to open stays open while it fits by itself: the rest gives way, those with fewest relations first.
    """
    kept = {g.id: g for g in groups}
    lost = 0
    for last in reversed(opened):
        if last in kept and sum(g.size for g in kept.values() if g.opened) > MAX_BOXES:
            lost += len(kept[last].bodies)
            kept[last] = replace(kept[last], framed=False, opened=False)
    owner = {b: g.id for g in groups if g.opened for b in g.bodies}
    links = Counter(owner.get(e, e) for r in placing for e in (r.start, r.end))
    for group in groups:
        if group.framed and not group.opened and _boxes(kept) > MAX_BOXES:
            kept[group.id] = replace(group, framed=False)
    for group in sorted(kept.values(), key=lambda g: (g.opened, g.hub, links[g.id], g.id)):
        if _boxes(kept) <= MAX_BOXES:
            break
        lost += kept.pop(group.id).size
    return list(kept.values()), lost


def _boxes(kept: Mapping[NodeId, Group]) -> int:
    return sum(g.size for g in kept.values())
