"""The register of plan items (plan_items.csv): ids stay when a page is read again, whatever OCR makes of it this time.

An item is recognised within its parent, by the fingerprint of its title, then by a title that differs in a tenth of its
letters at most. What is new takes an ordinal that was never used, what is gone is closed, and no id is used twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from graph.errors import Rejection
from graph.text import fingerprint
from loaders.plan import PlanItem, PlanPage, Policy

ItemKind: TypeAlias = Literal["policy", "measure", "initiative", "part"]
Status: TypeAlias = Literal["read", "illegible"]

_PREFIX: dict[ItemKind, str] = {"policy": "policy", "measure": "measure", "initiative": "init", "part": "init"}
_PARENT: dict[str, str] = {"policy": "plan", "measure": "policy", "initiative": "measure", "part": "initiative"}
_ORDINAL = re.compile(r"-([0-9]{1,6})\Z")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of plan_items.csv. `page` = the file of the page, `line` None where the cell is empty."""

    file: str
    row: int  # the heading counted as 1
    id: str
    kind: str
    parent: str
    title: str
    status: str
    page: str
    line: int | None
    until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegisterItem:
    """A plan item with the id it keeps. `number`: policies and items as printed, others by their place in the parent.

    `table` is None for what is closed; `note` is the register's.
    """

    id: str
    kind: ItemKind
    parent: str
    title: str
    number: int
    status: Status
    page: str
    table: int | None
    line: int | None
    until: str = ""
    remark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drift:
    """An item whose wording on the page is not quite the register's; the register's `title` is kept."""

    id: str
    line: int
    title: str
    read: str


@dataclass(frozen=True, slots=True)
class Register:
    """The items of a page in page order, then the closed ones; `added` and `closed` hold ids of this reading."""

    items: tuple[RegisterItem, ...]
    drifted: tuple[Drift, ...]
    added: tuple[str, ...]
    closed: tuple[str, ...]
    rejections: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """An item as the page has it, with what stands below it."""

    kind: ItemKind
    title: str
    number: int
    line: int
    table: int
    status: Status = "read"
    remark: str = ""
    below: tuple[_Found, ...] = ()


def match_register(
    page: PlanPage,
    plan_ids: Mapping[int, str],
    rows: tuple[RegisterRow, ...],
    *,
    file: str = "",
    closed_on: str = "",
) -> Register:
    """The items of the page with their ids. `plan_ids`: table → id of its plan.

    `rows` is the whole register; only rows of the page `file` can be missing from it (all rows where it is "").
    `closed_on` becomes the `until` of those.
    """
    problems = list(_problems(rows))
    tables = sorted({p.table for p in page.policies} - set(plan_ids))
    allowed = "、".join(str(t) for t in sorted(plan_ids))
    for table in tables:
        sentence = f"紙面の{table}番目の表が、どの計画のものか書かれていません。"
        problems.append(Rejection("pages.csv", None, "table", str(table), allowed, sentence))
    if problems:
        return Register((), (), (), (), tuple(problems))
    matcher = _Matcher(rows, file)
    for plan in dict.fromkeys(plan_ids[t] for t in sorted(plan_ids)):
        matcher.place(plan, [_policy(p) for p in page.policies if plan_ids[p.table] == plan])
    return matcher.register(frozenset(plan_ids.values()), closed_on)


def wording_matches(wording: str, title: str) -> bool:
    """Whether a curated link made for `wording` still stands for the register's `title`."""
    return wording == title or (bool(fingerprint(wording)) and fingerprint(wording) == fingerprint(title))


class _Matcher:
    """Goes down the tree of items, each level within the parent that was recognised above it."""

    def __init__(self, rows: Sequence[RegisterRow], file: str) -> None:
        self._rows = rows
        self._file = file
        self._used = {r.id for r in rows}
        self._open: dict[str, list[RegisterRow]] = defaultdict(list)
        for row in rows:
            if not row.until:
                self._open[row.parent].append(row)
        self._items: list[RegisterItem] = []
        self._matched: set[str] = set()
        self._drifted: list[Drift] = []
        self._added: list[str] = []

    def place(self, parent: str, found: Sequence[_Found]) -> None:
        """The items of one parent and all below them."""
        mates = _mates(found, self._open[parent], self._file)
        for at, item in enumerate(found):
            row = mates.get(at)
            placed = self._known(item, row) if row else self._new(item, parent)
            self._items.append(placed)
            self.place(placed.id, item.below)

    def _known(self, found: _Found, row: RegisterRow) -> RegisterItem:
        self._matched.add(row.id)
        if _key(row.title) != _key(found.title):
            self._drifted.append(Drift(row.id, found.line, row.title, found.title))
        status: Status = "read" if row.title else found.status
        item = self._item(found, row.id, row.parent)
        return replace(item, title=row.title or found.title, status=status, note=row.note)

    def _new(self, found: _Found, parent: str) -> RegisterItem:
        stem = f"{_PREFIX[found.kind]}:{parent.partition(':')[2]}-"
        taken = [int(i.removeprefix(stem)) for i in self._used if re.fullmatch(re.escape(stem) + "[0-9]{1,6}", i)]
        ordinal = found.number if f"{stem}{found.number}" not in self._used else max(taken) + 1
        item = self._item(found, f"{stem}{ordinal}", parent)
        self._used.add(item.id)
        self._added.append(item.id)
        return item

    def _item(self, found: _Found, item_id: str, parent: str) -> RegisterItem:
        return RegisterItem(
            item_id, found.kind, parent, found.title, found.number, found.status, self._file, found.table, found.line,
            remark=found.remark,
        )  # fmt: skip

    def register(self, plans: frozenset[str], closed_on: str) -> Register:
        """All that was placed, with what is closed: before, or by this reading."""
        above = {r.id: r.parent for r in self._rows}
        own = [r for r in self._rows if not self._file or r.page == self._file]
        gone = [r for r in own if r.id not in self._matched and _root(r.id, above) in plans]
        items = (*self._items, *(_closed(r, closed_on) for r in gone))
        return Register(items, tuple(self._drifted), tuple(self._added), tuple(r.id for r in gone if not r.until), ())


