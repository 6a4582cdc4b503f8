"""The one family of errors.

GraphError
├── InvalidGraph      an item breaks the schema, or an edge lacks an end
├── UnknownKind       a kind that the schema does not name
├── StaleVersion      the graph moved on since the change was made
├── StoreUnavailable  the graph cannot be reached, read or written
├── BadParameter      a question with a value that cannot be read
├── UnknownItem       an id that the graph does not hold, where an answer needs it
│   └── UnknownReport a name that no report has
└── RejectedData      rows of a data set that cannot be taken in
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


class GraphError(Exception):
    """Carries one Japanese sentence for people in `sentence`."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class InvalidGraph(GraphError):
    """`item` breaks `rule`; `allowed` says what would do."""

    def __init__(self, item: str, rule: str, allowed: str = "") -> None:
        super().__init__(f"{item}: {rule}" + (f"({allowed})" if allowed else ""))
        self.item = item
        self.rule = rule
        self.allowed = allowed


class UnknownKind(GraphError):
    """`kind` is none of `known`."""

    def __init__(self, kind: str, known: Collection[str]) -> None:
        super().__init__(f"「{kind}」という種類はありません。使えるのは {'、'.join(sorted(known))} です。")
        self.kind = kind
        self.known = tuple(sorted(known))


class StaleVersion(GraphError):
    """The change was made for version `base`, the graph is at `current`."""

    def __init__(self, base: int, current: int) -> None:
        super().__init__(f"元にした版({base})より新しい版({current})があります。読み直してからやり直してください。")
        self.base = base
        self.current = current


class StoreUnavailable(GraphError):
    """The graph cannot be used; the cause is chained with `from`."""


class BadParameter(GraphError):
    """`name` has `value`, which is none of `allowed`."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f"「{name}」に読めない値があります: {value}。{allowed}")
        self.name = name
        self.value = value
        self.allowed = allowed


class UnknownItem(GraphError):
    """No node has this id."""

    def __init__(self, item: str) -> None:
        super().__init__(f"「{item}」という番号のものはデータにありません。名前でさがしてください。")
        self.item = item


class UnknownReport(UnknownItem):
    """No report has this name."""

    def __init__(self, name: str, known: Collection[str]) -> None:
        super().__init__(name)
        self.sentence = f"「{name}」というレポートはありません。使えるのは {'、'.join(known)} です。"


@dataclass(frozen=True, slots=True)
class Rejection:
    """One problem of a data set. `row` counts the heading as 1, None when the whole file is meant."""

    file: str
    row: int | None
    column: str | None
    value: str
    allowed: str
    sentence: str


class RejectedData(GraphError):
    """Nothing was taken in; `rows` are all problems, in file and row order."""

    def __init__(self, rows: tuple[Rejection, ...]) -> None:
        super().__init__(f"データに誤りが{len(rows)}件あります。何も変えていません。")
        self.rows = rows
