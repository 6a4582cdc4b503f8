"""一つしかない: bodies without which a case type has nobody left in a role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.analysis.bodies import Cover, by_case, cases_in_order, cover, grouped
from graph.analysis.reports.values import Item, Part, Report, listed, made, refs
from graph.analysis.scope import Scope
from graph.model import Edge, NodeId
from graph.steps import basis

ROLES: Final = ("通告先", "一義的相談窓口", "専門相談", "主担当", "サービス提供", "緊急対応")
ONLY, ONLY_SURE = "●", "○"
_SIGNS: Final = f"{ONLY} ほかに先がない。{ONLY_SURE} 推定の行を除くと、ほかに先がない。"


@dataclass(frozen=True, slots=True)
class Sole:
    """The case type has only this body in this role."""

    role: str
    mark: str
    body: NodeId
    case: NodeId
    edges: tuple[Edge, ...]


def single_points(scope: Scope) -> Report:
    """By role, for each body the case types that have no other taker in it: ● at all, ○ when 推定 is left out."""
    found = [s for s in _soles(scope, cover(scope)) if s.role in ROLES]
    parts = [
        Part(
            f"role-{n}", f"「{role}」が一つしかない", _SIGNS, tuple(_items(scope, [s for s in found if s.role == role]))
        )
        for n, role in enumerate(ROLES, 1)
    ]
    only = [s for s in found if s.mark == ONLY]
    sentence = (
        f"なくなると、どれかの受け方の先がデータの上でなくなる機関・種別は{len({s.body for s in only})}で、"
        f"{len({s.case for s in only})}の相談にかかわります({ONLY})。"
        f"推定を除くと一つしかなくなるものは{len({s.body for s in found if s.mark == ONLY_SURE})}です({ONLY_SURE})。"
    )
    return made(scope, "single-points", "一つしかない", sentence, parts)


def _soles(scope: Scope, known: Cover) -> Iterator[Sole]:
    takers = by_case(scope)
    for case in cases_in_order(scope):
        for role, edges in grouped(takers[case.id], "role").items():
            sure = tuple(e for e in edges if basis(e) != "inferred")
            for mark, some in ((ONLY, edges), (ONLY_SURE, sure)):
                who = {b for e in some for b in known.behind(e.start)}
                if len(who) == 1:
                    yield Sole(role, mark, who.pop(), case.id, some)
                    break


def _items(scope: Scope, soles: Sequence[Sole]) -> Iterator[Item]:
    by_body: dict[tuple[str, NodeId], list[Sole]] = defaultdict(list)
    for one in soles:
        by_body[one.mark, one.body].append(one)
    for (mark, body), some in sorted(by_body.items(), key=lambda b: (b[0][0] != ONLY, -len(b[1]), b[0][1])):
        yield _item(scope, mark, body, some)


def _item(scope: Scope, mark: str, body: NodeId, some: Sequence[Sole]) -> Item:
    cases, role = [s.case for s in some], some[0].role
    when = "" if mark == ONLY else "推定の行を除いて見ると、"
    kind = "(機関は未収録)" if scope.directory.nodes[body].kind == "organisation_kind" else ""
    sentence = (
        f"{when}「{scope.directory.label(body)}」{kind}がないと、「{role}」の先がデータの上でなくなる相談が"
        f"{len(cases)}あります: {listed(scope, cases)}。"
    )
    edges = tuple(e.id for s in some for e in s.edges)
    return Item(
        sentence, refs(scope, (body, *cases)), edges, (("受け方", role), ("相談の数", str(len(cases)))), None, mark
    )
