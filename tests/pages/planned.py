"""The small municipality with two plans: 後期 with a hole, a measure and two initiatives, 前期 with one of each."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Item, properties
from tests.exampleku import edge, node

LINES = tuple(f'{{"line":{n},"text":"□"}}' for n in (28, 29))

PLANNED: tuple[Item, ...] = (
    node("plan:l", "plan", "計画後期", period_from="2020-04-01", period_to="2025-03-31"),
    node("plan:p", "plan", "計画前期", period_from="2015-04-01", period_to="2020-03-31"),
    node(
        "page:l-1", "page", "紙面", file="l.txt", table=1, line_from=28, line_to=45, plan="plan:l",
        title="計画後期 重点政策案", illegible=LINES,
    ),
    node("policy:l-1", "policy", "重点政策1(判読不能)", number=1, status="illegible", page="page:l-1", line=28),
    node("policy:l-2", "policy", "支える", number=2, status="read", page="page:l-1", line=39),
    node("measure:l-2-1", "measure", "相談の体制", number=1, page="page:l-1", line=39),
    node("init:l-2-1-1", "initiative", "窓口を強める", number=1, page="page:l-1", line=40),
    node("init:l-2-1-2", "initiative", "集まる日", number=2, page="page:l-1", line=41, unassigned="だれか読めない"),
    node("policy:p-1", "policy", "支え合う", number=1, status="read"),
    node("measure:p-1-1", "measure", "前の体制", number=1),
    node("init:p-1-1-1", "initiative", "前の窓口", number=1),
    *(
        edge("part_of", below, above)
        for below, above in (
            ("policy:l-1", "plan:l"), ("policy:l-2", "plan:l"), ("measure:l-2-1", "policy:l-2"),
            ("init:l-2-1-1", "measure:l-2-1"), ("init:l-2-1-2", "measure:l-2-1"), ("policy:p-1", "plan:p"),
            ("measure:p-1-1", "policy:p-1"), ("init:p-1-1-1", "measure:p-1-1"),
        )
    ),
    edge("involves", "init:l-2-1-1", "kind:madoguchi", role="実施", surface="窓口", wording="題"),
    edge("involves", "init:l-2-1-1", "org:exampleku-kita", role="連携", wording="題", basis="inferred", note="並び"),
    edge("involves", "init:l-2-1-1", "kind:hinanjo", role="連携", wording="題", basis="inferred", note="役から"),
    edge("involves", "init:p-1-1-1", "kind:madoguchi", role="実施", surface="窓口", wording="題"),
    edge("helps", "init:l-2-1-1", "case:futoko", basis="editorial"),
    edge("corresponds_to", "init:l-2-1-1", "svc:exampleku-soudan", basis="editorial"),
    edge("succeeds", "policy:l-2", "policy:p-1", basis="inferred", note="紙面の並び"),
    replace(node("law:other", "law", "例の法律"), properties=properties(article="第2条")),
)  # fmt: skip
