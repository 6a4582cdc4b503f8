"""Which weights answer for a Directory. They are read when first asked for: numpy and the files take a quarter second.

Weights are files beside the data. A data set that has some says so (property `finder`); the most local set counts.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.directory import Directory

if TYPE_CHECKING:
    from graph.finding.learned.reader import Reader

FOLDER: Final = "finder"
_PLACES: Final = ("tsunagu_data", "data")  # beside this package: in the built wheel, in a checkout
_ROOT: Final = Path(__file__).resolve().parents[2]


class _Shelf:
    """The weights read so far, by folder."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read: dict[Path, Reader] = {}
        self.preferred: Path | None = None
        self.lent: Reader | None = None

    def get(self, folder: Path) -> Reader:
        from graph.finding.learned.reader import open_reader

        with self._lock:
            if folder not in self._read:
                self._read[folder] = open_reader(folder)
            return self._read[folder]


_SHELF: Final = _Shelf()


def prefer(folder: Path | None) -> None:
    """Answer with the weights in this folder, whatever ships; None: no longer."""
    _SHELF.preferred = folder


@contextmanager
def lent(reader: Reader) -> Iterator[None]:
    """Answer with these weights meanwhile, in the whole process: for measuring, not while serving."""
    before, _SHELF.lent = _SHELF.lent, reader
    try:
        yield
    finally:
        _SHELF.lent = before


def reader_for(directory: Directory) -> Reader | None:
    """The weights for this Directory, None where its data bring none. StoreUnavailable when they cannot be read."""
    if _SHELF.lent is not None:
        return _SHELF.lent
    bringing = [n for n in directory.of("data_set") if n.get("finder")]
    if not bringing:
        return None
    own = max(bringing, key=lambda n: directory.sets.index(n.dataset))
    folders = (_SHELF.preferred, *(_ROOT / place / own.text("folder") / FOLDER for place in _PLACES))
    found = next((f for f in folders if f is not None and f.is_dir()), None)
    return _SHELF.get(found) if found else None
