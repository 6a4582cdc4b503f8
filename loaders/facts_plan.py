"""The plan of a municipality as items: pages, register, links, succession. Pure; rows are taken to be checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.model import Item, Node, NodeId, Properties, Provenance, Value, properties
from graph.schema import schema
from loaders.facts import Fact, Facts
from loaders.pages import PageReading, Pages, page_id, page_of
from loaders.rows import Row
from loaders.vocabulary import EDITORIAL

_BY_EDITORS = (Provenance(EDITORIAL, basis="editorial"),)
_MERGED = {"cases": "helps", "services": "corresponds_to"}


@dataclass(frozen=True, slots=True)
class _Noted:
    """What other tables say of a plan item that is kept on the item itself."""

    unassigned: str = ""
    succession_note: str = ""
    remark: str = ""


def plan_facts(facts: Facts) -> Iterator[Fact]:
    """Everything of the plan tables of the own set."""
    read = Pages(facts.chain.own).readings()
    for page in read:
        yield Fact(_page(facts, page), page.row)
    noted = _noted(facts, read)
    for row in facts.chain.own.rows("plan_items"):
        yield from _item(facts, row, noted.get(row["id"], _Noted()))
    yield from _involved(facts)
    yield from _merged(facts)
    for row in facts.chain.own.rows("policy_succession"):
        if row["prior_policy"]:
            ends = (row["late_policy"], row["prior_policy"])
            yield Fact(facts.edge("succeeds", ends, (), facts.said(row)), row)


def _page(facts: Facts, page: PageReading) -> Node:
    row = page.row
    plan = facts.chain.by_id("plans")[row["plan"]]
    return Node(
        page_id(facts.chain.own, row),
        "page",
        f"{plan['name']} 紙面の表{row['table']}",
        facts.code,
        properties(
            file=row["page"],
            table=int(row["table"]),
            plan=row["plan"],
            line_from=int(row["line_from"]),
            line_to=int(row["line_to"]),
            **page.properties,
        ),
        facts.said(row),
    )


def _noted(facts: Facts, read: tuple[PageReading, ...]) -> dict[NodeId, _Noted]:
    own = facts.chain.own
    found: dict[NodeId, _Noted] = defaultdict(_Noted)
    for row in own.rows("initiative_links"):
        if not row["body"]:
            found[row["initiative"]] = replace(found[row["initiative"]], unassigned=row["note"])
    for row in own.rows("policy_succession"):
        if not row["prior_policy"]:
            found[row["late_policy"]] = replace(found[row["late_policy"]], succession_note=row["note"])
    for page in read:
        for policy, remark in page.remarks:
            found[policy] = replace(found[policy], remark=remark)
    return found


def _item(facts: Facts, row: Row, noted: _Noted) -> Iterator[Fact]:
    number = int(row["id"].rsplit("-", 1)[-1])
    page = page_of(facts.chain.own, row)
    where = f"l.{row['line']}"
    said = tuple(replace(p, where=where, note="") for p in facts.said(page)) if page else ()
    values: dict[str, Value | None] = {
        "number": number,
        "page": page_id(facts.chain.own, page) if page else None,
        "line": int(row["line"]),
        "note": row["note"],
        "status": row["status"],
        "unassigned": noted.unassigned,
        "succession_note": noted.succession_note,
        "remark": noted.remark,
    }
    known = schema().node(row["kind"]).properties
    name = row["title"] or f"{schema().node(row['kind']).label}{number}(判読不能)"
    pairs: Properties = properties(**{k: v for k, v in values.items() if k in known})
    yield Fact(Node(row["id"], row["kind"], name, facts.code, pairs, said, until=row["until"]), row)
    yield Fact(facts.edge("part_of", (row["id"], row["parent"]), (), said), row)


def _involved(facts: Facts) -> Iterator[Fact]:
    items = facts.chain.by_id("plan_items")
    for row in facts.chain.own.rows("initiative_links"):
        if not row["body"]:
            continue
        item = items[row["initiative"]]
        page = page_of(facts.chain.own, item)
        of_page = page.many("source") if page else ()
        said = tuple(
            replace(p, where=f"l.{item['line']}") if p.source in of_page else p
            for p in facts.said(row, basis="stated" if row["surface"] else "")
        )
        pairs = properties(role=row["role"], surface=row["surface"], wording=row["wording"])
        yield Fact(facts.edge("involves", (row["initiative"], row["body"]), pairs, said), row)


def _merged(facts: Facts) -> Iterator[Fact]:
    """Edges from lists that the rows of one initiative repeat: one each, known to the editors only (SETTLED 6)."""
    found: dict[str, tuple[Item, Row]] = {}
    for row in facts.chain.own.rows("initiative_links"):
        for column, kind in _MERGED.items():
            for end in row.many(column):
                edge = facts.edge(kind, (row["initiative"], end), (), _BY_EDITORS)
                found.setdefault(edge.id, (edge, row))
    yield from (Fact(item, row) for item, row in found.values())
