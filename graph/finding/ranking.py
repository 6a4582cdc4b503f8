"""The order of contact: まず連絡 as the data say, 緊急時, 連携先 by role, nearness and basis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from graph.areas import body_order
from graph.directory import Directory
from graph.finding.answer import Body, Group
from graph.finding.areas import AreaBook
from graph.finding.bodies import Place, of_claims, open_now
from graph.finding.claims import IN_DANGER, Asker, Claim, claims
from graph.finding.contact import always_open
from graph.finding.kept import kept
from graph.model import Node, NodeId
from graph.steps import basis

_BASES = ("stated", "inferred", "editorial")
_URGENCIES = ("緊急", "早め", "通常")
_CALLED_IN_DANGER = (IN_DANGER, "通告先")
_EVENING, _MORNING = time(21), time(7)
_NO_FIRST = 99
_LAST = 2**31

Key = tuple[int | bool | str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body with all its claims, the strongest first, and what is known of this moment."""

    claims: tuple[Claim, ...]
    open_now: bool | None
    always: bool

    @property
    def node(self) -> Node:
        """The body, or the kind that stands for one."""
        return self.lead.found.node

    @property
    def lead(self) -> Claim:
        """The claim that decides."""
        return self.claims[0]

    @property
    def troubles(self) -> frozenset[int]:
        """The troubles it takes in their own case type, not in a wider one."""
        return frozenset(c.trouble for c in self.claims if not c.wider)

    @property
    def first(self) -> int:
        """The earliest order of first contact the data give it."""
        return min((c.first for c in self.claims if c.first is not None), default=_NO_FIRST)

    @property
    def set_back(self) -> bool:
        """Never before others: its range is not known, it serves others of this age, or it is not there yet."""
        found = self.lead.found
        far = found.reach in ("unknown", "near")
        return far or found.planned or not any(c.fits for c in self.claims)


def rank(book: AreaBook, cases: Sequence[NodeId], asker: Asker) -> tuple[Body, ...]:
    """Every body for these case types, by group and then in the order of contact."""
    directory = book.directory
    by_body: dict[NodeId, list[Claim]] = defaultdict(list)
    for claim in claims(book, cases, asker):
        by_body[claim.found.node.id].append(claim)
    candidates = [_candidate(some, asker) for some in by_body.values()]
    groups = _group(directory, candidates)
    night = _is_night(asker)
    urgency = [_URGENCIES.index(directory.nodes[c].text("urgency")) for c in cases]
    first = _first(directory, groups["first"], urgency, night=night)
    line = {b: i for i, b in enumerate(directory.municipality.emergency_line)}
    emergency = sorted(groups["emergency"], key=lambda c: (line.get(c.node.id, len(line)), *_partner_key(directory, c)))
    partners = sorted(groups["partner"], key=lambda c: _partner_key(directory, c))
    return (
        *_bodies(directory, "first", first, asker),
        *_bodies(directory, "emergency", emergency, asker),
        *_bodies(directory, "partner", partners, asker),
    )


def _candidate(some: list[Claim], asker: Asker) -> Candidate:
    found = some[0].found
    return Candidate(tuple(sorted(some, key=_claim_key)), open_now(found, asker.moment), always_open(found.node))


def _claim_key(claim: Claim) -> Key:
    return (
        bool(claim.wider),
        claim.first if claim.first is not None else _NO_FIRST,
        claim.strength,
        claim.inherited,
        _BASES.index(basis(claim.edge)),
        claim.trouble,
        claim.edge.id,
    )


def _group(directory: Directory, candidates: Iterable[Candidate]) -> Mapping[Group, list[Candidate]]:
    groups: dict[Group, list[Candidate]] = {"first": [], "emergency": [], "partner": []}
    waiting: list[Candidate] = []
    line = directory.municipality.emergency_line
    for one in candidates:
        in_danger = any(c.role in _CALLED_IN_DANGER and not c.wider for c in one.claims)
        only_danger = one.always and all(c.role == IN_DANGER and not c.wider for c in one.claims)
        if (one.node.id in line and in_danger) or (only_danger and one.first == _NO_FIRST):
            groups["emergency"].append(one)
        elif one.first == _NO_FIRST or one.lead.found.planned:
            groups["partner"].append(one)
        else:
            (waiting if one.set_back else groups["first"]).append(one)
    # set back, but still better than nobody to call first
    groups["partner" if groups["first"] else "first"].extend(waiting)
    return groups


def _first(directory: Directory, group: list[Candidate], urgency: Sequence[int], *, night: bool) -> list[Candidate]:
    """As the data say; at night first who answers at any hour; with several troubles first the one that takes most."""

    def key(one: Candidate) -> Key:
        urgent = min((urgency[c.trouble] for c in one.claims if c.first == one.first), default=len(_URGENCIES))
        return (one.set_back, not (night and one.always), one.first, urgent, one.lead.trouble, *_tie(directory, one))

    ordered = sorted(group, key=key)
    widest = max(ordered, key=lambda c: len(c.troubles), default=None)  # max keeps the earliest of equals
    if widest is not None and len(widest.troubles) > 1 and not night:
        most = [c for c in ordered if c.troubles == widest.troubles and c.lead.edge.id == widest.lead.edge.id]
        return most + [c for c in ordered if c not in most]
    return ordered


def _partner_key(directory: Directory, one: Candidate) -> Key:
    lead = one.lead
    return (
        lead.found.planned,
        one.set_back,
        bool(lead.wider),
        -len(one.troubles),
        lead.strength,
        *_tie(directory, one),
    )


def _tie(directory: Directory, one: Candidate) -> Key:
    """Nearness, own before inherited, stated before inferred, who stands nearer, who is open, then by area."""
    lead = one.lead
    kind = directory.kind_of(one.node.id)
    order = directory.nodes[kind].get("order") if kind in directory.nodes else None
    return (
        lead.found.nearness,
        lead.inherited,
        _BASES.index(basis(lead.edge)),
        order if isinstance(order, int) else 0,
        lead.edge.id,
        lead.found.stands,
        one.open_now is not True,
        _listed(directory).get(one.node.id, _LAST),
        one.node.id,
    )


@kept
def _listed(directory: Directory) -> Mapping[NodeId, int]:
    """The place of each body in a list of all: the asker's area may be unknown, and then five are alike but for it."""
    ids = (n.id for n in directory.of("organisation"))
    return {b: place for place, b in enumerate(sorted(ids, key=lambda b: body_order(directory, b)))}


def _bodies(directory: Directory, group: Group, ordered: list[Candidate], asker: Asker) -> list[Body]:
    """Ranks: bodies of one kind that are there by the same edge and only the area tells apart share one."""
    found: list[Body] = []
    rank, before = 0, None
    for one in ordered:
        lead = one.lead
        step = (lead.edge.id, lead.found.reach) if lead.inherited else (one.node.id, "")
        rank += step != before
        before = step
        found.append(of_claims(directory, one.claims, Place(group, rank), asker.day, one.open_now))
    return found


def _is_night(asker: Asker) -> bool:
    if asker.moment is None:
        return False
    at = asker.moment.time()
    return at >= _EVENING or at < _MORNING
