"""What every page shows around its own matter, and the one way a page is answered.

A page is a frozen dataclass (`page` in the template) and a template that extends base.html; `frame` is made here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, cast

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages.dates import day
from api.pages.emergency import remember
from api.pages.links import Link, Links
from graph.directory import Directory
from graph.finding.kept import kept
from graph.model import Node, SetCode

Entry = Literal["find", "plan", "network", "matrix", "reports", "about", ""]
PRODUCT = "つなぐ"
STATIC = "/static"
_NETWORK = "ネットワーク"


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the menu."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Foot:
    """The data a page was made from."""

    data_version: str
    loaded_on: str
    bodies: int
    verified: int
    feedback: str
    about: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Head and foot. `foot` is None where the graph could not be asked."""

    title: str
    product: str
    tagline: str
    tagline_rest: str  # the end of the tagline, left out on a phone
    home: str
    menu: tuple[MenuItem, ...]
    foot: Foot | None
    onward: tuple[Link, ...] = ()  # what else one may ask of the matter of this page
    static: str = STATIC


@cache
def templates() -> Jinja2Templates:
    """The one template environment: everything is escaped, a misspelt name is an error."""
    folder = Path(__file__).parent.parent / "templates"
    return Jinja2Templates(
        env=Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
    )


def links_of(request: Request) -> Links:
    """Addresses for this request: they keep `set` when the request has it."""
    return Links(request.query_params.get("set", ""))


def known_links(request: Request) -> Links:
    """Addresses for the page of an error: a municipality that never answered is not asked again."""
    asked = links_of(request)
    return asked if asked.set in _seen(request) else Links()


def respond(
    request: Request, template: str, page: object, *, title: str, nav: Entry, directory: Directory,
    onward: tuple[Link, ...] = (),
) -> HTMLResponse:  # fmt: skip
    """The page of this context. `title` never holds words of the question: it would stay in a shared PC's history."""
    remember(request.app, directory)
    frame = frame_of(directory, links_of(request), title=title, nav=nav)
    _seen(request)[directory.municipality.code] = frame
    frame = replace(frame, onward=onward)
    return templates().TemplateResponse(request, template, {"page": page, "frame": frame})


def frame_of(directory: Directory, links: Links, *, title: str, nav: Entry) -> Frame:
    """The frame of a page that was made from this Directory."""
    own = directory.municipality
    tagline = own.product_title.removeprefix(own.product).strip()
    rest = _NETWORK if tagline.endswith(_NETWORK) else ""
    bodies, verified = counts(directory)
    foot = Foot(
        directory.data_version,
        day(directory.loaded_at[:10]),
        bodies,
        verified,
        links.feedback(),
        links.to("/about") + "#sources",
    )
    menu = _menu(links, nav, plan_slug(directory))
    return Frame(title, own.product, tagline.removesuffix(rest), rest, links.to("/"), menu, foot)


@kept
def counts(directory: Directory) -> tuple[int, int]:
    """How many bodies there are, and how many of them a person has verified."""
    bodies = directory.of("organisation")
    return len(bodies), sum(bool(b.verified_on) for b in bodies)


def frame_without(request: Request, *, title: str, graph: bool) -> Frame:
    """The frame of a page made without a Directory: that of the last page of this municipality, if there was one.

    `graph`: whether the graph is there; what the foot says of it holds only then.
    """
    links = known_links(request)
    seen = _seen(request)
    known = seen.get(links.set) or (next(iter(seen.values())) if len(seen) == 1 else None)
    if known is None:
        return Frame(title, PRODUCT, "", "", links.to("/"), _menu(links, "", ""), None)
    menu = tuple(replace(item, current=False) for item in known.menu)
    return replace(known, title=title, menu=menu, foot=known.foot if graph else None)


def _seen(request: Request) -> dict[SetCode, Frame]:
    """The newest frame of each municipality that was asked about."""
    if not hasattr(request.app.state, "frames"):
        request.app.state.frames = {}
    return cast("dict[SetCode, Frame]", request.app.state.frames)


@kept
def plan_slug(directory: Directory) -> str:
    """The plan the menu leads to: the newest with policies; "" where there is none."""
    plans = [p for p in directory.of("plan") if _policies(directory, p)]
    newest = max(plans, key=lambda p: (p.text("period_from"), p.id), default=None)
    return newest.id.removeprefix("plan:") if newest else ""


def _policies(directory: Directory, plan: Node) -> bool:
    return any(directory.nodes[s].kind == "policy" for s in directory.starts(plan.id, "part_of"))


def _menu(links: Links, nav: Entry, plan: str) -> tuple[MenuItem, ...]:
    """Only pages that exist."""
    entries: list[tuple[Entry, str, str]] = [("find", "さがす", links.to("/"))]
    if plan:
        entries.append(("plan", "計画", links.plan(plan)))
    if has_network():
        entries.append(("network", "ネットワーク図", links.to("/network")))
    if plan:
        entries.append(("matrix", "マトリクス", links.to("/matrix", plan=plan)))
    entries.append(("reports", "レポート", links.to("/reports/gaps")))
    entries.append(("about", "このデータについて", links.to("/about")))
    return tuple(MenuItem(label, href, name == nav) for name, label, href in entries)


@cache
def has_network() -> bool:
    """Whether the page of the ネットワーク図 is there. Remove when it always is."""
    return find_spec("api.pages.network") is not None
