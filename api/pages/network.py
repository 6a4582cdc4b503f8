"""ネットワーク図 `/network`: the picture, its sentence and its table, all from one view; and the picture as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from markupsafe import Markup

from api.deps import DirectoryDep
from api.pages.frame import links_of, respond
from api.pages.links import Link, Links
from api.pages.marks import Mark, basis_mark
from graph.directory import Directory
from graph.model import NodeId
from graph.schema import schema
from visualizations.marks import glyph_path
from visualizations.network import island, vis_network_file, vis_network_licence
from visualizations.options import BASES, NOTHING, Options, areas, parameters, read_options
from visualizations.overview import kept_network
from visualizations.selection import lit, owners
from visualizations.svg import svg_file, svg_inline
from visualizations.values import NetworkView, Relation, Strand
from visualizations.words import Why, chosen, hidden, seen, summary

router = APIRouter(include_in_schema=False)
_SVG = "image/svg+xml"
_SEVERAL = 2
_NAMES = 600  # of bodies offered to choose from


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A box of the filter row."""

    value: str
    label: str
    on: bool
    strand: Strand | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence of a choice, with where it leads."""

    why: Why
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One relation of the table. `hidden` while another box is chosen."""

    relation: Relation
    start: Link
    end: Link
    strand: Strand
    mark: Mark
    hidden: bool


@dataclass(frozen=True, slots=True)
class Form:
    """The row of filters. `around` is the name in its field, None where there is no such field."""

    kept: tuple[tuple[str, str], ...]  # sent along unseen
    nothing: str
    rel: tuple[Choice, ...]
    basis: tuple[Choice, ...]
    around: str | None
    names: tuple[str, ...]  # offered for it
    areas: tuple[Choice, ...]
    select: str
    boxes: tuple[str, ...]  # names offered for it


@dataclass(frozen=True, slots=True)
class Table:
    """The same as the picture. `count` relations are of the box that is chosen."""

    pairs: int
    rows: tuple[Row, ...]
    count: int


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """Everything `/network` shows."""

    title: str
    about: str
    tabs: tuple[Tab, ...]
    form: Form
    select: NodeId
    missing: str  # what was to be chosen and is not in the picture
    whole: Why
    said: Said | None
    hidden: tuple[Link, ...]  # what a filter hides, and where it is shown again
    svg: Markup
    island: Markup
    fields: tuple[tuple[str, str], ...]
    table: Table
    svg_href: str
    address: str
    unselected: str
    licence: str


@router.get("/network", response_class=HTMLResponse)
def show_network(request: Request, directory: DirectoryDep) -> Response:
    """The page. A plain function: the first one makes the layout, some 60 ms."""
    options = _options(request, directory)
    page = network_page(directory, links_of(request), options)
    return respond(request, "network.html", page, title="ネットワーク図", nav="network", directory=directory)


@router.get("/network.svg")
def network_svg(request: Request, directory: DirectoryDep) -> Response:
    """The picture as a file of its own."""
    text = svg_file(directory, kept_network(directory, _options(request, directory)))
    return Response(text, media_type=_SVG, headers={"Content-Disposition": 'inline; filename="network.svg"'})


@router.get("/static/vis-network.min.js")
async def vis_network() -> Response:
    """The part that moves the picture, as the installed pyvis brings it."""
    return FileResponse(vis_network_file(), media_type="text/javascript", headers={"Cache-Control": "max-age=86400"})


def _options(request: Request, directory: Directory) -> Options:
    return read_options(directory, parse_qs(request.url.query, keep_blank_values=True))


def network_page(directory: Directory, links: Links, options: Options) -> NetworkPage:
    """The page of these options."""
    view = kept_network(directory, options)
    here = _Here(directory, links, replace(options, select=view.select), view)
    said = {i: here.said(i) for i in owners(view)}
    return NetworkPage(
        title=view.title,
        about=summary(view),
        tabs=here.tabs(),
        form=here.form(),
        select=view.select,
        missing=here.missing(options.select),
        whole=seen(directory, view),
        said=said[view.select] if view.select else None,
        hidden=tuple(Link(words, here.shown(name, value)) for words, name, value in hidden(view)),
        svg=Markup(svg_inline(view)),
        island=Markup(island(view, {i: _plain(s) for i, s in said.items()})),
        fields=_fields(directory, view),
        table=here.table(),
        svg_href=here.to("/network.svg"),
        address=here.to(),
        unselected=here.to(select=""),
        licence=vis_network_licence(),
    )


@dataclass(frozen=True, slots=True)
class _Here:
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
        """The ways to look that exist."""
        options = replace(self.options, view="overview", around="", area="", open=())
        centre = self.options.around or self.options.select or (self.view.hubs[0][0] if self.view.hubs else "")
        ways = [("全区(種別ごと)", "overview", options)]
        if centre:
            ways.append(("1つの機関のまわり", "around", replace(options, view="around", around=centre, select="")))
        found = areas(self.directory)
        if found:
            area = self.options.area or found[0].id
            ways.append(("1つの地域", "area", replace(options, view="area", area=area)))
        return tuple(
            Tab(label, self.links.to("/network", **parameters(self.directory, o)), view == self.options.view)
            for label, view, o in ways
        )

    def form(self) -> Form:
        """The filters as they are set."""
        options = self.options
        kept = {"view": options.view, "open": ",".join(options.open), "set": self.links.set}
        around = options.view == "around"
        return Form(
            kept=tuple((k, v) for k, v in kept.items() if v),
            nothing=NOTHING,
            rel=self.families(),
            basis=tuple(Choice(b, schema().bases[b], b in options.basis) for b in BASES),
            around=self.label(options.around) if around else None,
            names=_names(self.directory) if around else (),
            areas=tuple(Choice(a.id, a.name, a.id == options.area) for a in areas(self.directory) if options.area),
            select=self.label(options.select),
            boxes=tuple(dict.fromkeys(self.label(i) for i in owners(self.view))),
        )

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
        if box is None or box.count < _SEVERAL or self.view.view == "around":
            return
        opened = {*self.options.open} ^ {node_id}
        options = replace(self.options, open=tuple(sorted(opened)), select=node_id)
        words = "まとめて見る" if node_id in self.options.open else "機関ごとに開く"
        yield Link(words, self.links.to("/network", **parameters(self.directory, options)))

    def row(self, relation: Relation, off: bool) -> Row:
        """A relation as the table shows it: with the names it was written with, or those it was read for."""
        around = self.view.view == "around"
        names = [
            self.label(box) if around else said
            for box, said in ((relation.start, relation.from_label), (relation.end, relation.to_label))
        ]
        strand = next(s for s in self.view.strands if s.id == relation.family)
        reason = relation.note if relation.basis == "inferred" else ""
        start, end = (Link(n, self.to(select=b)) for n, b in zip(names, (relation.start, relation.end), strict=True))
        return Row(relation, start, end, strand, basis_mark(relation.basis, reason), off)


def _plain(said: Said) -> Mapping[str, object]:
    links = [{"label": link.label, "href": link.href} for link in said.links]
    return {"lead": said.why.lead, "text": said.why.text, "links": links}


def _names(directory: Directory) -> tuple[str, ...]:
    nodes = (*directory.of("organisation_kind"), *directory.of("organisation"))
    return tuple(dict.fromkeys(n.name for n in nodes))[:_NAMES]


def _fields(directory: Directory, view: NetworkView) -> tuple[tuple[str, str], ...]:
    seen_fields = {b.field for b in view.boxes}
    return tuple((name, glyph_path(glyph)) for name, glyph in directory.municipality.fields if name in seen_fields)
