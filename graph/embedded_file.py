"""What a file of the embedded engine is as a whole: none yet, one of ours or something else; what it says of itself."""

from __future__ import annotations

from pathlib import Path

from graph import embedded_sql as sql
from graph.codec import MODULUS
from graph.embedded_write import Connection
from graph.model import StoreInfo, Version

_MAGIC = b"SQLite format 3\0"


def begins_strangely(path: Path) -> bool:
    """SQLite itself would take a few strange bytes for an empty file, and write over them."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) not in (b"", _MAGIC)


def is_new(connection: Connection) -> bool:
    """Whether nobody has made a table yet."""
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    return bool(tables == 0) and pragma(connection, "application_id") == 0


def pragma(connection: Connection, name: str) -> int:
    """The value of a setting that is a number."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def read_info(connection: Connection, version: Version, at: str) -> StoreInfo:
    """All that is known without reading an item: a line for each set, and there may be a country of them."""
    digests = {code: digest for code, digest, _ in connection.execute(sql.DATASETS)}
    counts = dict(connection.execute(sql.TALLIES).fetchall())
    digest = f"{sum(int(d, 16) for d in digests.values()) % MODULUS:032x}"
    return StoreInfo("sqlite", version, digest[:12], digest, digests, counts, at)
