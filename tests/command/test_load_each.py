"""`tsunagu load FOLDER…`: each folder in a step of its own, until the first error; what they share is read once."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from api.shapes import ProblemOut, RejectionOut
from benchmarks.fictitious import country
from graph.store_embedded import EmbeddedStore
from loaders.load import load, load_each
from tests.command.conftest import Tsunagu
from tests.loaders.copies import set_cell, vocabulary
from tests.shapes import assert_shape

EACH = 1134


@pytest.fixture(scope="module")
def first() -> int:
    """What the first of them brings: itself, what they share, and the prefecture."""
    return EACH + vocabulary() + 4


@pytest.fixture
def cities(tmp_path: Path) -> list[str]:
    """Three municipalities that do not exist."""
    return [str(folder) for folder in country(tmp_path / "data", range(1, 4))]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:{tmp_path / 'country.db'}"


def spoil(folder: str) -> None:
    set_cell(Path(folder) / "organisations.csv", 2, "status", "開設")


def test_each_is_a_version_and_all_are_as_in_one_step(
    tsunagu: Tsunagu, cities: list[str], url: str, tmp_path: Path, first: int
) -> None:
    done = tsunagu("load", *cities, "--graph", url)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"3フォルダを入れました。版 3 になりました(増えた {first + 2 * EACH}、変わった 0、消えた 0)。\n"
    changes = tsunagu("history", "--graph", url, "--json").json()["changes"]
    assert [c["why"] for c in changes] == [f"架空第000{n}市のデータを読み込んだ" for n in (3, 2, 1)]
    assert [c["added"] for c in changes] == [EACH, EACH, first]
    together = EmbeddedStore(str(tmp_path / "together.db"))
    load(together, [Path(c) for c in cities])
    assert tsunagu("info", "--graph", url, "--json").json()["digest"] == together.info().digest
    together.close()


def test_again_only_what_is_different(tsunagu: Tsunagu, cities: list[str], url: str) -> None:
    tsunagu("load", *cities, "--graph", url)
    set_cell(Path(cities[1]) / "services.csv", 2, "fee", "無料")
    done = tsunagu("load", *cities, "--graph", url)
    numbers = "増えた 0、変わった 1、消えた 0"
    assert done.out == f"1フォルダを入れました。2フォルダは前と同じ。版 4 になりました({numbers})。\n"
    document = tsunagu("load", *cities, "--graph", url, "--json").json()
    assert [f["folder"] for f in document["folders"]] == ["kakuu0001", "kakuu0002", "kakuu0003"]
    assert (document["problems"], document["version"], document["changed"]) == ([], 4, 0)


def test_a_folder_of_sets_stands_for_those_in_it(tsunagu: Tsunagu, cities: list[str], url: str) -> None:
    document = tsunagu("load", str(Path(cities[0]).parent), "--graph", url, "--json").json()
    assert [f["version"] for f in document["folders"]] == [1, 2, 3]


def test_a_line_for_each_where_somebody_looks_on(tsunagu: Tsunagu, cities: list[str], url: str, first: int) -> None:
    lines = tsunagu("load", *cities, "--graph", url, "--progress", "--json").err.splitlines()
    assert lines[0] == f"1/3 kakuu0001 増えた {first}、変わった 0、消えた 0"
    assert [line.split()[0] for line in lines] == ["1/3", "2/3", "3/3"]
    one = tsunagu("load", cities[0], "--graph", url, "--progress")
    assert one.err == "1/1 kakuu0001 増えた 0、変わった 0、消えた 0\n"


def test_it_stops_at_the_first_that_is_rejected(tsunagu: Tsunagu, cities: list[str], url: str, tmp_path: Path) -> None:
    spoil(cities[1])
    rejects = tmp_path / "rejects.csv"
    done = tsunagu("load", *cities, "--graph", url, "--rejects", str(rejects))
    assert (done.status, done.out) == (2, "")
    assert "kakuu0002/organisations.csv 2行 status:" in done.err
    assert "kakuu0002 で止まりました。誤りが1件あります。\n" in done.err
    assert "入れたフォルダ: 1(kakuu0001)\n入れていないフォルダ(前のまま): 2(kakuu0002、kakuu0003)\n" in done.err
    rows = list(csv.DictReader(io.StringIO(rejects.read_text(encoding="utf-8-sig"), newline="")))
    assert [r["値"] for r in rows] == ["開設"]
    assert sorted(s["code"] for s in tsunagu("info", "--graph", url, "--json").json()["sets"]) == [
        "990001", "japan", "kakuu",
    ]  # fmt: skip
    document = tsunagu("load", *cities, "--graph", url, "--json").json()
    assert (document["folder"], document["left"]) == ("kakuu0002", ["kakuu0002", "kakuu0003"])
    assert [f["folder"] for f in document["folders"]] == ["kakuu0001"]
    (problem,) = document.pop("problems")
    assert_shape(problem, RejectionOut)
    assert_shape({k: v for k, v in document.items() if k not in ("folder", "folders", "left")}, ProblemOut)


def test_the_first_may_be_the_one(tsunagu: Tsunagu, cities: list[str], url: str) -> None:
    spoil(cities[0])
    done = tsunagu("load", *cities, "--graph", url)
    assert "入れたフォルダ: なし\n入れていないフォルダ(前のまま): 3(" in done.err
    assert tsunagu("info", "--graph", url, "--json").json()["version"] == 0


def test_a_graph_that_cannot_be_reached(tsunagu: Tsunagu, cities: list[str], tmp_path: Path) -> None:
    done = tsunagu("load", *cities, "--graph", f"sqlite:{tmp_path}")
    assert (done.status, done.out) == (3, "")
    assert "kakuu0001 で止まりました。" in done.err and "入れたフォルダ: なし" in done.err


def test_a_dry_run_changes_nothing(tsunagu: Tsunagu, cities: list[str], url: str, first: int) -> None:
    done = tsunagu("load", *cities, "--graph", url, "--dry-run")
    assert done.status == 0
    assert done.out.splitlines()[0] == f"kakuu0001 増えた {first}、変わった 0、消えた 0"
    assert "どのフォルダも、いまのグラフと比べています。" in done.err
    assert tsunagu("info", "--graph", url, "--json").json()["version"] == 0


@pytest.mark.parametrize("more", [(), ("--json",), ("--dry-run",)])
def test_one_folder_is_loaded_as_with_data(
    more: tuple[str, ...], tsunagu: Tsunagu, cities: list[str], tmp_path: Path
) -> None:
    """Byte for byte, sound or not."""
    for spoiled in (False, True):
        if spoiled:
            spoil(cities[0])
        one = tsunagu("load", cities[0], "--graph", f"sqlite:{tmp_path / f'a{spoiled}.db'}", *more)
        other = tsunagu("load", "--data", cities[0], "--graph", f"sqlite:{tmp_path / f'b{spoiled}.db'}", *more)
        assert one == other
        assert one.status == (2 if spoiled else 0)


def test_folders_and_data_do_not_go_together(tsunagu: Tsunagu, cities: list[str], url: str) -> None:
    done = tsunagu("load", cities[0], "--data", cities[1], "--graph", url)
    assert (done.status, "--data を書かないでください" in done.err) == (2, True)


def test_what_they_build_on_is_read_once(cities: list[str], tmp_path: Path, first: int) -> None:
    """Gone from the disk after the first, it is not missed."""
    store = EmbeddedStore(str(tmp_path / "country.db"))
    loads = load_each(store, [Path(c) for c in cities])
    assert next(loads).added == first
    (tmp_path / "data" / "kakuu" / "areas.csv").unlink()
    assert [result.added for result in loads] == [EACH, EACH]
    store.close()
