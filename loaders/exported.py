"""Sets that were written out of a graph (unload.py): tables for what tables can say, items.jsonl for the rest.

Of such a set every cell, every item and everything they point at is checked. The rules of how a set is kept by hand
(what a plan's register needs, which source nobody cites, how `first` is numbered) are not: what stands in items.jsonl
would look to them like a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph.codec import decode, encode
from graph.errors import InvalidGraph, UnknownKind
from graph.model import Edge, Item, Node, SetCode
from graph.schema import schema
from loaders.rows import Problems

if TYPE_CHECKING:
    from loaders.chain import Chain

ITEMS = "items.jsonl"


def read_items(raw: bytes, file: str, problems: Problems) -> tuple[Item, ...]:
    """The items of a file, a canonical body (graph/codec.py) a line."""
    found = []
    for row, line in enumerate(raw.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            item = decode(line.decode("utf-8"))
            schema().check(item)
            found.append(item)
        except InvalidGraph as error:
            problems.of(file, f"{error.rule}。", value=error.item, row=row, allowed=error.allowed)
        except UnknownKind as error:
            problems.of(file, error.sentence, value=error.kind, row=row, allowed="、".join(error.known))
        except (ValueError, TypeError, LookupError):
            problems.of(file, "この行を読めません。", row=row, allowed="tsunagu export --format csv が書いた行")
    return tuple(found)


def check_exported(chains: Iterable[Chain], items: Mapping[SetCode, Mapping[str, Item]], problems: Problems) -> None:
    """What the sets that were written out hold, against all that they may point at."""
    for chain in (c for c in chains if c.own.items):
        known = {i.id: i for one in chain.sets for i in items.get(one.code, {}).values()}
        file = f"{chain.own.folder}/{ITEMS}"
        problems.notice(f"{chain.own.folder} は書き出したデータです。表とつながりだけを確かめました。")
        for item in items.get(chain.own.code, {}).values():
            for sentence in _wrong(item, chain.own.code, known):
                problems.of(file, f"{item.id}: {sentence}", value=encode(item)[:100], allowed="このデータか土台のもの")


def _wrong(item: Item, code: SetCode, known: Mapping[str, Item]) -> Iterable[str]:
    if item.dataset != code:
        yield f"データの番号が違います({item.dataset})。"
    missing = dict.fromkeys(used for _, used in schema().references(item) if used not in known)
    yield from (f"「{used}」は、このデータにも土台のデータにもありません。" for used in missing)
    if isinstance(item, Edge) and not missing:
        start, end = known[item.start], known[item.end]
        if isinstance(start, Node) and isinstance(end, Node):
            try:
                schema().check_ends(item, start.kind, end.kind)
            except InvalidGraph as error:
                yield f"{error.rule}。"
