"""Two municipalities that do not exist, alike in every name and number, in one graph."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.fictitious import country
from graph.store_embedded import EmbeddedStore
from loaders.load import load

CODES = ("990001", "990002")


def graph(folder: Path) -> str:
    """The URL of a graph that holds both."""
    store = EmbeddedStore(str(folder / "graph.db"))
    for city in country(folder / "data", (1, 2)):
        _make_alike(city)
        load(store, [city])
    store.close()
    return f"sqlite:{folder / 'graph.db'}"


def own(text: str, code: str) -> bool:
    """Whether nothing of the other municipality is in a text."""
    other = CODES[code == CODES[0]]
    return not re.search(rf"kakuu{other[2:]}|{other}", text)


def _make_alike(folder: Path) -> None:
    """Take the number out of every name and reading: only ids, codes and addresses tell the two apart."""
    for path in (*folder.glob("*.csv"), folder / "dataset.yaml"):
        text = re.sub(r"架空第\d{4}市", "架空市", path.read_text(encoding="utf-8"))
        path.write_text(re.sub(r"カクウダイゼロゼロゼロ(?:イチ|ニ)シ", "カクウシ", text), encoding="utf-8")
