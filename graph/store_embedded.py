"""The embedded engine: one SQLite file is the truth and answers.

WAL, so that readers never wait for a load nor a load for readers. synchronous = FULL: NORMAL would survive a killed
process but could forget acknowledged loads on a power cut, and loads are rare enough for one more fsync each.
A connection serves one call at a time and is kept for the next; a file that was replaced or removed is opened anew.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from graph import embedded_sql as sql
from graph.admission import admit, pack, unpack
from graph.between import between as shortest
from graph.bounds import (
    check_after,
    check_direction,
    check_edge_kinds,
    check_hops,
    check_ids,
    check_limit,
    check_node_kinds,
)
from graph.codec import decode_edge, decode_node
from graph.embedded_file import begins_strangely, is_new, pragma, read_info
from graph.embedded_write import add_up, check_held, rows_of, write
from graph.errors import InvalidGraph, StaleVersion, StoreUnavailable
from graph.model import (
    ChangeSet,
    Direction,
    EdgeId,
    EdgeKind,
    Edges,
    Matches,
    Node,
    NodeId,
    NodeKind,
    Page,
    SetCode,
    StoreInfo,
    Version,
)
from graph.store import MAX_LIMIT, GraphStore

T = TypeVar("T")
_BUSY_SECONDS = 5.0
_LAST = 2**63 - 1


@dataclass(slots=True)
class _Lent:
    """A connection, what tells its file from another of the same name, and what it last knew of the whole graph."""

    connection: sqlite3.Connection
    file: object
    state: tuple[Version, int] | None = None
    info: StoreInfo | None = None


class EmbeddedStore(GraphStore):
    """A graph in the file `path`, made with its folder when first used."""

    def __init__(self, path: str, *, busy_seconds: float = _BUSY_SECONDS) -> None:
        self._path = Path(path)
        self._busy_seconds = busy_seconds
        self._idle: list[_Lent] = []
        self._lock = threading.Lock()
        self._closed = False

    def info(self) -> StoreInfo:
        with self._lent() as lent:
            lent.connection.execute("BEGIN")
            version, _, at = lent.connection.execute(sql.META).fetchone()
            state = version, pragma(lent.connection, "data_version")  # the second moves with any other's commit
            if lent.info is None or lent.state != state:
                lent.state, lent.info = state, read_info(lent.connection, version, at)
            lent.connection.execute("COMMIT")
            return lent.info

    def get(self, ids: Collection[NodeId]) -> dict[NodeId, Node]:
        wanted = json.dumps(check_ids(ids))
        with self._connection() as connection:
            rows = connection.execute(sql.GET, (wanted,)).fetchall()
        return {node.id: node for node in self._decoded(decode_node, rows)}

    def page(self, kind: NodeKind, *, dataset: SetCode | None, after: NodeId | None, limit: int) -> Page:
        check_limit(limit)
        check_node_kinds((kind,))
        text = sql.PAGE if dataset is None else sql.PAGE_IN_SET
        values = {"kind": kind, "dataset": dataset, "after": check_after(after), "limit": limit + 1}
        nodes = self._decoded(decode_node, self._rows(text, values))
        return Page(nodes[:limit], nodes[limit - 1].id if len(nodes) > limit else None)

    def match(self, key: str, *, kinds: Collection[NodeKind], dataset: SetCode | None, limit: int) -> Matches:
        check_limit(limit)
        text = sql.MATCH if dataset is None else sql.MATCH_IN_SET
        wanted = json.dumps(check_node_kinds(kinds))
        found = self._rows(text, {"kinds": wanted, "dataset": dataset, "key": key, "limit": limit + 1})
        return Matches(self._decoded(decode_node, found[:limit]), len(found) > limit)

    def edges(
        self,
        ids: Collection[NodeId],
        *,
        kinds: Collection[EdgeKind],
        direction: Direction,
        dataset: SetCode | None,
        limit: int,
        after: EdgeId | None = None,
    ) -> Edges:
        check_limit(limit)
        check_direction(direction)
        values = {
            "ids": json.dumps(check_ids(ids)),
            "kinds": json.dumps(check_edge_kinds(kinds)),
            "dataset": dataset,
            "after": check_after(after),
            "limit": limit + 1,
        }
        found = self._rows(sql.edges(direction, in_set=dataset is not None, on=after is not None), values)
        return Edges(self._decoded(decode_edge, found[:limit]), len(found) > limit)

    def between(self, a: NodeId, b: NodeId, *, kinds: Collection[EdgeKind], max_hops: int) -> Edges | None:
        check_hops(max_hops)
        wanted = json.dumps(check_edge_kinds(kinds))
        with self._connection() as connection:
            connection.execute("BEGIN")
            held = rows_of(connection, check_ids((a, b)))
            if a not in held or b not in held:
                return None

            def links(nodes: Collection[int]) -> Iterable[tuple[int, int, int]]:
                return connection.execute(sql.LINKS, {"nodes": json.dumps(list(nodes)), "kinds": wanted}).fetchall()

            found = shortest(held[a][0], held[b][0], links, max_hops)
            if found is None:
                return None
            rows = connection.execute(sql.BODIES_OF_EDGES, (json.dumps(list(found)), MAX_LIMIT)).fetchall()
        return Edges(self._decoded(decode_edge, rows), len(found) > MAX_LIMIT)

    def apply(self, change: ChangeSet) -> Version:
        written = admit(change)  # before the write lock is taken
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            version, last_change, _ = connection.execute(sql.META).fetchone()
            if change.id == last_change:
                return int(version)
            if change.base != version:
                raise StaleVersion(change.base, version)
            if not written:
                return int(version)
            if connection.execute(sql.KNOWN_CHANGE, (change.id,)).fetchone():
                raise InvalidGraph(change.id, "この変更はもう入っています")
            check_held(connection, written)
            write(connection, written)
            add_up(connection, written)
            packed = zlib.compress(pack((w.before, w.after) for w in written).encode(), 1)
            row = (version + 1, change.id, change.at, change.by, change.why, packed)
            connection.execute(sql.ADD_CHANGE, row)
            connection.execute(sql.SET_META, (version + 1, change.id, change.at))
            connection.execute("COMMIT")
            self._settle(connection)
        return int(version) + 1

    def history(self, *, before: Version | None, limit: int) -> tuple[tuple[Version, ChangeSet], ...]:
        check_limit(limit)
        with self._connection() as connection:
            newest = _LAST if before is None else min(before, _LAST)
            rows = connection.execute(sql.HISTORY, (newest, limit)).fetchall()
        return tuple((version, self._change_set(version, *rest)) for version, *rest in rows)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for one in idle:
            one.connection.close()

    def _change_set(self, version: Version, change_id: str, at: str, by: str, why: str, packed: bytes) -> ChangeSet:
        try:
            changes = unpack(zlib.decompress(packed).decode())
        except (zlib.error, ValueError, TypeError, LookupError) as error:
            raise StoreUnavailable(sql.sentence(str(self._path), "SQLITE_CORRUPT")) from error
        return ChangeSet(version - 1, change_id, changes, by, why, at)

    def _decoded(self, read: Callable[[str], T], rows: Iterable[tuple[str]]) -> tuple[T, ...]:
        try:
            return tuple(read(body) for (body,) in rows)
        except (ValueError, TypeError, LookupError) as error:
            raise StoreUnavailable(sql.sentence(str(self._path), "SQLITE_CORRUPT")) from error

    def _rows(self, text: str, values: dict[str, str | int | None]) -> list[tuple[str]]:
        try:
            with self._connection() as connection:
                return connection.execute(text, values).fetchall()
        except UnicodeEncodeError:  # half a surrogate pair: in no text of a graph
            return []

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with self._lent() as lent:
            yield lent.connection

    @contextmanager
    def _lent(self) -> Iterator[_Lent]:
        """A connection for one call. Whatever goes wrong, it is closed, which takes back all that is not committed."""
        lent = None
        try:
            lent = self._take()
            yield lent
            if lent.connection.in_transaction:
                lent.connection.execute("ROLLBACK")
            with self._lock:
                if not self._closed:
                    self._idle.append(lent)
                    lent = None
        except sqlite3.Error as error:
            problem = getattr(error, "sqlite_errorname", str(error))
            raise StoreUnavailable(sql.sentence(str(self._path), problem)) from error
        finally:
            if lent is not None:
                lent.connection.close()

    def _settle(self, connection: sqlite3.Connection) -> None:
        """Move the log into the file, unless somebody reads: the file is then whole by itself.

        A copy of it is a graph, and a log left behind is not played into a file that takes its place.
        """
        connection.execute("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.Error):  # the change is kept either way; the next one settles it
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute(f"PRAGMA busy_timeout = {int(self._busy_seconds * 1000)}")

    def _take(self) -> _Lent:
        with self._lock:
            if self._closed:
                raise StoreUnavailable("グラフはもう閉じられています。")
            kept = self._idle.pop() if self._idle else None
        if kept is not None:
            if kept.file == self._file():
                return kept
            kept.connection.close()
            return self._take()
        connection = self._open()
        return _Lent(connection, self._file())

    def _file(self) -> object:
        """What tells this file from another of the same name."""
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._path.is_file() and begins_strangely(self._path):
                raise StoreUnavailable(sql.sentence(str(self._path), "SQLITE_NOTADB"))
        except OSError as error:
            raise StoreUnavailable(sql.sentence(str(self._path), "SQLITE_CANTOPEN")) from error
        connection = sqlite3.connect(
            self._path, timeout=self._busy_seconds, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA journal_size_limit = 67108864")  # a WAL that readers let grow is cut again
        if is_new(connection):
            connection.execute("BEGIN IMMEDIATE")
            if is_new(connection):  # still, now that no other process can be making it
                for statement in sql.TABLES.split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {sql.APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {sql.STORE_FORMAT}")
            connection.execute("COMMIT")
        if pragma(connection, "application_id") != sql.APPLICATION_ID:
            raise StoreUnavailable(sql.sentence(str(self._path), "SQLITE_NOTADB"))
        found = pragma(connection, "user_version")
        if found != sql.STORE_FORMAT:
            raise StoreUnavailable((sql.newer if found > sql.STORE_FORMAT else sql.older)(str(self._path), found))
        connection.execute("PRAGMA journal_mode = WAL")
