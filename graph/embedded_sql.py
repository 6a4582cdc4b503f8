"""The tables, statements and sentences of the embedded engine (store_embedded, embedded_write).

Lists go in as one JSON text (json_each): one statement for any number of ids, below SQLite's limit on variables. CROSS
JOIN and INDEXED BY fix the plans: statistics (ANALYZE, by somebody's hand) see a hub and would read the table whole.
tests/store/test_plans.py pins them.
"""

from __future__ import annotations

from graph.model import Direction

STORE_FORMAT = 1  # raise it when a table, the text of a body or of a search key changes; an older file is refused
APPLICATION_ID = 0x54534E47  # "TSNG": tells our file from any other SQLite file

TABLES = """
CREATE TABLE meta (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, last_change TEXT NOT NULL,
                   at TEXT NOT NULL) STRICT;
CREATE TABLE dataset (code TEXT PRIMARY KEY, digest TEXT NOT NULL, items INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE tally (kind TEXT PRIMARY KEY, items INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE node (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, dataset TEXT NOT NULL,
                   search TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX node_of_kind ON node (kind, id);
CREATE INDEX node_in_set ON node (dataset, kind, id);
CREATE TABLE edge (e INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, dataset TEXT NOT NULL,
                   tail INTEGER NOT NULL REFERENCES node (n), head INTEGER NOT NULL REFERENCES node (n),
                   body TEXT NOT NULL) STRICT;
CREATE INDEX edge_out ON edge (tail, kind, dataset, id);
CREATE INDEX edge_in ON edge (head, kind, dataset, id);
CREATE TABLE change (version INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, by TEXT NOT NULL,
                     why TEXT NOT NULL, changes BLOB NOT NULL) STRICT;
INSERT INTO meta VALUES (1, 0, '', '')
"""

# reading
META = "SELECT version, last_change, at FROM meta WHERE one = 1"
DATASETS = "SELECT code, digest, items FROM dataset ORDER BY code"
TALLIES = "SELECT kind, items FROM tally ORDER BY kind"
GET = "SELECT node.body FROM json_each(?) AS j CROSS JOIN node ON node.id = j.value ORDER BY node.id"
PAGE = "SELECT body FROM node INDEXED BY node_of_kind WHERE kind = :kind AND id > :after ORDER BY id LIMIT :limit"
PAGE_IN_SET = """SELECT body FROM node INDEXED BY node_in_set
WHERE dataset = :dataset AND kind = :kind AND id > :after ORDER BY id LIMIT :limit"""
MATCH = """SELECT node.body FROM json_each(:kinds) AS k CROSS JOIN node INDEXED BY node_of_kind ON node.kind = k.value
WHERE instr(node.search, :key) > 0 ORDER BY node.id LIMIT :limit"""
MATCH_IN_SET = """SELECT node.body FROM json_each(:kinds) AS k CROSS JOIN node INDEXED BY node_in_set
ON node.dataset = :dataset AND node.kind = k.value
WHERE instr(node.search, :key) > 0 ORDER BY node.id LIMIT :limit"""
NUMBERS = "SELECT node.id, node.n, node.kind FROM json_each(?) AS j CROSS JOIN node ON node.id = j.value"
BODIES_OF_EDGES = """SELECT edge.body FROM json_each(?) AS j CROSS JOIN edge ON edge.e = j.value
ORDER BY edge.id LIMIT ?"""
HISTORY = (
    "SELECT version, id, at, by, why, changes FROM change NOT INDEXED WHERE version < ? ORDER BY version DESC LIMIT ?"
)
_TOUCH = """SELECT edge.e, edge.tail, edge.head FROM json_each(:nodes) AS j CROSS JOIN json_each(:kinds) AS k
CROSS JOIN edge INDEXED BY {index} ON edge.{end} = j.value AND edge.kind = k.value"""
LINKS = f"{_TOUCH.format(end='tail', index='edge_out')} UNION {_TOUCH.format(end='head', index='edge_in')}"

