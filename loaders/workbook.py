"""A data set kept in Excel: one .xlsx with one sheet a table, cells turned into the text a CSV would hold."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from loaders.reading import Grid, grid
from loaders.rows import Problems

if TYPE_CHECKING:  # openpyxl takes a fifth of a second to import: only where a workbook is read
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

    _Cell = Cell | MergedCell | ReadOnlyCell | EmptyCell


def read_workbook(raw: bytes, file: str, problems: Problems) -> Mapping[str, Grid]:
    """The grids by sheet; empty sheets are left out. Formulas stay as they are written, and so are refused."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    found: dict[str, Grid] = {}
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False)
        for sheet in book.worksheets:
            rows = list(_rows(sheet.iter_rows()))
            if any(any(cells) for _, cells in rows):
                read = grid(f"{file}#{sheet.title}", iter(rows), problems)
                if read is not None:
                    found[sheet.title.strip().removesuffix(".csv")] = read
        book.close()
    except (BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, OSError):
        problems.of(file, "Excel のファイルとして読めません。", allowed=".xlsx で保存したもの")
    return found


def _rows(rows: Iterator[tuple[_Cell, ...]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in enumerate(rows, 1):
        yield number, tuple(_text(cell) for cell in cells)


def _text(cell: _Cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return _date(value, str(cell.number_format))
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)


def _date(value: date, shown_as: str) -> str:
    """A date as far as the cell shows it: Excel turns a typed 2024-06 into the first of June shown as a month."""
    form = shown_as.lower()
    if "d" not in form and "日" not in form and form != "general":
        return value.strftime("%Y-%m" if "m" in form or "月" in form else "%Y")
    return value.strftime("%Y-%m-%d")
