"""A body in an answer: as a card of まず連絡, as a row of 連携先, with the reasons it is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from api.pages.dates import as_of, dial
from api.pages.links import Link, Links
from api.pages.marks import (
    ALWAYS,
    Mark,
    Said,
    basis_mark,
    recheck_mark,
    recheck_year,
    role_mark,
    source_link,
    verified_mark,
)
from api.pages.several import AreaNumber, Several, short_name
from graph.directory import Directory
from graph.finding.answer import Answer, Body
from graph.model import NodeId
from graph.ruby import Piece, of_name
from graph.schema import schema
from graph.steps import Step

StepLook = Literal["word", "box", "via", "goal"]
_LOCAL = ("地域", "地区")
UNKNOWN_REACH = "受け持ちの区域はデータにありません"
OPEN, SHUT = "いま受付中", "いまは時間外"
_VERY_OLD = 5  # years before 要再確認 starts from which a number is warned of in a sentence


@dataclass(frozen=True, slots=True)
class PathStep:
    """One stop of the path strip; `plus` joins words that lead together."""

    text: str
    look: StepLook
    plus: bool = False


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop of the reason, with its sources."""

    text: str
    mark: Mark
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A body to call first."""

    number: int
    name: Link
    ruby: tuple[Piece, ...]  # the name, with its reading where it was asked for
    marks: tuple[Mark, ...]
    line: str
    phone: str
    dial: str
    no_phone: str
    instead: str  # what to do where there is no number
    hours: str
    always: bool
    open_now: str
    warning: str
    five: tuple[AreaNumber, ...]
    path: tuple[PathStep, ...]
    said: Said
    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A body to work with."""

    name: Link
    ruby: tuple[Piece, ...]
    phone: str
    dial: str
    role: Mark | None
    line: str
    marks: tuple[Mark, ...]
    five: tuple[AreaNumber, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What every card is made from."""

    directory: Directory
    links: Links
    answer: Answer
    today: date
    ruby: bool = False  # names with their reading


def card(context: Context, body: Body, number: int, several: Several | None = None, *, named: bool = False) -> Card:
    """The card of a body. `several`: all bodies of its kind, where the area does not decide."""
    marks = [role_mark(r) for r in body.roles[:1]]
    if named:
        marks.insert(0, Mark("機関名に一致", "st"))
    phone = "" if several else body.phone
    return Card(
        number=number,
        name=_name(context, body, several),
        ruby=_ruby(context, body, several),
        marks=tuple(marks),
        line=_line(context, body, several),
        phone=phone,
        dial=dial(phone),
        no_phone="" if phone or several else "電話番号はデータにありません",
        instead="" if phone or several else _instead(context.directory, body),
        hours=body.hours,
        always=body.always,
        open_now="" if body.open_now is None else OPEN if body.open_now else SHUT,
        warning=_warning(context, body) if phone else "",
        five=several.numbers if several else (),
        path=_path(context, body, several),
        said=_said(context, body),
        hops=tuple(hop(context, s) for s in body.why),
    )


def partner(context: Context, body: Body, several: Several | None = None, *, recheck: bool = True) -> PartnerRow:
    """The row of a body. Marks only where it is not stated; 要再確認 only where a number is shown."""
    marks = [] if body.basis == "stated" else [basis_mark(body.basis, _reason(body))]
    if body.always:
        marks.insert(0, ALWAYS)
    if body.phone and body.recheck and recheck and not several:
        marks.append(recheck_mark(context.today))
    line = body.condition
    if body.reach == "unknown":
        line = "。".join(p for p in (line, UNKNOWN_REACH) if p)
    phone = "" if several else body.phone
    role = role_mark(body.roles[0]) if body.roles else None
    numbers = several.numbers if several else ()
    name, ruby = _name(context, body, several), _ruby(context, body, several)
    return PartnerRow(name, ruby, phone, dial(phone), role, line, tuple(marks), numbers)


def hop(context: Context, step: Step) -> Hop:
    """A step as one line."""
    sources = tuple(
        Link(source_link(context.directory, context.links, s.id).label + (f" {s.locator}" if s.locator else ""),
             context.links.node(s.id))
        for s in step.sources
    )  # fmt: skip
    reason = step.note if step.basis == "inferred" else ""
    return Hop(f"{step.start.label} → {step.label} → {step.end.label}", basis_mark(step.basis, reason), sources)


def _name(context: Context, body: Body, several: Several | None) -> Link:
    kind = body.organisation_kind
    if several and kind:
        return Link(f"{kind.label}({several.words})", context.links.node(kind.id))
    return Link(body.label, context.links.node(body.id))


def _ruby(context: Context, body: Body, several: Several | None) -> tuple[Piece, ...]:
    label = _name(context, body, several).label
    node = context.directory.nodes.get(body.id)
    if not context.ruby or node is None:
        return (Piece(label),)
    return of_name(label, "" if several else node.text("kana"))


def _line(context: Context, body: Body, several: Several | None) -> str:
    parts = [body.condition]
    if not body.roles:
        parts.append(_does(context.directory, body))
    if several:
        parts.append("住まいの地域へ。町を入れると1つに決まります" if several.by_area else "番号はそれぞれです")
    elif body.reach == "kind":
        parts.append("窓口は未収録")
    elif body.reach == "unknown":
        parts.append(UNKNOWN_REACH)
    elif body.area and _local(context.directory, body.area.id):
        asked = context.answer.area
        here = f"({asked.label})" if asked and asked.id != body.area.id else ""
        parts.append(f"{body.area.label}{here}を受け持つ")
    return "。".join(p.rstrip("。") for p in parts if p)


def _does(directory: Directory, body: Body) -> str:
    """What bodies of this kind do: for a body that was asked for by name."""
    kind = directory.nodes.get(directory.kind_of(body.id))
    return kind.text("does") if kind and kind.kind == "organisation_kind" else ""


def _local(directory: Directory, area: NodeId) -> bool:
    return area in directory.nodes and directory.nodes[area].get("level") in _LOCAL


def _instead(directory: Directory, body: Body) -> str:
    """How to apply to the one service this body runs for the same trouble, with its name. "" where it runs several."""
    at = dict.fromkeys((body.id, directory.kind_of(body.id)))
    run = {edge.end: directory.nodes[edge.end] for a in at for edge in directory.out(a, "provides")}
    fitting = [s for s in run.values() if set(directory.ends(s.id, "addresses")) & set(body.case_types)]
    how = fitting[0].text("how_to_apply") if len(fitting) == 1 else ""
    return f"{fitting[0].name}: {how}" if how else ""


def _warning(context: Context, body: Body) -> str:
    if not body.recheck or not body.as_of:
        return ""
    year = int(body.as_of[:4])
    if year >= recheck_year(context.today) - _VERY_OLD:
        return ""
    return f"この番号は{year}年の資料です。かける前に確かめてください。"


def _path(context: Context, body: Body, several: Several | None) -> tuple[PathStep, ...]:
    """Words → case type → role → kind → area → body. Of several troubles only the words are shown."""
    readings = [r for r in context.answer.case_types if r.id in body.case_types and r.use == "answer"]
    words = list(dict.fromkeys(m.text for r in readings for m in r.matched))
    steps = [PathStep(w, "word", plus=i > 0) for i, w in enumerate(words)]
    if len(body.case_types) == 1:
        label = context.directory.label(body.case_types[0])
        steps.extend([] if words == [label] else [PathStep(label, "box")])
        steps.extend(PathStep(r, "via") for r in body.roles[:1])
    kind = body.organisation_kind
    if kind and body.inherited and kind.id != body.id and not several:
        steps.append(PathStep(kind.label, "box"))
    asked = context.answer.area
    if asked and body.area and body.reach == "serves" and _local(context.directory, body.area.id):
        same = asked.id == body.area.id
        steps.append(PathStep(body.area.label if same else f"{asked.label}={body.area.label}", "via"))
    goal = kind.label if several and kind else short_name(context.directory, body.label)
    return (*steps, PathStep(goal, "goal")) if steps else ()


def _said(context: Context, body: Body) -> Said:
    """The marks of what the body takes, the first source of that, and the age of the body's own data."""
    takes = [s for s in body.why if s.kind == "handles"]
    first = takes[0] if takes else body.why[-1] if body.why else None
    source = (source_link(context.directory, context.links, first.sources[0].id),) if first and first.sources else ()
    verified = (verified_mark(body.verified_on),) if body.verified_on else ()
    age = verified or ((recheck_mark(context.today),) if body.recheck else ())
    feedback = context.links.feedback(body.id)
    return Said(_basis_marks(body, takes), source, 0, age, as_of(body.as_of), feedback)


def _basis_marks(body: Body, takes: list[Step]) -> tuple[Mark, ...]:
    if len({s.basis for s in takes}) < 2:
        return (basis_mark(body.basis, _reason(body)),)
    return tuple(
        Mark(
            f"{label} {n}",
            {"stated": "st", "inferred": "inf", "editorial": "ed"}[known],
            schema().basis_meanings[known],
        )
        for known, label in schema().bases.items()
        if (n := sum(s.basis == known for s in takes))
    )


def _reason(body: Body) -> str:
    return next((s.note for s in body.why if s.basis == "inferred" and s.note), "")
