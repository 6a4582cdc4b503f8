"""The way in for a whole country: `tsunagu export --format neo4j-import`, `neo4j-admin database import`, and a server.

`python -m benchmarks.bulk sqlite:FILE [5.26|2026] [NAME=VALUE …]` tells how long each step takes and whether the graph
of the server has the digest of the file; then it serves, with these settings changed, until it is stopped by Ctrl-C.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import neo4j

from graph.exchange.neo4j_import import command
from graph.store import open_store
from tests.neo4j_server import Server, until_stopped
from tests.serving import COMMAND


def main() -> int:
    """0 when the digests are the same."""
    source, *rest = sys.argv[1:]
    line, settings = (rest[0] if rest else "5.26"), "".join(f"{one}\n" for one in rest[1:])
    with tempfile.TemporaryDirectory(prefix="tsunagu-bulk-") as name:
        server = Server(Path(name) / "neo4j", line, settings=settings)
        _imported(source, Path(name), server)
        try:
            alike = _served(source, server)
            sys.stdout.write(f"{server.url}\n")
            sys.stdout.flush()
            until_stopped()
        finally:
            server.stop()
    return 0 if alike else 1


def _imported(source: str, folder: Path, server: Server) -> None:
    archive, files = folder / "neo4j.zip", folder / "import"
    with _timed("tsunagu export"):
        words = ("export", "--graph", source, "--format", "neo4j-import", "-o", archive)
        subprocess.run([*COMMAND, *words], check=True, stdout=subprocess.DEVNULL)
    with _timed(f"unzip ({archive.stat().st_size / 1e6:.0f} MB)"):
        zipfile.ZipFile(archive).extractall(files)
    with _timed(f"neo4j-admin database import ({sum(f.stat().st_size for f in files.iterdir()) / 1e6:.0f} MB)"):
        server.admin(*re.sub(r"\\\n", "", command()).split()[1:], folder=files)


def _served(source: str, server: Server) -> bool:
    with _timed("start"):
        server.start()
    schema = server.folder.parent / "import" / "schema.cypher"
    with _timed("schema.cypher"), neo4j.GraphDatabase.driver(server.url) as driver:
        for text in filter(str.strip, schema.read_text(encoding="utf-8").split(";\n")):
            driver.execute_query(text, database_="neo4j")
        driver.execute_query("CALL db.awaitIndexes(600)", database_="neo4j")
    with closing(open_store(source)) as one, closing(open_store(server.url)) as other:
        alike = one.info().digest == other.info().digest
    store = sum(f.stat().st_size for f in (server.folder / "data" / "databases").rglob("*") if f.is_file())
    sys.stdout.write(f"digest {'the same' if alike else 'NOT THE SAME'}, store {store / 1e6:.0f} MB\n")
    return alike


@contextmanager
def _timed(what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    sys.stdout.write(f"{what}: {time.monotonic() - began:.1f} s\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
