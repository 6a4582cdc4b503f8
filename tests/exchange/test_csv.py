"""`csv`: what was written out is taken back by `load` to the same digest, and says what is wrong when it was spoilt."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.codec import decode, digest_of
from graph.disclosure import disclosed, may_show
from graph.errors import InvalidGraph, RejectedData
from graph.model import Edge, Item, Node
from graph.store import GraphStore
from graph.store_embedded import EmbeddedStore
from graph.whole import items as everything
from loaders.chain import Library
from loaders.check import prepare
from loaders.exported import ITEMS
from loaders.facts_set import facts_of
from loaders.load import load
from loaders.rows import Problems
from loaders.tables import tables
from tests.contract.graphs import graphs
from tests.exchange.stores import base, embedded, hostile, municipality, reference, unzipped, written
from tests.loaders.copies import number_of, set_cell


def unpacked(raw: bytes, to: Path) -> Path:
    """The zip as a folder."""
    for name, content in unzipped(raw).items():
        file = to / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return to


def loaded_back(folder: Path, to: Path) -> GraphStore:
    """A new graph with what the folder holds."""
    store = EmbeddedStore(str(to / "back.db"))
    load(store, [folder])
    return store


def test_the_ward_comes_back_to_the_same_digest(ward: GraphStore, tmp_path: Path) -> None:
    folder = unpacked(written(ward, "csv"), tmp_path / "out")
    back = loaded_back(folder, tmp_path)
    assert back.info().digest == ward.info().digest
    assert back.info().digests == ward.info().digests and back.info().counts == ward.info().counts
    assert load(ward, [folder]).changes == ()
    assert written(back, "csv") == written(ward, "csv")


def test_the_ward_goes_into_the_tables_it_came_from(ward: GraphStore) -> None:
    """Only what no table says is in items.jsonl: the set itself, the plan as it was read, the registry."""
    files = unzipped(written(ward, "csv"))
    rest = Counter(decode(line).kind for line in files[f"setagaya/{ITEMS}"].decode().split("\n") if line)
    items = {"policy": 7, "measure": 22, "initiative": 64, "part": 14, "part_of": 107, "page": 2, "programme": 163}
    links = {"involves": 165, "helps": 163, "corresponds_to": 83, "succeeds": 3, "data_set": 1}
    assert rest == items | links
    for code in ("japan", "tokyo"):
        assert [decode(line).kind for line in files[f"{code}/{ITEMS}"].decode().split("\n") if line] == ["data_set"]
    rows = list(csv.DictReader(io.StringIO(files["setagaya/organisations.csv"].decode(), newline="")))
    assert len(rows) == 232 and list(rows[0]) == [c.name for c in tables()["organisations"].columns]
    own = next(r for r in rows if r["id"] == "org:setagaya-jidosodanjo")
    assert (own["phone"], own["serves"], own["confidential"]) == ("03-6379-0697", "area:setagaya-ku", "no")


def test_no_cell_begins_like_a_formula(tmp_path: Path) -> None:
    """A row that would hold one goes to items.jsonl, whose lines begin with a bracket."""
    files = unzipped(written(embedded(tmp_path, hostile()), "csv"))
    for name in (n for n in files if n.endswith(".csv")):
        for row in csv.reader(io.StringIO(files[name].decode(), newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], name
    rest = next(v for k, v in files.items() if k.endswith(ITEMS)).decode()
    assert "=1+1" in rest and all(line.startswith('["') for line in rest.split("\n") if line)


@pytest.mark.parametrize("items", [hostile, lambda: (*base(), *municipality("111111", 3), *municipality("222222", 2))])
def test_any_text_comes_back(items: Callable[[], Iterable[Item]], tmp_path: Path) -> None:
    """All but the edge that says where the hidden body stands, and its place."""
    store = embedded(tmp_path, items())
    folder = unpacked(written(store, "csv"), tmp_path / "out")
    back = loaded_back(folder, tmp_path)
    shown = embedded(tmp_path / "shown", _of(folder))
    assert back.info().digest == shown.info().digest
    hidden = {"org:exampleku-shelter"} & {i.id for i in items()}
    assert {i.id for i in items()} - {i.id for i in _of(folder)} == {
        i.id for i in items() if hidden and i.kind == "located_in" and "shelter" in repr(i)
    }
    unchanged = {i.id: i for i in _of(folder) if i.id not in hidden}
    assert unchanged == {i.id: i for i in items() if i.id in unchanged}


@given(graph=graphs())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_graph_comes_back_item_by_item(graph: dict[str, Item], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Also one whose sources and references lead nowhere, which `load` would refuse."""
    store = reference(graph.values())
    folder = unpacked(written(store, "csv"), tmp_path_factory.mktemp("out"))
    nodes = {i.id: i for i in graph.values() if isinstance(i, Node)}
    wanted: dict[str, Item] = {i: disclosed(n) for i, n in nodes.items()}
    wanted |= {i.id: i for i in graph.values() if isinstance(i, Edge) and may_show(i, nodes[i.start])}
    assert {i.id: i for i in _of(folder)} == wanted


