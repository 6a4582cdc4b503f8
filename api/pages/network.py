"""ネットワーク図 `/network`: the picture, its sentence and its table, all from one view; and the picture as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from markupsafe import Markup

from api.deps import DirectoryDep, NowDep
from api.pages.frame import links_of, respond
from api.pages.links import Link, Links
from api.pages.network_file import network_file
from api.pages.network_here import Here
from api.pages.network_values import NetworkPage, Said
from api.pictured import picture_options
from graph.directory import Directory
from graph.model import NodeId
from visualizations.corner import free_corner
from visualizations.marks import glyph_path
from visualizations.network import island, vis_network_file, vis_network_licence
from visualizations.options import Options
from visualizations.overview import kept_network
from visualizations.selection import owners
from visualizations.svg import svg_file, svg_inline
from visualizations.values import NetworkView
from visualizations.words import chosen, hidden, seen, summary

router = APIRouter(include_in_schema=False)
_SVG = "image/svg+xml"


@router.get("/network", response_class=HTMLResponse)
def show_network(request: Request, directory: DirectoryDep, now: NowDep) -> Response:
    """The page. A plain function: the first one makes the layout, some 100 ms."""
    options = _options(request, directory, now)
    page = network_page(directory, links_of(request), options)
    return respond(request, "network.html", page, title="ネットワーク図", nav="network", directory=directory)


@router.get("/network.svg")
def network_svg(request: Request, directory: DirectoryDep, now: NowDep) -> Response:
    """The picture as a file of its own."""
    text = svg_file(directory, kept_network(directory, _options(request, directory, now)))
    return Response(text, media_type=_SVG, headers={"Content-Disposition": 'inline; filename="network.svg"'})


@router.get("/network.html")
def network_html(request: Request, directory: DirectoryDep, now: NowDep) -> Response:
    """The picture and its table as one file that opens without a network."""
    options = _options(request, directory, now)
    text = network_file(directory, page_alone(directory, options))
    return Response(
        text, media_type="text/html", headers={"Content-Disposition": 'attachment; filename="network.html"'}
    )


@router.get("/static/vis-network.min.js")
async def vis_network() -> Response:
    """The part that moves the picture, as the installed pyvis brings it."""
    return FileResponse(vis_network_file(), media_type="text/javascript", headers={"Cache-Control": "max-age=86400"})


def _options(request: Request, directory: Directory, now: datetime) -> Options:
    return picture_options(directory, parse_qs(request.url.query, keep_blank_values=True), now)


def network_page(directory: Directory, links: Links, options: Options) -> NetworkPage:
    """The page of these options."""
    view = kept_network(directory, options)
    here = Here(directory, links, replace(options, select=view.select), view)
    return _page(directory, here, options, {i: here.said(i) for i in owners(view)})


def page_alone(directory: Directory, options: Options) -> NetworkPage:
    """The same without a server behind it: nothing that a choice says leads to another page."""
    view = kept_network(directory, options)
    here = Here(directory, Links(), replace(options, select=view.select), view)
    return _page(directory, here, options, {i: Said(chosen(view, i), ()) for i in owners(view)})


def _page(directory: Directory, here: Here, options: Options, said: Mapping[NodeId, Said]) -> NetworkPage:
    view = here.view
    return NetworkPage(
        title=view.title,
        about=summary(view),
        tabs=here.tabs(),
        form=here.form(),
        back=here.back(),
        select=view.select,
        missing=here.missing(options.select),
        whole=seen(directory, view),
        said=said[view.select] if view.select else None,
        hidden=tuple(Link(words, here.shown(name, value)) for words, name, value in hidden(view)),
        svg=Markup(svg_inline(view)),
        island=Markup(island(view, {i: _plain(s) for i, s in said.items()})),
        fields=_fields(directory, view),
        corner=free_corner(view),
        table=here.table(),
        svg_href=here.to("/network.svg"),
        html_href=here.to("/network.html"),
        address=here.to(),
        unselected=here.to(select=""),
        licence=vis_network_licence(),
    )


def _plain(said: Said) -> Mapping[str, object]:
    links = [{"label": link.label, "href": link.href} for link in said.links]
    return {"lead": said.why.lead, "text": said.why.text, "links": links}


def _fields(directory: Directory, view: NetworkView) -> tuple[tuple[str, str], ...]:
    seen_fields = {b.field for b in view.boxes}
    return tuple((name, glyph_path(glyph)) for name, glyph in directory.municipality.fields if name in seen_fields)
