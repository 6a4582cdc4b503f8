"""Word vectors of a package that ships them, packed: which row a word has, and the rows in 8 bits.

The wheel ja-ginza 5.3.0 holds the vectors of chiVe for 480,000 words in 20,000 rows, the commonest words first. Only
its data are read; spaCy, which it was made for, is not needed (its table of words is MessagePack, its key MurmurHash).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray

_FOLDER: Final = "ja_ginza/ja_ginza-5.3.0/vocab/"
_MASK: Final = (1 << 64) - 1
_NUMBERS: Final = {0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q", 0xD0: ">b", 0xD1: ">h", 0xD2: ">i", 0xD3: ">q"}


COMMON: Final = 100_000  # words; the rarer ones bring nothing that was measured


@dataclass(frozen=True, slots=True)
class WordVectors:
    """`rows[word]` is its row of `table`, which is in steps of `scales`; the words stand the commonest first."""

    rows: Mapping[str, int]
    table: NDArray[np.int8]
    scales: NDArray[np.uint16]


def read_wheel(wheel: Path) -> WordVectors:
    """The vectors of the commonest words in the wheel."""
    with ZipFile(wheel) as packed:
        rows = dict(_pairs(packed.read(_FOLDER + "key2row")))
        table = np.load(BytesIO(packed.read(_FOLDER + "vectors")))
        strings = json.loads(packed.read(_FOLDER + "strings.json"))
    words = {
        _murmur(w.encode("utf-8")): w for w in strings if w and not w.isspace() and "\n" not in w and "\t" not in w
    }
    common = [(words[k], row) for k, row in rows.items() if k in words and row >= 0][:COMMON]
    largest = np.abs(table).max(1)
    scales = np.maximum(np.ceil(largest * (65535 / largest.max())), 1).astype(np.uint16)
    steps = scales.astype(np.float64) * (float(largest.max()) / 65535 / 127)
    return WordVectors(dict(common), np.rint(table / steps[:, None]).astype(np.int8), scales)


def rows_as_text(rows: Mapping[str, int]) -> str:
    """One word a line, with its row."""
    return "".join(f"{word}\t{row}\n" for word, row in rows.items())


def rows_of_text(text: str) -> Mapping[str, int]:
    """What `rows_as_text` has written."""
    pairs = (line.split("\t") for line in text.split("\n") if line)
    return {word: int(row) for word, row in pairs}


def _pairs(packed: bytes) -> Iterator[tuple[int, int]]:
    """A MessagePack map of whole numbers."""
    (count,) = struct.unpack_from(">I", packed, 1)
    at = 5
    for _ in range(count):
        key, at = _number(packed, at)
        value, at = _number(packed, at)
        yield key, value


def _number(packed: bytes, at: int) -> tuple[int, int]:
    kind = packed[at]
    form = _NUMBERS.get(kind)
    if form is None:
        return (kind if kind < 0x80 else kind - 0x100), at + 1
    return int(struct.unpack_from(form, packed, at + 1)[0]), at + 1 + struct.calcsize(form)


def _murmur(data: bytes) -> int:
    """MurmurHash64A with seed 1."""
    multiplier, shift = 0xC6A4A7935BD1E995, 47
    found = (1 ^ (len(data) * multiplier)) & _MASK
    whole = len(data) // 8 * 8
    for (part,) in struct.iter_unpack("<Q", data[:whole]):
        mixed = part * multiplier & _MASK
        mixed = (mixed ^ (mixed >> shift)) * multiplier & _MASK
        found = (found ^ mixed) * multiplier & _MASK
    if data[whole:]:
        found = (found ^ int.from_bytes(data[whole:], "little")) * multiplier & _MASK
    found = (found ^ (found >> shift)) * multiplier & _MASK
    return found ^ (found >> shift)
