"""A load as a whole: all or nothing, twice is nothing, what it tells beforehand, what it will not do unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.changes import change_set
from graph.errors import RejectedData, StaleVersion
from graph.model import Change, ChangeSet, Node, Version, properties
from graph.store_embedded import EmbeddedStore
from loaders.difference_text import difference_text
from loaders.load import check, load
from tests.loaders.copies import add_row, cell, copy_data, drop_row, number_of, read_rows, set_cell, write_rows


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph file that holds the ward: copied, not loaded again, for each test."""
    folder = tmp_path_factory.mktemp("loaded")
    store = EmbeddedStore(str(folder / "graph.db"))
    load(store, [copy_data(folder)])
    store.close()
    return folder / "graph.db"


@pytest.fixture
def store(loaded: Path, tmp_path: Path) -> Iterator[EmbeddedStore]:
    (tmp_path / "graph.db").write_bytes(loaded.read_bytes())
    found = EmbeddedStore(str(tmp_path / "graph.db"))
    yield found
    found.close()


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    return copy_data(tmp_path)


def test_loading_twice_makes_no_version(store: EmbeddedStore, ward: Path) -> None:
    before = store.info()
    again = load(store, [ward])
    assert (again.version, again.added, again.changed, again.removed, again.changes) == (1, 0, 0, 0, ())
    assert store.info() == before and len(store.history(before=None, limit=10)) == 1


def test_a_load_replaces_what_changed_and_nothing_else(store: EmbeddedStore, ward: Path) -> None:
    path = ward / "organisations.csv"
    set_cell(path, number_of(path, id="org:setagaya-call"), "note", "電話の番号を確かめた")
    result = load(store, [ward], by="係", why="番号の訂正")
    assert (result.version, result.added, result.changed, result.removed) == (2, 0, 1, 0)
    node = store.get(["org:setagaya-call"])["org:setagaya-call"]
    assert node.provenance[0].note == "電話の番号を確かめた"
    assert result.data_version == store.info().data_version
    [(_, change), _] = store.history(before=None, limit=2)
    assert (change.by, change.why) == ("係", "番号の訂正")


def test_a_dry_run_tells_and_does_nothing(store: EmbeddedStore, ward: Path) -> None:
    before = store.info()
    bodies, phones = ward / "organisations.csv", ward / "phones.csv"
    set_cell(bodies, number_of(bodies, id="org:jidokan-tsurumaki"), "aliases", "つるまき;弦巻の児童館")
    set_cell(bodies, number_of(bodies, id="org:jidokan-tsurumaki"), "url", "https://example.org/tsurumaki")
    drop_row(phones, number_of(phones, body="org:kokasen-setagaya", purpose="女性相談"))
    add_row(
        ward / "services.csv", id="svc:new", name="見本の預かり", kind="預かり", providers="org:jidokan-tsurumaki",
        cases="case:azukari_ichiji", source="src:sg-jidokan", basis="stated",
    )  # fmt: skip

    result = load(store, [ward], dry_run=True)

    assert store.info() == before
    assert (result.version, result.added, result.changed, result.removed) == (1, 3, 1, 2)
    was = "、".join(store.get(["org:jidokan-tsurumaki"])["org:jidokan-tsurumaki"].list("aliases")) or "(なし)"
    text = difference_text(result.changes, store)
    assert text.splitlines() == [
        "追加 3件、変更 1件、削除 2件",
        "",
        "機関: 追加 0、変更 1、削除 0",
        "  変更 ぷるる弦巻児童館(org:jidokan-tsurumaki)",
        f"       別の名: {was} → つるまき、弦巻の児童館",
        f"       ページ: {_cut(_was(store, 'url'))} → https://example.org/tsurumaki",
        "",
        "電話: 追加 0、変更 0、削除 1",
        f"  削除 03-5432-2915({_phone(result.changes)})",
        "",
        "事業: 追加 1、変更 0、削除 0",
        "  追加 見本の預かり(svc:new)",
        "",
        "「行う」の関係: 追加 1、変更 0、削除 0",
        "  追加 ぷるる弦巻児童館 行う 見本の預かり",
        "",
        "「こたえる」の関係: 追加 1、変更 0、削除 0",
        _addresses(text),
        "",
        "「この機関の電話」の関係: 追加 0、変更 0、削除 1",
        "  削除 03-5432-2915 この機関の電話 世田谷子ども家庭支援センター",
    ]


