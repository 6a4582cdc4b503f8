"""`/reports/…`: what planners ask, one sentence and the lines behind it; the way to everything else one may ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.pages.choosing import chosen, offered, shown
from api.pages.frame import links_of, respond
from api.pages.linked import Word, told
from api.pages.links import Link, Links
from api.pages.report_tables import SectionView, anchor, sections
from api.pages.scoped import Filters, Looking, LookingDep, Told
from api.pages.scoped import told as told_of
from api.pages.two import Name
from graph.analysis.reports.catalogue import REPORTS, Entry, report
from graph.analysis.reports.values import Report
from graph.errors import UnknownReport
from graph.model import NodeId

router = APIRouter()
TABS: Final = ("gaps", "overlaps", "single-points", "closure", "succession", "reconfirm")
MORE: Final = ("measures", "inferred", "source", "item", "takers")
_ASKED: Final = {
    "closure": ("機関か種別", "機関か種別を選ぶと、なくなったときに何が切れ、だれが残るかが出ます。"),
    "source": ("出典", "出典を選ぶと、それに拠る事実がすべて出ます。"),
    "item": ("重点政策・項目・取組み", "計画の行を選ぶと、かかわる機関と、紙面の語が出ます。"),
    "takers": ("相談の種別", "相談の種別を選ぶと、受ける先と、その日に開くかが出ます。"),
}
# the others are of nodes, or of every link whatever its basis
_BY_BASIS: Final = frozenset({"gaps", "overlaps", "single-points", "closure", "succession", "measures", "item"})
_TITLES: Final = {"gaps": "足りないところ", "single-points": "一つしかないところ"}
_WORDS: Final = {
    "closure": "なくなった後の姿は、データから数えたものです。移る先や、実際にどうするかは、決めていません。",
    "overlaps": "重なりは、分担の確認が要るところです。",
    "succession": "対応は紙面の並びからの推定です。",
    "measures": "数は、データにある関係だけから数えました。機関の大切さの順ではありません。",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A report."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class AboutForm:
    """The field for what a report is about; `area` where the report is asked for a place too."""

    label: str
    value: str
    names: tuple[str, ...]
    area: str | None
    unknown: str  # what was typed and is nothing
    examples: tuple[Link, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Result:
    """The report. `lead` is its sentence, `none` the sections without lines."""

    about: Link | None
    lead: tuple[Word, ...]
    contents: tuple[Link, ...]
    words: str
    notes: tuple[str, ...]
    sections: tuple[SectionView, ...]
    none: tuple[str, ...]
    told: tuple[Told, ...]
    picture: str
    table: str
    workbook: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything the page of a report shows; no `result` before it knows what it is about."""

    name: str
    title: str
    tabs: tuple[Tab, ...]
    more: tuple[Tab, ...]
    filters: Filters
    by_basis: bool  # whether the basis changes anything here
    form: AboutForm | None
    result: Result | None


@router.get("/reports")
def to_reports(request: Request) -> Response:
    """The first report."""
    return RedirectResponse(links_of(request).to("/reports/gaps"), status_code=307)


@router.get("/reports/{name}", response_class=HTMLResponse)
def show_report(
    request: Request, looking: LookingDep, name: str, id: Name = "", area: Annotated[str, Query(max_length=100)] = "",
    line: Annotated[str, Query(max_length=200)] = "", open: Annotated[str, Query(max_length=200)] = "",
) -> HTMLResponse:  # fmt: skip
    """A report."""
    if name not in REPORTS:
        raise UnknownReport(name, tuple(REPORTS))
    entry = REPORTS[name]
    about = chosen(looking.directory, id, entry.about) if entry.about else ""
    area = area.strip() if name == "takers" else ""
    result = None
    if about or not entry.about:
        found = report(looking.scope, name, about, area=area)
        result = _result(looking, found, {"id": about, "area": area}, line, open)
    page = ReportPage(
        name=name,
        title=_TITLES.get(name, entry.title),
        tabs=tuple(_tab(looking, n, name) for n in TABS),
        more=(*(_tab(looking, n, name) for n in MORE), *_others(looking)),
        filters=looking.filters(),
        by_basis=name in _BY_BASIS,
        form=_form(looking, entry, id, about, area) if entry.about else None,
        result=result,
    )
    return respond(
        request, "report.html", page, title=f"レポート: {entry.title}", nav="reports", directory=looking.directory
    )


def _tab(looking: Looking, name: str, current: str) -> Tab:
    return Tab(REPORTS[name].title, looking.to(f"/reports/{name}"), name == current)


def _others(looking: Looking) -> tuple[Tab, ...]:
    """The pages beside the reports."""
    known = (("つながりをたどる", "/paths"), ("両方に結びつくもの", "/common"), ("よくある問い", "/questions"))
    return tuple(Tab(label, looking.to(path), False) for label, path in known)


def _form(looking: Looking, entry: Entry, typed: str, about: NodeId, area: str) -> AboutForm:
    label, words = _ASKED[entry.name]
    example = entry.example if entry.example in looking.directory.nodes else ""
    return AboutForm(
        label,
        shown(looking.directory, about) if about else typed,
        offered(looking.directory, entry.about),
        area if entry.name == "takers" else None,
        typed.strip() if typed.strip() and not about else "",
        (Link(looking.directory.label(example), looking.to(f"/reports/{entry.name}", id=example)),) if example else (),
        words,
    )


def _result(looking: Looking, found: Report, address: dict[str, str], line: str, whole: str) -> Result:
    views = sections(looking, found, address, line, whole)
    places = {v.title: f"#{v.anchor}" for v in views}
    about = found.about
    body = about is not None and looking.directory.nodes[about.id].kind in ("organisation", "organisation_kind")
    api = f"/api/reports/{found.name}"
    return Result(
        looking.link(about) if about else None,
        told(found.sentence, places if found.name == "gaps" else {}),
        tuple(Link(f"{s.title}({s.count})", f"#{anchor(s.id)}") for s in found.sections if s.count),
        _WORDS.get(found.name, ""),
        found.notes[1:],
        tuple(views),
        tuple(s.title for s in found.sections if not s.count),
        told_of(looking, found.told),
        looking.links.around(about.id) if about and body else "",
        looking.to(api, **address, format="csv"),
        looking.to(api, **address, format="xlsx"),
    )


def onward(links: Links, node_id: NodeId, kind: str) -> tuple[Link, ...]:
    """What may be asked of a thing, from its own page."""
    found = []
    if kind in ("organisation", "organisation_kind"):
        found.append(Link("なくなったら、何が切れるか", links.to("/reports/closure", id=node_id)))
    if kind in ("policy", "measure", "initiative", "part"):
        found.append(Link("かかわる機関と紙面の語", links.to("/reports/item", id=node_id)))
    if kind == "source":
        return (Link("この出典に拠る事実", links.to("/reports/source", id=node_id)),)
    if kind == "case_type":
        found.append(Link("受ける先と、その日に開くか", links.to("/reports/takers", id=node_id)))
    if kind in REPORTS["closure"].about or found or kind in ("service", "law"):
        found.insert(0, Link("つながりをたどる", links.to("/paths", **{"from": node_id})))
    return tuple(found)
