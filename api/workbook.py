"""A table as an Excel file. The one place that writes them."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from api.tables import Table, safe

_WIDEST = 60


def to_xlsx(table: Table) -> bytes:
    """One sheet: bold headings that stay in view, columns as wide as what they hold."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise ValueError("a workbook without a sheet")
    sheet.title = table.name
    sheet.append([safe(h.title) for h in table.heads])
    for row in table.rows:
        sheet.append([safe(c) for c in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    for at, column in enumerate(sheet.iter_cols(), 1):
        longest = max((2 * len(str(c.value or "")) for c in column), default=0)
        sheet.column_dimensions[get_column_letter(at)].width = min(_WIDEST, longest + 2)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