def _cut(text: str) -> str:
    return text[:59] + "…"


def _was(store: EmbeddedStore, key: str) -> str:
    return store.get(["org:jidokan-tsurumaki"])["org:jidokan-tsurumaki"].text(key) or "(なし)"


def _phone(changes: tuple[Change, ...]) -> str:
    return next(c.item.id for c in changes if c.item.kind == "phone")


def _addresses(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("  追加 見本の預かり こたえる "))


def test_a_change_at_the_end_of_a_long_text_is_seen(store: EmbeddedStore, ward: Path) -> None:
    path = ward / "services.csv"
    number = number_of(path, id="svc:dial_setagaya")
    long = "区の案内に書いてあること。" * 9
    set_cell(path, number, "eligibility", long + "だれでも")
    load(store, [ward])
    set_cell(path, number, "eligibility", long + "区内に住む人")
    text = difference_text(load(store, [ward], dry_run=True).changes, store)
    assert text.splitlines()[-1].endswith("書いてあること。だれでも → …と。区の案内に書いてあること。区内に住む人")


def test_a_long_difference_is_cut_and_says_so(tmp_path: Path, ward: Path) -> None:
    empty = EmbeddedStore(str(tmp_path / "empty.db"))
    text = difference_text(load(empty, [ward], dry_run=True).changes, empty, limit=2)
    assert f"相談種別: 追加 {len(read_rows(ward.parent / 'japan' / 'case_types.csv')) - 1}、変更 0、削除 0" in text
    assert text.count("  ほか ") > 10 and len(text.splitlines()) < 200
    assert difference_text((), empty) == "変わるところはありません。"
    assert empty.info().version == 0
    empty.close()


def test_nothing_is_written_of_rejected_data(store: EmbeddedStore, ward: Path) -> None:
    before = store.info()
    path = ward / "organisations.csv"
    set_cell(path, number_of(path, id="org:setagaya-call"), "note", "これも入らない")
    set_cell(path, number_of(path, id="org:setagaya-jidosodanjo"), "status", "開設")
    with pytest.raises(RejectedData) as caught:
        load(store, [ward])
    assert [(r.file, r.row, r.column, r.value) for r in caught.value.rows] == [
        ("setagaya/organisations.csv", number_of(path, id="org:setagaya-jidosodanjo"), "status", "開設")
    ]
    assert caught.value.rows[0].allowed == "open、planned、closed、unknown"
    assert store.info() == before


def test_every_problem_is_told_at_once(ward: Path) -> None:
    set_cell(ward / "organisations.csv", 2, "status", "開設")
    set_cell(ward / "handles.csv", 2, "role", "受付")
    set_cell(ward.parent / "japan" / "case_types.csv", 2, "danger", "少し")
    (ward / "plans.csv").write_bytes(b"\xff\xfe\x00")
    (ward / "kosodate_registry_131121.json").write_text("{", encoding="utf-8")
    files = {p.file for p in check([ward]).problems}
    assert files >= {
        "setagaya/organisations.csv", "setagaya/handles.csv", "japan/case_types.csv", "setagaya/plans.csv",
        "setagaya/kosodate_registry_131121.json",
    }  # fmt: skip


