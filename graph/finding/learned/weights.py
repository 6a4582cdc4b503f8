"""The weights on disk: a folder of flat arrays, the texts, and `manifest.json` that says what they were made of.

Arrays are mapped, not read: of most of them a question touches little.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from graph.errors import StoreUnavailable
from graph.finding.learned.settings import Settings
from graph.finding.learned.vectors import WordVectors, rows_as_text, rows_of_text

MANIFEST: Final = "manifest.json"
_TEXTS: Final = "phrases.txt"
_ENDS: Final = "phrases-ends.npy"  # where each line of it ends
_COMMON: Final = "common-words.txt"  # for the next training only
_FORM: Final = 2  # of the files; weights of another form are not read

Arrays = Mapping[str, Mapping[str, NDArray[Any]]]


class Texts(Protocol):
    """Texts by number."""

    def __getitem__(self, number: int, /) -> str: ...


@dataclass(frozen=True, slots=True)
class Weights:
    """All that a model is made of. `texts`: the phrases, in the order of their votes."""

    arrays: Arrays
    types: tuple[str, ...]
    settings: Settings
    texts: Texts


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a file, read when asked for."""

    file: NDArray[np.uint8]
    ends: NDArray[np.uint32]

    def __getitem__(self, number: int) -> str:
        start = int(self.ends[number - 1]) if number else 0
        return self.file[start : int(self.ends[number]) - 1].tobytes().decode("utf-8")


def save(folder: Path, weights: Weights, rows: Mapping[str, int], made_of: Mapping[str, object]) -> None:
    """Write the weights, with the rows of the word vectors; `made_of` goes into the manifest as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in _files(folder):
        old.unlink()
    for group, arrays in weights.arrays.items():
        for name, array in arrays.items():
            _put(folder / f"{group}-{name}.npy", array)
    count = len(weights.arrays["votes"]["phrases"])
    lines = [f"{' '.join(weights.texts[i].split())}\n" for i in range(count)]
    _write(folder / _TEXTS, "".join(lines))
    _put(folder / _ENDS, np.array(list(accumulate(len(line.encode()) for line in lines)), np.uint32))
    _write(folder / _COMMON, rows_as_text(rows))
    manifest = {
        "form": _FORM,
        "types": list(weights.types),
        "settings": weights.settings.as_document(),
        **made_of,
        "files": {f.name: _digest(f) for f in _files(folder)},
    }
    _write(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")


def load(folder: Path) -> Weights:
    """The weights in a folder. StoreUnavailable when they are not all there, or of another form."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["form"] != _FORM:
            raise StoreUnavailable(f"さがし方の重み({folder.name})の形が、この版のつなぐと合いません。")
        arrays: dict[str, dict[str, NDArray[Any]]] = {}
        for file in manifest["files"]:
            group, _, name = file.removesuffix(".npy").partition("-")
            if file.endswith(".npy"):
                arrays.setdefault(group, {})[name] = _mapped(folder / file)
        texts = _Lines(np.memmap(folder / _TEXTS, np.uint8, "r").view(np.ndarray), arrays.pop("phrases")["ends"])
        return Weights(arrays, tuple(manifest["types"]), Settings.of_document(manifest["settings"]), texts)
    except (OSError, ValueError, KeyError) as error:
        raise _unreadable(folder) from error


def vectors_in(folder: Path) -> WordVectors:
    """The word vectors that weights were made with, whatever form the weights have."""
    try:
        rows = rows_of_text((folder / _COMMON).read_text(encoding="utf-8"))
        table, scales = (np.array(np.load(folder / f"vectors-{name}.npy")) for name in ("table", "scales"))
    except (OSError, ValueError) as error:
        raise _unreadable(folder) from error
    return WordVectors(rows, table, scales)


def _unreadable(folder: Path) -> StoreUnavailable:
    return StoreUnavailable(f"さがし方の重み({folder.name})が読めません。つなぐを入れなおしてください。")


def _mapped(file: Path) -> NDArray[Any]:
    """The array as a plain one over the mapping: each slice of a memmap would cost a microsecond more."""
    mapped: NDArray[Any] = np.load(file, mmap_mode="r").view(np.ndarray)
    return mapped


def _files(folder: Path) -> list[Path]:
    return sorted(f for f in folder.iterdir() if f.suffix in (".npy", ".txt"))


def _put(file: Path, array: NDArray[Any]) -> None:
    written = BytesIO()
    np.save(written, np.asarray(array))
    _replace(file, written.getvalue())


def _write(file: Path, text: str) -> None:
    _replace(file, text.encode("utf-8"))


def _replace(file: Path, content: bytes) -> None:
    """In one step: who answers with the old weights has the old file mapped, and keeps it."""
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(content)
    beside.replace(file)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
