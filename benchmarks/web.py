"""find over HTTP against two bare routes of the same framework: one that finds too, one with the bytes ready made."""

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


def find_over_http(graph: str, folder: Path) -> Iterator[Result]:
    """Neighbouring windows of all three, so that what else the machine does hits all; the medians of their ratios."""
    asked = [f"?q={quote(q)}&area={quote(area)}&age={age}" for q, area, age in _QUESTIONS]
    paths = [f"/api/find{words}" for words in asked]
    with serving(COMMAND, graph, cwd=folder) as address:
        bodies = [fetch(address + path) for path in paths]
        with _bare(bodies, graph, folder) as bare:
            sides = [(address, paths), *((bare, [route + words for words in asked]) for route in ("/asks", "/bare"))]
            rounds = [[_rate(*side) for side in sides] for _ in range(_ROUNDS + 1)][1:]
    size = sum(len(body.encode()) for body in bodies) // len(bodies)
    ours = f"{statistics.median(r[0] for r in rounds):,.0f} 件/秒"
    what = f"`GET /api/find`(8つの問い、平均 {size:,} バイト)"
    ratio, against = _against(rounds, 1)
    goal, met = at_least(ratio, LIMIT)
    yield Result(what, ours, f"同じ問いを探して返すだけの経路 {against}", ratio, goal, met)
    ratio, against = _against(rounds, 2)
    yield Result("同", ours, f"できあがったバイト列を返すだけの経路 {against}", ratio)


def _against(rounds: list[list[float]], side: int) -> tuple[float, str]:
    ratio = statistics.median(r[0] / r[side] for r in rounds)
    return ratio, f"{statistics.median(r[side] for r in rounds):,.0f} 件/秒"


def _rate(address: str, paths: list[str]) -> float:
    at = urlsplit(address)
    return per_second(at.hostname or "", at.port or 0, paths, _SECONDS)


@contextmanager
def _bare(bodies: list[str], graph: str, folder: Path) -> Iterator[str]:
    file, port, log = folder / "bodies.json", free_port(), folder / "bare.log"
    texts = {question: body for (question, _, _), body in zip(_QUESTIONS, bodies, strict=True)}
    file.write_text(json.dumps(texts), encoding="utf-8")
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.bare", str(port), file, graph], cwd=ROOT, stdout=out, stderr=out
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/health", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)
