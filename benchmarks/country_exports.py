"""The memory and the time of `tsunagu export` of whole graphs, one municipality to a country.

`python -m benchmarks.country_exports sqlite:1.db sqlite:100.db …` prints a Markdown table: a row a format, for each
graph the peak of resident memory (MB), seconds and the size of the file. Each export is a process of its own.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from api.exporting import ALL_FORMATS
from graph.directory import municipalities
from graph.store import open_store

_SILENT = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
_KIB = 1024  # what the kernel counts resident memory in


@dataclass(frozen=True, slots=True)
class Export:
    """One export: resident memory at most and size in MB, seconds."""

    peak: float
    seconds: float
    size: float


def main() -> int:
    """0 when every export was made."""
    urls = sys.argv[1:]
    found: dict[tuple[str, str], Export] = {}
    with tempfile.TemporaryDirectory(prefix="tsunagu-export-") as folder:
        for url in urls:
            for form in ALL_FORMATS:
                found[form, url] = _exported(url, form, Path(folder) / "file")
                print(url, form, found[form, url], file=sys.stderr, flush=True)
    print(f"| 形式 | {' | '.join(f'{_size(url):,} 市' for url in urls)} | メモリの比 |")
    print(f"| --- |{' ---: |' * (len(urls) + 1)}")
    for form in ALL_FORMATS:
        row = [found[form, url] for url in urls]
        cells = " | ".join(f"{e.peak:,.0f} MB({e.seconds:,.1f} 秒、{e.size:,.1f} MB)" for e in row)
        print(f"| `{form}` | {cells} | {row[-1].peak / row[0].peak:.2f} |")
    return 0


def _size(url: str) -> int:
    """How many municipalities there are."""
    with closing(open_store(url)) as store:
        return len(municipalities(store))


def _exported(url: str, form: str, file: Path) -> Export:
    asked = ("export", "--graph", url, "--format", form, "-o", str(file))
    words = (sys.executable, "-m", "tsunagu", *asked)
    began = time.perf_counter()
    process = os.posix_spawn(sys.executable, words, os.environ, file_actions=[_SILENT])
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{form} of {url} failed")
    return Export(used.ru_maxrss * _KIB / 1e6, time.perf_counter() - began, file.stat().st_size / 1e6)


if __name__ == "__main__":
    sys.exit(main())
