"""The small municipality with hostile text in every property that takes free text, and one node of every other kind."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Edge, Item, Node, Properties, Provenance, Value
from graph.schema import schema
from tests.exampleku import ITEMS, edge, node

MARK = "hostile"
TEXT = (
    f"<script class={MARK}>1</script><img src=x class={MARK} onerror=1>\"'><svg class={MARK} onload=1>"
    f"</title></textarea></style><!--{{{{7*7}}}}{{% raw %}}${{7}}<a class={MARK} href=javascript:1 onclick=1>&lt&#60;"
)
LONG = (TEXT + "長" * 4_000)[:4_000]
URL = f"javascript:alert(1)//\"onfocus='1'<b class={MARK}>"
_KEPT = frozenset({"code", "folder", "builds_on"})  # what the sets are told apart by
_MORE: tuple[Item, ...] = (
    node("plan:exampleku-late", "plan", "計画", period_from="2020-04-01", period_to="2025-03-31"),
    node(
        "page:exampleku-late-1", "page", "紙面", file="x", table=1, plan="plan:exampleku-late", line_from=1, line_to=9,
        title="x", announced_policies=2, illegible=('{"line":1,"text":"' + TEXT.replace('"', "'") + '"}',),
    ),
    node("policy:exampleku-late-1", "policy", "x", number=1, status="illegible", page="page:exampleku-late-1"),
    node("policy:exampleku-late-2", "policy", "x", number=2, status="read", remark="x", succession_note="x"),
    node("measure:exampleku-late-2-1", "measure", "x", number=1, line=3, note="x", page="page:exampleku-late-1"),
    node("init:exampleku-late-2-1-1", "initiative", "x", number=1, unassigned="x", note="x"),
    node("init:exampleku-late-2-1-1-1", "part", "x", number=1, unassigned="x"),
    node("prog:exampleku-1", "programme", "x", psid="x", contact_name="x", url="x", conditions=("x",), details=("x",)),
    node("phone:0000000000000001", "phone", "03-0000-0003", purpose="x", hours="x"),
    node(
        "urg:abuse", "urgent_rule", "x", case="case:futoko", any_of=("たすけて",), reason="x",
        call=("org:exampleku-kita",), laws=("law:ijime",), decided_by="x", decided_on="2026-01-01",
        example="x", counter_example="x",
    ),
    edge("part_of", "policy:exampleku-late-1", "plan:exampleku-late"),
    edge("part_of", "policy:exampleku-late-2", "plan:exampleku-late"),
    edge("part_of", "measure:exampleku-late-2-1", "policy:exampleku-late-2"),
    edge("part_of", "init:exampleku-late-2-1-1", "measure:exampleku-late-2-1"),
    edge("part_of", "init:exampleku-late-2-1-1-1", "init:exampleku-late-2-1-1"),
    edge("phone_of", "phone:0000000000000001", "org:exampleku-kita"),
    edge("involves", "init:exampleku-late-2-1-1", "org:exampleku-kita", role="実施", surface="x", wording="x"),
    edge("involves", "init:exampleku-late-2-1-1", "kind:madoguchi", role="連携", wording="x", basis="inferred"),
    edge("helps", "init:exampleku-late-2-1-1", "case:futoko", basis="editorial"),
    edge("corresponds_to", "init:exampleku-late-2-1-1", "svc:exampleku-soudan", basis="editorial"),
    edge("lacks", "area:exampleku-kakushi", "kind:madoguchi", status="なし", explanation="x"),
)  # fmt: skip


def hostile_items() -> tuple[Item, ...]:
    """Every item with hostile text wherever the schema takes text; one body has the longest text there may be."""
    return tuple(_hostile(item) for item in (*ITEMS, *_MORE))


def _hostile(item: Item) -> Item:
    text = LONG if item.id == "org:exampleku-kita" else TEXT
    said = tuple(Provenance(p.source, text, p.basis, p.as_of, text) for p in item.provenance)
    if isinstance(item, Node):
        known = schema().node(item.kind).properties
        pairs = [*item.properties, *((k, "x") for k, p in known.items() if p.type == "text" and item.get(k) is None)]
        filled = _filled(pairs, {k: p.type for k, p in known.items()}, text)
        return replace(item, name=text, properties=filled, provenance=said)
    types = {k: p.type for k, p in schema().edge(item.kind).properties.items()}
    pairs = [*item.properties, *((k, "x") for k, t in types.items() if t == "text" and item.get(k) is None)]
    filled = _filled(pairs, types, text)
    return replace(_with_id(item, filled), provenance=said)


def _with_id(item: Edge, pairs: Properties) -> Edge:
    return replace(item, id=schema().id_of(item.kind, item.start, item.end, pairs, item.dataset), properties=pairs)


def _filled(pairs: list[tuple[str, Value]], types: dict[str, str], text: str) -> Properties:
    return tuple(sorted((k, _value(k, v, types[k], text)) for k, v in pairs))


def _value(name: str, value: Value, form: str, text: str) -> Value:
    if name in _KEPT:
        return value
    if name == "url":
        return URL
    if name == "reason":
        return f"{TEXT}。{TEXT}。{TEXT}"
    if name == "any_of":
        return value
    return text if form == "text" else (text,) if form == "list" else value
