"""`tsunagu info`: engine, version, counts."""

from __future__ import annotations

from api import documents
from api.command.call import Call
from api.command.opening import opened
from graph.model import StoreInfo
from graph.schema import schema


def run(call: Call) -> int:
    with opened(call.args) as store:
        found = store.info()
    if call.terminal.json:
        call.terminal.document(documents.info(found))
    else:
        call.terminal.show(*_lines(found))
    return 0


def _lines(found: StoreInfo) -> list[str]:
    known = schema()
    labels = {k: v.plural for k, v in known.nodes.items()} | {k: v.label for k, v in known.edges.items()}
    counted = [(labels[k], k, found.counts[k]) for k in labels if found.counts.get(k)]
    return [
        f"エンジン   {found.engine}",
        f"版         {found.version}({found.loaded_at or 'まだ何も入っていません'})",
        f"データの版 {found.data_version}",
        f"要約値     {found.digest}",
        f"データ     {'、'.join(sorted(found.digests)) or 'なし'}",
        *(f"{number:>8} {label}({kind})" for label, kind, number in counted),
    ]
