"""Errors as people and programs read them (RFC 9457): one table from our errors to status, exit status and title.

The pages, the API and the command all take their words from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.errors import (
    BadParameter,
    GraphError,
    InvalidGraph,
    RejectedData,
    Rejection,
    StaleVersion,
    StoreUnavailable,
    UnknownItem,
    UnknownKind,
    UnknownReport,
)

MEDIA_TYPE = "application/problem+json"
MAX_SHOWN = 100  # characters of a value that are shown again to who sent it

# what people call the parameters
PARAMETERS: Mapping[str, str] = {
    "q": "さがすことば", "area": "住まい", "age": "年齢", "on": "日付", "set": "区市町村", "kind": "種類",
    "kinds": "種類", "cursor": "続きの位置", "limit": "件数", "depth": "深さ", "view": "図の種類", "around": "中心",
    "rel": "関係", "basis": "根拠", "select": "選んだもの", "open": "開いた種別", "plan": "計画",
    "graph": "グラフの場所", "body": "本文", "format": "形式",
    "from": "はじめ", "to": "おわり", "max": "歩数", "hubs": "通り道", "rows": "行", "columns": "列", "cell": "ます",
    "id": "番号", "name": "名前", "fields": "項目", "a": "1つめ", "b": "2つめ", "table": "表", "fold": "まとめ方",
    "node": "番号", "changed_since": "変わったものの起点の版",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong, and where: a parameter, or file, row and column."""

    sentence: str
    value: str = ""
    allowed: str = ""
    parameter: str = ""
    file: str = ""
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` names the sort of problem for programs; `exit` is the status of the command."""

    code: str
    status: int
    exit: int
    title: str
    detail: str
    errors: tuple[Wrong, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """What one type of our errors is to those outside."""

    code: str
    status: int
    exit: int
    title: str


TABLE: Mapping[type[GraphError], Translation] = {
    InvalidGraph: Translation("invalid-graph", 422, 2, "データのきまりに合いません"),
    UnknownKind: Translation("unknown-kind", 400, 2, "読めない値があります"),
    StaleVersion: Translation("stale-version", 409, 2, "ほかの人が先に変えました"),
    StoreUnavailable: Translation("store-unavailable", 503, 3, "いまデータにつながりません"),
    BadParameter: Translation("bad-parameter", 400, 2, "読めない値があります"),
    UnknownItem: Translation("unknown-item", 404, 2, "データにありません"),
    UnknownReport: Translation("unknown-report", 404, 2, "データにありません"),
    RejectedData: Translation("rejected-data", 422, 2, "取り込めない行があります"),
}


def translation(error: type[GraphError]) -> Translation:
    """The row of the table for a type: its own, or that of its nearest parent. KeyError for the bare family."""
    for one in error.__mro__:
        if one in TABLE:
            return TABLE[one]
    raise KeyError(error.__name__)


def problem_of(error: GraphError) -> Problem:
    """The problem that an error of ours is."""
    row = translation(type(error))
    wrong = _wrong(error)
    detail = wrong[0].sentence if isinstance(error, BadParameter) else error.sentence
    return Problem(row.code, row.status, row.exit, row.title, detail, wrong)


def bad_parameter(name: str, value: str, allowed: str) -> Wrong:
    """A parameter that cannot be read, in the words of the page."""
    label = PARAMETERS.get(name, name)
    seen = f": {shown(value)}" if value else ""
    return Wrong(f"「{label}」に読めない値があります{seen}。{allowed}", shown(value), allowed, parameter=name)


def rejected(rows: Iterable[Rejection]) -> tuple[Wrong, ...]:
    """The problems of a data set."""
    return tuple(Wrong(r.sentence, r.value, r.allowed, "", r.file, r.row, r.column) for r in rows)


def document(problem: Problem) -> dict[str, object]:
    """The body of the answer. `type` is a name, not an address: a closed network has nothing to look up there."""
    return {
        "type": f"urn:tsunagu:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "errors": [_wrong_document(w) for w in problem.errors],
    }


def shown(text: str) -> str:
    """A text of a stranger as it may be shown again: cut, and without what cannot be printed."""
    cut = text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"
    return "".join(c if c.isprintable() else "□" for c in cut)


def _wrong(error: GraphError) -> tuple[Wrong, ...]:
    if isinstance(error, BadParameter):
        return (bad_parameter(error.name, error.value, error.allowed),)
    if isinstance(error, UnknownKind):
        return (Wrong(error.sentence, shown(error.kind), "、".join(error.known), parameter="kind"),)
    if isinstance(error, RejectedData):
        return rejected(error.rows)
    return ()


def _wrong_document(wrong: Wrong) -> dict[str, object]:
    where: dict[str, object] = (
        {"parameter": wrong.parameter}
        if wrong.parameter
        else {"file": wrong.file, "row": wrong.row, "column": wrong.column}
    )
    return {**where, "value": wrong.value, "allowed": wrong.allowed, "sentence": wrong.sentence}
