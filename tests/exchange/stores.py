"""Graphs to export: the same items in both engines, a hostile one, and one as large as a test asks for."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from api.exporting import ALL_FORMATS
from graph.changes import change_set
from graph.exchange.content import content
from graph.model import Change, Edge, Item, Node, SetCode, Variant, properties
from graph.store import GraphStore
from graph.store_embedded import EmbeddedStore
from tests.contract.reference import Held, ReferenceStore
from tests.exampleku import HIDDEN, ITEMS, body, edge, kind, node

FORMATS = tuple(sorted(ALL_FORMATS))
HOSTILE = (
    '=HYPERLINK("http://x.invalid","押す")', "+81", "@SUM(A1)", "-cmd|' /C calc'!A0", "</node></graph><script>", "]]>",
    "a;b|c\\d", '"引用",コンマ', "'一重'", "&amp;&lt;", "\ufffe", "か\u3099か", "𠮷野家 ", "\ufeffはじめ", "{{7*7}}",
    "%s%n", "#{x}", "線\u2028と\u2029", "a\u00a0",
)  # fmt: skip


def hostile() -> tuple[Item, ...]:
    """The small municipality with names, lists and notes that break what is not careful."""
    found: list[Item] = list(ITEMS)
    for number, text in enumerate(_stored(HOSTILE)):
        here = body(f"org:h{number}", text, aliases=(text, "別の名"), phone=text, url=text, hours=text)
        found += [replace(here, provenance=(replace(here.provenance[0], note=text, where=text),))]
        found.append(edge("instance_of", f"org:h{number}", "kind:madoguchi", note=text))
        found.append(edge("refers_to", f"org:h{number}", "org:exampleku-kita", relation="連携", trigger=text))
    found.append(kind("kind:h", "<&\"'>", "相談", 3))
    found.append(node("svc:h", "service", "=1+1", type="相談", fee="@無料", aliases=("|", "\\|", ";")))
    shelter = next(i for i in ITEMS if i.id == "org:exampleku-shelter")
    told = replace(shelter, otherwise=(Variant("address", HIDDEN[0], "src:exampleku-annai"),))
    return tuple(told if i.id == shelter.id else i for i in found)


def _stored(texts: Iterable[str]) -> Iterator[str]:
    """As the schema lets them in: composed, without controls."""
    return (unicodedata.normalize("NFC", t) for t in texts)


def fill(store: GraphStore, items: Iterable[Item], *, by_one: bool = False) -> GraphStore:
    """The store with these items; `by_one` gives it a history of many versions."""
    changes = [Change(None, i) for i in sorted(items, key=lambda i: isinstance(i, Edge))]
    for some in [[c] for c in changes] if by_one else [changes]:
        store.apply(change_set(store.info().version, tuple(some), by="試験", why="試験"))
    return store


def embedded(folder: Path, items: Iterable[Item]) -> GraphStore:
    """The items in a file."""
    return fill(EmbeddedStore(str(folder / "graph.db")), items)


def reference(items: Iterable[Item]) -> GraphStore:
    """The items in dictionaries, come in one by one and in another order."""
    return fill(ReferenceStore(Held()), reversed(tuple(items)), by_one=True)


def written(store: GraphStore, name: str, code: SetCode | None = None) -> bytes:
    """The file of a format."""
    return b"".join(ALL_FORMATS[name].write(content(store, code)))


def unzipped(raw: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(io.BytesIO(raw)) as whole:
        assert whole.testzip() is None
        return {name: whole.read(name) for name in whole.namelist()}


def texts(raw: bytes) -> Collection[str]:
    """What there is to read in a file, zipped or not."""
    parts = unzipped(raw).values() if raw.startswith(b"PK") else (raw,)
    return [p.decode("utf-8-sig") for p in parts]


def municipality(code: SetCode, bodies: int) -> Iterator[Item]:
    """A municipality with so many bodies, of a vocabulary that stands in `base`."""
    folder = f"ku{code}"
    pairs = properties(code=code, folder=folder, builds_on=("base",), area=f"area:{folder}")
    yield Node(f"set:{code}", "data_set", f"{code}区", code, pairs)
    yield node(f"area:{folder}", "area", f"{code}区", dataset=code, level="全区", code=code)
    for number in range(bodies):
        here = replace(body(f"org:{folder}-{number}", f"窓口{number}", phone="03-0000-0001"), dataset=code)
        yield here
        yield edge("instance_of", here.id, "kind:madoguchi", dataset=code)
        yield edge("serves", here.id, f"area:{folder}", dataset=code)
        yield edge("handles", here.id, "case:futoko", dataset=code, role="専門相談")
    yield edge("handles", "kind:madoguchi", "case:futoko", dataset=code, role="連携")


def base() -> Iterator[Item]:
    """What municipalities build on."""
    shared = {"src:exampleku-annai", "kind:madoguchi", "case:futoko"}
    yield from (replace(i, dataset="base") for i in ITEMS if i.id in shared)
    yield Node("set:base", "data_set", "土台", "base", properties(code="base", folder="base"))
