"""Reports on the ward: every number counted anew from the files, every edge and thing that is named exists."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from graph.analysis.reports.catalogue import REPORTS, report
from graph.analysis.scope import Scope
from tests.analysis.conftest import DAY
from tests.analysis.rows import rows

ALL = [(name, entry.example) for name, entry in REPORTS.items()]


@pytest.mark.parametrize(("name", "about"), ALL)
def test_everything_named_exists_and_every_line_leads_somewhere(ward: Scope, name: str, about: str) -> None:
    found = report(ward, name, about)
    assert found.sentence and found.items
    ids = {s.id for s in found.sections}
    for item in found.items:
        assert item.section in ids and item.sentence.endswith("。")
        assert item.subjects or item.edges or "は0です" in item.sentence
        assert all(e in ward.directory.edges for e in item.edges)
        assert all(s.id in ward.directory.nodes and s.label == ward.directory.label(s.id) for s in item.subjects)
        assert len(set(item.edges)) == len(item.edges)
    assert [s.count for s in found.sections] == [len(found.of(s.id)) for s in found.sections]


def there(row: dict[str, str]) -> bool:
    return row["status"] not in ("planned", "closed")


def test_gaps(ward: Scope) -> None:
    found = report(ward, "gaps")
    districts = {r["id"] for r in rows("areas", "setagaya") if r["level"] == "地区"}
    halls = [r for r in rows("organisations") if r["kind"] == "kind:jidokan" and there(r)]
    without = districts - {a for r in halls for a in r["serves"].split(";")}
    assert {i.subjects[0].id for i in found.of("areas-jidokan")} == without
    assert f"児童館のない地区が{len(without)}、" in found.sentence
    links = rows("initiative_links")
    nobody = {r["initiative"] for r in links if not r["body"]} - {r["initiative"] for r in links if r["body"]}
    assert {i.subjects[0].id for i in found.of("unassigned")} == nobody
    assert f"担い手のない取組みが{len(nobody)}、" in found.sentence
    used = {r["kind"] for r in rows("organisations") if there(r)}
    broader = {r["id"]: [b for b in r["broader"].split(";") if b] for r in rows("organisation_kinds")}
    waiting = list(used)
    while waiting:
        above = [b for b in broader[waiting.pop()] if b not in used]
        used.update(above)
        waiting.extend(above)
    assert {i.subjects[0].id for i in found.of("no-body")} == broader.keys() - used
    by_case = defaultdict(set)
    for row in rows("handles"):
        by_case[row["case"]].add(row["basis"])
    assert {i.subjects[0].id for i in found.of("inferred-only")} == {c for c, b in by_case.items() if b == {"inferred"}}
    assert [i.subjects[0].id for i in found.of("hole")] == ["policy:late-1"]


def test_first_windows_without_a_number(ward: Scope) -> None:
    numbers = {r["id"] for r in rows("organisations") if r["phone"]} | {r["body"] for r in rows("phones")}
    away = {r["id"] for r in rows("organisations") if not there(r)}
    first = {r["body"] for r in rows("handles") if r["first"] and r["body"].startswith("org:")}
    found = report(ward, "gaps").of("no-phone")
    assert {i.subjects[0].id for i in found} == first - numbers - away


def test_reconfirm(ward: Scope) -> None:
    every = [(r, r.get("status", "")) for t in ("organisations", "services") for r in rows(t)]
    every = [(r, s) for r, s in every if s not in ("planned", "closed")]
    last = str(int(DAY[:4]) - 2)
    due = [r for r, s in every if not r.get("verified_on") and (r["as_of"][:4] < last or s == "unknown")]
    found = report(ward, "reconfirm")
    assert sorted(i.subjects[0].id for i in found.items) == sorted(r["id"] for r in due)
    numbers = [int(n) for n in re.findall(r"\d+", found.sentence)]
    owners = {r["owner"] for r in due}
    assert numbers == [
        len(every), len(due), sum(not r["as_of"] for r in due), len(owners - {""}), sum(not r["owner"] for r in due), 0
    ]  # fmt: skip


def test_overlaps(ward: Scope) -> None:
    kinds = {r["id"]: r["kind"] for r in rows("organisations")}
    away = {r["id"] for r in rows("organisations") if not there(r)}
    takers = defaultdict(set)
    for row in rows("handles"):
        if row["body"] not in away:
            takers[row["case"]].add(row["body"])
    folded = {case: {kinds[b] if kinds.get(b) in who else b for b in who} for case, who in takers.items()}
    found = report(ward, "overlaps")
    assert {i.subjects[0].id: {s.id for s in i.subjects[1:]} for i in found.of("cases")} == {
        case: who for case, who in folded.items() if len(who) > 1
    }
    for item in found.of("cases"):
        assert f"は{len(folded[item.subjects[0].id])}の機関・種別が受けます" in item.sentence


def test_single_points(ward: Scope) -> None:
    """By force: take each body out and see which case type and role is left with nobody."""
    bodies = [r for r in rows("organisations") if there(r)]
    broader = {r["id"]: [b for b in r["broader"].split(";") if b] for r in rows("organisation_kinds")}

    def kinds(kind: str) -> set[str]:
        return {kind}.union(*(kinds(b) for b in broader[kind]))

    members = defaultdict(set)
    for row in bodies:
        for one in kinds(row["kind"]):
            members[one].add(row["id"])
    by_role: dict[tuple[str, str], set[str]] = defaultdict(set)
    known = {r["id"] for r in bodies} | broader.keys()
    for row in rows("handles"):
        if row["body"] in known:
            by_role[row["case"], row["role"]] |= members.get(row["body"], {row["body"]})
    roles = ("通告先", "一義的相談窓口", "専門相談", "主担当", "サービス提供", "緊急対応")
    expected = {(role, *who, case) for (case, role), who in by_role.items() if len(who) == 1 and role in roles}
    found = report(ward, "single-points")
    assert {
        (dict(i.cells)["受け方"], i.subjects[0].id, s.id) for i in found.items if i.mark == "●" for s in i.subjects[1:]
    } == expected
    assert f"種別は{len({e[1] for e in expected})}で、{len({e[2] for e in expected})}の相談に" in found.sentence


def test_inferred(ward: Scope) -> None:
    found = report(ward, "inferred")
    said = defaultdict(set)
    for row in rows("handles"):
        said[row["body"], row["case"]].add(row["basis"])
    assert {(i.subjects[0].id, i.subjects[1].id) for i in found.of("handles")} == {
        pair for pair, bases in said.items() if bases == {"inferred"}
    }
    links = {(r["initiative"], r["body"]) for r in rows("initiative_links") if r["body"] and r["basis"] == "inferred"}
    links -= {(r["initiative"], r["body"]) for r in rows("initiative_links") if r["basis"] == "stated"}
    assert {(i.subjects[0].id, i.subjects[1].id) for i in found.of("involves")} == links


def test_source(ward: Scope) -> None:
    found = report(ward, "source", "src:sg-tsukoku")
    cited = [r for r in rows("handles") if "src:sg-tsukoku" in r["source"].split(";")]
    assert len(found.of("handles")) == len(cited)
    assert len(found.of("refers_to")) == sum("src:sg-tsukoku" in r["source"].split(";") for r in rows("relations"))
    nodes = sum(not i.edges for i in found.items)
    assert f"ものが{nodes}、つながりが{len(found.items) - nodes}の{len(found.items)}件です" in found.sentence


def test_closure_of_a_kind(ward: Scope) -> None:
    halls = [r for r in rows("organisations") if r["kind"] == "kind:jidokan" and there(r)]
    areas = {a for r in halls for a in r["serves"].split(";")}
    ids = {r["id"] for r in halls} | {"kind:jidokan"}
    relations = [r for r in rows("relations") if {r["from"], r["to"]} & ids]
    found = report(ward, "closure", "kind:jidokan")
    assert {i.subjects[0].id for i in found.of("areas")} == areas
    assert len(found.of("relations")) == len(relations)
    assert f"最後の1つを失う圏域は{len(areas)}、切れる関係は{len(relations)}、" in found.sentence


def test_succession(ward: Scope) -> None:
    pairs = {(r["late_policy"], r["prior_policy"]) for r in rows("policy_succession") if r["prior_policy"]}
    found = report(ward, "succession")
    assert {(i.subjects[0].id, i.subjects[1].id) for i in found.of("pairs")} == pairs
    assert f"重点政策は{len(pairs)}(うち推定{len(pairs)})" in found.sentence
