"""The marks beside a fact: how it is known, how old it is, what a role means. Words of design/UI.md §4.1 and 4.2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from api.pages.dates import as_of, day
from api.pages.links import Link, Links
from graph.directory import Directory
from graph.finding.contact import needs_recheck
from graph.model import Basis, Item, Node
from graph.schema import schema
from graph.steps import basis

SHORT_BASIS = {"stated": "記載", "inferred": "推定", "editorial": "編集"}
_BASIS_STYLE = {"stated": "st", "inferred": "inf", "editorial": "ed"}
_STATUS = {"planned": "計画中", "closed": "閉鎖"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A badge: its words, its look (the class after `b-`) and what it means, where the words do not say it."""

    label: str
    style: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Where a fact comes from: marks, sources, age, whether a person has verified it."""

    marks: tuple[Mark, ...]
    sources: tuple[Link, ...]
    more: int  # sources that are not listed
    age: tuple[Mark, ...]  # 要再確認 or 確かめた, before the age
    as_of: str
    feedback: str = ""


ALWAYS = Mark("24時間", "24")


def basis_mark(known: Basis, reason: str = "", *, short: bool = False) -> Mark:
    """How it is known. The reason of an inference is the title."""
    label = SHORT_BASIS[known] if short else schema().bases[known]
    return Mark(label, _BASIS_STYLE[known], reason or schema().basis_meanings[known])


def item_mark(item: Item, *, short: bool = False) -> Mark:
    """How a node or an edge is known."""
    return basis_mark(basis(item), reason(item), short=short)


def counted_marks(items: Iterable[Item]) -> tuple[Mark, ...]:
    """原典に記載 2 推定 1: how several items are known, strongest first; without numbers when there is one."""
    known = [basis(i) for i in items]
    if len(known) == 1:
        return (basis_mark(known[0]),)
    return tuple(
        Mark(f"{schema().bases[b]} {known.count(b)}", _BASIS_STYLE[b], schema().basis_meanings[b])
        for b in ("stated", "inferred", "editorial")
        if b in known
    )


def role_mark(role: str) -> Mark:
    """A role; its meaning in plain words is the title."""
    return Mark(role, "role", schema().roles.get(role, ""))


def recheck_year(today: date) -> int:
    """The first year whose information is not yet 要再確認: last year − 1."""
    return today.year - 2


def recheck_mark(today: date) -> Mark:
    """要再確認, with what it means today."""
    return Mark("要再確認", "chk", f"情報の日付がない、または{recheck_year(today)}年より前です。")


def verified_mark(verified_on: str) -> Mark:
    """A person has verified it on this day."""
    return Mark(f"確かめた {day(verified_on)}", "ok", "人が電話や面談で確かめました。")


def status_mark(status: str) -> Mark | None:
    """計画中 or 閉鎖; None for a body that is open, or of which nobody knows."""
    return Mark(_STATUS[status], "st") if status in _STATUS else None


def reason(item: Item) -> str:
    """Why it was inferred, "" where it was not."""
    first = item.provenance[0] if item.provenance else None
    return first.note if first and first.basis == "inferred" else ""


def age_marks(node: Node, today: date) -> tuple[Mark, ...]:
    """確かめた or 要再確認, where one of them is due."""
    if node.verified_on:
        return (verified_mark(node.verified_on),)
    return (recheck_mark(today),) if needs_recheck(node, today.year) else ()


def said(directory: Directory, links: Links, item: Item, *, age: tuple[Mark, ...] = (), about: str = "") -> Said:
    """The provenance of an item: the first source by name, the number of the others."""
    first = item.provenance[0] if item.provenance else None
    return Said(
        marks=(item_mark(item),),
        sources=(source_link(directory, links, first.source),) if first else (),
        more=max(len(item.provenance) - 1, 0),
        age=age,
        as_of=as_of(first.as_of if first else ""),
        feedback=links.feedback(about) if about else "",
    )


def source_link(directory: Directory, links: Links, source: str) -> Link:
    """A source by its title and publisher. 〔 〕 only say that the title is ours."""
    node = directory.nodes.get(source)
    if node is None:
        return Link(source)
    title = node.name.strip("〔〕")
    publisher = node.text("publisher").partition("(")[0]
    label = title if not publisher or publisher in title else f"{title}({publisher})"
    return Link(label, links.node(source))