def test_more_than_a_fifth_of_a_kind_goes_only_when_asked(store: EmbeddedStore, ward: Path) -> None:
    before = store.info()
    path = ward.parent / "japan" / "case_terms.csv"
    rows = read_rows(path)
    fifth = (len(rows) - 1) // 5
    write_rows(path, rows[: len(rows) - fifth])
    assert load(store, [ward]).removed == fifth
    after = store.info()

    write_rows(path, rows[: len(rows) - 3 * fifth])
    with pytest.raises(RejectedData) as caught:
        load(store, [ward])
    assert [r.allowed for r in caught.value.rows] == ["--allow-removal を付ける"]
    assert "ことば" in caught.value.rows[0].sentence and store.info() == after

    result = load(store, [ward], allow_removal=True)
    assert result.version == 3 and store.info().counts["term"] == before.counts["term"] - 3 * fifth


class Raced(EmbeddedStore):
    """A store that somebody else changes just before each of the first `times` applies."""

    times = 0

    def apply(self, change: ChangeSet) -> Version:
        if self.times:
            self.times -= 1
            node = Node(f"area:raced-{self.times}", "area", "ほかの人の区域", "999999", properties(level="全区"))
            super().apply(change_set(change.base, (Change(None, node),), by="ほかの人", why="同じころ"))
        return super().apply(change)


def test_a_load_that_another_overtakes_is_made_again(tmp_path: Path, ward: Path) -> None:
    store = Raced(str(tmp_path / "raced.db"))
    store.times = 2
    assert load(store, [ward]).version == 3
    assert store.info().counts["area"] == len(read_rows(ward / "areas.csv")) - 1 + 2 + 2
    store.times = 50
    set_cell(ward / "organisations.csv", 2, "note", "ほかの注")
    with pytest.raises(StaleVersion):
        load(store, [ward])
    store.close()


def test_progress_is_told(store: EmbeddedStore, ward: Path) -> None:
    told: list[tuple[str, int, int]] = []
    load(store, [ward], progress=lambda *step: told.append(step))
    assert [n for _, n, _ in told] == sorted(n for _, n, _ in told) and told[-1][1] == told[-1][2]


def test_a_page_read_again_keeps_its_items(store: EmbeddedStore, ward: Path) -> None:
    """OCR that differs in a letter: same ids, the register's titles, told as a notice."""
    page = next((ward / "pages").iterdir())
    text = page.read_text("utf-8")
    assert "子育てメッセ" in text and "教育保育 施設巡回支援" in text
    page.write_text(text.replace("教育保育 施設巡回支援", "教育保青 施設巡回支援"), encoding="utf-8")

    report = check([ward])
    result = load(store, [ward])

    assert report.problems == () and len(report.notices) == 1 and "教育保青" in report.notices[0]
    assert [c.item.kind for c in result.changes] == []


def test_a_curated_link_whose_wording_changed_is_rejected(ward: Path) -> None:
    """The register took another wording: the link stays where it is and must be looked at."""
    items = ward / "plan_items.csv"
    number = number_of(items, title="貧困対策")
    set_cell(items, number, "title", "貧困の連鎖を断つ学びの応援")
    page = next((ward / "pages").iterdir())
    page.write_text(page.read_text("utf-8").replace("貧困対策", "貧困の連鎖を断つ学びの応援"), encoding="utf-8")

    problems = check([ward]).problems

    told = {(p.file, p.column, p.value) for p in problems}
    assert ("setagaya/initiative_links.csv", "wording", "貧困対策") in told
    assert {p.file for p in problems} == {"setagaya/initiative_links.csv"}
    assert all("貧困の連鎖" in p.allowed for p in problems if p.column == "wording")


def test_what_left_the_page_must_be_closed_and_what_came_must_be_named(ward: Path) -> None:
    page = next((ward / "pages").iterdir())
    page.write_text(page.read_text("utf-8").replace("貧困対策、", "食料の配布、"), encoding="utf-8")
    told = {(p.row, p.column, p.value) for p in check([ward]).problems}
    gone = number_of(ward / "plan_items.csv", title="貧困対策")
    assert (gone, "title", "貧困対策") in told and (None, None, "食料の配布") in told
    assert cell(ward / "plan_items.csv", gone, "until") == ""
