"""The matter of an answer: emergency box, whom to call first, whom else, and the table of several troubles."""

from __future__ import annotations

from dataclasses import dataclass, replace

from api.contacts import FIRST_SHOWN, first_of
from api.pages.cards import Card, Context, PartnerRow, card, partner
from api.pages.frame import has_network
from api.pages.handled import handled
from api.pages.links import Link
from api.pages.marks import Mark, item_mark
from api.pages.several import Several, several_of
from api.pages.urgent import EmergencyBox, emergency_box
from graph.directory import Directory
from graph.finding.answer import Answer, Body
from graph.model import Edge, NodeId

PARTNERS_SHOWN = 6
ABOVE = "地域ごとの番号は上の赤い枠"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a body does for one trouble: its role and how that is known; empty where it does nothing."""

    role: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A body with a cell for each trouble."""

    number: int
    name: Link
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """困りごと × 機関, in the order of contact."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """Everything of an answer but the search row and the reading line."""

    emergency: EmergencyBox | None
    first: tuple[Card, ...]
    first_note: str
    partners: tuple[PartnerRow, ...]
    more: tuple[PartnerRow, ...]
    partner_note: str
    urgent_bodies: tuple[PartnerRow, ...]
    table: Table | None
    troubles: int
    undecided: bool  # a town would decide between the bodies of several areas
    picture: str


def matter(context: Context) -> Matter:
    """The matter of an answer."""
    answer, directory = context.answer, context.directory
    bodies, fives = together(directory, answer)
    cases = [c.id for c in answer.case_types if c.use == "answer"]
    first = first_of([b for b in bodies if b.group == "first"], cases)
    partners = [b for b in bodies if b.group != "emergency" and b not in first]
    named = {r.id for r in answer.named}
    cards = tuple(card(context, b, n, fives.get(b.id), named=is_named(b, named)) for n, b in enumerate(first, 1))
    rows = tuple(partner(context, b, fives.get(b.id)) for b in partners)
    box = _box(context, first, fives)
    if box and box.areas:
        cards = tuple(replace(c, five=(), no_phone=ABOVE) if c.five == box.areas else c for c in cards)
    called = {c.id for c in answer.urgent.calls} if answer.urgent else set()
    return Matter(
        emergency=box,
        first=cards,
        first_note=_first_note(first, len(cases)),
        partners=rows[:PARTNERS_SHOWN],
        more=rows[PARTNERS_SHOWN:],
        partner_note=_partner_note(answer, len(cases), len(rows)),
        urgent_bodies=tuple(
            partner(context, b, recheck=False) for b in bodies if b.group == "emergency" and b.id not in called
        ),
        table=_table(context, cases, [*first, *partners]) if len(cases) > 1 else None,
        troubles=len(cases),
        undecided=any(s.by_area for s in fives.values()),
        picture=_picture(context) if bodies and has_network() else "",
    )


def _picture(context: Context) -> str:
    """The picture of this answer, by what was read: no word that was typed."""
    answer = context.answer
    ids = [c.id for c in answer.case_types if c.use == "answer"] or [n.id for n in answer.named]
    words = " ".join(ids)
    return context.links.to("/network", view="case", q=words, area=answer.area.id if answer.area else "")


def is_named(body: Body, named: set[NodeId]) -> bool:
    """Whether the question names the body, or its kind."""
    return body.id in named or (body.organisation_kind is not None and body.organisation_kind.id in named)


def together(directory: Directory, answer: Answer) -> tuple[list[Body], dict[NodeId, Several]]:
    """Bodies of one kind that say nothing of their own, as one, where the asker's area is not known.

    What they are together by the id of the body that stands for them.
    """
    several: dict[NodeId, Several] = {}
    if answer.area:
        return list(answer.bodies), several
    alike: dict[tuple[NodeId, str], list[Body]] = {}
    for body in answer.bodies:
        silent = body.inherited or not body.roles  # it says nothing of its own, or was only named
        if silent and body.organisation_kind and body.organisation_kind.id != body.id:
            alike.setdefault((body.organisation_kind.id, body.group), []).append(body)
    left_out: set[NodeId] = set()
    for bodies in alike.values():
        if len(bodies) > 1:
            several[bodies[0].id] = several_of(directory, bodies)
            left_out.update(b.id for b in bodies[1:])
    return [b for b in answer.bodies if b.id not in left_out], several


def _box(context: Context, first: list[Body], fives: dict[NodeId, Several]) -> EmergencyBox | None:
    shared = next((b for b in first if b.id in fives and fives[b.id].by_area), None)
    kind = shared.organisation_kind.label if shared and shared.organisation_kind else shared.label if shared else ""
    numbers, hours = (fives[shared.id].numbers, shared.hours) if shared else ((), "")
    return emergency_box(context.directory, context.links, context.answer, numbers, kind, hours)


def _first_note(first: list[Body], cases: int) -> str:
    if cases < 2 or not first:
        return "番号は連絡の順" if cases else "名前でさがした機関"
    together_ = max(len(b.case_types) for b in first)
    if together_ < 2:
        return "まとめて受ける窓口はデータにありません。急ぐものから順です"
    return f"{together_}つの困りごとを1か所で"


def _partner_note(answer: Answer, cases: int, count: int) -> str:
    if answer.urgent and answer.urgent.level == "red":
        return "通告のあと動く機関" if any(r.laws for r in answer.urgent.reasons) else f"{count}機関"
    if not count:
        return ""
    return "困りごとごとの専門の先" if cases > 1 else f"{count}機関"


def _table(context: Context, cases: list[NodeId], bodies: list[Body]) -> Table:
    rows = []
    for number, body in enumerate(bodies[: FIRST_SHOWN + PARTNERS_SHOWN], 1):
        own, inherited = handled(context.directory, body.id)
        cells = tuple(_cell([*own, *inherited], c, body) for c in cases)
        rows.append(TableRow(number, Link(body.label, context.links.node(body.id)), cells))
    columns = (context.directory.node(c) for c in cases)
    return Table(tuple(c.text("short") or c.name for c in columns), tuple(rows))


def _cell(edges: list[Edge], case: NodeId, body: Body) -> Cell:
    """The strongest role of the body for this case type, as the answer counts it."""
    if case not in body.case_types:
        return Cell("", None)
    roles = {r: n for n, r in enumerate(body.roles)}
    found = sorted((e for e in edges if e.end == case), key=lambda e: roles.get(e.text("role"), len(roles)))
    return Cell(found[0].text("role"), item_mark(found[0], short=True)) if found else Cell("", None)
