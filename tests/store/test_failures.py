"""What goes wrong around the file: each its own clear sentence, nothing lost; once mended, the store goes on."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.changes import change_set
from graph.embedded_sql import STORE_FORMAT
from graph.errors import StoreUnavailable
from graph.model import Change, ChangeSet
from graph.store_embedded import EmbeddedStore
from graph.verify import verify
from tests.contract.small import SET, SOURCE, area, held, put
from tests.store.loader import ROOT

BASE = (SET, SOURCE, area("area:a"))


def _filled(path: Path) -> EmbeddedStore:
    store = EmbeddedStore(str(path), busy_seconds=0.2)
    put(store, *BASE)
    return store


def _refused(store: EmbeddedStore) -> str:
    """The sentence with which a question and a change are refused, both the same."""
    with pytest.raises(StoreUnavailable) as asked:
        store.info()
    with pytest.raises(StoreUnavailable) as told:
        store.apply(_one_more(0))
    assert asked.value.sentence == told.value.sentence
    return asked.value.sentence


def _one_more(base: int) -> ChangeSet:
    return change_set(base, (Change(None, area("area:more")),), by="", why="")


@contextmanager
def _raw(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def test_the_folder_is_made_when_first_used(tmp_path: Path) -> None:
    store = EmbeddedStore(str(tmp_path / "a" / "b" / "graph.db"))
    assert not (tmp_path / "a").exists()
    assert store.info().version == 0
    store.close()
    assert (tmp_path / "a" / "b" / "graph.db").exists()


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" * 200, "表,列\n".encode() * 100, b"x"])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "picture.db"
    path.write_bytes(content)
    store = EmbeddedStore(str(path))
    assert "つなぐのグラフのファイルではありません" in _refused(store)
    store.close()
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["picture.db"]


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with _raw(path) as raw:
        raw.execute("CREATE TABLE meta (version INTEGER)")
    content = path.read_bytes()
    store = EmbeddedStore(str(path))
    assert "つなぐのグラフのファイルではありません" in _refused(store)
    store.close()
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("number", "words"), [(STORE_FORMAT + 1, "新しい つなぐ が書いた"), (99, "形式 99"), (0, "古い つなぐ が書いた")]
)
def test_a_file_of_another_format_is_refused(tmp_path: Path, number: int, words: str) -> None:
    path = tmp_path / "graph.db"
    _filled(path).close()
    with _raw(path) as raw:
        raw.execute(f"PRAGMA user_version = {number}")
    store = EmbeddedStore(str(path))
    assert words in _refused(store)
    store.close()
    with _raw(path) as raw:
        assert raw.execute("SELECT count(*) FROM node").fetchone() == (len(BASE),)
        raw.execute(f"PRAGMA user_version = {STORE_FORMAT}")
    again = EmbeddedStore(str(path))
    assert verify(again) == ()
    again.close()


def test_while_another_process_writes_reading_goes_on_and_writing_waits_its_time(tmp_path: Path) -> None:
    store = _filled(tmp_path / "graph.db")
    with _raw(tmp_path / "graph.db") as raw:
        raw.execute("BEGIN IMMEDIATE")
        assert len(held(store)) == len(BASE)
        with pytest.raises(StoreUnavailable, match="ほかの処理が使っています"):
            store.apply(_one_more(1))
    assert store.apply(_one_more(1)) == 2
    store.close()


def test_a_file_that_another_process_holds_alone_is_out_of_reach_until_it_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    _filled(path).close()
    store = EmbeddedStore(str(path), busy_seconds=0.2)
    with _raw(path) as raw:
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        raw.execute("BEGIN EXCLUSIVE")
        raw.execute("UPDATE meta SET at = at")
        raw.execute("COMMIT")
        assert "ほかの処理が使っています" in _refused(store)
    assert store.info().version == 1
    store.close()


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    store = EmbeddedStore(str(path))
    put(store, *BASE, *(area(f"area:{n}", "長い名前" * 50) for n in range(200)))
    store.close()
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    store = EmbeddedStore(str(path))
    with pytest.raises(StoreUnavailable, match="壊れています"):
        held(store)
    store.close()


def test_a_body_that_cannot_be_read_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    store = _filled(path)
    with _raw(path) as raw:
        raw.execute("UPDATE node SET body = '[]' WHERE id = 'area:a'")
        raw.execute("UPDATE change SET changes = x'00'")
    with pytest.raises(StoreUnavailable, match="壊れています"):
        store.get(["area:a"])
    with pytest.raises(StoreUnavailable, match="壊れています"):
        store.history(before=None, limit=1)
    assert store.get(["src:page"]) == {SOURCE.id: SOURCE}
    store.close()


def test_a_file_put_in_the_place_of_the_old_is_read_anew(tmp_path: Path) -> None:
    path, other = tmp_path / "graph.db", tmp_path / "other.db"
    store = _filled(path)
    second = EmbeddedStore(str(other))
    put(second, *BASE)
    put(second, area("area:b"))
    second.close()
    other.replace(path)
    assert store.info().version == 2
    assert put(store, area("area:c")) == 3
    store.close()
    again = EmbeddedStore(str(path))
    assert set(again.get(["area:b", "area:c"])) == {"area:b", "area:c"}
    again.close()


def test_a_file_that_was_removed_is_not_written_to(tmp_path: Path) -> None:
    """Otherwise a load would be acknowledged that nobody can ever read."""
    store = _filled(tmp_path / "graph.db")
    for file in tmp_path.iterdir():
        file.unlink()
    assert put(store, area("area:new")) == 1
    store.close()
    again = EmbeddedStore(str(tmp_path / "graph.db"))
    assert set(held(again)) == {"area:new"}
    again.close()


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    store = EmbeddedStore(str(tmp_path))
    assert "開けません" in _refused(store)
    store.close()


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    store = EmbeddedStore(str(tmp_path / "file" / "graph.db"))
    assert "開けません" in _refused(store)
    store.close()


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that a process without rights can reach (pytest's own are closed to others)."""
    folder = Path("/tmp" if os.access("/tmp", os.W_OK) else ".").resolve() / f"tsunagu-test-{os.getpid()}"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _weak(limit: str, path: Path) -> dict[str, str]:
    """What a process finds that may not write (or only so much): an answer or a sentence for each thing it tries."""
    command = [sys.executable, "-m", "tests.store.weak", limit, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said: dict[str, str] = json.loads(done.stdout)
    return said


def test_a_file_without_leave_to_write_is_not_written(shared: Path) -> None:
    path = shared / "graph.db"
    _filled(path).close()
    path.chmod(0o444)
    said = _weak("nobody", path)
    assert "書き込む許し" in said["write"] or "読み書きの許し" in said["write"]
    path.chmod(0o644)
    _still_whole(path)


def test_a_folder_without_leave_to_write_is_not_written(shared: Path) -> None:
    path = shared / "graph.db"
    _filled(path).close()
    shared.chmod(0o555)
    said = _weak("nobody", path)
    assert "書き込む許し" in said["write"] or "読み書きの許し" in said["write"]
    shared.chmod(0o755)
    _still_whole(path)


def test_no_file_can_be_made_in_such_a_folder(shared: Path) -> None:
    shared.chmod(0o555)
    for path in (shared / "graph.db", shared / "folder" / "graph.db"):
        assert "読み書きの許し" in _weak("nobody", path)["read"]
    assert list(shared.iterdir()) == []


def test_a_file_that_may_not_be_read(shared: Path) -> None:
    path = shared / "graph.db"
    _filled(path).close()
    path.chmod(0o000)
    assert "読み書きの許し" in _weak("nobody", path)["read"]
    path.chmod(0o644)
    _still_whole(path)


def test_a_full_disk_keeps_the_old_graph(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    _filled(path).close()
    said = _weak("full", path)
    assert "空きを増やして" in said["write"]
    assert said["read"] == "1"
    assert said["after"] == "1"
    _still_whole(path)


def test_a_disk_that_is_full_from_the_start(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    assert "空きを増やして" in _weak("none", path)["read"]
    store = _filled(path)
    store.close()
    _still_whole(path)


def _still_whole(path: Path) -> None:
    store = EmbeddedStore(str(path))
    assert (store.info().version, verify(store)) == (1, ())
    assert held(store) == {i.id: i for i in BASE}
    assert put(store, area("area:more")) == 2
    store.close()
