"""What the serving process holds in memory after every kind of page was asked for."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import psutil

from benchmarks.measure import Result, at_most
from tests.serving import COMMAND, fetch, serving_process

LIMIT_MB = 150 + 60  # without and for the weights of the finder
_QUESTIONS = ("不登校", "身体的虐待", "ひとり親 夜間の預かり 家庭内暴力", "発達障害", "産後うつ")
_PATHS = (
    "/",
    "/about",
    "/plan/late",
    "/network",
    "/nodes/org%3Asetagaya-jidosodanjo",
    "/nodes/kind%3Ajidokan",
    "/nodes/case%3Afutoko",
    "/api/info",
    "/api/openapi.json",
    "/api/network?view=overview",
)


def memory(graph: str, folder: Path) -> Result:
    """Resident memory of the process, its children included, after 20 rounds over all pages."""
    with serving_process(COMMAND, graph, cwd=folder) as (address, process):
        for _ in range(20):
            for path in _PATHS:
                fetch(address + path)
            for question in _QUESTIONS:
                fetch(f"{address}/find?q={quote(question)}&area={quote('等々力')}")
                fetch(f"{address}/find?q={quote(question)}&easy=1")
                fetch(f"{address}/api/find?q={quote(question)}")
        whole = psutil.Process(process.pid)
        held = sum(p.memory_info().rss for p in (whole, *whole.children(recursive=True))) / 1e6
    goal, met = at_most(held, LIMIT_MB)
    return Result(
        "動いているサーバーのメモリ(やさしい日本語の紙も出したあと)", f"{held:.0f} MB", "", None, f"{goal} MB", met
    )
