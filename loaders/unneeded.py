"""Sources and laws that nobody needs where they stand.

A set alone cannot tell: another set beside it may cite them. Beside it may be a whole country, so others are read one
by one, those that seem to cite what is in doubt first, and no longer than there is a doubt: one more reader only takes
doubts away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from loaders.dataset import DataSet, read_dataset
from loaders.rows import Problems, Row
from loaders.settings import FILE
from loaders.tables import tables
from loaders.vocabulary import EDITORIAL


@dataclass(frozen=True, slots=True)
class _Cited:
    """Which folders cite a source, and the laws that relations rest on."""

    sources: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    laws: set[str] = field(default_factory=set)

    def read(self, sets: Iterable[DataSet]) -> None:
        """What the rows of these sets cite."""
        for one in sets:
            for table in tables().values():
                for row in one.rows(table.name):
                    for source in row.many("source"):
                        self.sources[source].add(one.folder)
            if editorial_rows(one):
                self.sources[EDITORIAL].add(one.folder)
            for row in one.rows("relations"):
                self.laws.update(row.many("legal_basis"))

    def doubt(self, table: str, row: Row) -> str:
        """Why a source or law should not stand where it does; "" when it may."""
        if table == "laws":
            return "" if row["id"] in self.laws else "どの関係も引いていない条文です。"
        by = self.sources.get(row["id"], set())
        if not by:
            return "どの行も引いていない出典です。"
        if row.folder not in by and len(by) == 1:
            return f"{next(iter(by))} だけが引いています。そちらの sources.csv に置いてください。"
        return ""


def editorial_rows(own: DataSet) -> tuple[Row, ...]:
    """The rows that name no source: what they say is the editors'."""
    links = tuple(r for r in own.rows("initiative_links") if r["cases"] or r["services"])
    return (*own.rows("urgent_calls"), *links)


def unneeded(sets: Sequence[DataSet], settled: Collection[Path]) -> Iterator[tuple[Row, str]]:
    """The rows of the sets that are not settled, each with what is wrong with it."""
    cited = _Cited()
    fresh = [s for s in sets if s.path not in settled]
    doubtful = [(table, row) for one in fresh for table in ("sources", "laws") for row in one.rows(table)]
    for some in _readers(sets, fresh, doubtful):
        cited.read(some)
        doubtful[:] = [(table, row) for table, row in doubtful if cited.doubt(table, row)]
        if not doubtful:
            return
    yield from ((row, cited.doubt(table, row)) for table, row in doubtful)


def _readers(
    sets: Sequence[DataSet], fresh: Sequence[DataSet], doubtful: list[tuple[str, Row]]
) -> Iterator[Iterable[DataSet]]:
    """The sets themselves, then those they build on, then others beside them; `doubtful` shrinks meanwhile."""
    yield fresh
    known = {s.path for s in sets}
    yield [s for s in sets if s.path not in {f.path for f in fresh}]
    others = [p for p in _beside(sets) if p not in known]
    passed = []
    for path in others:
        if _seems_to_cite(path, doubtful):
            yield [read_dataset(path, Problems())]
        else:
            passed.append(path)
    for path in passed:  # an id may be written in a way that only a reader of the table understands
        yield [read_dataset(path, Problems())]


def _seems_to_cite(path: Path, doubtful: Iterable[tuple[str, Row]]) -> bool:
    """Whether the bytes of a table hold one of the ids; far quicker than reading the set."""
    ids = [row["id"].encode() for _, row in doubtful]
    for table in path.glob("*.csv"):
        try:
            raw = table.read_bytes()
        except OSError:
            return False
        if any(i in raw for i in ids):
            return True
    return False


def _beside(sets: Sequence[DataSet]) -> Iterator[Path]:
    """The folders beside these sets, those with few neighbours first: a base may lie elsewhere than a country."""
    roots = {s.path.parent for s in sets}
    found = [sorted(p for p in root.iterdir() if (p / FILE).is_file()) for root in sorted(roots)]
    for folders in sorted(found, key=len):
        yield from folders
