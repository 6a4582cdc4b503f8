"""Copies of the shipped data that a test may spoil, cell by cell."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from loaders.check import prepare
from loaders.shipped import shipped_data

SHARED = Path(__file__).parents[3] / "shared"
SETS = ("japan", "tokyo", "setagaya")
ROOT = Path(__file__).parents[2]


def copy_data(to: Path) -> Path:
    """The shipped data in a folder of its own; the ward's folder is the answer."""
    for name in SETS:
        shutil.copytree(shipped_data() / name, to / name, ignore=without_weights)
    return to / "setagaya"


def vocabulary() -> int:
    """How many items every municipality shares."""
    return len(prepare([shipped_data() / "japan"]).items["japan"])


def without_weights(folder: str, names: list[str]) -> list[str]:
    """For copying: of the weights only what the loader reads of them; the rest is 27 MB."""
    return [n for n in names if n != "manifest.json"] if Path(folder).name == "finder" else []


def read_rows(path: Path) -> list[list[str]]:
    """Heading and rows of a CSV file."""
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def write_rows(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """A CSV file as the shipped ones are written."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


def set_cell(path: Path, number: int, column: str, value: str) -> None:
    """One cell; `number` counts the heading as 1."""
    rows = read_rows(path)
    rows[number - 1][rows[0].index(column)] = value
    write_rows(path, rows)


def cell(path: Path, number: int, column: str) -> str:
    """What one cell holds."""
    rows = read_rows(path)
    return rows[number - 1][rows[0].index(column)]


def number_of(path: Path, **cells: str) -> int:
    """The number of the first row with these cells."""
    heading, *rows = read_rows(path)
    for number, row in enumerate(rows, 2):
        if all(row[heading.index(c)] == v for c, v in cells.items()):
            return number
    raise LookupError(f"{path.name}: {cells}")


def drop_row(path: Path, number: int) -> None:
    """Take a row out."""
    rows = read_rows(path)
    del rows[number - 1]
    write_rows(path, rows)


def add_row(path: Path, **cells: str) -> int:
    """A row at the end, empty but for these cells; its number."""
    rows = read_rows(path)
    rows.append([cells.get(c, "") for c in rows[0]])
    write_rows(path, rows)
    return len(rows)


def each_csv(folder: Path, change: Callable[[str], bytes]) -> None:
    """Every CSV of the data beside a ward's folder, its text turned into other bytes."""
    for path in sorted(folder.parent.glob("*/*.csv")):
        path.write_bytes(change(path.read_text(encoding="utf-8")))
