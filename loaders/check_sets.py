"""Rules between data sets: who may point at whom, where a row belongs, what is there twice or for nobody."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from loaders.chain import Chain
from loaders.columns import Column, Form, Role, Table
from loaders.dataset import DataSet
from loaders.registry import SOURCE
from loaders.rows import Problems, Row, repeated
from loaders.tables import PREFIXES, tables
from loaders.unneeded import editorial_rows, unneeded
from loaders.vocabulary import EDITORIAL

_URL = re.compile(r"https?://\S+\Z")
_PAGE_FILE = re.compile(r"[\w.-]+\.txt\Z")
_PLACED_BY = {  # a row that names only bodies stands with the most local thing it points at
    "handles": ("body",), "relations": ("from", "to"), "services": ("providers", "owner"), "phones": ("body",),
}  # fmt: skip
_NEEDED = (
    "sources", "areas", "organisation_kinds", "organisations", "case_types", "case_terms", "urgent_rules", "handles",
)  # fmt: skip


def check_sets(chain: Chain, problems: Problems) -> None:
    """The own set of a chain among those it builds on."""
    for table in tables().values():
        for row in chain.own.rows(table.name):
            _check_placed(chain, table, row, problems)
    settings = chain.own.settings
    if not settings.text("name"):
        problems.of(settings.file, "データの名(name)がありません。", row=settings.lines.get("name"), allowed="名")
    if settings.text("area") not in {r["id"] for r in chain.own.rows("areas")}:
        area = settings.text("area")
        sentence = "area は、このデータの areas.csv にある区域にしてください。"
        problems.of(settings.file, sentence, value=area, row=settings.lines.get("area"), allowed="areas.csv にある id")
    if chain.municipal:
        for name in (n for n in _NEEDED if not chain.rows(n)):
            sentence = "このデータにも土台のデータにも、行が1つもありません。"
            problems.of(f"{chain.own.folder}/{name}.csv", sentence, allowed="1行から")


def check_sources(chain: Chain, problems: Problems) -> None:
    """The sources a chain cites, and those it must have."""
    for row in chain.own.rows("sources"):
        url = row["url"]
        if row["kind"] != "editorial" and not _URL.match(url) and not _PAGE_FILE.match(url):
            problems.at(row, "url", "出典の所在が読めません。", "https:// で始まるものか、計画の紙面のファイル名(.txt)")
    repeated([r for r in chain.rows("sources") if r["url"]], ("url",), problems)
    known = chain.by_id("sources")
    for needed, there in ((SOURCE, chain.own.programmes), (EDITORIAL, editorial_rows(chain.own))):
        if there and needed not in known:
            problems.of(
                f"{chain.own.folder}/sources.csv",
                f"出典 {needed} の行が要ります。",
                value=needed,
                allowed=f"{needed} の行",
            )


def check_shared(sets: Sequence[DataSet], problems: Problems, *, settled: Collection[Path] = ()) -> None:
    """Over all sets of a call: no id in two, no source or law that nobody needs where it stands.

    Of the sets in `settled` an earlier call has found that somebody needs all they hold.
    """
    for table in (*PREFIXES, "plan_items"):
        repeated([r for s in sets for r in s.rows(table)], ("id",), problems)
    _check_codes(sets, problems)
    for row, sentence in unneeded(sets, settled):
        problems.at(row, "id", sentence, "引かれているもの")


def _check_placed(chain: Chain, table: Table, row: Row, problems: Problems) -> None:
    homes: list[int] = []
    for column in table.columns:
        for part in _ids(column, row):
            home = chain.home.get(part)
            if home is not None:
                homes.append(chain.rank[home])
    bodies = [b for c in _PLACED_BY.get(table.name, ()) for b in row.many(c)]
    if bodies and all(b.startswith("org:") for b in bodies) and homes and max(homes) < chain.rank[row.folder]:
        place = chain.sets[max(homes)].folder
        sentence = f"指すものがすべて {place} にあります。この行は {place} に置いてください。"
        problems.at(row, _PLACED_BY[table.name][0], sentence, f"{place}/{table.name}.csv の行")


def _ids(column: Column, row: Row) -> tuple[str, ...]:
    """What a cell points at, sources apart."""
    if not column.refers or column.role is Role.SOURCE:
        return ()
    return row.many(column.name) if column.form is Form.IDS else (row[column.name],)


def _check_codes(sets: Sequence[DataSet], problems: Problems) -> None:
    seen: dict[str, str] = {}
    for one in sets:
        first = seen.setdefault(one.code, one.folder)
        if first != one.folder:
            row = one.settings.lines.get("code")
            sentence = f"同じ番号のデータがほかにあります({first})。"
            problems.of(one.settings.file, sentence, value=one.code, row=row, allowed="ほかと違う番号")
