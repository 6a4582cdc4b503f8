"""Whom to call first, and what of an answer stands in its picture. The page and the picture follow the same rules."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from graph.finding.answer import Answer, Body
from graph.model import NodeId
from visualizations.options import Contact, When

FIRST_SHOWN = 3


def first_of(bodies: Sequence[Body], cases: Collection[NodeId]) -> list[Body]:
    """Whom to call first: for several troubles only bodies that take one that none before them took."""
    if len(cases) < 2:
        return list(bodies[:FIRST_SHOWN])
    chosen: list[Body] = []
    open_: set[NodeId] = set(cases)
    for body in bodies:
        if open_ & set(body.case_types):
            chosen.append(body)
            open_ -= set(body.case_types)
    return chosen[:FIRST_SHOWN] or list(bodies[:FIRST_SHOWN])


def contacts(answer: Answer) -> tuple[Contact, ...]:
    """Every body of the answer in the order of contact; those of a kind that share their place as one box."""
    alike: dict[tuple[str, int, NodeId], list[Body]] = {}
    for body in answer.bodies:
        kind = body.organisation_kind.id if body.organisation_kind else body.id
        own = "" if body.group == "emergency" else kind  # each number of an emergency stands for itself
        alike.setdefault((body.group, body.rank, own or body.id), []).append(body)
    together = {bodies[0].id: bodies for bodies in alike.values()}
    heads = [bodies[0] for bodies in together.values()]
    cases = [c.id for c in answer.case_types if c.use == "answer"]
    first = {b.id for b in first_of([b for b in heads if b.group == "first"], cases)}
    return _merged([(_when(b, first), together[b.id]) for b in heads])


def subject(answer: Answer) -> str:
    """What was read, never what was typed."""
    cases = [c.label for c in answer.case_types if c.use == "answer"]
    return "、".join(cases or [n.label for n in answer.named[:1]])


def _when(body: Body, first: Collection[NodeId]) -> When:
    return "first" if body.id in first else "emergency" if body.group == "emergency" else "partner"


def _merged(found: Sequence[tuple[When, list[Body]]]) -> tuple[Contact, ...]:
    """One contact for each box: a kind that comes again later stays where it came first."""
    made: dict[NodeId, Contact] = {}
    for when, bodies in found:
        kind = bodies[0].organisation_kind
        box = kind.id if len(bodies) > 1 and kind else bodies[0].id
        before = made[box].bodies if box in made else ()
        ids = tuple(b.id for b in bodies if b.id != box)
        made[box] = Contact(box, made[box].when if box in made else when, (*before, *ids))
    return tuple(made.values())
