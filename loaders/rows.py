"""Rows of a data set with the place they stand in, and the list of problems found in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.errors import Rejection


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. `number` counts the heading as 1, as Excel shows it."""

    file: str  # "setagaya/handles.csv", "setagaya/ward.xlsx#handles"
    number: int
    folder: str  # of the data set the row stands in
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def many(self, column: str, separator: str = ";") -> tuple[str, ...]:
        """The cell as a list; an empty cell is an empty list."""
        cell = self[column]
        return tuple(cell.split(separator)) if cell else ()


class Problems:
    """What is wrong with a data set, gathered to the end so that all is reported at once."""

    def __init__(self) -> None:
        self._found: dict[Rejection, None] = {}
        self._notices: dict[str, None] = {}

    def at(self, row: Row, column: str | None, sentence: str, allowed: str) -> None:
        """A cell, or with no column the whole row, cannot be taken in."""
        value = row[column] if column else ""
        self._found[Rejection(row.file, row.number, column, value, allowed, sentence)] = None

    def of(self, file: str, sentence: str, *, allowed: str, value: str = "", row: int | None = None) -> None:
        """A file, or a line of one that is no table, cannot be taken in."""
        self._found[Rejection(file, row, None, value, allowed, sentence)] = None

    def take(self, rejections: Iterable[Rejection]) -> None:
        """Problems that another reader found."""
        self._found.update(dict.fromkeys(rejections))

    def notice(self, sentence: str) -> None:
        """Something a person should see, and that keeps nothing out."""
        self._notices[sentence] = None

    @property
    def notices(self) -> tuple[str, ...]:
        """What was noticed, in order."""
        return tuple(self._notices)

    def __len__(self) -> int:
        return len(self._found)

    def __bool__(self) -> bool:
        return bool(self._found)

    def all(self) -> tuple[Rejection, ...]:
        """Each problem once, by file and row."""
        return tuple(sorted(self._found, key=lambda r: (r.file, r.row or 0, r.column or "", r.sentence)))


def repeated(
    rows: Iterable[Row], columns: tuple[str, ...], problems: Problems, *, key: Callable[[Row], object] | None = None
) -> None:
    """Rows that are alike in these columns; the problem stands at the last of the columns."""
    groups: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row) if key else tuple(row[c] for c in columns)].append(row)
    for group in groups.values():
        for row in group if len(group) > 1 else ():
            others = "、".join(f"{r.file} {r.number}行目" for r in group if r is not row)
            names = "・".join(columns)
            problems.at(row, columns[-1], f"{names} が同じ行がほかにあります({others})。", "ほかの行と違うもの")
