"""The table of docs/benchmarks-country.md: a row a measurement, a column a size, the growth from first to last."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

TARGET = Path(__file__).parents[1] / "docs" / "benchmarks-country.md"
# what one municipality is asked may hardly grow with the number of the others, nor the memory of who serves them
GROWTH = 1.2
MEMORY_MB = 300

_HEAD = """# 国の大きさで

`python -m benchmarks.country --url URL --write` が測り、このファイルを書きます。手で直しません。

- 架空の市(架空第0001市から)を、製品の読み込みで1つのグラフに入れ、どの大きさでも同じ問いを同じ市にたずねます。
- 1つの市は、人口7万ほどの市の大きさで、節 195、関係 939 です。全国の語彙(data/japan)と架空の県は共有します。
- 単位のない行はミリ秒で、中央値です。3つの大きさを交互に測ります(Neo4j は、大きさごとに1つのサーバーを立てます)。
- HTTP は、1つの過程に8本のつないだままの接続でたずねたときの、1件あたりの時間です。
- 「比」は、いちばん大きいものを、いちばん小さいもので割ったものです。グラフによらない「物差し」の比と見くらべます。
- 2つを比べる表は、同じ回に、同じ大きさの SQLite と Neo4j を交互に測ったものです(`python -m benchmarks.engines`)。
- 目標があり、届いたものに「○」、届かないものに「×」を付けます。
"""
_MAY_NOT_GROW = ("find(", "1つのもの", "HTTP: `GET", "HTTP: 機関")

_Rows = Mapping[str, Mapping[int, float]]


def table(sizes: Sequence[int], rows: _Rows) -> str:
    """Markdown."""
    lines: list[tuple[str, ...]] = [
        ("測ったもの", *(f"{n:,} 市" for n in sizes), "比", "目標", ""),
        ("---", *("---:" for _ in sizes), "---:", "---", "---"),
        *(tuple(_cells(name, [found.get(n) for n in sizes])) for name, found in rows.items()),
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def document(name: str, lines: str) -> str:
    """The file with the section of this name made anew, what stands by hand below its table kept, and the others."""
    old = TARGET.read_text(encoding="utf-8") if TARGET.is_file() else ""
    sections = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", old, re.MULTILINE | re.DOTALL))
    by_hand = "".join(f"\n{part}\n" for part in sections.get(name, "").strip().split("\n\n")[2:])
    machine = f"{os.cpu_count()} コア、Python {platform.python_version()}、{platform.system()}"
    sections[name] = f"\n{date.today().isoformat()}、{machine}。\n\n{lines}{by_hand}"
    return _HEAD + "".join(f"\n## {title}\n\n{text.strip()}\n" for title, text in sections.items())


def _cells(name: str, values: list[float | None]) -> Iterator[str]:
    yield name
    yield from ("" if v is None else number(v) for v in values)
    first, last = values[0], values[-1]
    ratio = last / first if first and last and len(values) > 1 else None
    yield "" if ratio is None else f"{ratio:.2f}"
    if name.startswith(_MAY_NOT_GROW) and ratio is not None:
        yield from (f"≤ {GROWTH:g}", "○" if ratio <= GROWTH else "×")
    elif name.startswith("メモリ") and last is not None:
        yield from (f"< {MEMORY_MB} MB", "○" if last < MEMORY_MB else "×")
    else:
        yield from ("", "")


def number(value: float) -> str:
    """Three figures."""
    return f"{value:.3f}" if value < 1 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"
