"""--csv FILE of the commands whose answer is a table."""

from __future__ import annotations

from pathlib import Path

from api.command.call import Call
from api.tables import Table, to_csv


def save(call: Call, table: Table) -> None:
    """Write the table where --csv or --xlsx says, if anywhere, and say so."""
    if call.args.csv:
        Path(call.args.csv).write_bytes(to_csv(table))
        call.terminal.say(f"{call.args.csv} に{len(table.rows)}行を書きました。")
    if call.args.xlsx:
        from api.workbook import to_xlsx  # openpyxl takes a tenth of a second, and few ask for it

        Path(call.args.xlsx).write_bytes(to_xlsx(table))
        call.terminal.say(f"{call.args.xlsx} に{len(table.rows)}行を書きました。")
