"""このデータについて: the marks, how sure each table is, how fresh, what is missing, sources, licences, versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import DirectoryDep, NowDep, StoreDep
from api.pages.dates import day
from api.pages.frame import links_of, respond
from api.pages.links import Link, Links
from api.pages.marks import Mark, recheck_mark, recheck_year
from api.pages.sources import web_address
from graph.directory import Directory
from graph.disclosure import hides_place
from graph.finding.contact import needs_recheck
from graph.model import ChangeSet, Item, Node, NodeId, Version
from graph.schema import schema
from graph.steps import basis

router = APIRouter()
SHOWN_SOURCES = 8
SHOWN_VERSIONS = 10
FIRST_ROLES = ("通告先", "一義的相談窓口", "専門相談")
_SOURCE_TYPES = {
    "official": "公的", "law": "法令", "press": "報道", "blog": "個人・民間", "open-data": "オープンデータ",
    "plan": "計画", "editorial": "編集",
}  # fmt: skip
_TABLES = (
    ("機関", "organisation"), ("機関の種別", "organisation_kind"), ("相談の種別", "case_type"),
    ("受ける相談", "handles"), ("機関の関係", "refers_to"), ("事業", "service"), ("取組みと機関", "involves"),
    ("区域", "area"), ("町・駅", "place"),
)  # fmt: skip
_UNSURE = "未確認"


@dataclass(frozen=True, slots=True)
class MarkMeaning:
    """A mark and what it means."""

    mark: Mark
    meaning: str


@dataclass(frozen=True, slots=True)
class Reliability:
    """How the rows of a table are known."""

    table: str
    rows: int
    stated: int
    inferred: int
    editorial: int
    percent: int


@dataclass(frozen=True, slots=True)
class Freshness:
    """How many bodies have information of these years; `bar` is 0–210."""

    years: str
    count: int
    bar: int
    style: str  # "", old or none
    recheck: Mark | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the data does not hold."""

    sentence: str
    items: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with publisher, date, sort and licence."""

    anchor: str
    title: Link
    publisher: str
    published: str
    type: str
    licence: str
    url: str
    facts: str  # what rests on it


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A change of the graph."""

    version: int
    at: str
    why: str
    changes: int


@dataclass(frozen=True, slots=True)
class AboutPage:
    """Everything the page shows."""

    verified: int
    bodies: int
    marks: tuple[MarkMeaning, ...]
    hidden: tuple[Link, ...]
    reliability: tuple[Reliability, ...]
    freshness: tuple[Freshness, ...]
    recheck: int
    gaps: tuple[Gap, ...]
    sources: tuple[SourceRow, ...]
    more_sources: tuple[SourceRow, ...]
    source_count: int
    licensed: tuple[SourceRow, ...]
    unsure_licences: int
    versions: tuple[VersionRow, ...]


@router.get("/about", response_class=HTMLResponse)
def show_about(request: Request, directory: DirectoryDep, store: StoreDep, now: NowDep) -> HTMLResponse:
    """What the data is, and is not."""
    history = store.history(before=None, limit=SHOWN_VERSIONS)
    page = about_page(directory, links_of(request), now.date(), history)
    return respond(request, "about.html", page, title="このデータについて", nav="about", directory=directory)


def about_page(
    directory: Directory, links: Links, today: date, history: Iterable[tuple[Version, ChangeSet]]
) -> AboutPage:
    """The page over this Directory."""
    bodies = directory.of("organisation")
    ranked = _sources(directory, links)
    return AboutPage(
        verified=sum(bool(b.verified_on) for b in bodies),
        bodies=len(bodies),
        marks=_marks(today),
        hidden=tuple(Link(b.name, links.node(b.id)) for b in bodies if hides_place(b)),
        reliability=tuple(_reliability(label, _rows(directory, kind)) for label, kind in _TABLES),
        freshness=_freshness(bodies, today),
        recheck=sum(needs_recheck(b, today.year) for b in bodies),
        gaps=_gaps(directory, links),
        sources=ranked[:SHOWN_SOURCES],
        more_sources=ranked[SHOWN_SOURCES:],
        source_count=len(ranked),
        licensed=tuple(s for s in ranked if _UNSURE not in s.licence),
        unsure_licences=sum(_UNSURE in s.licence for s in ranked),
        versions=tuple(VersionRow(v, day(c.at[:10]), c.why, len(c.changes)) for v, c in history),
    )


