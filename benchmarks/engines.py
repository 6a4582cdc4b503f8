"""Both engines with the same municipalities, asked in turns: the table that compares them.

`python -m benchmarks.engines N=sqlite:FILE,neo4j://ADDRESS …` takes, for each number of municipalities, two graphs that
benchmarks.country (or benchmarks.bulk) filled, and writes a section of docs/benchmarks-country.md.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.country_reads import in_process, over_http
from benchmarks.country_report import TARGET, document, number

_SQLITE, _NEO4J = 1, 2  # in the place of a number of municipalities: each graph is asked of the first
_OF_MANY = ("HTTP: 初めて", "メモリ: 市を")


def main() -> int:
    """0 when all was measured."""
    rows: dict[str, dict[int, str]] = defaultdict(dict)
    sizes = []
    with tempfile.TemporaryDirectory(prefix="tsunagu-engines-") as folder:
        for pair in sys.argv[1:]:
            size, _, urls = pair.partition("=")
            sizes.append(int(size))
            one, other = urls.split(",")
            graphs = {_SQLITE: one, _NEO4J: other}
            for figures in (in_process(graphs), over_http(graphs, Path(folder), 1)):
                for what, found in figures:
                    if len(found) == len(graphs) and not what.startswith(_OF_MANY):
                        here, there = found[_SQLITE], found[_NEO4J]
                        rows[what][sizes[-1]] = f"{number(here)} · {number(there)} · {there / here:.2f}"
                        print(size, what, rows[what][sizes[-1]], file=sys.stderr)
    TARGET.write_text(document("2つを比べる", _table(sizes, rows)), encoding="utf-8")
    return 0


def _table(sizes: list[int], rows: dict[str, dict[int, str]]) -> str:
    lines = [
        ("測ったもの(SQLite · Neo4j · 比)", *(f"{n:,} 市" for n in sizes)),
        ("---", *("---:" for _ in sizes)),
        *((what, *(found.get(n, "") for n in sizes)) for what, found in rows.items()),
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
