"""Bytes → text → rows of cells, as offices save them: UTF-8, BOM, cp932, CRLF, empty rows, short rows."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.rows import Problems

BLANKS = " \t\r\n\u3000\u00a0\ufeff"
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))
_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?|年(?:(\d{1,2})月(?:(\d{1,2})日)?)?)?\Z")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it was saved: its heading, and its rows with the number each has in the file."""

    file: str
    heading: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def decode(raw: bytes, file: str, problems: Problems) -> str | None:
    """The text of a file, None (and a problem) when it is in none of the encodings."""
    if raw.startswith(_UTF16_BOMS):
        problems.of(file, "UTF-16 で保存されています。UTF-8 で保存しなおしてください。", allowed="UTF-8、Shift_JIS")
        return None
    for encoding in ("utf-8", "cp932"):
        try:
            return raw.removeprefix(_UTF8_BOM).decode(encoding)
        except UnicodeDecodeError:
            continue
    problems.of(file, "文字を読めません。UTF-8 で保存しなおしてください。", allowed="UTF-8、Shift_JIS")
    return None


def read_csv(raw: bytes, file: str, problems: Problems) -> Grid | None:
    """The grid of a CSV file, None when it cannot be read at all."""
    text = decode(raw, file, problems)
    if text is None:
        return None
    rows: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows.extend((number, tuple(cells)) for number, cells in enumerate(reader, 1))
    except csv.Error:
        number = len(rows) + 1
        problems.of(file, "引用符や区切りが合わず、ここから先を読めません。", row=number, allowed="コンマ区切りの CSV")
        return None
    return grid(file, iter(rows), problems)


def grid(file: str, rows: Iterator[tuple[int, tuple[str, ...]]], problems: Problems) -> Grid | None:
    """Heading and rows, blanks at the ends gone, empty rows left out. None when there is no heading."""
    trimmed = ((n, tuple(tidy(c) for c in cells)) for n, cells in rows)
    filled = [(n, cells) for n, cells in trimmed if any(cells)]
    if not filled:
        problems.of(file, "見出しがありません。", allowed="1行目に列の名")
        return None
    heading = tuple(unicodedata.normalize("NFKC", c) for c in filled[0][1])
    while heading and not heading[-1]:
        heading = heading[:-1]
    return Grid(file, heading, tuple(filled[1:]))


def tidy(cell: str) -> str:
    """A cell in NFC without blanks at its ends."""
    cell = cell.strip(BLANKS)
    return cell if cell.isascii() else unicodedata.normalize("NFC", cell)


def halfwidth(cell: str) -> str:
    """Full-width letters, digits and marks as half-width ones: for cells that are codes and not prose."""
    return cell if cell.isascii() else unicodedata.normalize("NFKC", cell).strip(BLANKS)


def hyphenated(cell: str) -> str:
    """`halfwidth` with every dash an office types as a hyphen: for numbers of telephones and posts."""
    return cell if cell.isascii() else halfwidth(cell).translate(_HYPHENS)


def iso_date(cell: str) -> str:
    """The date as 2024, 2024-04 or 2024-04-01, also where Excel saved 2024/4/1; unread text is left as it is."""
    cell = hyphenated(cell)
    found = _DATE.match(cell)
    if not found:
        return cell
    year, month, day, kanji_month, kanji_day = found.groups()
    parts = [p for p in (month or kanji_month, day or kanji_day) if p]
    return "-".join([year, *(p.zfill(2) for p in parts)])
