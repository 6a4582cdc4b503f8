"""Files as offices save them hold the same data: Excel, Shift_JIS, BOM, CRLF, full-width digits, blanks, empty rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from loaders.check import prepare
from loaders.load import check
from loaders.reading import hyphenated, iso_date
from tests.loaders.copies import cell, copy_data, each_csv, read_rows, set_cell, write_rows

_WIDE = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(ord("!"), ord("~") + 1)})


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The digests of the data as they are shipped."""
    return dict(prepare([copy_data(tmp_path_factory.mktemp("shipped"))]).digests)


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    return copy_data(tmp_path)


def digests(ward: Path) -> dict[str, str]:
    prepared = prepare([ward])
    assert prepared.report.problems == ()
    return dict(prepared.digests)


def _quoted(text: str) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(csv.reader(io.StringIO(text, newline="")))
    return out.getvalue()


def _spaced(text: str) -> str:
    """Blanks around every cell, an empty row here and there, rows that end in empty cells cut short."""
    rows = [[f" {c}　" if c else "" for c in row] for row in csv.reader(io.StringIO(text, newline=""))]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, row in enumerate(rows):
        while row and not row[-1]:
            row.pop()
        writer.writerow(row)
        if number % 3 == 0:
            writer.writerow(["", "  ", ""])
    return out.getvalue()