def _of(folder: Path) -> list[Item]:
    """What the folders say, without asking whether it may be loaded."""
    problems = Problems()
    library = Library(problems)
    sets = sorted(p.parent for p in folder.glob("*/dataset.yaml"))
    found = [fact.item for path in sets for fact in facts_of(library.chain(path))]
    own = {f"set:{library.dataset(p).code}" for p in sets}
    listed = {i.id for p in sets for i in library.dataset(p).items}
    return [i for i in found if i.id not in own or i.id in listed]


def test_a_row_may_be_changed_and_loaded(ward: GraphStore, tmp_path: Path) -> None:
    """That is what it is for: out, into a spreadsheet, and back."""
    folder = unpacked(written(ward, "csv"), tmp_path / "out")
    path = folder / "setagaya" / "organisations.csv"
    set_cell(path, number_of(path, id="org:setagaya-call"), "hours", "毎日 8時から21時まで")
    back = loaded_back(folder, tmp_path)
    assert back.get(["org:setagaya-call"])["org:setagaya-call"].text("hours") == "毎日 8時から21時まで"
    (notice, *_) = prepare([folder]).report.notices
    assert "書き出したデータ" in notice


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('["n",', '["n"', "この行を読めません。"),
        ('"131121"', '"131122"', "データの番号が違います"),
        ("area:setagaya-ku", "area:nowhere", "このデータにも土台のデータにもありません"),
        ('"set:131121","data_set"', '"set:131121","data-set"', "という種類はありません"),
    ],
)
def test_what_was_spoilt_is_told(old: str, new: str, sentence: str, ward: GraphStore, tmp_path: Path) -> None:
    folder = unpacked(written(ward, "csv"), tmp_path / "out")
    path = folder / "setagaya" / ITEMS
    lines = path.read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith('["n","set:131121"'))
    lines[at] = lines[at].replace(old, new)
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(RejectedData) as caught:
        loaded_back(folder, tmp_path)
    told = [r for r in caught.value.rows if r.file == f"setagaya/{ITEMS}"]
    assert told and any(sentence in r.sentence for r in told)
    if sentence != "このデータにも土台のデータにもありません" and "番号" not in sentence:
        assert told[0].row == at + 1


def test_an_edge_between_kinds_that_it_may_not_join(ward: GraphStore, tmp_path: Path) -> None:
    folder = unpacked(written(ward, "csv"), tmp_path / "out")
    (folder / "tokyo" / "organisations.csv").unlink()
    path = folder / "tokyo" / "dataset.yaml"
    path.write_text(path.read_text("utf-8").replace('"organisations", ', ""), encoding="utf-8")
    with pytest.raises(RejectedData) as caught:
        loaded_back(folder, tmp_path)
    assert any(r.file == "tokyo/handles.csv" and r.column == "body" for r in caught.value.rows)


def test_a_file_of_items_that_nobody_lists(ward: GraphStore, tmp_path: Path) -> None:
    folder = unpacked(written(ward, "csv"), tmp_path / "out")
    path = folder / "setagaya" / "dataset.yaml"
    path.write_text(path.read_text("utf-8").replace(f', "{ITEMS}"', ""), encoding="utf-8")
    with pytest.raises(RejectedData) as caught:
        loaded_back(folder, tmp_path)
    assert any(r.value == ITEMS for r in caught.value.rows)


@given(text=st.text(max_size=8))
def test_a_set_has_a_folder_whatever_it_is_called(text: str) -> None:
    items = [Node("set:x", "data_set", "名", "X", (("code", "X"), ("folder", f"../{text}"[:20] or "a")))]
    try:
        store = reference(items)
    except InvalidGraph:  # a text that no graph takes
        return
    assert sorted(unzipped(written(store, "csv"))) == ["about.json", "x/dataset.yaml", f"x/{ITEMS}"]


def test_what_it_is_stands_beside_the_folders(ward: GraphStore) -> None:
    said = json.loads(unzipped(written(ward, "csv"))["about.json"])
    assert said["digest"] == ward.info().digest == digest_of(everything(ward))
    assert {"licence": "CC BY 4.0", "sources": 1} in said["licences"]
