"""The Neo4j engine: the promises of graph.store on Neo4j 5.26 and 2026, one server or a cluster.

Statements and data model: graph.neo4j_cypher; writing: graph.neo4j_write; the driver: graph.neo4j_link.
"""

from __future__ import annotations

import itertools
import json
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeVar

from graph import neo4j_cypher as cypher
from graph import neo4j_write as writing
from graph.admission import Written, admit, unpack
from graph.bounds import (
    check_after,
    check_direction,
    check_edge_kinds,
    check_hops,
    check_ids,
    check_limit,
    check_node_kinds,
)
from graph.codec import MODULUS, decode_edge, decode_node
from graph.errors import StoreUnavailable
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
from graph.neo4j_limits import check_size, memory_of
from graph.neo4j_link import PARTING, Account, Link, Run, Values, check_url, takes_no_writes
from graph.schema import schema
from graph.store import MAX_LIMIT, GraphStore

T = TypeVar("T")
READ_SECONDS = 5.0
WRITE_SECONDS = 60.0  # and one more for each thousand changes
_SETTLE_SECONDS = 5.0
_SETTLE_AFTER = 1.0  # of an open gate: a commit takes less, so whoever opened it is dead or slow
_GIVE_UP_AFTER = 15.0
_PAUSES = (0.002, 0.005, 0.01, 0.02)
_PREPARATIONS = 8
_CHANGES_AT_ONCE = 20  # of the history, in one answer: each may be as large as a data set
_LAST = 2**63 - 1


