"""重なり: several bodies take the same case type in the same role. Never waste, always a division to be agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.analysis.bodies import by_case, cases_in_order, first_of, grouped
from graph.analysis.reports.values import Item, Part, Report, listed, made, refs
from graph.analysis.scope import Scope
from graph.model import Edge, Node, NodeId
from graph.schema import schema


def overlaps(scope: Scope) -> Report:
    """Case types with more than one taker, and those in which one role has more than one."""
    takers = by_case(scope)
    cases = sorted(
        (_case(scope, c, takers[c.id]) for c in cases_in_order(scope) if len(bodies(scope, takers[c.id])) > 1),
        key=lambda i: -len(i.subjects),
    )
    roles = [i for c in cases_in_order(scope) for i in _roles(scope, c, takers[c.id])]
    sentence = (
        f"{len(takers)}の相談種別のうち、2つ以上の機関・種別が受けるのは{len(cases)}、"
        f"同じ受け方に2つ以上が並ぶのは{len({i.subjects[0].id for i in roles})}です。分担の確認が要ります。"
    )
    parts = (
        Part(
            "cases",
            "相談ごと",
            "受ける機関・種別の多い順です。機関とその種別の両方に行があれば、1つに数えます。",
            tuple(cases),
        ),
        Part("roles", "相談と受け方ごと", "同じ受け方に、2つ以上の機関・種別が並ぶ所です。", tuple(roles)),
    )
    return made(scope, "overlaps", "重なり", sentence, parts)


def bodies(scope: Scope, edges: Iterable[Edge]) -> tuple[NodeId, ...]:
    """Who takes it, each once: a body whose kind takes it too is taken with its kind."""
    starts = dict.fromkeys(e.start for e in edges)
    return tuple(dict.fromkeys(k if (k := scope.directory.kind_of(s)) in starts else s for s in starts))


def _case(scope: Scope, case: Node, edges: tuple[Edge, ...]) -> Item:
    who, first = bodies(scope, edges), bodies(scope, first_of(edges))
    windows = f"最初の窓口は{len(first)}つです" if first else "最初の窓口は、データにありません"
    tail = "分担の確認が要ります。" if len(first) > 1 else ""
    cells = (("最初の窓口", listed(scope, first)), ("ほか", listed(scope, [w for w in who if w not in first])))
    return Item(
        f"「{case.name}」は{len(who)}の機関・種別が受けます。{windows}。{tail}",
        refs(scope, (case.id, *who)),
        tuple(e.id for e in edges),
        cells,
    )


def _roles(scope: Scope, case: Node, edges: tuple[Edge, ...]) -> Iterator[Item]:
    by_role = grouped(edges, "role")
    for role in schema().roles:
        some = by_role.get(role, ())
        who = bodies(scope, some)
        if len(who) > 1:
            yield Item(
                f"「{case.name}」の「{role}」は、{len(who)}つ({listed(scope, who)})が受けます。",
                refs(scope, (case.id, *who)),
                tuple(e.id for e in some),
                (("受け方", role), ("数", str(len(who)))),
            )
