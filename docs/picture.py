"""Writes docs/network.svg, the picture of the ward in README: `make docs`. tests/docs holds it equal but its date."""

from __future__ import annotations

import tempfile
from pathlib import Path

from graph.directory import compile_directory
from graph.store import open_store
from loaders.load import load
from loaders.shipped import shipped_data
from visualizations.options import Options
from visualizations.svg import draw

TARGET = Path(__file__).parent / "network.svg"


def picture() -> str:
    """The picture of the shipped ward, as `tsunagu draw` makes it."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:{Path(folder) / 'graph.db'}")
        try:
            load(store, [shipped_data() / "setagaya"])
            return draw(compile_directory(store), Options())
        finally:
            store.close()


if __name__ == "__main__":
    TARGET.write_text(picture(), encoding="utf-8")
