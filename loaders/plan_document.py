"""A read plan page as others want it: the `plan` document of the command, and what each table's page node holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graph.errors import Rejection
from loaders.plan import PlanItem, PlanPage, Policy
from loaders.plan_rules import Correction
from loaders.records import canonical

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of pages.csv: the plan that a table of a page belongs to, and the lines it stands on."""

    file: str
    row: int  # the heading counted as 1
    table: int
    plan: str  # the id of the plan
    line_from: int
    line_to: int


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What the `page` node of one table holds. Title and lead are of the whole page; each record is canonical JSON."""

    table: int
    plan: str
    line_from: int
    line_to: int
    title: str
    lead: str
    lead_line: int | None
    announced_policies: int | None
    noise: tuple[str, ...]
    illegible: tuple[str, ...]
    corrections: tuple[str, ...]


def document(page: PlanPage, source: str, plans: Mapping[int, str]) -> dict[str, Json]:
    """The page as plain JSON types. `plans`: table → id of its plan; a table without one is called `table-N`."""
    lead = page.lead
    return {
        "source": source,
        "title": page.title or None,
        "lead": {"line": lead.line, "text": lead.text, "announced_policies": lead.announced} if lead else None,
        "noise_lines": [line.number for line in page.of("noise")],
        "illegible_lines": [line.number for line in page.of("illegible")],
        "policies": [_policy(p, page, plans) for p in page.policies],
        "counts": _counts(page),
        "corrections": [_correction(c) for c in page.corrections],
    }


def plans_of(tables: Iterable[TableRow]) -> dict[int, str]:
    """Table → id of its plan."""
    return {t.table: t.plan for t in tables}


def check_tables(page: PlanPage, tables: tuple[TableRow, ...]) -> tuple[Rejection, ...]:
    """What pages.csv says and the page does not: tables that are not there, policies outside the lines of theirs."""
    read = sorted({p.table for p in page.policies})
    allowed = "、".join(str(t) for t in read)
    found = [
        Rejection(t.file, t.row, "table", str(t.table), allowed, f"この紙面に{t.table}番目の表はありません。")
        for t in tables
        if t.table not in read
    ]
    by_table = {t.table: t for t in tables}
    for policy in page.policies:
        row = by_table.get(policy.table)
        if row and not row.line_from <= policy.line <= row.line_to:
            sentence = f"{policy.line}行の政策{policy.number}は、{row.table}番目の表の行の外にあります。"
            found.append(Rejection(row.file, row.row, "line_from", str(row.line_from), "", sentence))
    return tuple(found)


def page_records(page: PlanPage, tables: tuple[TableRow, ...]) -> tuple[PageRecord, ...]:
    """One record a table, in order. A line goes to the table whose lines hold it, else to the first one."""
    ordered = sorted(tables, key=lambda t: t.table)
    return tuple(_page_record(page, t, ordered) for t in ordered)


def _page_record(page: PlanPage, table: TableRow, ordered: list[TableRow]) -> PageRecord:
    def mine(line: int) -> bool:
        return next((t for t in ordered if t.line_from <= line <= t.line_to), ordered[0]) is table

    lead = page.lead
    return PageRecord(
        table.table,
        table.plan,
        table.line_from,
        table.line_to,
        title=page.title,
        lead=lead.text if lead else "",
        lead_line=lead.line if lead else None,
        announced_policies=lead.announced if lead else None,
        noise=tuple(canonical({"line": n.number, "text": n.text}) for n in page.of("noise") if mine(n.number)),
        illegible=tuple(canonical({"line": n.number, "text": n.text}) for n in page.of("illegible") if mine(n.number)),
        corrections=tuple(canonical(_correction(c)) for c in page.corrections if mine(c.line)),
    )


def _correction(correction: Correction) -> dict[str, Json]:
    read = " ".join(correction.read.split())
    return {"line": correction.line, "read": read, "as": correction.becomes, "reason": correction.reason}


def _policy(policy: Policy, page: PlanPage, plans: Mapping[int, str]) -> dict[str, Json]:
    plan = plans.get(policy.table, f"table-{policy.table}").removeprefix("plan:")
    out: dict[str, Json] = {
        "id": f"{plan}-{policy.number}",
        "plan": plan,
        "number": policy.number,
        "title": policy.title or None,
        "line": policy.line,
        "status": policy.status,
        "items": [_item(i) for i in policy.items],
    }
    if policy.hole:
        out["note"] = _hole_note(policy, page)
    if policy.remark:
        out["remark"] = policy.remark
    return out


def _item(item: PlanItem) -> dict[str, Json]:
    out: dict[str, Json] = {
        "number": item.number,
        "title": item.title,
        "line": item.line,
        "initiatives": [{"title": i.title, "parts": list(i.parts)} for i in item.initiatives],
    }
    if item.remark:
        out["remark"] = item.remark
    return out


def _hole_note(policy: Policy, page: PlanPage) -> str:
    """Why a policy without a title stands here, in the words of the document (seed/expected.json)."""
    first, last = policy.hole[0], policy.hole[-1]
    where = f"line {first} is" if first == last else f"lines {first}-{last} are"
    *most, end = [str(p.number) for p in page.policies if p.table == policy.table and p.status == "read"]
    prints = f"prints {', '.join(most)} and {end}" if most else f"prints {end}"
    announced = page.lead.announced if page.lead else None
    says = f"the page announces {announced} policies and {prints}" if announced else f"the page {prints}"
    return f"{where} unreadable OCR; {says}"


def _counts(page: PlanPage) -> dict[str, Json]:
    items = [i for p in page.policies for i in p.items]
    initiatives = [i for item in items for i in item.initiatives]
    return {
        "policies": len(page.policies),
        "items": len(items),
        "initiatives": len(initiatives),
        "parts": sum(len(i.parts) for i in initiatives),
    }
