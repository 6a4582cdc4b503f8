"""A view of the ネットワーク図 with its address: every link, filter, sentence and row of its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from api.pages.links import Link, Links
from api.pages.marks import basis_mark
from api.pages.network_values import Choice, Form, Row, Said, Tab, Table
from api.pictured import named_by_ids
from graph.directory import Directory
from graph.model import NodeId
from graph.schema import schema
from visualizations.options import BASES, NOTHING, Options, areas, parameters, plans
from visualizations.selection import lit, owners
from visualizations.values import NetworkView, Relation
from visualizations.words import chosen

_SEVERAL = 2
_NAMES = 600  # of bodies offered to choose from


@dataclass(frozen=True, slots=True)
class Here:
    """The view with its address: what a link of the page needs."""

    directory: Directory
    links: Links
    options: Options
    view: NetworkView

    def to(self, path: str = "/network", *, select: NodeId | None = None) -> str:
        """This view, with another choice when it is given."""
        options = self.options if select is None else replace(self.options, select=select)
        return self.links.to(path, **parameters(self.directory, options))

    def shown(self, name: str, value: str) -> str:
        """This view with what the filter `name` hides of `value`."""
        options = self.options
        if name == "rel":
            order = [s.id for s in self.view.strands]
            options = replace(options, rel=tuple(f for f in order if f == value or f in self._shown()))
        else:
            options = replace(options, basis=tuple(b for b in BASES if b == value or b in options.basis))
        return self.links.to("/network", **parameters(self.directory, options))

    def _shown(self) -> frozenset[str]:
        return frozenset(s.id for s in self.view.strands if s.shown)

    def label(self, node_id: NodeId) -> str:
        """The name of a box or opened body as the search knows it."""
        return self.directory.label(node_id)

    def missing(self, asked: str) -> str:
        """What was to be chosen and is not in this picture."""
        return self.label(asked) if asked and not self.view.select else ""

    def tabs(self) -> tuple[Tab, ...]:
        """The ways to look that exist; the picture of an answer while it is open."""
        now = self.options
        plain = replace(now, view="overview", around="", area="", plan="", case=None, open=())
        centre = now.around or now.select or (self.view.hubs[0][0] if self.view.hubs else _first_hub(self.directory))
        ways = [("全区(種別ごと)", plain)]
        if centre:
            ways.append(("1つの機関のまわり", replace(plain, view="around", around=centre, select="")))
        for label, view, found in (("計画の中の機関", "plan", plans), ("1つの地域", "area", areas)):
            known = found(self.directory)
            if known:
                ways.append((label, _with(plain, view, getattr(now, view) or known[0].id)))
        if now.case is not None:
            ways.append(("この答え", now))
        return tuple(
            Tab(label, self.links.to("/network", **parameters(self.directory, o)), o.view == now.view)
            for label, o in ways
        )

    def form(self) -> Form:
        """The filters as they are set."""
        options = self.options
        around = options.view == "around"
        return Form(
            kept=self.kept(),
            nothing=NOTHING,
            rel=self.families(),
            basis=tuple(Choice(b, schema().bases[b], b in options.basis) for b in BASES),
            around=self.label(options.around) if around else None,
            names=_names(self.directory) if around else (),
            areas=tuple(Choice(a.id, a.name, a.id == options.area) for a in areas(self.directory) if options.area),
            plans=tuple(
                Choice(p.id.removeprefix("plan:"), p.name, p.id == options.plan)
                for p in plans(self.directory)
                if options.plan
            ),
            select=self.label(options.select),
            boxes=tuple(dict.fromkeys(self.label(i) for i in owners(self.view))),
        )

    def kept(self) -> tuple[tuple[str, str], ...]:
        """What the form sends along unseen."""
        given = parameters(self.directory, self.options)
        names = ("view", "open", *(("q", "area", "age", "on") if self.options.case else ()))
        kept = {**{n: given[n] for n in names}, "set": self.links.set}
        return tuple((k, v) for k, v in kept.items() if v)

    def back(self) -> Link | None:
        """The answer that the picture is of."""
        case = self.options.case
        if case is None:
            return None
        fields = {"area": case.area, "age": case.age, "on": case.on}
        named = named_by_ids(self.directory, case.q)
        if len(named) == 1 and named[0].kind == "case_type":
            return Link("答えの画面へ", self.links.node(named[0].id, **fields))
        words = " ".join(n.name for n in named) or case.q
        return Link("答えの画面へ", self.links.to("/find", q=words, **fields))

    def table(self) -> Table:
        """Every relation of the view; those that do not touch the choice are hidden."""
        found = lit(self.view, self.view.select) if self.view.select else None
        rows = tuple(self.row(r, found is not None and r.id not in found.relations) for r in self.view.relations)
        pairs = {frozenset((r.start, r.end)) for r in self.view.relations}
        return Table(len(pairs), rows, sum(not r.hidden for r in rows))

    def families(self) -> tuple[Choice, ...]:
        """The filter of lines; a family that is off at first says how many it has."""
        return tuple(
            Choice(s.id, s.words if s.by_default else f"{s.words}({s.total})", s.shown, s)
            for s in self.view.strands
            if s.total or s.by_default
        )

    def said(self, node_id: NodeId) -> Said:
        """What choosing this box says."""
        kind = self.directory.nodes[node_id].kind
        words = "役割カードを開く" if kind == "organisation_kind" else "機関のページを開く"
        links = [Link(words, self.links.node(node_id))]
        if node_id != self.view.centre:
            links.append(Link("まわりを見る", self.links.around(node_id)))
        links.extend(self._opening(node_id))
        return Said(chosen(self.view, node_id), tuple(links))

    def _opening(self, node_id: NodeId) -> Iterator[Link]:
        """A kind with several bodies opens into them, and closes again."""
        box = next((b for b in self.view.boxes if b.id == node_id), None)
        if box is None or box.count < _SEVERAL or self.view.view in ("around", "case"):
            return
        opened = {*self.options.open} ^ {node_id}
        options = replace(self.options, open=tuple(sorted(opened)), select=node_id)
        words = "まとめて見る" if node_id in self.options.open else "機関ごとに開く"
        yield Link(words, self.links.to("/network", **parameters(self.directory, options)))

    def row(self, relation: Relation, off: bool) -> Row:
        """A relation as the table shows it: with the names it was written with, or those it was read for."""
        read = self.view.view in ("around", "case")
        names = [
            self.label(box) if read else said
            for box, said in ((relation.start, relation.from_label), (relation.end, relation.to_label))
        ]
        strand = next(s for s in self.view.strands if s.id == relation.family)
        reason = relation.note if relation.basis == "inferred" else ""
        start, end = (Link(n, self.to(select=b)) for n, b in zip(names, (relation.start, relation.end), strict=True))
        return Row(relation, start, end, strand, basis_mark(relation.basis, reason), off)


def _with(options: Options, view: str, of: NodeId) -> Options:
    return replace(options, view=view, plan=of) if view == "plan" else replace(options, view=view, area=of)


def _first_hub(directory: Directory) -> NodeId:
    return next((h.kind for h in directory.municipality.hubs if h.kind in directory.nodes), "")


def _names(directory: Directory) -> tuple[str, ...]:
    nodes = (*directory.of("organisation_kind"), *directory.of("organisation"))
    return tuple(dict.fromkeys(n.name for n in nodes))[:_NAMES]
