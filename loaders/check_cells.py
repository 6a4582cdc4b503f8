"""Rules of one cell: filled, of its form, of its vocabulary, pointing at something this set may point at."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterator

from graph.schema import MAX_TEXT, text_problem
from graph.text import BIDI_CONTROLS
from loaders.chain import Chain
from loaders.columns import Column, Form, Role, Table
from loaders.opening import is_opening_hours
from loaders.rows import Problems, Row
from loaders.tables import PREFIXES, tables

_SUSPECT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff" + "".join(sorted(BIDI_CONTROLS)) + "]")
_FORMULA = ("=", "+", "@", "-")
_MACHINE_PATH = re.compile(
    r"(?<![\w./:])(?:/(?:home|root|tmp|var|work|usr|opt|mnt|Users|Volumes)/|file://|[A-Za-z]:\\)"
)
_ID = re.compile(r"[a-z]+:[a-z0-9][a-z0-9_-]*\Z")
_PHONE = re.compile(r"(?:0\d{1,4}-\d{1,4}-\d{3,4}|1\d{2}|#\d{4})\Z")
_POSTAL = re.compile(r"\d{3}-\d{4}\Z")
_URL = re.compile(r"https?://\S+\Z")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")
_YEARS = range(1800, 2101)
_LISTS = {Form.IDS: ";", Form.LIST: ";", Form.STAGES: "|"}
_Test = Callable[[str], bool]


def _is_date(cell: str) -> bool:
    if not _DATE.match(cell):
        return False
    year, month, day = ([*map(int, cell.split("-")), 1, 1])[:3]
    try:
        return datetime.date(year, month, day).year in _YEARS
    except ValueError:
        return False


def _is_number(cell: str) -> bool:
    try:
        return math.isfinite(float(cell)) and "_" not in cell
    except ValueError:
        return False


def _is_integer(cell: str) -> bool:
    return cell.isascii() and cell.isdecimal() and len(cell) <= 15


_FORMS: dict[Form, tuple[_Test, str, str]] = {
    Form.DATE: (_is_date, "日付が読めません。", "2024、2024-04、2024-04-01 のどれか"),
    Form.NUMBER: (_is_number, "数が読めません。", "数"),
    Form.INTEGER: (_is_integer, "整数が読めません。", "0以上の整数"),
    Form.YES_NO: (("yes", "no").__contains__, "yes か no で書いてください。", "yes、no"),
    Form.PHONE: (lambda c: bool(_PHONE.match(c)), "電話番号が読めません。", "03-1234-5678、119、#8000 の形"),
    Form.POSTAL: (lambda c: bool(_POSTAL.match(c)), "郵便番号が読めません。", "123-4567 の形"),
    Form.URL: (lambda c: bool(_URL.match(c)), "ページの所在が読めません。", "https:// か http:// で始まるもの"),
    Form.HOURS: (is_opening_hours, "時間の書き方が読めません。", "Mo-Fr 08:30-17:00; PH off の形(README 第8節)"),
}


def check_cells(chain: Chain, problems: Problems) -> None:
    """Every cell of the own set of a chain."""
    checks = _Cells(chain, problems)
    for table in tables().values():
        for row in chain.own.rows(table.name):
            for column in table.columns:
                checks.check(table, column, row)


class _Cells:
    def __init__(self, chain: Chain, problems: Problems) -> None:
        self._chain = chain
        self._problems = problems

    def check(self, table: Table, column: Column, row: Row) -> None:
        cell = row[column.name]
        if not cell:
            if column.required:
                self._problems.at(row, column.name, f"「{column.name}」が空です。", _allowed(column))
            return
        for sentence, allowed in self._wrong(table, column, cell):
            self._problems.at(row, column.name, sentence, allowed)

    def _wrong(self, table: Table, column: Column, cell: str) -> Iterator[tuple[str, str]]:
        separator = _LISTS.get(column.form)
        parts = cell.split(separator) if separator else [cell]
        yield from _text(cell, parts)
        if separator and (len(set(parts)) != len(parts) or any(not p or p != p.strip() for p in parts)):
            yield (
                f"一覧に、空のものか同じものか空白があります。区切りは「{separator}」です。",
                f"「{separator}」で区切った一覧",
            )
        if column.longest and len(cell) > column.longest:
            yield f"{len(cell)}字あります。", f"{column.longest}字まで"
        if column.form in _FORMS and not (column.form is Form.URL and table.name == "sources"):
            test, sentence, allowed = _FORMS[column.form]
            if not test(cell):
                yield sentence, allowed
        if column.values:
            yield from (_unknown(p, _allowed(column)) for p in parts if p not in column.values)
        yield from self._ids(table, column, parts)

    def _ids(self, table: Table, column: Column, parts: list[str]) -> Iterator[tuple[str, str]]:
        if column.role is Role.ID:
            prefix = PREFIXES[table.name]
            if not _ID.match(parts[0]) or not parts[0].startswith(f"{prefix}:"):
                yield "id の形が違います。", f"{prefix}: の後に、英小文字・数字・ハイフン・下線"
        elif column.refers:
            for part in parts:
                if part and not any(part in self._chain.by_id(t) for t in column.refers):
                    yield _unknown(part, _allowed(column))


def _text(cell: str, parts: list[str]) -> Iterator[tuple[str, str]]:
    if _SUSPECT.search(cell) or any(len(p) > MAX_TEXT for p in parts):
        problem = text_problem(cell) if _SUSPECT.search(cell) else f"{MAX_TEXT}字を超える文字列があります"
        yield f"このセルに{problem}。", f"{MAX_TEXT}字まで、制御文字と改行なし"
    if cell.startswith(_FORMULA):
        yield "表計算ソフトで式と読まれる書き出しです。", "= + - @ で始まらない文"
    if _MACHINE_PATH.search(cell):
        yield "コンピューターの中の場所が書かれています。", "だれでも見られる所在"


def _unknown(part: str, allowed: str) -> tuple[str, str]:
    return f"「{part}」は使えません。", allowed


def _allowed(column: Column) -> str:
    if column.values:
        return "、".join(column.values)
    if column.refers:
        files = "、".join(f"{t}.csv" for t in column.refers)
        return f"{files} にある id(このデータか土台のデータ)"
    return _FORMS[column.form][2] if column.form in _FORMS else "空でない文"
