"""One archive file for any engine: everything a graph holds, and how it came to hold it.

A gzip of lines, UTF-8: a header (JSON), one canonical body an item, then per change set, oldest first, a line of JSON
and two lines a change. Nothing is taken from an archive before all of it was read and its digests proved.

Two ways back. `restore` takes any graph to what the archive holds in one step, as one more version: broken off, it has
changed nothing. `replay` gives an empty graph the whole history too, each change set as the version it made: broken
off, the graph is an older version of what it becomes, and the same call goes on from there.
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from graph.admission import admit, encoded, pack, unpack
from graph.changes import change_set, difference
from graph.codec import decode, digest_of, encode
from graph.errors import BadParameter, InvalidGraph, RejectedData, Rejection
from graph.model import ChangeSet, Item, SetCode, StoreInfo, Version
from graph.store import GraphStore
from graph.whole import by_id, items, of_one_version

ARCHIVE_FORMAT = 1  # raise it when a line of an archive changes its meaning
_NAME = "tsunagu-archive"
_CHANGE_SETS = 20  # in one call: a change set of a whole ward is some megabytes


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive holds, proved: the digest of the items is the one it says, and the history ends in it."""

    version: Version
    digest: str
    items: dict[str, Item]
    history: tuple[ChangeSet, ...]  # oldest first


def backup(store: GraphStore, path: Path) -> StoreInfo:
    """Write all of the graph, of one version, to `path`, which is replaced only when the archive is whole."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as raw:
                info = of_one_version(store, lambda now: _write(store, now, raw))
                os.fsync(raw.fileno())
            read(part)  # an archive that cannot be read back is none
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise BadParameter(
            "控え", str(path), f"書けませんでした({error.strerror})。別の場所を書いてください。"
        ) from error
    return info


def read(path: Path) -> Archive:
    """The archive in `path`. RejectedData when it is none, is cut short or damaged, or comes from a newer つなぐ."""
    lines = _Lines(path)
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as text:
            return _read(lines, text)
    except EOFError as error:
        raise lines.rejected("途中で切れています") from error
    except (zlib.error, gzip.BadGzipFile, UnicodeDecodeError) as error:
        raise lines.rejected("こわれています" if lines.number else "つなぐの控えではありません") from error
    except OSError as error:
        raise BadParameter("控え", str(path), f"読めませんでした({error.strerror})。") from error


def restore(store: GraphStore, archive: Archive, *, by: str) -> Version:
    """Take the graph to what the archive holds in one step; no new version when it holds that already.

    At most MAX_CHANGES items may differ. The graph keeps its own history, so `undo` takes the restore back.
    """
    info, held = of_one_version(store, lambda now: (now, by_id(items(store))))
    changes = difference(held, archive.items)
    why = f"控え(版 {archive.version}、{archive.digest[:12]})から戻す"
    return store.apply(change_set(info.version, changes, by=by, why=why))


def replay(store: GraphStore, archive: Archive) -> Version:
    """Give the graph the archive's history, each change set as the version it made.

    InvalidGraph, and nothing is changed, unless the graph is empty or holds the beginning of that very history.
    """
    current = store.info().version
    newest = store.history(before=None, limit=1)
    known = archive.history[current - 1].id if 0 < current <= len(archive.history) else ""
    if current and (not newest or newest[0][1].id != known):
        raise InvalidGraph("グラフ", "空でないので、履歴ごと戻すことはできません", "空のグラフ")
    for change in archive.history[current:]:
        admit(change)  # what today's schema refuses is found before the first is applied
    for change in archive.history[current:]:
        current = store.apply(change)
    return current


def _write(store: GraphStore, info: StoreInfo, raw: BinaryIO) -> StoreInfo:
    raw.seek(0)
    raw.truncate()
    numbers = {"items": sum(info.counts.values()), "changes": info.version}
    header = {"archive": _NAME, "format": ARCHIVE_FORMAT, "version": info.version, "digests": dict(info.digests)}
    with gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6, mtime=0, filename="") as packed:
        packed.write(f"{_json(header | numbers)}\n".encode())
        for item in items(store):
            packed.write(f"{encode(item)}\n".encode())
        for change in _oldest_first(store, info.version):
            packed.write(f"{_json(_described(change))}\n{pack(_texts(change))}".encode())
    raw.flush()
    return info


def _oldest_first(store: GraphStore, version: Version) -> Iterator[ChangeSet]:
    for last in range(0, version, _CHANGE_SETS):
        before = min(last + _CHANGE_SETS, version) + 1
        found = store.history(before=before, limit=before - 1 - last)
        yield from (change for _, change in reversed(found))


def _described(change: ChangeSet) -> dict[str, object]:
    return {"id": change.id, "by": change.by, "why": change.why, "at": change.at, "changes": len(change.changes)}


def _texts(change: ChangeSet) -> Iterator[tuple[str, str]]:
    return ((encoded(c.before), encoded(c.after)) for c in change.changes)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


class _Lines:
    """The lines of an archive, with the number of the last one for the error."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 0

    def take(self, text: Iterator[str]) -> str:
        line = next(text, "")
        if not line.endswith("\n"):
            raise self.rejected("途中で切れています")
        self.number += 1
        return line[:-1]

    def rejected(self, rule: str, *, allowed: str = "tsunagu backup で作ったファイル") -> RejectedData:
        sentence = f"{self.path.name} は{rule}。何も変えていません。"
        return RejectedData((Rejection(str(self.path), self.number or None, None, "", allowed, sentence),))


