"""One municipality among many: loading it reads of the others, on disk and in the graph, only what it must."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.fictitious import country
from graph.directory import compile_directory
from graph.errors import RejectedData
from graph.store_embedded import EmbeddedStore
from loaders import unneeded
from loaders.dataset import DataSet, read_dataset
from loaders.load import check, load, load_each
from loaders.rows import Problems
from tests.loaders.copies import add_row, drop_row, number_of, read_rows, set_cell, vocabulary, write_rows

CITIES = 6


@pytest.fixture
def cities(tmp_path: Path) -> list[Path]:
    """With a prefecture of their own, beside one another."""
    return country(tmp_path / "data", range(1, CITIES + 1))


@pytest.fixture
def store(tmp_path: Path, cities: list[Path]) -> Iterator[EmbeddedStore]:
    found = EmbeddedStore(str(tmp_path / "graph.db"))
    for _ in load_each(found, cities):
        pass
    yield found
    found.close()


def test_the_municipalities_are_sound_and_all_of_a_size(cities: list[Path], store: EmbeddedStore) -> None:
    assert check(cities).problems == ()
    sizes = {len(d.nodes) + len(d.edges) for d in (compile_directory(store, f"99{n:04}") for n in (1, CITIES))}
    assert sizes == {1134 + vocabulary() + 4}
    assert len([n for n in compile_directory(store, "990001").nodes.values() if n.dataset == "990001"]) == 195


def test_others_in_the_graph_are_not_read(cities: list[Path], store: EmbeddedStore, tmp_path: Path) -> None:
    """They could not be: what lies there is no item."""
    raw = sqlite3.connect(tmp_path / "graph.db", isolation_level=None)
    raw.execute("UPDATE node SET body = '?' WHERE dataset = '990002' AND kind != 'data_set'")
    raw.execute("UPDATE edge SET body = '?' WHERE dataset = '990002'")
    raw.close()
    services = cities[0] / "services.csv"
    drop_row(services, 2)
    set_cell(services, 2, "fee", "無料")
    result = load(store, [cities[0]])
    assert (result.added, result.changed, result.removed) == (0, 1, 4)  # the service, who gives it, two cases


def test_what_a_prefecture_may_not_lose_is_still_found(cities: list[Path], store: EmbeddedStore) -> None:
    """A source that two municipalities cite, taken away beneath them."""
    above = cities[0].parent / "kakuu" / "sources.csv"
    cells = {"publisher": "架空県", "url": "https://tsunagu.example/x", "licence": "試験", "kind": "official"}
    number = add_row(above, id="src:kakuu-x", title="架空県の便り", **cells)
    for city in cities[:2]:
        set_cell(city / "services.csv", 2, "source", "src:kakuu-x")
    for _ in load_each(store, cities[:2]):
        pass
    drop_row(above, number)
    set_cell(cities[0] / "services.csv", 2, "source", "src:kakuu0001-jigyo")
    with pytest.raises(RejectedData) as caught:
        load(store, [cities[0]])
    assert {r.value for r in caught.value.rows} == {"src:kakuu-x"}
    assert all("(990002)" in r.sentence for r in caught.value.rows)


def test_folders_beside_are_read_only_as_long_as_there_is_a_doubt(
    cities: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The vocabulary has sources that only the shipped sets cite: those two are read, and no municipality."""
    read: list[str] = []

    def reading(path: Path, problems: Problems) -> DataSet:
        read.append(path.name)
        return read_dataset(path, problems)

    monkeypatch.setattr(unneeded, "read_dataset", reading)
    assert check([cities[0]]).problems == ()
    assert sorted(read) == ["setagaya", "tokyo"]


@pytest.mark.parametrize("written", ["src:kakuu-x", "src:ｋａｋｕｕ-x"])
def test_a_source_is_needed_however_its_id_is_written(cities: list[Path], written: str) -> None:
    above = cities[0].parent / "kakuu" / "sources.csv"
    cells = {"publisher": "架空県", "url": "https://tsunagu.example/x", "licence": "試験", "kind": "official"}
    add_row(above, id="src:kakuu-x", title="架空県の便り", **cells)
    told = {(p.value, p.sentence) for p in check([cities[0]]).problems}
    assert told == {("src:kakuu-x", "どの行も引いていない出典です。")}
    set_cell(cities[3] / "services.csv", 2, "source", written)
    (problem,) = check([cities[0]]).problems
    assert problem.sentence == "kakuu0004 だけが引いています。そちらの sources.csv に置いてください。"
    set_cell(cities[4] / "services.csv", 2, "source", written)
    assert check([cities[0]]).problems == ()


def test_a_shelf_says_the_same_as_no_shelf(cities: list[Path], tmp_path: Path) -> None:
    """A fault of a municipality is told alike, whether the sets below were read before or not."""
    path = cities[1] / "handles.csv"
    number = number_of(path, body="org:kakuu0002-kokasen-1")
    write_rows(path, [*read_rows(path), read_rows(path)[number - 1]])
    set_cell(cities[1] / "sources.csv", 2, "id", "src:kakuu0001-annai")
    store = EmbeddedStore(str(tmp_path / "shelf.db"))
    loads = load_each(store, cities)
    next(loads)
    with pytest.raises(RejectedData) as caught:
        next(loads)
    assert caught.value.rows == check([cities[1]]).problems
    store.close()
