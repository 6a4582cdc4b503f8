"""One folder of data, read: its settings, its rows, its plan pages, its registry and what its phrases are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.model import Item
from loaders.columns import Column, Form, Table
from loaders.exported import ITEMS, read_items
from loaders.reading import Grid, decode, halfwidth, hyphenated, iso_date, read_csv, tidy
from loaders.records import canonical
from loaders.registry import Programme, read_registry
from loaders.rows import Problems, Row
from loaders.settings import FILE, Settings, read_settings
from loaders.tables import tables
from loaders.workbook import read_workbook

PAGES = "pages/"
PHRASES = "phrases/"
PHRASES_FILE = "phrases.jsonl"  # of a set with one author
FINDER = "finder/"  # what `tsunagu train` made of the phrases
_MANIFEST = "manifest.json"
_FOLDERS = (PAGES, PHRASES, FINDER)
_BESIDE = (*_FOLDERS, PHRASES_FILE)
FOLDER_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")
_TABLE_FILES = (".csv", ".xlsx", ".json")
_NO_TABLES = (".json", ".jsonl", "/")
_OTHER_SHEETS = (".xls", ".xlsm", ".ods", ".tsv")
_READERS: Mapping[Form, Callable[[str], str]] = {
    Form.DATE: iso_date,
    Form.PHONE: hyphenated,
    Form.POSTAL: hyphenated,
    **dict.fromkeys(
        (Form.CHOICE, Form.CODE, Form.ID, Form.IDS, Form.STAGES, Form.INTEGER, Form.NUMBER, Form.YES_NO, Form.HOURS),
        halfwidth,
    ),
}


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set as its folder holds it. `folder` is its name, which other sets call it by."""

    folder: str
    path: Path
    settings: Settings
    tables: Mapping[str, tuple[Row, ...]]
    pages: Mapping[str, str]  # file name → text
    programmes: tuple[Programme, ...]
    phrases: tuple[str, ...]  # one record a file
    items: tuple[Item, ...] = ()  # what no table says, of a set that was written out of a graph
    finder: str = ""  # the fingerprint of the weights' manifest

    @property
    def code(self) -> str:
        """What the graph knows the set by."""
        return self.settings.text("code")

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table of this set."""
        return self.tables.get(table, ())


def read_dataset(path: Path, problems: Problems) -> DataSet:
    """The data set in a folder. What cannot be read is a problem, and is left out."""
    folder = path.name
    if not FOLDER_NAME.match(folder):
        problems.of(folder, "フォルダの名は id の一部になります。", value=folder, allowed="英小文字、数字、- と _")
    settings = settings_of(path, problems)
    listed = settings.list("tables")
    found = _grids(path, problems)
    names = {n for n in listed if n.endswith(".json") or n in _BESIDE}
    _check_listed(path, listed, found, problems)
    return DataSet(
        folder,
        path,
        settings,
        {n: _rows(found[n], tables()[n], folder, problems) for n in listed if n in found and n in tables()},
        _pages(path, problems) if PAGES in names else {},
        tuple(p for n in sorted(names) if n.endswith(".json") for p in _registry(path / n, problems)),
        tuple(_phrases(path, names, problems)),
        _items(path / ITEMS, problems) if ITEMS in listed else (),
        _finder(path, problems) if FINDER in names else "",
    )


def settings_of(path: Path, problems: Problems) -> Settings:
    """The settings in a folder, without its tables."""
    name = f"{path.name}/{FILE}"
    raw = _bytes(path / FILE, problems)
    text = decode(raw, name, problems) if raw is not None else None
    return read_settings(text, name, problems) if text is not None else Settings(name, {}, {}, {}, {})


def as_read(column: Column, cell: str) -> str:
    """What a cell of this column is once it was written to a file and read again."""
    reader = _READERS.get(column.form)
    found = tidy(cell)
    return reader(found) if reader is not None and found else found


def _bytes(path: Path, problems: Problems) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = "ファイルがありません。" if isinstance(error, FileNotFoundError) else "ファイルを開けません。"
        problems.of(f"{path.parent.name}/{path.name}", reason, allowed="読めるファイル")
        return None


def _files(path: Path) -> list[Path]:
    """What lies in the folder; hidden files and those Excel makes while a book is open are nobody's data."""
    return sorted(p for p in path.iterdir() if not p.name.startswith((".", "~$"))) if path.is_dir() else []


def _grids(path: Path, problems: Problems) -> Mapping[str, Grid]:
    files = _files(path)
    sheets = [p for p in files if p.suffix == ".csv"]
    books = [p for p in files if p.suffix == ".xlsx"]
    if len(books) > 1 or (books and sheets):
        names = "、".join(p.name for p in (*books, *sheets[:3]))
        sentence = "CSVの表とExcelのファイルが、どちらもあるか2つ以上あります。"
        problems.of(path.name, sentence, value=names, allowed="CSVだけか、Excelのファイル1つだけ")
    for p in files:
        if p.suffix in _OTHER_SHEETS:
            problems.of(f"{path.name}/{p.name}", "この形のファイルは読みません。", allowed=".csv か .xlsx")
    found: dict[str, Grid] = {}
    for p in books[:1]:
        raw = _bytes(p, problems)
        found.update(read_workbook(raw, f"{path.name}/{p.name}", problems) if raw is not None else {})
    for p in sheets:
        raw = _bytes(p, problems)
        read = read_csv(raw, f"{path.name}/{p.name}", problems) if raw is not None else None
        if read is not None:
            found[p.stem] = read
    return found


