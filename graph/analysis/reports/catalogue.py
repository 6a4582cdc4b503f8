"""The reports by name: what each is called, what it needs, and how it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from graph.analysis.reports.values import Report
from graph.analysis.scope import Scope
from graph.errors import BadParameter, UnknownItem, UnknownReport
from graph.model import NodeId


@dataclass(frozen=True, slots=True)
class Entry:
    """A report. `about`: the kinds of node whose id it needs, () where it is about everything."""

    name: str
    title: str
    module: str
    function: str
    about: tuple[str, ...] = ()
    example: NodeId = ""


# each is imported when it is asked for: networkx alone takes a tenth of a second
REPORTS: Final[Mapping[str, Entry]] = {
    e.name: e
    for e in (
        Entry("gaps", "足りない", "gaps", "gaps"),
        Entry("overlaps", "重なり", "overlaps", "overlaps"),
        Entry("single-points", "一つしかない", "single_points", "single_points"),
        Entry("closure", "なくなったら", "closure", "closure", ("organisation", "organisation_kind"), "kind:jidokan"),
        Entry("succession", "前期 ↔ 後期", "succession", "succession"),
        Entry("reconfirm", "再確認リスト", "reconfirm", "reconfirm"),
        Entry("source", "この出典に依るもの", "sources", "source", ("source",), "src:sg-tsukoku"),
        Entry("inferred", "推定だけのつながり", "sources", "inferred"),
        Entry("measures", "つなぎ目", "measures", "measures"),
        Entry(
            "item", "取組みの機関と文言", "items", "item", ("policy", "measure", "initiative", "part"), "policy:late-1"
        ),
        Entry("takers", "受ける先", "takers", "takers", ("case_type",), "case:futoko"),
    )
}


def report(scope: Scope, name: str, node_id: NodeId = "", *, area: str = "") -> Report:
    """The report of this name. `node_id` where it needs one, `area` for `takers`.

    UnknownReport; UnknownItem; BadParameter for an id of another kind, or none.
    """
    if name not in REPORTS:
        raise UnknownReport(name, tuple(REPORTS))
    entry = REPORTS[name]
    make = getattr(import_module(f"graph.analysis.reports.{entry.module}"), entry.function)
    if not entry.about:
        found: Report = make(scope)
        return found
    if not node_id:
        raise BadParameter("id", "", f"このレポートには番号が要ります(例 {entry.example})。")
    if node_id not in scope.directory.nodes:
        raise UnknownItem(node_id)
    found = make(scope, node_id, area=area) if name == "takers" else make(scope, node_id)
    return found
