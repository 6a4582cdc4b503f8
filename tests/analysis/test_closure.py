"""なくなったら: what closing a body or a kind leaves behind, over a small graph of three halls."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph.analysis.reports.catalogue import report
from graph.analysis.reports.values import Report
from graph.analysis.scope import scope
from graph.model import Item, properties
from tests.analysis.plan import involves, plan
from tests.finding.ward import case, directory, handles, kind, link, of_kind, org, rule, service


def made(folder: Path, *items: Item, about: str) -> Report:
    return report(scope(directory(folder, *items), on="2026-11-25"), "closure", about)


def sentences(found: Report, section: str) -> list[str]:
    return [i.sentence for i in found.of(section)]


HALLS: tuple[Item, ...] = (
    kind("hall", "館"), kind("other", "他"), *of_kind(org("h1", "一館"), "hall", "ume"),
    *of_kind(org("h2", "二館"), "hall", "ume"), *of_kind(org("h3", "三館"), "hall", "matsu"), org("o", "相手"),
    link("refers_to", "kind:hall", "org:o", properties(relation="紹介")),
    link("refers_to", "org:h3", "org:o", properties(relation="連携")),
    case("c", "困"),
    handles("kind:hall", "c", "一義的相談窓口", first=1), handles("org:h3", "c", "専門相談"),
    service("s", "三館の事業"), link("provides", "org:h3", "svc:s"), rule("r", "c", ("あ",), ("org:h3", "org:o")),
)  # fmt: skip


def test_closing_one_of_several_cuts_nothing_that_is_said_of_the_kind(tmp_path: Path) -> None:
    found = made(tmp_path, *HALLS, about="org:h1")
    assert sentences(found, "areas") == ["梅地区の館は、2から1になります。残るのは二館です。"]
    assert found.of("relations") == () and found.of("first") == () and found.of("cut-off") == ()
    section = next(s for s in found.sections if s.id == "kind-relations")
    assert section.sentence == "1の関係は種別について言われているので、ほかの機関が続けます。どの圏域でも切れません。"
    assert "最後の1つを失う圏域は0、切れる関係は0" in found.sentence


def test_closing_the_last_of_an_area(tmp_path: Path) -> None:
    found = made(tmp_path, *HALLS, about="org:h3")
    (area,) = found.of("areas")
    assert (area.mark, area.sentence) == ("●", "松地区の館は、1から0になります。館は、データの上で1つもなくなります。")
    assert sentences(found, "relations") == ["「三館」から「相手」への連携がなくなります。"]
    assert sentences(found, "kind-relations") == ["「館」から「相手」への紹介は松地区で行う機関がなくなります。"]
    assert sentences(found, "roles") == ["「困」の「専門相談」がいなくなります。"]
    assert sentences(found, "services") == ["「三館の事業」の担い手がいなくなります。"]
    assert sentences(found, "calls") == ["緊急の決まり「r」のかける先です。残るかける先は相手です。"]


def test_closing_the_kind(tmp_path: Path) -> None:
    found = made(tmp_path, *HALLS, about="kind:hall")
    assert sorted(i.subjects[0].id for i in found.of("areas")) == ["area:matsu", "area:ume"]
    assert len(found.of("relations")) == 2
    assert sentences(found, "cut-off") == ["「相手」の関係2は、すべてなくなります。"]
    assert sentences(found, "first") == ["「困」の最初の窓口がなくなります。受ける先も残りません。"]
    assert found.sentence == (
        "「館」がなくなると、同じ種別の最後の1つを失う圏域は2、切れる関係は2、"
        "最初の窓口を失う相談は1、担い手がいなくなる事業は1です。"
    )


def test_a_body_that_is_not_there_counts_for_nobody(tmp_path: Path) -> None:
    closed = [replace(i, until="2020") if i.id == "org:h2" else i for i in HALLS]
    found = made(tmp_path, *closed, about="org:h1")
    assert found.of("areas")[0].mark == "●"
    assert [a.item.id for a in found.told] == ["org:h2"]


def test_a_body_of_unknown_range_says_so(tmp_path: Path) -> None:
    found = made(tmp_path, kind("k", "種"), *of_kind(org("a", "甲"), "k"), about="org:a")
    assert "受け持つ区域は、データにありません" in found.of("areas")[0].sentence


def test_involves_is_told_of_a_closure(tmp_path: Path) -> None:
    found = made(tmp_path, *plan(), about="kind:otsu")
    assert sentences(found, "plan") == [
        "前期 1-1-1「init:p-1-1-1」の実施です。",
        "後期 2-1-1-1「init:l-2-1-1-1」の実施です。",
        "後期 2-1-2「init:l-2-1-2」の連携です。",
    ]
    assert involves("init:l-2-1-2", "kind:otsu", role="連携").id in {i.edges[0] for i in found.of("plan")}
