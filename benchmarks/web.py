"""find over HTTP against a bare route of the same framework that returns the same bytes, ready made."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from benchmarks.client import per_second
from benchmarks.measure import Result, at_least
from tests.serving import COMMAND, ROOT, fetch, free_port, serving, wait_for

LIMIT = 0.6
_ROUNDS = 7
_SECONDS = 1.5
_QUESTIONS = (
    ("不登校", "等々力", "14"),
    ("身体的虐待", "", ""),
    ("ひとり親 夜間の預かり 家庭内暴力", "弦巻", ""),
    ("発達障害の相談", "烏山", "4"),
    ("児童館", "桜新町", ""),
    ("産後うつ", "砧", ""),
    ("いじめ", "", "10"),
    ("一時保育", "用賀", "1"),
)


def find_over_http(graph: str, folder: Path) -> Result:
    """Neighbouring windows of both, so that what else the machine does hits both; the median of their ratios."""
    asked = [f"?q={quote(q)}&area={quote(area)}&age={age}" for q, area, age in _QUESTIONS]
    paths = [f"/api/find{words}" for words in asked]
    with serving(COMMAND, graph, cwd=folder) as address:
        bodies = [fetch(address + path) for path in paths]
        with _bare(bodies, folder) as bare:
            bare_paths = [f"/bare{words}" for words in asked]
            pairs = [(_rate(address, paths), _rate(bare, bare_paths)) for _ in range(_ROUNDS + 1)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    ours, there = (statistics.median(side) for side in zip(*pairs, strict=True))
    goal, met = at_least(ratio, LIMIT)
    size = sum(len(body.encode()) for body in bodies) // len(bodies)
    what = f"`GET /api/find`(8つの問い、平均 {size:,} バイト)"
    return Result(what, f"{ours:,.0f} 件/秒", f"同じバイト列を返すだけの経路 {there:,.0f} 件/秒", ratio, goal, met)


def _rate(address: str, paths: list[str]) -> float:
    at = urlsplit(address)
    return per_second(at.hostname or "", at.port or 0, paths, _SECONDS)


@contextmanager
def _bare(bodies: list[str], folder: Path) -> Iterator[str]:
    file, port, log = folder / "bodies.json", free_port(), folder / "bare.log"
    texts = {question: body for (question, _, _), body in zip(_QUESTIONS, bodies, strict=True)}
    file.write_text(json.dumps(texts), encoding="utf-8")
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.bare", str(port), file], cwd=ROOT, stdout=out, stderr=out
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/health", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)
