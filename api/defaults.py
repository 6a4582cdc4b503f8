"""The defaults of the settings, apart so that the command starts without the library that reads them."""

from __future__ import annotations

from typing import Final

GRAPH_URL: Final = "sqlite:.tsunagu/graph.db"
HOST: Final = "127.0.0.1"
PORT: Final = 8000
