"""Reports over small graphs: exact sentences, and the things and edges each is made from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.analysis.reports.catalogue import REPORTS, report
from graph.analysis.reports.values import NOT_IN_DATA, Report
from graph.analysis.scope import scope
from graph.changes import change_set
from graph.directory import Directory, compile_directory
from graph.errors import BadParameter, UnknownItem, UnknownReport
from graph.model import Change, Item, Node, Provenance, properties
from graph.store_embedded import EmbeddedStore
from tests.analysis.plan import item, plan
from tests.finding.ward import (
    CODE,
    GUESSED,
    MAP,
    SAID,
    case,
    data_set,
    directory,
    handles,
    kind,
    link,
    of_kind,
    org,
    serves,
)


def made(folder: Path, name: str, *items: Item, about: str = "", on: str = "2026-11-25") -> Report:
    return report(scope(directory(folder, *items), on=on), name, about)


def sentences(found: Report, section: str) -> list[str]:
    return [i.sentence for i in found.of(section)]


def test_gaps(tmp_path: Path) -> None:
    items = (
        kind("k", "種"), kind("empty", "空"), *of_kind(org("a", "甲", phone="1"), "k", "ume"), org("b", "乙"),
        case("one", "一"), case("two", "二"), case("three", "三"),
        handles("org:a", "one", "専門相談", first=1), handles("org:b", "two", "専門相談", first=1, said=GUESSED),
        handles("kind:empty", "three", "連携"), *plan(), item("init:l-2-2-2", 2, unassigned="名がない"),
        link("part_of", "init:l-2-2-2", "measure:l-2-2"),
    )  # fmt: skip
    found = made(tmp_path, "gaps", *items)
    assert sentences(found, "unassigned") == [
        "後期 2-2-1「init:l-2-2-1」の担い手は、データにありません。理由の行もデータにありません。",
        "後期 2-2-2「init:l-2-2-2」の担い手は、データにありません。名がない。",
    ]
    assert sentences(found, "no-first") == [
        "「不登校」に、最初の連絡先がありません。受ける機関もデータにありません。",
        "「三」に、最初の連絡先がありません。受けるのは空です。",
    ]
    assert sentences(found, "no-number") == ["「二」の最初の連絡先(乙)には、電話番号がありません。"]
    assert sentences(found, "no-phone") == ["「乙」は1の相談の最初の窓口ですが、電話番号がありません。"]
    assert sentences(found, "inferred-only") == ["「二」を担当する1の行は、どれも推定です。"]
    assert sentences(found, "no-body") == ["「空」は、機関がデータにありません。相談1を受けると書かれています。"]
    assert sentences(found, "hole") == ["後期 1は判読できません。読めない。"]
    one = next(i for i in found.of("uncovered") if i.subjects[0].id == "case:one")
    assert [s.id for s in one.subjects] == ["case:one", "area:matsu", "area:take"]
    assert "4の相談種別と3の地区の組は12で" in next(s.sentence for s in found.sections if s.id == "uncovered")
    assert NOT_IN_DATA in found.notes


def test_gaps_where_every_area_should_have_a_kind(tmp_path: Path) -> None:
    settings = replace(
        data_set(),
        properties=properties(
            code=CODE, folder="exampleku", area="area:ku", explained=('{"kind":"kind:k","level":"地区"}',)
        ),
    )
    lacks = link("lacks", "area:take", "kind:k", properties(status="計画中", explanation="建てる", instead=("org:a",)))
    store_items = (kind("k", "児童館"), *of_kind(org("a", "甲"), "k", "ume"), lacks)
    at = scope(_directory(tmp_path, settings, *store_items), on="2026-11-25")
    found = report(at, "gaps")
    section = next(s for s in found.sections if s.id == "areas-k")
    assert (section.title, section.count, section.sentence) == (
        "児童館のない地区", 2, "3の地区のうち、児童館がデータにあるのは1です。"
    )  # fmt: skip
    assert sentences(found, "areas-k") == [
        "松地区には、児童館がデータにありません。",
        "竹地区の児童館は計画中です。代わりの先は甲です。",
    ]
    assert found.of("areas-k")[1].edges == (lacks.id,)


def _directory(folder: Path, settings: Node, *items: Item) -> Directory:
    store = EmbeddedStore(str(folder / "graph.db"))
    try:
        everything = (settings, *MAP, *items)
        store.apply(change_set(0, tuple(Change(None, i) for i in everything), by="試験", why="用意"))
        return compile_directory(store)
    finally:
        store.close()


def test_overlaps(tmp_path: Path) -> None:
    items = (
        kind("k", "種"), *of_kind(org("a", "甲"), "k"), org("b", "乙"), case("c", "困"), case("d", "別"),
        handles("kind:k", "c", "専門相談", first=1), handles("org:a", "c", "専門相談"),
        handles("org:b", "c", "専門相談", first=2),
        handles("org:b", "d", "連携"),
    )  # fmt: skip
    found = made(tmp_path, "overlaps", *items)
    assert found.sentence == (
        "2の相談種別のうち、2つ以上の機関・種別が受けるのは1、同じ受け方に2つ以上が並ぶのは1です。分担の確認が要ります。"
    )
    assert sentences(found, "cases") == ["「困」は2の機関・種別が受けます。最初の窓口は2つです。分担の確認が要ります。"]
    (row,) = found.of("roles")
    assert {s.id for s in row.subjects} == {"case:c", "kind:k", "org:b"} and len(row.edges) == 3


def test_single_points(tmp_path: Path) -> None:
    items = (
        kind("k", "種"), *of_kind(org("a", "甲"), "k"), org("b", "乙"), case("c", "困"), case("d", "別"),
        handles("kind:k", "c", "専門相談"), handles("org:a", "d", "専門相談"),
        handles("org:b", "d", "専門相談", said=GUESSED), handles("org:b", "c", "連携"),
    )  # fmt: skip
    found = made(tmp_path, "single-points", *items)
    assert [(i.mark, i.sentence) for i in found.of("role-3")] == [
        ("●", "「甲」がないと、「専門相談」の先がデータの上でなくなる相談が1あります: 困。"),
        ("○", "推定の行を除いて見ると、「甲」がないと、「専門相談」の先がデータの上でなくなる相談が1あります: 別。"),
    ]
    assert "なくなる機関・種別は1で、1の相談にかかわります(●)" in found.sentence
    assert all(not found.of(f"role-{n}") for n in (1, 2, 4, 5, 6))


def test_succession(tmp_path: Path) -> None:
    found = made(tmp_path, "succession", *plan())
    assert found.sentence == (
        "前の計画との対応がデータにある重点政策は1(うち推定1)、相手のないものは1です。項目どうしの対応は、データにありません。"
    )
    assert sentences(found, "pairs") == [
        "後期 2「policy:l-2」の前の計画での相手は、前期 1「policy:p-1」です(推定)。"
        "両方にかかわる機関・種別は1(乙)です。"
    ]
    assert [i.subjects[0].id for i in found.of("alone")] == ["policy:l-1"]
    assert [len(i.subjects) for i in found.of("bodies")] == [1, 1, 0]  # 乙 in both, 甲 in the new one only


def test_reconfirm_is_by_owner_and_the_oldest_first(tmp_path: Path) -> None:
    items = (
        org("own", "係"), org("a", "甲", as_of="2020", owner="org:own"), org("b", "乙", as_of="", owner="org:own"),
        org("c", "丙", as_of="2019"), org("d", "丁", as_of="2019", owner="org:own"),
    )  # fmt: skip
    done = replace(org("e", as_of="2010"), verified_on="2026-01-01")
    found = made(tmp_path, "reconfirm", *items, done)
    assert [(s.title, s.count) for s in found.sections] == [("係", 3), ("確かめ直す係がデータにない", 1)]
    assert sentences(found, "org:own") == [
        "「乙」は、いつの情報か、わかりません。",
        "「丁」は、2019時点のままです。",
        "「甲」は、2020時点のままです。",
    ]
    assert found.sentence == (
        "機関と事業6のうち、確かめ直すものは4です(日付のないもの1)。"
        "係は1、係がデータにないものは1。電話などで確かめた記録は1です。"
    )


def test_what_rests_on_a_source(tmp_path: Path) -> None:
    other = Node("src:b", "source", "別の紙", CODE, properties(publisher="例", licence="例", type="law"))
    both = replace(org("a"), provenance=(*SAID, Provenance("src:b", "p.4", "stated", "2020")))
    alone = link("part_of", "org:a", "org:b", said=(Provenance("src:b", basis="stated"),))
    found = made(tmp_path, "source", other, both, org("b"), alone, about="src:b")
    assert found.sentence == (
        "「別の紙」(日付なし)に依るのは、ものが1、つながりが1の2件です。うち1件は、ほかに出典がありません。"
    )
    assert sentences(found, "organisation") == ["「a」。ほかに1の出典があります。"]
    assert [i.edges for i in found.of("part_of")] == [(alone.id,)]


def test_inferred_only(tmp_path: Path) -> None:
    edges = (
        handles("org:a", "c", "連携", said=GUESSED), handles("org:a", "c", "専門相談"),
        handles("org:b", "c", "連携", said=GUESSED), handles("org:b", "c", "専門相談", said=GUESSED),
    )  # fmt: skip
    found = made(tmp_path, "inferred", org("a"), org("b"), case("c", "困"), *edges)
    (line,) = found.of("handles")
    assert set(line.edges) == {edges[2].id, edges[3].id}
    assert dict(line.cells)["理由"] == "おしはかった"
    assert next(s.sentence for s in found.sections) == "結ばれた組2のうち、推定だけのものは1です。"


def test_the_words_of_a_plan_item(tmp_path: Path) -> None:
    items = plan()
    found = made(tmp_path / "a", "item", *items, about="init:l-2-1-2")
    assert found.sentence == (
        "後期 2-1-2「init:l-2-1-2」にかかわる機関・種別の行は2(うち推定2)で、"
        "本文に語があるものはありません。文言なし(推定)です。"
    )
    found = made(tmp_path / "b", "item", *items, about="init:l-2-1-1")
    assert (
        sentences(found, "bodies")[0] == "後期 2-1-1「init:l-2-1-1」の実施は「甲」(原典に記載)。本文の語は「甲」です。"
    )
    assert len(found.of("bodies")) == 3  # its part's too
    hole = made(tmp_path / "c", "item", *items, about="policy:l-1")
    assert hole.sentence == (
        "後期 1「policy:l-1」は判読できません(紙面の28行から)。読めない。結びつく機関は、データにありません。"
    )


def test_takers_by_whether_they_are_open_that_day(tmp_path: Path) -> None:
    bodies = (
        ("a", "Mo-Fr 09:00-17:00"), ("b", "24/7"), ("c", ""),
    )  # fmt: skip
    items = [org(n, hours=h or "", opening_hours=h) for n, h in bodies]
    takes = [handles(f"org:{n}", "x", "専門相談", first=i) for i, (n, _) in enumerate(bodies, 1)]
    everywhere = [s for n, _ in bodies for s in serves(f"org:{n}", "ku")]
    late = org("d", "未", since="2030")
    found = made(
        tmp_path, "takers", case("x", "困"), *items, *takes, *everywhere, late,
        handles("org:d", "x", "専門相談", first=9), about="case:x", on="2026-11-29",
    )  # fmt: skip
    assert [[i.subjects[0].id for i in found.of(s)] for s in ("open", "closed", "unknown")] == [
        ["org:b"], ["org:a"], ["org:c"]
    ]  # fmt: skip
    assert (
        "2026-11-29(日)に開くのは1、開かないのは1、わからないのは1です。この日にはないものが1あります。"
        in found.sentence
    )
    assert [a.item.id for a in found.told] == ["org:d"]


def test_names_and_ids(tmp_path: Path) -> None:
    at = scope(directory(tmp_path, *plan()))
    with pytest.raises(UnknownReport):
        report(at, "dragon")
    for name, entry in REPORTS.items():
        if entry.about:
            with pytest.raises(BadParameter):
                report(at, name)
            with pytest.raises(UnknownItem):
                report(at, name, "org:nowhere")
            with pytest.raises(BadParameter):
                report(at, name, "area:ku")
    with pytest.raises(BadParameter):
        report(at, "takers", "case:futoko", area="どこか")
