"""The twelve questions of notes/FINDER.md, answered as is right; what is expected is worked out from the files."""

from __future__ import annotations

from graph.analysis.common import common
from graph.analysis.reports.catalogue import report
from graph.analysis.scope import Scope, scope
from graph.directory import Directory
from graph.finding.find import find
from tests.analysis.conftest import DAY
from tests.analysis.rows import rows


def test_1_school_refusal_with_violence_in_tsurumaki(setagaya: Directory) -> None:
    answer = find(setagaya, "弦巻の中学生の不登校+家庭内暴力、どこに連絡?", on=DAY)
    assert {c.label for c in answer.case_types if c.use == "answer"} >= {"不登校", "子どもから家族への暴力"}
    assert [a.id for a in answer.areas] == ["area:chiiki-setagaya"]
    first = [b for b in answer.bodies if b.group == "first"]
    assert first[0].id == "org:kokasen-setagaya"
    assert {"org:setagaya-jidosodanjo"} <= {b.id for b in first}
    assert all(b.why for b in first)


def test_2_a_hall_that_closes_cuts_only_where_it_is_the_last(ward: Scope) -> None:
    halls = [r for r in rows("organisations") if r["kind"] == "kind:jidokan" and r["status"] != "planned"]
    relations = [r for r in rows("relations") if "kind:jidokan" in (r["from"], r["to"])]
    for hall in halls:
        found = report(ward, "closure", hall["id"])
        alone = [
            a for a in hall["serves"].split(";")
            if a and not any(a in h["serves"].split(";") for h in halls if h is not hall)
        ]  # fmt: skip
        assert [i.subjects[0].id for i in found.of("areas") if i.mark == "●"] == alone
        assert len(found.of("kind-relations")) == len(relations)  # none is cut in the graph
        assert not [i for i in found.of("relations") if "kind:jidokan" in {s.id for s in i.subjects}]


def test_3_an_initiative_names_bodies_with_words_or_says_that_there_are_none(ward: Scope) -> None:
    linked = [r for r in rows("initiative_links") if r["initiative"] == "init:prior-1-2-3"]
    assert {r["basis"] for r in linked} == {"inferred"}
    found = report(ward, "item", "init:prior-1-2-3")
    assert (
        f"前期 1-2-3「児童虐待防止対策」にかかわる機関・種別の行は{len(linked)}(うち推定{len(linked)})"
        in found.sentence
    )
    assert "文言なし(推定)" in found.sentence
    assert {i.subjects[0].id for i in found.of("bodies")} == {r["body"] for r in linked}


def test_4_the_second_pillar_of_the_old_plan(ward: Scope) -> None:
    (pair,) = [i for i in report(ward, "succession").of("pairs") if i.subjects[1].id == "policy:prior-2"]
    assert pair.subjects[0].id == "policy:late-3" and pair.basis == "inferred"
    assert "紙面の並び" in dict(pair.cells)["理由"]
    assert report(ward, "succession").of("measures") == ()


def test_5_the_policy_that_cannot_be_read(ward: Scope) -> None:
    found = report(ward, "item", "policy:late-1")
    assert "判読できません(紙面の28行から)" in found.sentence and "28~35行は読めない" in found.sentence


def test_6_unwanted_pregnancy_on_a_sunday(setagaya: Directory) -> None:
    found = report(scope(setagaya, on="2026-11-29"), "takers", "case:yokisenu_ninshin", area="世田谷地域")
    groups = {s: {i.subjects[0].id for i in found.of(s)} for s in ("open", "closed", "unknown")}
    hours = {r["id"]: r["opening_hours"] for r in rows("organisations")}
    hotline = next(r["id"] for r in rows("organisations") if r["name"] == "東京都妊娠相談ほっとライン")
    assert hotline in groups["open"] and "org:kokasen-setagaya" in groups["closed"]
    assert groups["unknown"] and not any(hours.get(i) for i in groups["unknown"])


