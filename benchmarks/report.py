"""The table of docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from benchmarks.measure import Result

TARGET = Path(__file__).parents[1] / "docs" / "benchmarks.md"

_HEAD = """# 速さとメモリ

`make bench` が測り、このファイルを書きます。手で直しません。

- 比は、**同じ回の中で、交互に測った**2つの比の中央値です。機械が違っても比べられるのは、比だけです。
- 目標があり、届いたものに「○」、届かないものに「×」を付けます。1回ごとに1割ほど動きます。
- 「同じ値を作るSQL」は、同じ索引を使う1つの SQL 文と、行から値への組み立てだけのものです。
- HTTP は uvicorn を1つの過程で動かし、8本のつないだままの接続から測ります。
- 国の大きさと Neo4j は [benchmarks-country.md](benchmarks-country.md) にあります。

"""


def table(results: Iterable[Result]) -> str:
    """Markdown."""
    heads = ("測ったもの", "値", "比べたもの", "比", "目標", "")
    rows = [heads, tuple("---" for _ in heads), *(_cells(r) for r in results)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def document(results: Iterable[Result]) -> str:
    """The whole file."""
    machine = f"{os.cpu_count()} コア、Python {platform.python_version()}、SQLite {sqlite3.sqlite_version}"
    return f"{_HEAD}{date.today().isoformat()}、{machine}、{platform.system()}。\n\n{table(results)}"


def _cells(result: Result) -> tuple[str, ...]:
    ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
    mark = {None: "", True: "○", False: "×"}[result.met]
    return result.what, result.value, result.against, ratio, result.goal, mark