def _read(lines: _Lines, text: Iterable[str]) -> Archive:
    rest = iter(text)
    header = _header(lines, lines.take(rest))
    try:
        found = by_id(decode(lines.take(rest)) for _ in range(header["items"]))
        history = tuple(_change(lines, rest, base) for base in range(header["changes"]))
        led_to = _folded(history)
    except (ValueError, TypeError, LookupError) as error:
        raise lines.rejected("読めない行があります") from error
    if next(rest, None) is not None:
        raise lines.rejected("終わりのあとに続きがあります")
    if _digests(found.values()) != header["digests"] or len(found) != header["items"]:
        raise lines.rejected("中身と要約値が合いません")
    if led_to != found or len({c.id for c in history}) != header["version"]:
        raise lines.rejected("中身と履歴が合いません")
    return Archive(header["version"], digest_of(found.values()), found, history)


def _header(lines: _Lines, line: str) -> dict[str, Any]:
    try:
        header = json.loads(line)
        known = header["archive"] == _NAME and all(isinstance(header[k], int) for k in ("format", "version"))
    except (ValueError, TypeError, LookupError) as error:
        raise lines.rejected("つなぐの控えではありません") from error
    if not known:
        raise lines.rejected("つなぐの控えではありません")
    if header["format"] != ARCHIVE_FORMAT:
        rule = f"新しい つなぐ の控えです(形式 {header['format']}、読めるのは {ARCHIVE_FORMAT} まで)"
        raise lines.rejected(rule, allowed="つなぐ を新しくしてからもう一度")
    if not all(isinstance(header.get(k), int) for k in ("items", "changes")):
        raise lines.rejected("読めない行があります")
    return dict(header)


def _change(lines: _Lines, text: Iterator[str], base: Version) -> ChangeSet:
    said = json.loads(lines.take(text))
    packed = "".join(f"{lines.take(text)}\n" for _ in range(2 * said["changes"]))
    return ChangeSet(base, said["id"], unpack(packed), said["by"], said["why"], said["at"])


def _digests(found: Iterable[Item]) -> dict[SetCode, str]:
    per_set: dict[SetCode, list[Item]] = {}
    for item in found:
        per_set.setdefault(item.dataset, []).append(item)
    return {code: digest_of(some) for code, some in per_set.items()}


def _folded(history: Iterable[ChangeSet]) -> dict[str, Item] | None:
    """What the history leads to; None when a change does not start from what the ones before it left."""
    found: dict[str, Item] = {}
    for change in history:
        for one in change.changes:
            if found.get(one.item.id) != one.before:
                return None
            if one.after is None:
                del found[one.item.id]
            else:
                found[one.after.id] = one.after
    return found