def _check_listed(path: Path, listed: tuple[str, ...], found: Mapping[str, Grid], problems: Problems) -> None:
    for name in sorted(found.keys() - set(listed)):
        known = "dataset.yaml の tables に書いた表" if name in tables() else "、".join(tables())
        problems.of(found[name].file, "dataset.yaml の tables にない表です。", value=name, allowed=known)
    there = {p.name + "/" if p.is_dir() else p.name for p in _files(path)}
    for name in listed:
        file = f"{path.name}/{name}"
        is_file = name.endswith(_NO_TABLES)
        others = (*_BESIDE, ITEMS) if name.endswith(("/", ".jsonl")) else tables()
        if name not in others and not name.endswith(".json"):
            problems.of(
                f"{path.name}/{FILE}", f"「{name}」という表はありません。", value=name, allowed="、".join(tables())
            )
        elif name not in (there if is_file else found):
            missing = file if is_file or any(p.suffix == ".xlsx" for p in _files(path)) else f"{file}.csv"
            problems.of(
                missing, "tables にあるのに、ファイルがないか読めません。", value=name, allowed="読めるファイル"
            )
    for name in sorted(there - set(listed)):
        if name.endswith(_NO_TABLES[:2]) or name in _FOLDERS:
            sentence = "dataset.yaml の tables にないファイルです。"
            problems.of(f"{path.name}/{name}", sentence, value=name, allowed="tables に書いたファイル")


def _rows(found: Grid, table: Table, folder: str, problems: Problems) -> tuple[Row, ...]:
    names = [c.name for c in table.columns]
    heading = list(found.heading)
    unknown = [h for h in heading if h not in names]
    for name in dict.fromkeys(unknown):
        problems.of(found.file, f"「{name}」という列は読みません。", value=name, row=1, allowed="、".join(names))
    for name in (n for n in names if heading.count(n) != 1):
        how = "ありません" if name not in heading else "2つあります"
        problems.of(found.file, f"「{name}」の列が{how}。", value=name, row=1, allowed="、".join(names))
    if sorted(heading) != sorted(names):
        return ()
    columns = {c.name: c for c in table.columns}
    ordered = [(columns[h], _READERS.get(columns[h].form)) for h in heading]
    return tuple(_row(found.file, number, folder, cells, ordered, problems) for number, cells in found.rows)


def _row(
    file: str, number: int, folder: str, cells: tuple[str, ...],
    columns: list[tuple[Column, Callable[[str], str] | None]], problems: Problems,
) -> Row:  # fmt: skip
    if any(cells[len(columns) :]):
        extra = "、".join(c for c in cells[len(columns) :] if c)
        problems.of(file, "見出しより多いセルがあります。", value=extra, row=number, allowed=f"{len(columns)}列")
    read = {
        column.name: reader(cell) if reader is not None and cell else cell
        for (column, reader), cell in zip(columns, cells, strict=False)
    }
    return Row(file, number, folder, read)


def _pages(path: Path, problems: Problems) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for p in _files(path / PAGES):
        raw = _bytes(p, problems)
        text = decode(raw, f"{path.name}/{PAGES}{p.name}", problems) if raw is not None else None
        if text is not None:
            found[p.name] = text
    return found


def _registry(path: Path, problems: Problems) -> tuple[Programme, ...]:
    file = f"{path.parent.name}/{path.name}"
    if not path.is_file():
        return ()  # told by _check_listed
    raw = _bytes(path, problems)
    text = decode(raw, file, problems) if raw is not None else None
    return read_registry(text, file, problems) if text is not None else ()


def _items(path: Path, problems: Problems) -> tuple[Item, ...]:
    raw = _bytes(path, problems) if path.is_file() else None  # its absence is told by _check_listed
    return read_items(raw, f"{path.parent.name}/{path.name}", problems) if raw is not None else ()


def _phrases(path: Path, names: set[str], problems: Problems) -> Iterator[str]:
    inside = [f for f in _files(path / PHRASES) if f.suffix == ".jsonl"] if PHRASES in names else []
    for p in (*inside, *([path / PHRASES_FILE] if PHRASES_FILE in names else [])):
        raw = _bytes(p, problems)
        if raw is not None:
            record = {"file": p.name, "lines": raw.count(b"\n"), "sha256": hashlib.sha256(raw).hexdigest()}
            yield canonical(record)


def _finder(path: Path, problems: Problems) -> str:
    raw = _bytes(path / FINDER / _MANIFEST, problems)
    return hashlib.sha256(raw).hexdigest() if raw is not None else ""
