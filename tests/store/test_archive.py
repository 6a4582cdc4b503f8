"""An archive brings the same graph back, whole or not at all."""

from __future__ import annotations

import gzip
import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.archive import ARCHIVE_FORMAT, backup, read, replay, restore
from graph.errors import BadParameter, InvalidGraph, RejectedData
from graph.store import GraphStore
from graph.store_embedded import EmbeddedStore
from graph.undo import undo
from graph.verify import verify
from tests.contract.reference import Held, ReferenceStore
from tests.contract.small import SET, SOURCE, area, become, drop, held, put, within

A, B = area("area:a", "𠮷田\u2028町", aliases=("\\n", '"')), area("area:b")
GRAPH = (SET, SOURCE, A, B, within("area:a", "area:b"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    store = EmbeddedStore(str(tmp_path / "graph.db"))
    put(store, *GRAPH[:3])
    put(store, *GRAPH[3:], why="二つめ")
    yield store
    store.close()


@pytest.fixture(params=["embedded", "reference"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """An empty graph, of either engine: an archive knows none."""
    embedded = request.param == "embedded"
    store: GraphStore = EmbeddedStore(str(tmp_path / "other.db")) if embedded else ReferenceStore(Held())
    yield store
    store.close()


@pytest.fixture
def file(store: GraphStore, tmp_path: Path) -> Path:
    path = tmp_path / "graph.archive"
    backup(store, path)
    return path


def test_a_backup_says_what_it_wrote_and_leaves_nothing_beside(store: GraphStore, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    assert backup(store, folder / "a") == store.info()
    assert [p.name for p in folder.iterdir()] == ["a"]


def test_the_same_graph_makes_the_same_archive(store: GraphStore, file: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == file.read_bytes()


def test_restore_into_an_empty_graph(store: GraphStore, file: Path, other: GraphStore) -> None:
    assert restore(other, read(file), by="係") == 1
    assert held(other) == held(store)
    assert (other.info().digest, other.info().digests) == (store.info().digest, store.info().digests)
    assert verify(other) == ()


def test_a_restore_is_one_version_even_where_the_archive_holds_many(file: Path, other: GraphStore) -> None:
    """Nobody sees the versions that led to it; what it changed is one change set, and undo takes it back."""
    archive = read(file)
    assert len(archive.history) == 2
    restore(other, archive, by="係")
    ((version, change),) = other.history(before=None, limit=9)
    assert (version, len(change.changes), change.by) == (1, len(GRAPH), "係")
    assert change.why == f"控え(版 2、{archive.digest[:12]})から戻す"
    undo(other, by="係")
    assert held(other) == {}


def test_restore_replaces_what_is_there_in_one_step_and_can_be_undone(
    store: GraphStore, file: Path, other: GraphStore
) -> None:
    put(other, area("area:a"), area("area:x"), within("area:a", "area:x"))
    before = held(other)
    assert restore(other, read(file), by="係") == 2
    assert held(other) == held(store)
    assert other.history(before=None, limit=1)[0][1].by == "係"
    undo(other, by="係")
    assert held(other) == before


def test_restoring_what_is_there_makes_no_version(store: GraphStore, file: Path) -> None:
    assert restore(store, read(file), by="係") == 2
    assert len(store.history(before=None, limit=9)) == 2


def test_replay_gives_the_history_too(store: GraphStore, file: Path, other: GraphStore) -> None:
    assert replay(other, read(file)) == 2
    assert other.history(before=None, limit=9) == store.history(before=None, limit=9)
    assert other.info().digest == store.info().digest
    undo(other, by="係")
    assert held(other) == {i.id: i for i in GRAPH[:3]}


def test_a_replay_that_broke_off_goes_on(store: GraphStore, file: Path, other: GraphStore) -> None:
    archive = read(file)
    other.apply(archive.history[0])
    assert replay(other, archive) == 2
    assert replay(other, archive) == 2
    assert other.history(before=None, limit=9) == store.history(before=None, limit=9)


def test_replay_touches_no_graph_with_another_history(file: Path, other: GraphStore) -> None:
    put(other, B)
    with pytest.raises(InvalidGraph):
        replay(other, read(file))
    assert held(other) == {B.id: B}


def test_replay_touches_no_graph_that_is_further_on(store: GraphStore, file: Path) -> None:
    put(store, area("area:later"))
    with pytest.raises(InvalidGraph):
        replay(store, read(file))
    assert store.info().version == 3


def test_an_empty_graph_can_be_kept_too(other: GraphStore, store: GraphStore, tmp_path: Path) -> None:
    backup(other, tmp_path / "empty")
    assert read(tmp_path / "empty").items == {}
    restore(store, read(tmp_path / "empty"), by="係")
    assert held(store) == {}


def test_a_long_history_is_whole(store: GraphStore, tmp_path: Path, other: GraphStore) -> None:
    for n in range(45):
        (put if n % 2 else drop)(store, GRAPH[-1])
    backup(store, tmp_path / "long")
    assert len(read(tmp_path / "long").history) == 47
    assert replay(other, read(tmp_path / "long")) == 47
    assert other.history(before=None, limit=99) == store.history(before=None, limit=99)


def test_a_backup_replaces_an_older_one_only_when_it_is_whole(store: GraphStore, file: Path) -> None:
    old = file.read_bytes()
    store.close()
    with pytest.raises(Exception, match="閉じられています"):
        backup(store, file)
    assert file.read_bytes() == old
    assert not [p for p in file.parent.iterdir() if p.name.startswith(".")]


def test_others_cannot_read_an_archive(file: Path) -> None:
    """It holds the places of confidential bodies."""
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_place_where_nothing_can_be_written(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="書けませんでした"):
        backup(store, tmp_path / "no" / "folder" / "file")
    (tmp_path / "taken").mkdir()
    with pytest.raises(BadParameter, match="書けませんでした"):
        backup(store, tmp_path / "taken")


@pytest.mark.parametrize("name", ["missing", "."])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadParameter, match="読めませんでした"):
        read(tmp_path / name)


def _rewritten(file: Path, change: Callable[[list[str]], object]) -> None:
    """Change the lines inside an archive."""
    lines = gzip.decompress(file.read_bytes()).decode().split("\n")[:-1]
    change(lines)
    file.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode()))


def _refused(file: Path) -> str:
    with pytest.raises(RejectedData) as caught:
        read(file)
    (row,) = caught.value.rows
    assert row.file == str(file)
    assert row.sentence.endswith("何も変えていません。")
    return row.sentence


def test_a_newer_archive(file: Path) -> None:
    _rewritten(file, lambda lines: lines.__setitem__(0, _header(lines[0], format=ARCHIVE_FORMAT + 1)))
    assert "新しい つなぐ の控え" in _refused(file)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        "機関,電話\n".encode(),
        gzip.compress(b"{}\n", mtime=0),
        gzip.compress(b"[1]\n", mtime=0),
        gzip.compress(b"a,b\n", mtime=0),
        gzip.compress(b"\xff\xfe\n", mtime=0),
    ],
)
def test_what_is_no_archive(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    assert "つなぐの控えではありません" in _refused(tmp_path / "file") or not content


@pytest.mark.parametrize("part", [0.0, 0.01, 0.5, 0.9, 0.999])
def test_an_archive_cut_short(file: Path, part: float) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * part)])
    assert _refused(file)


