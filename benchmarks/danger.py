"""`python -m benchmarks.danger`: what the urgent rules show in red, on the two named halves of the phrase files."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.directory import Directory, compile_directory
from graph.finding.urgent import fired
from graph.store_embedded import EmbeddedStore
from loaders.load import load
from loaders.shipped import shipped_data

DAY = "2026-11-25"
# the files with urgent labels and those of calm text alone, each in the order of their names, taken in turn
GROWN_ON = (
    "azukari",
    "danger",
    "gakko",
    "kurashi",
    "outside",
    "outside-harmless",
    "pairs",
    "voice-around",
    "voice-parents",
    "voice-scenes",
    "voice-workers",
    "workers",
)
MEASURED_ON = (
    "compound",
    "family",
    "karada",
    "mamoru",
    "outside-adults",
    "outside-ward",
    "shogai",
    "voice-letters",
    "voice-posts",
    "voice-search",
    "voice-young",
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A labelled phrase: the file it stands in, its first case type, and what must be shown."""

    file: str
    text: str
    case: str
    urgent: tuple[str, ...]


def phrases(folder: Path, files: Iterable[str]) -> Iterator[Phrase]:
    """The phrases of these files."""
    for name in files:
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Phrase(name, row["q"], next(iter(row["case_types"]), "-"), tuple(sorted(row["urgent"])))


def table(directory: Directory, some: list[Phrase]) -> str:
    """Danger and calm text in red: all, by file, by what must be shown and by first case type."""
    danger: Counter[str] = Counter()
    calm: Counter[str] = Counter()
    for phrase in some:
        red = bool(fired(directory, phrase.text, DAY))
        keys = ["", f"file {phrase.file}"]
        if phrase.urgent:
            keys += [f"shown {'+'.join(phrase.urgent)}", f"case {phrase.case}"]
        counts = danger if phrase.urgent else calm
        for key in keys:
            counts[f"{key} all"] += 1
            counts[f"{key} red"] += red
    keys = sorted({k[:-4] for k in (*danger, *calm) if k.endswith(" all")})
    return "\n".join(f"{key or 'all':32} danger {_share(danger, key)}  calm {_share(calm, key)}" for key in keys)


def _share(counts: Counter[str], key: str) -> str:
    count, red = counts[f"{key} all"], counts[f"{key} red"]
    return f"{red:4}/{count:4} {100 * red / count:5.1f}%" if count else "-".rjust(16)


def speed(directory: Directory, texts: list[str]) -> float:
    """The median of `fired`, in microseconds."""
    took = []
    for text in texts:
        start = time.perf_counter()
        fired(directory, text, DAY)
        took.append(time.perf_counter() - start)
    return statistics.median(took) * 1e6


def main() -> int:
    """Both halves, then how long a question takes."""
    folder = shipped_data() / "japan" / "phrases"
    with tempfile.TemporaryDirectory(prefix="tsunagu-bench-") as scratch:
        store = EmbeddedStore(str(Path(scratch) / "graph.db"))
        try:
            load(store, [shipped_data() / "setagaya"])
            directory = compile_directory(store)
        finally:
            store.close()
    texts: list[str] = []
    for title, files in (("grown on", GROWN_ON), ("measured on", MEASURED_ON)):
        some = list(phrases(folder, files))
        texts += [p.text for p in some]
        print(f"## {title}\n{table(directory, some)}\n")
    print(f"{len(directory.of('urgent_rule'))} rules, median of fired {speed(directory, texts):.0f} µs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
