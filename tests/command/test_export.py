"""`tsunagu export`: a file of another program, replaced when it is whole."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from graph.store_embedded import EmbeddedStore
from tests.command.conftest import Tsunagu
from tests.exampleku import CODE, ITEMS, OTHER, OTHER_CODE, stored
from tests.exchange.stores import FORMATS, written


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(name: str, tsunagu: Tsunagu, tmp_path: Path) -> None:
    file = tmp_path / "out"
    done = tsunagu("export", "--format", name, "-o", str(file), "--json")
    assert (done.status, done.err) == (0, "")
    store = EmbeddedStore(str(tmp_path / "graph.db"))
    assert file.read_bytes() == written(store, name)
    info = store.info()
    said = {"file": str(file), "format": name, "data_version": info.data_version, "digest": info.digest}
    assert done.json() == {**said, "sets": [CODE], "bytes": file.stat().st_size}
    assert "に書きました" in tsunagu("export", "--format", name, "-o", str(file)).out
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    store.close()


def test_what_was_written_is_loaded(tsunagu: Tsunagu, tmp_path: Path) -> None:
    tsunagu("export", "--format", "csv", "-o", str(tmp_path / "out.zip"))
    zipfile.ZipFile(io.BytesIO((tmp_path / "out.zip").read_bytes())).extractall(tmp_path / "out")
    done = tsunagu("load", "--data", str(tmp_path / "out"), "--graph", f"sqlite:{tmp_path / 'back.db'}", "--json")
    assert (done.status, done.json()["added"]) == (0, len(ITEMS) - 1)  # the hidden place stays behind


def test_one_of_several_municipalities(tsunagu: Tsunagu, tmp_path: Path) -> None:
    url = stored(tmp_path / "two", *ITEMS, *OTHER)
    words = ("export", "--graph", url, "--format", "json-graph", "-o", str(tmp_path / "out"))
    assert tsunagu(*words, "--json").json()["sets"] == [OTHER_CODE, CODE]
    assert tsunagu(*words, "--set", OTHER_CODE, "--json").json()["sets"] == [OTHER_CODE]
    assert list(json.loads((tmp_path / "out").read_bytes())["graph"]["nodes"]) == ["set:999998", "area:betsuku"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--format", "pdf"), "json-graph"),
        (("--format", "csv", "--set", "000000"), "999999(例区)"),
        ((), "--format が要ります"),
    ],
)
def test_what_cannot_be_read_writes_nothing(
    words: tuple[str, ...], sentence: str, tsunagu: Tsunagu, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("前のまま", encoding="utf-8")
    done = tsunagu("export", *words, "-o", str(tmp_path / "out"))
    assert done.status == 2 and sentence in done.err
    assert (tmp_path / "out").read_text("utf-8") == "前のまま"
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file() and not p.name.startswith("graph")) == ["out"]


def test_a_folder_that_is_not_there(tsunagu: Tsunagu, tmp_path: Path) -> None:
    done = tsunagu("export", "--format", "csv", "-o", str(tmp_path / "none" / "out.zip"))
    assert (done.status, "見つかりません" in done.err) == (2, True)