def test_7_before_the_ward_had_a_child_guidance_centre(setagaya: Directory) -> None:
    found = report(scope(setagaya, on="2019-06-01"), "takers", "case:gyakutai")
    assert "org:setagaya-jidosodanjo" not in {s.id for i in found.items for s in i.subjects[:1]}
    told = {a.item.id: a.sentence for a in found.told}
    assert "2020-04-01から" in told["org:setagaya-jidosodanjo"]
    assert any("データにありません" in n for n in found.notes[1:])


def test_8_links_that_are_inferred_only(ward: Scope) -> None:
    found = report(ward, "inferred")
    assert found.items and all(i.basis == "inferred" and i.edges for i in found.items)
    bases: dict[tuple[str, str], set[str]] = {}
    for row in rows("handles"):
        bases.setdefault((row["body"], row["case"]), set()).add(row["basis"])
    only = {pair for pair, said in bases.items() if said == {"inferred"}}
    assert {(i.subjects[0].id, i.subjects[1].id) for i in found.of("handles")} == only and only


def test_9_what_rests_on_an_outdated_source(ward: Scope) -> None:
    found = report(ward, "source", "src:sg-tsukoku")
    cited = {e.id for e in ward.directory.edges.values() if "src:sg-tsukoku" in {p.source for p in e.provenance}}
    assert {e for i in found.items for e in i.edges} == cited


def test_10_initiatives_of_both_centres(ward: Scope) -> None:
    kinds = {r["id"]: r["kind"] for r in rows("organisations")}
    by_item: dict[str, set[str]] = {}
    for row in rows("initiative_links"):
        by_item.setdefault(row["initiative"], set()).add(kinds.get(row["body"], row["body"]))
    both = {i for i, k in by_item.items() if k >= {"kind:jido-sodanjo", "kind:kodomo-katei-shien-center"}}
    for a, b in (
        ("kind:jido-sodanjo", "kind:kodomo-katei-shien-center"), ("org:setagaya-jidosodanjo", "org:kokasen-setagaya")
    ):  # fmt: skip
        found = common(ward, a, b)
        assert {i.item.id for i in found.items if i.kind in ("initiative", "part")} == both and both
    assert [r.id for r in common(ward, "org:setagaya-jidosodanjo", "org:kokasen-setagaya").with_a] == [
        "kind:jido-sodanjo"
    ]


def test_11_bodies_of_unknown_range_are_shown_and_say_so(setagaya: Directory) -> None:
    serves = {r["id"]: r["serves"] for r in rows("organisations")}
    assert serves["org:tokyo-ikuseien"] == serves["org:fukuinryo"] == ""
    cases = {r["case"] for r in rows("handles") if r["body"] in ("kind:jido-yogo-shisetsu", "org:tokyo-ikuseien")}
    shown = [
        i for case in sorted(cases)
        for i in report(scope(setagaya, on=DAY), "takers", case, area="北沢地域").items
        if i.subjects[0].id in ("org:tokyo-ikuseien", "org:fukuinryo")
    ]  # fmt: skip
    assert shown and all("受け持つ範囲がわかりません" in i.sentence for i in shown)


def test_12_initiatives_without_a_body_and_case_types_without_a_district(ward: Scope) -> None:
    found = report(ward, "gaps")
    links = rows("initiative_links")
    nobody = {r["initiative"] for r in links if not r["body"]} - {r["initiative"] for r in links if r["body"]}
    assert {i.subjects[0].id for i in found.of("unassigned")} == nobody
    cases, districts = len(rows("case_types")), sum(r["level"] == "地区" for r in rows("areas", "setagaya"))
    section = next(s for s in found.sections if s.id == "uncovered")
    assert f"{cases}の相談種別と{districts}の地区の組は{cases * districts}" in section.sentence
    for item in found.of("uncovered"):
        takers = {r["body"] for r in rows("handles") if r["case"] == item.subjects[0].id}
        kinds = [r for r in rows("organisations") if r["id"] in takers or r["kind"] in takers]
        assert not any(r["serves"] and r["status"] != "planned" for r in kinds) or len(item.subjects) < 1 + districts