# writing
HELD_NODES = "SELECT node.id, node.body FROM json_each(?) AS j CROSS JOIN node ON node.id = j.value"
HELD_EDGES = "SELECT edge.id, edge.body FROM json_each(?) AS j CROSS JOIN edge ON edge.id = j.value"
HELD_DATASETS = """SELECT dataset.code, dataset.digest, dataset.items
FROM json_each(?) AS j CROSS JOIN dataset ON dataset.code = j.value"""
LEFT_OVER = """SELECT edge.id FROM json_each(:nodes) AS j CROSS JOIN edge INDEXED BY edge_out ON edge.tail = j.value
UNION SELECT edge.id FROM json_each(:nodes) AS j CROSS JOIN edge INDEXED BY edge_in ON edge.head = j.value
ORDER BY 1 LIMIT 1"""
TOUCHING = """SELECT edge.body, a.kind, b.kind FROM (
SELECT edge.e FROM json_each(:nodes) AS j CROSS JOIN edge INDEXED BY edge_out ON edge.tail = j.value
UNION SELECT edge.e FROM json_each(:nodes) AS j CROSS JOIN edge INDEXED BY edge_in ON edge.head = j.value
) AS x CROSS JOIN edge ON edge.e = x.e
CROSS JOIN node AS a ON a.n = edge.tail CROSS JOIN node AS b ON b.n = edge.head"""
ADD_NODE = "INSERT INTO node (kind, dataset, search, body, id) VALUES (?, ?, ?, ?, ?)"
SET_NODE = "UPDATE node SET kind = ?, dataset = ?, search = ?, body = ? WHERE id = ?"
ADD_EDGE = "INSERT INTO edge (kind, dataset, tail, head, body, id) VALUES (?, ?, ?, ?, ?, ?)"
SET_EDGE = "UPDATE edge SET kind = ?, dataset = ?, tail = ?, head = ?, body = ? WHERE id = ?"
DROP_NODE = "DELETE FROM node WHERE n = ?"
DROP_EDGE = "DELETE FROM edge WHERE id = ?"
SET_DATASET = "INSERT INTO dataset VALUES (?, ?, ?) ON CONFLICT (code) DO UPDATE SET digest = ?2, items = ?3"
DROP_DATASET = "DELETE FROM dataset WHERE code = ?"
ADD_TALLY = "INSERT INTO tally VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET items = items + ?2"
DROP_TALLIES = "DELETE FROM tally WHERE items = 0"
KNOWN_CHANGE = "SELECT version FROM change WHERE id = ?"
ADD_CHANGE = "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)"
SET_META = "UPDATE meta SET version = ?, last_change = ?, at = ? WHERE one = 1"


def edges(direction: Direction, *, in_set: bool, on: bool = False) -> str:
    """The edges at :ids of :kinds, each once, by id; of one :dataset when `in_set`, those :after an id when `on`."""
    parts = []
    for wanted, end, index in (("out", "tail", "edge_out"), ("in", "head", "edge_in")):
        if direction in (wanted, "both"):
            parts.append(
                f"SELECT edge.e FROM json_each(:ids) AS j CROSS JOIN node ON node.id = j.value"
                f" CROSS JOIN json_each(:kinds) AS k"
                f" CROSS JOIN edge INDEXED BY {index} ON edge.{end} = node.n AND edge.kind = k.value"
                + (" AND edge.dataset = :dataset" if in_set else "")
                + (" AND edge.id > :after" if on else "")
            )
    return (
        f"SELECT edge.body FROM ({' UNION '.join(parts)}) AS x CROSS JOIN edge ON edge.e = x.e"
        " ORDER BY edge.id LIMIT :limit"
    )


def sentence(path: str, problem: str) -> str:
    """What to tell people when SQLite gives up with `problem`, the name of its result code."""
    for codes, words in _SENTENCES.items():
        if problem.startswith(codes):
            return f"{path} {words}"
    return f"{path} を使えません({problem})。何も変えていません。"


_SENTENCES = {
    (
        "SQLITE_NOTADB",
    ): "は、つなぐのグラフのファイルではありません。ファイルの名前を確かめてください。何も変えていません。",
    ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"): (
        "を、ほかの処理が使っています。終わるのを待って、もう一度ためしてください。何も変えていません。"
    ),
    ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_SHM", "SQLITE_IOERR_TRUNCATE"): (
        "に書ききれません。ディスクの空きを増やして、もう一度ためしてください。前のデータはそのままです。"
    ),
    ("SQLITE_READONLY", "SQLITE_PERM"): (
        "に書き込めません。ファイルとフォルダに書き込む許しがあるか確かめてください。何も変えていません。"
    ),
    ("SQLITE_CANTOPEN",): (
        "を開けません。フォルダがあるか、読み書きの許しがあるか確かめてください。何も変えていません。"
    ),
    ("SQLITE_CORRUPT",): "が壊れています。別の名のファイルに、控えから戻してください(tsunagu restore)。",
}


def newer(path: str, found: int) -> str:
    """The file was written by a later つなぐ."""
    return (
        f"{path} は新しい つなぐ が書いたファイルです(形式 {found}、読めるのは {STORE_FORMAT} まで)。"
        "つなぐ を新しくしてください。何も変えていません。"
    )


def older(path: str, found: int) -> str:
    """The file has a format that no step leads on from."""
    return (
        f"{path} は古い つなぐ が書いたファイルです(形式 {found}、いまは {STORE_FORMAT})。"
        "新しいファイルにデータを読み込み直してください。何も変えていません。"
    )
