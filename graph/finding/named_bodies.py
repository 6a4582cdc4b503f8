"""Bodies that the question names, put before the others where it asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.directory import Directory
from graph.finding.answer import Body
from graph.finding.areas import AreaBook
from graph.finding.bodies import Place, of_name, open_now
from graph.finding.claims import Asker
from graph.finding.names import Named
from graph.finding.resolving import Found, bodies_of, body
from graph.finding.terms import Vote
from graph.finding.validity import edge_holds
from graph.model import NodeId
from graph.steps import step


@dataclass(frozen=True, slots=True)
class AskedFor:
    """All that is named; `front`: what comes before every other body."""

    nodes: tuple[NodeId, ...]
    front: tuple[NodeId, ...]


def asked_for(directory: Directory, found: Sequence[Named], said: Sequence[Vote]) -> AskedFor:
    """What the question asks for by name. Where it tells of a trouble, a kind or a service counts only when the
    question asks for it (「学校 体罰」 looks for no school) and its name is not the very word for the trouble."""
    kept: list[Named] = []
    front: list[Named] = []
    for one in found:
        kind = directory.nodes[one.nodes[0]].kind  # one name is of bodies, of kinds or of services
        body = kind == "organisation"
        is_trouble = any(v.start <= one.start and one.end <= v.end for v in said)
        # a service is applied for where the data say first; its providers come first only when nothing else is known
        wanted = not said or (kind != "service" and (one.asked or (one.last and not is_trouble)))
        if body or wanted:
            kept.append(one)
        if wanted:
            front.append(one)
    return AskedFor(_each(kept), _each(front))


def in_front(book: AreaBook, names: AskedFor, bodies: tuple[Body, ...], asker: Asker) -> tuple[Body, ...]:
    """The bodies with the named ones at the head of まず連絡, each once; what is only planned stays behind."""
    if not names.front:
        return bodies
    ranked = {b.id: b for b in bodies}
    head: dict[NodeId, Body] = {}
    later: dict[NodeId, Body] = {}
    for rank, node in enumerate(names.front, 1):
        resolved = list(_resolve(book, node, rank, asker))
        for one in sorted(resolved, key=lambda b: b.id not in ranked):
            known = ranked.get(one.id)
            if one.status == "planned":
                later.setdefault(one.id, known or replace(one, group="partner"))
            else:
                head.setdefault(one.id, replace(known, group="first", rank=rank) if known else one)
    rest = [b for b in bodies if b.id not in head]
    shift = len(names.front) if head else 0
    last = max((b.rank for b in rest if b.group == "partner"), default=0)
    return (
        *head.values(),
        *(replace(b, rank=b.rank + shift) if b.group == "first" else b for b in rest),
        *(replace(b, rank=last + n) for n, b in enumerate((b for b in later.values() if b.id not in ranked), 1)),
    )


def _resolve(book: AreaBook, node_id: NodeId, rank: int, asker: Asker) -> Iterator[Body]:
    directory, node = book.directory, book.directory.nodes[node_id]
    place = Place("first", rank)
    if node.kind != "service":
        for found in _there(book, node_id, asker):
            yield of_name(directory, found, place, asker.day, open_now(found, asker.moment))
        return
    for edge in directory.into(node_id, "provides"):
        if edge_holds(directory, edge, asker.day):
            for found in _there(book, edge.start, asker):
                one = of_name(directory, found, place, asker.day, open_now(found, asker.moment))
                yield replace(one, why=(step(directory, edge, node_id), *one.why))


def _there(book: AreaBook, node_id: NodeId, asker: Asker) -> tuple[Found, ...]:
    node = book.directory.nodes[node_id]
    if node.kind == "organisation_kind":
        return bodies_of(book, node, asker.reach, asker.day)
    found = body(book, node, asker.reach, asker.day)
    # named by its own name it is shown whomever it serves
    return (found or Found(node, "near", 0),)


def _each(found: Sequence[Named]) -> tuple[NodeId, ...]:
    return tuple(dict.fromkeys(n for one in found for n in one.nodes))
