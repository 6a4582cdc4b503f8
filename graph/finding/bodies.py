"""A body of the answer as a value: who, in which roles, how to reach it, and why it is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from graph.directory import Directory
from graph.finding.answer import Body, Group
from graph.finding.claims import Claim
from graph.finding.contact import always_open, as_of_date, needs_recheck
from graph.finding.kept import kept
from graph.finding.resolving import Found
from graph.hours import open_at
from graph.model import Edge, NodeId
from graph.schema import schema
from graph.steps import Step, basis, ref, step

_Steps = dict[tuple[str, NodeId], Step]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a body stands in the answer."""

    group: Group
    rank: int


def of_claims(directory: Directory, claims: Sequence[Claim], place: Place, day: str, is_open: bool | None) -> Body:
    """The body of these claims, the deciding one first."""
    lead = claims[0]
    roles = list(schema().roles)
    return replace(
        of_name(directory, lead.found, place, day, is_open),
        roles=tuple(sorted({c.role for c in claims}, key=roles.index)),
        case_types=tuple(dict.fromkeys(c.case for c in sorted(claims, key=lambda c: c.trouble))),
        basis=basis(lead.edge),
        condition=lead.edge.text("condition"),
        inherited=all(c.inherited for c in claims),
        why=_once(one for claim in _best_of_each(claims) for one in _path(directory, claim)),
    )


def of_name(directory: Directory, found: Found, place: Place, day: str, is_open: bool | None) -> Body:
    """The body by itself, as when it was named: no roles, no case types."""
    node = found.node
    kind = directory.kind_of(node.id)
    is_kind = node.kind == "organisation_kind"
    return Body(
        id=node.id,
        label=node.name,
        group=place.group,
        rank=place.rank,
        roles=(),
        case_types=(),
        organisation_kind=ref(directory, kind) if kind != node.id or is_kind else None,
        phone=node.text("phone") if not is_kind else "",
        hours=node.text("hours") if not is_kind else "",
        open_now=is_open,
        always=not is_kind and always_open(node),
        area=ref(directory, found.serves.end) if found.serves else None,
        reach=found.reach,
        status=node.text("status") if not is_kind else "",
        basis=basis(node),
        verified_on=node.verified_on,
        as_of=as_of_date(node),
        recheck=not is_kind and needs_recheck(node, int(day[:4])),
        condition="",
        inherited=False,
        why=_once(_near(directory, found)),
    )


def open_now(found: Found, moment: datetime | None) -> bool | None:
    """Whether it is open at this moment, None where that is not known or another day is asked about."""
    if moment is None or found.node.kind != "organisation":
        return None
    return open_at(found.node.text("opening_hours"), moment)


def _best_of_each(claims: Sequence[Claim]) -> list[Claim]:
    """The deciding claim of each case type."""
    best: dict[NodeId, Claim] = {}
    for claim in claims:
        best.setdefault(claim.case, claim)
    return list(best.values())


def _path(directory: Directory, claim: Claim) -> Iterator[Step]:
    """From the case type to the body: the wider case type, who takes it, its kind, where it serves."""
    for edge in claim.wider:
        yield _step(directory, edge, edge.start)
    yield _step(directory, claim.edge, claim.edge.end)
    if claim.inherited:
        yield from _near(directory, claim.found)
    elif claim.found.serves:
        yield _step(directory, claim.found.serves, claim.found.serves.start)


def _near(directory: Directory, found: Found) -> Iterator[Step]:
    edges: tuple[tuple[Edge | None, bool], ...] = (
        (found.lacks, True),
        (found.instance, False),  # read from the kind to the body
        (found.serves, True),
    )
    for edge, forwards in edges:
        if edge is not None:
            yield _step(directory, edge, edge.start if forwards else edge.end)


@kept
def _steps(_: Directory) -> _Steps:
    """Steps already made: the same edges stand in most answers."""
    return {}


def _step(directory: Directory, edge: Edge, start: NodeId) -> Step:
    made = _steps(directory)
    found = made.get((edge.id, start))
    if found is None:
        found = made[edge.id, start] = step(directory, edge, start)
    return found


def _once(steps: Iterator[Step]) -> tuple[Step, ...]:
    return tuple({s.edge: s for s in steps}.values())
