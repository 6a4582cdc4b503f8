"""A question on the command line from nothing: start, read the graph, compile, answer, leave."""

from __future__ import annotations

import os
import statistics
import subprocess
import sysconfig
from pathlib import Path

from benchmarks.measure import Result, at_most, milliseconds, once

LIMIT_MS = 500


def cold_find(graph: str) -> Result:
    """Median of ten processes, each a new one."""
    command = Path(sysconfig.get_path("scripts")) / "tsunagu"
    words = [str(command), "find", "不登校", "--area", "等々力", "--age", "14", "--json"]

    def ask() -> None:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "KG_GRAPH_URL": graph})

    ask()
    seconds = statistics.median(once(ask) for _ in range(10))
    goal, met = at_most(seconds * 1000, LIMIT_MS)
    return Result("`tsunagu find` を一から", milliseconds(seconds), "", None, f"{goal} ms", met)
