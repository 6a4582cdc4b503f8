"""The sentence above the picture: always what is seen, counted from the view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.directory import Directory
from graph.model import NodeId
from graph.schema import schema
from graph.steps import basis
from visualizations.around import neighbours_between
from visualizations.selection import lit, owners
from visualizations.values import MAX_BOXES, NetworkView, Relation, Strand

_NAMED = 3
_CHOOSE = "機関を選ぶと、その関係だけが残ります。"


@dataclass(frozen=True, slots=True)
class Why:
    """What is seen, in words: `lead` stands out."""

    lead: str
    text: str


def seen(directory: Directory, view: NetworkView) -> Why:
    """The whole view in words."""
    if view.view == "around":
        return _around(directory, view)
    return _answer(view) if view.view == "case" else _overview(directory, view)


def seen_on_paper(directory: Directory, view: NetworkView) -> str:
    """The same where nothing can be chosen."""
    why = seen(directory, view)
    return f"{why.lead}{why.text}".replace(_CHOOSE, "")


def chosen(view: NetworkView, node_id: NodeId) -> Why:
    """One box and its relations in words."""
    box = view.box(node_id)
    label = next((m.label for b in view.boxes for m in b.members if m.id == node_id), box.label if box else node_id)
    found = lit(view, node_id)
    touched = [r for r in view.relations if r.id in found.relations]
    others = len(found.boxes) - 1
    planned = _planned(view, box.id if box else node_id)
    if not touched:
        return Why(label, f"には、いま出している線の関係がありません。{planned}")
    parts = [p for s in view.strands for p in _family(view, s, [r for r in touched if r.family == s.id], node_id)]
    return Why(label, f"は {others} の相手と {len(touched)} の関係。{' ・ '.join(parts)}{planned and f'。{planned}'}")


def hidden(view: NetworkView) -> tuple[tuple[str, str, str], ...]:
    """What a filter hides, in words, with the parameter and the value that would show it again."""
    lost = [
        (f"{s.words}を隠しています({s.total}本)。", "rel", s.id)
        for s in view.strands
        if s.by_default and not s.shown and s.total
    ]
    labels = schema().bases
    return (*lost, *((f"{labels[b]}の関係を隠しています({n}本)。", "basis", b) for b, n in view.hidden_bases))


def summary(view: NetworkView) -> str:
    """What the picture is, for its description and its accessible name."""
    bands = "、".join(lane.name for lane in view.lanes)
    return f"{view.title}。帯は上から{bands}。{len(view.boxes)}の枠と{len(view.relations)}の関係。"


def _overview(directory: Directory, view: NetworkView) -> Why:
    bodies = sum(len(b.members) for b in view.boxes if b.opened)
    lead = f"{len(view.boxes)}種別{f'({bodies}機関を開いています)' if bodies else ''}・{len(view.relations)}の関係。"
    parts = []
    labels = {b.id: b.label for b in view.boxes}
    named = [f"{labels[i]}({n})" for i, n in view.hubs if n]
    if view.plan:
        parts.append(_of_plan(directory, view))
    if view.area:
        parts.append(f"{directory.label(view.area)}を受け持つ機関のある種別と、機関のデータがない種別です。")
    if named:
        these = f"この{len(named)}つ" if len(named) > 1 else "ここ"
        parts.append(f"結びつきが多いのは、{'、'.join(named)}。")
        parts.append(f"色の線は{these}につながる関係、灰色の線はほかどうし。")
    if view.boxes:
        parts.append(_CHOOSE)
    return Why(lead, "".join((*parts, *_left(view))))


def _of_plan(directory: Directory, view: NetworkView) -> str:
    """Who is in a plan, and how that is known."""
    stated = {i for i, edges in view.involved if any(basis(directory.edges[e]) == "stated" for e in edges)}
    items = {directory.edges[e].start for _, edges in view.involved for e in edges}
    guessed = len(view.involved) - len(stated)
    words = f"うち{guessed}は推定だけです(枠の「推定」)。" if guessed else ""
    return f"計画の{len(items)}の取組みに出る機関の種別です。枠の「取組み」は、本文が名を挙げる取組みの数。{words}"


def _planned(view: NetworkView, box: NodeId) -> str:
    edges = dict(view.involved).get(box, ())
    return f"計画では{len(edges)}か所に出ます。" if edges else ""


def _answer(view: NetworkView) -> Why:
    if not view.boxes:
        return Why("この言葉に当てはまる相談の種別も機関も、データにありません。", "")
    parts = ["番号は連絡の順です。"]
    if not view.relations:
        parts.append("このあいだの関係は、データにないか、いまの「線」と「根拠」では出ません。")
    if view.shared:
        parts.append(
            f"種別の関係のうち{view.shared}は、同じ種別の機関が2つ以上あるので、連絡の順で先の機関に引いています。"
        )
    if view.left_out:
        parts.append(f"ほかの{view.left_out}は、枠が多くなるので出していません(答えの画面にあります)。")
    parts.append(_CHOOSE)
    return Why(
        f"「{view.subject}」の答えに出る{len(view.boxes)}の機関・種別と、{len(view.relations)}の関係。", "".join(parts)
    )


def _left(view: NetworkView) -> list[str]:
    parts = []
    if view.inside:
        parts.append(f"同じ種別の中どうしの関係{view.inside}は、図にも表にも出していません。")
    if view.left_out:
        parts.append(
            f"枠が{MAX_BOXES}を超えるため、ほかの{view.left_out}の枠({view.left_out_relations}の関係)は、"
            "図にも表にも出していません。"
        )
    return parts


def _around(directory: Directory, view: NetworkView) -> Why:
    label = directory.label(view.centre)
    if not view.relations:
        return Why(label, "には、いま出している線の関係がありません。")
    others = {e for r in view.relations for e in (r.start, r.end)} - {view.centre}
    parts = [f"は{len(others)}の相手と{len(view.relations)}の関係を持ちます。"]
    kind = directory.kind_of(view.centre)
    if kind != view.centre:
        parts.append(_inherited(view.relations, directory.label(kind)))
    missing = [b.label for b in view.boxes if b.count == 0 and b.id in others]
    if missing and kind != view.centre:
        parts.append(f"{'と'.join(missing)}は、この区域の行がデータにありません(破線)。")
    among = neighbours_between(directory, view)
    if among:
        parts.append(f"相手どうしの関係{among}は、ここには出していません(「全区(種別ごと)」にあります)。")
    return Why(label, "".join((*parts, *_left(view))))


def _inherited(relations: Sequence[Relation], kind: str) -> str:
    taken = sum(r.inherited for r in relations)
    if not taken:
        return ""
    if taken == len(relations):
        return f"この機関だけの記載はなく、すべて種別「{kind}」から引き継ぎ、受け持つ区域の機関に読み替えています。"
    return f"{taken}は種別「{kind}」から引き継ぎ、受け持つ区域の機関に読み替えています。"


def _family(view: NetworkView, strand: Strand, touched: Sequence[Relation], node_id: NodeId) -> list[str]:
    if not touched:
        return []
    owner = owners(view)
    mine = owner.get(node_id, node_id)
    labels: Mapping[NodeId, str] = {b.id: b.label for b in view.boxes}
    ends = (owner[e] for r in touched for e in (r.start, r.end))
    names = list(dict.fromkeys(labels[e] for e in ends if e != mine))
    more = "ほか" if len(names) > _NAMED else ""
    words = strand.words.split("・")
    first = words[0] + ("など" if len(words) > 1 else "")
    return [f"{first} {len(touched)}({'、'.join(names[:_NAMED])}{more})"]
