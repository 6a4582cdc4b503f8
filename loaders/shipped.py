"""Where the data that ships with the product lies."""

from __future__ import annotations

from pathlib import Path

from graph.errors import StoreUnavailable
from loaders.settings import FILE

_PLACES = ("tsunagu_data", "data")  # beside this package: in the built wheel, in a checkout


def shipped_data() -> Path:
    """The folder that holds the shipped data sets."""
    root = Path(__file__).resolve().parent.parent
    for name in _PLACES:
        if (root / name / "japan" / FILE).is_file():
            return root / name
    raise StoreUnavailable("つなぐに付いているはずのデータが見つかりません。入れなおしてください。")