def test_any_bit_that_turned(file: Path) -> None:
    """Wherever a disk errs, the archive is refused or reads as it was."""
    whole, content = read(file), file.read_bytes()
    for at in range(0, len(content), 7):
        file.write_bytes(content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :])
        try:
            assert read(file) == whole
        except RejectedData as error:
            assert error.rows[0].sentence


def _header(line: str, **other: object) -> str:
    return json.dumps(json.loads(line) | other)


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines.pop(1),
        lambda lines: lines.insert(1, lines[1]),
        lambda lines: lines.pop(),
        lambda lines: lines.append(""),
        lambda lines: lines.__setitem__(1, lines[1].replace("区のデータ", "都のデータ")),
        lambda lines: lines.__setitem__(-1, lines[-1].replace("part_of", "part_off")),
        lambda lines: lines.__setitem__(1, "[]"),
        lambda lines: lines.__setitem__(0, _header(lines[0], items=-1)),
        lambda lines: lines.__setitem__(0, _header(lines[0], changes=1)),
        lambda lines: lines.__setitem__(0, _header(lines[0], version=3)),
        lambda lines: lines.__setitem__(0, _header(lines[0], items="5")),
        lambda lines: lines.__setitem__(0, _header(lines[0], digests={})),
        lambda lines: lines.__setitem__(slice(-2, None), ["", ""]),
    ],
)
def test_an_archive_changed_by_hand(file: Path, change: Callable[[list[str]], object]) -> None:
    _rewritten(file, change)
    assert _refused(file)


def test_the_order_of_the_past_is_kept(store: GraphStore, file: Path) -> None:
    become(store, A)
    assert [c.why for c in read(file).history] == ["test", "二つめ"]