def _marks(today: date) -> tuple[MarkMeaning, ...]:
    styles = {"stated": "st", "inferred": "inf", "editorial": "ed"}
    known = [
        MarkMeaning(Mark(label, styles[b]), f"{schema().basis_meanings[b]}。") for b, label in schema().bases.items()
    ]
    old = f"情報の日付がない、または{recheck_year(today)}年より前。電話で確かめたら消える。"
    return (*known, MarkMeaning(Mark("要再確認", "chk"), old), MarkMeaning(Mark("24時間", "24"), "いつでも出る電話。"))


def _rows(directory: Directory, kind: str) -> list[Item]:
    if kind in schema().nodes:
        return list(directory.of(kind))
    return [e for e in directory.edges.values() if e.kind == kind]


def _reliability(label: str, rows: list[Item]) -> Reliability:
    count = Counter(basis(r) for r in rows)
    percent = round(100 * count["stated"] / len(rows)) if rows else 0
    return Reliability(label, len(rows), count["stated"], count["inferred"], count["editorial"], percent)


def _freshness(bodies: tuple[Node, ...], today: date) -> tuple[Freshness, ...]:
    """The bodies by the year of their information; the years before the first fresh one in two steps."""
    fresh = recheck_year(today)
    steps = (
        (f"{fresh}年以後", ""),
        (f"{fresh - 3}~{fresh - 1}年", "old"),
        (f"{fresh - 4}年以前", "old"),
        ("日付なし", "none"),
    )
    count: Counter[str] = Counter()
    for body in bodies:
        said = body.provenance[0].as_of if body.provenance else ""
        year = int(said[:4]) if said else 0
        at = 3 if not said else 0 if year >= fresh else 1 if year >= fresh - 3 else 2
        count[steps[at][0]] += 1
    most = max(count.values(), default=1)
    return tuple(
        Freshness(years, count[years], round(210 * count[years] / most), style, recheck_mark(today) if style else None)
        for years, style in steps
    )


def _gaps(directory: Directory, links: Links) -> tuple[Gap, ...]:
    """What is known to be missing, with the nodes it is missing at."""
    lacks: dict[NodeId, list[NodeId]] = {}
    for area in directory.of("area"):
        for edge in directory.out(area.id, "lacks"):
            lacks.setdefault(edge.end, []).append(area.id)
    found = [
        Gap(
            f"{directory.label(kind)}が資料に見つからない、または計画中の区域: {len(areas)}",
            _links(directory, links, areas),
        )
        for kind, areas in lacks.items()
    ]
    items = [n for kind in ("initiative", "part") for n in directory.of(kind)]
    illegible = [p.id for p in directory.of("policy") if p.get("status") == "illegible"]
    nobody = [n.id for n in items if n.text("unassigned")]
    silent = _silent(directory)
    if illegible:
        found.append(Gap(f"紙面が読めない重点政策: {len(illegible)}", _links(directory, links, illegible)))
    if nobody:
        found.append(Gap(f"担い手が読めない取組み・細目: {len(nobody)}", _links(directory, links, nobody)))
    if silent:
        found.append(Gap(f"最初の窓口なのに電話番号がない機関: {len(silent)}", _links(directory, links, silent)))
    return tuple(found)


def _silent(directory: Directory) -> list[NodeId]:
    """Open bodies that stand in an order of first contact and have no number."""
    return [
        b.id
        for b in directory.of("organisation")
        if not b.text("phone")
        and b.get("status") == "open"
        and any(e.get("first") is not None for e in directory.out(b.id, "handles"))
    ]


def _links(directory: Directory, links: Links, ids: Iterable[NodeId]) -> tuple[Link, ...]:
    return tuple(Link(directory.label(i), links.node(i)) for i in ids)


def _sources(directory: Directory, links: Links) -> tuple[SourceRow, ...]:
    """The sources, those with most facts first."""
    used: Counter[NodeId] = Counter()
    items: tuple[Item, ...] = (*directory.nodes.values(), *directory.edges.values())
    for item in items:
        used.update(p.source for p in item.provenance)
    ranked = sorted(directory.of("source"), key=lambda s: (-used[s.id], s.id))
    return tuple(_source(links, s) for s in ranked)


def _source(links: Links, source: Node) -> SourceRow:
    return SourceRow(
        source.id.replace(":", "-"),
        Link(source.name.strip("〔〕"), links.node(source.id)),
        source.text("publisher"),
        day(source.text("published")),
        _SOURCE_TYPES.get(source.text("type"), source.text("type")),
        source.text("licence"),
        web_address(source.text("url")),
        links.to("/reports/source", id=source.id),
    )
