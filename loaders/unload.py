"""The way out of the graph: every set as a folder that `load` takes back to the very same items (format `csv`).

What a row can say goes into the tables; whatever no row says exactly (pages of a plan and what was read from them, the
registry, a set's own settings) goes into items.jsonl. A row is written only when reading it gives what the graph holds.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from graph.codec import encode
from graph.exchange.about import about
from graph.exchange.content import Content
from graph.exchange.packed import Member, packed
from graph.exchange.tables import plain
from graph.model import Item, Node, SetCode
from loaders.chain import Chain
from loaders.check_cells import check_cells
from loaders.dataset import FOLDER_NAME, DataSet
from loaders.exported import ITEMS
from loaders.facts import Facts
from loaders.rows import Problems, Row
from loaders.settings import FILE, Settings
from loaders.tables import tables
from loaders.unload_rows import rows_of

_NOTE = """# つなぐ が書き出したデータ。tsunagu load --data で、このまま読み込める。
# 表で言えないもの(計画の紙面、制度のレジストリ、このデータの設定)は items.jsonl にある。
"""


def unload(content: Content) -> Iterator[bytes]:
    """The zip: about.json, and a folder a set."""
    yield from packed(_members(content))


def _members(content: Content) -> Iterator[Member]:
    said = json.dumps(about(content).document(), ensure_ascii=False, indent=1)
    yield "about.json", (f"{said}\n".encode(),)
    needed = {base for bases in content.bases.values() for base in bases}
    folders = _folders(content)
    kept: dict[SetCode, DataSet] = {}
    for code in content.sets:
        nodes, edges = content.of_set(code)
        items: dict[str, Item] = {n.id: n for n in nodes}
        items.update((e.id, e) for e in edges)
        below = tuple(kept[b] for b in content.bases.get(code, ()) if b in kept)
        own, rest = _told(_empty(code, folders, content, nodes), below, items)
        if code in needed:
            kept[code] = own
        yield from _files(own, rest)


def _folders(content: Content) -> Mapping[SetCode, str]:
    """The folder of each set: that which it was loaded from, else its code, else a number."""
    found: dict[SetCode, str] = {}
    told = {n.text("code"): n.text("folder") for n in content.nodes("data_set")}
    for number, code in enumerate(content.sets):
        spare = (f"set-{number}-{n}" for n in range(len(content.sets)))
        names = (told.get(code, ""), code.lower(), *spare)
        found[code] = next(n for n in names if FOLDER_NAME.match(n) and n not in found.values())
    return found


def _empty(code: SetCode, folders: Mapping[SetCode, str], content: Content, nodes: Sequence[Node]) -> DataSet:
    own = next((n for n in nodes if n.kind == "data_set" and n.text("code") == code), None)
    name = own.name if own else code
    texts = {"code": code, "name": "".join(c if c.isprintable() else " " for c in name)}
    if own and own.text("area"):
        texts["area"] = own.text("area")
    folder = folders[code]
    lists = {"builds_on": tuple(folders[b] for b in content.bases.get(code, ()) if b in folders)}
    settings = Settings(f"{folder}/{FILE}", texts, lists, {}, {})
    return DataSet(folder, Path(folder), settings, {}, {}, (), ())


def _told(
    empty: DataSet, below: tuple[DataSet, ...], items: Mapping[str, Item]
) -> tuple[DataSet, tuple[Item, ...]]:  # fmt: skip
    """The set with the rows that say exactly what the graph holds, and the items that no such row says."""
    rows = rows_of(items, empty)
    while True:
        own = replace(empty, tables=rows)
        chain = Chain((*below, own))
        wrong = _refused(chain)
        if not wrong:
            made, wrong = _compared(chain, items)
            if not wrong:
                return own, tuple(item for i, item in sorted(items.items()) if i not in made)
        rows = {t: tuple(r for r in some if (r.file, r.number) not in wrong) for t, some in rows.items()}


def _refused(chain: Chain) -> Collection[tuple[str, int]]:
    """The rows that could not be loaded."""
    problems = Problems()
    check_cells(chain, problems)
    return {(r.file, r.row) for r in problems.all() if r.row is not None}


def _compared(
    chain: Chain, items: Mapping[str, Item]
) -> tuple[Mapping[str, Row], Collection[tuple[str, int]]]:  # fmt: skip
    """The items that rows make, and the rows of which one is not as the graph holds it or is made by another too."""
    made: dict[str, Row] = {}
    wrong: set[tuple[str, int]] = set()
    for fact in Facts(chain).of_tables():
        if fact.row is not None:
            if items.get(fact.item.id) != fact.item or fact.item.id in made:
                wrong.add((fact.row.file, fact.row.number))
            made[fact.item.id] = fact.row
    return made, wrong


def _files(own: DataSet, rest: tuple[Item, ...]) -> Iterator[Member]:
    filled = {name: rows for name, rows in own.tables.items() if rows}
    listed = [*filled, *([ITEMS] if rest else [])]
    lists = {**own.settings.lists, "tables": tuple(listed)}
    said = {**own.settings.texts, **{k: list(v) for k, v in lists.items() if v}}
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items())
    yield f"{own.folder}/{FILE}", (f"{_NOTE}{lines}".encode(),)
    for name, rows in filled.items():
        columns = [c.name for c in tables()[name].columns]
        cells = ([row[c] for c in columns] for row in rows)
        yield f"{own.folder}/{name}.csv", plain(_with_heading(columns, cells))
    if rest:
        yield f"{own.folder}/{ITEMS}", (f"{encode(item)}\n".encode() for item in rest)


def _with_heading(columns: Sequence[str], rows: Iterator[list[str]]) -> Iterator[Sequence[str]]:
    yield columns
    yield from rows
