"""The load of the ward against what it cannot do without: reading the files, and inserting the same rows in bulk."""

from __future__ import annotations

import csv
import itertools
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Result, at_most, in_turns, milliseconds
from graph.store import open_store
from loaders.check import prepare
from loaders.load import load
from loaders.shipped import shipped_data

LIMIT = 1.5
_ROUNDS = 5
_NODES = "INSERT INTO node (n, id, kind, dataset, search, body) VALUES (?, ?, ?, ?, ?, ?)"
_EDGES = "INSERT INTO edge (e, id, kind, dataset, tail, head, body) VALUES (?, ?, ?, ?, ?, ?, ?)"


def loading(folder: Path) -> Iterator[Result]:
    """Against reading the files into checked items, and against merely parsing them."""
    ward = shipped_data() / "setagaya"
    model = folder / "model.db"
    _load(model, ward)
    numbers = itertools.count()

    def ours() -> None:
        _load(folder / f"ours-{next(numbers)}.db", ward)

    def read_and_insert() -> None:
        prepare([ward])
        _insert(model, folder / f"bare-{next(numbers)}.db")

    def parse_and_insert() -> None:
        _parse(shipped_data())
        _insert(model, folder / f"bare-{next(numbers)}.db")

    here, there, ratio = in_turns(ours, read_and_insert, rounds=_ROUNDS)
    goal, met = at_most(ratio, LIMIT)
    against = f"ファイルを読んで検査する + 同じ行の一括挿入 {milliseconds(there)}"
    yield Result("世田谷区(土台を含む)を読み込む", milliseconds(here), against, ratio, goal, met)
    here, there, ratio = in_turns(ours, parse_and_insert, rounds=_ROUNDS)
    against = f"CSV と JSON を分けるだけ + 同じ行の一括挿入 {milliseconds(there)}"
    yield Result("同、検査をしない読み方と比べて", milliseconds(here), against, ratio)


def _load(path: Path, ward: Path) -> None:
    store = open_store(f"sqlite:{path}")
    try:
        load(store, [ward])
    finally:
        store.close()


def _parse(root: Path) -> None:
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                list(csv.reader(file))
        elif path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        else:
            path.read_bytes()


def _insert(model: Path, target: Path) -> None:
    """The rows of `model` into an empty file with the same tables, indexes and settings, in one transaction."""
    source = sqlite3.connect(model)
    statements = [s for (s,) in source.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")]
    nodes = source.execute("SELECT n, id, kind, dataset, search, body FROM node ORDER BY n").fetchall()
    edges = source.execute("SELECT e, id, kind, dataset, tail, head, body FROM edge ORDER BY e").fetchall()
    source.close()
    bare = sqlite3.connect(target, isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("BEGIN")
    for statement in statements:
        bare.execute(statement)
    bare.executemany(_NODES, nodes)
    bare.executemany(_EDGES, edges)
    bare.execute("COMMIT")
    bare.close()
