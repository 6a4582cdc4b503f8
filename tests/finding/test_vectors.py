"""The word vectors of the package: read from its wheel without the library it was made for."""

from __future__ import annotations

import json
import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import numpy as np

from graph.finding.learned.vectors import read_wheel, rows_as_text, rows_of_text

# the numbers that spaCy gives these words in its documentation
COFFEE, APPLE = 3197928453018144401, 8566208034543834098
FOLDER = "ja_ginza/ja_ginza-5.3.0/vocab/"


def wheel(folder: Path, pairs: tuple[tuple[int, bytes], ...], words: tuple[str, ...]) -> Path:
    """A wheel with three rows of vectors; a pair is the number of a word and its row as MessagePack has it."""
    table = BytesIO()
    np.save(table, np.array([[1.0, -2.0], [0.5, 0.25], [4.0, 0.0]], np.float32))
    keys = b"".join(b"\xcf" + struct.pack(">Q", key) + row for key, row in pairs)
    path = folder / "vectors.whl"
    with ZipFile(path, "w") as packed:
        packed.writestr(f"{FOLDER}key2row", b"\xdf" + struct.pack(">I", len(pairs)) + keys)
        packed.writestr(f"{FOLDER}vectors", table.getvalue())
        packed.writestr(f"{FOLDER}strings.json", json.dumps(words))
    return path


def test_a_word_has_the_row_that_the_package_gives_it(tmp_path: Path) -> None:
    pairs = ((COFFEE, b"\x02"), (APPLE, b"\xcd\x00\x01"), (1, b"\x00"))  # the last is of no word that is listed
    found = read_wheel(wheel(tmp_path, pairs, ("apple", "coffee", "two\nlines")))
    assert found.rows == {"coffee": 2, "apple": 1}
    assert list(found.rows) == ["coffee", "apple"]  # the commonest first, as the package has them


def test_a_word_without_a_row_is_left_out(tmp_path: Path) -> None:
    found = read_wheel(wheel(tmp_path, ((APPLE, b"\xff"),), ("apple",)))
    assert found.rows == {}


def test_rows_are_packed_in_steps_of_their_own(tmp_path: Path) -> None:
    found = read_wheel(wheel(tmp_path, (), ()))
    values = found.table * found.scales[:, None].astype(np.float64)
    ratios = values / np.abs(values).max()
    assert np.allclose(ratios, np.array([[1.0, -2.0], [0.5, 0.25], [4.0, 0.0]]) / 4, atol=0.004)
    assert np.abs(found.table).max() == 127


def test_rows_are_the_same_after_writing() -> None:
    rows = {"学校": 3, "は": 0}
    assert rows_of_text(rows_as_text(rows)) == rows