def _mates(found: Sequence[_Found], rows: Sequence[RegisterRow], file: str) -> dict[int, RegisterRow]:
    """Place in `found` → its row: same wording first, then the nearest, then the number of a hole of this page."""
    mates: dict[int, RegisterRow] = {}
    left = {r.id: r for r in rows}

    def pair(at: int, row: RegisterRow) -> None:
        if at not in mates and row.id in left:
            mates[at] = left.pop(row.id)

    for at, item in enumerate(found):
        for row in rows:
            if item.title and _key(row.title) == _key(item.title):
                pair(at, row)
    near = [
        (distance, at, n)
        for at, item in enumerate(found)
        for n, row in enumerate(rows)
        if at not in mates and row.id in left
        for distance in [_distance(_key(item.title), _key(row.title))]
        if distance is not None
    ]
    for _, at, n in sorted(near):
        pair(at, rows[n])
    for at, item in enumerate(found):
        for row in rows:
            if not (item.title and row.title) and _ordinal(row.id) == item.number and file in ("", row.page):
                pair(at, row)
    return mates


def _distance(one: str, other: str) -> int | None:
    """Letters to change between two wordings, None when they are more than a tenth of the longer one."""
    most = max(len(one), len(other)) // 10
    if not one or not other or abs(len(one) - len(other)) > most:
        return None
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        line = [i]
        for j, b in enumerate(other, 1):
            line.append(min(last[j] + 1, line[-1] + 1, last[j - 1] + (a != b)))
        last = line
    return last[-1] if last[-1] <= most else None


def _key(title: str) -> str:
    return fingerprint(title) or title


def _ordinal(item_id: str) -> int:
    found = _ORDINAL.search(item_id)
    return int(found[1]) if found else 0


def _root(item_id: str, above: Mapping[str, str]) -> str:
    """The plan that an item hangs on."""
    seen: set[str] = set()
    while item_id in above and item_id not in seen:
        seen.add(item_id)
        item_id = above[item_id]
    return item_id


def _closed(row: RegisterRow, closed_on: str) -> RegisterItem:
    kind = next(k for k in _PREFIX if k == row.kind)
    status: Status = "read" if row.title else "illegible"
    return RegisterItem(
        row.id, kind, row.parent, row.title, _ordinal(row.id), status, row.page, None, row.line,
        until=row.until or closed_on, note=row.note,
    )  # fmt: skip


def _policy(policy: Policy) -> _Found:
    below = tuple(_measure(i, policy.table) for i in policy.items)
    where = (policy.line, policy.table)
    return _Found("policy", policy.title, policy.number, *where, policy.status, policy.remark, below)


def _measure(item: PlanItem, table: int) -> _Found:
    below: list[_Found] = []
    for n, one in enumerate(item.initiatives, 1):
        parts = tuple(_Found("part", title, m, item.line, table) for m, title in enumerate(one.parts, 1))
        below.append(_Found("initiative", one.title, n, item.line, table, below=parts))
    return _Found("measure", item.title, item.number, item.line, table, remark=item.remark, below=tuple(below))


def _problems(rows: Sequence[RegisterRow]) -> Iterator[Rejection]:
    """Rows that break the register's own rules."""
    kinds = {r.id: r.kind for r in rows}
    ids: set[str] = set()
    wordings: set[tuple[str, str]] = set()
    for row in rows:
        wording = (row.parent, _key(row.title))
        if row.kind not in _PARENT:
            yield _rejected(row, "kind", row.kind, _PARENT, f"「{row.kind}」という種類の項目はありません。")
        elif kinds.get(row.parent, row.parent.partition(":")[0]) != _PARENT[row.kind]:
            sentence = f"「{row.parent}」は、この種類の項目の上に置けません。"
            yield _rejected(row, "parent", row.parent, [_PARENT[row.kind]], sentence)
        if row.id in ids:
            yield _rejected(row, "id", row.id, (), "同じ番号の項目が前の行にあります。")
        if (row.status == "read") != bool(row.title):
            sentence = "題名は、読めた項目(read)には要り、読めない項目(illegible)には書けません。"
            yield _rejected(row, "title", row.title, ("read", "illegible"), sentence)
        if row.title and not row.until and wording in wordings:
            yield _rejected(row, "title", row.title, (), "同じ親の中に、同じ題名の項目が前の行にあります。")
        ids.add(row.id)
        wordings.update([wording] if row.title and not row.until else [])


def _rejected(row: RegisterRow, column: str, value: str, allowed: Iterable[str], sentence: str) -> Rejection:
    return Rejection(row.file, row.row, column, value, "、".join(allowed), sentence)
