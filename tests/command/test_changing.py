"""load, history, undo, verify, backup, restore: what changes the graph, and what proves it whole."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from api.command.differences import shown
from api.shapes import ChangedOut, HistoryOut, InfoOut, ProblemOut, RejectionOut
from graph.changes import difference
from graph.model import Node
from graph.store_embedded import EmbeddedStore
from loaders.load import load
from loaders.shipped import shipped_data
from tests.command.conftest import Tsunagu
from tests.exampleku import HIDDEN, ITEMS, body, put
from tests.loaders.copies import copy_data, drop_row, number_of, read_rows, set_cell, write_rows
from tests.shapes import assert_shape


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A copy of the shipped ward that a test may spoil."""
    (tmp_path / "data").mkdir()
    return copy_data(tmp_path / "data")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a graph that holds the shipped data, to be copied."""
    file = tmp_path_factory.mktemp("loaded") / "graph.db"
    store = EmbeddedStore(str(file))
    load(store, [shipped_data()])
    store.close()
    return file


def graph(folder: Path, loaded: Path | None = None) -> str:
    if loaded:
        shutil.copy(loaded, folder / "ward.db")
    return f"sqlite:{folder / 'ward.db'}"


def test_a_load_says_what_it_did_and_a_second_changes_nothing(tsunagu: Tsunagu, ward: Path, tmp_path: Path) -> None:
    first = tsunagu("load", "--data", str(ward), "--graph", graph(tmp_path), "--json")
    assert (first.status, first.err) == (0, "")
    document = first.json()
    assert document.pop("problems") == []
    assert_shape(document, ChangedOut)
    assert (document["version"], document["changed"], document["removed"]) == (1, 0, 0)
    assert document["added"] > 5000
    again = tsunagu("load", "--data", str(ward), "--graph", graph(tmp_path))
    assert (again.status, again.out) == (0, "変わるところはありません(版 1)。\n")
    (change,) = tsunagu("history", "--graph", graph(tmp_path), "--json").json()["changes"]
    assert (change["version"], change["added"], "世田谷区" in change["why"]) == (1, document["added"], True)


def test_a_dry_run_shows_the_difference_and_changes_nothing(
    tsunagu: Tsunagu, ward: Path, loaded: Path, tmp_path: Path
) -> None:
    url = graph(tmp_path, loaded)
    path = ward / "organisations.csv"
    number = number_of(path, id="org:setagaya-jidosodanjo")
    set_cell(path, number, "phone", "03-0000-0000")
    phones = ward / "phones.csv"
    for other, row in enumerate(read_rows(phones), 1):
        if "03-6379-0697" in row:  # the same number is written there too
            set_cell(phones, other, "number", "03-0000-0000")
    done = tsunagu("load", "--data", str(ward), "--graph", url, "--dry-run")
    assert done.status == 0, done.err
    assert "03-6379-0697 → 03-0000-0000" in done.out
    assert "何も変えていません" in done.err
    document = tsunagu("load", "--data", str(ward), "--graph", url, "--dry-run", "--json").json()
    assert document["version"] == 1 and document["changed"] >= 1
    assert tsunagu("show", "org:setagaya-jidosodanjo", "--graph", url, "--json").json()["properties"]["phone"] == (
        "03-6379-0697"
    )


def test_rejected_rows_change_nothing_and_are_written_with_their_reasons(
    tsunagu: Tsunagu, ward: Path, tmp_path: Path
) -> None:
    path = ward / "organisations.csv"
    number = number_of(path, id="org:setagaya-jidosodanjo")
    set_cell(path, number, "status", "開設")
    rejects = tmp_path / "rejects.csv"
    words = ("load", "--data", str(ward), "--graph", graph(tmp_path))
    done = tsunagu(*words, "--rejects", str(rejects))
    assert (done.status, done.out) == (2, "")
    assert f"organisations.csv {number}行 status:" in done.err
    assert "何も変えていません" in done.err
    rows = list(csv.DictReader(io.StringIO(rejects.read_text(encoding="utf-8-sig"), newline="")))
    assert [(r["行"], r["値"]) for r in rows] == [(str(number), "開設")]
    assert rows[0]["理由"]
    again = tsunagu(*words, "--json")
    assert again.status == 2
    document = again.json()
    (problem,) = document.pop("problems")
    assert_shape(problem, RejectionOut)
    assert_shape(document, ProblemOut)
    assert (problem["row"], problem["column"], problem["value"]) == (number, "status", "開設")
    assert tsunagu("info", "--graph", graph(tmp_path), "--json").json()["version"] == 0


def test_a_great_loss_needs_to_be_allowed(tsunagu: Tsunagu, ward: Path, loaded: Path, tmp_path: Path) -> None:
    words = ("load", "--data", str(ward), "--graph", graph(tmp_path, loaded))
    path = ward.parent / "japan" / "case_terms.csv"
    write_rows(path, read_rows(path)[: len(read_rows(path)) // 2])
    refused = tsunagu(*words)
    assert (refused.status, "--allow-removal" in refused.err) == (2, True)
    assert tsunagu(*words, "--allow-removal").status == 0
    drop_row(path, 9)  # one row is no great loss
    assert tsunagu(*words).status == 0


def test_undo_takes_the_newest_change_back_as_a_new_version(tsunagu: Tsunagu, tmp_path: Path) -> None:
    before = tsunagu("info", "--json").json()
    store = EmbeddedStore(str(tmp_path / "graph.db"))
    put(store, body("org:exampleku-new", "新しい窓口"), why="窓口を足した")
    store.close()
    done = tsunagu("undo")
    assert (done.status, done.out) == (0, "取り消しました(版 2 を取り消す)。いまの版は 3 です。\n")
    after = tsunagu("info", "--json").json()
    assert (after["version"], after["digest"]) == (3, before["digest"])
    again = tsunagu("undo", "--json")
    assert_shape(again.json(), ChangedOut)
    assert (again.json()["version"], again.json()["added"]) == (4, 1)
    document = tsunagu("history", "--json").json()
    assert_shape(document, HistoryOut)
    assert [c["version"] for c in document["changes"]] == [4, 3, 2, 1]
    assert [c["why"] for c in document["changes"][2:]] == ["窓口を足した", "試験のために入れた"]
    assert [c["version"] for c in tsunagu("history", "--json", "--limit", "2").json()["changes"]] == [4, 3]
    assert "版 2 " in tsunagu("history").out


def test_undo_of_nothing(tsunagu: Tsunagu, tmp_path: Path) -> None:
    done = tsunagu("undo", "--graph", f"sqlite:{tmp_path / 'empty.db'}")
    assert (done.status, "取り消せる変更がありません" in done.err) == (2, True)
    assert tsunagu("history", "--graph", f"sqlite:{tmp_path / 'empty.db'}").err == "変更はまだありません。\n"


def test_verify_proves_the_graph_whole_or_lists_what_is_wrong(tsunagu: Tsunagu, tmp_path: Path) -> None:
    done = tsunagu("verify")
    assert (done.status, done.out, done.err) == (0, "", "欠けはありません(版 1)。\n")
    store = EmbeddedStore(str(tmp_path / "graph.db"))
    put(store, body("org:exampleku-new", "新しい窓口", owner="org:nowhere"))
    store.close()
    broken = tsunagu("verify")
    assert broken.status == 1
    assert broken.out.startswith("org:exampleku-new: ")
    (problem,) = tsunagu("verify", "--json").json()["problems"]
    assert problem["item"] == "org:exampleku-new"


def test_backup_and_restore(tsunagu: Tsunagu, tmp_path: Path) -> None:
    archive = tmp_path / "exampleku.archive"
    before = tsunagu("info", "--json").json()
    done = tsunagu("backup", str(archive), "--json")
    assert done.status == 0
    document = done.json()
    assert document.pop("file") == str(archive)
    assert_shape(document, InfoOut)
    store = EmbeddedStore(str(tmp_path / "graph.db"))
    put(store, body("org:exampleku-new", "新しい窓口"))
    store.close()
    assert "いまの版は 3 です" in tsunagu("restore", str(archive)).out
    assert tsunagu("info", "--json").json()["digest"] == before["digest"]
    elsewhere = f"sqlite:{tmp_path / 'new' / 'graph.db'}"
    assert tsunagu("restore", str(archive), "--graph", elsewhere).status == 0
    restored = tsunagu("info", "--json", "--graph", elsewhere).json()
    assert (restored["digest"], restored["version"]) == (before["digest"], 1)
    (change,) = tsunagu("history", "--json", "--graph", elsewhere).json()["changes"]
    assert change["why"] == f"控え(版 1、{before['digest'][:12]})から戻す"


def test_restore_with_the_history(tsunagu: Tsunagu, tmp_path: Path) -> None:
    tsunagu("undo")
    archive, elsewhere = str(tmp_path / "archive"), f"sqlite:{tmp_path / 'new' / 'graph.db'}"
    assert tsunagu("backup", archive).status == 0
    past = tsunagu("history", "--json").json()
    for _ in range(2):  # done again, it has nothing left to do
        assert tsunagu("restore", archive, "--history", "--graph", elsewhere).status == 0
        assert tsunagu("history", "--json", "--graph", elsewhere).json() == past
    tsunagu("undo")
    told = tsunagu("restore", archive, "--history", "--json")
    assert told.status == 2 and tsunagu("info", "--json").json()["version"] == 3


@pytest.mark.parametrize("name", ["backup", "restore"])
def test_a_file_that_cannot_be_used(name: str, tsunagu: Tsunagu, tmp_path: Path) -> None:
    done = tsunagu(name, str(tmp_path / "none" / "file"), "--json")
    assert done.status == 2
    assert done.json()["detail"] == done.err.strip()
    (tmp_path / "letter").write_text("拝啓", encoding="utf-8")
    assert tsunagu("restore", str(tmp_path / "letter")).status == 2
    assert tsunagu("info", "--json").json()["version"] == 1


def test_a_dry_run_shows_no_hidden_place(tmp_path: Path) -> None:
    """A shelter's place, before, after, as an edge of its own, and when the body becomes confidential."""
    whole = {i.id: i for i in ITEMS}
    shelter = whole["org:exampleku-shelter"]
    assert isinstance(shelter, Node)
    store = EmbeddedStore(str(tmp_path / "other.db"))
    put(store, *ITEMS)
    placed = [i for i in ITEMS if i.kind == "located_in" and "kakushi" in repr(i)]
    without = {k: v for k, v in whole.items() if v not in placed}
    told = body(shelter.id, shelter.name, address="隠し町9-9-9", phone="03-0000-0009")
    for old, new in (({}, whole), (whole, without), (without, whole), (whole, {**whole, shelter.id: told})):
        left = tuple(shown(store, difference(old, new)))
        text = repr([c for c in left if c.item.id != "area:exampleku-kakushi" and c.item.kind != "part_of"])
        if (
            new.get(shelter.id) is told
        ):  # it is no longer confidential: what it becomes may be seen, what it was may not
            assert "999-9999" not in text
            continue
        for word in HIDDEN:
            assert word not in text
    store.close()
