"""One view of the network as values: what it shows, where it stands, and which relations each line carries."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from threading import Lock

from graph.directory import Directory
from graph.model import NodeId, SetCode
from visualizations.answered import answered, rows
from visualizations.around import around
from visualizations.bar import bar, fits_bar
from visualizations.content import Content, content
from visualizations.geometry import Drawing, drawing
from visualizations.lines import joined
from visualizations.marks import look
from visualizations.options import BASES, Options
from visualizations.places import Grid, grid
from visualizations.planned import planned
from visualizations.routes import ways
from visualizations.values import Box, NetworkView, Relation, Strand

# each with the `made` of its Directory, which tells one Directory from another and, emptied, holds nothing of it
_KEPT: OrderedDict[tuple[SetCode, Options], tuple[object, NetworkView]] = OrderedDict()
_KEEP = 32
_LOCK = Lock()
_CONTENTS: Mapping[str, Callable[[Directory, Options], Content]] = {
    "overview": content, "area": content, "around": around, "plan": planned, "case": answered,
}  # fmt: skip


def kept_network(directory: Directory, options: Options) -> NetworkView:
    """`network`, remembered for this Directory; another choice of box moves nothing and is not made anew."""
    case = options.case.unworded() if options.case else None  # no word of a question is kept
    key = (directory.municipality.code, replace(options, select="", case=case))
    with _LOCK:
        made, view = _KEPT.get(key, (None, None))
    if view is None or made is not directory.made:
        view = network(directory, key[1])
    with _LOCK:
        for old in [k for k, (other, _) in _KEPT.items() if k[0] == key[0] and other is not directory.made]:
            del _KEPT[old]  # of an older version
        _KEPT[key] = (directory.made, view)
        _KEPT.move_to_end(key)
        while len(_KEPT) > _KEEP:
            _KEPT.popitem(last=False)
    return replace(view, select=_select(view.boxes, directory, options.select))


def network(directory: Directory, options: Options) -> NetworkView:
    """The view that the options ask for. Pure: the same Directory and options give the same values, to the byte."""
    shown = _CONTENTS[options.view](directory, options)
    if options.view == "around" and fits_bar(shown, options.around):
        drawn = bar(directory, shown, options.around)
    elif options.view == "case":
        drawn = _routed(directory, shown, rows(shown))
    else:
        drawn = _routed(directory, shown, grid(shown, [name for name, _ in directory.municipality.fields]))
    return _view(directory, options, shown, drawn)


def _routed(directory: Directory, shown: Content, places: Grid) -> Drawing:
    """The ways of all relations, so that a filter hides lines and moves nothing."""
    routed = ways(shown, places)
    drawn = drawing(directory, shown, places, routed)
    ids = {r.id for r in shown.shown}
    kept = [
        (replace(line, relations=tuple(i for i in line.relations if i in ids)), way.bundle)
        for line, way in zip(drawn.lines, routed, strict=True)
        if not ids.isdisjoint(line.relations)
    ]
    return replace(drawn, lines=joined(kept))


def _view(directory: Directory, options: Options, shown: Content, drawn: Drawing) -> NetworkView:
    between = [r for r in shown.placing if r.basis not in options.basis and r.family in shown.chosen]
    hidden = Counter(r.basis for r in between)
    return NetworkView(
        view=options.view,
        title=_title(directory, options),
        centre=options.around,
        area=options.area,
        plan=options.plan,
        select=_select(drawn.boxes, directory, options.select),
        lanes=drawn.lanes,
        boxes=drawn.boxes,
        relations=_in_order(shown, drawn.boxes),
        lines=drawn.lines,
        strands=_strands(options, shown),
        bases=options.basis,
        hidden_bases=tuple((b, hidden[b]) for b in BASES if hidden[b]),
        hubs=_hubs(shown),
        frame=drawn.frame,
        left_out=shown.left_out,
        left_out_relations=shown.left_out_relations,
        inside=shown.inside,
        involved=tuple(shown.involved.items()),
        shared=shown.shared,
        subject=options.case.subject if options.case else "",
    )


def _title(directory: Directory, options: Options) -> str:
    if options.view == "around":
        return f"{directory.label(options.around)}のまわり"
    if options.view == "plan":
        return f"{directory.label(options.plan)}の中の機関"
    if options.case is not None:
        return f"{options.case.subject or '答え'}の連絡先とつながり"
    where = directory.label(options.area) if options.area else "全区"
    return f"{where}の相談・支援のつながり"


def _select(boxes: Sequence[Box], directory: Directory, words: str) -> NodeId:
    """The box or opened body chosen; for a body that has none, its kind's box; "" when neither is in the picture."""
    seen = {b.id for b in boxes} | {m.id for b in boxes if b.opened for m in b.members}
    if words in seen or words not in directory.nodes:
        return words if words in seen else ""
    kind = directory.kind_of(words)
    return kind if kind in seen else ""


def _in_order(shown: Content, boxes: Sequence[Box]) -> tuple[Relation, ...]:
    """Relations as the table lists them: by family, then by the places of their boxes."""
    place = {b.id: i for i, b in enumerate(boxes)}
    owner = shown.owner()
    family = {f.id: i for i, f in enumerate(shown.families)}

    def order(relation: Relation) -> tuple[int, int, int, str, str]:
        start, end = place[owner[relation.start]], place[owner[relation.end]]
        return family.get(relation.family, len(family)), start, end, relation.relation, relation.id

    return tuple(sorted(shown.shown, key=order))


def _strands(options: Options, shown: Content) -> tuple[Strand, ...]:
    """Every family with what it has between the boxes; for one that is off, what it would add (`content`)."""
    total: Mapping[str, int] = Counter(r.family for r in shown.placing if r.basis in options.basis)
    return tuple(
        Strand(
            f.id, f.name, "・".join(f.relations), look(f.id, i), f.arrow, f.shown, f.id in shown.chosen,
            total[f.id] if f.id in total else shown.off.get(f.id, 0),
        )
        for i, f in enumerate(shown.families)
    )  # fmt: skip


def _hubs(shown: Content) -> tuple[tuple[NodeId, int], ...]:
    owner = shown.owner()
    count = Counter(owner[e] for r in shown.shown for e in (r.start, r.end))
    hubs = [(g.id, count[g.id]) for g in shown.groups if g.hub]
    return tuple(sorted(hubs, key=lambda h: (-h[1], h[0])))
