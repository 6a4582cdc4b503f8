"""Small questions to 例区, and its answers in short."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from graph.directory import Directory
from graph.finding.answer import Answer, Body
from graph.finding.find import answer_for_case
from graph.model import Item
from tests.finding.ward import case, directory, handles, org, serves

NOON = datetime(2026, 11, 25, 12)
OFFICE = "Mo-Fr 08:30-17:00; PH off; Dec 29-Jan 03 off"
A = case("a", "困りごと")


def ward(folder: Path, *items: Item, line: tuple[str, ...] = ()) -> Directory:
    return directory(folder, A, *items, emergency_line=line)


def ask(found: Directory, area: str = "", age: str = "", on: str = "", now: datetime = NOON) -> Answer:
    return answer_for_case(found, "case:a", area=area, age=age, on=on, now=now)


def rows(answer: Answer) -> list[tuple[str, int, str]]:
    return [(b.group, b.rank, b.id.partition(":")[2]) for b in answer.bodies]


def body(answer: Answer, name: str) -> Body:
    return next(b for b in answer.bodies if b.id.partition(":")[2] == name)


def plain(name: str, role: str, *, of: str = "a", area: str = "ku", first: int = 0, **more: str) -> tuple[Item, ...]:
    """A body that serves an area and takes the case type."""
    at = org(name, **more)
    taken = handles(at.id, of, role, first=first) if first else handles(at.id, of, role)
    return (at, *serves(at.id, area), taken)