class Neo4jStore(GraphStore):
    """A graph in the database that `url` and `account` name; nothing is asked of it before the first call."""

    def __init__(self, url: str, account: Account | None = None) -> None:
        check_url(url)
        who = account or Account.of_environment()
        self._reads = Link(url, who)  # apart: a read that hangs must not cut a load off
        self._writes = Link(url, who)
        self._ready = False
        self._completing: threading.Thread | None = None
        self._memory: int | None = None  # what a transaction may take of it, where the server says so
        self._known: tuple[Version, str, Mapping[SetCode, str], Mapping[str, int]] = (-1, "", {}, {})

    def info(self) -> StoreInfo:
        version, last, digests, counts = self._known
        record = self._answer(cypher.INFO, {"version": version, "last": last}, READ_SECONDS)
        with self._understood():
            version = record["version"] or 0
            change, at, said, counted = record["found"]
            if said is not None or not version:  # else it is as it was
                digests = {code: digest for code, (digest, _) in json.loads(said or "{}").items()}
                counts = json.loads(counted or "{}")
            digest = f"{sum(int(d, 16) for d in digests.values()) % MODULUS:032x}"
        self._known = (version, change or "", digests, counts)
        if version and self._completing is None:
            self._completing = threading.Thread(target=self._complete, daemon=True, name="completing")
            self._completing.start()
        return StoreInfo("neo4j", version, digest[:12], digest, digests, counts, at or "")

    def get(self, ids: Collection[NodeId]) -> dict[NodeId, Node]:
        found = self._ask(cypher.GET, {"ids": list(check_ids(ids))})
        return {node.id: node for node in self._decoded(decode_node, found)}

    def page(self, kind: NodeKind, *, dataset: SetCode | None, after: NodeId | None, limit: int) -> Page:
        check_limit(limit)
        check_node_kinds((kind,))
        values: Values = {"kind": kind, "dataset": dataset, "after": check_after(after), "limit": limit + 1}
        if not _can_be_asked(dataset):
            return Page((), None)
        text = cypher.PAGE if dataset is None else cypher.PAGE_IN_SET
        nodes = self._decoded(decode_node, self._ask(text, values))
        return Page(nodes[:limit], nodes[limit - 1].id if len(nodes) > limit else None)

    def match(self, key: str, *, kinds: Collection[NodeKind], dataset: SetCode | None, limit: int) -> Matches:
        check_limit(limit)
        values: Values = {"kinds": list(check_node_kinds(kinds)), "dataset": dataset, "key": key, "limit": limit + 1}
        if not _can_be_asked(key, dataset):
            return Matches((), False)
        found = self._ask(cypher.match(in_set=dataset is not None, by_key=bool(key)), values)
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
        wanted, asked, start = check_edge_kinds(kinds), check_ids(ids), check_after(after)
        if not wanted or not asked or not _can_be_asked(dataset):
            return Edges((), False)
        text = cypher.edges(wanted, direction, in_set=dataset is not None, on=after is not None)
        values: Values = {"ids": list(asked), "types": [cypher.relationship(k) for k in wanted], "dataset": dataset}
        found = self._ask(text, {**values, "after": start, "limit": limit + 1})
        return Edges(self._decoded(decode_edge, found[:limit]), len(found) > limit)

    def between(self, a: NodeId, b: NodeId, *, kinds: Collection[EdgeKind], max_hops: int) -> Edges | None:
        check_hops(max_hops)
        wanted = check_edge_kinds(kinds)
        if len(check_ids((a, b))) != len({a, b}):
            return None
        text = cypher.between(wanted or tuple(schema().edges), max_hops)
        answer = self._ask(text, {"a": a, "b": b, "limit": MAX_LIMIT + 1})
        with self._understood():
            there, found = answer
        if a == b and there:
            return Edges((), False)
        if not there or not found or not wanted:
            return None
        return Edges(self._decoded(decode_edge, found[:MAX_LIMIT]), len(found) > MAX_LIMIT)

    def history(self, *, before: Version | None, limit: int) -> tuple[tuple[Version, ChangeSet], ...]:
        check_limit(limit)
        return tuple(self._past(_LAST if before is None else min(before, _LAST), limit))

    def apply(self, change: ChangeSet) -> Version:
        written = admit(change)
        self._prepare()
        check_size(written, self._memory)
        seconds = WRITE_SECONDS + len(written) / 1000
        try:
            version, wrote = self._writes.write(partial(_carry_out, change, written), seconds)
        except StoreUnavailable as error:
            return self._made(change, error)
        if wrote:
            with suppress(StoreUnavailable):  # it is in; whoever finds the gate open will shut it
                self._writes.alone(writing.SHUT_GATE, {"id": change.id}, _SETTLE_SECONDS)
        return version

    def close(self) -> None:
        if self._completing is not None:
            self._completing.join(PARTING)  # where nothing lacks it is done at once
        self._reads.close()
        self._writes.close()

    def _made(self, change: ChangeSet, error: StoreUnavailable) -> Version:
        """The version, when the change went in and only the word of it was lost; else the error, with what is there."""
        if takes_no_writes(error):
            raise error
        try:
            version, last = self._settle(change.id, (change.id,))
        except StoreUnavailable:
            told = "取り込めたかどうか、まだ分かりません。つながってから同じものを入れれば、二重にはなりません。"
            raise StoreUnavailable(f"{error.sentence}{told}") from error
        if last == change.id:
            return version
        raise StoreUnavailable(f"{error.sentence}グラフは前の版({version})のままです。何も変えていません。") from error

    def _settle(self, by: str, writers: Collection[str]) -> tuple[Version, str]:
        """Wait for the writer at work, then shut the gate for writers that are gone; the version and its change."""
        record = self._writes.alone(writing.SETTLE, {"id": by, "writers": list(writers)}, _SETTLE_SECONDS)
        return record["version"], record["last_change"]

    def _ask(self, text: str, values: Values) -> Any:
        record = self._answer(text, values, READ_SECONDS)
        with self._understood():
            return record["found"]

    def _answer(self, text: str, values: Values, seconds: float) -> Mapping[str, Any]:
        """The record of one version; asked again while a commit is under way."""
        begun = time.monotonic()
        for turn in itertools.count():
            record = self._reads.read(text, values, seconds)
            with self._understood():
                moved, busy, writers = record["version"] != record["later"], record["busy"], record["writers"]
                format_ = record["format"]
            if format_ not in (None, cypher.STORE_FORMAT):
                raise StoreUnavailable(_other_format(self._reads.address, format_))
            if not busy and not moved:
                return record
            waited = time.monotonic() - begun
            if waited > _GIVE_UP_AFTER:
                break
            if waited > _SETTLE_AFTER and busy:
                self._settle("reader", writers or ())
            time.sleep(_PAUSES[min(turn, len(_PAUSES) - 1)])
        raise StoreUnavailable(f"グラフ({self._reads.address})に書き込みが続き、そろった答えが読めません。")

    def _past(self, before: Version, limit: int) -> Iterator[tuple[Version, ChangeSet]]:
        """Some at a time: what is past does not change, so the parts fit together."""
        while limit > 0:
            found = self._ask(cypher.HISTORY, {"before": before, "limit": min(limit, _CHANGES_AT_ONCE)})
            for version, *rest in found:
                yield version, self._change_set(version, *rest)
            if len(found) < min(limit, _CHANGES_AT_ONCE):
                break
            before, limit = found[-1][0], limit - len(found)

    def _change_set(self, version: Version, change_id: str, at: str, by: str, why: str, packed: bytes) -> ChangeSet:
        with self._understood():
            changes = unpack(zlib.decompress(packed).decode())
        return ChangeSet(version - 1, change_id, changes, by, why, at)

    def _decoded(self, read: Callable[[str], T], bodies: Iterable[str]) -> tuple[T, ...]:
        with self._understood():
            return tuple(map(read, bodies))

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """What does not read as something of ours is damaged, or the other side lies."""
        try:
            yield
        except (ValueError, TypeError, LookupError, zlib.error) as error:
            raise StoreUnavailable(
                f"グラフ({self._reads.address})の中身が読めません。続くなら、控えから戻してください(tsunagu restore)。"
            ) from error

    def _prepare(self) -> None:
        """Constraints, indexes and the memory there is, before the first change of this handle."""
        if self._ready:
            return
        self._define()
        with suppress(StoreUnavailable):  # a service may hide its settings: then the server has the last word
            self._memory = memory_of(dict(self._reads.read(cypher.LIMITS, {}, READ_SECONDS)["found"]))
        self._ready = True

    def _complete(self) -> None:
        """What a graph from `neo4j-admin import` lacks, made beside the reads, which do without it and are slow.

        Who may not write, or closes before it is done, leaves it to the next.
        """
        with suppress(StoreUnavailable), self._understood():
            self._define()

    def _define(self) -> None:
        """Constraints and indexes as they must be; nothing where they are."""
        for attempt in range(_PREPARATIONS):
            present = self._reads.read(cypher.PRESENT, {}, READ_SECONDS)["found"]
            missing = cypher.missing(dict(present), mend=attempt > 0)
            if not missing:
                break
            with suppress(StoreUnavailable):  # another may be making the same; what is lacking then is seen next time
                self._writes.define([*missing, cypher.AWAIT], WRITE_SECONDS)
            time.sleep(_PAUSES[-1] * attempt)
        else:
            raise StoreUnavailable(f"グラフ({self._reads.address})の索引と制約を作れませんでした。何も変えていません。")


def _carry_out(change: ChangeSet, written: tuple[Written, ...], run: Run, beside: Run) -> tuple[Version, bool]:
    """All but the commit, which comes next: the version, and whether there is something to commit."""
    there, meta = writing.begin(run, change)
    if run(writing.GATE, {})["busy"]:
        beside(writing.CLEAR_GATE, {})  # of the dead: who holds the lock of all writers has not opened it yet
    if there is not None:
        return there, False
    made = writing.write(run, change, written, meta)
    beside(writing.OPEN_GATE, {"id": change.id})
    return made, True


def _can_be_asked(*texts: str | None) -> bool:
    """Half a surrogate pair is in no graph and cannot be sent."""
    return not any("\ud800" <= c <= "\udfff" for text in texts if text for c in text)


def _other_format(address: str, found: object) -> str:
    return (
        f"グラフ({address})は別の版の つなぐ が書いたものです(形式 {found}、読めるのは {cypher.STORE_FORMAT})。"
        "版をそろえてください。何も変えていません。"
    )
