"""CSV as bytes, a row at a time: for offices (BOM, CRLF, no formula) and for programs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from graph.text import like_a_formula

BOM = b"\xef\xbb\xbf"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z")


def sheet(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """For spreadsheets. A cell that would be read as a formula gets an apostrophe before it, as one types it there."""
    yield BOM
    yield from _lines(([_harmless(c) for c in row] for row in rows), "\r\n")


def plain(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """For programs: UTF-8 and line feeds, every cell as it is."""
    yield from _lines(rows, "\n")


def _harmless(cell: str) -> str:
    return f"'{cell}" if like_a_formula(cell) and not _NUMBER.match(cell) else cell


def _lines(rows: Iterable[Sequence[str]], end: str) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator=end)
    for row in rows:
        writer.writerow(row)
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