HABITS: dict[str, Callable[[str], bytes]] = {
    "Shift_JIS": lambda text: text.encode("cp932"),
    "Shift_JIS from Excel": lambda text: text.replace("\n", "\r\n").encode("cp932"),
    "UTF-8 with BOM": lambda text: text.encode("utf-8-sig"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "no line feed at the end": lambda text: text.rstrip("\n").encode(),
    "everything quoted": lambda text: _quoted(text).encode(),
    "blanks, empty rows, short rows": lambda text: _spaced(text).encode(),
    "columns in another order": lambda text: _turned(text).encode(),
}


def _turned(text: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(row[::-1] for row in csv.reader(io.StringIO(text, newline="")))
    return out.getvalue()


@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_changes_nothing(ward: Path, shipped: dict[str, str], habit: str) -> None:
    each_csv(ward, HABITS[habit])
    assert digests(ward) == shipped


def test_full_width_codes_and_dates_as_excel_saves_them(ward: Path, shipped: dict[str, str]) -> None:
    """In columns of ids, dates, numbers, telephones and yes or no; prose is left as it is written."""
    wide = (
        "kind",
        "serves",
        "phone",
        "fax",
        "postal_code",
        "opening_hours",
        "confidential",
        "lat",
        "first",
        "age_min_months",
    )
    dates = ("as_of", "published", "valid_from", "period_from", "decided_on")
    for path in sorted(ward.parent.glob("*/*.csv")):
        heading, *rows = read_rows(path)
        for row in rows:
            for n, column in enumerate(heading):
                if column in wide and path.stem != "case_terms":
                    row[n] = row[n].translate(_WIDE).replace("－", "ー" if column == "phone" else "－")
                elif column in dates and row[n].count("-") == 2:
                    year, month, day = row[n].split("-")
                    row[n] = f"{year}/{int(month)}/{int(day)}"
        write_rows(path, [heading, *rows])
    assert cell(ward / "organisations.csv", 2, "phone") == "０３ー６３７９ー０６９７"
    assert digests(ward) == shipped


def _workbooks(ward: Path, fill: Callable[[Worksheet, list[list[str]]], None]) -> None:
    for folder in (ward, *(ward.parent / n for n in ("japan", "tokyo"))):
        book = Workbook()
        book.remove(book.worksheets[0])
        for path in sorted(folder.glob("*.csv")):
            fill(book.create_sheet(path.stem), read_rows(path))
            path.unlink()
        book.create_sheet("Sheet1")  # left empty, as Excel makes it
        book.save(folder / "データ.xlsx")
        (folder / "~$データ.xlsx").write_bytes(b"lock of an open book")


def _fill(sheet: Worksheet, rows: list[list[str]]) -> None:
    for row in rows:
        sheet.append([c or None for c in row])


def test_a_workbook_holds_the_same(ward: Path, shipped: dict[str, str]) -> None:
    _workbooks(ward, _fill)
    assert digests(ward) == shipped


def _typed(column: str, text: str) -> str | int | float | bool | datetime | None:
    """What Excel makes of a cell that somebody types."""
    if not text:
        return None
    if text.count("-") == 2 and text.replace("-", "").isdecimal() and len(text) == 10:
        return datetime.fromisoformat(text)
    if column in ("order", "line", "age_min_months", "as_of", "published") and text.isdecimal():
        return int(text) if column == "line" else float(text)
    if column in ("lat", "lon"):
        return float(text)
    return text == "yes" if text in ("yes", "no") else text


def _fill_typed(sheet: Worksheet, rows: list[list[str]]) -> None:
    heading = rows[0]
    sheet.append(heading)
    for row in rows[1:]:
        sheet.append([_typed(c, v) for c, v in zip(heading, row, strict=True)])
        for n, value in enumerate(row, 1):  # a month is kept as the first of it, shown as a month
            if len(value) == 7 and value[4] == "-" and value.replace("-", "").isdecimal():
                sheet.cell(sheet.max_row, n, datetime.fromisoformat(f"{value}-01")).number_format = "yyyy/mm"


def test_numbers_dates_and_switches_that_excel_typed(ward: Path, shipped: dict[str, str]) -> None:
    _workbooks(ward, _fill_typed)
    assert digests(ward) == shipped


def test_a_problem_in_a_workbook_names_sheet_and_row(ward: Path) -> None:
    def fill(sheet: Worksheet, rows: list[list[str]]) -> None:
        _fill(sheet, rows)
        if sheet.title == "organisations":
            sheet.cell(2, rows[0].index("status") + 1, "開設")
            sheet.cell(3, rows[0].index("note") + 1, "=SUM(A1:A2)")

    _workbooks(ward, fill)
    told = {(p.file, p.row, p.column, p.value) for p in check([ward]).problems}
    assert ("setagaya/データ.xlsx#organisations", 2, "status", "開設") in told
    assert ("setagaya/データ.xlsx#organisations", 3, "note", "=SUM(A1:A2)") in told


def test_tables_stand_in_one_place_only(ward: Path) -> None:
    Workbook().save(ward / "データ.xlsx")
    assert any(p.value.startswith("データ.xlsx") for p in check([ward]).problems)


def test_what_is_no_workbook_is_told(ward: Path) -> None:
    for path in ward.glob("*.csv"):
        path.unlink()
    (ward / "データ.xlsx").write_bytes(b"PK\x03\x04 not really")
    assert "setagaya/データ.xlsx" in {p.file for p in check([ward]).problems}


@pytest.mark.parametrize("name", ["handles.xls", "handles.ods", "handles.tsv"])
def test_other_forms_are_told_and_not_passed_over(ward: Path, name: str) -> None:
    (ward / name).write_bytes(b"")
    assert [(p.file, p.allowed) for p in check([ward]).problems] == [(f"setagaya/{name}", ".csv か .xlsx")]


def test_rows_are_numbered_as_excel_shows_them(ward: Path) -> None:
    path = ward / "handles.csv"
    text = path.read_text("utf-8").split("\n")
    text[3:3] = ["", ",,,,,,,,,,"]
    path.write_text("\n".join(text), encoding="utf-8")
    number = 6  # of the third row, two empty ones later
    set_cell(path, number, "role", "受付")
    assert [(p.row, p.column) for p in check([ward]).problems if p.column == "role"] == [(number, "role")]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2024/4/1", "2024-04-01"), ("２０２４－０４", "2024-04"), ("2024年4月1日", "2024-04-01"), ("2024年", "2024"),
        ("2024", "2024"), ("令和6年", "令和6年"), ("2024-4-1", "2024-04-01"), ("20240401", "20240401"),
    ],
)  # fmt: skip
def test_dates_as_they_are_typed(typed: str, read: str) -> None:
    assert iso_date(typed) == read


def test_hyphens_as_they_are_typed() -> None:
    assert {hyphenated(f"03{dash}1234{dash}5678") for dash in "-－‐−–ー"} == {"03-1234-5678"}
