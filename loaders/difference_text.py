"""A difference as a person reads it: by kind, 追加 / 変更 / 削除, each changed field with what it was and becomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.changes import counts
from graph.model import Change, Edge, Item, Node, NodeId, Provenance, Value
from graph.schema import Property, schema
from graph.store import MAX_IDS, GraphStore

LIMIT = 20  # changes of a kind that are written out
_LONGEST = 60  # characters of a value
_FRAME = {"name": "名", "dataset": "データ", "since": "始まり", "until": "終わり", "verified_on": "確かめた日"}
_NOTHING = "(なし)"


def difference_text(changes: Sequence[Change], store: GraphStore, *, limit: int = LIMIT) -> str:
    """The whole difference, at most `limit` changes of a kind written out; names come from the store."""
    if not changes:
        return "変わるところはありません。"
    added, changed, removed = counts(changes)
    groups: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        groups[change.item.kind].append(change)
    order = [k for k in (*schema().nodes, *schema().edges) if k in groups]
    names = _names(store, [c for k in order for c in groups[k][:limit]])
    lines = [f"追加 {added}件、変更 {changed}件、削除 {removed}件"]
    for kind in order:
        lines += ["", *_group(kind, groups[kind], names, limit)]
    return "\n".join(lines)


def _group(kind: str, changes: Sequence[Change], names: Mapping[NodeId, str], limit: int) -> Iterator[str]:
    known = schema()
    label = known.nodes[kind].label if kind in known.nodes else f"「{known.edges[kind].label}」の関係"
    added, changed, removed = counts(changes)
    yield f"{label}: 追加 {added}、変更 {changed}、削除 {removed}"
    for change in changes[:limit]:
        if change.before is None:
            yield f"  追加 {_title(change.item, names)}"
        elif change.after is None:
            yield f"  削除 {_title(change.item, names)}"
        else:
            yield f"  変更 {_title(change.item, names)}"
            yield from (f"       {line}" for line in _fields(change.before, change.after))
    if len(changes) > limit:
        yield f"  ほか {len(changes) - limit}件"


def _title(item: Item, names: Mapping[NodeId, str]) -> str:
    if isinstance(item, Node):
        return f"{_cut(item.name)}({item.id})"
    keys = [str(v) for k in schema().edge(item.kind).key if (v := item.get(k)) is not None]
    told = f"({'、'.join(keys)})" if keys else ""
    ends = (names.get(item.start, item.start), schema().verb(item), names.get(item.end, item.end))
    return " ".join(map(_cut, ends)) + told


def _fields(before: Item, after: Item) -> Iterator[str]:
    for field, label in _FRAME.items():
        old, new = getattr(before, field, ""), getattr(after, field, "")
        if old != new:
            yield f"{label}: {_turn(old, new)}"
    old_values, new_values = dict(before.properties), dict(after.properties)
    for key in sorted(old_values.keys() | new_values.keys()):
        if old_values.get(key) != new_values.get(key):
            label = _label(after, before, key)
            yield f"{label}: {_turn(_value(old_values.get(key)), _value(new_values.get(key)))}"
    if before.provenance != after.provenance:
        yield f"出典: {_turn(_said(before.provenance), _said(after.provenance))}"


def _label(after: Item, before: Item, key: str) -> str:
    for item in (after, before):
        known: Mapping[str, Property] = (
            schema().node(item.kind).properties if isinstance(item, Node) else schema().edge(item.kind).properties
        )
        if key in known:
            return known[key].label
    return key


def _value(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    return str(value)


def _said(provenance: tuple[Provenance, ...]) -> str:
    bases = schema().bases
    return "、".join(" ".join(filter(None, (p.source, bases[p.basis], p.where, p.as_of, p.note))) for p in provenance)


def _turn(old: str, new: str) -> str:
    """Old and new; of long ones the part from shortly before they part ways."""
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, same - _LONGEST // 4) if max(len(old), len(new)) > _LONGEST else 0
    shown = [_cut(("…" if start else "") + text[start:]) if text else _NOTHING for text in (old, new)]
    return " → ".join(shown)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _names(store: GraphStore, shown: Sequence[Change]) -> Mapping[NodeId, str]:
    ids = sorted({i for c in shown if isinstance(c.item, Edge) for i in (c.item.start, c.item.end)})
    found: dict[NodeId, str] = {}
    for at in range(0, len(ids), MAX_IDS):
        found.update({i: n.name for i, n in store.get(ids[at : at + MAX_IDS]).items()})
    return found | {c.item.id: c.item.name for c in shown if isinstance(c.item, Node)}
