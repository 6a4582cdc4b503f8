"""`tsunagu show ID`: one node with its edges."""

from __future__ import annotations

from api import documents, nodes
from api.command.call import Call
from api.command.opening import directory_of, opened
from graph.disclosure import HIDDEN_PLACE, hides_place
from graph.model import Value
from graph.schema import schema
from graph.steps import Step


def run(call: Call) -> int:
    with opened(call.args) as store:
        found = nodes.view(store, directory_of(store, call.args).sets, call.args.id)
    if call.terminal.json:
        call.terminal.document(documents.node(found))
    else:
        call.terminal.show(*_lines(found))
    return 0


def _lines(found: nodes.NodeView) -> list[str]:
    node, known = found.node, schema().node(found.node.kind)
    lines = [f"{node.name}({known.label}) {node.id}"]
    lines += [f"  {known.properties[name].label}: {_text(value)}" for name, value in node.properties]
    if hides_place(node):
        lines.append(f"  場所: {HIDDEN_PLACE}")
    lines += [f"  {label}: {day}" for label, day in (("から", node.since), ("まで", node.until)) if day]
    lines.append(f"  電話での確認: {node.verified_on or 'まだ'}")
    for said in node.provenance:
        basis = schema().bases[said.basis]
        parts = [found.names.label(said.source), said.where, said.as_of and f"{said.as_of}時点", said.note]
        lines.append(f"  {basis}: {' '.join(p for p in parts if p)}")
    lines += [f"  {step_line(s)}" for s in found.steps]
    if found.truncated:
        lines.append("  …(つながりは、ほかにもあります)")
    return lines


def step_line(step: Step) -> str:
    """One hop in a line, read from its start: verb, other end, how it is known, who says it."""
    note = f"。{step.note}" if step.note else ""
    known = f"{schema().bases[step.basis]}: {_said(step)}{note}"
    return f"{step.label} → {step.end.label}({step.end.id}) [{known}]"


def _said(step: Step) -> str:
    """The main source, and how many more there are."""
    if not step.sources:
        return "出典なし"
    main, *others = step.sources
    more = f" ほか{len(others)}" if others else ""
    return f"{main.title} {main.locator}".strip() + more


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    return "、".join(value) if isinstance(value, tuple) else str(value)
